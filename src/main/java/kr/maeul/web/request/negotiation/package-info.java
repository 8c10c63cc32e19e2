/** In which form, language and variant to answer, by what a request says. */
package kr.maeul.web.request.negotiation;
