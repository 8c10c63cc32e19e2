/** What somebody without an account sent: its states, its rows, and what goes with it. */
package kr.maeul.review.submission;
