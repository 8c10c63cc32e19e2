package kr.maeul.geo.parcel;

import java.util.Locale;
import java.util.Optional;

/**
 * A parcel number (필지고유번호, PNU) of 19 digits: code of the legal dong 10, kind of land 1 (1 general,
 * 2 mountain), main number 4, second number 4.
 *
 * @param dong code of the legal dong, 10 digits
 * @param lot the lot in it
 */
public record ParcelNumber(String dong, LotNumber lot) {
  /** Digits of a parcel number. */
  public static final int DIGITS = 19;

  private static final int DONG_DIGITS = 10;

  /** Jeollabuk-do's codes before it became a special self-governing province on 2024-01-18. */
  private static final String OLD_PROVINCE = "45";

  private static final String PROVINCE = "52";

  public ParcelNumber {
    if (!dong.matches("[0-9]{10}")) {
      throw new IllegalArgumentException("a dong has ten digits");
    }
  }

  /** Reads 19 digits; empty where they are none, or where the kind of land is neither 1 nor 2. */
  public static Optional<ParcelNumber> parse(String text) {
    if (!text.matches("[0-9]{19}")) {
      return Optional.empty();
    }
    char digit = text.charAt(DONG_DIGITS);
    int main = Integer.parseInt(text.substring(DONG_DIGITS + 1, DONG_DIGITS + 5));
    if (digit != '1' && digit != '2' || main == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ParcelNumber(
            text.substring(0, DONG_DIGITS),
            new LotNumber(
                digit == '1' ? LotNumber.Kind.GENERAL : LotNumber.Kind.MOUNTAIN,
                main,
                Integer.parseInt(text.substring(DONG_DIGITS + 5)))));
  }

  /** Whether a code of a province, city, dong or parcel is from before 2024-01-18. */
  public static boolean isOld(String code) {
    return code.startsWith(OLD_PROVINCE);
  }

  /** The code as it is since 2024-01-18. */
  public static String current(String code) {
    return isOld(code) ? PROVINCE + code.substring(OLD_PROVINCE.length()) : code;
  }

  /** The 19 digits. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s%d%04d%04d", dong, lot.kind().digit(), lot.main(), lot.sub());
  }
}
