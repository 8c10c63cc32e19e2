/** What people without an account send, and how the centre decides on it. */
package kr.maeul.review;
