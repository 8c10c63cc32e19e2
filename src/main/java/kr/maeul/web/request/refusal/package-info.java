/** Why a request is refused: one exception for each kind of answer. */
package kr.maeul.web.request.refusal;
