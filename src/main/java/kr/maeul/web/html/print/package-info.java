/** Pages to print: survey sheets and the memo for the council. */
package kr.maeul.web.html.print;
