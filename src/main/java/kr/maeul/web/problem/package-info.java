/** What went wrong, said as a problem or as a page. */
package kr.maeul.web.problem;
