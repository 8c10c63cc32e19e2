package kr.maeul.houses.finder.ranking;

import java.time.Instant;
import java.util.List;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.layer.Layer;
import kr.maeul.layer.text.Text;

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
 * @param measuredTo how many features each criterion measures to, or null where it is about the
 *     house alone
 * @param sources from where the records are that the ranking stands on: of the houses first, then
 *     of each layer that they are measured to
 * @param ranking the wanted part, in the order that was asked for
 * @param insufficient houses of which too little is known to rank them, the best known first; at
 *     most {@link #MOST_ASIDE}
 * @param excluded houses that a gate leaves out, by id; at most {@link #MOST_ASIDE}
 * @param opportunities groups of ranked houses that could be one project, the one with the best
 *     house first; at most {@link #MOST_GROUPS}
 * @param also the houses that were asked about by their ids
 */
public record Ranking(
    FinderQuestion question,
    Instant at,
    List<Double> shares,
    Counts houses,
    List<GateHits> gates,
    List<Integer> known,
    List<Integer> measuredTo,
    List<Sources> sources,
    List<House> ranking,
    List<House> insufficient,
    List<Excluded> excluded,
    List<Opportunity> opportunities,
    Also also) {

  /** The most houses that one question looks at. */
  public static final int MOST_HOUSES = 200_000;

  /** The most houses that are reported beside the ranking. */
  public static final int MOST_ASIDE = 100;

  /** The most groups that are reported. */
  public static final int MOST_GROUPS = 50;

  /** The most houses of a group: more are no project. */
  public static final int MOST_IN_A_GROUP = 100;

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
   * @param examples made-up ones among those looked at
   * @param examplesLeftOut made-up ones that were not looked at, as there are real ones
   * @param mayMatch that do not match now, and may once it is known of them what the question asks
   *     for or where they are; those that a gate leaves out are not counted
   * @param withoutPlace of those not excluded, those of which nothing can be measured
   */
  public record Counts(
      int matched,
      int ranked,
      int insufficient,
      int excluded,
      int conditional,
      int examples,
      int examplesLeftOut,
      int mayMatch,
      int withoutPlace) {}

  /**
   * Houses that were asked about by their ids, among all that the ranking is about: their ranks and
   * spans are those that they have in it.
   *
   * @param ranked in the order that was asked for
   * @param insufficient of which too little is known
   * @param excluded by a gate
   * @param examples ids of made-up ones that are not looked at, as there are real ones
   */
  public record Also(
      List<House> ranked,
      List<House> insufficient,
      List<Excluded> excluded,
      List<String> examples) {
    /** Nothing was asked about. */
    public static final Also NONE = new Also(List.of(), List.of(), List.of(), List.of());
  }

  /**
   * From where the records of a layer are.
   *
   * @param files that brought or changed some of them, the newest first
   */
  public record Sources(Layer layer, List<Source> sources, List<LoadedFile> files) {}

  /**
   * A file that was loaded.
   *
   * @param day on which, in Seoul
   * @param records that it brought or changed then
   */
  public record LoadedFile(String name, String day, long records) {}

  /**
   * Where records come from, as they say it themselves.
   *
   * @param name null of those that do not say
   * @param records how many they are
   * @param earliest the earliest day as of which they are, null where none says so
   * @param latest likewise
   */
  public record Source(String name, int records, String earliest, String latest) {}

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
   * @param points what is known of it gives, of 100: the marks' points together
   * @param missing criteria that have a weight and whose facts are not known: what may leave the
   *     house out first, then the widest span, and of those as wide the one that comes first in the
   *     profile
   * @param span where it can come to stand once everything is known
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
      double points,
      List<Gate> conditional,
      List<Mark> marks,
      List<Missing> missing,
      Span span,
      Stability stability) {
    public boolean hasPlace() {
      return !Double.isNaN(longitude);
    }

    /** What a missing fact is called, with how it ended where it was known once. */
    public Text called(Missing m) {
      Text title = m.criterion().title();
      return marks.stream()
          .filter(mark -> mark.criterion().equals(m.criterion()) && mark.ended() != null)
          .map(Mark::ended)
          .map(e -> new Text(title.ko() + ": " + e.ko(), title.en() + ": " + e.en()))
          .findFirst()
          .orElse(title);
    }
  }

  /**
   * What a criterion gives a house.
   *
   * @param value 0 to 1, or NaN where the fact is not known
   * @param points share × value: of the hundred points that there are for every house alike, so
   *     that the same fact gives each house the same. NaN where the fact is not known
   * @param share its weight, of 100: the most points that it can give
   * @param fact in words, or null where it is not known
   * @param ended how and when what was recorded has ended, in words, where the fact is what has
   *     become of it; else null
   * @param measure the fact as a value: number, text, yes or no, or null
   * @param nearest the feature that is nearest or around, or null
   */
  public record Mark(
      Criterion criterion,
      double value,
      double points,
      double share,
      Text fact,
      Text ended,
      Object measure,
      Nearby nearest) {
    public boolean isKnown() {
      return !Double.isNaN(value);
    }

    /** The least points that it can give, where the fact is not known; else the points. */
    public double least() {
      return isKnown() ? points : share * criterion.rating().worst();
    }

    /** The most points that it can give, where the fact is not known; else the points. */
    public double most() {
      return isKnown() ? points : share * criterion.rating().best();
    }
  }

  /**
   * Where a house can come to stand once everything that is not known of it is known, or of all
   * houses: the least and the greatest rank over all ways in which the facts can turn out. Houses
   * of which too little is known now are ranked then, and so are those that come to match; a house
   * that a gate can come to leave out has the ranks with which it is not. All ranks are 0 where it
   * cannot be ranked, whatever is found out.
   *
   * @param ownBest its rank if what is not known of it alone turned out as good as can be, and the
   *     houses that are ranked now stayed as they are
   * @param ownWorst likewise, as bad as can be
   * @param best the least rank over all that can be found out of all houses
   * @param worst the greatest
   * @param of how many houses can be ranked once everything is known
   * @param leastScore its score once everything is known, at worst
   * @param mostScore likewise, at best
   * @param leavingOut gates that leave it out if what is not known turns out as they say
   * @param mayNotMatch whether it may be none of the question's houses once everything is known
   * @param alwaysInTop10 whether it is among the best ten now, and whatever is found out, and with
   *     each weight alone a fifth less and a fifth more
   */
  public record Span(
      int ownBest,
      int ownWorst,
      int best,
      int worst,
      int of,
      double leastScore,
      double mostScore,
      List<Gate> leavingOut,
      boolean mayNotMatch,
      boolean alwaysInTop10) {
    /** Of a house that a gate leaves out. */
    public static final Span NONE =
        new Span(0, 0, 0, 0, 0, Double.NaN, Double.NaN, List.of(), false, false);

    /** Whether it is ranked in some of them. */
    public boolean canBeRanked() {
      return best > 0;
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
   * can be for a house that stays in, while all else stays as it is; never outside the span of what
   * is not known of the house altogether.
   *
   * @param rankIfBest 0 where even then too little would be known, or a gate leaves it out
   * @param rankIfWorst likewise
   * @param leavingOut gates that leave the house out if this fact turns out as they say
   */
  public record Missing(
      Criterion criterion, int rankIfBest, int rankIfWorst, List<Gate> leavingOut) {}

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

  /**
   * A house that is not ranked, and the gates that say so.
   *
   * @param house what is known of it, and what is not; without a rank, a score or a span, and no
   *     missing fact would give it one
   * @param ended where a gate goes by what has ended: how and when that was, in words
   */
  public record Excluded(House house, List<Gate> gates, List<Text> ended) {
    public String id() {
      return house.id();
    }
  }

  /**
   * Ranked houses that could be one project.
   *
   * @param houses their ids, best first; 2 to {@link #MOST_IN_A_GROUP}
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
