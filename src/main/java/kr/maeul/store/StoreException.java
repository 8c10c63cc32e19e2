package kr.maeul.store;

/**
 * The database failed, or is not what it should be. Its message is for whoever runs the service,
 * not for callers.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
