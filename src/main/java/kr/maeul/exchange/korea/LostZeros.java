package kr.maeul.exchange.korea;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.exchange.read.CellText;

/**
 * Zeros that a spreadsheet took off the front of numbers that are names, and digits that it lost at
 * their end. Codes of places and parcels never begin with a zero: none is put before them.
 * Stateless.
 */
public final class LostZeros {
  /**
   * Without its zero: Seoul (2 and 7 or 8 digits), provinces (31 to 64), mobile (10, 11, 16 to 19),
   * internet telephones (70) and personal numbers (50 to 505).
   */
  private static final Pattern PHONE =
      Pattern.compile(
          "2[0-9]{7,8}|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])[0-9]{7,8}|1[016789][0-9]{7,8}|70[0-9]{8}|50[0-9]{8,9}");

  private static final Pattern POSTCODE = Pattern.compile("[1-9][0-9]{3}");
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[0-9](?:\\.[0-9]+)?[eE]\\+?([0-9]{2,3})");
  private static final int LEAST_EXPONENT = 11;

  /** With a plus sign it is nothing but a number, such as a telephone's in a narrow column. */
  private static final int LEAST_EXPONENT_WITH_SIGN = 5;

  private LostZeros() {}

  /** What kind of number a column holds. */
  public enum Kind {
    PHONE,
    POSTCODE
  }

  /** The telephone or postal number with its zero, or as it is where none is missing. */
  public static String restored(Kind kind, String text) {
    Pattern lacks = kind == Kind.PHONE ? PHONE : POSTCODE;
    return lacks.matcher(CellText.clean(text)).matches() ? "0" + text : text;
  }

  /** Whether it is a long number that a spreadsheet has rounded: {@code 5.21111E+18}. */
  public static boolean isRounded(String text) {
    Matcher m = SCIENTIFIC.matcher(text);
    int least = text.indexOf('+') >= 0 ? LEAST_EXPONENT_WITH_SIGN : LEAST_EXPONENT;
    return m.matches() && Integer.parseInt(m.group(1)) >= least;
  }
}
