/** Photos and recordings that come with what was sent. */
package kr.maeul.review.submission.media;
