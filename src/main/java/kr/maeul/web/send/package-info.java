/**
 * Answers on their way out, to anyone who takes them slowly: whole, without a thread, and bounded.
 */
package kr.maeul.web.send;
