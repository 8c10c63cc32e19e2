/** What planners do with vacant houses: figures, the follow-up board, pages to print. */
package kr.maeul.web.houses;
