package kr.maeul.houses.finder.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kr.maeul.feature.Filter;
import kr.maeul.houses.finder.profile.Profile;
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
 * @param order in which the ranked houses are reported; their ranks are the same in each
 * @param hasExamples whether made-up houses are looked at where there are real ones, too
 * @param also ids of houses that are reported beside that part of the ranking, wherever they stand
 *     in it; of those that are not looked at nothing is told
 */
public record FinderQuestion(
    Profile profile,
    List<Double> weights,
    List<Filter> filters,
    Geometry exclude,
    int limit,
    int offset,
    int walkMetres,
    Order order,
    boolean hasExamples,
    List<String> also) {

  /** The most ranked houses in one answer of the API. */
  public static final int MOST_ASKED = 1_000;

  /** For who wants all there are: never more than one question looks at. */
  public static final int ALL = Ranking.MOST_HOUSES;

  /** The most houses that are asked for by id. */
  public static final int MOST_IDS = 200;

  /** The longest walk. */
  public static final int LONGEST_WALK_METRES = 1_000;

  /** In which order ranked houses are reported. */
  public enum Order {
    /** By the score, which is made of what is known. */
    SCORE,
    /**
     * By the score that a house would have if all that is not known of it were as bad as can be.
     */
    WORST_CASE;

    /** The word used in addresses and in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Order> ofWord(String word) {
      return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }
  }

  /** In the order of the scores, without examples. */
  public FinderQuestion(
      Profile profile,
      List<Double> weights,
      List<Filter> filters,
      Geometry exclude,
      int limit,
      int offset,
      int walkMetres) {
    this(
        profile,
        weights,
        filters,
        exclude,
        limit,
        offset,
        walkMetres,
        Order.SCORE,
        false,
        List.of());
  }

  public FinderQuestion {
    weights = List.copyOf(weights);
    filters = List.copyOf(filters);
    also = List.copyOf(also);
    if (weights.size() != profile.criteria().size()
        || weights.stream().anyMatch(w -> !(w >= 0) || w.isInfinite())
        || weights.stream().allMatch(w -> w == 0)) {
      throw new IllegalArgumentException("weights " + weights);
    }
    if (limit < 1 || limit > ALL || offset < 0) {
      throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
    }
    if (walkMetres < 0 || walkMetres > LONGEST_WALK_METRES) {
      throw new IllegalArgumentException("walk of " + walkMetres + " m");
    }
  }

  /** The same question for another part of the ranking. */
  public FinderQuestion page(int otherLimit, int otherOffset) {
    return new FinderQuestion(
        profile,
        weights,
        filters,
        exclude,
        otherLimit,
        otherOffset,
        walkMetres,
        order,
        hasExamples,
        also);
  }
}
