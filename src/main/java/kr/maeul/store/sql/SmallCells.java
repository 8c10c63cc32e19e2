package kr.maeul.store.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kr.maeul.store.Summary.Cell;
import kr.maeul.store.Summary.Group;

/**
 * Takes small counts out of a table of counts, so that none can be worked out from what is left.
 *
 * <p>A group below the threshold is suppressed whole. A group that is shown betrays the sum of its
 * cells, so where one of them is small none of them is shown. Hiding only the next smallest ones
 * with it shows more, but whoever knows the rule can tell from which cell was spared what the
 * others are; the test plays that attacker. Cells are 1 at least, so a group with as many rows as
 * cells would betray them all and is suppressed as well. Stateless.
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
      boolean hasSmallCell = g.cells().stream().anyMatch(c -> c.count() < threshold);
      if (g.count() < threshold || hasSmallCell && g.count() == g.cells().size()) {
        hidden.add(new Group(g.value(), null, List.of()));
      } else if (hasSmallCell) {
        List<Cell> cells = g.cells().stream().map(c -> new Cell(c.value(), null)).toList();
        shown.add(new Group(g.value(), g.count(), cells));
      } else {
        shown.add(g);
      }
    }
    Comparator<String> byValue = Comparator.nullsLast(Comparator.naturalOrder());
    shown.sort(Comparator.comparing(Group::count).reversed().thenComparing(Group::value, byValue));
    hidden.sort(Comparator.comparing(Group::value, byValue));
    shown.addAll(hidden);
    return shown;
  }
}
