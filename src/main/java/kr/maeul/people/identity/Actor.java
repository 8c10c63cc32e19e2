package kr.maeul.people.identity;

/**
 * Who does something that the log tells of.
 *
 * @param account id of the account, or null for nobody known or for the command line
 * @param address from which it came; {@code -} for the command line
 */
public record Actor(String account, String address) {
  /** Somebody at the command line of the machine. */
  public static final Actor MACHINE = new Actor(null, "-");
}
