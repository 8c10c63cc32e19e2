/** The second factor: one-time codes by an app, and codes for whoever has lost it. No HTTP. */
package kr.maeul.people.factor;
