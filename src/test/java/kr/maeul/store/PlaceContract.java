package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.HexGrid;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.parts.Seed;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureStore;
import org.geotools.referencing.GeodeticCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Nearness and containment, against a search that looks at everything; run on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore(layers = "store-layers")
abstract class PlaceContract {
  final Layer wells = StoreContract.CATALOG.layer("wells").orElseThrow();
  final Layer lanes = StoreContract.CATALOG.layer("lanes").orElseThrow();
  final View staffWells = wells.viewFor(Audience.STAFF);
  final View publicWells = wells.viewFor(Audience.PUBLIC);
  final View staffLanes = lanes.viewFor(Audience.STAFF);

  @Given TestDatabase database;
  @Given Database open;
  @Given SqlFeatureStore store;

  @Test
  void shapesThatMoveAreFoundWhereTheyAre() {
    new MovingShapes(open, store, StoreContract.CATALOG, staffLanes).run();
    new MovingShapes(open, store, StoreContract.CATALOG, staffWells).run();
  }

  @Test
  void pointsComeInTheOrderOfTheirTrueDistance() {
    Seed seed = Seed.of("near");
    Random random = seed.random();
    for (double spread : new double[] {0.01, 1, 50}) {
      List<Feature> features = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        double lon = 127 + (random.nextDouble() - 0.5) * 2 * spread;
        double lat = 35.8 + (random.nextDouble() - 0.5) * Math.min(100, 2 * spread);
        features.add(
            new Feature(
                "p" + i, random.nextInt(20) == 0 ? null : StoreContract.point(lon, lat), Map.of()));
      }
      load(wells, features);
      for (int round = 0; round < 6; round++) {
        Coordinate from =
            new Coordinate(
                127 + (random.nextDouble() - 0.5) * spread,
                35.8 + (random.nextDouble() - 0.5) * spread);
        Map<String, Double> expected = new LinkedHashMap<>();
        features.stream()
            .filter(f -> f.geometry() != null)
            .sorted(Comparator.comparingDouble(f -> metres(from, f.geometry().getCoordinate())))
            .forEach(f -> expected.put(f.id(), metres(from, f.geometry().getCoordinate())));
        String what = "seed " + seed + ", spread " + spread + ", from " + from;
        Geometry here = StoreContract.point(from.x, from.y);
        List<Filter> any = List.of(new Filter.HasPlace());
        int limit = 1 + random.nextInt(60);
        Map<String, Double> paged = new LinkedHashMap<>();
        for (long offset = 0; offset < expected.size(); offset += limit) {
          int before = paged.size();
          paged.putAll(near(staffWells, here, any, limit, offset));
          assertThat(paged.size() - before)
              .as(what)
              .isEqualTo(Math.min(limit, expected.size() - before));
        }
        assertThat(paged.keySet()).as(what).containsExactlyElementsOf(expected.keySet());
        paged.forEach(
            (id, metres) ->
                assertThat(metres)
                    .as(what + " " + id)
                    .isCloseTo(expected.get(id), within(0.001 * expected.get(id) + 0.001)));
        List<Double> distances = List.copyOf(expected.values());
        double radius = (distances.get(100) + distances.get(101)) / 2;
        List<Filter> inRadius = List.of(new Filter.WithinDistance(here, radius));
        assertThat(near(staffWells, here, inRadius, 1000, 0)).as(what).hasSize(101);
        assertThat(store.count(staffWells, inRadius)).as(what).isEqualTo(101);
      }
    }
  }

  @Test
  void linesAndAreasAreAsNearAsTheirNearestPoint() throws ParseException {
    Seed seed = Seed.of("routes");
    Random random = seed.random();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      features.add(new Feature("g" + i, shape(random), Map.of()));
    }
    load(lanes, features);
    for (int round = 0; round < 5; round++) {
      Geometry from =
          round % 2 == 0
              ? StoreContract.point(
                  127.1 + random.nextDouble() / 10, 35.8 + random.nextDouble() / 10)
              : shape(random);
      Map<String, Double> found = near(staffLanes, from, List.of(new Filter.HasPlace()), 1000, 0);
      assertThat(found).hasSize(features.size());
      assertThat(List.copyOf(found.values())).isSorted();
      for (Feature f : features) {
        double expected = naive(from, f.geometry());
        assertThat(found.get(f.id()))
            .as("seed %s, from %s to %s", seed, from, f.geometry())
            .isCloseTo(expected, within(0.005 * expected + 0.5));
      }
      double radius = 1500;
      List<Filter> around = List.of(new Filter.WithinDistance(from, radius));
      TreeSet<String> expected = new TreeSet<>();
      found.forEach(
          (id, metres) -> {
            if (metres <= radius) expected.add(id);
          });
      assertThat(ids(staffLanes, around)).as("seed %s", seed).containsExactlyElementsOf(expected);
      TreeSet<String> touching = new TreeSet<>();
      features.stream()
          .filter(f -> f.geometry().intersects(from))
          .forEach(f -> touching.add(f.id()));
      assertThat(ids(staffLanes, List.of(new Filter.IntersectsArea(from))))
          .as("seed %s", seed)
          .containsExactlyElementsOf(touching);
    }
  }

  @Test
  void nearnessCrossesTheDateLineAndReachesThePoles() {
    load(
        wells,
        List.of(
            new Feature("east", StoreContract.point(179.99, 10), Map.of()),
            new Feature("west", StoreContract.point(-179.99, 10), Map.of()),
            new Feature("far", StoreContract.point(179.5, 10), Map.of()),
            new Feature("pole", StoreContract.point(0, 90), Map.of()),
            new Feature("by-pole", StoreContract.point(170, 89.99), Map.of())));
    Geometry line = StoreContract.point(-179.999, 10);
    assertThat(
            near(staffWells, line, List.of(new Filter.WithinDistance(line, 5000)), 10, 0).keySet())
        .containsExactly("west", "east");
    assertThat(near(staffWells, line, List.of(new Filter.HasPlace()), 3, 0).keySet())
        .containsExactly("west", "east", "far");
    Geometry top = StoreContract.point(-90, 89.999);
    assertThat(near(staffWells, top, List.of(new Filter.WithinDistance(top, 5000)), 10, 0).keySet())
        .containsExactly("pole", "by-pole");
  }

  @Test
  void aHiddenRowIsNearNothing() {
    load(
        wells,
        List.of(
            new Feature("draft", StoreContract.point(127, 35), Map.of("status", "draft")),
            new Feature("open", StoreContract.point(127.1, 35), Map.of("status", "published"))));
    Geometry here = StoreContract.point(127, 35);
    assertThat(near(publicWells, here, List.of(new Filter.HasPlace()), 10, 0).keySet())
        .containsExactly("open");
    assertThat(store.count(publicWells, List.of(new Filter.WithinDistance(here, 1000)))).isZero();
    assertThat(store.count(publicWells, List.of(new Filter.IntersectsArea(here)))).isZero();
    assertThat(
            store.count(staffWells, List.of(new Filter.ReachesOutOf(new Box(127, 35, 127.05, 36)))))
        .isEqualTo(1);
  }

  @Test
  void talliesAreOfVisibleRowsInGroups() throws ParseException {
    Seed seed = Seed.of("boxes");
    Random random = seed.random();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Map<String, Object> v = new LinkedHashMap<>();
      v.put("status", random.nextInt(3) == 0 ? "draft" : "published");
      if (random.nextInt(5) > 0) {
        v.put("kind", List.of("dug", "spring", "pump").get(random.nextInt(3)));
      }
      if (random.nextInt(5) > 0) {
        v.put("drinkable", random.nextBoolean());
      }
      if (random.nextInt(5) > 0) {
        v.put("families", (long) random.nextInt(4));
      }
      if (random.nextInt(5) > 0) {
        v.put("depthMetres", random.nextInt(40) / 4.0);
      }
      Geometry place =
          random.nextInt(20) == 0
              ? null
              : StoreContract.point(
                  127.1 + random.nextDouble() / 10, 35.8 + random.nextDouble() / 10);
      features.add(new Feature("t" + i, place, v));
    }
    load(wells, features);
    List<Feature> areas =
        List.of(
            new Feature("left", box(127.09, 35.79, 127.14, 35.91), Map.of("name", "왼쪽")),
            new Feature("top", box(127.12, 35.85, 127.18, 35.91), Map.of("name", "위")));
    load(lanes, areas);
    View publicLanes = lanes.viewFor(Audience.PUBLIC);
    HexGrid grid = new HexGrid(1500);
    for (View view : List.of(staffWells, publicWells)) {
      List<Feature> visible =
          features.stream()
              .filter(f -> view == staffWells || f.properties().get("status").equals("published"))
              .toList();
      for (String second : new String[] {null, "families", "drinkable", "kind"}) {
        Property divides = second == null ? null : wells.property(second).orElseThrow();
        Map<Grouping.Key, Function<Feature, List<String>>> keys = new LinkedHashMap<>();
        keys.put(
            new Grouping.Value(wells.property("drinkable").orElseThrow()),
            f -> oneOrNull(f.properties().get("drinkable")));
        keys.put(
            new Grouping.Area(publicLanes),
            f -> {
              List<String> in =
                  areas.stream()
                      .filter(a -> f.geometry() != null && a.geometry().intersects(f.geometry()))
                      .map(Feature::id)
                      .toList();
              return in.isEmpty() ? oneOrNull(null) : in;
            });
        keys.put(
            new Grouping.Hexagon(grid),
            f ->
                oneOrNull(
                    f.geometry() == null
                        ? null
                        : grid.cellAt(
                            f.geometry().getCoordinate().x, f.geometry().getCoordinate().y)));
        keys.forEach(
            (key, groupsOf) -> {
              Map<List<String>, double[]> expected = new HashMap<>();
              for (Feature f : visible) {
                Object other = second == null ? null : f.properties().get(second);
                Double depth = (Double) f.properties().get("depthMetres");
                for (String group : groupsOf.apply(f)) {
                  String inside = other == null ? null : other.toString();
                  double[] t =
                      expected.computeIfAbsent(
                          Arrays.asList(group, inside),
                          k -> new double[] {0, 0, 0, Double.NaN, Double.NaN});
                  t[0]++;
                  if (depth != null) {
                    t[1]++;
                    t[2] += depth;
                    t[3] = Double.isNaN(t[3]) ? depth : Math.min(t[3], depth);
                    t[4] = Double.isNaN(t[4]) ? depth : Math.max(t[4], depth);
                  }
                }
              }
              Property depth = wells.property("depthMetres").orElseThrow();
              List<Tally> found =
                  store.tally(view, new Grouping(key, divides, depth, List.of(), 5000));
              Map<List<String>, double[]> actual = new HashMap<>();
              for (Tally t : found) {
                actual.put(
                    Arrays.asList(t.value(), t.second()),
                    new double[] {t.count(), t.valued(), t.sum(), t.least(), t.greatest()});
              }
              String what = "seed " + seed + ", " + key + ", " + second;
              assertThat(actual.keySet()).as(what).isEqualTo(expected.keySet());
              expected.forEach(
                  (k, t) ->
                      assertThat(actual.get(k))
                          .as(what + " " + k)
                          .containsExactly(t, within(1e-6)));
            });
      }
    }
    List<Tally> titles =
        store.tally(
            staffWells, new Grouping(new Grouping.Area(publicLanes), null, null, List.of(), 9));
    assertThat(titles).extracting(Tally::title).containsOnly("왼쪽", "위", null);
    Grouping hidden =
        new Grouping(
            new Grouping.Value(wells.property("owner").orElseThrow()), null, null, List.of(), 9);
    assertThatThrownBy(() -> store.tally(publicWells, hidden))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> oneOrNull(Object value) {
    return Collections.singletonList(value == null ? null : value.toString());
  }

  private static Geometry box(double w, double s, double e, double n) {
    return GeoJsonGeometry.FACTORY.toGeometry(new Envelope(w, e, s, n));
  }

  // ---- building blocks ----

  static double metres(Coordinate a, Coordinate b) {
    GeodeticCalculator calculator = new GeodeticCalculator();
    calculator.setStartingGeographicPoint(a.x, a.y);
    calculator.setDestinationGeographicPoint(b.x, b.y);
    return calculator.getOrthodromicDistance();
  }

  /** Looks from every vertex of each at a thousand points on every edge of the other. */
  private static double naive(Geometry a, Geometry b) {
    return a.intersects(b) ? 0 : Math.min(oneWay(a, b), oneWay(b, a));
  }

  private static double oneWay(Geometry vertices, Geometry edges) {
    double best = Double.POSITIVE_INFINITY;
    for (Coordinate v : vertices.getCoordinates()) {
      double scale = Math.cos(Math.toRadians(v.y));
      Coordinate[] c = edges.getCoordinates();
      Coordinate nearest = c[0];
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < c.length; i++) {
        Coordinate to = i + 1 < c.length && edges.getNumGeometries() == 1 ? c[i + 1] : c[i];
        for (int k = 0; k < 1000; k++) {
          double x = c[i].x + (to.x - c[i].x) * k / 1000;
          double y = c[i].y + (to.y - c[i].y) * k / 1000;
          double d = Math.hypot((x - v.x) * scale, y - v.y);
          if (d < least) {
            least = d;
            nearest = new Coordinate(x, y);
          }
        }
      }
      best = Math.min(best, metres(v, nearest));
    }
    return best;
  }

  static Geometry shape(Random random) throws ParseException {
    double x = 127.1 + random.nextDouble() / 10;
    double y = 35.8 + random.nextDouble() / 10;
    double s = random.nextDouble() / 100;
    String text =
        switch (random.nextInt(4)) {
          case 0 -> "POINT (%1$.7f %2$.7f)";
          case 1 -> "LINESTRING (%1$.7f %2$.7f, %3$.7f %4$.7f, %3$.7f %5$.7f)";
          case 2 -> "MULTIPOINT ((%1$.7f %2$.7f), (%3$.7f %4$.7f))";
          default ->
              "POLYGON ((%1$.7f %2$.7f, %3$.7f %2$.7f, %3$.7f %4$.7f, %1$.7f %4$.7f, %1$.7f %2$.7f))";
        };
    return new WKTReader(GeoJsonGeometry.FACTORY)
        .read(String.format(java.util.Locale.ROOT, text, x, y, x + s, y + s * 0.7, y - s));
  }

  /** Id and distance, in the order found; checks that the count is of all pages. */
  Map<String, Double> near(View view, Geometry from, List<Filter> filters, int limit, long offset) {
    FeatureQuery query =
        FeatureQuery.of(filters, limit).properties(view.properties()).offset(offset).nearest(from);
    Map<String, Double> found = new LinkedHashMap<>();
    try (FeatureCursor c = store.find(view, query)) {
      while (c.next()) {
        found.put(c.id(), c.distanceMetres());
      }
      assertThat(c.numberMatched()).isEqualTo(store.count(view, filters));
      assertThat(c.nextPage().isPresent()).isEqualTo(offset + limit < c.numberMatched());
    }
    return found;
  }

  List<String> ids(View view, List<Filter> filters) {
    List<String> ids = new ArrayList<>();
    try (FeatureCursor c = store.find(view, FeatureQuery.of(filters, 1000))) {
      while (c.next()) {
        ids.add(c.id());
      }
    }
    return ids;
  }

  void load(Layer layer, List<Feature> features) {
    try (FeatureLoad load = store.load(layer, LoadMode.REPLACE)) {
      long place = 1;
      for (Feature f : features) {
        load.add(place++, f);
      }
      load.conflicts(1);
      load.commit();
    }
  }
}
