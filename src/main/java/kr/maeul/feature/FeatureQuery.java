package kr.maeul.feature;

import java.util.List;
import java.util.Objects;
import kr.maeul.layer.Property;
import org.locationtech.jts.geom.Geometry;

/**
 * What is asked of a layer.
 *
 * @param filters all of which must hold
 * @param properties which properties are wanted, in this order
 * @param sort the order; the id always decides between equals, and alone where this is empty
 * @param limit the most features wanted, at least 1
 * @param offset how many matching features to pass over first
 * @param after the position to go on from, or null
 * @param nearest where set, features come in the order of their distance from it; takes neither an
 *     order nor a position, and the filters are to leave out features without a place
 */
public record FeatureQuery(
    List<Filter> filters,
    List<Property> properties,
    List<SortKey> sort,
    int limit,
    long offset,
    Position after,
    Geometry nearest) {

  public FeatureQuery {
    filters = List.copyOf(filters);
    properties = List.copyOf(properties);
    sort = List.copyOf(sort);
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
    if (after != null && Objects.requireNonNull(after.sortValues()).size() != sort.size()) {
      throw new IllegalArgumentException("position does not fit the order");
    }
    if (nearest != null && (after != null || !sort.isEmpty())) {
      throw new IllegalArgumentException("the order is by distance");
    }
  }

  /** The first features that these filters let through, by id, without their properties. */
  public static FeatureQuery of(List<Filter> filters, int limit) {
    return new FeatureQuery(filters, List.of(), List.of(), limit, 0, null, null);
  }

  /** The same with other properties wanted. */
  public FeatureQuery properties(List<Property> wanted) {
    return new FeatureQuery(filters, wanted, sort, limit, offset, after, nearest);
  }

  /** The same in another order. */
  public FeatureQuery sort(List<SortKey> keys) {
    return new FeatureQuery(filters, properties, keys, limit, offset, after, nearest);
  }

  /** The same with at most so many features. */
  public FeatureQuery limit(int features) {
    return new FeatureQuery(filters, properties, sort, features, offset, after, nearest);
  }

  /** The same after so many matching features. */
  public FeatureQuery offset(long features) {
    return new FeatureQuery(filters, properties, sort, limit, features, after, nearest);
  }

  /** The same from a position on, which fits the order, or from the first feature on if null. */
  public FeatureQuery after(Position position) {
    return new FeatureQuery(filters, properties, sort, limit, offset, position, nearest);
  }

  /** The same in the order of the distance from a place, or in the order of ids if null. */
  public FeatureQuery nearest(Geometry place) {
    return new FeatureQuery(filters, properties, sort, limit, offset, after, place);
  }
}
