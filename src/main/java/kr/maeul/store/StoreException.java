package kr.maeul.store;

/**
 * The database failed, or is not what it should be. Its message is for the operator, not for
 * callers.
 */
public class StoreException extends RuntimeException {
  private final Reason reason;

  /** What became of a question, as far as it matters to the caller. */
  public enum Reason {
    /** A mistake of ours, or a database that is not what it should be. */
    FAILED,
    /** The database does not answer, or the connection to it was cut: later it may be there. */
    AWAY,
    /** It took longer than somebody like this caller may have; or the caller has gone. */
    TOO_LONG,
    /** As many ask at once as there is room for. */
    BUSY,
    /** As many ask at once from the caller's network as one network may. */
    CROWDED
  }

  public StoreException(String message) {
    this(Reason.FAILED, message, null);
  }

  public StoreException(String message, Throwable cause) {
    this(Reason.FAILED, message, cause);
  }

  /**
   * @param cause or null
   */
  public StoreException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
