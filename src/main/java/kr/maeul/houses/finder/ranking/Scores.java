package kr.maeul.houses.finder.ranking;

import java.util.Arrays;
import java.util.BitSet;
import kr.maeul.houses.finder.profile.Criterion;

/**
 * What weights make of the houses: for each the sum of weight and worth over the facts that are
 * known, and the sum of the weights of these.
 *
 * <p>Houses are put in order by whole numbers, the score in thousand-millionths of a point: houses
 * that are equal by the rules are equal here, in whichever order the sums were made. The house with
 * the lesser id comes first of them. Safe for use by several threads once made.
 */
public final class Scores {
  /** Of a point, so that sums made in another order compare equal. */
  private static final double STEPS_A_POINT = 1e9;

  private static final double MOST_POINTS = 100;

  /** Houses are numbered below this. */
  private static final int HOUSE_BITS = 20;

  /** What is lost when shares are added up. */
  private static final double ROUNDING = 1e-9;

  private final HouseTable houses;
  private final Criterion[] criteria;
  private final int[] columns;
  private final double[] weights;
  private final double allWeight;
  private final double least;
  private final double[] sums;
  private final double[] known;

  public Scores(HouseTable houses, FinderQuestion question) {
    this.houses = houses;
    this.criteria = question.profile().criteria().toArray(Criterion[]::new);
    this.columns = Arrays.stream(criteria).mapToInt(c -> houses.column(c.fact())).toArray();
    this.weights = question.weights().stream().mapToDouble(Double::doubleValue).toArray();
    this.allWeight = Arrays.stream(weights).sum();
    this.least = (question.profile().minimumCompleteness() - ROUNDING) * allWeight;
    this.sums = new double[houses.size()];
    this.known = new double[houses.size()];
    for (int c = 0; c < criteria.length; c++) {
      for (int h = 0; h < houses.size(); h++) {
        double worth = worth(c, h);
        if (!Double.isNaN(worth)) {
          sums[h] += weights[c] * worth;
          known[h] += weights[c];
        }
      }
    }
  }

  public int criteria() {
    return criteria.length;
  }

  public double weight(int criterion) {
    return weights[criterion];
  }

  /** All weights, in the order of the criteria. */
  double[] weights() {
    return weights.clone();
  }

  /** The weight of a criterion, of 100. */
  public double share(int criterion) {
    return 100 * weights[criterion] / allWeight;
  }

  /** What a criterion's fact is worth, or NaN where it is not known. */
  public double worth(int criterion, int house) {
    return criteria[criterion].rating().of(houses.fact(columns[criterion], house));
  }

  public boolean isEnoughKnown(int house) {
    return isEnough(known[house]);
  }

  private boolean isEnough(double knownWeight) {
    return knownWeight > 0 && knownWeight >= least;
  }

  public double completeness(int house) {
    return Math.min(1, known[house] / allWeight);
  }

  /**
   * What a criterion gives a house, of the hundred points that there are for every house alike: its
   * share of the weights and the worth. NaN where the fact is not known.
   */
  public double points(int criterion, int house) {
    return share(criterion) * worth(criterion, house);
  }

  /** All the points that a house has for what is known of it: its score, as far as it is known. */
  public double points(int house) {
    return 100 * sums[house] / allWeight;
  }

  public double score(int house) {
    return 100 * sums[house] / known[house];
  }

  /** Where a house stands among others: less is better. */
  public long key(int house) {
    return key(sums[house], known[house], house);
  }

  /** The same where one weight alone is changed. */
  public long key(int house, int criterion, double factor) {
    double worth = worth(criterion, house);
    if (Double.isNaN(worth)) {
      return key(house);
    }
    double more = (factor - 1) * weights[criterion];
    return key(sums[house] + more * worth, known[house] + more, house);
  }

  /**
   * The same where one more fact is known.
   *
   * @return -1 where even then too little is known
   */
  public long keyWith(int house, int criterion, double worth) {
    double knownWeight = known[house] + weights[criterion];
    return isEnough(knownWeight)
        ? key(sums[house] + weights[criterion] * worth, knownWeight, house)
        : -1;
  }

  /**
   * The place of a house in the order.
   *
   * @param sum of weight and worth
   * @param knownWeight of all that went into the sum
   */
  public static long key(double sum, double knownWeight, int house) {
    double points = MOST_POINTS * (1 - sum / knownWeight);
    return Math.max(0, Math.round(points * STEPS_A_POINT)) << HOUSE_BITS | house;
  }

  public static int house(long key) {
    return (int) (key & (1 << HOUSE_BITS) - 1);
  }

  /** Keys of those of the houses of which enough is known, the best first. */
  public long[] order(BitSet excluded) {
    long[] keys = new long[houses.size()];
    int count = 0;
    for (int h = 0; h < houses.size(); h++) {
      if (!excluded.get(h) && isEnoughKnown(h)) {
        keys[count++] = key(h);
      }
    }
    long[] order = Arrays.copyOf(keys, count);
    Arrays.sort(order);
    return order;
  }
}
