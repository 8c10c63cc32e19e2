package kr.maeul.db.table;

import java.util.List;
import java.util.Optional;

/**
 * A table.
 *
 * @param columns those that hold what was put into them; none that the database computes
 * @param counter the column that the database numbers by itself, or null
 */
public record DataTable(String name, List<Column> columns, String counter) {

  /** A column of a table. */
  public record Column(String name, ValueKind kind) {}

  /** One of its columns. */
  public Optional<Column> column(String wanted) {
    return columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
  }
}
