package kr.maeul.finder;

import java.time.Instant;
import java.util.List;
import kr.maeul.layer.Text;

/**
 * What the finder answers. Lists of criteria are in the order of the profile.
 *
 * @param question what was asked
 * @param at when the houses were read
 * @param shares weight of each criterion, of 100
 * @param houses how many there are of each
 * @param gates how many houses each gate stopped or marked
 * @param known of how many houses, those left out by a gate aside, the fact of each criterion is
 *     known
 * @param ranking the wanted part, best first
 * @param insufficient houses of which too little is known to rank them, the best known first; at
 *     most {@link Finder#MOST_ASIDE}
 * @param excluded houses that a gate leaves out, by id; at most {@link Finder#MOST_ASIDE}
 * @param opportunities groups of ranked houses that could be one project, the one with the best
 *     house first; at most {@link Finder#MOST_GROUPS}
 */
public record Ranking(
    FinderQuestion question,
    Instant at,
    List<Double> shares,
    Counts houses,
    List<GateHits> gates,
    List<Integer> known,
    List<House> ranking,
    List<House> insufficient,
    List<Excluded> excluded,
    List<Opportunity> opportunities) {

  public Profile profile() {
    return question.profile();
  }

  /**
   * Houses by what became of them: {@code matched = ranked + insufficient + excluded}.
   *
   * @param matched that were looked at
   * @param ranked in order
   * @param insufficient of which too little is known
   * @param excluded by a gate
   * @param conditional of those not excluded, marked by a gate
   */
  public record Counts(int matched, int ranked, int insufficient, int excluded, int conditional) {}

  /**
   * @param hits houses that trip it, whatever other gates they trip
   */
  public record GateHits(Gate gate, int hits) {}

  /**
   * A house and why it stands where it stands.
   *
   * @param rank from 1, or 0 where it is not ranked
   * @param id of the feature
   * @param title what it is called, else its address, else its id
   * @param address or null
   * @param longitude or NaN where it has no place
   * @param latitude or NaN
   * @param score 0 to 100; NaN where it is not ranked
   * @param completeness share of the weight whose facts are known, 0 to 1
   * @param conditional gates that mark it
   * @param marks one a criterion
   * @param missing criteria that have a weight and whose facts are not known, the widest span first
   * @param stability null where it is not ranked
   */
  public record House(
      int rank,
      String id,
      Text title,
      String address,
      double longitude,
      double latitude,
      double score,
      double completeness,
      List<Gate> conditional,
      List<Mark> marks,
      List<Missing> missing,
      Stability stability) {
    public boolean hasPlace() {
      return !Double.isNaN(longitude);
    }
  }

  /**
   * What a criterion gives a house.
   *
   * @param value 0 to 1, or NaN where the fact is not known
   * @param points its part of the score; all parts together are the score. NaN where the fact is
   *     not known
   * @param share its weight, of 100
   * @param fact in words, or null where it is not known
   * @param measure the fact as a value: number, text, yes or no, or null
   * @param nearest the feature that is nearest or around, or null
   */
  public record Mark(
      Criterion criterion,
      double value,
      double points,
      double share,
      Text fact,
      Object measure,
      Nearby nearest) {
    public boolean isKnown() {
      return !Double.isNaN(value);
    }
  }

  /**
   * A feature near to a house.
   *
   * @param metres 0 where the house is in it
   */
  public record Nearby(String layer, String id, Text title, double metres) {}

  /**
   * A fact that is not known, and where the house would stand if it were as good or as bad as it
   * can be while all else stays as it is.
   *
   * @param rankIfBest 0 where even then too little would be known
   * @param rankIfWorst likewise
   */
  public record Missing(Criterion criterion, int rankIfBest, int rankIfWorst) {}

  /**
   * How firmly a house stands when each weight alone is a fifth less and a fifth more.
   *
   * @param staysInTop10 whether it is among the best ten now and in each of these rankings
   * @param kept in how many of them it is among the best ten
   * @param of how many there are
   * @param bestRank that it has in any of them, or now
   * @param worstRank likewise
   */
  public record Stability(boolean staysInTop10, int kept, int of, int bestRank, int worstRank) {}

  /** A house that is not ranked, and the gates that say so. */
  public record Excluded(String id, Text title, List<Gate> gates) {}

  /**
   * Ranked houses that could be one project.
   *
   * @param houses their ids, best first; 2 to {@link Finder#MOST_IN_A_GROUP}
   * @param capacity sum of the capacities that are known
   * @param capacityUnknown of how many it is not known
   * @param longitude of the middle of their places
   * @param latitude likewise
   * @param meanScore of the houses
   */
  public record Opportunity(
      List<String> houses,
      double capacity,
      int capacityUnknown,
      double longitude,
      double latitude,
      double meanScore) {}
}
