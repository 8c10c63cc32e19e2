package kr.maeul.store;

import java.util.List;
import kr.maeul.layer.Property;

/**
 * Counts over all rows of a layer, fit for publication.
 *
 * @param by one or two properties: groups, and cells in each group
 * @param suppressBelow counts from 1 to one less than this are suppressed
 * @param groups in descending order of count, suppressed ones last
 * @param publishedTotal sum of the counts that are shown; not the count of all rows, which would
 *     betray the rest
 */
public record Summary(
    List<Property> by, int suppressBelow, List<Group> groups, long publishedTotal) {

  /**
   * @param value value of the first property, or null for rows that have none
   * @param count rows, or null where suppressed
   * @param cells counts by the second property; empty where there is none or the group is
   *     suppressed
   */
  public record Group(String value, Long count, List<Cell> cells) {}

  /**
   * @param value value of the second property, or null for rows that have none
   * @param count rows, or null where suppressed
   */
  public record Cell(String value, Long count) {}

  public long suppressedGroups() {
    return groups.stream().filter(g -> g.count() == null).count();
  }
}
