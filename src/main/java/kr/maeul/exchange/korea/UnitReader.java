package kr.maeul.exchange.korea;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Units as files write them, and the one that is converted: 평. Stateless. */
public final class UnitReader {
  /** Square metres of a 평. */
  public static final BigDecimal PYEONG = new BigDecimal("3.3058");

  /** Stands between units of which nobody knows which one is meant. */
  static final String EITHER = "|";

  private static final int DECIMALS = 2;
  private static final Set<String> PYEONG_WORDS = Set.of("평", "坪", "py", "pyeong", "평수", "평형");
  private static final Set<String> COUNTERS =
      Set.of(
          "명", "인", "개", "개소", "대", "동", "호", "호실", "실", "층", "세대", "가구", "건", "년", "회", "곳", "점",
          "위", "%");
  private static final Map<String, Set<String>> NAMES =
      Map.of(
          "m2", Set.of("㎡", "m2", "m²", "m^2", "제곱미터", "제곱m", "평방미터", "평방m", "sqm"),
          "m", Set.of("m", "미터", "ｍ"),
          "km", Set.of("km", "㎞", "킬로미터"),
          "KRW", Set.of("원", "krw", "won"));
  private static final Set<String> OTHER_AREAS =
      Set.of("ha", "헥타르", "km2", "km²", "㎢", "a", "아르", "정보", "천㎡", "천m2", "천m²", "천평");
  private static final Set<String> OTHER_LENGTHS = Set.of("cm", "㎝", "mm", "㎜");
  private static final Set<String> OTHER_SUMS = Set.of("천원", "만원", "백만원", "억원", "억");
  private static final Set<String> OTHERS = union(List.of(OTHER_AREAS, OTHER_LENGTHS, OTHER_SUMS));
  private static final List<Set<String>> KINDS =
      List.of(
          union(List.of(PYEONG_WORDS, NAMES.get("m2"), OTHER_AREAS)),
          union(List.of(NAMES.get("m"), NAMES.get("km"), OTHER_LENGTHS)),
          union(List.of(NAMES.get("KRW"), OTHER_SUMS)));
  private static final Pattern IN_BRACKETS =
      Pattern.compile(".*[(\\[]\\s*(?:단위\\s*[:：]?\\s*)?([^()\\[\\]]+?)\\s*[)\\]]\\s*");
  private static final Pattern ASIDE =
      Pattern.compile("\\s*\\(약?\\s*[0-9.,]+\\s*(?:평|㎡|m2|m²)\\)$");

  private UnitReader() {}

  private static Set<String> union(List<Set<String>> sets) {
    return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the word, in small letters, is a unit of area, length or money. */
  static boolean isKnown(String word) {
    return KINDS.stream().anyMatch(k -> k.contains(word));
  }

  /** Whether both measure the same, so that one can be meant where the other is wanted. */
  static boolean isAlike(String word, String wanted) {
    // Layers write years as "a".
    return !wanted.equals("a")
        && KINDS.stream()
            .anyMatch(k -> k.contains(word) && k.contains(wanted.toLowerCase(Locale.ROOT)));
  }

  /** Whether a column's header says a unit: {@code 면적(평)}, {@code 대지평수}. */
  static boolean isStated(String header) {
    return isKnown(ofHeader(header)) || isPyeongHeader(header);
  }

  /** Whether a column's header says that it counts 평: {@code 면적(평)}, {@code 대지평수}. */
  public static boolean isPyeongHeader(String header) {
    String unit = ofHeader(header);
    return PYEONG_WORDS.contains(unit) || unit.isEmpty() && header.strip().endsWith("평수");
  }

  /** Whether a header names a unit that is neither the wanted one nor 평: {@code 면적(ha)}. */
  public static boolean isOtherHeader(String header, String wanted) {
    String unit = ofHeader(header);
    boolean known =
        unit.contains(EITHER)
            || OTHERS.contains(unit)
            || NAMES.values().stream().anyMatch(n -> n.contains(unit));
    return known && !isUnit(unit, wanted);
  }

  /** The unit in brackets at the end of a header, in small letters, or empty. */
  public static String ofHeader(String header) {
    Matcher m = IN_BRACKETS.matcher(header);
    return m.matches() ? m.group(1).toLowerCase(Locale.ROOT) : "";
  }

  public static boolean isPyeong(String unit) {
    return PYEONG_WORDS.contains(unit.toLowerCase(Locale.ROOT));
  }

  /** {@code 33㎡ (10평)} without what is said once more in brackets. */
  public static String withoutAside(String text) {
    return ASIDE.matcher(text).replaceFirst("");
  }

  /**
   * Whether the word is a name of the wanted unit. Where none is wanted, or one that is not known
   * here, any word with which things are counted will do.
   *
   * @param wanted as layers write it, such as {@code m2}, or null
   */
  public static boolean isUnit(String word, String wanted) {
    String u = word.toLowerCase(Locale.ROOT);
    if (wanted == null) {
      return COUNTERS.contains(u) || NAMES.values().stream().anyMatch(names -> names.contains(u));
    }
    return u.equals(wanted.toLowerCase(Locale.ROOT))
        || NAMES.getOrDefault(wanted, COUNTERS).contains(u);
  }

  /** In square metres, to the hundredth. */
  public static BigDecimal squareMetres(BigDecimal pyeong) {
    BigDecimal metres = pyeong.multiply(PYEONG).setScale(DECIMALS, RoundingMode.HALF_UP);
    return metres.signum() == 0 ? BigDecimal.ZERO : metres.stripTrailingZeros();
  }
}
