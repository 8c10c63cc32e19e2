package kr.maeul.db.request;

/**
 * The database failed, or is not what it should be. Its message is for the operator, not for
 * callers.
 */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /** Why it failed, as far as callers act on it. */
  public enum Reason {
    /** A mistake of ours, or a database that is not what it should be. */
    FAILED,
    /** The database does not answer, or the connection to it was cut: later it may be there. */
    AWAY,
    /** It took longer than this caller may have, or the caller has gone. */
    TOO_LONG,
    /** All places for questions are taken. */
    BUSY,
    /** The caller's network has all places that one network may have. */
    CROWDED
  }

  public DatabaseException(String message) {
    this(Reason.FAILED, message, null);
  }

  public DatabaseException(String message, Throwable cause) {
    this(Reason.FAILED, message, cause);
  }

  /**
   * @param cause or null
   */
  public DatabaseException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
