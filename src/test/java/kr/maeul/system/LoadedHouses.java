package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.maeul.db.Database;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.Progress;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.feature.Feature;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.store.edit.Author;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The layer of vacant houses with what loads do to it. A class of tests on each database builds on
 * it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore
abstract class LoadedHouses {
  static final LayerCatalog LAYERS = LayerSets.BUNDLED;
  static final Layer HOUSES = LAYERS.layer("vacant-houses").orElseThrow();
  static final View ALL = HOUSES.viewFor(Audience.PLANNER);
  static final Author PLANNER = new Author("p", "계획 담당 예시", null);

  @TempDir Path folder;
  @Given Database database;
  @Given SqlFeatureStore store;
  @Given SqlFeatureEdits edits;
  FeatureLoads loads;

  @BeforeAll
  void open() {
    loads = new SqlLoads(database, LAYERS);
  }

  @BeforeEach
  void empty() {
    for (String table :
        List.of("vacant_houses", "maeul_revision", "maeul_load_row", "maeul_load")) {
      database.inTransaction(tx -> tx.handle().execute("DELETE FROM \"" + table + "\""));
    }
  }

  ImportRequest.Builder csv(String name, String text) {
    return request(name, text, LoadMode.MERGE);
  }

  static ImportRequest.Builder request(String name, String text, LoadMode mode) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DataFile file = new DataFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
    return ImportRequest.of(HOUSES, file, mode).idFrom(List.of("관리번호"));
  }

  ImportReport run(ImportRequest.Builder request) throws Exception {
    ImportReport report =
        new Importer(store, new CrsRegistry()).run(request.build(), Progress.NONE);
    assertThat(report.problems()).isEmpty();
    return report;
  }

  ImportReport runWithBad(ImportRequest.Builder request) throws Exception {
    return new Importer(store, new CrsRegistry()).run(request.skipBad(true).build(), Progress.NONE);
  }

  static List<String> cleared(ImportReport report) {
    return counted(report, RowNote.Kind.CLEARED);
  }

  static List<String> kept(ImportReport report) {
    return counted(report, RowNote.Kind.KEPT);
  }

  static List<String> counted(ImportReport report, RowNote.Kind kind) {
    return report.notes().stream()
        .filter(n -> n.first().kind() == kind)
        .map(n -> n.first().column() + " " + n.rows())
        .toList();
  }

  Feature house(String id) {
    return database.inTransaction(tx -> edits.read(tx, ALL, id).orElseThrow().feature());
  }

  void edit(String id, Map<String, Object> values) {
    Feature now = house(id);
    Map<String, Object> all = new HashMap<>(now.properties());
    all.putAll(values);
    write(new Feature(id, now.geometry(), all));
  }

  void pin(String id, double longitude, double latitude) {
    Geometry point = GeoJsonGeometry.FACTORY.createPoint(new Coordinate(longitude, latitude));
    write(new Feature(id, point, house(id).properties()));
  }

  void write(Feature feature) {
    database.inTransaction(tx -> edits.replace(tx, ALL, feature.id(), feature, null, PLANNER));
  }

  void remove(String id) {
    database.inTransaction(tx -> edits.remove(tx, ALL, id, null, PLANNER));
  }

  List<String> revisionsOf(long load) {
    return query(
            "SELECT \"feature\", \"kind\" FROM \"maeul_revision\" WHERE \"batch\" = 'load-"
                + load
                + "'")
        .stream()
        .map(r -> r.get("feature") + " " + r.get("kind"))
        .toList();
  }

  /** The whole layer as the database has it, every column as text, by id. */
  Map<String, Map<String, String>> table() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    query("SELECT * FROM \"vacant_houses\"").forEach(row -> all.put(row.get("id"), row));
    return all;
  }

  List<Map<String, String>> query(String sql) {
    return database.read(
        handle -> {
          List<Map<String, String>> all = new ArrayList<>();
          try (PreparedStatement s = handle.getConnection().prepareStatement(sql);
              ResultSet r = s.executeQuery()) {
            while (r.next()) {
              Map<String, String> row = new TreeMap<>();
              for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                row.put(r.getMetaData().getColumnName(i), r.getString(i) + "");
              }
              all.add(row);
            }
            return all;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  void execute(String sql) {
    database.inTransaction(tx -> tx.handle().execute(sql));
  }
}
