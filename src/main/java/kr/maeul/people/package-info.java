/** Who asks, and what they may do: accounts, roles, sessions, tokens, the access log. */
package kr.maeul.people;
