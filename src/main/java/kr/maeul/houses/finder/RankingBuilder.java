package kr.maeul.houses.finder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kr.maeul.geo.near.PlaceTree;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.Gates;
import kr.maeul.houses.finder.ranking.HouseTable;
import kr.maeul.houses.finder.ranking.MissingFacts;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.houses.finder.ranking.Scores;
import kr.maeul.houses.finder.ranking.Spans;
import kr.maeul.houses.finder.ranking.Stabilities;
import kr.maeul.layer.Ends;
import kr.maeul.layer.Layer;
import kr.maeul.layer.text.Text;

/** Makes the answer of one question from the numbers of its houses. For one thread. */
final class RankingBuilder {
  private final FinderQuestion question;
  private final Profile profile;
  private final HouseReader.Read read;
  private final HouseTable houses;
  private final Neighbourhoods.Around around;
  private final LoadedFiles files;
  private final Supplier<HouseNames> newNames;
  private final Scores scores;
  private final Gates gates;
  private final Spans spans;
  private final MissingFacts missing;

  /** Keys of all ranked houses, by their scores. */
  private final long[] order;

  /** The same houses in the order that was asked for, and the rank of each. */
  private final int[] listed;

  private final int[] ranks;

  /**
   * @param newNames asked for whenever names are looked up anew
   */
  RankingBuilder(
      FinderQuestion question,
      HouseReader.Read read,
      Neighbourhoods.Around around,
      LoadedFiles files,
      Supplier<HouseNames> newNames) {
    this.question = question;
    this.profile = question.profile();
    this.read = read;
    this.houses = read.houses();
    this.around = around;
    this.files = files;
    this.newNames = newNames;
    this.gates = new Gates(profile, houses);
    this.scores = new Scores(houses, question);
    BitSet outside = (BitSet) gates.stopped().clone();
    outside.or(houses.mayCome());
    this.order = scores.order(outside);
    this.spans = new Spans(profile, houses, scores, gates, order);
    this.missing = new MissingFacts(profile, scores, gates, spans, order);
    long[] asked =
        question.order() == FinderQuestion.Order.WORST_CASE ? spans.byWorstCase() : order;
    this.listed = Arrays.stream(asked).mapToInt(Scores::house).toArray();
    this.ranks = new int[houses.size()];
    for (int i = 0; i < order.length; i++) {
      ranks[Scores.house(order[i])] = i + 1;
    }
  }

  /** The answer with as many houses as one page has. */
  Ranking build(Instant at) {
    List<Integer> aside = insufficient();
    List<Integer> out = gates.excluded().stream().boxed().toList();
    return answer(
        at,
        ranked(page()),
        unranked(aside.subList(0, Math.min(Ranking.MOST_ASIDE, aside.size()))),
        excluded(out.subList(0, Math.min(Ranking.MOST_ASIDE, out.size()))),
        opportunities(),
        also(aside, out));
  }

  /** All of it but the houses, of which {@link #some} tell. */
  Ranking withoutHouses(Instant at) {
    return answer(at, List.of(), List.of(), List.of(), List.of(), Ranking.Also.NONE);
  }

  private Ranking answer(
      Instant at,
      List<Ranking.House> ranking,
      List<Ranking.House> insufficient,
      List<Ranking.Excluded> excluded,
      List<Ranking.Opportunity> opportunities,
      Ranking.Also also) {
    int left = gates.excluded().cardinality();
    return new Ranking(
        question,
        at,
        shares(),
        new Ranking.Counts(
            houses.matched(),
            order.length,
            houses.matched() - left - order.length,
            left,
            gates.conditional().cardinality(),
            read.examples(),
            read.examplesLeftOut(),
            mayMatch(),
            withoutPlace()),
        gateHits(),
        known(),
        measuredTo(),
        sources(),
        ranking,
        insufficient,
        excluded,
        opportunities,
        also);
  }

  private Ranking.Also also(List<Integer> aside, List<Integer> out) {
    if (question.also().isEmpty()) {
      return Ranking.Also.NONE;
    }
    Set<String> ids = Set.copyOf(question.also());
    IntPredicate isAsked = h -> ids.contains(houses.id(h));
    return new Ranking.Also(
        ranked(Arrays.stream(listed).filter(isAsked).toArray()),
        unranked(aside.stream().filter(isAsked::test).toList()),
        excluded(out.stream().filter(isAsked::test).toList()),
        read.leftOut());
  }

  /** The ranked houses that were asked for. */
  int[] page() {
    int from = Math.min(question.offset(), listed.length);
    int to = (int) Math.min((long) from + question.limit(), listed.length);
    return Arrays.copyOfRange(listed, from, to);
  }

  private HouseNames names(List<Integer> of) {
    HouseNames names = newNames.get();
    names.lookUp(houses.ids(of));
    return names;
  }

  private List<Ranking.House> ranked(int[] some) {
    return ranked(some, stabilities(some));
  }

  List<Ranking.Stability> stabilities(int[] some) {
    int[] its = Arrays.stream(some).map(h -> ranks[h]).toArray();
    return new Stabilities(scores, order, some, its).all();
  }

  List<Ranking.House> ranked(int[] some, List<Ranking.Stability> stabilities) {
    HouseNames names = names(Arrays.stream(some).boxed().toList());
    return IntStream.range(0, some.length)
        .mapToObj(i -> house(names, some[i], ranks[some[i]], stabilities.get(i)))
        .toList();
  }

  List<Ranking.House> unranked(List<Integer> some) {
    HouseNames names = names(some);
    return some.stream().map(h -> house(names, h, 0, null)).toList();
  }

  List<Ranking.Excluded> excluded(List<Integer> some) {
    HouseNames names = names(some);
    return some.stream()
        .map(
            h ->
                new Ranking.Excluded(
                    house(names, h, 0, null),
                    gates.tripped(Gate.Kind.EXCLUDE, h),
                    ended(gates.tripped(Gate.Kind.EXCLUDE, h), h)))
        .toList();
  }

  /** What of that by which gates leave out a house was recorded otherwise, and has ended. */
  private List<Text> ended(List<Gate> tripped, int house) {
    return tripped.stream()
        .flatMap(g -> g.tests().stream())
        .filter(t -> t.check().trips(houses.fact(t.fact(), house)))
        .filter(t -> houses.end(t.fact(), house) != null)
        .map(t -> houses.end(t.fact(), house).words())
        .distinct()
        .toList();
  }

  /** Houses that a gate leaves out, by id. */
  List<Integer> leftOut() {
    return gates.excluded().stream().boxed().toList();
  }

  private List<Ranking.Sources> sources() {
    List<Ranking.Sources> all = new ArrayList<>();
    all.add(new Ranking.Sources(profile.layer(), read.sources(), files.of(profile.layer())));
    Map<Layer, List<List<Ranking.Source>>> near = new LinkedHashMap<>();
    for (int c = 0; c < scores.criteria(); c++) {
      Fact fact = profile.criteria().get(c).fact();
      if (fact.sourceOrNull() != null && !fact.sourceOrNull().layer().equals(profile.layer())) {
        near.computeIfAbsent(fact.sourceOrNull().layer(), l -> new ArrayList<>())
            .add(around.of(fact).sources());
      }
    }
    near.forEach(
        (layer, its) ->
            all.add(new Ranking.Sources(layer, Provenance.together(its), files.of(layer))));
    return all;
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

  private int withoutPlace() {
    return (int)
        IntStream.range(0, houses.size()).filter(h -> isIn(h) && !houses.hasPlace(h)).count();
  }

  private List<Integer> measuredTo() {
    List<Integer> features = new ArrayList<>();
    for (Criterion c : profile.criteria()) {
      Neighbourhood near = c.fact().sourceOrNull() == null ? null : around.of(c.fact());
      features.add(near == null ? null : near.ids().size());
    }
    return features;
  }

  /** Whether a house matches and no gate leaves it out. */
  private boolean isIn(int house) {
    return houses.matches(house) && !gates.stopped().get(house);
  }

  private int mayMatch() {
    BitSet may = (BitSet) houses.mayCome().clone();
    may.andNot(gates.stopped());
    return may.cardinality();
  }

  private List<Integer> known() {
    List<Integer> known = new ArrayList<>();
    for (int c = 0; c < scores.criteria(); c++) {
      int count = 0;
      for (int h = 0; h < houses.size(); h++) {
        count += isIn(h) && !Double.isNaN(scores.worth(c, h)) ? 1 : 0;
      }
      known.add(count);
    }
    return known;
  }

  /** Those of which most is known come first: they are the soonest mended. */
  List<Integer> insufficient() {
    List<Integer> all = new ArrayList<>();
    for (int h = 0; h < houses.size(); h++) {
      if (isIn(h) && !scores.isEnoughKnown(h)) {
        all.add(h);
      }
    }
    all.sort(
        Comparator.comparingLong((Integer h) -> -Math.round(scores.completeness(h) * 1e9))
            .thenComparing(Comparator.naturalOrder()));
    return all;
  }

  private Ranking.House house(HouseNames names, int house, int rank, Ranking.Stability stability) {
    String id = houses.id(house);
    HouseNames.Name name = names.of(id);
    List<Ranking.Mark> marks = new ArrayList<>();
    for (int c = 0; c < scores.criteria(); c++) {
      marks.add(mark(c, house));
    }
    Ranking.Span span =
        gates.excluded().get(house)
            ? Ranking.Span.NONE
            : spans.of(house, stability != null && stability.staysInTop10());
    return new Ranking.House(
        rank,
        id,
        name.title(),
        name.address(),
        houses.longitude(house),
        houses.latitude(house),
        rank == 0 ? Double.NaN : scores.score(house),
        scores.completeness(house),
        scores.points(house),
        gates.tripped(Gate.Kind.CONDITIONAL, house),
        marks,
        missing.of(house, span),
        span,
        stability);
  }

  private Ranking.Mark mark(int c, int house) {
    Criterion criterion = profile.criteria().get(c);
    double fact = houses.fact(criterion.fact(), house);
    double worth = scores.worth(c, house);
    Ends.End end = houses.end(criterion.fact(), house);
    return new Ranking.Mark(
        criterion,
        worth,
        scores.points(c, house),
        scores.share(c),
        FactWords.say(criterion, fact, end),
        end == null ? null : end.words(),
        FactWords.value(criterion.fact(), fact),
        nearest(criterion.fact(), house));
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

  private List<Ranking.Opportunity> opportunities() {
    if (question.walkMetres() == 0) {
      return List.of();
    }
    int capacity =
        profile.capacity() == null ? -1 : houses.column(new Fact.OfProperty(profile.capacity()));
    return new Opportunities(houses, scores, order, capacity, question.walkMetres())
        .first(Ranking.MOST_GROUPS);
  }
}
