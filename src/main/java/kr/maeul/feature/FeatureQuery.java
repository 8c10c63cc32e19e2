package kr.maeul.feature;

import java.util.List;
import java.util.Objects;
import kr.maeul.layer.Property;

/**
 * What is asked of a layer.
 *
 * @param filters all of which must hold
 * @param properties which properties are wanted, in this order
 * @param sort the order; the id always decides between equals, and alone where this is empty
 * @param limit the most features wanted, at least 1
 * @param offset how many matching features to pass over first
 * @param after the position to go on from, or null
 */
public record FeatureQuery(
    List<Filter> filters,
    List<Property> properties,
    List<SortKey> sort,
    int limit,
    long offset,
    Position after) {

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
  }
}
