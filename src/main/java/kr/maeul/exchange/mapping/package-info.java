/** Columns and values of a file to properties of a layer and back to what was meant. */
package kr.maeul.exchange.mapping;
