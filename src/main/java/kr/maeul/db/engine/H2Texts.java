package kr.maeul.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import kr.maeul.db.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets H2 keep long texts in their rows. Otherwise it keeps them apart from its transactions, and a
 * process that is killed at the wrong moment leaves a row whose text is gone. Stateless.
 */
final class H2Texts {
  private static final Logger LOG = LoggerFactory.getLogger(H2Texts.class);

  /** Longer ones, which nobody sends us, are kept apart all the same. */
  private static final int MOST_BYTES = 64 << 20;

  /** Until the texts of an earlier version are in their rows. */
  private static final int ON_THE_WAY = MOST_BYTES - 1;

  /** The longest text that can be cast. */
  private static final int MOST_MOVED_CHARACTERS = 1_000_000;

  private static final String SETTING = "MAX_LENGTH_INPLACE_LOB";

  private H2Texts() {}

  /** Sets that, and moves texts that an earlier version kept apart. */
  static void keepInRows(Connection connection) throws SQLException {
    if (setting(connection) == MOST_BYTES) {
      return;
    }
    set(connection, ON_THE_WAY);
    for (String[] column : longTexts(connection)) {
      String table = Sql.quote(column[0]);
      String name = Sql.quote(column[1]);
      try {
        new Sql()
            .add("UPDATE " + table + " SET " + name + " = CAST(" + name)
            .add(" AS CHARACTER VARYING) WHERE CHAR_LENGTH(" + name + ") <= ")
            .add(String.valueOf(MOST_MOVED_CHARACTERS))
            .run(connection);
      } catch (SQLException e) {
        LOG.warn(
            "{}: 잃어버린 글이 있어 그대로 둡니다. 예전에 강제로 종료된 적이 있는 데이터베이스입니다 / texts are missing, left as"
                + " they are: this database was killed once",
            table,
            e);
      }
    }
    set(connection, MOST_BYTES);
  }

  private static void set(Connection connection, int bytes) throws SQLException {
    Sql.execute(connection, List.of("SET " + SETTING + " " + bytes));
  }

  private static int setting(Connection connection) throws SQLException {
    return new Sql()
            .add("SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = ")
            .bind(SETTING)
            .list(connection, r -> r.getInt(1))
            .stream()
            .findFirst()
            .orElse(0);
  }

  /** Table and column. */
  private static List<String[]> longTexts(Connection connection) throws SQLException {
    return new Sql()
        .add(
            "SELECT c.TABLE_NAME, c.COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS c"
                + " JOIN INFORMATION_SCHEMA.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA"
                + " AND t.TABLE_NAME = c.TABLE_NAME WHERE c.TABLE_SCHEMA = CURRENT_SCHEMA"
                + " AND t.TABLE_TYPE = 'BASE TABLE'"
                + " AND c.DATA_TYPE = 'CHARACTER LARGE OBJECT'")
        .list(connection, r -> new String[] {r.getString(1), r.getString(2)});
  }
}
