package kr.maeul.feature.cql.parse;

import kr.maeul.layer.text.Text;

/** A filter that cannot be used: why, what to do, and where. */
public final class CqlException extends Exception {
  private final transient Text reason;
  private final transient CqlPlace place;

  public CqlException(CqlPlace place, String ko, String en) {
    super(en);
    this.place = place;
    this.reason = new Text(ko, en);
  }

  /** What is wrong and what to do, without the place. */
  public Text reason() {
    return reason;
  }

  /** Where the mistake is. */
  public CqlPlace place() {
    return place;
  }

  /** The reason with the place before it, as it is shown to the author of the filter. */
  public Text message() {
    Text at = place.text();
    return at.equals(Text.EMPTY)
        ? reason
        : new Text(at.ko() + ": " + reason.ko(), at.en() + ": " + reason.en());
  }
}
