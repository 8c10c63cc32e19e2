package kr.maeul.exchange.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One row of a file.
 *
 * @param place line number, or the feature's number in a GeoJSON document
 * @param feature the feature as GeoJSON in the layer's own names, or null where {@code problems}
 *     says why there is none
 * @param rest what could be read where there are problems, as {@code feature} has it; null where it
 *     is not known which column its cells belong to, or where nothing is wrong
 * @param problems what is wrong already
 * @param notes what was found already
 * @param cells the row as it stands in a CSV file, or null
 * @param original the feature as it stands in a GeoJSON file, or null
 */
public record Row(
    long place,
    ObjectNode feature,
    ObjectNode rest,
    List<RowProblem> problems,
    List<RowNote> notes,
    List<String> cells,
    JsonNode original) {

  /** What is no record: only what should be known of it. */
  public static Row leftOut(long place, List<RowNote> notes, List<String> cells) {
    return new Row(place, null, null, List.of(), notes, cells, null);
  }

  /** Of which nothing can be trusted. */
  public static Row unreadable(
      long place, List<RowProblem> problems, List<String> cells, JsonNode original) {
    return new Row(place, null, null, problems, List.of(), cells, original);
  }

  /** What could be read of a row, which is a feature where nothing is wrong with it. */
  public static Row of(
      long place,
      ObjectNode read,
      List<RowProblem> problems,
      List<RowNote> notes,
      List<String> cells,
      JsonNode original) {
    boolean isWhole = problems.isEmpty();
    return new Row(
        place, isWhole ? read : null, isWhole ? null : read, problems, notes, cells, original);
  }

  public boolean isLeftOut() {
    return feature == null && problems.isEmpty();
  }
}
