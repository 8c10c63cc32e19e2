package kr.maeul.db.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A statement in the making: text and the values bound in it. For one thread. */
public final class Sql {
  private final StringBuilder text = new StringBuilder(256);
  private final List<Object> values = new ArrayList<>();

  public Sql add(String part) {
    text.append(part);
    return this;
  }

  /**
   * A placeholder and its value; null is allowed. U+0000, which no text column can hold, becomes
   * U+FFFD.
   */
  public Sql bind(Object value) {
    text.append('?');
    values.add(storable(value));
    return this;
  }

  /** A value with U+FFFD where it has U+0000, which no text column can hold. */
  public static Object storable(Object value) {
    return value instanceof String s ? s.replace('\0', '\uFFFD') : value;
  }

  /** Placeholders separated by commas. */
  public Sql bindAll(List<?> all) {
    for (int i = 0; i < all.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      bind(all.get(i));
    }
    return this;
  }

  /** Values of layer files as text, in brackets; for an expression in which nothing is bound. */
  public static String literals(List<?> all) {
    return all.stream()
        .map(v -> v instanceof String s ? literal(s) : String.valueOf(v))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  public PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    try {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Reads a value from the row where a result is now. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes the row where a result is now. */
  public interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  /**
   * Runs a query and hands over one row after the other.
   *
   * @param rowsAtOnce that are fetched and held in a transaction; 0 for all
   */
  public void each(Connection connection, int rowsAtOnce, Taker taker) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      statement.setFetchSize(rowsAtOnce);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          taker.take(rows);
        }
      }
    }
  }

  /** Runs a query; a list of its rows that the caller may change. */
  public <T> List<T> list(Connection connection, Row<? extends T> row) throws SQLException {
    List<T> all = new ArrayList<>();
    each(connection, 0, r -> all.add(row.read(r)));
    return all;
  }

  /** Runs a query; its first row, or null if there is none. */
  public <T> T first(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? row.read(rows) : null;
    }
  }

  /** Runs a query for one number, such as a count. */
  public long number(Connection connection) throws SQLException {
    return first(connection, row -> row.getLong(1));
  }

  /** Runs a query; whether it finds a row. */
  public boolean findsAny(Connection connection) throws SQLException {
    return first(connection, row -> true) != null;
  }

  /** Runs a statement that writes; how many rows it wrote to. */
  public int run(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Runs statements that bind nothing. */
  public static void execute(Connection connection, List<String> statements) throws SQLException {
    for (String sql : statements) {
      try (PreparedStatement s = connection.prepareStatement(sql)) {
        s.execute();
      }
    }
  }

  /** An identifier as both databases read it. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text literal, for statements that take no parameters, such as COMMENT. */
  public static String literal(String text) {
    return '\'' + text.replace("\0", "").replace("'", "''") + '\'';
  }
}
