package kr.maeul.store.edit;

/**
 * Who writes.
 *
 * @param account id of the account, or null for the service itself
 * @param name to show beside the revision
 * @param reason why, or null
 * @param batch the same for all that is written together and may be undone together; null where it
 *     stands alone
 */
public record Author(String account, String name, String reason, String batch) {

  /** One whose writes stand alone. */
  public Author(String account, String name, String reason) {
    this(account, name, reason, null);
  }
}
