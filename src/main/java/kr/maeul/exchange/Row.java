package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One row of a file.
 *
 * @param place line number, or the feature's number in a GeoJSON document
 * @param feature the feature as GeoJSON in the layer's own names, or null where {@code problems}
 *     says why there is none
 * @param problems what is wrong already
 * @param notes what was found already
 * @param cells the row as it stands in a CSV file, or null
 * @param original the feature as it stands in a GeoJSON file, or null
 */
record Row(
    long place,
    ObjectNode feature,
    List<RowProblem> problems,
    List<RowNote> notes,
    List<String> cells,
    JsonNode original) {

  /** What is no record: only what should be known of it. */
  static Row leftOut(long place, List<RowNote> notes, List<String> cells) {
    return new Row(place, null, List.of(), notes, cells, null);
  }

  boolean isLeftOut() {
    return feature == null && problems.isEmpty();
  }
}
