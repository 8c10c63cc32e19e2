package kr.maeul.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kr.maeul.db.engine.PostgresEngine;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.parts.Seed;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.SearchHit;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.dialect.TextMatch;
import kr.maeul.store.sql.dialect.postgis.PostGis;
import kr.maeul.store.sql.dialect.postgis.SearchIndexes;
import kr.maeul.store.sql.statement.FilterSql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Text search on PostGIS by its indexes: what is found, by what, and what hidden text may do. */
@Tag("postgis")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore(layers = "store-layers")
class SearchIndexTest {
  private static final LayerCatalog CATALOG = LayerSets.of("store-layers");
  private static final List<String> SYLLABLES =
      List.of("노", "송", "동", "빈", "집", "A", "é", "1", "!", "%", "ㄴ", " ", "힣", "가", "😀");

  private static final String[] INDEXES = {
    "wells_search_public", "wells_search_staff", "wells_titles_public", "wells_titles_staff"
  };

  private final Layer wells = CATALOG.layer("wells").orElseThrow();
  private final View staff = wells.viewFor(Audience.STAFF);
  private final View everyone = wells.viewFor(Audience.PUBLIC);
  @Given private TestDatabase database;

  /** Of the test's own; opening one costs PostgreSQL more than most questions. */
  private Connection beside;

  @Given private SqlFeatureStore store;

  @BeforeAll
  void open() throws SQLException {
    beside = database.connect();
  }

  @AfterAll
  void close() throws SQLException {
    beside.close();
  }

  @Test
  void findsWhatReadingEveryTextFinds() {
    Seed seed = Seed.of("words");
    Random random = seed.random();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      features.add(
          new Feature(
              String.valueOf(i),
              null,
              Map.of("name", text(random, 6), "address", text(random, 9), "status", "published")));
    }
    load(features);
    for (int i = 0; i < 300; i++) {
      String word = text(random, 1 + random.nextInt(3)).replace(" ", "");
      List<String> words = TextMatch.words(word);
      Sql bound = new Sql().add("SELECT \"id\" FROM \"wells\" WHERE ");
      Sql exact = new Sql().add("SELECT \"id\" FROM \"wells\" WHERE ");
      boolean isBound =
          new PostGis(new PostgresEngine(), Clock.systemUTC()).boundOfWords(bound, staff, words);
      new TextMatch(new PostGis(new PostgresEngine(), Clock.systemUTC()))
          .everyWord(exact, staff.searched(), words);
      String what = "seed " + seed + ", word " + word;
      assertThat(isBound).as(what).isEqualTo(word.codePointCount(0, word.length()) > 1);
      TreeSet<String> expected = ids(exact);
      assertThat(ids(staff, word)).as(what).isEqualTo(expected);
      if (isBound) {
        assertThat(ids(bound)).as(what).containsAll(expected);
      }
    }
  }

  @Test
  void eachAudienceHasAnIndexOfWhatItSees() throws SQLException {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String status = i % 2 == 0 ? "published" : "draft";
      Map<String, Object> values =
          Map.of("name", "우물 " + i, "address", "전주시 " + i, "owner", "주인" + i, "status", status);
      features.add(new Feature(String.valueOf(i), null, values));
    }
    load(features);
    assertThat(indexes()).containsExactly(INDEXES);
    assertThat(definition("wells_search_public")).doesNotContain("owner").contains("published");
    assertThat(plan(everyone, "물1234")).contains("wells_search_public").doesNotContain("staff");
    assertThat(plan(staff, "인1234")).contains("wells_search_staff");
    assertThat(plan(everyone, "ㅇㅁ12")).contains("wells_search_public");
    assertThat(ids(everyone, "주인1234")).isEmpty();
    assertThat(ids(everyone, "우물 11235")).isEmpty();
    assertThat(ids(everyone, "우물1234")).contains("1234").doesNotContain("1235");
    assertThat(ids(staff, "주인1234")).contains("1234").doesNotContain("1235");
    assertThat(ids(staff, "ㅈㅇ1234")).contains("1234").doesNotContain("1235");
  }

  @Test
  void theBestOfVeryManyComeFirst() throws SQLException {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String name = i % 4 == 0 ? "우물 " + i : "샘 " + i;
      features.add(feature(String.format("%05d", i), name, i % 4 == 1 ? "우물길 " + i : "샘길"));
    }
    features.add(feature("z1", "우물", "샘길"));
    features.add(feature("z2", "우물가", "샘길"));
    load(features);
    assertThat(
            new PostGis(new PostgresEngine(), Clock.systemUTC())
                .areFrequent(beside, everyone, List.of("우물"), 100))
        .isTrue();
    assertThat(
            new PostGis(new PostgresEngine(), Clock.systemUTC())
                .areFrequent(beside, everyone, List.of("물1234"), 100))
        .isFalse();
    assertThat(
            new PostGis(new PostgresEngine(), Clock.systemUTC())
                .areFrequent(beside, staff, List.of("우물"), 100))
        .isTrue();
    List<SearchHit> hits = store.search(everyone, "우물", 5);
    assertThat(hits)
        .extracting(SearchHit::id)
        .containsExactly("z1", "00000", "00100", "01000", "10000");
    assertThat(hits).extracting(SearchHit::rank).containsExactly(0, 1, 1, 1, 1);
    assertThat(store.search(everyone, "우물가", 5)).extracting(SearchHit::id).containsExactly("z2");
    // Of titles none begins so; half of the rows have it elsewhere.
    hits = store.search(everyone, "물길", 3);
    assertThat(hits).extracting(SearchHit::id).containsExactly("00001", "00005", "00009");
    assertThat(hits).extracting(SearchHit::rank).containsOnly(3);
    assertThat(store.search(everyone, "ㅇㅁㄱ", 2)).hasSize(2);
    assertThat(store.search(everyone, "우물 19996", 3)).extracting(SearchHit::id).startsWith("19996");
  }

  private static Feature feature(String id, String name, String address) {
    return new Feature(id, null, Map.of("name", name, "address", address, "status", "published"));
  }

  @Test
  void whatIsMissingOrOldIsMadeAtTheStart() throws SQLException {
    load(List.of(feature("1", "우물", "우물길")));
    execute("DROP INDEX wells_search_public");
    execute("COMMENT ON INDEX wells_search_staff IS 'an older definition'");
    try (SqlFeatureStore next = SqlFeatureStore.open(database.settings(), null, CATALOG)) {
      assertThat(next.unindexed()).isEmpty();
      assertAllIndexes();
    }
  }

  /**
   * Another start after a large load, of which one that was killed has left half an index: it
   * answers at once, and who writes waits for nothing.
   */
  @Test
  void indexesOfALargeLayerAreMadeWhileItIsUsed() throws Exception {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i <= SearchIndexes.AT_ONCE; i++) {
      features.add(feature(String.valueOf(i), "우물 " + i, "우물길"));
    }
    load(features);
    for (String index : INDEXES) {
      execute("DROP INDEX " + index);
    }
    assertThatThrownBy(
            () -> execute("CREATE UNIQUE INDEX CONCURRENTLY wells_search_staff ON wells (address)"))
        .hasMessageContaining("duplicate");
    assertThat(indexes()).as("it is there, but not valid").containsExactly("wells_search_staff");
    try (Connection writer = database.connect();
        Statement s = writer.createStatement();
        SqlFeatureStore one = SqlFeatureStore.open(database.settings(), null, CATALOG);
        SqlFeatureStore other = SqlFeatureStore.open(database.settings(), null, CATALOG)) {
      assertThat(one.unindexed()).containsExactly("wells");
      writer.setAutoCommit(false);
      s.execute("UPDATE wells SET address = '옛길' WHERE id = '77'"); // an index waits for it
      CompletableFuture<Void> made = one.indexInBackground();
      CompletableFuture<Void> seen = other.indexInBackground();
      assertThat(one.search(everyone, "우물 77", 2)).extracting(SearchHit::id).startsWith("77");
      assertThat(ids(one, everyone, "물1234")).containsExactly("1234");
      assertThat(made.isDone()).isFalse();
      s.execute("UPDATE wells SET address = '새길' WHERE id = '78'");
      writer.commit();
      CompletableFuture.allOf(made, seen).get(2, TimeUnit.MINUTES);
      assertThat(one.unindexed()).isEmpty();
      assertAllIndexes();
      assertThat(ids(one, everyone, "새길")).containsExactly("78");
    }
  }

  private void assertAllIndexes() throws SQLException {
    assertThat(indexes()).containsExactly(INDEXES);
    assertThat(
            column(
                "SELECT i.indisvalid || ' ' || coalesce(obj_description(i.indexrelid, 'pg_class'), '')"
                    + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                    + " WHERE i.indrelid = 'wells'::regclass AND c.relname ~ '^wells_(search|titles)'"))
        .hasSize(INDEXES.length)
        .allMatch(made -> made.matches("true (USING gin .maeul_pairs|[(]).*"));
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, 0, SYLLABLES.size())
        .mapToObj(SYLLABLES::get)
        .collect(Collectors.joining());
  }

  private void load(List<Feature> features) {
    try (FeatureLoad load = store.load(wells, LoadMode.REPLACE)) {
      for (Feature f : features) {
        load.add(1, f);
      }
      load.conflicts(10);
      load.commit();
    }
  }

  private TreeSet<String> ids(View view, String text) {
    return ids(store, view, text);
  }

  private static TreeSet<String> ids(SqlFeatureStore store, View view, String text) {
    FeatureQuery query = FeatureQuery.of(List.of(new Filter.Matches(text)), 10_000);
    TreeSet<String> ids = new TreeSet<>();
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        ids.add(cursor.id());
      }
    }
    return ids;
  }

  private TreeSet<String> ids(Sql sql) {
    TreeSet<String> ids = new TreeSet<>();
    try (var s = sql.prepare(beside);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        ids.add(r.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return ids;
  }

  private String plan(View view, String text) throws SQLException {
    Sql sql = new Sql().add("EXPLAIN SELECT \"id\"");
    new FilterSql(new PostGis(new PostgresEngine(), Clock.systemUTC()), view)
        .addFromWhere(sql, List.of(new Filter.Matches(text)));
    StringBuilder plan = new StringBuilder();
    try (var s = sql.prepare(beside);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        plan.append(r.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  private List<String> indexes() throws SQLException {
    return column(
        "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema"
            + " AND indexname ~ '^wells_(search|titles)' ORDER BY 1");
  }

  private String definition(String index) throws SQLException {
    return column("SELECT pg_get_indexdef('" + index + "'::regclass)").get(0);
  }

  private List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement s = beside.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        values.add(r.getString(1));
      }
    }
    return values;
  }

  private void execute(String sql) throws SQLException {
    try (Statement s = beside.createStatement()) {
      s.execute(sql);
    }
  }
}
