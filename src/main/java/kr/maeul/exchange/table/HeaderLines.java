package kr.maeul.exchange.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds the header of a table. Mostly it is the first line; offices also put a title above it, and
 * give it two or three lines, where the upper cells are merged over several columns:
 *
 * <pre>
 * 빈집 실태조사 결과,,,,
 * 읍면동,토지구분,지번,,도로명주소
 * ,,본번,부번,
 * </pre>
 *
 * Other lines than the first are taken only where more columns are known by them.
 *
 * @param begin index of the first line of the header
 * @param lines how many lines it has
 * @param names what the columns are called
 */
record HeaderLines(int begin, int lines, List<String> names) {
  /** How many lines are looked at. */
  static final int LOOKED_AT = 12;

  private static final int DEEPEST = 3;
  private static final Pattern DATA = Pattern.compile("[-+]?[0-9][0-9.,:/ -]*");

  static HeaderLines find(List<TableRecords.Line> first, Predicate<String> knows) {
    HeaderLines best = of(first, 0, 1, knows);
    long most = best.known(knows);
    for (int lines = 1; lines <= DEEPEST; lines++) {
      for (int begin = 0; begin + lines <= first.size(); begin++) {
        HeaderLines other = of(first, begin, lines, knows);
        long known = other.known(knows);
        if (known > most && !other.holdsData(first)) {
          best = other;
          most = known;
        }
      }
    }
    return best;
  }

  static HeaderLines of(
      List<TableRecords.Line> first, int begin, int lines, Predicate<String> knows) {
    List<List<String>> rows = new ArrayList<>();
    int width = 0;
    for (int i = begin; i < begin + lines; i++) {
      rows.add(first.get(i).cells());
      width = Math.max(width, first.get(i).cells().size());
    }
    List<String> names = new ArrayList<>();
    String[] above = new String[lines];
    for (int column = 0; column < width; column++) {
      String name = "";
      boolean merged = false;
      for (int i = 0; i < lines; i++) {
        String cell = cell(rows.get(i), column);
        boolean isLast = i == lines - 1;
        if (!cell.isEmpty()) {
          above[i] = cell;
          merged = false;
        } else if (!isLast && above[i] != null && hasBelow(rows, i, column)) {
          cell = above[i];
          merged = true;
        }
        name = join(name, cell, knows);
      }
      names.add(merged && name.isEmpty() ? "" : name);
    }
    return new HeaderLines(begin, lines, names);
  }

  /** An upper cell goes on over the next column only where something stands below. */
  private static boolean hasBelow(List<List<String>> rows, int row, int column) {
    for (int i = row + 1; i < rows.size(); i++) {
      if (!cell(rows.get(i), column).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static String join(String upper, String lower, Predicate<String> knows) {
    if (upper.isEmpty() || lower.isEmpty()) {
      return upper + lower;
    }
    String both = upper + " " + lower;
    if (knows.test(both)) {
      return both;
    }
    return !knows.test(lower) && knows.test(upper) ? upper : knows.test(lower) ? lower : both;
  }

  private static String cell(List<String> row, int column) {
    return column < row.size()
        ? row.get(column).replace("\uFEFF", "").strip().replaceAll("\\s*[\\r\\n]+\\s*", " ")
        : "";
  }

  /** Index of the first line below. */
  int end() {
    return begin + lines;
  }

  /** Whether at least two columns, and half of all, are known by it. */
  boolean isMostlyKnown(Predicate<String> knows) {
    long known = known(knows);
    return known > 1 && known * 2 >= names.stream().filter(n -> !n.isEmpty()).count();
  }

  /** Whether it plainly is one: two columns are known by it, or all that it has. */
  boolean isPlain(List<TableRecords.Line> first, Predicate<String> knows) {
    long known = known(knows);
    long named = names.stream().filter(n -> !n.isEmpty()).count();
    return known > 0 && (known > 1 || named == 1) && !holdsData(first);
  }

  /** How many columns are known. */
  long known(Predicate<String> knows) {
    Set<String> known = new HashSet<>();
    names.stream().filter(n -> !n.isEmpty() && knows.test(n)).forEach(known::add);
    return known.size();
  }

  /** Numbers and dates are no names of columns. */
  boolean holdsData(List<TableRecords.Line> first) {
    return first.subList(begin, end()).stream().anyMatch(line -> isData(line.cells()));
  }

  static boolean isData(List<String> cells) {
    return cells.stream().anyMatch(cell -> DATA.matcher(cell.strip()).matches());
  }
}
