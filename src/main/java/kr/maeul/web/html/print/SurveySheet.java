package kr.maeul.web.html.print;

import java.util.List;

/**
 * The survey sheet of one house: what is known with where from, and what is to be filled in on the
 * spot. All words are of one language.
 *
 * @param title what the house is called
 * @param isExample whether it is made up
 * @param isNotToBeContacted whether its owner must be left alone
 * @param places labelled lines that say where it is
 * @param map a drawing as SVG, or empty where the house has no place
 * @param landmarks what stands nearby, with how far and in which direction
 * @param parts what a survey asks, part by part
 * @param grades what the house can be found to be
 * @param source of the record, or empty
 * @param asOf of the record, or empty
 * @param qr leads to the record, as SVG
 */
public record SurveySheet(
    String title,
    boolean isExample,
    boolean isNotToBeContacted,
    List<Line> places,
    String map,
    List<String> landmarks,
    List<Part> parts,
    List<String> grades,
    String source,
    String asOf,
    String qr) {

  /** A labelled line. */
  public record Line(String label, String value) {}

  /** Rows that belong together. */
  public record Part(String title, List<Row> rows) {}

  /**
   * One thing to know.
   *
   * @param value as it is on record, or empty
   * @param source where the value is from; empty without a value, or where that is not known
   * @param date as of when; empty likewise
   * @param boxes to tick where there is no value; empty where something is to be written
   * @param unit of what is to be written, or empty
   */
  public record Row(
      String label, String value, String source, String date, List<String> boxes, String unit) {
    public boolean isKnown() {
      return !value.isEmpty();
    }
  }

  /** How many of the facts are on record. */
  public long known() {
    return parts.stream().flatMap(p -> p.rows().stream()).filter(Row::isKnown).count();
  }

  /** How many facts there are. */
  public long asked() {
    return parts.stream().mapToLong(p -> p.rows().size()).sum();
  }
}
