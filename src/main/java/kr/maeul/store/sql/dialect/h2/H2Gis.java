package kr.maeul.store.sql.dialect.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kr.maeul.db.engine.H2Alterations;
import kr.maeul.db.engine.H2Texts;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.sql.dialect.CqlDialect;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Reach;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.locationtech.jts.geom.Geometry;

/** H2 with H2GIS, the embedded database. */
public final class H2Gis implements Dialect {
  private final Clock clock;
  private static final Set<Integer> DAMAGE =
      Set.of(
          ErrorCode.GENERAL_ERROR_1, // what nobody foresaw: a class cast, a null
          ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.ROW_NOT_FOUND_WHEN_DELETING_1,
          ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX);

  /** A file can be exchanged for an older one only while it is not open. */
  private final String epoch = Sql.literal(UUID.randomUUID().toString());

  private static final String DISTANCE = H2Functions.PREFIX + "DISTANCE";

  public H2Gis(Clock clock) {
    this.clock = clock;
  }

  @Override
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), TownZone.ID);
  }

  @Override
  public String migrations() {
    return "h2gis";
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    H2Alterations.end(connection);
    H2Texts.keepInRows(connection);
    dropStages(connection);
    H2Functions.register(connection);
    H2Cells.register(connection);
    H2Cells.bring(connection);
  }

  /** What loads left that ended with their process. */
  private static void dropStages(Connection connection) throws SQLException {
    List<String> left = new ArrayList<>();
    try (Statement s = connection.createStatement();
        ResultSet r =
            s.executeQuery(
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE LEFT(TABLE_NAME, "
                    + STAGE_PREFIX.length()
                    + ") = "
                    + Sql.literal(STAGE_PREFIX))) {
      while (r.next()) {
        left.add("DROP TABLE " + Sql.quote(r.getString(1)));
      }
    }
    Dialect.execute(connection, left);
  }

  @Override
  public void lockMigrations(Connection connection) {
    // The file belongs to one process.
  }

  @Override
  public void unlockMigrations(Connection connection) {
    // Nothing was locked.
  }

  @Override
  public boolean migratesInTransaction() {
    return false;
  }

  @Override
  public String columnType(PropertyType type) {
    return switch (type) {
      case STRING -> "CHARACTER VARYING";
      case INTEGER -> "BIGINT";
      case NUMBER -> "DOUBLE PRECISION";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case DATE_TIME -> "TIMESTAMP WITH TIME ZONE";
      case STRING_LIST -> "CHARACTER VARYING ARRAY";
    };
  }

  @Override
  public String idColumn() {
    return "CHARACTER VARYING(200) PRIMARY KEY";
  }

  @Override
  public List<String> finishTable(Layer layer) {
    return H2Cells.statements(Dialect.tableName(layer), Dialect.geometry(layer));
  }

  @Override
  public void addTable(Sql sql, Layer layer, Reach reach) {
    H2Cells.addTable(sql, layer, reach);
  }

  @Override
  public String geometryColumn(GeometryType type) {
    return type == GeometryType.ANY
        ? "GEOMETRY(GEOMETRY, 4326)"
        : "GEOMETRY(" + type.geoJson().toUpperCase(java.util.Locale.ROOT) + ", 4326)";
  }

  @Override
  public String membersShown(String list, String id, String rows) {
    String shown = "(SELECT ARRAY_AGG(" + id + ")" + rows + " AND " + id + " = ANY(" + list + "))";
    return H2Functions.PREFIX + "MEMBERS(" + list + ", " + shown + ")";
  }

  @Override
  public String listCheck(String column, List<String> values) {
    return null;
  }

  @Override
  public String selectGeometry(String column) {
    return column;
  }

  @Override
  public byte[] wkb(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }

  @Override
  public void bindGeometry(Sql sql, Geometry geometry) {
    sql.add("CAST(").bind(geometry).add(" AS GEOMETRY)");
  }

  @Override
  public void distance(Sql sql, String column, Geometry from) {
    sql.add(DISTANCE).add("(").add(column).add(", ");
    bindGeometry(sql, from);
    sql.add(")");
  }

  @Override
  public boolean findsNearestByIndex() {
    return false;
  }

  @Override
  public String sessionStart() {
    return "SET TIME ZONE 'UTC'";
  }

  /** At H2's repeatable read each table is seen as of when it was first read. */
  @Override
  public int snapshotIsolation() {
    return Constants.TRANSACTION_SNAPSHOT;
  }

  @Override
  public void listContains(Sql sql, String column, Object member) {
    sql.add("ARRAY_CONTAINS(").add(column).add(", ").bind(member).add(")");
  }

  @Override
  public void matchesRegex(Sql sql, String expression, String regex) {
    sql.add("REGEXP_LIKE(").add(expression).add(", ").bind(regex).add(")");
  }

  @Override
  public CqlDialect cql() {
    return new H2GisCql(this);
  }

  @Override
  public void keepSearchIndexes(Connection connection, Layer layer) {
    // There are none; what is embedded is small enough to be read through.
  }

  @Override
  public boolean boundOfWords(Sql sql, View view, List<String> words) {
    return false;
  }

  @Override
  public boolean readsTitlesInOrder(View view) {
    return false;
  }

  @Override
  public boolean areFrequent(Connection connection, View view, List<String> words, int wanted) {
    return false;
  }

  @Override
  public List<String> firstIds(
      Connection connection, List<Consumer<Sql>> order, Consumer<Sql> fromWhere, int most)
      throws SQLException {
    return H2First.ids(connection, order, fromWhere, most);
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public boolean makesVectorTiles() {
    return false;
  }

  @Override
  public boolean touchesByItself() {
    return false;
  }

  @Override
  public List<String> createStage(Layer layer, String stage) {
    List<String> columns = new ArrayList<>();
    columns.add(PLACE + " BIGINT NOT NULL");
    columns.add(MARK + " CHARACTER VARYING");
    columns.add("\"id\" CHARACTER VARYING(200) NOT NULL");
    columns.add(Dialect.geometry(layer) + " GEOMETRY");
    for (Property p : layer.properties()) {
      columns.add(Dialect.column(p) + " " + columnType(p.type()));
    }
    // Not a temporary one: at a crash H2 forgets those but not that a transaction wrote to them,
    // and
    // then cannot open the file any more.
    return List.of(
        "CREATE TABLE " + stage + " (" + String.join(", ", columns) + ")",
        "CREATE INDEX ON " + stage + " (\"id\", " + PLACE + ")");
  }

  @Override
  public List<String> indexStage(String stage) {
    return List.of(); // it has its index from the beginning: making one commits
  }

  @Override
  public StageWriter stageWriter(Connection connection, Layer layer, String stage)
      throws SQLException {
    return new BatchWriter(connection, layer, stage);
  }

  @Override
  public boolean createsStageInTransaction() {
    return false; // creating a table commits
  }

  @Override
  public void upsertFromStage(Connection connection, Layer layer, String stage, String condition)
      throws SQLException {
    List<String> columns = Dialect.columns(layer);
    String list = String.join(", ", columns);
    String updates =
        columns.stream().skip(1).map(c -> c + " = s." + c).collect(Collectors.joining(", "));
    String given = columns.stream().map(c -> "s." + c).collect(Collectors.joining(", "));
    Dialect.execute(
        connection,
        List.of(
            "MERGE INTO "
                + Dialect.table(layer)
                + " t USING (SELECT "
                + list
                + " FROM "
                + stage
                + " s WHERE "
                + condition
                + ") s ON t.\"id\" = s.\"id\" WHEN MATCHED THEN UPDATE SET "
                + updates
                + " WHEN NOT MATCHED THEN INSERT ("
                + list
                + ") VALUES ("
                + given
                + ")"));
  }

  @Override
  public List<String> dropIndexBeforeFilling(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> indexAfterFilling(Layer layer) {
    return List.of();
  }

  @Override
  public void analyze(Connection connection, Layer layer) {
    // H2 keeps its statistics itself.
  }

  @Override
  public void shutDown(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute("SHUTDOWN");
    }
  }

  /** Whether an error at opening says that the file is not what it should be. */
  public static boolean tellsDamage(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLException s && DAMAGE.contains(s.getErrorCode())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
      session.cancel(); // looked at every hundred rows or so
    }
  }

  @Override
  public String explain(SQLException error) {
    if (error.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
      return "내장 데이터베이스를 다른 프로그램이 쓰고 있습니다. 서버를 멈추고 다시 하거나 PostGIS를 쓰세요."
          + " / The embedded database is in use by another process; stop the server first, or use PostGIS.";
    }
    return null;
  }

  /** Inserts in batches. */
  private static final class BatchWriter implements StageWriter {
    private static final int BATCH = 500;
    private final List<Property> properties;
    private final PreparedStatement insert;
    private int waiting;

    BatchWriter(Connection connection, Layer layer, String stage) throws SQLException {
      properties = layer.properties();
      List<String> columns = Dialect.columns(layer);
      insert =
          connection.prepareStatement(
              "INSERT INTO "
                  + stage
                  + " ("
                  + PLACE
                  + ", "
                  + MARK
                  + ", "
                  + String.join(", ", columns)
                  + ") VALUES (?, ?, "
                  + String.join(", ", Collections.nCopies(columns.size(), "?"))
                  + ")");
    }

    @Override
    public void write(long place, String id, Feature feature, String mark) throws SQLException {
      insert.setLong(1, place);
      insert.setString(2, mark);
      insert.setString(3, id);
      insert.setObject(4, feature.geometry());
      for (int i = 0; i < properties.size(); i++) {
        Object value = feature.properties().get(properties.get(i).name());
        insert.setObject(5 + i, value instanceof List<?> list ? list.toArray() : value);
      }
      insert.addBatch();
      if (++waiting == BATCH) {
        insert.executeBatch();
        waiting = 0;
      }
    }

    @Override
    public void finish() throws SQLException {
      if (waiting > 0) {
        insert.executeBatch();
      }
      insert.close();
    }

    @Override
    public void cancel() {
      try {
        insert.close();
      } catch (SQLException e) {
        // The transaction is rolled back anyway.
      }
    }
  }
}
