/**
 * What a route takes and answers: what reads its parameters and its body, and refuses what is wrong
 * with them, describes them too.
 */
package kr.maeul.web.contract;
