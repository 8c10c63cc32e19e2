/** What the two databases spell differently, and how statements are put together. */
package kr.maeul.store.sql.dialect;
