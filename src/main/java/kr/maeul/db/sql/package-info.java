/** How statements are put together. */
package kr.maeul.db.sql;
