package kr.maeul.houses.ledger.owner;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Who owns a house. Kept apart from the layer, encrypted.
 *
 * @param person name and ways to reach them
 * @param doNotContact whether they are not to be contacted
 * @param since when they said so, or null where that is not known or they did not
 * @param author who wrote it last, or null where nothing was written
 * @param changed when, or null likewise
 * @param version counts the changes; 0 where nothing was written
 */
public record Owner(
    Person person,
    boolean doNotContact,
    LocalDate since,
    String author,
    Instant changed,
    long version) {

  /**
   * @param name or null
   * @param telephone or null
   * @param address or null
   */
  public record Person(String name, String telephone, String address) {
    public static final Person UNKNOWN = new Person(null, null, null);

    public boolean isUnknown() {
      return name == null && telephone == null && address == null;
    }

    /** Tells nothing: this must not get into a log. */
    @Override
    public String toString() {
      return isUnknown() ? "Person[unknown]" : "Person[…]";
    }
  }
}
