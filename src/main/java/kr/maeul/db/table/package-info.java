/** Whole tables: which there are, and all rows out of one database and into another. */
package kr.maeul.db.table;
