package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.db.pool.Turns;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;
import kr.maeul.store.sql.row.FeatureRows;
import kr.maeul.store.sql.row.TimeOrderedId;

/**
 * The table in which the features of a load wait, in the load's transaction: whole rows to be
 * written, and ids of rows to be taken away. Closing it without a commit undoes the transaction.
 * For one thread.
 */
final class LoadStage implements AutoCloseable {
  /** Marks a row that the layer has just like this. */
  static final String SAME = "=";

  /** Marks a row that the layer is to have no more. */
  static final String GONE = "-";

  /** Marks a row that is staged for a moment, so that the layer's is not taken for gone. */
  private static final String SPARED = "!";

  /** Stands between the commas of a mark where a row is a part of a feature. */
  static final String PART = "?";

  /** Of rows {@code s} that are to be written. */
  static final String TO_WRITE = toWrite("s.");

  /** Rows that are read at once. */
  static final int ROWS_FETCHED = 500;

  private static final TimeOrderedId IDS = new TimeOrderedId();

  private final Connection connection;
  private final Dialect dialect;
  private final Layer layer;
  private final String name;
  private Dialect.StageWriter writer;
  private final Turns turns;
  private Turns.Turn turn = () -> {};
  private boolean finished;
  private boolean committed;

  /**
   * Begins the transaction; closes the connection should that fail.
   *
   * @param turns taken for each row that is staged, and from {@link #lock} to the end
   */
  LoadStage(Connection connection, Dialect dialect, Layer layer, Turns turns) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.layer = layer;
    this.turns = turns;
    synchronized (IDS) {
      name = Sql.quote(Dialect.STAGE_PREFIX + IDS.next().replace('-', '_'));
    }
    try (Turns.Turn now = turns.take()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      if (!dialect.createsStageInTransaction()) {
        Sql.execute(connection, dialect.createStage(layer, name));
        connection.setAutoCommit(false);
      } else {
        connection.setAutoCommit(false);
        Sql.execute(connection, dialect.createStage(layer, name));
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Condition that rows are to be written. */
  static String toWrite(String of) {
    return "COALESCE(" + of + Dialect.MARK + ", '') NOT IN ('" + SAME + "', '" + GONE + "')";
  }

  /**
   * Adds a row. Until {@link #finish} nothing else can be said on the connection.
   *
   * @param mark null, {@link #GONE}, or names of assumed properties, and {@link #PART}, between
   *     commas
   */
  void write(long place, String id, Feature feature, String mark) throws SQLException {
    if (writer == null) {
      writer = dialect.stageWriter(connection, layer, name);
    }
    try (Turns.Turn now = turns.take()) {
      writer.write(place, id, feature, mark);
    }
  }

  /** Lets no other writer into the layer from now on; call once. */
  void lock() throws SQLException {
    turn = turns.take();
    new FeatureRows(dialect).lock(connection, layer);
  }

  /** After the last row. */
  void finish() throws SQLException {
    if (writer != null && !finished) {
      writer.finish();
      finished = true;
    }
  }

  /** Takes a row out again. */
  void take(long place, String id) throws SQLException {
    Sql sql = new Sql().add("DELETE FROM " + name + " WHERE " + Dialect.PLACE + " = ").bind(place);
    sql.add(" AND \"id\" = ").bind(id).run(connection);
  }

  /** Marks what the layer has just like this. */
  long markSame() throws SQLException {
    StringBuilder same = new StringBuilder();
    for (String column : Dialect.columns(layer).subList(1, Dialect.columns(layer).size())) {
      same.append(" AND t.").append(column).append(" IS NOT DISTINCT FROM s.").append(column);
    }
    return execute(
        "UPDATE "
            + name
            + " s SET "
            + Dialect.MARK
            + " = '"
            + SAME
            + "' WHERE "
            + TO_WRITE
            + " AND EXISTS (SELECT 1 FROM "
            + Dialect.table(layer)
            + " t WHERE t.\"id\" = s.\"id\""
            + same
            + ")");
  }

  /** Told of a feature of the layer that stays, and of the place where the load names it. */
  interface Spared {
    void accept(long place, String id);
  }

  /**
   * Marks all that the layer has and the stage does not.
   *
   * @param spared id → place of what is not to be marked though it is not in the stage; not all
   *     need be in the layer
   * @param told of each of these that would be marked otherwise
   */
  long markGone(Map<String, Long> spared, Spared told) throws SQLException {
    String into = "INSERT INTO " + name + " (" + Dialect.PLACE + ", \"id\", " + Dialect.MARK + ") ";
    String missing =
        " FROM "
            + Dialect.table(layer)
            + " t WHERE NOT EXISTS (SELECT 1 FROM "
            + name
            + " s WHERE s.\"id\" = t.\"id\")";
    for (Map.Entry<String, Long> e : spared.entrySet()) {
      Sql spare = new Sql().add(into + "SELECT CAST(").bind(e.getValue()).add(" AS BIGINT), ");
      spare.add("t.\"id\", '" + SPARED + "'" + missing + " AND t.\"id\" = ").bind(e.getKey());
      if (spare.run(connection) > 0) {
        told.accept(e.getValue(), e.getKey());
      }
    }
    long gone = execute(into + "SELECT 0, t.\"id\", '" + GONE + "'" + missing);
    execute("DELETE FROM " + name + " WHERE " + Dialect.MARK + " = '" + SPARED + "'");
    return gone;
  }

  /** How many rows are to be written over others. */
  long changes() throws SQLException {
    return count("SELECT COUNT(*) FROM " + name + " s WHERE " + TO_WRITE + " AND " + isThere());
  }

  /** How many rows are to be written that the layer does not have. */
  long additions() throws SQLException {
    return count("SELECT COUNT(*) FROM " + name + " s WHERE " + TO_WRITE + " AND NOT " + isThere());
  }

  /**
   * What a row {@code s} says of a column, as an expression; null where it says nothing.
   *
   * @param name of the property or the geometry
   * @param assumed properties whose values nobody said in some rows
   */
  String said(String name, String column, Set<String> assumed) {
    return assumed.contains(name)
        ? "CASE WHEN POSITION("
            + Sql.literal("," + name + ",")
            + " IN COALESCE(s."
            + Dialect.MARK
            + ", '')) > 0 THEN NULL ELSE s."
            + column
            + " END"
        : "s." + column;
  }

  /** Of rows {@code s} that the layer has as {@code t}; a condition is to follow. */
  String fromBoth() {
    return " FROM " + name + " s JOIN " + Dialect.table(layer) + " t ON t.\"id\" = s.\"id\" WHERE ";
  }

  /** Told of a row that says otherwise than what stands. */
  interface Otherwise {
    void accept(long place, String id, Object given);
  }

  /** Has some rows say yes, and tells of those that did not. */
  void set(Property yes, Set<String> ids, Otherwise told) throws SQLException {
    String column = Dialect.column(yes);
    Iterator<String> all = ids.iterator();
    while (all.hasNext()) {
      List<String> part = new ArrayList<>();
      while (all.hasNext() && part.size() < ROWS_FETCHED) {
        part.add(all.next());
      }
      String where =
          " WHERE NOT COALESCE(s." + column + ", FALSE) AND s.\"id\" IN " + Sql.literals(part);
      new Sql()
          .add(
              "SELECT s."
                  + Dialect.PLACE
                  + ", s.\"id\", s."
                  + column
                  + " FROM "
                  + name
                  + " s"
                  + where)
          .each(
              connection,
              ROWS_FETCHED,
              r -> told.accept(r.getLong(1), r.getString(2), Values.read(r, 3, yes.type())));
      execute("UPDATE " + name + " s SET " + column + " = TRUE" + where);
    }
  }

  /**
   * Walks rows that the layer has too, in the order of their places.
   *
   * @param values columns after the place and the id, each after a comma
   */
  void each(String values, String where, Sql.Taker found) throws SQLException {
    String select =
        "SELECT s." + Dialect.PLACE + ", s.\"id\"" + values + fromBoth() + where + " ORDER BY 1";
    new Sql().add(select).each(connection, ROWS_FETCHED, found);
  }

  /** Condition that the layer has a row of the id of {@code s}. */
  String isThere() {
    return "EXISTS (SELECT 1 FROM " + Dialect.table(layer) + " t WHERE t.\"id\" = s.\"id\")";
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  Layer layer() {
    return layer;
  }

  /** The table, quoted. */
  String name() {
    return name;
  }

  long execute(String sql) throws SQLException {
    return new Sql().add(sql).run(connection);
  }

  long count(String sql) throws SQLException {
    return new Sql().add(sql).number(connection);
  }

  void commit() throws SQLException {
    connection.commit();
    committed = true;
  }

  @Override
  public void close() {
    Turns.Turn held = turn;
    try (held;
        connection;
        Turns.Turn now = turns.takeSoon()) {
      if (writer != null && !finished) {
        writer.cancel();
      }
      if (!committed) {
        connection.rollback();
      }
      if (!dialect.createsStageInTransaction()) {
        connection.setAutoCommit(true);
        Sql.execute(connection, List.of("DROP TABLE IF EXISTS " + name));
      }
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }
}
