package kr.maeul.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kr.maeul.db.Database;
import kr.maeul.db.UnreadableFileException;
import kr.maeul.db.engine.H2Engine;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.dialect.h2.H2Cells;
import kr.maeul.store.sql.dialect.h2.H2Gis;
import kr.maeul.store.sql.statement.FilterSql;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;

/**
 * What the embedded database keeps in its file, and what is left of it when the process is killed.
 */
class EmbeddedFileTest {
  private static final LayerCatalog LAYERS =
      new LayerFiles().read(Path.of("src/test/resources/store-layers")).catalog();
  private static final Box BOX = new Box(127.2, 35.2, 127.4, 35.4);

  private final Layer wells = LAYERS.layer("wells").orElseThrow();
  private final View view = wells.viewFor(Audience.STAFF);

  @TempDir Path folder;

  private SqlFeatureStore open(Path directory) {
    TestDatabase database = TestDatabase.h2gis(directory);
    return SqlFeatureStore.open(database.settings(), directory, LAYERS);
  }

  private static Connection connect(Path directory) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + directory.toAbsolutePath().resolve("maeul") + ";WRITE_DELAY=0");
  }

  private void fill(Path directory) {
    Random random = new Random(5);
    try (SqlFeatureStore store = open(directory);
        FeatureLoad load = store.load(wells, LoadMode.REPLACE)) {
      for (int i = 0; i < 2000; i++) {
        Coordinate at = new Coordinate(127 + random.nextDouble(), 35 + random.nextDouble());
        load.add(i + 1L, new Feature("w" + i, GeoJsonGeometry.FACTORY.createPoint(at), Map.of()));
      }
      load.conflicts(1);
      load.commit();
    }
  }

  private long inBox(SqlFeatureStore store) {
    return store.count(view, List.of(new Filter.Intersects(BOX)));
  }

  /** Makes it what an earlier version left. */
  private static void asBefore(Path directory) throws SQLException {
    try (Connection c = connect(directory);
        Statement s = c.createStatement()) {
      s.execute("DROP INDEX \"wells_cell\"");
      s.execute("ALTER TABLE \"wells\" DROP COLUMN \"_cell\"");
      s.execute("CREATE SPATIAL INDEX \"wells_geometry\" ON \"wells\" (\"location\")");
      s.execute("CREATE SPATIAL INDEX \"lanes_geometry\" ON \"lanes\" (\"line\")");
      s.execute("SHUTDOWN");
    }
  }

  /** As a failure in its midst does, such as a machine without memory. */
  @Test
  void aFileThatClosedItselfIsOpenedAgain() throws SQLException {
    Path directory = folder.resolve("closed");
    fill(directory);
    TestDatabase test = TestDatabase.h2gis(directory);
    try (Database database = Database.open(test.settings(), directory);
        SqlFeatureStore store = SqlFeatureStore.over(database, LAYERS)) {
      long all = inBox(store);
      try (Connection c = database.pools().work().getConnection();
          Statement s = c.createStatement()) {
        s.execute("SHUTDOWN IMMEDIATELY");
      } catch (SQLException closed) {
        // and with it the connection that said so
      }
      int failed = 0;
      for (long found = -1; found != all; ) {
        try {
          found = inBox(store);
        } catch (DatabaseException closed) {
          assertThat(++failed).as("as many as there were connections").isLessThan(40);
        }
      }
      while (!database.isReady()) {
        assertThat(++failed).isLessThan(40);
      }
      assertThat(inBox(store)).isEqualTo(all);
    }
  }

  @Test
  void placeIsAskedByTheIndexOfCells() throws SQLException {
    Path directory = folder.resolve("plan");
    fill(directory);
    try (Connection c = connect(directory)) {
      List<Filter> near =
          List.of(
              new Filter.WithinDistance(
                  GeoJsonGeometry.FACTORY.createPoint(new Coordinate(127.5, 35.5)), 500));
      List<Sql> statements = new ArrayList<>();
      for (List<Filter> filters : List.of(near, List.<Filter>of(new Filter.Intersects(BOX)))) {
        Sql sql = new Sql().add("EXPLAIN ANALYZE SELECT \"id\"");
        new FilterSql(new H2Gis(new H2Engine(), Clock.systemUTC()), view)
            .addFromWhere(sql, filters);
        statements.add(sql.add(" ORDER BY \"id\" FETCH FIRST 10 ROWS ONLY"));
      }
      for (Sql sql : statements) {
        try (PreparedStatement s = sql.prepare(c);
            ResultSet r = s.executeQuery()) {
          r.next();
          assertThat(r.getString(1)).contains("wells_cell").doesNotContain("tableScan");
        }
      }
    }
  }

  @Test
  void aFileOfAnEarlierVersionLosesItsSpatialIndexesAndNothingElse() throws SQLException {
    Path directory = folder.resolve("before");
    fill(directory);
    long expected;
    try (SqlFeatureStore store = open(directory)) {
      expected = inBox(store);
    }
    assertThat(expected).isBetween(40L, 120L);
    asBefore(directory);
    for (int start = 0; start < 2; start++) {
      try (SqlFeatureStore store = open(directory)) {
        assertThat(inBox(store)).isEqualTo(expected);
        assertThat(store.state(view).count()).isEqualTo(2000);
      }
    }
    try (Connection c = connect(directory);
        Statement s = c.createStatement()) {
      assertThat(indexes(s)).contains("wells_cell", "lanes_cell").noneMatch("SPATIAL"::equals);
      // Broken off after the spatial indexes were taken away, and again before the index was made.
      s.execute("DROP INDEX \"wells_cell\"");
      s.execute("DROP INDEX \"lanes_cell\"");
      s.execute("ALTER TABLE \"lanes\" DROP COLUMN \"_cell\"");
    }
    try (SqlFeatureStore store = open(directory)) {
      assertThat(inBox(store)).isEqualTo(expected);
    }
    try (Connection c = connect(directory);
        Statement s = c.createStatement()) {
      assertThat(indexes(s)).contains("wells_cell", "lanes_cell");
    }
  }

  /** Names, with the word SPATIAL for each that is one. */
  private static List<String> indexes(Statement s) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet r =
        s.executeQuery("SELECT INDEX_NAME, INDEX_TYPE_NAME FROM INFORMATION_SCHEMA.INDEXES")) {
      while (r.next()) {
        names.add(r.getString(2).startsWith("SPATIAL") ? "SPATIAL" : r.getString(1));
      }
    }
    return names;
  }

  /**
   * What a kill leaves is what is in the file when another transaction was written while one was
   * open: a copy of the file then opens with cells, and does not with H2's spatial index.
   */
  @Test
  void aFileWithAnOpenWriteOpensAgain() throws Exception {
    Path directory = folder.resolve("killed");
    fill(directory);
    Path copy = copyWithAnOpenWrite(directory, folder.resolve("copy"));
    try (SqlFeatureStore store = open(copy)) {
      assertThat(store.state(view).count()).as("the open write is undone").isEqualTo(2000);
    }
    asBefore(directory);
    Path damaged = copyWithAnOpenWrite(directory, folder.resolve("damaged"));
    assertThatThrownBy(() -> open(damaged))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.dataDirectory()).isEqualTo(damaged))
        .hasMessageContaining("손상")
        .hasMessageContaining("damaged");
  }

  /** Whatever is in the file when a change of a table is broken off. */
  @Test
  void aChangeOfATableMayBeBrokenOffAnywhere() throws Exception {
    Path directory = folder.resolve("altered");
    fill(directory);
    asBefore(directory);
    List<Path> states;
    try (Connection c = WatchedFile.connect(directory);
        Statement s = c.createStatement()) {
      s.execute("ALTER TABLE \"wells\" ADD CONSTRAINT \"wells_of_ours\" CHECK (\"families\" < 99)");
      states =
          WatchedFile.states(
              folder.resolve("states"),
              () -> {
                H2Cells.register(c);
                H2Cells.bring(c);
              });
    }
    assertThat(states).hasSizeGreaterThan(8);
    for (Path state : states) {
      try (SqlFeatureStore store = open(state)) {
        assertThat(inBox(store)).as("%s", state).isBetween(40L, 120L);
        assertThat(store.state(view).count()).as("%s", state).isEqualTo(2000);
      }
      try (Connection c = connect(state);
          Statement s = c.createStatement();
          ResultSet r =
              s.executeQuery(
                  "SELECT COUNT(*), COUNT(CASE WHEN CONSTRAINT_NAME = 'wells_of_ours' THEN 1 END),"
                      + " COUNT(CASE WHEN TABLE_NAME LIKE '%COPY%' THEN 1 END),"
                      + " COUNT(CASE WHEN CONSTRAINT_NAME LIKE '%COPY%' THEN 1 END)"
                      + " FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS")) {
        r.next();
        assertThat(r.getInt(2)).as("%s: its own constraint", state).isEqualTo(1);
        assertThat(r.getInt(3) + r.getInt(4)).as("%s: what is left over", state).isZero();
      }
    }
  }

  /** Texts that H2 keeps apart from their rows may be lost at a kill. */
  @Test
  void longTextsAreInTheirRowsAlsoThoseOfAnEarlierVersion() throws Exception {
    Path directory = folder.resolve("texts");
    String definitions = "SELECT SUM(ORA_HASH(\"definition\")) FROM \"maeul_layer\"";
    fill(directory);
    assertThat(keptApart(directory)).isZero();
    long before;
    try (Connection c = connect(directory);
        Statement s = c.createStatement()) {
      s.execute("SET MAX_LENGTH_INPLACE_LOB 256");
      s.execute(
          "UPDATE \"maeul_layer\" SET \"definition\" = CAST(\"definition\" AS CHARACTER VARYING)");
      before = one(s, definitions);
      s.execute("SHUTDOWN");
    }
    assertThat(keptApart(directory)).isPositive();
    open(directory).close();
    try (Connection c = connect(directory);
        Statement s = c.createStatement()) {
      assertThat(one(s, definitions)).isEqualTo(before);
      s.execute("SHUTDOWN");
    }
    assertThat(keptApart(directory)).isZero();
  }

  private static long one(Statement s, String query) throws SQLException {
    try (ResultSet r = s.executeQuery(query)) {
      r.next();
      return r.getLong(1);
    }
  }

  private static long keptApart(Path directory) {
    try (MVStore file =
        new MVStore.Builder()
            .fileName(directory.resolve("maeul.mv.db").toString())
            .readOnly()
            .open()) {
      return file.openMap(
              "lobData",
              new MVMap.Builder<Long, byte[]>()
                  .keyType(LongDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE))
          .sizeAsLong();
    }
  }

  private static Path copyWithAnOpenWrite(Path from, Path to) throws Exception {
    try (Connection open = connect(from);
        Connection other = connect(from);
        Statement writes = open.createStatement();
        Statement commits = other.createStatement()) {
      open.setAutoCommit(false);
      writes.execute("DELETE FROM \"wells\" WHERE \"id\" < 'w2'");
      writes.execute(
          "INSERT INTO \"wells\" (\"id\", \"location\") SELECT 'n' || X,"
              + " CAST('SRID=4326;POINT(' || (127 + X / 500.0) || ' 35.3)' AS GEOMETRY)"
              + " FROM SYSTEM_RANGE(1, 400)");
      commits.execute("UPDATE \"maeul_layer\" SET \"revision\" = \"revision\" + 1");
      commits.execute("CHECKPOINT SYNC");
      Files.createDirectories(to);
      Files.copy(from.resolve("maeul.mv.db"), to.resolve("maeul.mv.db"));
      open.rollback();
    }
    return to;
  }

  @Test
  void nobodyButTheServicesUserReadsItsFolder() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path there = Files.createDirectory(folder.resolve("var"));
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-xr-x"));
    open(there).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(there.resolve("maeul.mv.db"))))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(openedAt(folder.resolve("new")))))
        .isEqualTo("rwx------");
  }

  /** From the first moment on, and not only once all is well. */
  @Test
  void nobodyElseReadsTheFileWhileItIsMade() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path there = folder.resolve("cut short");
    assertThatThrownBy(
            () -> Database.open(TestDatabase.h2gis(there).settings(), there, "no version"))
        .isInstanceOf(RuntimeException.class);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(there.resolve("maeul.mv.db"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rwx------");
    openedAt(there);
  }

  private Path openedAt(Path directory) {
    open(directory).close();
    return directory;
  }
}
