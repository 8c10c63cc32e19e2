/** One feature to a row and back, its revisions, and references as a reader may see them. */
package kr.maeul.store.sql.row;
