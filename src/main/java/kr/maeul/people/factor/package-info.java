/** The second factor: one-time codes by an app, and codes for anyone who has lost it. No HTTP. */
package kr.maeul.people.factor;
