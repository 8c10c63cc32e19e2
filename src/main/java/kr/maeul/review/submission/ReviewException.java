package kr.maeul.review.submission;

import java.time.Duration;
import kr.maeul.layer.text.Text;

/** A contribution or a decision that is not carried out. Says nothing of anybody's data. */
public final class ReviewException extends RuntimeException {
  private final Reason reason;
  private final transient Text detail;
  private final transient Duration waiting;

  /** Why. */
  public enum Reason {
    /** There is none of that id or secret, or none that the caller may know of. */
    ABSENT,
    /** It has been decided, or is in a state that does not allow this. */
    DECIDED,
    /** Somebody has changed it since the caller saw it. */
    STALE,
    /** The caller did not say which version was seen. */
    VERSION_MISSING,
    /** An idempotency key that came with something else before. */
    KEY_REUSED,
    /** One address sends too much. */
    TOO_MANY,
    /** Everyone together sends more than the centre can read. */
    QUEUE_FULL
  }

  public ReviewException(Reason reason, Text detail) {
    this(reason, detail, Duration.ZERO);
  }

  /**
   * @param waiting after which it may go; zero where waiting does not help
   */
  public ReviewException(Reason reason, Text detail, Duration waiting) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.detail = detail;
    this.waiting = waiting;
  }

  public static ReviewException absent() {
    return new ReviewException(
        Reason.ABSENT,
        new Text(
            "보내신 것을 찾을 수 없습니다. 받은 링크를 빠짐없이 옮겼는지 확인하세요.",
            "there is no such contribution; check that the whole link was copied"));
  }

  /** After which it may go; zero where waiting does not help. */
  public Duration waiting() {
    return waiting;
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong and what to do. */
  public Text detail() {
    return detail;
  }
}
