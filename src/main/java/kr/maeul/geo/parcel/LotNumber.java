package kr.maeul.geo.parcel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a lot within its dong: {@code 225-3}, {@code 산 12}.
 *
 * @param kind general land or mountain
 * @param main main number, 1 to 9999
 * @param sub second number, 0 to 9999; 0 for none
 */
public record LotNumber(Kind kind, int main, int sub) {

  /** The kinds of land that a parcel number tells apart. */
  public enum Kind {
    GENERAL(1, "일반"),
    MOUNTAIN(2, "산");

    private final int digit;
    private final String word;

    Kind(int digit, String word) {
      this.digit = digit;
      this.word = word;
    }

    /** As in a parcel number; not as in the building register, where 0 is general land. */
    public int digit() {
      return digit;
    }

    /** As people write it. */
    public String word() {
      return word;
    }
  }

  private static final int MOST = 9999;
  private static final int LONGEST_ADDRESS = 300;
  private static final Pattern LOT =
      Pattern.compile(
          "(산)?\\s*([0-9]{1,4})\\s*(?:번지)?(?:\\s*[-−–의]\\s*([0-9]{1,4}))?\\s*(?:번지|호)?");

  /** After a dong, ri or ga; what follows the number is a building. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "(?:동|리|가|읍|면)[0-9]*(?:가)?\\s+(산\\s*)?([0-9]{1,4})(?:\\s*-\\s*([0-9]{1,4}))?(?:번지)?(?=$|[\\s,(])");

  public LotNumber {
    if (main < 1 || main > MOST || sub < 0 || sub > MOST) {
      throw new IllegalArgumentException("lot " + main + "-" + sub);
    }
  }

  /** Reads {@code 산 12-3}, {@code 225-0}, {@code 0225}; empty where it is no lot number. */
  public static Optional<LotNumber> parse(String text) {
    Matcher m = LOT.matcher(text.strip());
    return text.length() <= LONGEST_ADDRESS && m.matches() ? of(m) : Optional.empty();
  }

  /** The lot of an address by lot; empty where none stands in it. */
  public static Optional<LotNumber> ofAddress(String address) {
    if (address.length() > LONGEST_ADDRESS) {
      return Optional.empty();
    }
    Matcher m = IN_ADDRESS.matcher(address.strip());
    return m.find() ? of(m) : Optional.empty();
  }

  private static Optional<LotNumber> of(Matcher m) {
    int main = Integer.parseInt(m.group(2));
    int sub = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
    Kind kind = m.group(1) == null ? Kind.GENERAL : Kind.MOUNTAIN;
    return main == 0 ? Optional.empty() : Optional.of(new LotNumber(kind, main, sub));
  }

  /** As in an address: {@code 산 12-3}. */
  @Override
  public String toString() {
    return (kind == Kind.MOUNTAIN ? "산 " : "") + main + (sub == 0 ? "" : "-" + sub);
  }
}
