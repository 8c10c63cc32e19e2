package kr.maeul.exchange.write;

import java.util.List;

/**
 * Rows under headers, to be written as a spreadsheet or a text file.
 *
 * @param title of the sheet
 * @param headers of the columns
 * @param rows each as long as the headers, or shorter; texts, numbers, days, yes or no, or null for
 *     nothing
 */
public record Table(String title, List<String> headers, List<List<Object>> rows) {}
