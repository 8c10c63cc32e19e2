/** Answers on their way out, to whoever takes them slowly: whole, without a thread, and bounded. */
package kr.maeul.web.send;
