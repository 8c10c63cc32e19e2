package kr.maeul.exchange;

import kr.maeul.layer.Property;
import kr.maeul.layer.Text;

/**
 * One column of a file and what its values become. Counts the values that are not kept. For one
 * thread.
 */
final class Column {
  /** Rank of a column that somebody mapped by hand; smaller than any other. */
  static final int MAPPED = 0;

  private final String header;
  private final Property property;
  private final boolean id;
  private final int rank;
  private final Text reason;
  private long lost;

  private Column(String header, Property property, boolean id, int rank, Text reason) {
    this.header = header;
    this.property = property;
    this.id = id;
    this.rank = rank;
    this.reason = reason;
  }

  static Column of(String header, Property property, int rank) {
    return new Column(
        header,
        property,
        false,
        rank,
        new Text(
            "다른 열이 먼저 \"" + property.name() + "\"에 들어갔습니다.",
            "another column came first for \"" + property.name() + "\""));
  }

  static Column ofId(String header, int rank) {
    return new Column(header, null, true, rank, Text.EMPTY);
  }

  static Column unused(String header, String ko, String en) {
    return new Column(header, null, false, Integer.MAX_VALUE, new Text(ko, en));
  }

  String header() {
    return header;
  }

  /** The property that it fills, or null. */
  Property property() {
    return property;
  }

  boolean isId() {
    return id;
  }

  /**
   * Of two columns of one property the smaller rank fills it; the other one fills what that leaves
   * blank.
   */
  int rank() {
    return rank;
  }

  void lose() {
    lost++;
  }

  long lost() {
    return lost;
  }

  Text reason() {
    return reason;
  }
}
