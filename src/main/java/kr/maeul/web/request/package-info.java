/**
 * One request as handlers see it: who asks, in which language and format, with which parameters,
 * and how the answer goes out. Knows HTTP, knows nothing of features.
 */
package kr.maeul.web.request;
