package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.store.FeatureLoad;
import kr.maeul.store.LoadMode;

/**
 * A load: features stream into a temporary table and move from there into the layer's table by one
 * statement, all of it in one transaction.
 */
final class SqlLoad implements FeatureLoad {
  /** From here on it pays to fill an empty table first and to index it then. */
  private static final long MANY = 10_000;

  private final Connection connection;
  private final Dialect dialect;
  private final Layer layer;
  private final LoadMode mode;
  private final Runnable written;
  private final Dialect.StageWriter writer;
  private final TimeOrderedId newId = new TimeOrderedId();
  private final String stage;
  private long added;
  private boolean hasGivenIds;
  private boolean staged;
  private boolean done;

  /**
   * Begins; closes the connection should that fail.
   *
   * @param written run once the load is committed
   */
  SqlLoad(Connection connection, Dialect dialect, Layer layer, LoadMode mode, Runnable written)
      throws SQLException {
    this.written = written;
    this.connection = connection;
    this.dialect = dialect;
    this.layer = layer;
    this.mode = mode;
    this.stage = Sql.quote(Dialect.STAGE_PREFIX + newId.next().replace('-', '_'));
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      if (!dialect.createsStageInTransaction()) {
        Dialect.execute(connection, dialect.createStage(layer, stage));
        connection.setAutoCommit(false);
      } else {
        connection.setAutoCommit(false);
        Dialect.execute(connection, dialect.createStage(layer, stage));
      }
      writer = dialect.stageWriter(connection, layer, stage);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void add(long place, Feature feature) {
    String id = feature.id();
    if (id == null && mode == LoadMode.UPSERT) {
      throw new IllegalArgumentException("an upsert needs ids");
    }
    hasGivenIds |= id != null;
    added++;
    try {
      writer.write(place, id == null ? newId.next() : id, feature);
    } catch (SQLException e) {
      throw SqlErrors.wrap(dialect, e);
    }
  }

  @Override
  public List<Conflict> conflicts(int most) {
    try {
      finishStage();
      List<Conflict> conflicts = new ArrayList<>();
      if (!hasGivenIds) {
        return conflicts;
      }
      String place = Dialect.PLACE;
      String again =
          " FROM "
              + stage
              + " s WHERE EXISTS (SELECT 1 FROM "
              + stage
              + " e WHERE e.\"id\" = s.\"id\" AND e."
              + place
              + " < s."
              + place
              + ")";
      String repeated =
          "(SELECT \"id\", MIN("
              + place
              + ") AS earlier FROM "
              + stage
              + " GROUP BY \"id\" HAVING COUNT(*) > 1)";
      list(
          "SELECT s."
              + place
              + ", s.\"id\", d.earlier FROM "
              + repeated
              + " d JOIN "
              + stage
              + " s ON s.\"id\" = d.\"id\" WHERE s."
              + place
              + " <> d.earlier",
          most,
          conflicts);
      if (!conflicts.isEmpty()) {
        execute("DELETE" + again);
      }
      if (mode == LoadMode.INSERT) {
        int before = conflicts.size();
        String taken =
            " FROM "
                + stage
                + " s WHERE EXISTS (SELECT 1 FROM "
                + Dialect.table(layer)
                + " t WHERE t.\"id\" = s.\"id\")";
        list("SELECT s." + place + ", s.\"id\", -1" + taken, most - before, conflicts);
        if (conflicts.size() > before || before == most) {
          execute("DELETE" + taken);
        }
      }
      return conflicts;
    } catch (SQLException e) {
      throw SqlErrors.wrap(dialect, e);
    }
  }

  private void list(String select, int most, List<Conflict> into) throws SQLException {
    if (most <= 0) {
      return;
    }
    try (PreparedStatement s =
            connection.prepareStatement(select + " ORDER BY 1 FETCH FIRST " + most + " ROWS ONLY");
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        into.add(new Conflict(r.getLong(1), r.getString(2), r.getLong(3)));
      }
    }
  }

  @Override
  public Result commit() {
    try {
      if (!staged) {
        throw new IllegalStateException("conflicts() comes first");
      }
      String table = Dialect.table(layer);
      long deleted = mode == LoadMode.REPLACE ? execute("DELETE FROM " + table) : 0;
      boolean fills =
          added >= MANY
              && count(
                      "SELECT COUNT(*) FROM (SELECT 1 FROM "
                          + table
                          + " FETCH FIRST 1 ROW ONLY) AS any_row")
                  == 0;
      if (fills) {
        Dialect.execute(connection, dialect.dropIndexBeforeFilling(layer));
      }
      long updated = 0;
      long written;
      if (mode == LoadMode.UPSERT) {
        updated =
            count(
                "SELECT COUNT(*) FROM " + stage + " s JOIN " + table + " t ON t.\"id\" = s.\"id\"");
        written = execute(dialect.upsertFromStage(layer, stage));
      } else {
        String columns = String.join(", ", Dialect.columns(layer));
        written =
            execute(
                "INSERT INTO "
                    + table
                    + " ("
                    + columns
                    + ") SELECT "
                    + columns
                    + " FROM "
                    + stage
                    + (fills ? dialect.orderByPlace(layer) : ""));
      }
      if (fills) {
        Dialect.execute(connection, dialect.indexAfterFilling(layer));
      }
      if (!dialect.touchesByItself()) {
        Sql touch =
            new Sql()
                .add(
                    "UPDATE \"maeul_layer\" SET \"revision\" = \"revision\" + 1, \"changed_at\" = CURRENT_TIMESTAMP")
                .add(" WHERE \"id\" = ")
                .bind(layer.id());
        try (PreparedStatement s = touch.prepare(connection)) {
          s.executeUpdate();
        }
      }
      dialect.analyze(connection, layer);
      connection.commit();
      done = true;
      this.written.run();
      return new Result(written - updated, updated, deleted);
    } catch (SQLException e) {
      throw SqlErrors.wrap(dialect, e);
    }
  }

  private void finishStage() throws SQLException {
    if (!staged) {
      writer.finish();
      staged = true;
    }
  }

  private long execute(String sql) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      return s.executeLargeUpdate();
    }
  }

  private long count(String sql) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(sql);
        ResultSet r = s.executeQuery()) {
      r.next();
      return r.getLong(1);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (!staged) {
        writer.cancel();
      }
      if (!done) {
        connection.rollback();
      }
      if (!dialect.createsStageInTransaction()) {
        connection.setAutoCommit(true);
        Dialect.execute(connection, List.of("DROP TABLE IF EXISTS " + stage));
      }
    } catch (SQLException e) {
      throw SqlErrors.wrap(dialect, e);
    }
  }
}
