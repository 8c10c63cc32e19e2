package kr.maeul.houses.finder.ranking;

import kr.maeul.layer.text.Text;

/** A question that the finder does not take: it is too large, or too many are asked at once. */
public final class FinderRefusedException extends RuntimeException {
  private final Reason reason;
  private final transient Text detail;

  /** Why. */
  public enum Reason {
    /** Fewer houses or features would do. */
    TOO_LARGE,
    /** A little later would do. */
    BUSY
  }

  public FinderRefusedException(Reason reason, Text detail) {
    super(detail.en());
    this.reason = reason;
    this.detail = detail;
  }

  public Reason reason() {
    return reason;
  }

  /** What to do. */
  public Text detail() {
    return detail;
  }
}
