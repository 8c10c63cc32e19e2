package kr.maeul.exchange.read;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Tells titles, which stand above a header, from records that have got there. Stateless. */
public final class TitleLine {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9,]*(?:\\.[0-9]+)?");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");
  private static final int FEWEST_CELLS = 2;

  private TitleLine() {}

  /** Whether it is one text and nothing else. */
  public static boolean isLoneText(List<String> cells) {
    List<String> said = said(cells);
    return said.size() == 1 && !isAmount(said.get(0)) && !NoRecord.isOfAThing(said.get(0));
  }

  /** Whether it has nothing but notes, such as {@code 단위: 평}. */
  public static boolean isFootnote(List<String> cells) {
    List<String> said = said(cells);
    return said.size() == 1
        ? NoRecord.isLabel(said.get(0)) || said.get(0).matches("[(\\[].*[)\\]]")
        : said.size() == 2 && NoRecord.isLabel(said.get(0));
  }

  /**
   * Whether a line above a header looks like a record of its table: it fills much of it, with
   * numbers, an address, a position or a telephone number, and no label says what these are.
   *
   * @param header names of the columns below
   * @param knows whether a name of a column means something
   */
  public static boolean isRecord(List<String> cells, List<String> header, Predicate<String> knows) {
    List<String> said = said(cells);
    boolean isLabelled =
        said.isEmpty() || NoRecord.isLabel(said.get(0)) || said.stream().anyMatch(knows);
    if (isLabelled || isCount(said)) {
      return false;
    }
    long named = header.stream().filter(n -> !n.isBlank()).count();
    long own = said.stream().filter(NoRecord::isOfAThing).count();
    long amounts = said.stream().filter(TitleLine::isAmount).count();
    boolean fillsMuch = said.size() >= Math.max(FEWEST_CELLS, (named + 1) / 2);
    return fillsMuch && own + amounts > 0 || own >= FEWEST_CELLS;
  }

  /** {@code 1, 2, 3, 4} above or below a header counts the columns. */
  private static boolean isCount(List<String> said) {
    for (int i = 0; i < said.size(); i++) {
      if (!said.get(i).replaceAll("[()]", "").equals(Integer.toString(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAmount(String cell) {
    return NUMBER.matcher(cell).matches() && !YEAR.matcher(cell).matches();
  }

  private static List<String> said(List<String> cells) {
    return cells.stream().map(c -> CellText.clean(c).strip()).filter(c -> !c.isEmpty()).toList();
  }
}
