/**
 * The database under all rooms that keep rows: connections, core tables, transactions, revisions of
 * layers.
 */
package kr.maeul.db;
