/** Loads: into a temporary table, compared, applied, recorded, undone. */
package kr.maeul.store.sql.load;
