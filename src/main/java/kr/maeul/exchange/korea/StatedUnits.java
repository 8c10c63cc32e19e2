package kr.maeul.exchange.korea;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The units that a table says its numbers are in, beside its header: {@code 2024년 빈집 현황 (단위: 동,
 * 평)}. They hold for the columns that have no unit of their own. Immutable.
 *
 * @param words in small letters
 */
public record StatedUnits(Set<String> words) {
  public static final StatedUnits NONE = new StatedUnits(Set.of());

  private static final Pattern SAID =
      Pattern.compile(
          "(?:단\\s*위|units?)\\s*[:：=]?\\s*([^()\\[\\]<>【】〔〕]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_BRACKETS =
      Pattern.compile("[(\\[<【〔]\\s*(?:[가-힣]{0,6}면적\\s*[:：]?)?([^()\\[\\]<>【】〔〕]{1,12})[)\\]>】〕]");

  /** What a line above or below a table says; {@link #NONE} for most. */
  public static StatedUnits of(String line) {
    Set<String> words = new TreeSet<>();
    Matcher said = SAID.matcher(line);
    while (said.find()) {
      add(words, said.group(1), false);
    }
    Matcher bare = IN_BRACKETS.matcher(line);
    while (bare.find()) {
      add(words, bare.group(1), true);
    }
    return words.isEmpty() ? NONE : new StatedUnits(words);
  }

  private static void add(Set<String> words, String text, boolean isBare) {
    String plain =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("1[,\\s]*000\\s*(?=㎡|m2|m²|평|원)", "천")
            .replaceAll("(?<=[천만])\\s+(?=㎡|m2|m²|평|원)", "");
    for (String word : plain.split("[,/·ㆍ、;:：\\s]+")) {
      // A single letter in brackets is a grade more often than a unit.
      if (UnitReader.isKnown(word) && !(isBare && word.matches("[a-z]"))) {
        words.add(word);
      }
    }
  }

  /** Whether a unit of {@link #of(String, String)} is one of several. */
  public static boolean isUnclear(String unit) {
    return unit.contains(UnitReader.EITHER);
  }

  public StatedUnits and(StatedUnits others) {
    if (words.containsAll(others.words)) {
      return this;
    }
    Set<String> all = new TreeSet<>(words);
    all.addAll(others.words);
    return new StatedUnits(all);
  }

  /**
   * The unit of a column, to be written in brackets behind its name; empty where none is stated for
   * its kind. Several that do not mean the same are joined by {@code |}, which is no unit, so that
   * its numbers are refused.
   *
   * @param header of the column; a unit in it comes first
   * @param wanted the property's unit, as layers write it
   */
  public String of(String header, String wanted) {
    if (wanted == null || words.isEmpty() || UnitReader.isStated(header)) {
      return "";
    }
    Set<String> alike =
        words.stream()
            .filter(w -> UnitReader.isAlike(w, wanted))
            .map(w -> UnitReader.isPyeong(w) ? "평" : w)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean isWanted =
        !alike.isEmpty() && alike.stream().allMatch(w -> UnitReader.isUnit(w, wanted));
    return isWanted ? alike.iterator().next() : String.join(UnitReader.EITHER, alike);
  }
}
