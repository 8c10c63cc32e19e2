package kr.maeul.exchange.read;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of cells without what nobody sees and nobody means. Stateless. */
public final class CellText {
  /** What makes a formula, also as some input methods and full-width keyboards write it. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

  private static final Set<String> ERRORS =
      Set.of(
          "#N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL! #SPILL! #CALC! #GETTING_DATA".split(" "));

  /** Text kept from becoming a number: {@code ="0632815114"}. */
  private static final Pattern QUOTED = Pattern.compile("=\\s*\"((?:[^\"]|\"\")*)\"");

  private static final Pattern GUARDED =
      Pattern.compile("'+[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,]{0,40}|-");

  private CellText() {}

  /**
   * The text as people read it: characters without width removed, other blanks made plain ones,
   * full-width letters and digits half-width, 한글 composed, {@code ="…"} and the apostrophe before a
   * formula taken off.
   */
  public static String clean(String cell) {
    String text = isPlain(cell) ? cell : plain(cell);
    if (text.isEmpty() || text.charAt(0) != '=' && text.charAt(0) != '\'') {
      return text;
    }
    Matcher quoted = QUOTED.matcher(text.strip());
    if (quoted.matches()) {
      return quoted.group(1).replace("\"\"", "\"");
    }
    boolean isGuarded = GUARDED.matcher(text).matches() && text.indexOf('\'', 1) < 0;
    return isGuarded ? text.substring(1) : text;
  }

  private static boolean isPlain(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c >= 0x80 && (c < 0xAC00 || c > 0xD7A3)) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String cell) {
    StringBuilder plain = new StringBuilder(cell.length());
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (isBlank(c)) {
        plain.append(' ');
      } else if (c >= '！' && c <= '｝') {
        plain.append((char) (c - '！' + '!'));
      } else if (!hasNoWidth(c)) {
        plain.append(c);
      }
    }
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  private static boolean isBlank(char c) {
    return c == 0xA0 || c >= 0x2000 && c <= 0x200A || c == 0x202F || c == 0x205F || c == 0x3000;
  }

  /** Joiners stay: without them some emoji and scripts fall apart. */
  private static boolean hasNoWidth(char c) {
    return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF || c == 0xAD;
  }

  /** Whether the cell shows an error of a formula instead of a value. */
  public static boolean isError(String cell) {
    return cell.indexOf('#') >= 0 && ERRORS.contains(cell.strip().toUpperCase(Locale.ROOT));
  }

  /**
   * The text so that no spreadsheet takes it for a formula: an apostrophe in front where it would.
   * A text that already has apostrophes there gets one more, so that {@link #unguarded} gives back
   * what was.
   */
  public static String guarded(String cell) {
    if (cell.isEmpty() || NUMBER.matcher(cell).matches()) {
      return cell;
    }
    boolean isFormula = BEGINS_A_FORMULA.indexOf(cell.charAt(0)) >= 0;
    return isFormula || GUARDED.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** The text that was {@link #guarded}. */
  public static String unguarded(String cell) {
    return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
