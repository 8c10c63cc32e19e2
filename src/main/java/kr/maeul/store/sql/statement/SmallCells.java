package kr.maeul.store.sql.statement;

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
 * but anyone who knows the rule can tell from which cell was spared what the others are; the test
 * plays that attacker. All cells there can be are listed where they are withheld, so that none is
 * told by not being there; as the rule treats all of them alike, no arrangement of them is likelier
 * than another. From a threshold of three on: at two, two cells that add up to two would be told.
 *
 * <p>A count stays as it was taken while rows come to be shown, and who saw them takes them away
 * too. So what is shown is withheld as soon as all rows that were ever shown since leave fewer than
 * the threshold: of a group, and of a cell that had hidden ones, for one that is new may hide one
 * that was counted. Anyone who knows the counts and the shown rows can tell as much themselves, so
 * this betrays nothing more.
 *
 * <p>Stateless.
 */
public final class SmallCells {
  private final int threshold;

  /**
   * A true count.
   *
   * @param rows all of them
   * @param hidden those of them that not everyone sees
   * @param shown those that everyone sees or has seen since they were counted, and such as are new
   * @param cells of a group, all there can be, in the order in which they are to be published; they
   *     add up to it
   */
  public record Counted(String value, long rows, long hidden, long shown, List<Counted> cells) {

    /** As it is when it is counted. */
    Counted(String value, long rows, long hidden, List<Counted> cells) {
      this(value, rows, hidden, rows - hidden, cells);
    }

    /** The same later. */
    public Counted shown(long ids, List<Counted> within) {
      return new Counted(value, rows, hidden, ids, within);
    }

    /** How many hidden ones who takes away the shown ones is left with. */
    private long left() {
      return Math.max(0, Math.min(hidden, rows - shown));
    }

    private boolean isSmall(int threshold) {
      return hidden > 0 && left() < threshold;
    }
  }

  public SmallCells(int threshold) {
    this.threshold = threshold;
  }

  /**
   * @return the same groups, shown ones first in descending order of count, suppressed ones after
   *     them by value
   */
  public List<Group> suppress(List<Counted> groups) {
    List<Group> shown = new ArrayList<>();
    List<Group> hidden = new ArrayList<>();
    for (Counted g : groups) {
      if (g.left() < threshold) {
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
