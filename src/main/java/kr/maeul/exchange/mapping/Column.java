package kr.maeul.exchange.mapping;

import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;

/**
 * One column of a file and what its values become. Counts the values that are not kept. For one
 * thread.
 */
public final class Column {
  /** Rank of a column that somebody mapped by hand; smaller than any other. */
  static final int MAPPED = 0;

  private final String header;
  private final Property property;
  private final boolean id;
  private final boolean place;
  private final int rank;
  private final Text reason;
  private long lost;

  private Column(
      String header, Property property, boolean id, boolean place, int rank, Text reason) {
    this.header = header;
    this.property = property;
    this.id = id;
    this.place = place;
    this.rank = rank;
    this.reason = reason;
  }

  static Column of(String header, Property property, int rank) {
    return new Column(
        header,
        property,
        false,
        false,
        rank,
        new Text(
            "다른 열이 먼저 \"" + property.name() + "\"에 들어갔습니다.",
            "another column came first for \"" + property.name() + "\""));
  }

  static Column ofId(String header, int rank) {
    return new Column(
        header,
        null,
        true,
        false,
        rank,
        new Text("다른 열이 먼저 id가 되었습니다.", "another column came first for the id"));
  }

  static Column unused(String header, String ko, String en) {
    return new Column(header, null, false, false, Integer.MAX_VALUE, new Text(ko, en));
  }

  /** A column that is a coordinate; what stands in another one of that name is lost. */
  static Column ofPlace(String header) {
    return new Column(
        header,
        null,
        false,
        true,
        Integer.MAX_VALUE,
        new Text(
            "같은 이름의 다른 열이 먼저 위치가 되었습니다.", "another column of that name came first for the place"));
  }

  public String header() {
    return header;
  }

  /** The property that it fills, or null. */
  public Property property() {
    return property;
  }

  public boolean isId() {
    return id;
  }

  public boolean isPlace() {
    return place;
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

  public long lost() {
    return lost;
  }

  public Text reason() {
    return reason;
  }
}
