/**
 * What stands before the routes: how many requests are in hand, and who still waits for an answer.
 */
package kr.maeul.web.front;
