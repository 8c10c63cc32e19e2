package kr.maeul.store.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kr.maeul.store.Summary.Cell;
import kr.maeul.store.Summary.Group;

/**
 * Takes small counts out of a table of counts, and so many more that no small one can be worked out
 * by subtraction.
 *
 * <p>A group below the threshold is suppressed whole. A group that is shown betrays the sum of its
 * suppressed cells, so they are at least two, and their sum is at least the threshold: the next
 * smallest cells go with them. Stateless.
 */
final class SmallCells {
  private final int threshold;

  SmallCells(int threshold) {
    this.threshold = threshold;
  }

  /**
   * @param groups true counts, all of them above 0; the cells of a group add up to its count
   * @return the same groups, shown ones first in descending order of count, suppressed ones after
   *     them by value
   */
  List<Group> suppress(List<Group> groups) {
    List<Group> shown = new ArrayList<>();
    List<Group> hidden = new ArrayList<>();
    for (Group g : groups) {
      if (g.count() < threshold) {
        hidden.add(new Group(g.value(), null, List.of()));
      } else {
        shown.add(new Group(g.value(), g.count(), suppressCells(g.cells())));
      }
    }
    Comparator<String> byValue = Comparator.nullsLast(Comparator.naturalOrder());
    shown.sort(Comparator.comparing(Group::count).reversed().thenComparing(Group::value, byValue));
    hidden.sort(Comparator.comparing(Group::value, byValue));
    shown.addAll(hidden);
    return shown;
  }

  private List<Cell> suppressCells(List<Cell> cells) {
    List<Cell> ascending = new ArrayList<>(cells);
    ascending.sort(Comparator.comparing(Cell::count));
    int hidden = 0;
    long sum = 0;
    for (Cell cell : ascending) {
      boolean betrays = hidden > 0 && (hidden < 2 || sum < threshold);
      if (cell.count() >= threshold && !betrays) {
        break;
      }
      hidden++;
      sum += cell.count();
    }
    List<Cell> toHide = ascending.subList(0, hidden);
    return cells.stream().map(c -> toHide.contains(c) ? new Cell(c.value(), null) : c).toList();
  }
}
