package kr.maeul.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.db.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes a change of a table during which the process was killed. H2 changes the columns of a
 * table by filling a copy, dropping the table, and giving the copy its name: whoever looks in
 * between finds the rows under the copy's name alone. Stateless.
 */
final class H2Alterations {
  private static final Logger LOG = LoggerFactory.getLogger(H2Alterations.class);

  /** As H2 calls copies; no table of ours has a capital in its name. */
  private static final Pattern COPY = Pattern.compile("(.+)_COPY_\\d+_\\d+");

  private H2Alterations() {}

  static void end(Connection connection) throws SQLException {
    List<String> tables = names(connection, "TABLE_NAME", "TABLES", null);
    for (String copy : tables) {
      Matcher name = COPY.matcher(copy);
      if (!name.matches()) {
        continue;
      }
      String table = name.group(1);
      if (tables.contains(table)) {
        // It was still being filled, or the table is its own still.
        Sql.execute(connection, List.of("DROP TABLE " + Sql.quote(copy)));
      } else {
        LOG.warn("{}: 중단된 표 변경을 마칩니다 / ending a change of the table that was broken off", table);
        rename(connection, copy, table);
      }
    }
  }

  /** What belongs to the copy is called after it. */
  private static void rename(Connection connection, String copy, String table) throws SQLException {
    List<String> statements = new ArrayList<>();
    String prefix = copy + "_";
    for (String constraint : names(connection, "CONSTRAINT_NAME", "TABLE_CONSTRAINTS", copy)) {
      if (constraint.startsWith(prefix)) {
        statements.add(
            "ALTER TABLE "
                + Sql.quote(copy)
                + " RENAME CONSTRAINT "
                + Sql.quote(constraint)
                + " TO "
                + Sql.quote(constraint.substring(prefix.length())));
      }
    }
    for (String index : names(connection, "INDEX_NAME", "INDEXES", copy)) {
      if (index.startsWith(prefix)) {
        statements.add(
            "ALTER INDEX "
                + Sql.quote(index)
                + " RENAME TO "
                + Sql.quote(index.substring(prefix.length())));
      }
    }
    // Last, so that a kill in the middle of this leaves what the next start ends.
    statements.add("ALTER TABLE " + Sql.quote(copy) + " RENAME TO " + Sql.quote(table));
    Sql.execute(connection, statements);
  }

  /**
   * @param of the table that they belong to, or null for all
   */
  private static List<String> names(Connection connection, String column, String view, String of)
      throws SQLException {
    Sql sql = new Sql().add("SELECT " + column + " FROM INFORMATION_SCHEMA." + view);
    sql.add(" WHERE TABLE_SCHEMA = CURRENT_SCHEMA");
    if (of != null) {
      sql.add(" AND TABLE_NAME = ").bind(of);
    }
    return sql.list(connection, r -> r.getString(1));
  }
}
