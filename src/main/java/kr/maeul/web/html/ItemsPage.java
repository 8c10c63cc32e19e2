package kr.maeul.web.html;

import java.util.List;

/**
 * The page of a list of features.
 *
 * @param columns labels; the first is of the title
 * @param rows as many as are shown
 * @param matched how many match in all
 * @param first number of the first row, from 1; 0 where that is not known
 * @param previous address of the page before, or null
 * @param next address of the page after, or null
 * @param text what was looked for, or empty
 */
public record ItemsPage(
    List<String> columns,
    List<Row> rows,
    long matched,
    long first,
    String previous,
    String next,
    String text) {

  /**
   * @param title what the row is about
   * @param href page of the feature
   * @param cells values of the further columns
   */
  public record Row(String title, String href, List<String> badges, List<String> cells) {}

  public long last() {
    return first + rows.size() - 1;
  }
}
