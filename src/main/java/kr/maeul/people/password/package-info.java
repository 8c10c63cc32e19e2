/** Passwords: what is taken, and what is kept of them. */
package kr.maeul.people.password;
