/** What the running service is made of: everything that is made once, and its background jobs. */
package kr.maeul.app;
