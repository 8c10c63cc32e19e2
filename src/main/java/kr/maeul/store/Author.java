package kr.maeul.store;

/**
 * Who writes.
 *
 * @param account id of the account, or null for the service itself
 * @param name to show beside the revision
 * @param reason why, or null
 */
public record Author(String account, String name, String reason) {}
