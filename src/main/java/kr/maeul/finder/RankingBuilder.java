package kr.maeul.finder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import kr.maeul.geo.PlaceTree;

/** Makes the answer of one question from the numbers of its houses. For one thread. */
final class RankingBuilder {
  private final FinderQuestion question;
  private final Profile profile;
  private final HouseTable houses;
  private final Neighbourhoods.Around around;
  private final HouseNames names;
  private final Scores scores;
  private final Gates gates;
  private final long[] order;

  RankingBuilder(
      FinderQuestion question, HouseTable houses, Neighbourhoods.Around around, HouseNames names) {
    this.question = question;
    this.profile = question.profile();
    this.houses = houses;
    this.around = around;
    this.names = names;
    this.gates = new Gates(profile, houses);
    this.scores = new Scores(houses, question);
    this.order = scores.order(gates.excluded());
  }

  Ranking build(Instant at) {
    int from = Math.min(question.offset(), order.length);
    int to = (int) Math.min((long) from + question.limit(), order.length);
    List<Integer> aside = insufficient();
    List<Integer> out = gates.excluded().stream().limit(Finder.MOST_ASIDE).boxed().toList();
    List<Integer> told = new ArrayList<>(aside);
    told.addAll(out);
    for (int i = from; i < to; i++) {
      told.add(Scores.house(order[i]));
    }
    names.lookUp(houses.ids(told));
    int left = gates.excluded().cardinality();
    return new Ranking(
        question,
        at,
        shares(),
        new Ranking.Counts(
            houses.size(),
            order.length,
            houses.size() - left - order.length,
            left,
            gates.conditional().cardinality()),
        gateHits(),
        known(),
        page(from, to),
        aside.stream().map(h -> house(h, 0, null)).toList(),
        out.stream()
            .map(
                h ->
                    new Ranking.Excluded(
                        houses.id(h),
                        names.of(houses.id(h)).title(),
                        gates.tripped(Gate.Kind.EXCLUDE, h)))
            .toList(),
        opportunities());
  }

  private List<Double> shares() {
    List<Double> shares = new ArrayList<>();
    for (int c = 0; c < scores.criteria(); c++) {
      shares.add(scores.share(c));
    }
    return shares;
  }

  private List<Ranking.GateHits> gateHits() {
    List<Ranking.GateHits> all = new ArrayList<>();
    for (int g = 0; g < profile.gates().size(); g++) {
      all.add(new Ranking.GateHits(profile.gates().get(g), gates.hits(g)));
    }
    return all;
  }

  private List<Integer> known() {
    List<Integer> known = new ArrayList<>();
    for (int c = 0; c < scores.criteria(); c++) {
      int count = 0;
      for (int h = 0; h < houses.size(); h++) {
        count += !gates.excluded().get(h) && !Double.isNaN(scores.worth(c, h)) ? 1 : 0;
      }
      known.add(count);
    }
    return known;
  }

  /** Those of which most is known come first: they are the soonest mended. */
  private List<Integer> insufficient() {
    List<Integer> all = new ArrayList<>();
    for (int h = 0; h < houses.size(); h++) {
      if (!gates.excluded().get(h) && !scores.isEnoughKnown(h)) {
        all.add(h);
      }
    }
    all.sort(
        Comparator.comparingLong((Integer h) -> -Math.round(scores.completeness(h) * 1e9))
            .thenComparing(Comparator.naturalOrder()));
    return all.subList(0, Math.min(Finder.MOST_ASIDE, all.size()));
  }

  private List<Ranking.House> page(int from, int to) {
    List<Ranking.Stability> stabilities = new Stabilities(scores, order, from, to).all(from + 1);
    List<Ranking.House> page = new ArrayList<>();
    for (int i = from; i < to; i++) {
      page.add(house(Scores.house(order[i]), i + 1, stabilities.get(i - from)));
    }
    return page;
  }

  private Ranking.House house(int house, int rank, Ranking.Stability stability) {
    String id = houses.id(house);
    HouseNames.Name name = names.of(id);
    List<Ranking.Mark> marks = new ArrayList<>();
    for (int c = 0; c < scores.criteria(); c++) {
      marks.add(mark(c, house));
    }
    return new Ranking.House(
        rank,
        id,
        name.title(),
        name.address(),
        houses.longitude(house),
        houses.latitude(house),
        rank == 0 ? Double.NaN : scores.score(house),
        scores.completeness(house),
        gates.tripped(Gate.Kind.CONDITIONAL, house),
        marks,
        missing(house),
        stability);
  }

  private Ranking.Mark mark(int c, int house) {
    Criterion criterion = profile.criteria().get(c);
    double fact = houses.fact(criterion.fact(), house);
    double worth = scores.worth(c, house);
    return new Ranking.Mark(
        criterion,
        worth,
        Double.isNaN(worth) ? Double.NaN : pointsOrNothing(c, house),
        scores.share(c),
        FactWords.say(criterion, fact),
        FactWords.value(criterion.fact(), fact),
        nearest(criterion.fact(), house));
  }

  /** A house of which nothing with a weight is known has no score to have a part of. */
  private double pointsOrNothing(int c, int house) {
    return scores.completeness(house) == 0 ? 0 : scores.points(c, house);
  }

  private Ranking.Nearby nearest(Fact fact, int house) {
    Neighbourhood near = around.of(fact);
    if (near == null || near.isEmpty() || !houses.hasPlace(house)) {
      return null;
    }
    double longitude = houses.longitude(house);
    double latitude = houses.latitude(house);
    if (fact instanceof Fact.Nearest) {
      PlaceTree.Found found =
          near.places().nearest(longitude, latitude, near.numberOf(houses.id(house)));
      return found == null ? null : nearby(near, found.item(), found.metres());
    }
    int item = fact instanceof Fact.Inside ? near.areas().around(longitude, latitude) : -1;
    return item < 0 ? null : nearby(near, item, 0);
  }

  private static Ranking.Nearby nearby(Neighbourhood near, int item, double metres) {
    return new Ranking.Nearby(near.layer(), near.ids().get(item), near.titles().get(item), metres);
  }

  private List<Ranking.Missing> missing(int house) {
    List<Ranking.Missing> missing = new ArrayList<>();
    for (int c = 0; c < scores.criteria(); c++) {
      if (scores.weight(c) > 0 && Double.isNaN(scores.worth(c, house))) {
        Criterion criterion = profile.criteria().get(c);
        missing.add(
            new Ranking.Missing(
                criterion,
                rankWith(house, c, criterion.rating().best()),
                rankWith(house, c, criterion.rating().worst())));
      }
    }
    missing.sort(Comparator.comparingInt((Ranking.Missing m) -> m.rankIfBest() - m.rankIfWorst()));
    return missing;
  }

  /** Where the house would stand among the others, were that fact known. */
  private int rankWith(int house, int criterion, double worth) {
    long key = scores.keyWith(house, criterion, worth);
    if (key < 0) {
      return 0;
    }
    int at = Arrays.binarySearch(order, key);
    int before = at < 0 ? -at - 1 : at;
    boolean isAmongThem = scores.isEnoughKnown(house) && !gates.excluded().get(house);
    return 1 + before - (isAmongThem && scores.key(house) < key ? 1 : 0);
  }

  private List<Ranking.Opportunity> opportunities() {
    if (question.walkMetres() == 0) {
      return List.of();
    }
    int capacity =
        profile.capacity() == null ? -1 : houses.column(new Fact.OfProperty(profile.capacity()));
    return new Opportunities(houses, scores, order, capacity, question.walkMetres())
        .first(Finder.MOST_GROUPS);
  }
}
