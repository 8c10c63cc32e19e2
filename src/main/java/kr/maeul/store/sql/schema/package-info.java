/**
 * Tables of layers, made from layer files and kept up to them; search indexes in the background.
 */
package kr.maeul.store.sql.schema;
