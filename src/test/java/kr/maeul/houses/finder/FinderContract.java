package kr.maeul.houses.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import kr.maeul.db.Database;
import kr.maeul.feature.CqlFilters;
import kr.maeul.feature.Feature;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.profile.Profiles;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.FinderRefusedException;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.parts.Seed;
import kr.maeul.parts.Thorough;
import kr.maeul.store.edit.Author;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * What the finder answers is what a naive computation answers, for random houses, places, profiles
 * and questions; run on each database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore
abstract class FinderContract {
  private static final LayerCatalog LAYERS = LayerSets.BUNDLED;
  private static final View VIEW = LAYERS.viewFor(Audience.PLANNER, "vacant-houses").orElseThrow();
  private static final int TOWNS = 3;
  private static final int PROFILES = Thorough.count(10, 15);

  /** What is only presumed or reported may turn out to be no vacant house. */
  private static final Map<String, List<String>> PROVISIONAL =
      Map.of("evidence", List.of("presumed", "reported"));

  @TempDir Path folder;
  @Given private Database database;
  @Given private SqlFeatureStore store;

  private void load(Map<String, List<Feature>> features) {
    features.forEach(
        (layer, all) -> {
          // A load would keep what ends a consent of the houses that had these ids before.
          String table = layer.replace('-', '_');
          database.inTransaction(
              t -> {
                database.touch(t, layer);
                return t.handle().execute("DELETE FROM \"" + table + "\"");
              });
          try (FeatureLoad load = store.load(LAYERS.layer(layer).orElseThrow(), LoadMode.REPLACE)) {
            long place = 0;
            for (Feature f : all) {
              load.add(place++, f);
            }
            assertThat(load.conflicts(1)).isEmpty();
            load.commit();
          }
        });
  }

  private Finder finder(ObjectNode... files) throws IOException {
    Path profiles = Files.createTempDirectory(folder, "profiles");
    for (ObjectNode file : files) {
      Files.writeString(profiles.resolve(file.get("id").asText() + ".json"), file.toString());
    }
    Profiles read = new ProfileFiles(LAYERS).read(profiles).profiles();
    return new Finder(read, LAYERS, store, new SqlLoads(database, LAYERS), Clock.systemUTC());
  }

  @Test
  void agreesWithANaiveComputation() throws IOException {
    Seed base = Seed.of("rankings", 20_261_126);
    int ranked = 0;
    int mayMatch = 0;
    int mayNotMatch = 0;
    int groups = 0;
    int open = 0;
    for (int t = 0; t < TOWNS; t++) {
      long seed = base.value() + t;
      RandomTown town = new RandomTown(LAYERS, seed);
      Map<String, List<Feature>> features = town.features(150, 60);
      load(features);
      for (int p = 0; p < PROFILES; p++) {
        ObjectNode file = town.profile("p" + p);
        Ranking answer = compare(town, features, file, "seed " + seed + ", profile " + p);
        ranked += answer.ranking().size();
        mayMatch += answer.houses().mayMatch();
        mayNotMatch += (int) answer.ranking().stream().filter(h -> h.span().mayNotMatch()).count();
        groups += answer.opportunities().size();
        open += answer.ranking().stream().mapToInt(h -> h.missing().size()).sum();
      }
    }
    assertThat(ranked).as("something was compared").isGreaterThan(500);
    assertThat(mayMatch).as("houses that may come to match").isGreaterThan(100);
    assertThat(mayNotMatch).as("houses that may come not to match").isGreaterThan(20);
    assertThat(groups).isGreaterThan(20);
    assertThat(open).isGreaterThan(200);
  }

  private Ranking compare(
      RandomTown town, Map<String, List<Feature>> features, ObjectNode file, String as)
      throws IOException {
    Finder finder = finder(file);
    Profile profile = finder.profiles().profile(file.get("id").asText()).orElseThrow();
    Random random = town.random;
    Map<String, BigDecimal> weights = new LinkedHashMap<>();
    List<Double> given = new ArrayList<>();
    boolean isMoved = random.nextBoolean();
    for (Criterion c : profile.criteria()) {
      double w = given.isEmpty() ? 7 : isMoved ? random.nextInt(4) * 2.5 : c.weight();
      weights.put(c.id(), BigDecimal.valueOf(w));
      given.add(w);
    }
    NaiveScope scope = new NaiveScope(town, VIEW, random, file, weights, PROVISIONAL);
    FinderQuestion question =
        new FinderQuestion(
            profile,
            given,
            scope.filters,
            scope.exclude,
            1 + random.nextInt(60),
            random.nextInt(3) * 7,
            profile.walkMetres());
    Ranking answer = finder.rank(Audience.PLANNER, question);
    NaiveFinder naive =
        new NaiveFinder(file, features, RandomTown.FILTERS, weights, scope::matches);
    NaiveFinder wide =
        new NaiveFinder(file, features, RandomTown.FILTERS, weights, scope::mayMatch);
    int mayMatch =
        (int)
            wide.ids().stream()
                .filter(id -> !naive.houses.containsKey(id) && !wide.excluded.contains(id))
                .count();

    assertThat(answer.houses())
        .as(as)
        .isEqualTo(
            new Ranking.Counts(
                naive.ids().size(),
                naive.ranking.size(),
                naive.insufficient.size(),
                naive.excluded.size(),
                naive.conditional.size(),
                0,
                0,
                mayMatch,
                withoutPlace(naive)));
    assertThat(answer.measuredTo().stream().map(n -> n != null))
        .as(as)
        .containsExactlyElementsOf(
            profile.criteria().stream().map(c -> !(c.fact() instanceof Fact.OfProperty)).toList());
    assertThat(answer.gates().stream().map(g -> g.gate().id() + " " + g.hits()))
        .as(as)
        .containsExactlyElementsOf(
            naive.tripped.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().size())
                .toList());
    for (int c = 0; c < given.size(); c++) {
      assertThat(answer.known().get(c))
          .as(as)
          .isEqualTo(naive.known(profile.criteria().get(c).id()));
    }
    int from = Math.min(question.offset(), naive.ranking.size());
    int to = Math.min(from + question.limit(), naive.ranking.size());
    assertThat(answer.ranking().stream().map(Ranking.House::id))
        .as(as)
        .containsExactlyElementsOf(naive.ranking.subList(from, to));
    List<List<String>> moved = naive.moved();
    NaiveSpans spans =
        new NaiveSpans(
            naive,
            wide,
            id -> scope.isSettled(wide.houses.get(id)),
            FinderContract::choices,
            PROVISIONAL);
    for (int i = from; i < to; i++) {
      compare(naive, moved, answer.ranking().get(i - from), i + 1, as);
      Ranking.House house = answer.ranking().get(i - from);
      compareSpan(spans, moved, house, as);
      assertThat(house.span().mayNotMatch())
          .as(as + ", house " + house.id())
          .isNotEqualTo(scope.isSettled(naive.houses.get(house.id())));
    }
    answer.insufficient().forEach(h -> compareSpan(spans, moved, h, as));
    compareWorstCase(finder, question, spans, naive, as);
    assertThat(answer.insufficient().stream().map(Ranking.House::id))
        .as(as)
        .containsExactlyElementsOf(naive.insufficient.stream().limit(100).toList());
    answer.insufficient().forEach(h -> compareMissing(spans, h, as));
    answer.ranking().forEach(h -> compareMissing(spans, h, as));
    assertThat(answer.excluded().stream().map(Ranking.Excluded::id))
        .as(as)
        .containsExactlyElementsOf(naive.excluded.stream().limit(100).toList());
    answer.excluded().forEach(x -> compareExcluded(naive, x, as));
    List<List<String>> groups =
        question.walkMetres() == 0
            ? List.of()
            : naive.groups(question.walkMetres(), Ranking.MOST_GROUPS, Ranking.MOST_IN_A_GROUP);
    assertThat(answer.opportunities().stream().map(Ranking.Opportunity::houses))
        .as(as)
        .containsExactlyElementsOf(groups);
    compareCapacities(features, answer, as);
    return answer;
  }

  private static int withoutPlace(NaiveFinder naive) {
    return (int)
        naive.houses.entrySet().stream()
            .filter(e -> !naive.excluded.contains(e.getKey()) && e.getValue().geometry() == null)
            .count();
  }

  /** Values that there are of a property; none of a number. */
  static List<String> choices(String property) {
    Property p = LAYERS.layer("vacant-houses").orElseThrow().property(property).orElseThrow();
    return p.type() == PropertyType.BOOLEAN
        ? List.of("false", "true")
        : p.choices().stream().map(Choice::value).toList();
  }

  private static void compareSpan(
      NaiveSpans spans, List<List<String>> moved, Ranking.House house, String as) {
    NaiveSpans.Span naive = spans.of(house.id());
    Ranking.Span span = house.span();
    String at = as + ", span of house " + house.id();
    assertThat(List.of(span.ownBest(), span.ownWorst(), span.best(), span.worst(), span.of()))
        .as(at)
        .containsExactly(
            naive.ownBest(), naive.ownWorst(), naive.best(), naive.worst(), naive.of());
    assertThat(span.leavingOut().stream().map(Gate::id))
        .as(at)
        .containsExactlyElementsOf(naive.leavingOut());
    if (naive.leastScore() != null) {
      assertThat(span.leastScore())
          .as(at)
          .isCloseTo(naive.leastScore().doubleValue(), within(1e-7));
      assertThat(span.mostScore()).as(at).isCloseTo(naive.mostScore().doubleValue(), within(1e-7));
    }
    boolean isInTop =
        house.rank() > 0
            && house.rank() <= 10
            && moved.stream().allMatch(r -> r.indexOf(house.id()) < 10);
    assertThat(span.alwaysInTop10()).as(at).isEqualTo(isInTop && spans.staysInTop(house.id(), 10));
  }

  /** In the order of the worst case stand the same houses with the same ranks. */
  private static void compareWorstCase(
      Finder finder, FinderQuestion question, NaiveSpans spans, NaiveFinder naive, String as) {
    FinderQuestion other =
        new FinderQuestion(
            question.profile(),
            question.weights(),
            question.filters(),
            question.exclude(),
            question.limit(),
            question.offset(),
            question.walkMetres(),
            FinderQuestion.Order.WORST_CASE,
            false,
            List.of());
    Ranking answer = finder.rank(Audience.PLANNER, other);
    List<String> order = spans.byWorstCase();
    int from = Math.min(other.offset(), order.size());
    int to = Math.min(from + other.limit(), order.size());
    assertThat(answer.ranking().stream().map(Ranking.House::id))
        .as(as)
        .containsExactlyElementsOf(order.subList(from, to));
    for (Ranking.House house : answer.ranking()) {
      assertThat(house.rank()).as(as).isEqualTo(naive.ranking.indexOf(house.id()) + 1);
    }
  }

  private static void compareCapacities(
      Map<String, List<Feature>> features, Ranking answer, String as) {
    for (Ranking.Opportunity group : answer.opportunities()) {
      long sum = 0;
      int unknown = 0;
      for (Feature f : features.get("vacant-houses")) {
        if (group.houses().contains(f.id())) {
          Object rooms = f.properties().get("rooms");
          unknown += rooms == null ? 1 : 0;
          sum += rooms == null ? 0 : (Long) rooms;
        }
      }
      assertThat(group.capacity()).as(as).isEqualTo((double) sum);
      assertThat(group.capacityUnknown()).as(as).isEqualTo(unknown);
    }
  }

  private static void compare(
      NaiveFinder naive, List<List<String>> moved, Ranking.House house, int rank, String as) {
    String id = house.id();
    String at = as + ", house " + id;
    assertThat(house.rank()).as(at).isEqualTo(rank);
    assertThat(house.score()).as(at).isCloseTo(naive.score(id).doubleValue(), within(1e-7));
    assertThat(house.completeness())
        .as(at)
        .isCloseTo(naive.completeness(id).doubleValue(), within(1e-9));
    double points = 0;
    for (Ranking.Mark mark : house.marks()) {
      BigDecimal worth = naive.worth(mark.criterion().id(), id);
      if (worth == null) {
        assertThat(mark.value()).as(at).isNaN();
        assertThat(mark.points()).as(at).isNaN();
      } else {
        assertThat(mark.value()).as(at).isCloseTo(worth.doubleValue(), within(1e-9));
        assertThat(mark.fact()).as(at).isNotNull();
        points += mark.points();
        assertThat(mark.points())
            .as(at)
            .isCloseTo(mark.share() * worth.doubleValue(), within(1e-6));
      }
      compareNearest(naive, mark, id, at);
    }
    assertThat(points).as(at).isCloseTo(house.points(), within(1e-6));
    assertThat(points / house.completeness()).as(at).isCloseTo(house.score(), within(1e-6));
    assertThat(house.conditional().stream().map(Gate::id))
        .as(at)
        .allMatch(g -> naive.tripped.get(g).contains(id));
    assertThat(house.conditional().isEmpty()).as(at).isEqualTo(!naive.conditional.contains(id));
    List<Integer> ranks = new ArrayList<>(moved.stream().map(r -> r.indexOf(id) + 1).toList());
    int kept = (int) ranks.stream().filter(r -> r <= 10).count();
    ranks.add(rank);
    assertThat(house.stability())
        .as(at)
        .isEqualTo(
            new Ranking.Stability(
                rank <= 10 && kept == moved.size(),
                kept,
                moved.size(),
                ranks.stream().min(Integer::compare).orElseThrow(),
                ranks.stream().max(Integer::compare).orElseThrow()));
  }

  private static void compareNearest(NaiveFinder naive, Ranking.Mark mark, String id, String at) {
    NaiveFinder.Near near = naive.nearest(mark.criterion().id(), id);
    if (mark.criterion().fact() instanceof Fact.Nearest) {
      Optional<Ranking.Nearby> found = Optional.ofNullable(mark.nearest());
      assertThat(found.map(Ranking.Nearby::id).orElse(null))
          .as(at)
          .isEqualTo(near == null ? null : near.id());
      if (near != null) {
        assertThat(mark.nearest().metres()).as(at).isCloseTo(near.metres(), within(1e-5));
      }
    }
  }

  /** Fact by fact; none moves the house farther than all of them do. */
  private static void compareMissing(NaiveSpans spans, Ranking.House house, String as) {
    String at = as + ", missing of house " + house.id();
    assertThat(house.missing())
        .as(at)
        .extracting(
            m -> m.criterion().id(),
            Ranking.Missing::rankIfBest,
            Ranking.Missing::rankIfWorst,
            m -> m.leavingOut().stream().map(Gate::id).toList())
        .containsExactlyElementsOf(
            spans.missing(house.id()).stream()
                .map(m -> tuple(m.criterion(), m.best(), m.worst(), m.leavingOut()))
                .toList());
    for (Ranking.Missing m : house.missing()) {
      for (int rank : List.of(m.rankIfBest(), m.rankIfWorst())) {
        assertThat(rank == 0 || rank >= house.span().ownBest() && rank <= house.span().ownWorst())
            .as("%s: %s of %s", at, rank, house.span())
            .isTrue();
      }
      assertThat(house.span().leavingOut()).as(at).containsAll(m.leavingOut());
    }
  }

  /** What is known of a house that a gate leaves out is told as of any other. */
  private static void compareExcluded(NaiveFinder naive, Ranking.Excluded left, String as) {
    Ranking.House house = left.house();
    String at = as + ", house left out " + left.id();
    assertThat(house.completeness())
        .as(at)
        .isCloseTo(naive.completeness(left.id()).doubleValue(), within(1e-9));
    for (Ranking.Mark mark : house.marks()) {
      BigDecimal worth = naive.worth(mark.criterion().id(), left.id());
      assertThat(mark.isKnown()).as(at).isEqualTo(worth != null);
      if (worth != null) {
        assertThat(mark.value()).as(at).isCloseTo(worth.doubleValue(), within(1e-9));
        assertThat(mark.fact()).as(at).isNotNull();
      }
    }
    assertThat(house.missing().stream().map(m -> m.criterion().id()))
        .as(at)
        .containsExactlyInAnyOrderElementsOf(naive.missing(left.id()));
    assertThat(house.missing())
        .as(at)
        .allMatch(m -> m.rankIfBest() == 0 && m.rankIfWorst() == 0)
        .allMatch(m -> m.leavingOut().isEmpty());
    assertThat(house.rank()).as(at).isZero();
    assertThat(house.score()).as(at).isNaN();
    assertThat(house.span()).as(at).isEqualTo(Ranking.Span.NONE);
    assertThat(left.gates().stream().map(Gate::id))
        .as(at)
        .containsExactlyElementsOf(naive.leftOutBy(left.id()));
  }

  /**
   * Of a few houses every way in which everything turns out is gone through, one by one: the least
   * and the greatest rank that come of it are the span.
   */
  @Test
  void aSpanIsWhatComesOfEveryWayThatFactsTurnOut() throws IOException {
    Seed base = Seed.of("spans", 20_261_129);
    int open = 0;
    int leavingOut = 0;
    for (int t = 0; t < 12; t++) {
      long seed = base.value() + t;
      RandomTown town = new RandomTown(LAYERS, seed);
      Map<String, List<Feature>> features = town.features(5, 15);
      load(features);
      for (int p = 0; p < 4; p++) {
        ObjectNode file = town.profile("few" + p);
        Finder finder = finder(file);
        Profile profile = finder.profiles().profile(file.get("id").asText()).orElseThrow();
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        List<Double> given = new ArrayList<>();
        for (Criterion c : profile.criteria()) {
          weights.put(c.id(), BigDecimal.valueOf(c.weight()));
          given.add(c.weight());
        }
        NaiveScope scope =
            new NaiveScope(town, VIEW, new Random(seed * 4 + p), file, weights, PROVISIONAL);
        FinderQuestion question =
            new FinderQuestion(profile, given, scope.filters, scope.exclude, 10, 0, 0);
        Ranking answer = finder.rank(Audience.PLANNER, question);
        NaiveFinder naive =
            new NaiveFinder(file, features, RandomTown.FILTERS, weights, scope::matches);
        NaiveFinder wide =
            new NaiveFinder(file, features, RandomTown.FILTERS, weights, scope::mayMatch);
        Map<String, int[]> spans =
            new NaiveSpans(
                    naive,
                    wide,
                    id -> scope.isSettled(wide.houses.get(id)),
                    FinderContract::choices,
                    PROVISIONAL)
                .everyWay(200_000);
        List<Ranking.House> houses = new ArrayList<>(answer.ranking());
        houses.addAll(answer.insufficient());
        for (Ranking.House house : spans == null ? List.<Ranking.House>of() : houses) {
          assertThat(new int[] {house.span().best(), house.span().worst()})
              .as("seed " + seed + ", profile " + p + ", house " + house.id())
              .isEqualTo(spans.getOrDefault(house.id(), new int[2]));
          open += house.span().best() < house.span().worst() ? 1 : 0;
          leavingOut += house.span().leavingOut().isEmpty() ? 0 : 1;
        }
      }
    }
    assertThat(open).as("houses of which something was open").isGreaterThan(50);
    assertThat(leavingOut).as("houses that a gate could leave out").isGreaterThan(5);
  }

  /** Of the profile's criteria there remains one: more rooms are better, up to six. */
  private static void countRoomsAlone(ObjectNode file) {
    file.withArray("criteria").removeAll();
    ObjectNode c = file.withArray("criteria").addObject().put("id", "rooms").put("weight", 1);
    c.putObject("title").put("ko", "방").put("en", "rooms");
    c.put("property", "rooms");
    c.withArray("scale").addArray().add(0).add(0);
    c.withArray("scale").addArray().add(6).add(1);
  }

  /**
   * All is known of them but whether they are vacant: the profile leaves out those that are not.
   */
  @Test
  void whatIsOnlyReportedIsNotVouchedFor() throws IOException {
    RandomTown town = new RandomTown(LAYERS, 3);
    List<Feature> houses = new ArrayList<>();
    List<String> evidence = List.of("confirmed", "reported", "presumed");
    for (int i = 0; i < 3; i++) {
      Map<String, Object> values = Map.of("rooms", 6L - i, "evidence", evidence.get(i));
      houses.add(new Feature("h" + i, town.point(), values));
    }
    load(Map.of("vacant-houses", houses));
    ObjectNode file = town.profile("vacant");
    countRoomsAlone(file);
    ObjectNode gate = file.putArray("gates").addObject().put("id", "gone").put("kind", "exclude");
    gate.putObject("title").put("ko", "해제됨").put("en", "gone");
    gate.putArray("when").addObject().put("property", "evidence").putArray("in").add("lifted");
    Finder finder = finder(file);
    Profile profile = finder.profiles().profile("vacant").orElseThrow();
    FinderQuestion question = new FinderQuestion(profile, List.of(1.0), List.of(), null, 9, 0, 0);
    List<Ranking.House> ranking = finder.rank(Audience.PLANNER, question).ranking();
    assertThat(ranking).extracting(Ranking.House::id).containsExactly("h0", "h1", "h2");
    assertThat(ranking).allMatch(h -> h.stability().staysInTop10());
    assertThat(ranking.stream().map(h -> h.span().alwaysInTop10()))
        .containsExactly(true, false, false);
    assertThat(ranking.stream().map(h -> h.span().leavingOut().size())).containsExactly(0, 1, 1);
    assertThat(ranking.stream().map(h -> h.span().best())).containsExactly(1, 2, 2);
    assertThat(ranking.stream().map(h -> h.span().worst())).containsExactly(1, 2, 3);
  }

  /**
   * Eleven equal houses, of which one matches: once it is known of the others whether they do, they
   * stand before it.
   */
  @Test
  void whatIsNotKnownToMatchIsNotOverlooked() throws Exception {
    ObjectNode file = new RandomTown(LAYERS, 4).profile("match");
    file.remove("gates");
    countRoomsAlone(file);
    Finder finder = finder(file);
    Profile profile = finder.profiles().profile("match").orElseThrow();
    Geometry here = point(127.15);
    Geometry area = here.buffer(0.01);
    Filter lease =
        CqlFilters.parse(VIEW, "leaseYears >= 3", CqlLanguage.TEXT, geometry -> geometry);
    Filter within = new Filter.IntersectsArea(area);
    // asked, a house that matches, one of which it is not known, and one that is known not to
    Map<String, Object> rooms = Map.of("rooms", 6L);
    Map<String, Object> leased = Map.of("rooms", 6L, "leaseYears", 3L);
    Map<String, Object> briefly = Map.of("rooms", 6L, "leaseYears", 2L);
    vouch(finder, profile, lease, house(here, leased), house(here, rooms), house(here, briefly));
    vouch(
        finder,
        profile,
        within,
        house(here, rooms),
        house(null, rooms),
        house(point(127.9), rooms));

    load(Map.of("vacant-houses", List.of(new Feature("h", null, rooms))));
    FinderQuestion elsewhere = new FinderQuestion(profile, List.of(1.0), List.of(), area, 10, 0, 0);
    Ranking.Span span = finder.rank(Audience.PLANNER, elsewhere).ranking().get(0).span();
    assertThat(span.mayNotMatch()).as("it may lie in the area that is left out").isTrue();
    assertThat(span.alwaysInTop10()).isFalse();
  }

  private static Geometry point(double longitude) {
    return GeoJsonGeometry.FACTORY.createPoint(new Coordinate(longitude, 35.82));
  }

  private static Feature house(Geometry place, Map<String, Object> values) {
    return new Feature("house", place, values);
  }

  private void vouch(
      Finder finder, Profile profile, Filter filter, Feature is, Feature maybe, Feature isNot) {
    FinderQuestion question =
        new FinderQuestion(profile, List.of(1.0), List.of(filter), null, 10, 0, 0);
    for (Feature other : List.of(maybe, isNot)) {
      List<Feature> houses = new ArrayList<>();
      houses.add(new Feature("z", is.geometry(), is.properties()));
      for (int i = 0; i < 10; i++) {
        houses.add(new Feature("a" + i, other.geometry(), other.properties()));
      }
      load(Map.of("vacant-houses", houses));
      boolean isOpen = other == maybe;
      Ranking answer = finder.rank(Audience.PLANNER, question);
      assertThat(answer.houses().matched()).isEqualTo(1);
      assertThat(answer.houses().mayMatch()).isEqualTo(isOpen ? 10 : 0);
      Ranking.Span span = answer.ranking().get(0).span();
      assertThat(span.best()).isEqualTo(1);
      assertThat(span.worst()).isEqualTo(isOpen ? 11 : 1);
      assertThat(span.of()).isEqualTo(isOpen ? 11 : 1);
      assertThat(span.mayNotMatch()).isFalse();
      assertThat(span.alwaysInTop10()).isEqualTo(!isOpen);
    }
  }

  /** What is written is seen at the next question, in the houses and in what is near to them. */
  @Test
  void answersFromWhatThereIsNow() throws IOException {
    RandomTown town = new RandomTown(LAYERS, 7);
    Map<String, List<Feature>> features = town.features(40, 20);
    load(features);
    ObjectNode file = town.profile("now");
    file.remove("gates");
    file.withArray("criteria").removeAll();
    ObjectNode c = file.withArray("criteria").addObject().put("id", "stop").put("weight", 1);
    c.putObject("title").put("ko", "정류장").put("en", "stop");
    c.putObject("nearest").put("layer", "facilities").put("filter", "kind = 'bus-stop'");
    c.putArray("scale").addArray().add(0).add(1);
    Finder finder = finder(file);
    Profile profile = finder.profiles().profile("now").orElseThrow();
    FinderQuestion question = new FinderQuestion(profile, List.of(1.0), List.of(), null, 100, 0, 0);
    Ranking before = finder.rank(Audience.PLANNER, question);
    assertThat(before.houses().ranked()).isPositive();
    assertThat(before.ranking().get(0).marks().get(0).fact().ko()).matches("정류장 \\d+ m");

    load(Map.of("facilities", List.of()));
    Ranking without = finder.rank(Audience.PLANNER, question);
    assertThat(without.houses().ranked()).isZero();
    assertThat(without.houses().insufficient()).isEqualTo(40);
    assertThat(without.known()).containsExactly(0);
    assertThat(before.measuredTo().get(0)).isPositive();
    assertThat(without.measuredTo()).containsExactly(0);

    load(features);
    assertThat(finder.rank(Audience.PLANNER, question).ranking()).isEqualTo(before.ranking());
  }

  /**
   * A house that is asked about by its id stands where it stands among all, on no page of its own.
   */
  @Test
  void aHouseAskedAboutStandsAmongAllOthers() throws IOException {
    RandomTown town = new RandomTown(LAYERS, 11);
    load(town.features(300, 40));
    Finder finder = finder(town.profile("also"));
    Profile profile = finder.profiles().profile("also").orElseThrow();
    List<Double> weights = profile.criteria().stream().map(c -> 1.0).toList();
    FinderQuestion whole = new FinderQuestion(profile, weights, List.of(), null, 1_000, 0, 0);
    Ranking all = finder.rank(Audience.PLANNER, whole);
    assertThat(all.ranking()).hasSizeGreaterThan(2);
    List<String> ids = new ArrayList<>(List.of("nobody"));
    all.ranking().forEach(h -> ids.add(h.id()));
    all.insufficient().forEach(h -> ids.add(h.id()));
    all.excluded().forEach(h -> ids.add(h.id()));
    FinderQuestion first =
        new FinderQuestion(
            profile, weights, List.of(), null, 1, 0, 0, FinderQuestion.Order.SCORE, false, ids);
    Ranking answer = finder.rank(Audience.PLANNER, first);
    assertThat(answer.ranking()).hasSize(1);
    assertThat(answer.also().ranked()).isEqualTo(all.ranking());
    assertThat(answer.also().insufficient()).isEqualTo(all.insufficient());
    assertThat(answer.also().excluded()).isEqualTo(all.excluded());
    assertThat(answer.also().examples()).isEmpty();
    assertThat(all.also()).isEqualTo(Ranking.Also.NONE);
  }

  /** A record that names no source stands on its evidence, and on the files that brought it. */
  @Test
  void sourcesAreTheEvidenceAndTheFilesThatStand() throws IOException {
    load(Map.of("vacant-houses", List.of()));
    Finder finder = finder(new RandomTown(LAYERS, 12).profile("stand"));
    Profile profile = finder.profiles().profile("stand").orElseThrow();
    List<Double> weights = profile.criteria().stream().map(c -> 1.0).toList();
    FinderQuestion all = new FinderQuestion(profile, weights, List.of(), null, 10, 0, 0);
    Author planner = new Author("p", "계획 담당", null);
    Map<String, Object> survey =
        Map.of("evidence", "confirmed", "evidenceSource", "2019년 실태조사", "title", "집");
    Map<String, Object> early = new HashMap<>(survey);
    early.put("evidenceDate", LocalDate.of(2019, 3, 2));
    Map<String, Object> late = new HashMap<>(survey);
    late.put("evidenceDate", LocalDate.of(2019, 11, 30));
    Map<String, Object> named = new HashMap<>(late);
    named.put("source", "국토정보");
    named.put("asOf", LocalDate.of(2024, 1, 1));
    add("빈집 2019.csv", planner, new Feature("a", null, early), new Feature("b", null, late));
    long wrong = add("잘못.csv", planner, new Feature("w", null, late));
    add("demo.geojson", LoadRequest.SERVICE, new Feature("c", null, named));
    FeatureLoads loads = new SqlLoads(database, LAYERS);
    FeatureLoads.Undone undone = loads.undo(wrong, planner, 1);
    Ranking.Sources sources = finder.rank(Audience.PLANNER, all).sources().get(0);
    assertThat(sources.sources())
        .containsExactly(
            new Ranking.Source("2019년 실태조사", 2, "2019-03-02", "2019-11-30"),
            new Ranking.Source("국토정보", 1, "2024-01-01", "2024-01-01"));
    assertThat(sources.files())
        .extracting(Ranking.LoadedFile::name, Ranking.LoadedFile::records)
        .containsExactly(tuple("빈집 2019.csv", 2L));
    loads.undo(undone.result().number(), planner, 1);
    assertThat(finder.rank(Audience.PLANNER, all).sources().get(0).files())
        .extracting(Ranking.LoadedFile::name)
        .containsExactly("잘못.csv", "빈집 2019.csv");
  }

  /**
   * A load that was taken back but for what somebody had worked on stands behind that, until it is
   * gone or another file brings it; and so it is once the service has forgotten what is gone.
   */
  @Test
  void aFileIsNamedForWhatIsLeftOfIt() throws IOException {
    load(Map.of("vacant-houses", List.of()));
    Finder finder = finder(new RandomTown(LAYERS, 13).profile("left"));
    Profile profile = finder.profiles().profile("left").orElseThrow();
    List<Double> weights = profile.criteria().stream().map(c -> 1.0).toList();
    FinderQuestion all = new FinderQuestion(profile, weights, List.of(), null, 10, 0, 0);
    Author planner = new Author("p", "계획 담당", null);
    Map<String, Object> survey = Map.of("evidence", "confirmed", "title", "집");
    long number =
        add(
            "빈집 2024.csv",
            planner,
            new Feature("a", null, survey),
            new Feature("b", null, survey),
            new Feature("c", null, survey));
    SqlFeatureEdits edits = new SqlFeatureEdits(database, LAYERS, Clock.systemUTC());
    Map<String, Object> visited = Map.of("evidence", "confirmed", "title", "다녀온 집");
    for (String id : List.of("a", "b")) {
      Feature worked = new Feature(id, null, visited);
      database.inTransaction(tx -> edits.replace(tx, VIEW, id, worked, null, planner));
    }
    new SqlLoads(database, LAYERS).undo(number, planner, 1);
    assertThat(files(finder, all)).containsExactly(tuple("빈집 2024.csv", 2L));
    edits.sweep(Instant.now().plusSeconds(3600));
    assertThat(files(finder, all)).containsExactly(tuple("빈집 2024.csv", 2L));
    database.inTransaction(tx -> edits.remove(tx, VIEW, "a", null, planner));
    assertThat(files(finder, all)).containsExactly(tuple("빈집 2024.csv", 1L));
    database.inTransaction(tx -> edits.remove(tx, VIEW, "b", null, planner));
    assertThat(files(finder, all)).isEmpty();
    add("빈집 2025.csv", planner, new Feature("b", null, survey));
    assertThat(files(finder, all)).containsExactly(tuple("빈집 2025.csv", 1L));
  }

  private static List<Tuple> files(Finder finder, FinderQuestion question) {
    return finder.rank(Audience.PLANNER, question).sources().get(0).files().stream()
        .map(f -> tuple(f.name(), f.records()))
        .toList();
  }

  private long add(String file, Author author, Feature... features) {
    Layer layer = LAYERS.layer("vacant-houses").orElseThrow();
    LoadRequest request = new LoadRequest(layer, LoadMode.UPSERT, file, author, Set.of());
    try (FeatureLoad load = store.load(request)) {
      long place = 0;
      for (Feature f : features) {
        load.add(place++, f);
      }
      assertThat(load.conflicts(1)).isEmpty();
      return load.commit().number();
    }
  }

  @Test
  void tooManyHousesAreRefusedWithTheirNumber() throws IOException {
    RandomTown town = new RandomTown(LAYERS, 9);
    load(town.features(30, 5));
    Profiles profiles = finder(town.profile("many")).profiles();
    Profile profile = profiles.profile("many").orElseThrow();
    FinderQuestion question =
        new FinderQuestion(
            profile, profile.criteria().stream().map(c -> 1.0).toList(), List.of(), null, 10, 0, 0);
    FeatureLoads loads = new SqlLoads(database, LAYERS);
    Finder small = new Finder(profiles, LAYERS, store, loads, Clock.systemUTC(), 29);
    assertThatThrownBy(() -> small.rank(Audience.PLANNER, question))
        .isInstanceOfSatisfying(
            FinderRefusedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(FinderRefusedException.Reason.TOO_LARGE);
              assertThat(e.detail().en()).startsWith("30 houses match, and at most 29");
            });
    Finder enough = new Finder(profiles, LAYERS, store, loads, Clock.systemUTC(), 30);
    for (int times = 0; times < 5; times++) { // what is refused holds no place
      assertThatThrownBy(() -> small.rank(Audience.PLANNER, question))
          .isInstanceOf(FinderRefusedException.class);
    }
    assertThat(enough.rank(Audience.PLANNER, question).houses().matched()).isEqualTo(30);
  }

  @Test
  void isForPlannersAlone() throws IOException {
    RandomTown town = new RandomTown(LAYERS, 8);
    Finder finder = finder(town.profile("mine"));
    Profile profile = finder.profiles().profile("mine").orElseThrow();
    FinderQuestion question =
        new FinderQuestion(
            profile, profile.criteria().stream().map(x -> 1.0).toList(), List.of(), null, 10, 0, 0);
    for (Audience audience : List.of(Audience.PUBLIC, Audience.STAFF)) {
      assertThatThrownBy(() -> finder.rank(audience, question))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
