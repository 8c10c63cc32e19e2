/** Tiles and clusters, and what of them is kept. */
package kr.maeul.store.sql.tiles;
