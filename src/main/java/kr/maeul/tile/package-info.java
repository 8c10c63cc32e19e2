/**
 * Tiles: which there are, what lies in one, how it is written. Pure: no SQL, no HTTP. Tiles are
 * those of WebMercatorQuad; rows count from the north, columns from the date line.
 */
package kr.maeul.tile;
