package kr.maeul.db.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.sql.Sql;
import kr.maeul.db.table.DataTable.Column;
import org.jdbi.v3.core.Handle;

/** All rows of a table, out and in, never many of them in memory. For one transaction. */
public final class Rows {
  private static final int FETCHED_AT_ONCE = 1_000;
  private static final int SENT_AT_ONCE = 500;

  /** So that a file that nobody else reads does not keep a way back for a million rows. */
  private static final int ROWS_A_COMMIT = 20_000;

  private final Handle handle;
  private final boolean isPostGis;

  public Rows(Handle handle, boolean isPostGis) {
    this.handle = handle;
    this.isPostGis = isPostGis;
  }

  /** Takes a row: its values in the order of the columns, of the types that they are of. */
  public interface Taker<E extends Exception> {
    void take(Object[] values) throws E;
  }

  /** Gives one row after the other to {@code into} until it has no more. */
  public interface Giver<E extends Exception> {
    void give(Taker<E> into) throws E;
  }

  /**
   * Reads a table to its end.
   *
   * @throws DatabaseException if the database fails
   */
  public <E extends Exception> void read(DataTable table, Taker<E> taker) throws E {
    List<Column> columns = table.columns();
    String select =
        "SELECT "
            + columns.stream()
                .map(c -> c.kind().selected(Sql.quote(c.name()), isPostGis))
                .collect(Collectors.joining(", "))
            + " FROM "
            + Sql.quote(table.name());
    Connection c = handle.getConnection();
    try {
      readLazily(c, true);
      try (PreparedStatement s = c.prepareStatement(select)) {
        s.setFetchSize(FETCHED_AT_ONCE);
        try (ResultSet r = s.executeQuery()) {
          while (r.next()) {
            Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
              values[i] = columns.get(i).kind().read(r, i + 1);
            }
            taker.take(values);
          }
        }
      } finally {
        readLazily(c, false);
      }
    } catch (SQLException e) {
      throw failed(table.name(), e);
    }
  }

  /** H2 otherwise gathers all rows before it gives the first. */
  private void readLazily(Connection c, boolean isOn) throws SQLException {
    if (!isPostGis) {
      try (Statement s = c.createStatement()) {
        s.execute("SET LAZY_QUERY_EXECUTION " + (isOn ? 1 : 0));
      }
    }
  }

  /**
   * Adds rows to a table.
   *
   * @param columns of what is given
   * @return how many
   * @throws DatabaseException if the database fails or does not take one of them
   */
  public <E extends Exception> long add(DataTable table, List<Column> columns, Giver<E> giver)
      throws E {
    String insert =
        "INSERT INTO "
            + Sql.quote(table.name())
            + " ("
            + columns.stream().map(c -> Sql.quote(c.name())).collect(Collectors.joining(", "))
            + ")"
            + (table.counter() == null ? "" : " OVERRIDING SYSTEM VALUE")
            + " VALUES ("
            + columns.stream()
                .map(c -> c.kind().placeholder(isPostGis))
                .collect(Collectors.joining(", "))
            + ")";
    try (PreparedStatement s = handle.getConnection().prepareStatement(insert)) {
      Batch batch = new Batch(s, table.name(), columns);
      giver.give(batch::add);
      batch.send();
      return batch.rows;
    } catch (SQLException e) {
      throw failed(table.name(), e);
    }
  }

  private final class Batch {
    private final PreparedStatement insert;
    private final String table;
    private final List<Column> columns;
    private long rows;

    Batch(PreparedStatement insert, String table, List<Column> columns) {
      this.insert = insert;
      this.table = table;
      this.columns = columns;
    }

    void add(Object[] values) {
      try {
        for (int i = 0; i < values.length; i++) {
          columns.get(i).kind().bind(insert, i + 1, values[i]);
        }
        insert.addBatch();
        if (++rows % SENT_AT_ONCE == 0) {
          insert.executeBatch();
        }
        if (!isPostGis && rows % ROWS_A_COMMIT == 0 && !insert.getConnection().getAutoCommit()) {
          insert.getConnection().commit();
        }
      } catch (SQLException e) {
        throw failed(table, e);
      }
    }

    void send() throws SQLException {
      insert.executeBatch();
    }
  }

  /** Without the values of the row, which may be somebody's name. */
  private static DatabaseException failed(String table, SQLException e) {
    String state = e.getSQLState();
    return new DatabaseException(
        "표 "
            + table
            + ": 데이터베이스 오류입니다. / table "
            + table
            + ": the database failed (SQLSTATE "
            + state
            + ")",
        e);
  }
}
