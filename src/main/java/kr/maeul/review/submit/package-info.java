/** Sending something, changing it by a private link, and withdrawing it. */
package kr.maeul.review.submit;
