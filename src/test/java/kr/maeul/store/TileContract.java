package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kr.maeul.feature.Feature;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.parts.Seed;
import kr.maeul.parts.Thorough;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.tile.Clusters;
import kr.maeul.tile.MvtReader;
import kr.maeul.tile.MvtWriter;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileFeature;
import kr.maeul.tile.TileLimits;
import kr.maeul.tile.TileMatrixSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** What tiles must hold, run on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore(layers = "tile-layers")
abstract class TileContract {
  static final LayerCatalog CATALOG = LayerSets.of("tile-layers");

  /** The same on each database, so that what they answer can be compared. */
  static final long SEED = 20261123;

  final Layer trees = CATALOG.layer("trees").orElseThrow();
  final Layer ways = CATALOG.layer("ways").orElseThrow();
  final View publicTrees = trees.viewFor(Audience.PUBLIC);
  final View staffTrees = trees.viewFor(Audience.STAFF);
  final View publicWays = ways.viewFor(Audience.PUBLIC);

  @Given TestDatabase database;
  @Given SqlFeatureStore store;

  @Test
  void everyFeatureIsCountedOnceOnEveryZoom() {
    Seed seed = Seed.of("trees");
    List<Feature> all = randomTrees(seed.random(), Thorough.count(600, 3000));
    load(store, trees, all);
    Map<Boolean, List<Feature>> byPublic =
        all.stream()
            .filter(f -> f.geometry() != null)
            .collect(
                Collectors.partitioningBy(f -> "published".equals(f.properties().get("status"))));
    for (int zoom = 0; zoom <= 8; zoom++) {
      Map<String, Map<String, Long>> expected = new TreeMap<>();
      for (Feature f : byPublic.get(true)) {
        Map<String, Long> cell = expected.computeIfAbsent(cell(f, zoom), k -> new TreeMap<>());
        cell.merge("count", 1L, Long::sum);
        Object kind = f.properties().get("kind");
        if (kind != null) {
          cell.merge("count_" + kind, 1L, Long::sum);
        }
      }
      Map<String, Map<String, Long>> found = new TreeMap<>();
      long sum = 0;
      TileLimits limits = TileMatrixSet.limits(store.state(publicTrees).extent(), zoom);
      for (TileAddress tile :
          zoom <= Thorough.count(4, 6) ? within(limits) : some(limits, expected, seed)) {
        for (MvtReader.Drawn drawn : decoded(store, publicTrees, tile)) {
          sum += count(drawn);
          assertThat(found.put(cell(drawn, tile), counts(drawn)))
              .as("seed %s, %s: one to a cell", seed, tile)
              .isNull();
        }
      }
      assertThat(sum).as("seed %s, zoom %d", seed, zoom).isEqualTo(byPublic.get(true).size());
      assertThat(found).as("seed %s, zoom %d", seed, zoom).isEqualTo(expected);
      if (zoom <= 3) {
        long staff = 0;
        for (TileAddress tile : within(new TileLimits(zoom, 0, 1 << zoom, 0, 1 << zoom))) {
          staff += decoded(store, staffTrees, tile).stream().mapToLong(TileContract::count).sum();
        }
        assertThat(staff).isEqualTo(byPublic.get(true).size() + byPublic.get(false).size());
      }
    }
  }

  /** The tiles that must hold something, and some that may not: all of them would take a minute. */
  private static Set<TileAddress> some(TileLimits limits, Map<String, ?> cells, Seed seed) {
    List<TileAddress> all = within(limits);
    Collections.shuffle(all, seed.random());
    Set<TileAddress> some = new HashSet<>(all.subList(0, Thorough.count(200, 2000)));
    for (String cell : cells.keySet()) {
      String[] at = cell.split(" ");
      some.add(
          new TileAddress(limits.zoom(), Integer.parseInt(at[1]) / 4, Integer.parseInt(at[0]) / 4));
    }
    return some;
  }

  /** Worked out from longitude and latitude, by other formulas than the program's. */
  private static String cell(Feature f, int zoom) {
    Coordinate c = f.geometry().getCoordinate();
    double cells = Math.pow(2, zoom + 2);
    double latitude = Math.toRadians(Math.max(-85.0511287798066, Math.min(85.0511287798066, c.y)));
    double y = (1 - Math.log(Math.tan(latitude / 2 + Math.PI / 4)) / Math.PI) / 2;
    double top = c.y == 0 ? 0.5 : y;
    return clamp((c.x + 180) / 360 * cells, cells) + " " + clamp(top * cells, cells);
  }

  private static long clamp(double cell, double cells) {
    return (long) Math.max(0, Math.min(cells - 1, Math.floor(cell)));
  }

  /** The mean of the members of a cell lies in the cell. */
  private static String cell(MvtReader.Drawn drawn, TileAddress tile) {
    int[] at = drawn.at();
    assertThat(at[0]).isBetween(0, 4095);
    assertThat(at[1]).isBetween(0, 4095);
    return (tile.column() * 4L + at[0] / 1024) + " " + (tile.row() * 4L + at[1] / 1024);
  }

  private static long count(MvtReader.Drawn drawn) {
    return (long) drawn.properties().getOrDefault("count", 1L);
  }

  private static Map<String, Long> counts(MvtReader.Drawn drawn) {
    Map<String, Long> counts = new TreeMap<>();
    if (drawn.properties().containsKey("cluster")) {
      assertThat(count(drawn)).isGreaterThan(1);
      drawn
          .properties()
          .forEach(
              (name, value) -> {
                if (value instanceof Long n) {
                  counts.put(name, n);
                }
              });
      return counts;
    }
    counts.put("count", 1L);
    if (drawn.properties().containsKey("kind")) {
      counts.put("count_" + drawn.properties().get("kind"), 1L);
    }
    return counts;
  }

  @Test
  void edgesBelongToOneTile() {
    List<Feature> edges = new ArrayList<>();
    double[][] places = {
      {180, 0},
      {-180, 0},
      {0, 0},
      {90, 0},
      {-90, 66.51326044311186},
      {0, 90},
      {0, -90},
      {180, 90},
      {-180, -90},
      {180, -85.06},
      {45, 85.0511287798066},
      {45, 89},
      {179.9999999, 89.9999999}
    };
    for (double[] p : places) {
      edges.add(tree("e" + edges.size(), p[0], p[1], Map.of("status", "published")));
    }
    load(store, trees, edges);
    for (int zoom = 0; zoom <= Thorough.count(5, 6); zoom++) {
      long sum = 0;
      for (TileAddress tile : within(new TileLimits(zoom, 0, 1 << zoom, 0, 1 << zoom))) {
        sum += decoded(store, publicTrees, tile).stream().mapToLong(TileContract::count).sum();
      }
      assertThat(sum).as("zoom %d", zoom).isEqualTo(places.length);
    }
    for (int zoom : new int[] {8, 14, 15, 20, 24}) {
      int last = (1 << zoom) - 1;
      int middle = (1 << zoom) / 2;
      assertThat(ids(new TileAddress(zoom, middle, last))).contains("e0");
      assertThat(ids(new TileAddress(zoom, middle, 0))).contains("e1");
      assertThat(ids(new TileAddress(zoom, middle, middle))).contains("e2");
      assertThat(ids(new TileAddress(zoom, middle - 1, middle))).doesNotContain("e2");
      assertThat(ids(new TileAddress(zoom, 0, middle))).contains("e5");
      assertThat(ids(new TileAddress(zoom, last, middle))).contains("e6");
      assertThat(ids(new TileAddress(zoom, 0, last))).hasSize(zoom < 15 ? 1 : 2);
    }
  }

  private List<Object> ids(TileAddress tile) {
    return decoded(store, publicTrees, tile).stream()
        .map(d -> d.properties().getOrDefault("id", "cluster"))
        .toList();
  }

  @Test
  void aFeatureAloneIsItself() {
    Map<String, Object> values = new HashMap<>();
    values.put("status", "published");
    values.put("owner", "비밀 주인");
    values.put("name", "당산나무");
    values.put("kind", "pine");
    values.put("heightMetres", 12.5);
    values.put("rings", -3L);
    values.put("listed", true);
    values.put("planted", LocalDate.of(1931, 3, 1));
    values.put("checkedAt", OffsetDateTime.parse("2026-11-23T09:30:00Z"));
    values.put("tags", List.of("옛", "\"돌\\"));
    load(
        store,
        trees,
        List.of(
            tree("하나", 127.1546, 35.8234, values),
            tree("hidden", 127.1547, 35.8235, Map.of("status", "draft"))));
    Map<String, Object> expected = new TreeMap<>(values);
    expected.keySet().removeAll(List.of("status", "owner"));
    expected.put("id", "하나");
    expected.put("planted", "1931-03-01");
    expected.put("checkedAt", "2026-11-23T09:30:00Z");
    expected.put("tags", "[\"옛\",\"\\\"돌\\\\\"]");
    for (int zoom : new int[] {0, 5, 14, 15, 18, 24}) {
      List<MvtReader.Drawn> drawn = decoded(store, publicTrees, tileOf(127.1546, 35.8234, zoom));
      assertThat(drawn).as("zoom %d", zoom).hasSize(1);
      assertThat(new TreeMap<>(drawn.get(0).properties())).isEqualTo(expected);
    }
    int[] at = decoded(store, publicTrees, new TileAddress(0, 0, 0)).get(0).at();
    assertThat(at).containsExactly((int) ((127.1546 + 180) / 360 * 4096), 1610);
  }

  @Test
  void aWriteIsSeenByTheNextTile() {
    TileAddress world = new TileAddress(0, 0, 0);
    load(store, trees, randomTrees(new Random(1), 50));
    long before = decoded(store, publicTrees, world).stream().mapToLong(TileContract::count).sum();
    try (FeatureLoad load = store.load(trees, LoadMode.INSERT)) {
      load.add(1, tree("new", 10, 10, Map.of("status", "published")));
      load.add(2, tree("draft", 10, 10, Map.of("status", "draft")));
      load.conflicts(1);
      load.commit();
    }
    assertThat(decoded(store, publicTrees, world).stream().mapToLong(TileContract::count).sum())
        .isEqualTo(before + 1);
  }

  @Test
  void moreThanATileHoldsIsGatheredAndNothingLost() {
    List<Feature> crowd = new ArrayList<>();
    Random random = new Random(SEED);
    int n = Clusters.MOST_FEATURES + 1;
    for (int i = 0; i < n; i++) {
      crowd.add(
          tree(
              "c" + i,
              127.1 + random.nextDouble() * 0.001,
              35.8 + random.nextDouble() * 0.001,
              Map.of("status", "published", "kind", "oak")));
    }
    load(store, trees, crowd);
    for (int zoom : new int[] {15, 16}) {
      long sum = 0;
      TileLimits limits = TileMatrixSet.limits(store.state(publicTrees).extent(), zoom);
      for (TileAddress tile : within(limits)) {
        List<MvtReader.Drawn> drawn = decoded(store, publicTrees, tile);
        assertThat(drawn.size()).isLessThanOrEqualTo(Clusters.MOST_FEATURES);
        sum += drawn.stream().mapToLong(TileContract::count).sum();
      }
      assertThat(sum).isEqualTo(n);
    }
    TileAddress tile = tileOf(127.1005, 35.8005, 12);
    assertThat(decoded(store, publicTrees, tile)).hasSizeLessThanOrEqualTo(16);
  }

  @Test
  void moreAreasThanATileHoldsAreCountedWhereTheirMiddlesAre() {
    List<Feature> crowd = new ArrayList<>();
    Random random = new Random(SEED);
    TileAddress tile = tileOf(127.1005, 35.8005, 15);
    kr.maeul.geo.Box box = tile.box(-0.2);
    int n = Clusters.MOST_FEATURES + 1;
    for (int i = 0; i < n; i++) {
      double x = box.west() + random.nextDouble() * (box.east() - box.west());
      double y = box.south() + random.nextDouble() * (box.north() - box.south());
      Envelope square = new Envelope(x, x + 0.0001, y, y + 0.0001);
      crowd.add(
          new Feature(
              "a" + i,
              GeoJsonGeometry.FACTORY.toGeometry(square),
              Map.of("uses", i % 2 == 0 ? List.of("walk") : List.of("walk", "car"))));
    }
    load(store, ways, crowd.subList(0, 1000));
    assertThat(decoded(store, publicWays, tile))
        .hasSize(1000)
        .allMatch(d -> d.type() == 3 && area(d.parts().get(0)) > 0);
    load(store, ways, crowd);
    List<MvtReader.Drawn> drawn = decoded(store, publicWays, tile);
    assertThat(drawn).hasSizeLessThanOrEqualTo(16);
    assertThat(drawn.stream().mapToLong(TileContract::count).sum()).isEqualTo(n);
    assertThat(drawn.stream().mapToLong(d -> (long) d.properties().get("count_walk")).sum())
        .isEqualTo(n);
    assertThat(drawn.stream().mapToLong(d -> (long) d.properties().get("count_car")).sum())
        .isEqualTo(n / 2);
  }

  @Test
  void severalPointsOfOneFeatureAreCountedOnce() throws ParseException {
    Geometry pair =
        new WKTReader(GeoJsonGeometry.FACTORY).read("MULTIPOINT ((10 10), (30.3 20.7))");
    load(store, ways, List.of(new Feature("pair", pair, Map.of())));
    for (int zoom = 0; zoom <= 4; zoom++) {
      long sum = 0;
      for (TileAddress tile : within(new TileLimits(zoom, 0, 1 << zoom, 0, 1 << zoom))) {
        sum += decoded(store, publicWays, tile).size();
      }
      assertThat(sum).isEqualTo(1);
    }
    assertThat(decoded(store, publicWays, tileOf(10, 10, 16))).hasSize(1);
    assertThat(decoded(store, publicWays, tileOf(30.3, 20.7, 16))).hasSize(1);
  }

  @Test
  void linesAndAreasAreCutSimplifiedAndLeftOutWhenTooSmall() throws ParseException {
    List<Feature> shapes = new ArrayList<>();
    for (String text :
        List.of(
            "POLYGON ((100 -60, 100 60, -100 60, -100 -60, 100 -60), (-50 -10, 50 -10, 50 10, -50 10, -50 -10))",
            "LINESTRING (-170 0, 170 0.0001, 170 40, -10 -40)",
            "POLYGON ((127 35, 127.0001 35, 127.0001 35.0001, 127 35.0001, 127 35))",
            "POINT (127 35)",
            "POINT (127.00001 35)",
            "MULTIPOLYGON (((170 80, 180 80, 180 90, 170 90, 170 80)), ((-180 80, -170 80, -170 90, -180 90, -180 80)))",
            "POLYGON ((0 0, 20 20, 20 0, 0 20, 0 0))")) {
      Geometry g = new WKTReader(GeoJsonGeometry.FACTORY).read(text);
      shapes.add(new Feature("s" + shapes.size(), g, Map.of("uses", List.of("walk", "car"))));
    }
    load(store, ways, shapes);
    List<MvtReader.Drawn> world = decoded(store, publicWays, new TileAddress(0, 0, 0));
    assertThat(world.stream().map(d -> d.properties().getOrDefault("id", "cluster")).toList())
        .containsExactlyInAnyOrder("s0", "s1", "s5", "s6", "cluster");
    for (MvtReader.Drawn d : world) {
      if (d.properties().containsKey("cluster")) {
        assertThat(new TreeMap<>(d.properties()))
            .isEqualTo(Map.of("cluster", true, "count", 2L, "count_walk", 2L, "count_car", 2L));
      } else if (d.properties().get("id").equals("s0")) {
        assertThat(d.parts()).hasSize(2);
        assertThat(area(d.parts().get(0))).as("outer ring").isPositive();
        assertThat(area(d.parts().get(1))).as("hole").isNegative();
      }
    }
    for (MvtReader.Drawn d : decoded(store, publicWays, new TileAddress(3, 3, 5))) {
      for (List<int[]> part : d.parts()) {
        assertThat(part).allMatch(p -> p[0] >= -64 && p[0] <= 4160 && p[1] >= -64 && p[1] <= 4160);
      }
    }
    TileAddress near = tileOf(127.00005, 35.00005, 18);
    assertThat(decoded(store, publicWays, near))
        .extracting(d -> d.properties().get("id"))
        .contains("s2");
    assertThat(decoded(store, publicWays, tileOf(127, 35, 20)))
        .extracting(d -> d.type() + " " + d.properties().get("id"))
        .contains("1 s3", "3 s2");
  }

  private static double area(List<int[]> ring) {
    double twice = 0;
    for (int i = 0; i < ring.size(); i++) {
      int[] a = ring.get(i);
      int[] b = ring.get((i + 1) % ring.size());
      twice += (double) a[0] * b[1] - (double) b[0] * a[1];
    }
    return twice / 2;
  }

  @Test
  void whatTheLimitsNameIsWhereThereIsSomething() {
    load(store, trees, randomTrees(new Random(SEED), 40));
    for (int zoom = 0; zoom <= 5; zoom++) {
      TileLimits limits = TileMatrixSet.limits(store.state(publicTrees).extent(), zoom);
      for (TileAddress tile : within(new TileLimits(zoom, 0, 1 << zoom, 0, 1 << zoom))) {
        if (!store.tile(publicTrees, tile).isEmpty()) {
          assertThat(limits.contains(tile)).as(tile.toString()).isTrue();
        }
      }
    }
  }

  // ---- building blocks ----

  static List<TileAddress> within(TileLimits l) {
    List<TileAddress> tiles = new ArrayList<>();
    int last = (1 << l.zoom()) - 1;
    for (int row = l.minRow(); row <= Math.min(last, l.maxRow()); row++) {
      for (int column = l.minColumn(); column <= Math.min(last, l.maxColumn()); column++) {
        tiles.add(new TileAddress(l.zoom(), row, column));
      }
    }
    return tiles;
  }

  static TileAddress tileOf(double longitude, double latitude, int zoom) {
    kr.maeul.geo.Box place = new kr.maeul.geo.Box(longitude, latitude, longitude, latitude);
    return within(TileMatrixSet.limits(place, zoom)).get(0);
  }

  static List<MvtReader.Drawn> decoded(SqlFeatureStore store, View view, TileAddress tile) {
    List<TileFeature> features = store.tile(view, tile);
    List<MvtReader.Drawn> drawn =
        decoded(view, features.isEmpty(), MvtWriter.write(view.layer().id(), features));
    List<MvtReader.Drawn> made =
        decoded(view, features.isEmpty(), store.vectorTile(view, tile)); // by whoever makes it
    assertThat(made.stream().map(Object::toString))
        .as("tile %s of %s", tile, view.layer())
        .containsExactlyInAnyOrderElementsOf(drawn.stream().map(Object::toString).toList());
    return drawn;
  }

  private static List<MvtReader.Drawn> decoded(View view, boolean isEmpty, byte[] bytes) {
    if (isEmpty) {
      assertThat(bytes).isEmpty();
      return List.of();
    }
    List<MvtReader.Layer> layers = MvtReader.read(bytes);
    assertThat(layers).hasSize(1);
    assertThat(layers.get(0).name()).isEqualTo(view.layer().id());
    assertThat(layers.get(0).version()).isEqualTo(2);
    assertThat(layers.get(0).extent()).isEqualTo(4096);
    return layers.get(0).features();
  }

  static void load(SqlFeatureStore store, Layer layer, List<Feature> features) {
    try (FeatureLoad load = store.load(layer, LoadMode.REPLACE)) {
      long place = 1;
      for (Feature f : features) {
        load.add(place++, f);
      }
      assertThat(load.conflicts(10)).isEmpty();
      load.commit();
    }
  }

  static Feature tree(String id, double x, double y, Map<String, Object> values) {
    return new Feature(id, GeoJsonGeometry.FACTORY.createPoint(new Coordinate(x, y)), values);
  }

  /** Spread over the world and heaped in one town, with some on edges and some nowhere. */
  static List<Feature> randomTrees(Random random, int n) {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, Object> values = new HashMap<>();
      values.put("status", random.nextInt(4) == 0 ? "draft" : "published");
      values.put("owner", "비밀");
      if (random.nextInt(5) > 0) {
        values.put("kind", List.of("pine", "oak", "fir").get(random.nextInt(3)));
      }
      if (random.nextBoolean()) {
        values.put("heightMetres", random.nextInt(100) / 4.0);
        values.put("tags", List.of("t" + random.nextInt(3), "가"));
      }
      double x = random.nextDouble() * 360 - 180;
      double y = random.nextDouble() * 180 - 90;
      switch (random.nextInt(6)) {
        case 0 -> x = (random.nextInt(17) - 8) * 22.5;
        case 1 -> {
          x = 127 + random.nextDouble();
          y = 35 + random.nextDouble();
        }
        case 2 -> y = random.nextInt(3) * 90 - 90;
        default -> {}
      }
      String id = "t" + i;
      features.add(
          random.nextInt(50) == 0 ? new Feature(id, null, values) : tree(id, x, y, values));
    }
    return features;
  }
}
