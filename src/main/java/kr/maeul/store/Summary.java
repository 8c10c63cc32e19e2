package kr.maeul.store;

import java.time.LocalDate;
import java.util.List;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.Renewal;

/**
 * Counts over all rows of a layer, fit for publication beside the rows that everyone sees: they
 * were taken on one day and stay as they are until the next.
 *
 * @param by one or two properties: groups, and cells in each group
 * @param suppressBelow of how many hidden rows at least a count is shown
 * @param groups all that there can be, in descending order of count, suppressed ones last
 * @param publishedTotal sum of the counts that are shown; not the count of all rows, which would
 *     betray the rest
 * @param asOf when they were counted
 * @param renewal when they are counted anew
 */
public record Summary(
    List<Property> by,
    int suppressBelow,
    List<Group> groups,
    long publishedTotal,
    LocalDate asOf,
    Renewal renewal) {

  /**
   * @param value value of the first property, or null for rows that have none, or none that is
   *     known
   * @param count rows, or null where suppressed
   * @param cells counts by the second property, all of its values and null; empty where there is no
   *     second property or the group is suppressed
   */
  public record Group(String value, Long count, List<Cell> cells) {}

  /**
   * @param value value of the second property, or null as in the group
   * @param count rows, or null where suppressed
   */
  public record Cell(String value, Long count) {}

  public long suppressedGroups() {
    return groups.stream().filter(g -> g.count() == null).count();
  }
}
