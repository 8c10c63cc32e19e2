package kr.maeul.store.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kr.maeul.store.Summary.Cell;
import kr.maeul.store.Summary.Group;

/**
 * Takes counts out of a table of counts, so that no small number of hidden rows can be worked out
 * from what is left and from the rows that everyone sees, which anyone can count for themselves.
 *
 * <p>What is protected is therefore the number of hidden rows, of which a published count is as
 * good as told. A group with fewer of them than the threshold is suppressed whole, be it none or
 * one. A group that is shown betrays the sum of its cells, so where one of them is small none of
 * them is shown, not the empty ones either. Hiding only the next smallest ones with it shows more,
 * but whoever knows the rule can tell from which cell was spared what the others are; the test
 * plays that attacker. All cells there can be are listed where they are withheld, so that none is
 * told by not being there; as the rule treats all of them alike, no arrangement of them is likelier
 * than another. From a threshold of three on: at two, two cells that add up to two would be told.
 * Stateless.
 */
final class SmallCells {
  private final int threshold;

  /**
   * A true count.
   *
   * @param rows all of them
   * @param hidden those of them that not everyone sees
   * @param cells of a group, all there can be, in the order in which they are to be told; they add
   *     up to it
   */
  record Counted(String value, long rows, long hidden, List<Counted> cells) {
    private boolean isSmall(int threshold) {
      return hidden > 0 && hidden < threshold;
    }
  }

  SmallCells(int threshold) {
    this.threshold = threshold;
  }

  /**
   * @return the same groups, shown ones first in descending order of count, suppressed ones after
   *     them by value
   */
  List<Group> suppress(List<Counted> groups) {
    List<Group> shown = new ArrayList<>();
    List<Group> hidden = new ArrayList<>();
    for (Counted g : groups) {
      if (g.hidden() < threshold) {
        hidden.add(new Group(g.value(), null, List.of()));
      } else {
        shown.add(new Group(g.value(), g.rows(), cells(g)));
      }
    }
    Comparator<String> byValue = Comparator.nullsLast(Comparator.naturalOrder());
    shown.sort(Comparator.comparing(Group::count).reversed().thenComparing(Group::value, byValue));
    hidden.sort(Comparator.comparing(Group::value, byValue));
    shown.addAll(hidden);
    return shown;
  }

  private List<Cell> cells(Counted group) {
    boolean withheld = group.cells().stream().anyMatch(c -> c.isSmall(threshold));
    return group.cells().stream()
        .map(c -> new Cell(c.value(), withheld ? null : (Long) c.rows()))
        .toList();
  }
}
