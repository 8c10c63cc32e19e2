package kr.maeul.store.sql.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import org.locationtech.jts.geom.Geometry;

/** What one database says differently from the other. */
public interface Dialect {
  /** Column of a stage that says where a row came from. No property can be called so. */
  String PLACE = "\"_place\"";

  /** Column of a stage that says what is to become of a row. No property can be called so. */
  String MARK = "\"_mark\"";

  /** The day in the town's time zone, by which values end that rows are shown by. */
  LocalDate today();

  /** Folder under {@code db} of the core tables' migrations that only this database has. */
  String migrations();

  /**
   * Makes the spatial functions available, and checks that the database can keep what it is given.
   */
  void prepare(Connection connection) throws SQLException;

  /**
   * Keeps other instances from migrating at the same time, until the connection is unlocked or
   * closed.
   */
  void lockMigrations(Connection connection) throws SQLException;

  void unlockMigrations(Connection connection) throws SQLException;

  /** Whether tables can be made and changed within a transaction. */
  boolean migratesInTransaction();

  String columnType(PropertyType type);

  /** Type of a geometry column in EPSG:4326, longitude first. */
  String geometryColumn(GeometryType type);

  /** Run once on every new connection. */
  String sessionStart();

  /** The same where only statements come whose best plan is always the same. */
  default String shortSessionStart() {
    return sessionStart();
  }

  /**
   * The level at which all statements of a transaction see what was there when it began, whichever
   * tables they read.
   */
  int snapshotIsolation();

  /** Definition of the id column, without its name. */
  String idColumn();

  /**
   * Statements that make the table complete once its columns are there: index, projected geometry,
   * trigger.
   */
  List<String> finishTable(Layer layer);

  /**
   * Adds the layer's table to a {@code FROM}, with whatever else lets the database find the rows in
   * reach; not all of the others need to be left out.
   */
  default void addTable(Sql sql, Layer layer, Reach reach) {
    sql.add(table(layer));
  }

  /**
   * A check that a list holds nothing but these values, or null where the database cannot say it.
   */
  String listCheck(String column, List<String> values);

  /** An expression for a geometry column that {@link #wkb} reads. */
  String selectGeometry(String column);

  byte[] wkb(ResultSet row, int column) throws SQLException;

  /** Binds a geometry in EPSG:4326, longitude first. */
  void bindGeometry(Sql sql, Geometry geometry);

  /** Binds the distance on the ellipsoid of a geometry column from a geometry, in metres. */
  void distance(Sql sql, String column, Geometry from);

  /** Binds a condition that a geometry column comes within a distance of a geometry. */
  default void isWithin(Sql sql, String column, Geometry from, double metres) {
    distance(sql, column, from);
    sql.add(" <= ").bind(metres);
  }

  /** Whether {@code <->} finds what is nearest in degrees by the spatial index. */
  boolean findsNearestByIndex();

  /**
   * An expression for the members of a list that stand in the ids of other rows, in their order;
   * null where none does.
   *
   * @param list a column
   * @param id the other rows' id
   * @param rows {@code FROM} and {@code WHERE} of them
   */
  String membersShown(String list, String id, String rows);

  /** Binds a condition that a list has a member. */
  void listContains(Sql sql, String column, Object member);

  /**
   * Binds a condition that an expression matches a regular expression of literals, classes and
   * anchors.
   */
  void matchesRegex(Sql sql, String expression, String regex);

  /** What CQL2 filters need. */
  CqlDialect cql();

  /**
   * Brings the indexes for text search to where the layer file is. They hold nothing that is not in
   * the table, so they come and go freely. Those that would take long are left for {@code
   * Indexing}.
   */
  void keepSearchIndexes(Connection connection, Layer layer) throws SQLException;

  /** Ids of layers whose indexes for text search are still to be made. */
  default Set<String> unindexed() {
    return Set.of();
  }

  /**
   * Binds a condition that an index can answer and that every row with these words meets, if there
   * is one; whether a row has the words is still to be asked.
   *
   * @return whether a condition was added
   */
  boolean boundOfWords(Sql sql, View view, List<String> words);

  /**
   * Whether the titles of a view can be read in order, and so those that begin with a text quickly.
   */
  boolean readsTitlesInOrder(View view);

  /**
   * Whether so many rows have these words that it is quicker to look at one row after the other
   * until enough are found.
   *
   * @param wanted rows that are enough
   */
  boolean areFrequent(Connection connection, View view, List<String> words, int wanted)
      throws SQLException;

  /**
   * The ids of the first rows in an order, of however many there are.
   *
   * @param order adds an expression to order by each; the ids come last
   * @param fromWhere adds {@code FROM} and which rows
   */
  default List<String> firstIds(
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
    List<String> ids = new ArrayList<>();
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        ids.add(r.getString(1));
      }
    }
    return ids;
  }

  /**
   * An expression that names the epoch (see {@code Epoch}): a text that is another one whenever
   * what the database holds may have been put back to an earlier time.
   */
  String epoch();

  /** Whether there is {@code ST_AsMVT}. */
  boolean makesVectorTiles();

  /** Whether writes raise the layer's revision by themselves. */
  boolean touchesByItself();

  /** How names of stages begin; no layer's table can be called so. */
  String STAGE_PREFIX = "maeul_stage_";

  /** A table for a while, with a place, a mark and all columns of the layer. */
  List<String> createStage(Layer layer, String stage);

  /** Statements that let the rows of a filled stage be found by their id. */
  List<String> indexStage(String stage);

  /** Whether the stage may be made within the load's transaction, rather than before it. */
  boolean createsStageInTransaction();

  /** Fills the stage; closing it flushes. */
  StageWriter stageWriter(Connection connection, Layer layer, String stage) throws SQLException;

  /**
   * Moves rows of the stage into the table, replacing rows of the same id.
   *
   * @param stage its name; its rows are called {@code s}
   * @param condition which of them
   */
  void upsertFromStage(Connection connection, Layer layer, String stage, String condition)
      throws SQLException;

  /**
   * Statements to take the indexes but the key away before an empty table is filled, and {@link
   * #indexAfterFilling} to make it again, which is quicker than keeping it up row by row; none
   * where that cannot be part of a transaction.
   */
  List<String> dropIndexBeforeFilling(Layer layer);

  List<String> indexAfterFilling(Layer layer);

  /**
   * An {@code ORDER BY} that puts rows side by side which are so on the ground, or nothing: whoever
   * reads a neighbourhood then reads few pages of the table.
   */
  default String orderByPlace(Layer layer) {
    return "";
  }

  /** Tells the planner about a table that has changed much. */
  void analyze(Connection connection, Layer layer) throws SQLException;

  /** Makes a statement that reads a whole table quick, without holding all of its rows. */
  default void readInBulk(PreparedStatement statement) throws SQLException {
    statement.setFetchSize(10_000);
  }

  /** Ends the database's own affairs before the last connection closes. */
  void shutDown(Connection connection) throws SQLException;

  /** Stops the statement that another thread has under way on a connection, if there is one. */
  void cancel(Connection connection) throws SQLException;

  /** A sentence for an error that whoever runs the service can do something about, or null. */
  String explain(SQLException error);

  /** Writes features into a stage, in bulk. */
  interface StageWriter {
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
  static String table(Layer layer) {
    return Sql.quote(tableName(layer));
  }

  static String tableName(Layer layer) {
    return kr.maeul.layer.file.SnakeCase.of(layer.id());
  }

  static String column(Property property) {
    return Sql.quote(kr.maeul.layer.file.SnakeCase.of(property.name()));
  }

  static String geometry(Layer layer) {
    return Sql.quote(kr.maeul.layer.file.SnakeCase.of(layer.geometry().name()));
  }

  /** Names of all columns that come from a feature: id, geometry, properties. */
  static List<String> columns(Layer layer) {
    List<String> all = new java.util.ArrayList<>();
    all.add("\"id\"");
    all.add(geometry(layer));
    layer.properties().forEach(p -> all.add(column(p)));
    return all;
  }

  /** Runs statements that bind nothing. */
  static void execute(Connection connection, List<String> statements) throws SQLException {
    for (String sql : statements) {
      try (PreparedStatement s = connection.prepareStatement(sql)) {
        s.execute();
      }
    }
  }
}
