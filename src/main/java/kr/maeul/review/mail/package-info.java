/** Letters: what they say, the outbox they wait in, and the server that takes them. */
package kr.maeul.review.mail;
