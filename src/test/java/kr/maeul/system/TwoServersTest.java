package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.web.MaeulServer;
import kr.maeul.web.request.Callers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two instances over one PostGIS: neither answers with what was true before a write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
@Tag("postgis")
class TwoServersTest {
  private static final int WRITES = 60;
  private static final LayerCatalog LAYERS =
      new LayerFiles().read(Path.of("src/test/resources/store-layers")).catalog();

  private final Layer wells = LAYERS.layer("wells").orElseThrow();
  private final HttpClient http = HttpClient.newHttpClient();
  private TestDatabase database;
  private Instance one;
  private Instance other;

  private record Instance(SqlFeatureStore store, MaeulServer server) {
    String at(String path) {
      return "http://127.0.0.1:" + server.port() + path;
    }

    void close() {
      server.close();
      store.close();
    }
  }

  @BeforeAll
  void start() {
    database = TestDatabase.postGis();
    one = instance();
    other = instance();
  }

  private Instance instance() {
    SqlFeatureStore store = SqlFeatureStore.open(database.settings(), null, LAYERS);
    Settings settings = Settings.of(Map.of("MAEUL_PORT", "0", "MAEUL_BASEMAP_URL", ""));
    MaeulServer server =
        new MaeulServer(Services.reading(settings, LAYERS, store, "test"), Callers.NOBODY_KNOWN);
    server.start();
    return new Instance(store, server);
  }

  @AfterAll
  void stop() {
    if (one != null) {
      one.close();
      other.close();
      database.close();
    }
  }

  @Test
  void whatOneInstanceWroteTheOtherAnswersAtOnce() throws Exception {
    for (int i = 0; i < WRITES; i++) {
      write(i % 2 == 0 ? one : other, "우물 " + i);
      for (Instance instance : List.of(other, one)) {
        assertThat(items(instance)).contains("우물 " + i + "\"");
        assertThat(items(instance)).contains("우물 " + i + "\"");
      }
    }
  }

  @Test
  void plainSqlCountsAsWell() throws Exception {
    write(one, "처음");
    try (Connection c = database.connect();
        Statement s = c.createStatement()) {
      for (int i = 0; i < WRITES; i++) {
        items(one);
        items(other);
        s.executeUpdate("UPDATE wells SET name = '고친 이름 " + i + "' WHERE id = 'w'");
        assertThat(items(one)).contains("고친 이름 " + i + "\"");
        assertThat(items(other)).contains("고친 이름 " + i + "\"");
      }
    }
  }

  /** By a dump, say, or as another server that takes over and never heard of the last writes. */
  @Test
  void aDatabaseThatWasPutBackAnswersAsItIsAtTheSameRevision() throws Exception {
    String layer = "/api/collections/wells";
    List<String> paths =
        List.of(
            layer + "/items", layer + "/items/w", layer, layer + "/tiles/WebMercatorQuad/0/0/0");
    write(one, "처음");
    try (Connection c = database.connect();
        Statement s = c.createStatement()) {
      s.execute("CREATE TABLE dumped AS SELECT * FROM maeul_layer");
      write(one, "없던 일이 된다");
      Map<String, HttpResponse<String>> before = new HashMap<>();
      for (String path : paths) {
        before.put(path, get(one, path, null));
        assertThat(get(other, path, null).statusCode()).as(path).isEqualTo(200);
      }
      long count = countOf(s);
      s.execute(
          "BEGIN; UPDATE wells SET name = '다른 일'; TRUNCATE maeul_layer;"
              + " INSERT INTO maeul_layer SELECT * FROM dumped; UPDATE maeul_layer SET revision = "
              + count
              + " WHERE id = 'wells'; COMMIT");
      assertThat(countOf(s)).as("the database counts over the same number").isEqualTo(count);
      for (String path : paths) {
        String tag = before.get(path).headers().firstValue("ETag").orElseThrow();
        for (Instance instance : List.of(one, other)) {
          HttpResponse<String> now = get(instance, path, tag);
          assertThat(now.statusCode()).as(path + " is another than " + tag).isEqualTo(200);
          assertThat(now.body()).as(path).doesNotContain("없던 일이 된다");
        }
      }
      assertThat(items(other)).contains("다른 일");
    }
  }

  /** As of a primary that was told to stop waiting for its standby, and committed all the same. */
  @Test
  void aCommitOfWhichTheDatabaseWarnsIsNotAcknowledged() throws Exception {
    try (Connection c = database.connect();
        Statement s = c.createStatement()) {
      s.execute(
          "CREATE FUNCTION warns() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN RAISE WARNING 'it may be nowhere else'; RETURN NULL; END $$;"
              + " CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT OR UPDATE ON wells"
              + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warns()");
      try {
        assertThatThrownBy(() -> write(one, "혼자만 안다"))
            .isInstanceOfSatisfying(
                DatabaseException.class,
                e -> assertThat(e.reason()).isEqualTo(DatabaseException.Reason.AWAY));
      } finally {
        s.execute("DROP TRIGGER at_commit ON wells");
      }
      write(one, "둘 다 안다");
    }
  }

  private static long countOf(Statement s) throws SQLException {
    try (ResultSet r = s.executeQuery("SELECT revision FROM maeul_layer WHERE id = 'wells'")) {
      r.next();
      return r.getLong(1);
    }
  }

  @Test
  void listenersHearOtherInstancesAndPlainSql() throws Exception {
    write(one, "처음");
    HttpRequest request = HttpRequest.newBuilder(URI.create(other.at("/api/changes"))).build();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
      write(one, "둘째");
      long first = revision(lines);
      try (Connection c = database.connect();
          Statement s = c.createStatement()) {
        s.executeUpdate("UPDATE wells SET name = '셋째' WHERE id = 'w'");
      }
      assertThat(revision(lines)).isEqualTo(first + 1);
    }
  }

  private static long revision(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = lines.readLine();
    }
    assertThat(line).startsWith("data: {\"layer\":\"wells\",\"revision\":");
    return Long.parseLong(line.replaceAll("\\D+(\\d+)}", "$1"));
  }

  private void write(Instance to, String name) {
    Map<String, Object> values = Map.of("name", name, "status", "published");
    try (FeatureLoad load = to.store.load(wells, LoadMode.UPSERT)) {
      load.add(1, new Feature("w", null, values));
      load.conflicts(1);
      load.commit();
    }
  }

  private String items(Instance from) throws Exception {
    return get(from, "/api/collections/wells/items", null).body();
  }

  private HttpResponse<String> get(Instance from, String path, String tag) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(from.at(path)));
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
