package kr.maeul.houses.finder.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;

/**
 * What is not known of a house, and how far each such fact alone can move it. Never farther than
 * all of them together: a rank that the house cannot keep once the rest is known is none to go by.
 * What leaves the house out is told as that, and gives no rank. For one thread.
 */
public final class MissingFacts {
  private final Profile profile;
  private final Scores scores;
  private final Gates gates;
  private final Unknowns unknowns;
  private final long[] order;

  /**
   * @param spans of the same question
   * @param order keys of all ranked houses, the best first
   */
  public MissingFacts(Profile profile, Scores scores, Gates gates, Spans spans, long[] order) {
    this.profile = profile;
    this.scores = scores;
    this.gates = gates;
    this.unknowns = spans.unknowns();
    this.order = order;
  }

  /**
   * What may leave the house out comes first, then the widest span; of two that are as wide the one
   * that comes first in the profile, on every machine.
   *
   * @param span of that house
   */
  public List<Ranking.Missing> of(int house, Ranking.Span span) {
    boolean isIn = !gates.excluded().get(house);
    List<Ranking.Missing> missing = new ArrayList<>();
    for (int c = 0; c < scores.criteria(); c++) {
      if (scores.weight(c) > 0 && Double.isNaN(scores.worth(c, house))) {
        Criterion criterion = profile.criteria().get(c);
        List<Gate> leavingOut = isIn ? unknowns.leavingOut(profile, c) : List.of();
        missing.add(
            new Ranking.Missing(
                criterion,
                rankWith(house, c, unknowns.worth(c, true), span),
                rankWith(house, c, unknowns.worth(c, false), span),
                leavingOut));
      }
    }
    missing.sort(
        Comparator.comparing((Ranking.Missing m) -> m.leavingOut().isEmpty())
            .thenComparingInt(m -> m.rankIfBest() - m.rankIfWorst())
            .thenComparingInt(m -> profile.criteria().indexOf(m.criterion())));
    return missing;
  }

  /** Where the house would stand among the others, were that fact known. */
  private int rankWith(int house, int criterion, double worth, Ranking.Span span) {
    long key = span.canBeRanked() ? scores.keyWith(house, criterion, worth) : -1;
    if (key < 0) {
      return 0;
    }
    int at = Arrays.binarySearch(order, key);
    int before = at < 0 ? -at - 1 : at;
    int rank = 1 + before - (scores.isEnoughKnown(house) && scores.key(house) < key ? 1 : 0);
    return Math.max(span.ownBest(), Math.min(span.ownWorst(), rank));
  }
}
