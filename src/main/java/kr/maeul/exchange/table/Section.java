package kr.maeul.exchange.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.layer.text.ComparedText;

/**
 * One table of a file that has several: where its cells stand under the header that all of them
 * share.
 *
 * @param places index under the shared header by index in the line; -1 for a column without a name
 * @param size how many columns the shared header has
 */
record Section(List<Integer> places, int size) {

  /** The table whose own header the shared one begins with. */
  static Section first(int width, int size) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      places.add(i);
    }
    return new Section(places, size);
  }

  /** The table under other names, which the shared header has too; those that it lacks stay out. */
  static Section of(List<String> names, List<String> shared) {
    int width = names.size();
    while (width > 0 && names.get(width - 1).isBlank()) {
      width--;
    }
    Set<Integer> taken = new HashSet<>();
    List<Integer> places = new ArrayList<>();
    for (String name : names.subList(0, width)) {
      int at = -1;
      for (int i = 0; i < shared.size() && at < 0 && !name.isBlank(); i++) {
        boolean isSame = ComparedText.of(shared.get(i)).equals(ComparedText.of(name));
        at = isSame && taken.add(i) ? i : -1;
      }
      places.add(at);
    }
    return new Section(places, shared.size());
  }

  /**
   * The cells in the order of the shared header; what has no place there comes behind it, so that
   * it is told.
   *
   * @param linesAreWhole whether a line that is too short has lost something; it stays too short
   */
  List<String> cells(List<String> cells, boolean linesAreWhole) {
    boolean isAsItIs =
        places.size() == size && places.equals(first(size, size).places())
            || linesAreWhole && cells.size() < places.size();
    if (isAsItIs) {
      return cells;
    }
    String[] ordered = new String[size];
    Arrays.fill(ordered, "");
    List<String> behind = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (place(i) < size) {
        ordered[place(i)] = cells.get(i);
      } else {
        behind.add(cells.get(i));
      }
    }
    List<String> all = new ArrayList<>(Arrays.asList(ordered));
    all.addAll(behind);
    return all;
  }

  BitSet places(BitSet columns) {
    return columns.stream().map(this::place).collect(BitSet::new, BitSet::set, BitSet::or);
  }

  List<TableRecords.Remark> remarks(List<TableRecords.Remark> remarks) {
    return remarks.stream()
        .map(r -> new TableRecords.Remark(place(r.column()), r.reason()))
        .collect(Collectors.toList());
  }

  private int place(int column) {
    int place = column < places.size() ? places.get(column) : -1;
    if (place >= 0) {
      return place;
    }
    int behind = 0;
    for (int i = 0; i < column; i++) {
      behind += i >= places.size() || places.get(i) < 0 ? 1 : 0;
    }
    return size + behind;
  }
}
