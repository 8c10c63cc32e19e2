/**
 * What a file gives, one row at a time, with what is wrong with it or was changed in it; how much
 * of a file is read.
 */
package kr.maeul.exchange.row;
