package kr.maeul.houses.finder.ranking;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;

/**
 * Where houses can come to stand once all that is not known is known, whichever way it turns out.
 * Whatever of a house is found out, it can be left out by a gate, not match the question (or come
 * to match it) or be ranked, and its score is then between a least and a most; houses have nothing
 * to do with each other in that. So of a house that is at its worst all those stand before that can
 * be better at their best, and of a house at its best only those that are better at their worst and
 * that nothing can take out. Whether a house comes to match and what it is worth are taken to have
 * nothing to do with each other: a span may be wider than need be for that, and never narrower. Two
 * sorted lists answer that for every house. For one thread.
 */
public final class Spans {
  private final Profile profile;
  private final Scores scores;
  private final HouseTable houses;
  private final Unknowns unknowns;
  private final long[] order;

  /** Of each house the sum of what is not open, and which of the weighed facts are. */
  private final double[] sums;

  private final long[] open;
  private final BitSet rankable = new BitSet();
  private final BitSet mayLeave = new BitSet();
  private final double[] weights;
  private final double allWeight;
  private final double[] most;
  private final double[] least;

  /** Keys of all that can be ranked at their best. */
  private final long[] bests;

  /** Keys, at their worst, of those that will be ranked in any case. */
  private final long[] surelyWorsts;

  /**
   * @param order keys of all ranked houses, the best first
   */
  public Spans(Profile profile, HouseTable houses, Scores scores, Gates gates, long[] order) {
    this.profile = profile;
    this.scores = scores;
    this.houses = houses;
    this.order = order;
    this.unknowns = new Unknowns(profile, houses, scores);
    this.sums = new double[houses.size()];
    this.open = new long[houses.size()];
    this.weights = scores.weights();
    this.allWeight = Arrays.stream(weights).sum();
    for (int h = 0; h < houses.size(); h++) {
      read(h, !gates.stopped().get(h));
    }
    this.most = shares(weights, true);
    this.least = shares(weights, false);
    this.bests = keys(rankable, true);
    BitSet surely = (BitSet) rankable.clone();
    surely.andNot(mayLeave);
    this.surelyWorsts = keys(surely, false);
  }

  Unknowns unknowns() {
    return unknowns;
  }

  private void read(int house, boolean isIn) {
    boolean canStay = isIn;
    mayLeave.set(house, !houses.matches(house) || houses.mayGo(house));
    for (int f = 0; f < unknowns.size(); f++) {
      if (unknowns.isOpen(f, house)) {
        canStay &= unknowns.canStay(f);
        if (unknowns.canLeaveOut(f)) {
          mayLeave.set(house);
        }
        if (unknowns.criteria(f).length > 0) {
          open[house] |= 1L << f; // facts that are weighed come first, and there are at most 40
        }
      } else {
        for (int c : unknowns.criteria(f)) {
          sums[house] += scores.weight(c) * scores.worth(c, house);
        }
      }
    }
    rankable.set(house, canStay);
  }

  private double[] shares(double[] with, boolean isMost) {
    double[] shares = new double[unknowns.size()];
    for (int f = 0; f < shares.length; f++) {
      shares[f] = unknowns.sum(f, with, isMost);
    }
    return shares;
  }

  private long[] keys(BitSet of, boolean isBest) {
    long[] keys = new long[of.cardinality()];
    int i = 0;
    for (int h = of.nextSetBit(0); h >= 0; h = of.nextSetBit(h + 1)) {
      keys[i++] = key(h, isBest);
    }
    Arrays.sort(keys);
    return keys;
  }

  private long key(int house, boolean isBest) {
    return Scores.key(sums[house] + opened(house, isBest ? most : least), allWeight, house);
  }

  private double opened(int house, double[] shares) {
    double sum = 0;
    for (long left = open[house]; left != 0; left &= left - 1) {
      sum += shares[Long.numberOfTrailingZeros(left)];
    }
    return sum;
  }

  /** Keys of some houses in the order of the worst that can come of them. */
  public long[] byWorstCase() {
    long[] keys = new long[order.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = worstKey(Scores.house(order[i]));
    }
    Arrays.sort(keys);
    return keys;
  }

  /** One that nothing can keep in comes after all others. */
  private long worstKey(int house) {
    return rankable.get(house) ? key(house, false) : Scores.key(-allWeight, allWeight, house);
  }

  /**
   * Where a house that no gate leaves out can come to stand.
   *
   * @param isInTop10 whether it is among the best ten now and with each of the weights moved
   */
  public Ranking.Span of(int house, boolean isInTop10) {
    List<Gate> leaving = mayLeave.get(house) ? unknowns.allLeavingOut(profile, house) : List.of();
    if (!rankable.get(house)) {
      return new Ranking.Span(
          0, 0, 0, 0, bests.length, Double.NaN, Double.NaN, leaving, houses.mayGo(house), false);
    }
    long best = key(house, true);
    long worst = key(house, false);
    int worstRank = 1 + before(bests, worst) - (best < worst ? 1 : 0);
    int bestRank =
        1 + before(surelyWorsts, best); // of itself the worst never stands before its best
    boolean isRanked = scores.isEnoughKnown(house);
    long now = isRanked ? scores.key(house) : Long.MAX_VALUE;
    return new Ranking.Span(
        1 + before(order, best) - (now < best ? 1 : 0),
        1 + before(order, worst) - (now < worst ? 1 : 0),
        bestRank,
        worstRank,
        bests.length,
        100 * (sums[house] + opened(house, least)) / allWeight,
        100 * (sums[house] + opened(house, most)) / allWeight,
        leaving,
        houses.mayGo(house),
        isInTop10
            && !mayLeave.get(house)
            && worstRank <= Stabilities.TOP
            && staysInTop10WithMovedWeights(house));
  }

  private static int before(long[] sorted, long key) {
    int at = Arrays.binarySearch(sorted, key);
    return at < 0 ? -at - 1 : at;
  }

  /** Asked of ten houses at most, and of none of which much is open. */
  private boolean staysInTop10WithMovedWeights(int house) {
    for (int c = 0; c < weights.length; c++) {
      for (double factor : Stabilities.FACTORS) {
        if (weights[c] > 0 && worstRank(house, c, factor) > Stabilities.TOP) {
          return false;
        }
      }
    }
    return true;
  }

  private int worstRank(int house, int criterion, double factor) {
    double[] moved = weights.clone();
    moved[criterion] *= factor;
    double all = allWeight + moved[criterion] - weights[criterion];
    double[] movedMost = shares(moved, true);
    long bit = 0;
    for (int f = 0; f < unknowns.size(); f++) {
      for (int c : unknowns.criteria(f)) {
        bit |= c == criterion ? 1L << f : 0;
      }
    }
    double more = moved[criterion] - weights[criterion];
    double sum = sums[house] + known(house, criterion, bit, more);
    long worst = Scores.key(sum + opened(house, shares(moved, false)), all, house);
    int rank = 1;
    for (int h = rankable.nextSetBit(0); h >= 0; h = rankable.nextSetBit(h + 1)) {
      double its = sums[h] + known(h, criterion, bit, more) + opened(h, movedMost);
      rank += h != house && Scores.key(its, all, h) < worst ? 1 : 0;
    }
    return rank;
  }

  private double known(int house, int criterion, long bit, double more) {
    return (open[house] & bit) == 0 ? more * scores.worth(criterion, house) : 0;
  }
}
