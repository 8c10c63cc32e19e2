/** Houses on one lot, and which of them a row is about. */
package kr.maeul.store.sql.load.lot;
