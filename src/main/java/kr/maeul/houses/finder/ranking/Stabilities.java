package kr.maeul.houses.finder.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How firmly some of the houses stand: the ranking is made again with each weight alone a fifth
 * less and a fifth more, of the same houses. A weight of 0 cannot be moved. For one thread.
 */
public final class Stabilities {
  static final double[] FACTORS = {0.8, 1.2};
  static final int TOP = 10;

  private final Scores scores;
  private final long[] order;
  private final int[] wanted;
  private final int[] ranks;
  private final int[] kept;
  private final int[] best;
  private final int[] worst;
  private int rankings;

  /**
   * @param order keys of all ranked houses, the best first
   * @param wanted ranked houses that are asked about
   * @param ranks of these
   */
  public Stabilities(Scores scores, long[] order, int[] wanted, int[] ranks) {
    this.scores = scores;
    this.order = order;
    this.wanted = wanted;
    this.ranks = ranks;
    this.kept = new int[wanted.length];
    this.best = ranks.clone();
    this.worst = ranks.clone();
  }

  /** One for each house that was asked about. */
  public List<Ranking.Stability> all() {
    for (int c = 0; c < scores.criteria() && wanted.length > 0; c++) {
      if (scores.weight(c) > 0) {
        for (double factor : FACTORS) {
          rankAgain(c, factor);
        }
      }
    }
    List<Ranking.Stability> all = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      boolean stays = ranks[i] <= TOP && kept[i] == rankings;
      all.add(new Ranking.Stability(stays, kept[i], rankings, best[i], worst[i]));
    }
    return all;
  }

  /** A house's rank is one more than the number of houses before it: only these are counted. */
  private void rankAgain(int criterion, double factor) {
    rankings++;
    long[] keys = new long[wanted.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = scores.key(wanted[i], criterion, factor);
    }
    long[] sorted = keys.clone();
    Arrays.sort(sorted);
    long last = sorted[sorted.length - 1];
    int[] before = new int[sorted.length];
    for (long old : order) {
      long key = scores.key(Scores.house(old), criterion, factor);
      if (key < last) {
        int at = Arrays.binarySearch(sorted, key);
        before[at < 0 ? -at - 1 : at + 1]++;
      }
    }
    for (int i = 1; i < before.length; i++) {
      before[i] += before[i - 1];
    }
    for (int i = 0; i < keys.length; i++) {
      int rank = 1 + before[Arrays.binarySearch(sorted, keys[i])];
      kept[i] += rank <= TOP ? 1 : 0;
      best[i] = Math.min(best[i], rank);
      worst[i] = Math.max(worst[i], rank);
    }
  }
}
