package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.parts.Seed;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.IdTakenException;
import kr.maeul.store.edit.NoSuchFeatureException;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.edit.StaleVersionException;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

/** What writing single features must do, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore(layers = "store-layers")
abstract class EditsStoreContract {
  private static final LayerCatalog CATALOG = LayerSets.of("store-layers");
  private static final Author AUTHOR = new Author("a", "예시", "시험");

  private final View staff = CATALOG.layer("wells").orElseThrow().viewFor(Audience.STAFF);
  private final View anyone = CATALOG.layer("wells").orElseThrow().viewFor(Audience.PUBLIC);
  private final View lanes = CATALOG.layer("lanes").orElseThrow().viewFor(Audience.STAFF);
  @Given private Database database;
  @Given private SqlFeatureStore store;
  @Given private SqlFeatureEdits edits;

  private Revision create(View view, Feature feature) {
    return database.inTransaction(tx -> edits.create(tx, view, feature, AUTHOR));
  }

  private FeatureEdits.Versioned read(View view, String id) {
    return database.inTransaction(tx -> edits.read(tx, view, id)).orElseThrow();
  }

  private boolean isThere(View view, String id) {
    return database.inTransaction(tx -> edits.read(tx, view, id)).isPresent();
  }

  private static Feature well(String id, String name) {
    return new Feature(id, null, Map.of("name", name, "status", "published"));
  }

  @Test
  void keepsAndGivesBackEveryTypeOfValueAndGeometry() throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "큰 우물 \"탭\t줄\n역\\슬래시' \\N");
    values.put("status", "published");
    values.put("depthMetres", 0.1 + 0.2);
    values.put("families", 9_007_199_254_740_993L);
    values.put("drinkable", false);
    values.put("dug", LocalDate.of(1931, 3, 1));
    values.put("checkedAt", OffsetDateTime.parse("2026-11-23T09:30:00.123456Z"));
    values.put("tags", List.of("가, 나", "\"{}\\", "", "null"));
    Geometry point = new WKTReader(GeoJsonGeometry.FACTORY).read("POINT (127.15443212345678 35.1)");
    Revision made = create(staff, new Feature("모든 것", point, values));
    assertThat(made.after().properties()).isEqualTo(values);
    assertThat(read(staff, "모든 것").feature()).isEqualTo(made.after());
    assertThat(read(staff, "모든 것").version()).isEqualTo(made.version());
    database.inTransaction(tx -> edits.remove(tx, staff, "모든 것", null, AUTHOR));
    Revision back =
        database.inTransaction(tx -> edits.restore(tx, staff, "모든 것", Instant.MIN, AUTHOR));
    assertThat(back.version()).isEqualTo(made.version());
    assertThat(back.after()).isEqualTo(made.after());

    for (String text :
        List.of(
            "MULTIPOINT ((1 2), (3 4))",
            "LINESTRING (1 2, 3 4)",
            "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 1 1))",
            "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))")) {
      Geometry g = new WKTReader(GeoJsonGeometry.FACTORY).read(text);
      Revision lane = create(lanes, new Feature(null, g, Map.of()));
      database.inTransaction(tx -> edits.remove(tx, lanes, lane.id(), lane.version(), AUTHOR));
      Revision again =
          database.inTransaction(tx -> edits.restore(tx, lanes, lane.id(), Instant.MIN, AUTHOR));
      assertThat(again.after().geometry().toText()).isEqualTo(text);
    }
  }

  @Test
  void rowsOutsideTheViewAreAbsent() {
    create(staff, new Feature("draft", null, Map.of("status", "draft", "name", "초안")));
    assertThat(isThere(anyone, "draft")).isFalse();
    Set<String> seen = database.inTransaction(tx -> edits.existing(tx, anyone, List.of("draft")));
    assertThat(seen).isEmpty();
    for (String id : List.of("draft", "never")) {
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      tx -> edits.replace(tx, anyone, id, well(id, "x"), null, AUTHOR)))
          .isExactlyInstanceOf(NoSuchFeatureException.class)
          .hasMessage(null);
      assertThatThrownBy(
              () -> database.inTransaction(tx -> edits.remove(tx, anyone, id, null, AUTHOR)))
          .isExactlyInstanceOf(NoSuchFeatureException.class);
      assertThat(edits.history(anyone, id, 10)).isEmpty();
    }
    assertThatThrownBy(() -> create(anyone, well("draft", "x")))
        .isExactlyInstanceOf(IdTakenException.class)
        .hasMessage(null);
  }

  /** The version is of the content: plain SQL changes it, and what is not shown does not. */
  @Test
  void versionsAreOfWhatTheViewShows() {
    create(staff, well("v", "가"));
    String shown = read(anyone, "v").version();
    database.inTransaction(
        tx ->
            edits.replace(
                tx,
                staff,
                "v",
                new Feature("v", null, Map.of("name", "가", "status", "published", "owner", "숨은 이")),
                null,
                AUTHOR));
    assertThat(read(anyone, "v").version()).isEqualTo(shown);
    assertThat(edits.history(anyone, "v", 10)).hasSize(1);
    assertThat(edits.history(staff, "v", 10)).hasSize(2);
    database.inTransaction(
        tx -> tx.handle().execute("UPDATE \"wells\" SET \"name\" = 'psql' WHERE \"id\" = 'v'"));
    assertThat(read(anyone, "v").version()).isNotEqualTo(shown);
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    tx -> edits.replace(tx, anyone, "v", well("v", "x"), shown, AUTHOR)))
        .isExactlyInstanceOf(StaleVersionException.class);
  }

  @Test
  void aTransactionThatFailsLeavesNothing() {
    long before = store.revisions().get("wells");
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    tx -> {
                      edits.create(tx, staff, well("undone", "x"), AUTHOR);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(isThere(staff, "undone")).isFalse();
    assertThat(edits.history(staff, "undone", 10)).isEmpty();
    assertThat(store.revisions().get("wells")).isEqualTo(before);
  }

  /**
   * Several writers at random: every write that was acknowledged is a revision, each revision
   * begins where the one before ended, and what is there is what the last one says.
   */
  @Test
  void writersAtOnceLoseNothing() throws Exception {
    Seed seed = Seed.of("writers");
    List<String> ids = List.of("c0", "c1", "c2", "c3");
    ids.forEach(id -> create(staff, well(id, "처음")));
    Map<String, Set<Long>> acknowledged = new ConcurrentHashMap<>();
    ids.forEach(id -> acknowledged.put(id, ConcurrentHashMap.newKeySet()));
    ExecutorService writers = Executors.newFixedThreadPool(3);
    int stale = 0;
    for (int round = 0;
        stale == 0 && round < 20;
        round++) { // a quick machine may meet nobody in one
      List<Future<Integer>> all = new ArrayList<>();
      for (int w = 0; w < 3; w++) {
        Random random = new Random(seed.value() + 3 * round + w);
        String name = "쓴 이 " + w;
        all.add(writers.submit(() -> write(random, name, ids, acknowledged)));
      }
      for (Future<Integer> one : all) {
        stale += one.get(120, TimeUnit.SECONDS);
      }
    }
    writers.shutdown();
    for (String id : ids) {
      List<Revision> history = edits.history(staff, id, 100_000);
      Set<Long> noted = new HashSet<>();
      history.forEach(r -> noted.add(r.number()));
      assertThat(noted).as("seed " + seed).containsAll(acknowledged.get(id));
      assertThat(noted).hasSameSizeAs(history).hasSize(acknowledged.get(id).size() + 1);
      for (int i = 0; i + 1 < history.size(); i++) {
        assertThat(history.get(i).before()).isEqualTo(history.get(i + 1).after());
      }
      var now = database.inTransaction(tx -> edits.read(tx, staff, id));
      assertThat(now.map(v -> v.version()).orElse(null)).isEqualTo(history.get(0).version());
    }
    assertThat(stale).as("somebody was told").isPositive();
  }

  /** How often the writer was told that it came too late. */
  private int write(
      Random random, String name, List<String> ids, Map<String, Set<Long>> acknowledged) {
    int stale = 0;
    for (int i = 0; i < 60; i++) {
      String id = ids.get(random.nextInt(ids.size()));
      int n = i;
      try {
        String seen =
            database
                .inTransaction(tx -> edits.read(tx, staff, id))
                .map(v -> v.version())
                .orElse(null);
        Revision made =
            database.inTransaction(
                tx -> {
                  if (seen == null) {
                    return edits.create(tx, staff, well(id, name + n), AUTHOR);
                  }
                  return random.nextInt(6) == 0
                      ? edits.remove(tx, staff, id, seen, AUTHOR)
                      : edits.replace(tx, staff, id, well(id, name + n), seen, AUTHOR);
                });
        acknowledged.get(id).add(made.number());
      } catch (StaleVersionException | NoSuchFeatureException | IdTakenException late) {
        stale++;
      }
    }
    return stale;
  }

  /** Counts that several raise at once by what they read under the lock add up. */
  @Test
  void whatIsReadIsHeld() throws Exception {
    create(staff, new Feature("counter", null, Map.of("families", 0L)));
    ExecutorService writers = Executors.newFixedThreadPool(3);
    List<Future<?>> all = new ArrayList<>();
    for (int w = 0; w < 3; w++) {
      all.add(
          writers.submit(
              () -> {
                for (int i = 0; i < 25; i++) {
                  database.inTransaction(
                      tx -> {
                        Feature now = edits.read(tx, staff, "counter").orElseThrow().feature();
                        Map<String, Object> more = new HashMap<>(now.properties());
                        more.merge("families", 1L, (a, b) -> (Long) a + (Long) b);
                        Feature next = new Feature("counter", null, more);
                        return edits.replace(tx, staff, "counter", next, null, AUTHOR);
                      });
                }
              }));
    }
    for (Future<?> one : all) {
      one.get(120, TimeUnit.SECONDS);
    }
    writers.shutdown();
    assertThat(read(staff, "counter").feature().properties().get("families")).isEqualTo(75L);
  }
}
