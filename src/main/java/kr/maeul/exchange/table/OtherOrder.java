package kr.maeul.exchange.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kr.maeul.exchange.row.InvalidFileException;

/**
 * Tables side by side of which the later one has its columns in another order, or calls them
 * otherwise: read as one table, half of the records would be dropped. Stateless.
 */
final class OtherOrder {
  private static final int FEWEST_COLUMNS = 2;

  private OtherOrder() {}

  /**
   * @param header of the whole line
   * @param names the same without what people vary
   * @throws InvalidFileException if columns that name things come again
   */
  static void refuse(List<String> header, List<String> names, TableParts.Known known)
      throws InvalidFileException {
    List<List<String>> groups = groups(header);
    for (int i = 1; i < groups.size(); i++) {
      for (int j = 0; j < i; j++) {
        Set<String> again = meanings(groups.get(j), known);
        again.retainAll(meanings(groups.get(i), known));
        boolean isTable = known.tells(groups.get(j)) && known.tells(groups.get(i));
        if (isTable && again.size() >= FEWEST_COLUMNS) {
          throw refusal(groups.get(i));
        }
      }
    }
    for (int at = FEWEST_COLUMNS; at + FEWEST_COLUMNS <= names.size(); at++) {
      List<String> later = names.subList(at, names.size());
      boolean isAgain =
          later.stream().noneMatch(String::isEmpty)
              && new HashSet<>(later).size() == later.size()
              && names.subList(0, at).containsAll(later);
      List<String> titles = header.subList(at, header.size());
      if (isAgain && known.tells(titles) && meanings(titles, known).size() >= FEWEST_COLUMNS) {
        throw refusal(titles);
      }
    }
  }

  /** What stands between columns without a name. */
  private static List<List<String>> groups(List<String> header) {
    List<List<String>> groups = new ArrayList<>();
    List<String> group = new ArrayList<>();
    for (String name : header) {
      if (!name.isBlank()) {
        group.add(name);
      } else if (!group.isEmpty()) {
        groups.add(group);
        group = new ArrayList<>();
      }
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  private static Set<String> meanings(List<String> names, TableParts.Known known) {
    Set<String> meanings = new HashSet<>();
    names.stream().map(known::meaning).filter(Objects::nonNull).forEach(meanings::add);
    return meanings;
  }

  private static InvalidFileException refusal(List<String> again) {
    String columns = String.join(", ", again);
    return new InvalidFileException(
        "표가 나란히 있는데 뒤의 표("
            + columns
            + ")는 열의 차례나 이름이 앞의 표와 다릅니다. 표마다 다른 시트나 파일로 나누거나, 열의 차례와 이름을 같게 해서 넣으세요.",
        "tables stand side by side, and the later one ("
            + columns
            + ") has its columns in another order or by other names; put each table into a sheet or a file of its"
            + " own, or give both the same columns");
  }
}
