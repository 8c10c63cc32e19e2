package kr.maeul.people.identity;

/**
 * From where somebody signs in.
 *
 * @param address internet address; {@code -} for the command line
 * @param device secret by which their browser is known again, or null
 * @param browser what it is, as {@link Browser#of} says it, or null
 */
public record Visitor(String address, String device, String browser) {
  /** Somebody of whose browser nothing is known. */
  public static Visitor at(String address) {
    return new Visitor(address, null, null);
  }
}
