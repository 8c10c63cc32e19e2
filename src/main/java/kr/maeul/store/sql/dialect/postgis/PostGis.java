package kr.maeul.store.sql.dialect.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kr.maeul.db.engine.Engine;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.layer.file.SnakeCase;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.sql.dialect.CqlDialect;
import kr.maeul.store.sql.dialect.Dialect;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/** PostgreSQL with PostGIS 3. */
public final class PostGis extends Dialect {
  private final PairShares shares = new PairShares();
  private final Set<String> unindexed = ConcurrentHashMap.newKeySet();

  private static final double SPHERE_ERROR = 0.01;

  public PostGis(Engine engine, Clock clock) {
    super(engine, clock);
  }

  @Override
  public String columnType(PropertyType type) {
    return switch (type) {
      case STRING -> "text COLLATE \"C\"";
      case INTEGER -> "bigint";
      case NUMBER -> "double precision";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATE_TIME -> "timestamptz";
      case STRING_LIST -> "text[]";
    };
  }

  @Override
  protected String idType() {
    return "text COLLATE \"C\"";
  }

  @Override
  public String idColumn() {
    return super.idColumn() + " DEFAULT gen_random_uuid()::text";
  }

  /**
   * Tiles are drawn from the projected geometry, which is kept beside the other one. Web Mercator
   * ends at 85.06°, so what lies beyond is cut off first: PROJ refuses the poles.
   */
  @Override
  public List<String> finishTable(Layer layer) {
    String table = Dialect.table(layer);
    String g = Dialect.geometry(layer);
    String projected = Sql.quote(SnakeCase.of(layer.geometry().name()) + "_3857");
    return List.of(
        "ALTER TABLE "
            + table
            + " ADD COLUMN IF NOT EXISTS "
            + projected
            + " geometry(Geometry,3857) GENERATED ALWAYS AS (ST_Transform(CASE WHEN ST_YMin("
            + g
            + ") < -85.06 OR ST_YMax("
            + g
            + ") > 85.06 THEN ST_ClipByBox2D("
            + g
            + ", ST_MakeEnvelope(-180, -85.06, 180, 85.06, 4326)) ELSE "
            + g
            + " END, 3857)) STORED",
        "COMMENT ON COLUMN "
            + table
            + "."
            + projected
            + " IS "
            + Sql.literal(layer.geometry().title() + " (EPSG:3857)"),
        createIndex(layer),
        "CREATE TRIGGER maeul_touch AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "
            + table
            + " FOR EACH STATEMENT EXECUTE FUNCTION maeul_touch("
            + Sql.literal(layer.id())
            + ")");
  }

  @Override
  public String geometryColumn(GeometryType type) {
    return "geometry(" + type.geoJson() + ",4326)";
  }

  @Override
  public String membersShown(String list, String id, String rows) {
    return "(SELECT array_agg(m.v ORDER BY m.n) FROM unnest("
        + list
        + ") WITH ORDINALITY AS m(v, n) WHERE EXISTS (SELECT 1"
        + rows
        + " AND "
        + id
        + " = m.v COLLATE \"C\"))";
  }

  @Override
  public String listCheck(String column, List<String> values) {
    return column
        + " <@ ARRAY["
        + values.stream().map(Sql::literal).collect(Collectors.joining(", "))
        + "]::text[]";
  }

  @Override
  public String selectGeometry(String column) {
    return "ST_AsBinary(" + column + ")";
  }

  @Override
  public void bindGeometry(Sql sql, Geometry geometry) {
    byte[] ewkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, true).write(geometry);
    sql.add("ST_GeomFromEWKB(").bind(ewkb).add(")");
  }

  @Override
  public void distance(Sql sql, String column, Geometry from) {
    sql.add("ST_Distance(").add(column).add("::geography, ");
    bindGeometry(sql, from);
    sql.add("::geography)");
  }

  /**
   * The sphere decides where it is sure to, which is all but a narrow ring: it is 0.6 % off at most
   * and a quarter of the work. {@code ST_DWithin} takes twice as long as the distance itself.
   */
  @Override
  public void isWithin(Sql sql, String column, Geometry from, double metres) {
    sql.add("(");
    sphericalDistance(sql, column, from);
    sql.add(" <= ").bind(metres * (1 - SPHERE_ERROR)).add(" OR ");
    sphericalDistance(sql, column, from);
    sql.add(" <= ").bind(metres * (1 + SPHERE_ERROR)).add(" AND ");
    distance(sql, column, from);
    sql.add(" <= ").bind(metres).add(")");
  }

  private void sphericalDistance(Sql sql, String column, Geometry from) {
    sql.add("ST_Distance(").add(column).add("::geography, ");
    bindGeometry(sql, from);
    sql.add("::geography, false)");
  }

  @Override
  public boolean findsNearestByIndex() {
    return true;
  }

  @Override
  public void listContains(Sql sql, String column, Object member) {
    sql.add(column).add(" @> ARRAY[").bind(member).add("]::text[]");
  }

  @Override
  protected void matchesRegex(Sql sql, String expression, String regex) {
    sql.add(expression).add(" ~ ").bind(regex);
  }

  @Override
  public CqlDialect cql() {
    return new PostGisCql(this);
  }

  @Override
  public void keepSearchIndexes(Connection connection, Layer layer) throws SQLException {
    if (SearchIndexes.keep(connection, layer)) {
      unindexed.remove(layer.id());
    } else {
      unindexed.add(layer.id());
    }
  }

  @Override
  public Set<String> unindexed() {
    return unindexed;
  }

  @Override
  public boolean boundOfWords(Sql sql, View view, List<String> words) {
    // Without the index, to work the pairs out takes longer than to look for the words.
    return !unindexed.contains(view.layer().id()) && SearchIndexes.bound(sql, view, words);
  }

  @Override
  public boolean readsTitlesInOrder(View view) {
    return SearchIndexes.hasTitles(view);
  }

  /**
   * By the index it takes as long as there are rows with the words; one by one, until the wanted
   * ones are found. Rows take about as long either way.
   */
  @Override
  public boolean areFrequent(Connection connection, View view, List<String> words, int wanted)
      throws SQLException {
    PairShares.Estimate estimate =
        shares.of(connection, SearchIndexes.pairsIndex(view), SearchIndexes.pairsOf(words));
    return estimate.share() * estimate.share() * estimate.rows() > wanted;
  }

  @Override
  public boolean makesVectorTiles() {
    return true;
  }

  @Override
  public boolean touchesByItself() {
    return true;
  }

  @Override
  public List<String> createStage(Layer layer, String stage) {
    return List.of("CREATE TEMP TABLE " + stage + " (" + stageColumns(layer) + ") ON COMMIT DROP");
  }

  @Override
  public List<String> indexStage(String stage) {
    return List.of("CREATE INDEX ON " + stage + " (\"id\")", "ANALYZE " + stage);
  }

  @Override
  public StageWriter stageWriter(Connection connection, Layer layer, String stage)
      throws SQLException {
    return new CopyWriter(connection, layer, stage);
  }

  @Override
  public boolean createsStageInTransaction() {
    return true;
  }

  @Override
  protected String upsert(String table, List<String> columns, String rows) {
    return "INSERT INTO "
        + table
        + columns.stream().collect(Collectors.joining(", ", " (", ") "))
        + rows
        + columns.stream()
            .skip(1)
            .map(c -> c + " = excluded." + c)
            .collect(Collectors.joining(", ", " ON CONFLICT (\"id\") DO UPDATE SET ", ""));
  }

  private static String indexName(Layer layer) {
    return Sql.quote(Dialect.tableName(layer) + "_geometry");
  }

  private static String createIndex(Layer layer) {
    return "CREATE INDEX "
        + indexName(layer)
        + " ON "
        + Dialect.table(layer)
        + " USING gist ("
        + Dialect.geometry(layer)
        + ")";
  }

  @Override
  public List<String> dropIndexBeforeFilling(Layer layer) {
    List<String> statements = new ArrayList<>();
    // Before anything else: an index that is being made now is let finish, and no other begun.
    statements.add("LOCK TABLE " + Dialect.table(layer) + " IN ACCESS EXCLUSIVE MODE");
    statements.addAll(SearchIndexes.drop(layer));
    statements.add("DROP INDEX IF EXISTS " + indexName(layer));
    return statements;
  }

  @Override
  public List<String> indexAfterFilling(Layer layer) {
    List<String> statements = new ArrayList<>(SearchIndexes.create(layer));
    statements.add(createIndex(layer));
    return statements;
  }

  /** PostGIS orders geometries along a Hilbert curve. */
  @Override
  public String orderByPlace(Layer layer) {
    return " ORDER BY " + Dialect.geometry(layer);
  }

  @Override
  public void analyze(Connection connection, Layer layer) throws SQLException {
    Sql.execute(connection, List.of("ANALYZE " + Dialect.table(layer)));
  }
}
