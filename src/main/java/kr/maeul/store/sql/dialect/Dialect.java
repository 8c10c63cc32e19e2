package kr.maeul.store.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import kr.maeul.db.engine.Engine;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.file.SnakeCase;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import org.locationtech.jts.geom.Geometry;

/**
 * What PostGIS and H2GIS do differently about features, geometries and layers' tables. Safe for use
 * by several threads.
 */
public abstract class Dialect {
  /** Column of a stage that says where a row came from. No property can be called so. */
  public static final String PLACE = "\"_place\"";

  /** Column of a stage that says what is to become of a row. No property can be called so. */
  public static final String MARK = "\"_mark\"";

  private final Engine engine;
  private final Clock clock;

  /**
   * @param clock by which days begin
   */
  protected Dialect(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What the same database does differently about connections, transactions and errors. */
  public Engine engine() {
    return engine;
  }

  /** An error of the database as callers of the store know it. */
  public DatabaseException failure(SQLException error) {
    return engine.failure(error);
  }

  /** Today in the town's time zone; the day after which values that rows are shown by end. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), TownZone.ID);
  }

  /**
   * Makes the functions known that tables and queries need, before any of these is used. Call while
   * migrations are locked.
   */
  public void prepare(Connection connection) throws SQLException {}

  public abstract String columnType(PropertyType type);

  /** Type of a geometry column in EPSG:4326, longitude first. */
  public abstract String geometryColumn(GeometryType type);

  protected abstract String idType();

  /** Definition of the id column, without its name. */
  public String idColumn() {
    return idType() + " PRIMARY KEY";
  }

  /**
   * Statements that make the table complete once its columns are there: index, projected geometry,
   * trigger.
   */
  public abstract List<String> finishTable(Layer layer);

  /**
   * Adds the layer's table to a {@code FROM}, with whatever else lets the database find the rows in
   * reach; not all of the others need to be left out.
   */
  public void addTable(Sql sql, Layer layer, Reach reach) {
    sql.add(table(layer));
  }

  /**
   * A check that a list holds nothing but these values, or null where the database cannot say it.
   */
  public abstract String listCheck(String column, List<String> values);

  /** An expression for a geometry column that reads as WKB. */
  public abstract String selectGeometry(String column);

  /** Binds a geometry in EPSG:4326, longitude first. */
  public abstract void bindGeometry(Sql sql, Geometry geometry);

  /** Binds the distance on the ellipsoid of a geometry column from a geometry, in metres. */
  public abstract void distance(Sql sql, String column, Geometry from);

  /** Binds a condition that a geometry column comes within a distance of a geometry. */
  public void isWithin(Sql sql, String column, Geometry from, double metres) {
    distance(sql, column, from);
    sql.add(" <= ").bind(metres);
  }

  /** Whether {@code <->} finds what is nearest in degrees by the spatial index. */
  public abstract boolean findsNearestByIndex();

  /**
   * An expression for the members of a list that stand in the ids of other rows, in their order;
   * null where none does.
   *
   * @param list a column
   * @param id the other rows' id
   * @param rows {@code FROM} and {@code WHERE} of them
   */
  public abstract String membersShown(String list, String id, String rows);

  /** Binds a condition that a list has a member. */
  public abstract void listContains(Sql sql, String column, Object member);

  /**
   * Binds a condition that an expression matches a regular expression of literals, classes and
   * anchors.
   */
  protected abstract void matchesRegex(Sql sql, String expression, String regex);

  /** What CQL2 filters need. */
  public abstract CqlDialect cql();

  /**
   * Brings the indexes for text search to where the layer file is. They hold nothing that is not in
   * the table, so they come and go freely. Those that would take long are left for {@code
   * Indexing}.
   */
  public void keepSearchIndexes(Connection connection, Layer layer) throws SQLException {}

  /** Ids of layers whose indexes for text search are still to be made. */
  public Set<String> unindexed() {
    return Set.of();
  }

  /**
   * Binds a condition that an index can answer and that every row with these words meets, if there
   * is one; whether a row has the words is still to be asked.
   *
   * @return whether a condition was added
   */
  public boolean boundOfWords(Sql sql, View view, List<String> words) {
    return false;
  }

  /**
   * Whether the titles of a view can be read in order, and so those that begin with a text quickly.
   */
  public boolean readsTitlesInOrder(View view) {
    return false;
  }

  /**
   * Whether so many rows have these words that it is quicker to look at one row after the other
   * until enough are found.
   *
   * @param wanted rows that are enough
   */
  public boolean areFrequent(Connection connection, View view, List<String> words, int wanted)
      throws SQLException {
    return false;
  }

  /**
   * The ids of the first rows in an order, of however many there are.
   *
   * @param order adds an expression to order by each; the ids come last
   * @param fromWhere adds {@code FROM} and which rows
   */
  public List<String> firstIds(
      Connection connection, List<Consumer<Sql>> order, Consumer<Sql> fromWhere, int most)
      throws SQLException {
    Sql sql = new Sql().add("SELECT \"id\"");
    fromWhere.accept(sql);
    sql.add(" ORDER BY ");
    for (Consumer<Sql> by : order) {
      by.accept(sql);
      sql.add(", ");
    }
    sql.add("\"id\" FETCH FIRST ").bind(most).add(" ROWS ONLY");
    return sql.list(connection, r -> r.getString(1));
  }

  /** Whether there is {@code ST_AsMVT}. */
  public abstract boolean makesVectorTiles();

  /** Whether writes raise the layer's revision by themselves. */
  public abstract boolean touchesByItself();

  /** How names of stages begin; no layer's table can be called so. */
  public static final String STAGE_PREFIX = "maeul_stage_";

  /** A table for a while, with a place, a mark and all columns of the layer. */
  public abstract List<String> createStage(Layer layer, String stage);

  /** The columns of a stage, with their types. */
  protected final String stageColumns(Layer layer) {
    List<String> columns = new ArrayList<>();
    columns.add(PLACE + " bigint NOT NULL");
    columns.add(MARK + " " + columnType(PropertyType.STRING));
    columns.add("\"id\" " + idType() + " NOT NULL");
    columns.add(geometry(layer) + " geometry");
    for (Property p : layer.properties()) {
      columns.add(column(p) + " " + columnType(p.type()));
    }
    return String.join(", ", columns);
  }

  /** Statements that let the rows of a filled stage be found by their id. */
  public List<String> indexStage(String stage) {
    return List.of();
  }

  /** Whether the stage may be made within the load's transaction, rather than before it. */
  public abstract boolean createsStageInTransaction();

  /** Fills the stage; closing it flushes. */
  public abstract StageWriter stageWriter(Connection connection, Layer layer, String stage)
      throws SQLException;

  /**
   * Moves rows of the stage into the table, replacing rows of the same id.
   *
   * @param stage its name; its rows are called {@code s}
   * @param condition which of them
   */
  public void upsertFromStage(Connection connection, Layer layer, String stage, String condition)
      throws SQLException {
    List<String> columns = columns(layer);
    String rows =
        "SELECT " + String.join(", ", columns) + " FROM " + stage + " s WHERE " + condition;
    Sql.execute(connection, List.of(upsert(table(layer), columns, rows)));
  }

  /**
   * A statement that adds rows to a table, replacing those of the same id.
   *
   * @param columns the id first
   * @param rows a {@code SELECT} of these columns
   */
  protected abstract String upsert(String table, List<String> columns, String rows);

  /**
   * Statements to take the indexes but the key away before an empty table is filled, and {@link
   * #indexAfterFilling} to make it again, which is quicker than keeping it up row by row; none
   * where that cannot be part of a transaction.
   */
  public List<String> dropIndexBeforeFilling(Layer layer) {
    return List.of();
  }

  public List<String> indexAfterFilling(Layer layer) {
    return List.of();
  }

  /**
   * An {@code ORDER BY} that puts rows side by side which are so on the ground, or nothing: whoever
   * reads a neighbourhood then reads few pages of the table.
   */
  public String orderByPlace(Layer layer) {
    return "";
  }

  /** Tells the planner about a table that has changed much. */
  public void analyze(Connection connection, Layer layer) throws SQLException {}

  /** Writes features into a stage, in bulk. */
  public interface StageWriter {
    /**
     * @param mark see {@code LoadStage}, or null
     */
    void write(long place, String id, Feature feature, String mark) throws SQLException;

    /** Sends what is buffered; call once. */
    void finish() throws SQLException;

    /** Gives up what is under way. */
    void cancel();
  }

  /** Table and column names of a layer, quoted. */
  public static String table(Layer layer) {
    return Sql.quote(tableName(layer));
  }

  public static String tableName(Layer layer) {
    return SnakeCase.of(layer.id());
  }

  public static String column(Property property) {
    return Sql.quote(SnakeCase.of(property.name()));
  }

  public static String geometry(Layer layer) {
    return Sql.quote(SnakeCase.of(layer.geometry().name()));
  }

  /** Names of all columns that come from a feature: id, geometry, properties. */
  public static List<String> columns(Layer layer) {
    List<String> all = new ArrayList<>();
    all.add("\"id\"");
    all.add(geometry(layer));
    layer.properties().forEach(p -> all.add(column(p)));
    return all;
  }
}
