/** What a workbook says beside the values of its cells: merged ranges, hidden columns, days. */
package kr.maeul.exchange.read.workbook;
