package kr.maeul.store.sql.load.lot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.layer.text.ComparedText;

/**
 * What tells houses on one lot apart, such as wing and unit, whichever way it is written: {@code
 * 제1동}, {@code 01} and {@code 1.0} are one wing. Stateless.
 */
public final class LotUnit {
  private static final Pattern ORDINAL = Pattern.compile("^제(?=[0-9])");
  private static final Pattern DECIMAL = Pattern.compile("\\.0+$");
  private static final Pattern KIND = Pattern.compile("(?<=.)(?:동|호실|호수|호)$");
  private static final Pattern ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");

  /** Wing and unit in one cell. */
  private static final Pattern BOTH = Pattern.compile("(.+동|[^-/]+(?=[-/]))[-/]?(.+)");

  /** A number, with a letter or without, or a letter: what differs there is another unit. */
  private static final Pattern PLAIN = Pattern.compile("[a-z가-힣]?[0-9]+|[a-z가-힣]");

  private LotUnit() {}

  /**
   * The values to compare.
   *
   * @param texts from the whole to the part, such as wing and unit; null where none
   * @return as many; empty where none
   */
  public static List<String> of(List<String> texts) {
    List<String> plain = new ArrayList<>(texts.stream().map(ComparedText::of).toList());
    if (plain.size() == 2 && plain.get(0).isEmpty()) {
      Matcher both = BOTH.matcher(plain.get(1));
      if (both.matches()) {
        plain.set(0, both.group(1));
        plain.set(1, both.group(2));
      }
    }
    plain.replaceAll(LotUnit::value);
    return plain;
  }

  private static String value(String text) {
    String bare = ORDINAL.matcher(text).replaceFirst("");
    bare = DECIMAL.matcher(bare).replaceFirst("");
    return ZEROS.matcher(KIND.matcher(bare).replaceFirst("")).replaceAll("");
  }

  /** Whether both are said and plainly others: {@code 101} and {@code 102}, not 지하1 and b1. */
  static boolean isPlainlyOther(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).equals(other.get(i))
          && PLAIN.matcher(one.get(i)).matches()
          && PLAIN.matcher(other.get(i)).matches()) {
        return true;
      }
    }
    return false;
  }
}
