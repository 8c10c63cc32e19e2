package kr.maeul.exchange.row;

import kr.maeul.layer.text.Text;

/**
 * What is wrong with one row of a file.
 *
 * @param place the row: a line number, or a feature's number in a GeoJSON document
 * @param column header or property name as it stands in the file, or empty for the whole row
 * @param reason what is wrong and what to do
 */
public record RowProblem(long place, String column, Text reason) {}
