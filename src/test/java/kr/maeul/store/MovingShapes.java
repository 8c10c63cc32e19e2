package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.Condition;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.parts.Seed;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Shapes of all sizes that are added, moved, replaced by a load and taken away, while others read:
 * what is asked by place is compared with a look at every one of them.
 */
final class MovingShapes {
  private static final Author BY = new Author(null, "시험", null);
  private static final int SHAPES = 120;

  private final Database database;
  private final SqlFeatureStore store;
  private final FeatureEdits edits;
  private final View view;
  private final Layer layer;
  private final boolean areAllPoints;
  private final Seed seed = Seed.of("shapes");
  private final Random random = seed.random();
  private Map<String, Geometry> there = new LinkedHashMap<>();
  private int next;

  MovingShapes(Database database, SqlFeatureStore store, LayerCatalog layers, View view) {
    this.database = database;
    this.store = store;
    this.edits = new SqlFeatureEdits(database, layers, Clock.systemUTC());
    this.view = view;
    this.layer = view.layer();
    this.areAllPoints = layer.geometry().type().dimension() == 0;
  }

  void run() {
    for (int i = 0; i < SHAPES; i++) {
      there.put("m" + next++, shape());
    }
    load(there, LoadMode.REPLACE);
    look("loaded");
    for (int round = 0; round < 4; round++) {
      Map<String, Geometry> later = new LinkedHashMap<>(there);
      String what = "round " + round;
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      tx -> {
                        edit(tx, new LinkedHashMap<>(there));
                        look(what + ", others, before the end");
                        throw new IllegalStateException("undone");
                      }))
          .hasMessage("undone");
      look(what + ", undone");
      database.inTransaction(
          tx -> {
            edit(tx, later);
            look(what + ", others, before it is written");
            return null;
          });
      there = later;
      look(what + ", written");
      whoReadsGoesOnReadingWhatWas(what);
      Map<String, Geometry> loaded = new LinkedHashMap<>();
      there.keySet().stream()
          .filter(id -> random.nextInt(3) == 0)
          .forEach(id -> loaded.put(id, shape()));
      loaded.put("m" + next++, shape());
      load(loaded, LoadMode.UPSERT);
      there.putAll(loaded);
      look(what + ", loaded again");
    }
  }

  private void load(Map<String, Geometry> shapes, LoadMode mode) {
    try (FeatureLoad load = store.load(layer, mode)) {
      long place = 1;
      for (Map.Entry<String, Geometry> e : shapes.entrySet()) {
        load.add(place++, new Feature(e.getKey(), e.getValue(), Map.of()));
      }
      load.conflicts(1);
      load.commit();
    }
  }

  /** Changes about a third, and the map with them. */
  private void edit(Transaction tx, Map<String, Geometry> map) {
    for (String id : List.copyOf(map.keySet())) {
      int dice = random.nextInt(12);
      if (dice < 3) {
        Geometry to = shape();
        edits.replace(tx, view, id, new Feature(id, to, Map.of()), null, BY);
        map.put(id, to);
      } else if (dice == 3) {
        edits.remove(tx, view, id, null, BY);
        map.remove(id);
        Geometry other = shape();
        String fresh = "m" + next++;
        edits.create(tx, view, new Feature(fresh, other, Map.of()), BY);
        map.put(fresh, other);
      }
    }
  }

  private void whoReadsGoesOnReadingWhatWas(String what) {
    FeatureQuery everywhere = FeatureQuery.of(List.of(new Filter.Intersects(Box.WORLD)), 1000);
    TreeSet<String> read = new TreeSet<>();
    TreeSet<String> expected = new TreeSet<>();
    there.forEach((id, g) -> add(expected, id, g != null));
    try (FeatureCursor c = store.find(view, everywhere)) {
      c.next();
      read.add(c.id());
      Map<String, Geometry> later = new LinkedHashMap<>(there);
      database.inTransaction(
          tx -> {
            edit(tx, later);
            return null;
          });
      there = later;
      while (c.next()) {
        assertThat(read.add(c.id())).as("twice: %s", c.id()).isTrue();
      }
    }
    assertThat(read).as(what + ", read meanwhile, seed " + seed).isEqualTo(expected);
    look(what + ", after somebody read");
  }

  private static void add(TreeSet<String> ids, String id, boolean isOne) {
    if (isOne) {
      ids.add(id);
    }
  }

  private void look(String what) {
    for (int i = 0; i < 6; i++) {
      Box box = box();
      same(
          what,
          new Filter.Intersects(box),
          g -> box.split().stream().anyMatch(b -> g.intersects(geometry(b))));
      Geometry area = triangle();
      same(what, new Filter.IntersectsArea(area), area::intersects);
      Geometry square = geometry(box.split().get(0));
      if (square.getDimension() == 2) {
        same(
            what,
            new Filter.Cql(
                new Condition.All(
                    List.of(
                        new Condition.Constant(true),
                        new Condition.Spatial(Operator.S_WITHIN, square)))),
            g -> g.within(square));
        same(
            what,
            new Filter.Cql(new Condition.Spatial(Operator.S_DISJOINT, square)),
            g -> g.disjoint(square));
        same(
            what,
            new Filter.Cql(
                new Condition.Any(
                    List.of(
                        new Condition.Spatial(Operator.S_INTERSECTS, square),
                        new Condition.Spatial(Operator.S_INTERSECTS, area)))),
            g -> g.intersects(square) || g.intersects(area));
      }
    }
  }

  private void same(String what, Filter filter, Predicate<Geometry> matches) {
    TreeSet<String> expected = new TreeSet<>();
    there.forEach((id, g) -> add(expected, id, g != null && matches.test(g)));
    List<String> found = new ArrayList<>();
    try (FeatureCursor c = store.find(view, FeatureQuery.of(List.of(filter), 1000))) {
      while (c.next()) {
        found.add(c.id());
      }
    }
    assertThat(found)
        .as("seed %s, %s: %s", seed, what, filter)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Geometry geometry(Box b) {
    return GeoJsonGeometry.FACTORY.toGeometry(
        new Envelope(b.west(), b.east(), b.south(), b.north()));
  }

  private Geometry triangle() {
    Envelope e = envelope();
    double more = 0.001;
    return GeoJsonGeometry.FACTORY.createPolygon(
        new Coordinate[] {
          new Coordinate(e.getMinX(), e.getMinY()),
          new Coordinate(e.getMaxX() + more, e.getMinY()),
          new Coordinate(e.getMinX(), e.getMaxY() + more),
          new Coordinate(e.getMinX(), e.getMinY())
        });
  }

  /** Some cross the date line. */
  private Box box() {
    Envelope e = envelope();
    return random.nextInt(8) == 0
        ? new Box(170 + random.nextDouble() * 10, -90, -170 - random.nextDouble() * 10, 90)
        : new Box(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY());
  }

  /** One in ten has no place. */
  private Geometry shape() {
    if (random.nextInt(10) == 0) {
      return null;
    }
    Envelope e = envelope();
    if (areAllPoints || random.nextInt(3) == 0) {
      return GeoJsonGeometry.FACTORY.createPoint(new Coordinate(e.getMinX(), e.getMinY()));
    }
    return random.nextBoolean()
        ? GeoJsonGeometry.FACTORY.toGeometry(e)
        : GeoJsonGeometry.FACTORY.createLineString(
            new Coordinate[] {
              new Coordinate(e.getMinX(), e.getMinY()), new Coordinate(e.getMaxX(), e.getMaxY())
            });
  }

  /** From a metre to half the earth, mostly in one town, some of it around where grids divide. */
  private Envelope envelope() {
    boolean isInTown = random.nextInt(4) > 0;
    double x = isInTown ? 126.95 + random.nextDouble() / 10 : random.nextDouble() * 320 - 170;
    double y = isInTown ? 35.8 + random.nextDouble() / 10 : random.nextDouble() * 160 - 85;
    if (random.nextInt(6) == 0) {
      x = List.of(0.0, 90.0, 112.5, 123.75, 126.5625, -180.0).get(random.nextInt(6));
      y = List.of(0.0, 22.5, 33.75, 36.5625, -90.0, 45.0).get(random.nextInt(6));
    }
    double size = Math.pow(10, -5 + (isInTown ? 4 : 7) * random.nextDouble());
    return new Envelope(
        x, Math.min(179, x + size), y, Math.min(89, y + size * (0.2 + random.nextDouble())));
  }
}
