package kr.maeul.finder;

import java.util.List;
import kr.maeul.feature.Filter;
import org.locationtech.jts.geom.Geometry;

/**
 * What is asked of the finder, read and checked.
 *
 * @param profile for what houses are sought
 * @param weights of the criteria, in their order: 0 or more, not all 0
 * @param filters which houses are looked at; all must hold
 * @param exclude houses in this area are not looked at; null for none. Of a house without a place
 *     nobody knows that it is there, so it stays
 * @param limit how many ranked houses are wanted, at least 1
 * @param offset how many of the best are passed over
 * @param walkMetres within which houses are one project; 0 for no groups
 */
public record FinderQuestion(
    Profile profile,
    List<Double> weights,
    List<Filter> filters,
    Geometry exclude,
    int limit,
    int offset,
    int walkMetres) {

  /** The most ranked houses in one answer of the API. */
  public static final int MOST_ASKED = 1_000;

  /** The most in one file. */
  public static final int MOST_EXPORTED = 10_000;

  /** The most houses that are asked for by id. */
  public static final int MOST_IDS = 200;

  /** The longest walk. */
  public static final int LONGEST_WALK_METRES = 1_000;

  public FinderQuestion {
    weights = List.copyOf(weights);
    filters = List.copyOf(filters);
    if (weights.size() != profile.criteria().size()
        || weights.stream().anyMatch(w -> !(w >= 0) || w.isInfinite())
        || weights.stream().allMatch(w -> w == 0)) {
      throw new IllegalArgumentException("weights " + weights);
    }
    if (limit < 1 || limit > MOST_EXPORTED || offset < 0) {
      throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
    }
    if (walkMetres < 0 || walkMetres > LONGEST_WALK_METRES) {
      throw new IllegalArgumentException("walk of " + walkMetres + " m");
    }
  }

  /** The same question for another part of the ranking. */
  public FinderQuestion page(int otherLimit, int otherOffset) {
    return new FinderQuestion(
        profile, weights, filters, exclude, otherLimit, otherOffset, walkMetres);
  }
}
