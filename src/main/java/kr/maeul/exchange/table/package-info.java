/**
 * Tables, from text or workbooks: where the header is, how far a table goes, tables side by side.
 */
package kr.maeul.exchange.table;
