/** Deciding on what was sent. */
package kr.maeul.review.desk;
