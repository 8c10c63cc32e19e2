package kr.maeul.store.sql.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kr.maeul.db.engine.Engine;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Layer;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.sql.dialect.CqlDialect;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Reach;
import org.locationtech.jts.geom.Geometry;

/** H2 with H2GIS, the embedded database. */
public final class H2Gis extends Dialect {
  private static final String DISTANCE = H2Functions.PREFIX + "DISTANCE";

  public H2Gis(Engine engine, Clock clock) {
    super(engine, clock);
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    dropStages(connection);
    H2Functions.register(connection);
    H2Cells.register(connection);
    H2Cells.bring(connection);
  }

  /** What loads left that ended with their process. */
  private static void dropStages(Connection connection) throws SQLException {
    Sql left = new Sql().add("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE LEFT(");
    left.add("TABLE_NAME, " + STAGE_PREFIX.length() + ") = ").bind(STAGE_PREFIX);
    Sql.execute(connection, left.list(connection, r -> "DROP TABLE " + Sql.quote(r.getString(1))));
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
  protected String idType() {
    return "CHARACTER VARYING(200)";
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
        : "GEOMETRY(" + type.geoJson().toUpperCase(Locale.ROOT) + ", 4326)";
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
  public void listContains(Sql sql, String column, Object member) {
    sql.add("ARRAY_CONTAINS(").add(column).add(", ").bind(member).add(")");
  }

  @Override
  protected void matchesRegex(Sql sql, String expression, String regex) {
    sql.add("REGEXP_LIKE(").add(expression).add(", ").bind(regex).add(")");
  }

  @Override
  public CqlDialect cql() {
    return new H2GisCql(this);
  }

  @Override
  public List<String> firstIds(
      Connection connection, List<Consumer<Sql>> order, Consumer<Sql> fromWhere, int most)
      throws SQLException {
    return H2First.ids(connection, order, fromWhere, most);
  }

  @Override
  public boolean makesVectorTiles() {
    return false;
  }

  @Override
  public boolean touchesByItself() {
    return false;
  }

  /**
   * Not a temporary table: at a crash H2 forgets those but not that a transaction wrote to them,
   * and then cannot open the file any more. Its index is made with it, as making one commits.
   */
  @Override
  public List<String> createStage(Layer layer, String stage) {
    return List.of(
        "CREATE TABLE " + stage + " (" + stageColumns(layer) + ")",
        "CREATE INDEX ON " + stage + " (\"id\", " + PLACE + ")");
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
  protected String upsert(String table, List<String> columns, String rows) {
    return "MERGE INTO "
        + table
        + " t USING ("
        + rows
        + ") s ON t.\"id\" = s.\"id\" WHEN MATCHED THEN UPDATE SET "
        + columns.stream().skip(1).map(c -> c + " = s." + c).collect(Collectors.joining(", "))
        + columns.stream().collect(Collectors.joining(", ", " WHEN NOT MATCHED THEN INSERT (", ")"))
        + columns.stream().map(c -> "s." + c).collect(Collectors.joining(", ", " VALUES (", ")"));
  }
}
