/** The database under all rooms that keep rows: connections, transactions, revisions. */
package kr.maeul.db;
