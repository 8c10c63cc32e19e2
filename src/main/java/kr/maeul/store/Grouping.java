package kr.maeul.store;

import java.util.List;
import kr.maeul.feature.Filter;
import kr.maeul.geo.HexGrid;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;

/**
 * How to count the rows that a view shows.
 *
 * @param by what makes a group
 * @param second a property that divides groups further, or null
 * @param measured a numeric property whose values are added up and compared, or null
 * @param filters all of which must hold
 * @param most the most tallies wanted; one more is answered where there are more
 */
public record Grouping(Key by, Property second, Property measured, List<Filter> filters, int most) {

  /** What makes a group. */
  public sealed interface Key {}

  /** Rows of the same value. */
  public record Value(Property property) implements Key {}

  /**
   * Rows in the same feature of a layer of areas, by a point on them: each row once for every area
   * that it is in.
   *
   * @param areas as the same caller sees them
   */
  public record Area(View areas) implements Key {}

  /** Rows in the same hexagon, by a point on them. */
  public record Hexagon(HexGrid grid) implements Key {}
}
