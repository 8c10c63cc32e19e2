package kr.maeul.web.send;

/** An answer cannot be kept until its caller has taken it. */
public final class NoRoomException extends RuntimeException {
  private final Why why;

  /** Why not. */
  public enum Why {
    /** No answer may be as large as that. */
    TOO_LARGE,
    /** The caller's network has enough answers that it has not taken yet. */
    CROWDED,
    /** All networks together have. */
    FULL
  }

  NoRoomException(Why why) {
    super(why.name());
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
