package kr.maeul.store.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import kr.maeul.config.Settings;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.WithStore;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tables follow their layer files from one start to the next, on each database. */
@WithStore
abstract class LayerTablesContract {
  @TempDir Path files;
  @Given TestDatabase database;

  @BeforeEach
  void newFiles() throws IOException {
    write(
        "\"name\": { \"type\": \"string\", \"title\": \"이름\", \"oneOf\": [{\"const\": \"a\"}, {\"const\": \"b\"}] },");
  }

  @Test
  void aDatabaseOfANewerProgramIsRefusedAndLeftAsItIs() throws IOException {
    open().close();
    history(
        "INSERT INTO \"maeul_schema_history\" SELECT 9999, '9999', 'tomorrow', 'SQL', 'V9999__tomorrow.sql', 1,"
            + " \"installed_by\", \"installed_on\", 1, \"success\" FROM \"maeul_schema_history\""
            + " WHERE \"installed_rank\" = 1");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("더 새로운 프로그램")
        .hasMessageContaining("made by a newer version")
        .hasMessageContaining("9999");
    history("DELETE FROM \"maeul_schema_history\" WHERE \"version\" = '9999'");
    open().close();
  }

  /** By a connection that asks nothing of the tables. */
  private void history(String sql) {
    Settings.Database where = database.settings();
    String url =
        where.url() == null ? "jdbc:h2:file:" + database.directory().resolve("maeul") : where.url();
    try (Connection c = DriverManager.getConnection(url, where.user(), where.password());
        Statement s = c.createStatement()) {
      assertThat(s.executeUpdate(sql)).isOne();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNewPropertyAndANewValueAreAdded() throws IOException {
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
    }
    write(
        "\"name\": { \"type\": \"string\", \"oneOf\": [{\"const\": \"a\"}, {\"const\": \"b\"}, {\"const\": \"c'\"}] },"
            + "\"depth\": { \"type\": \"number\" },");
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "c'", "depth", 2.5));
      assertThat(names(store)).containsExactlyInAnyOrder("a", "c'");
    }
    try (SqlFeatureStore store = open()) {
      assertThat(names(store)).containsExactlyInAnyOrder("a", "c'");
    }
  }

  @Test
  void theDatabaseItselfRefusesAValueOutsideTheEnumeration() {
    try (SqlFeatureStore store = open()) {
      assertThatThrownBy(() -> add(store, Map.of("name", "z")))
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void aPropertyThatWentIsRefusedAndNothingIsTouched() throws IOException {
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
    }
    write("\"depth\": { \"type\": \"number\" },");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("column name has gone");
    write(
        "\"name\": { \"type\": \"string\", \"oneOf\": [{\"const\": \"a\"}, {\"const\": \"b\"}] },");
    try (SqlFeatureStore store = open()) {
      assertThat(names(store)).containsExactly("a");
    }
  }

  @Test
  void aRetiredPropertyIsKeptAsLongAsItHoldsSomething() throws Exception {
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
      add(store, Map.of());
    }
    String retired = "\"depth\": { \"type\": \"number\" },";
    write(retired, "\"x-maeul-retired\": [\"name\"],");
    for (int start = 0; start < 2; start++) {
      try (SqlFeatureStore store = open()) {
        add(store, Map.of("depth", 1.5 + start));
      }
      assertThat(sql("SELECT COUNT(*) FROM \"things\" WHERE \"name\" = 'a'"))
          .as("nothing is lost, start %d", start)
          .isEqualTo(1);
    }
    assertThat(sql("UPDATE \"things\" SET \"name\" = NULL")).isPositive();
    open().close();
    assertThat(
            sql(
                "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema"
                    + " AND table_name = 'things' AND column_name = 'name'"))
        .as("what is empty goes")
        .isZero();
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("depth", 9.0));
      assertThat(store.state(things().viewFor(Audience.STAFF)).count()).isEqualTo(5);
    }
  }

  @Test
  void everyRefusalIsToldAtOnce() throws IOException {
    open().close();
    Files.writeString(
        files.resolve("things.schema.json"),
        """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "things", "title": "것", "type": "object",
          "properties": { "spot": { "format": "geometry-polygon", "x-ogc-role": "primary-geometry" },
                          "name": { "type": "integer" } } }
        """);
    assertThatThrownBy(this::open)
        .hasMessageContaining("geometry was spot (point) and is now spot (polygon)")
        .hasMessageContaining("column name holds STRING and the file now says INTEGER");
  }

  @Test
  void aValueInUseCannotBeTakenOffTheList() throws IOException {
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
    }
    write("\"name\": { \"type\": \"string\", \"oneOf\": [{\"const\": \"b\"}] },");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("no longer has");
    write("\"name\": { \"type\": \"string\", \"oneOf\": [{\"const\": \"a\"}] },");
    try (SqlFeatureStore store = open()) {
      assertThat(names(store)).containsExactly("a");
      assertThatThrownBy(() -> add(store, Map.of("name", "b")))
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void aLayerWhoseFileWentKeepsItsTable() throws IOException {
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
    }
    Path file = files.resolve("things.schema.json");
    String text = Files.readString(file);
    Files.delete(file);
    open().close();
    Files.writeString(file, text);
    try (SqlFeatureStore store = open()) {
      assertThat(names(store)).containsExactly("a");
    }
  }

  @Test
  void demoContentIsWantedOnceOnly() {
    try (SqlFeatureStore store = open()) {
      assertThat(store.needsDemo()).isTrue();
    }
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
      assertThat(store.needsDemo()).as("the first start died half-way").isTrue();
      store.demoLoaded();
      assertThat(store.needsDemo()).isFalse();
    }
    try (SqlFeatureStore store = open()) {
      assertThat(store.needsDemo()).isFalse();
    }
  }

  @Test
  void aDatabaseInUseGetsNoDemoContent() {
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
      assertThat(store.needsDemo()).isFalse();
    }
  }

  void write(String properties) throws IOException {
    write(properties, "");
  }

  private void write(String properties, String keywords) throws IOException {
    Files.writeString(
        files.resolve("things.schema.json"),
        """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "things", "title": "것", "type": "object",
          %s "properties": { %s "spot": { "format": "geometry-point", "x-ogc-role": "primary-geometry", "title": "곳" } } }
        """
            .formatted(keywords, properties));
  }

  /** Rows changed, or the number that is asked for. */
  abstract long sql(String statement) throws Exception;

  LayerCatalog catalog() {
    return new LayerFiles().read(files).catalog();
  }

  SqlFeatureStore open() {
    return SqlFeatureStore.open(database.settings(), database.directory(), catalog());
  }

  private Layer things() {
    return catalog().layer("things").orElseThrow();
  }

  void add(SqlFeatureStore store, Map<String, Object> values) {
    try (FeatureLoad load = store.load(things(), LoadMode.INSERT)) {
      load.add(1, new Feature(null, null, values));
      load.conflicts(1);
      load.commit();
    }
  }

  private List<Object> names(SqlFeatureStore store) {
    View view = things().viewFor(Audience.STAFF);
    var wanted = List.of(view.property("name").orElseThrow());
    List<Object> names = new java.util.ArrayList<>();
    try (FeatureCursor c = store.find(view, FeatureQuery.of(List.of(), 100).properties(wanted))) {
      while (c.next()) {
        names.add(c.value(0));
      }
    }
    return names;
  }
}
