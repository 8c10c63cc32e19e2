/** Figures that are published at intervals, with small cells left out. */
package kr.maeul.store.sql.figures;
