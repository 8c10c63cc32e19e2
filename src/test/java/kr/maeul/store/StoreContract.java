package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.Position;
import kr.maeul.feature.SortKey;
import kr.maeul.feature.TimeInterval;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.WkbGeoJson;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.parts.Seed;
import kr.maeul.people.TestClock;
import kr.maeul.store.edit.Author;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.FeatureLoad.Result;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** What every store must do, run on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore(layers = "store-layers")
abstract class StoreContract {
  static final LayerCatalog CATALOG = LayerSets.of("store-layers");

  final Layer wells = CATALOG.layer("wells").orElseThrow();
  final Layer lanes = CATALOG.layer("lanes").orElseThrow();
  final Layer notes = CATALOG.layer("notes").orElseThrow();
  final View publicWells = wells.viewFor(Audience.PUBLIC);
  final View staffWells = wells.viewFor(Audience.STAFF);
  final View staffLanes = lanes.viewFor(Audience.STAFF);

  /** So many that no single one is seen in them. */
  private static final int MANY_HIDDEN_ROWS = 20;

  @Given TestDatabase database;
  @Given SqlFeatureStore store;
  @Given private Database opened;

  /** Goes on from test to test, as their database does. */
  @Given private TestClock clock;

  @BeforeEach
  void empty() {
    for (Layer layer : CATALOG.all()) {
      load(layer, LoadMode.REPLACE, List.of());
    }
    clock.goOn(Duration.ofHours(2)); // so that no figures take it for a change under way
  }

  @Test
  void keepsEveryTypeOfValue() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "큰 우물 \"탭\t줄\n역\\슬래시' \\N");
    values.put("status", "published");
    values.put("kind", "spring");
    values.put("depthMetres", 3.25);
    values.put("families", 9_007_199_254_740_993L);
    values.put("drinkable", false);
    values.put("dug", LocalDate.of(1931, 3, 1));
    values.put("checkedAt", OffsetDateTime.parse("2026-11-23T09:30:00.123456Z"));
    values.put("tags", List.of("가, 나", "\"{}\\", "", "null", "NULL"));
    insert(wells, new Feature("한글 id/1", point(127.1544321, 35.8234567), values));
    insert(wells, new Feature("empty", null, Map.of("status", "published")));

    List<Row> rows = read(staffWells, query(staffWells).build());
    assertThat(rows).extracting(Row::id).containsExactly("empty", "한글 id/1");
    assertThat(rows.get(1).values()).isEqualTo(values);
    assertThat(rows.get(1).geometry())
        .isEqualTo("{\"type\":\"Point\",\"coordinates\":[127.1544321,35.8234567]}");
    assertThat(rows.get(0).values()).isEqualTo(Map.of("status", "published"));
    assertThat(rows.get(0).geometry()).isNull();
  }

  @Test
  void keepsEveryTypeOfGeometry() throws ParseException {
    List<String> texts =
        List.of(
            "POINT (1 2)",
            "MULTIPOINT ((1 2), (3 4))",
            "LINESTRING (1 2, 3 4)",
            "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8, 9 10))",
            "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 1 1))",
            "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))");
    List<Feature> features = new ArrayList<>();
    for (String text : texts) {
      Geometry g = new WKTReader(GeoJsonGeometry.FACTORY).read(text);
      features.add(new Feature("g" + features.size(), g, Map.of()));
    }
    load(lanes, LoadMode.INSERT, features);
    List<Row> rows = read(staffLanes, query(staffLanes).build());
    for (int i = 0; i < texts.size(); i++) {
      var json = new com.fasterxml.jackson.databind.ObjectMapper();
      try {
        Geometry read = GeoJsonGeometry.read(json.readTree(rows.get(i).geometry()));
        assertThat(read.toText()).isEqualTo(texts.get(i));
      } catch (Exception e) {
        throw new AssertionError(texts.get(i) + " → " + rows.get(i).geometry(), e);
      }
    }
  }

  @Test
  void pagesReadEachFeatureOnceInEveryOrder() {
    Seed seed = Seed.of("pages");
    Random random = seed.random();
    List<Feature> features = randomWells(random, 257);
    load(wells, LoadMode.INSERT, features);
    List<String> sortable =
        List.of("name", "kind", "depthMetres", "families", "drinkable", "dug", "checkedAt", "dong");
    for (int round = 0; round < 25; round++) {
      List<SortKey> sort = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        String name = sortable.get(random.nextInt(sortable.size()));
        if (sort.stream().noneMatch(k -> k.property().name().equals(name))) {
          sort.add(new SortKey(wells.property(name).orElseThrow(), random.nextBoolean()));
        }
      }
      List<String> expected = features.stream().sorted(order(sort)).map(Feature::id).toList();
      int limit = 1 + random.nextInt(100);
      List<String> keyset = new ArrayList<>();
      Position after = null;
      do {
        try (FeatureCursor c =
            store.find(
                staffWells, query(staffWells).sort(sort).limit(limit).after(after).build())) {
          int n = 0;
          while (c.next()) {
            keyset.add(c.id());
            n++;
          }
          assertThat(n).isLessThanOrEqualTo(limit);
          assertThat(c.numberMatched()).isEqualTo(257);
          after = c.nextPage().orElse(null);
        }
      } while (after != null);
      assertThat(keyset).as("seed %s, order %s, limit %d", seed, sort, limit).isEqualTo(expected);
      int offset = random.nextInt(300);
      assertThat(read(staffWells, query(staffWells).sort(sort).limit(limit).offset(offset).build()))
          .as("seed %s, offset %d", seed, offset)
          .extracting(Row::id)
          .isEqualTo(expected.stream().skip(offset).limit(limit).toList());
    }
  }

  private static Comparator<Feature> order(List<SortKey> sort) {
    Comparator<Feature> order = Comparator.comparing(f -> 0);
    for (SortKey key : sort) {
      Comparator<Object> values = (a, b) -> compare(a, b);
      Comparator<Object> nullsLast =
          Comparator.nullsLast(key.descending() ? values.reversed() : values);
      Function<Feature, Object> value = f -> f.properties().get(key.property().name());
      order = order.thenComparing(value, nullsLast);
    }
    return order.thenComparing(Feature::id);
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  @Test
  void boxesFindWhatANaiveSearchFinds() {
    Seed seed = Seed.of("extents");
    Random random = seed.random();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double x =
          random.nextInt(10) == 0
              ? (random.nextBoolean() ? 180 : -180)
              : random.nextDouble() * 360 - 180;
      features.add(new Feature("p" + i, point(x, random.nextDouble() * 180 - 90), Map.of()));
    }
    load(wells, LoadMode.INSERT, features);
    for (int round = 0; round < 40; round++) {
      double south = random.nextDouble() * 180 - 90;
      double north = south + random.nextDouble() * (90 - south);
      Box box =
          new Box(random.nextDouble() * 360 - 180, south, random.nextDouble() * 360 - 180, north);
      TreeSet<String> expected =
          features.stream()
              .filter(f -> isIn(box, f.geometry().getCoordinate()))
              .map(Feature::id)
              .collect(Collectors.toCollection(TreeSet::new));
      List<Filter> filter = List.of(new Filter.Intersects(box));
      assertThat(read(staffWells, query(staffWells).filters(filter).limit(1000).build()))
          .as("seed %s, %s", seed, box)
          .extracting(Row::id)
          .containsExactlyElementsOf(expected);
      assertThat(store.count(staffWells, filter)).isEqualTo(expected.size());
    }
  }

  private static boolean isIn(Box b, Coordinate c) {
    boolean x =
        b.west() <= b.east()
            ? c.x >= b.west() && c.x <= b.east()
            : c.x >= b.west() || c.x <= b.east();
    return x && c.y >= b.south() && c.y <= b.north();
  }

  @Test
  void boxesOfNoSizeFindPointsAndAreas() throws ParseException {
    insert(wells, new Feature("here", point(127, 35), Map.of()));
    Geometry square =
        new WKTReader(GeoJsonGeometry.FACTORY)
            .read("POLYGON ((126 34, 128 34, 128 36, 126 36, 126 34))");
    insert(lanes, new Feature("area", square, Map.of()));
    assertThat(ids(staffWells, new Filter.Intersects(new Box(127, 35, 127, 35))))
        .containsExactly("here");
    assertThat(ids(staffWells, new Filter.Intersects(new Box(126, 35, 128, 35))))
        .containsExactly("here");
    assertThat(ids(staffLanes, new Filter.Intersects(new Box(127, 35, 127, 35))))
        .containsExactly("area");
    assertThat(ids(staffLanes, new Filter.Intersects(new Box(127, 30, 127, 40))))
        .containsExactly("area");
    assertThat(ids(staffLanes, new Filter.Intersects(new Box(128.0001, 30, 129, 40)))).isEmpty();
  }

  @Test
  void filtersByValueTextAndTime() {
    insert(
        wells,
        new Feature(
            "a",
            point(1, 1),
            Map.of(
                "name",
                "노송동 큰우물",
                "kind",
                "dug",
                "families",
                3L,
                "drinkable",
                true,
                "dug",
                LocalDate.of(1930, 1, 1),
                "closed",
                LocalDate.of(1960, 12, 31),
                "tags",
                List.of("옛", "돌"))),
        new Feature(
            "b",
            point(2, 2),
            Map.of(
                "name",
                "물왕멀 샘 100%_!",
                "nameEn",
                "Mulwangmeol Spring",
                "kind",
                "spring",
                "dug",
                LocalDate.of(1950, 1, 1),
                "address",
                "전주시 인봉1길 54")),
        new Feature("c", point(3, 3), Map.of("owner", "비밀 주인")));
    assertThat(ids(staffWells, oneOf("kind", "dug"))).containsExactly("a");
    assertThat(ids(staffWells, oneOf("kind", "dug", "spring"))).containsExactly("a", "b");
    assertThat(ids(staffWells, oneOf("families", 3L))).containsExactly("a");
    assertThat(ids(staffWells, oneOf("drinkable", true))).containsExactly("a");
    assertThat(ids(staffWells, oneOf("dug", LocalDate.of(1950, 1, 1)))).containsExactly("b");
    assertThat(ids(staffWells, oneOf("tags", "돌"))).containsExactly("a");
    assertThat(ids(staffWells, oneOf("name", "' OR 1=1 --"))).isEmpty();
    assertThat(ids(staffWells, new Filter.IdIn(List.of("a", "c", "nobody"))))
        .containsExactly("a", "c");

    assertThat(ids(staffWells, new Filter.Matches("노송"))).containsExactly("a");
    assertThat(ids(staffWells, new Filter.Matches("ㄴㅅㄷ"))).containsExactly("a");
    assertThat(ids(staffWells, new Filter.Matches("노ㅅㄷ 큰 우물"))).containsExactly("a");
    assertThat(ids(staffWells, new Filter.Matches("ㅁㅇㅁ spring"))).containsExactly("b");
    assertThat(ids(staffWells, new Filter.Matches("인봉1길"))).containsExactly("b");
    assertThat(ids(staffWells, new Filter.Matches("100%_!"))).containsExactly("b");
    assertThat(ids(staffWells, new Filter.Matches("%"))).containsExactly("b");
    assertThat(ids(staffWells, new Filter.Matches("비밀"))).containsExactly("c");
    assertThat(ids(staffWells, new Filter.Matches("ㄱ(*[\\"))).isEmpty();
    assertThat(ids(staffWells, new Filter.Matches("\0"))).isEmpty();
    assertThat(ids(staffWells, new Filter.Matches("  "))).isEmpty();

    assertThat(ids(staffWells, during("1960-12-31T12:00:00Z", null)))
        .containsExactly("a", "b", "c");
    assertThat(ids(staffWells, during("1961-01-01T00:00:00Z", null))).containsExactly("b", "c");
    assertThat(ids(staffWells, during(null, "1929-12-31T23:59:59Z"))).containsExactly("c");
    assertThat(ids(staffWells, during("1940-01-01T00:00:00Z", "1940-01-01T00:00:00Z")))
        .containsExactly("a", "c");
  }

  @Test
  void searchPutsTheBestFirst() {
    insert(
        wells,
        new Feature("1", point(1, 2), Map.of("name", "옛 노송동", "nameEn", "Old Nosong")),
        new Feature("2", point(3, 4), Map.of("name", "노송동")),
        new Feature("3", null, Map.of("name", "노송동 우물")),
        new Feature("4", point(5, 6), Map.of("name", "멀리", "address", "전주시 노송동 1")),
        new Feature("5", point(7, 8), Map.of("owner", "노송동 사람")));
    List<SearchHit> hits = store.search(staffWells, "노송동", 10);
    assertThat(hits).extracting(SearchHit::id).containsExactly("2", "3", "1", "4", "5");
    assertThat(store.search(staffWells, "ㄴㅅㄷ", 10))
        .extracting(SearchHit::id)
        .containsExactly("2", "3", "1", "4", "5");
    assertThat(hits.get(2).title()).isEqualTo(new Text("옛 노송동", "Old Nosong"));
    assertThat(hits.get(2).longitude()).isEqualTo(1);
    assertThat(hits.get(2).latitude()).isEqualTo(2);
    assertThat(hits.get(1).longitude()).isNaN();
    assertThat(hits.get(3).address()).isEqualTo("전주시 노송동 1");
    assertThat(hits.get(4).title()).isEqualTo(wells.title());
    assertThat(store.search(staffWells, "노송동", 2)).hasSize(2);
  }

  @Test
  void aViewHidesRowsAndPropertiesFromEveryMethod() {
    Map<String, Object> shown = Map.of("status", "published", "name", "보이는 우물", "owner", "비밀 주인");
    Map<String, Object> hidden =
        Map.of("status", "draft", "name", "숨은 우물", "dug", LocalDate.of(1900, 1, 1), "kind", "pump");
    insert(
        wells,
        new Feature("shown", point(1, 1), shown),
        new Feature("hidden", point(50, 50), hidden),
        new Feature("unsaid", point(60, 60), Map.of("name", "말 없는 우물")));
    assertThat(ids(publicWells)).containsExactly("shown");
    assertThat(ids(publicWells, new Filter.IdIn(List.of("hidden", "unsaid")))).isEmpty();
    assertThat(ids(publicWells, new Filter.Intersects(new Box(40, 40, 70, 70)))).isEmpty();
    assertThat(ids(publicWells, oneOf("kind", "pump"))).isEmpty();
    assertThat(ids(publicWells, new Filter.Matches("우물"))).containsExactly("shown");
    assertThat(ids(publicWells, new Filter.Matches("비밀"))).isEmpty();
    assertThat(ids(publicWells, during(null, "1910-01-01T00:00:00Z"))).containsExactly("shown");
    assertThat(store.count(publicWells, List.of())).isEqualTo(1);
    assertThat(store.search(publicWells, "우물", 10))
        .extracting(SearchHit::id)
        .containsExactly("shown");
    assertThat(store.search(publicWells, "비밀", 10)).isEmpty();
    LayerState state = store.state(publicWells);
    assertThat(state.count()).isEqualTo(1);
    assertThat(state.extent()).isEqualTo(new Box(1, 1, 1, 1));
    assertThat(state.from()).isNull();
    assertThat(publicWells.property("owner")).isEmpty();
    Property owner = wells.property("owner").orElseThrow();
    assertThatThrownBy(() -> ids(publicWells, new Filter.OneOf(owner, List.of("비밀 주인"))))
        .isInstanceOf(IllegalArgumentException.class);
    List<SortKey> byOwner = List.of(new SortKey(owner, false));
    assertThatThrownBy(() -> read(publicWells, query(publicWells).sort(byOwner).build()))
        .isInstanceOf(IllegalArgumentException.class);
    FeatureQuery asksOwner = FeatureQuery.of(List.of(), 10).properties(List.of(owner));
    assertThatThrownBy(() -> read(publicWells, asksOwner))
        .isInstanceOf(IllegalArgumentException.class);

    insert(notes, new Feature("n", point(1, 1), Map.of("name", "내부 메모")));
    View publicNotes = notes.viewFor(Audience.PUBLIC);
    assertThat(ids(publicNotes)).isEmpty();
    assertThat(store.count(publicNotes, List.of())).isZero();
    assertThat(store.search(publicNotes, "메모", 5)).isEmpty();
    assertThat(publicNotes.isListed()).isFalse();
  }

  /** Titles that are the text, begin with it in their order, hold it in that of the ids. */
  @Test
  void theBestOfManyHitsAreFoundInOrder() {
    Seed seed = Seed.of("most", 20_261_130);
    Random random = seed.random();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String name =
          List.of("", "", "큰 ", "옛 ").get(random.nextInt(4))
              + "우물"
              + List.of("", " " + random.nextInt(90), "가").get(random.nextInt(3));
      features.add(
          new Feature("w" + i, point(127, 35), Map.of("name", name, "status", "published")));
    }
    load(wells, LoadMode.INSERT, features);
    Comparator<Feature> naive =
        Comparator.<Feature>comparingInt(
                f -> text(f).equals("우물") ? 0 : text(f).startsWith("우물") ? 1 : 2)
            .thenComparing(f -> text(f).startsWith("우물") ? text(f) : "")
            .thenComparing(Feature::id);
    List<String> ids = features.stream().sorted(naive).map(Feature::id).toList();
    for (int most : List.of(1, 7, 100, 350)) {
      assertThat(store.search(publicWells, "우물", most))
          .as("seed %s, %d", seed, most)
          .extracting(SearchHit::id)
          .containsExactlyElementsOf(ids.subList(0, most));
    }
  }

  private static String text(Feature well) {
    return well.properties().get("name").toString().replace(" ", "");
  }

  @Test
  void statesFollowTheRows() {
    LayerState none = store.state(staffWells);
    assertThat(none.count()).isZero();
    assertThat(none.extent()).isNull();
    insert(
        wells,
        new Feature(
            "a",
            point(1, 2),
            Map.of("dug", LocalDate.of(1930, 1, 1), "closed", LocalDate.of(1940, 1, 1))),
        new Feature(
            "b",
            point(3, -4),
            Map.of("dug", LocalDate.of(1950, 1, 1), "closed", LocalDate.of(1960, 1, 1))));
    LayerState two = store.state(staffWells);
    assertThat(two.revision()).isGreaterThan(none.revision());
    assertThat(two.count()).isEqualTo(2);
    assertThat(two.extent()).isEqualTo(new Box(1, -4, 3, 2));
    assertThat(two.from()).isEqualTo(Instant.parse("1930-01-01T00:00:00Z"));
    assertThat(two.until()).isEqualTo(Instant.parse("1960-01-01T23:59:59Z"));
    insert(wells, new Feature("c", null, Map.of("dug", LocalDate.of(1970, 1, 1))));
    assertThat(store.state(staffWells).until()).isNull();
    assertThat(store.state(staffWells).count()).isEqualTo(3);
    assertThat(store.state(publicWells).count()).isZero();
  }

  @Test
  void summariesCountAllRowsAndSuppressSmallNumbersOfHiddenOnes() {
    store.summary(publicWells); // of no rows: what another test left has its end here
    dongs("노송동", "중앙동", "풍남동", "완산동");
    List<Feature> features = new ArrayList<>();
    add(features, 12, "노송동", "dug");
    add(features, 6, "노송동", "spring");
    add(features, 2, "노송동", "pump");
    add(features, 7, "중앙동", "dug");
    features.add(new Feature(null, null, Map.of("dong", "중앙동", "status", "published")));
    add(features, 4, "풍남동", "dug");
    for (int i = 0; i < 6; i++) {
      features.add(
          new Feature(null, null, Map.of("dong", "풍남동", "kind", "pump", "status", "published")));
    }
    add(features, 5, null, "dug");
    add(features, 1, "김씨네 옆집", "dug");
    load(wells, LoadMode.INSERT, features);
    Summary summary = store.summary(publicWells).orElseThrow();
    assertThat(summary.groups())
        .extracting(Summary.Group::value)
        .containsExactly("노송동", "중앙동", null, "완산동", "풍남동");
    assertThat(summary.groups())
        .extracting(Summary.Group::count)
        .containsExactly(20L, 8L, 6L, null, null);
    assertThat(summary.groups().get(0).cells())
        .containsExactly(
            cell("dug", null), cell("spring", null), cell("pump", null), cell(null, null));
    assertThat(summary.groups().get(1).cells())
        .containsExactly(cell("dug", 7L), cell("spring", 0L), cell("pump", 0L), cell(null, 1L));
    assertThat(summary.groups().get(3).cells()).isEmpty();
    assertThat(summary.publishedTotal()).isEqualTo(34);
    assertThat(summary.suppressedGroups()).isEqualTo(2);
    assertThat(store.summary(staffLanes)).isEmpty();
  }

  /** Titles of the layer that tells which dongs are known. */
  private void dongs(String... names) {
    load(
        lanes,
        LoadMode.INSERT,
        Stream.of(names).map(n -> new Feature(n, null, Map.of("name", n))).toList());
  }

  private static Summary.Cell cell(String value, Long count) {
    return new Summary.Cell(value, count);
  }

  /** Whoever watches the figures does not see when a single hidden row comes or changes. */
  @Test
  void summariesStayAsTheyAreUntilTheirTime() {
    store.summary(publicWells);
    dongs("노송동", "중앙동");
    List<Feature> features = new ArrayList<>();
    add(features, 30, "노송동", "dug");
    load(wells, LoadMode.INSERT, features);
    Summary before = store.summary(publicWells).orElseThrow();
    for (int i = 1; i < MANY_HIDDEN_ROWS; i++) {
      insert(wells, new Feature("new" + i, null, Map.of("dong", "노송동", "kind", "pump")));
      assertThat(store.summary(publicWells)).contains(before);
    }
    insert(wells, new Feature("another", null, Map.of("dong", "노송동", "kind", "pump")));
    Summary after = store.summary(publicWells).orElseThrow();
    assertThat(after.groups().get(0).count()).isEqualTo(50);
    insert(wells, new Feature("one more", null, Map.of("dong", "노송동", "kind", "pump")));
    assertThat(store.summary(publicWells)).contains(after);
    clock.goOn(Duration.ofDays(7));
    Summary nextWeek = store.summary(publicWells).orElseThrow();
    assertThat(nextWeek.groups().get(0).count()).isEqualTo(51);
    assertThat(nextWeek.asOf()).isEqualTo(after.asOf().plusDays(7));
  }

  /**
   * Rows that come to be shown within the week, and go again, are taken away from the figures by
   * whoever saw them; so no figure stays that would then tell of few.
   */
  @Test
  void whatIsShownWithinTheWeekLeavesNoFewHiddenRows() {
    store.summary(publicWells);
    dongs("노송동", "중앙동");
    List<Feature> features = new ArrayList<>();
    add(features, 12, "노송동", "dug");
    add(features, 6, "노송동", "spring");
    add(features, 6, "중앙동", "pump");
    for (int i = 0; i < features.size(); i++) {
      features.set(i, new Feature("w" + i, null, features.get(i).properties()));
    }
    load(wells, LoadMode.INSERT, features);
    Summary before = store.summary(publicWells).orElseThrow();
    assertThat(before.groups()).extracting(Summary.Group::count).containsExactly(18L, 6L, null);
    assertThat(before.groups().get(0).cells()).contains(cell("spring", 6L));

    show("w12", "published"); // 5 of 6 springs are left
    assertThat(store.summary(publicWells)).contains(before);
    show("w13", "published"); // 4 are
    show("w13", "draft");
    Summary few = store.summary(publicWells).orElseThrow();
    assertThat(few.groups().get(0).count()).isEqualTo(18);
    assertThat(few.groups().get(0).cells()).extracting(Summary.Cell::count).containsOnlyNulls();
    assertThat(few.groups().get(1)).isEqualTo(before.groups().get(1));

    show("w18", "published");
    remove("w18");
    insert(wells, new Feature("new", null, Map.of("dong", "중앙동", "status", "published")));
    Summary fewer = store.summary(publicWells).orElseThrow();
    assertThat(fewer.groups()).extracting(Summary.Group::count).containsExactly(18L, null, null);
    assertThat(fewer.groups().get(1).cells()).isEmpty();
    assertThat(fewer.publishedTotal()).isEqualTo(18);

    // Another instance has seen none of it.
    assertThat(SqlFeatureStore.over(opened, CATALOG).summary(publicWells)).contains(fewer);
    clock.goOn(Duration.ofDays(7));
    Summary nextWeek = store.summary(publicWells).orElseThrow();
    assertThat(nextWeek.groups().get(0).cells()).contains(cell("spring", 6L));
  }

  /** Rows that come out of sight by the day alone were shown in that week, too. */
  @Test
  void whatEndsWithinTheWeekLeavesNoFewHiddenRows() {
    ZonedDateTime monday =
        clock
            .instant()
            .atZone(TownZone.ID)
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
            .with(LocalTime.NOON);
    clock.goOn(Duration.between(clock.instant(), monday));
    dongs("노송동");
    List<Feature> features = new ArrayList<>();
    add(features, 12, "노송동", "dug");
    add(features, 4, "노송동", "spring");
    load(wells, LoadMode.INSERT, features);
    for (String id : List.of("ends", "ends too")) {
      Map<String, Object> values = new HashMap<>(Map.of("dong", "노송동", "kind", "spring"));
      values.put("shownUntil", monday.toLocalDate());
      insert(wells, new Feature(id, null, values));
    }
    assertThat(store.summary(publicWells).orElseThrow().groups().get(0).cells())
        .contains(cell("spring", 6L));
    show("ends", "published");
    show("ends too", "published"); // four are left
    Summary before = store.summary(publicWells).orElseThrow();
    assertThat(before.groups().get(0).cells()).extracting(Summary.Cell::count).containsOnlyNulls();
    assertThat(store.count(publicWells, List.of())).isEqualTo(2);
    assertThat(store.state(publicWells).count()).isEqualTo(2);
    Map<String, Long> revisions = store.revisions();
    clock.goOn(Duration.ofHours(12));
    assertThat(store.count(publicWells, List.of())).isZero();
    assertThat(store.state(publicWells).count()).isZero();
    assertThat(store.one(publicWells, "ends")).isEmpty();
    assertThat(store.one(staffWells, "ends")).isPresent();
    assertThat(store.revisions().get("wells")).isNotEqualTo(revisions.get("wells"));
    assertThat(store.state(publicWells).revision())
        .isEqualTo(publicWells.revision(store.revisions()));
    assertThat(store.revisions()).containsEntry("lanes", revisions.get("lanes"));
    assertThat(store.summary(publicWells)).contains(before);
    assertThat(SqlFeatureStore.over(opened, CATALOG).summary(publicWells)).contains(before);
  }

  private void show(String id, String status) {
    SqlFeatureEdits edits = new SqlFeatureEdits(opened, CATALOG, clock);
    Author author = new Author(null, "예시", null);
    opened.inTransaction(
        t -> {
          Feature well = edits.read(t, staffWells, id).orElseThrow().feature();
          Map<String, Object> values = new HashMap<>(well.properties());
          values.put("status", status);
          return edits.replace(t, staffWells, id, new Feature(id, null, values), null, author);
        });
  }

  private void remove(String id) {
    SqlFeatureEdits edits = new SqlFeatureEdits(opened, CATALOG, clock);
    Author author = new Author(null, "예시", null);
    opened.inTransaction(t -> edits.remove(t, staffWells, id, null, author));
  }

  /** Seeded towns with listed and hidden wells, whose dongs are known, typed or missing. */
  @Test
  void noTownsSummaryTellsOfFewHiddenRows() {
    dongs("가동", "나동", "다동");
    for (int seed = 1; seed <= 12; seed++) {
      Random random = new Random(seed);
      List<Feature> town = new ArrayList<>();
      Map<String, Integer> listed = new HashMap<>();
      for (String dong : List.of("가동", "나동", "다동", "이씨네 " + seed, "")) {
        for (String kind : List.of("dug", "spring", "pump", "")) {
          int hidden = random.nextInt(3) * random.nextInt(6);
          int shown = random.nextInt(4);
          String group = List.of("가동", "나동", "다동").contains(dong) ? dong : null;
          listed.merge(group + " " + (kind.isEmpty() ? null : kind), shown, Integer::sum);
          listed.merge(group + " all", shown, Integer::sum);
          for (int i = 0; i < hidden + shown; i++) {
            Map<String, Object> values = new HashMap<>();
            values.put("status", i < shown ? "published" : "draft");
            if (!dong.isEmpty()) {
              values.put("dong", dong);
            }
            if (!kind.isEmpty()) {
              values.put("kind", kind);
            }
            town.add(new Feature(null, null, values));
          }
        }
      }
      clock.goOn(Duration.ofDays(7));
      load(wells, LoadMode.REPLACE, town);
      Summary summary = store.summary(publicWells).orElseThrow();
      assertThat(summary.groups())
          .extracting(Summary.Group::value)
          .containsExactlyInAnyOrder("가동", "나동", "다동", null);
      for (Summary.Group group : summary.groups()) {
        if (group.count() == null) {
          assertThat(group.cells()).isEmpty();
          continue;
        }
        assertThat(group.count() - listed.get(group.value() + " all"))
            .as("seed %s: %s", seed, group)
            .isGreaterThanOrEqualTo(5);
        assertThat(group.cells())
            .extracting(c -> c.count() == null)
            .containsOnly(group.cells().get(0).count() == null);
        for (Summary.Cell cell : group.cells()) {
          if (cell.count() != null) {
            long hidden = cell.count() - listed.get(group.value() + " " + cell.value());
            assertThat(hidden == 0 || hidden >= 5)
                .as("seed %s: %d of %s in %s", seed, hidden, cell, group)
                .isTrue();
          }
        }
      }
    }
  }

  private static void add(List<Feature> to, int n, String dong, String kind) {
    IntStream.range(0, n)
        .forEach(
            i ->
                to.add(
                    new Feature(
                        null,
                        null,
                        dong == null ? Map.of("kind", kind) : Map.of("dong", dong, "kind", kind))));
  }

  @Test
  void loadsInsertUpsertAndReplace() {
    Feature one = new Feature("1", point(1, 1), Map.of("name", "하나", "families", 1L));
    Feature two = new Feature("2", point(2, 2), Map.of("name", "둘"));
    assertThat(load(wells, LoadMode.INSERT, List.of(one, two)))
        .extracting(Result::inserted, Result::updated, Result::unchanged, Result::deleted)
        .containsExactly(2L, 0L, 0L, 0L);
    Feature newOne = new Feature("1", point(9, 9), Map.of("name", "새 하나"));
    Feature three = new Feature("3", point(3, 3), Map.of("name", "셋"));
    assertThat(load(wells, LoadMode.UPSERT, List.of(newOne, three)))
        .extracting(Result::inserted, Result::updated, Result::unchanged, Result::deleted)
        .containsExactly(1L, 1L, 0L, 0L);
    List<Row> rows = read(staffWells, query(staffWells).build());
    assertThat(rows).extracting(Row::id).containsExactly("1", "2", "3");
    assertThat(rows.get(0).values()).isEqualTo(Map.of("name", "새 하나"));
    assertThat(load(wells, LoadMode.REPLACE, List.of(two)))
        .extracting(Result::inserted, Result::updated, Result::unchanged, Result::deleted)
        .as("what is there just like that stays")
        .containsExactly(0L, 0L, 1L, 2L);
    assertThat(ids(staffWells)).containsExactly("2");
    try (FeatureLoad load = store.load(wells, LoadMode.UPSERT)) {
      assertThatThrownBy(() -> load.add(1, new Feature(null, null, Map.of())))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void loadsNameConflictsAndGoOnWithoutThem() {
    insert(wells, new Feature("taken", point(1, 1), Map.of("name", "먼저")));
    try (FeatureLoad load = store.load(wells, LoadMode.INSERT)) {
      load.add(10, new Feature("a", null, Map.of()));
      load.add(11, new Feature("taken", null, Map.of("name", "나중")));
      load.add(12, new Feature("a", null, Map.of()));
      load.add(13, new Feature("a", null, Map.of()));
      load.add(14, new Feature(null, null, Map.of()));
      assertThat(load.conflicts(100))
          .containsExactly(
              new FeatureLoad.Conflict(12, "a", 10),
              new FeatureLoad.Conflict(13, "a", 10),
              new FeatureLoad.Conflict(11, "taken", -1));
      assertThat(load.commit().inserted()).isEqualTo(2);
    }
    assertThat(store.count(staffWells, List.of())).isEqualTo(3);
    try (FeatureLoad load = store.load(wells, LoadMode.INSERT)) {
      load.add(1, new Feature("x", null, Map.of()));
      load.add(2, new Feature("x", null, Map.of()));
      load.add(3, new Feature("taken", null, Map.of()));
      assertThat(load.conflicts(1)).containsExactly(new FeatureLoad.Conflict(2, "x", 1));
      assertThat(load.commit().inserted())
          .as("conflicts that are not listed are left out too")
          .isEqualTo(1);
    }
  }

  @Test
  void aLoadThatIsNotCommittedLeavesNothing() {
    insert(wells, new Feature("before", point(1, 1), Map.of()));
    long revision = store.state(staffWells).revision();
    try (FeatureLoad load = store.load(wells, LoadMode.REPLACE)) {
      load.add(1, new Feature("new", point(2, 2), Map.of()));
    }
    try (FeatureLoad load = store.load(wells, LoadMode.REPLACE)) {
      load.add(1, new Feature("new", point(2, 2), Map.of()));
      load.conflicts(10);
      assertThat(ids(staffWells)).containsExactly("before");
    }
    assertThat(ids(staffWells)).containsExactly("before");
    assertThat(store.state(staffWells).revision()).isEqualTo(revision);
    insert(wells, new Feature("after", point(1, 1), Map.of()));
    assertThat(ids(staffWells)).containsExactly("after", "before");
  }

  @Test
  void givenIdsGrowWithTime() {
    load(
        wells,
        LoadMode.INSERT,
        IntStream.range(0, 5000)
            .mapToObj(i -> new Feature(null, null, Map.of("families", (long) i)))
            .toList());
    List<Row> rows = read(staffWells, query(staffWells).limit(10_000).build());
    assertThat(rows).hasSize(5000);
    assertThat(rows).extracting(r -> r.values().get("families")).isSorted();
  }

  @Test
  void connectionsAreGivenBack() {
    for (int i = 0; i < 20; i++) {
      try (FeatureCursor c = store.find(staffWells, query(staffWells).build())) {
        c.next();
      }
      store.state(staffWells);
      FeatureQuery bad =
          FeatureQuery.of(List.of(), 1)
              .properties(publicWells.properties())
              .sort(List.of(new SortKey(wells.property("owner").orElseThrow(), true)));
      assertThatThrownBy(() -> store.find(publicWells, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store.isReady()).isTrue();
  }

  // ---- building blocks ----

  record Row(String id, String geometry, Map<String, Object> values) {}

  static final class Query {
    private final View view;
    private List<Filter> filters = List.of();
    private List<SortKey> sort = List.of();
    private int limit = 100;
    private long offset;
    private Position after;

    Query(View view) {
      this.view = view;
    }

    Query filters(List<Filter> f) {
      filters = f;
      return this;
    }

    Query sort(List<SortKey> s) {
      sort = s;
      return this;
    }

    Query limit(int l) {
      limit = l;
      return this;
    }

    Query offset(long o) {
      offset = o;
      return this;
    }

    Query after(Position p) {
      after = p;
      return this;
    }

    FeatureQuery build() {
      return FeatureQuery.of(filters, limit)
          .properties(view.properties())
          .sort(sort)
          .offset(offset)
          .after(after);
    }
  }

  static Query query(View view) {
    return new Query(view);
  }

  List<Row> read(View view, FeatureQuery query) {
    List<Row> rows = new ArrayList<>();
    WkbGeoJson json = new WkbGeoJson();
    try (FeatureCursor c = store.find(view, query)) {
      while (c.next()) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < c.properties().size(); i++) {
          Object v = c.value(i);
          if (v != null) {
            values.put(c.properties().get(i).name(), v);
          }
        }
        byte[] wkb = c.geometryWkb();
        rows.add(new Row(c.id(), wkb == null ? null : json.toJson(wkb).toString(), values));
      }
    }
    return rows;
  }

  List<String> ids(View view, Filter... filters) {
    return read(view, query(view).filters(List.of(filters)).build()).stream().map(Row::id).toList();
  }

  Filter oneOf(String property, Object... values) {
    return new Filter.OneOf(wells.property(property).orElseThrow(), List.of(values));
  }

  static Filter during(String start, String end) {
    return new Filter.During(
        new TimeInterval(
            start == null ? null : Instant.parse(start), end == null ? null : Instant.parse(end)));
  }

  static Geometry point(double x, double y) {
    return GeoJsonGeometry.FACTORY.createPoint(new Coordinate(x, y));
  }

  void insert(Layer layer, Feature... features) {
    load(layer, LoadMode.INSERT, List.of(features));
  }

  FeatureLoad.Result load(Layer layer, LoadMode mode, List<Feature> features) {
    try (FeatureLoad load = store.load(layer, mode)) {
      long place = 1;
      for (Feature f : features) {
        load.add(place++, f);
      }
      assertThat(load.conflicts(10)).isEmpty();
      return load.commit();
    }
  }

  static List<Feature> randomWells(Random random, int n) {
    List<String> names = List.of("가", "나", "Ab", "aB", "ab", "é", "힣", "!", "", "10", "9");
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, Object> v = new HashMap<>();
      maybe(random, v, "name", names.get(random.nextInt(names.size())));
      maybe(random, v, "kind", List.of("dug", "spring", "pump").get(random.nextInt(3)));
      maybe(random, v, "depthMetres", random.nextInt(4) / 3.0);
      maybe(random, v, "families", (long) random.nextInt(4));
      maybe(random, v, "drinkable", random.nextBoolean());
      maybe(random, v, "dug", LocalDate.of(1900 + random.nextInt(4), 1, 1));
      maybe(
          random,
          v,
          "checkedAt",
          OffsetDateTime.parse("2026-01-01T00:00:0" + random.nextInt(4) + ".5Z"));
      maybe(random, v, "dong", names.get(random.nextInt(names.size())));
      features.add(new Feature("w" + random.nextInt(1000) + "-" + i, point(127, 35), v));
    }
    return features;
  }

  private static void maybe(Random random, Map<String, Object> values, String name, Object value) {
    if (random.nextInt(4) > 0) {
      values.put(name, value);
    }
  }
}
