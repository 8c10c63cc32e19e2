/**
 * What is on record of loads: the loads, their rows, what undoing took back, what people changed
 * since.
 */
package kr.maeul.store.sql.load.record;
