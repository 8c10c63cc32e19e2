/** Tables out: CSV and XLSX. */
package kr.maeul.exchange.write;
