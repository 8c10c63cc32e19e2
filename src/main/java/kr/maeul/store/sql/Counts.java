package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Audience;
import kr.maeul.layer.View;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.row.RevisionSql;
import kr.maeul.store.sql.statement.FilterSql;

/**
 * Counts rows, and remembers those of whole layers until they are written to. Safe for use by
 * several threads.
 */
final class Counts {
  private final Dialect dialect;
  private final Map<Key, Count> counts = new ConcurrentHashMap<>();

  private record Count(long revision, long rows) {}

  private record Key(String layer, Audience audience, boolean placedOnly) {}

  Counts(Dialect dialect) {
    this.dialect = dialect;
  }

  /** How many rows a view shows that meet filters. */
  long of(Connection c, View view, List<Filter> filters) throws SQLException {
    boolean isWhole = filters.stream().allMatch(f -> f instanceof Filter.HasPlace);
    if (!isWhole) {
      return countRows(c, view, filters);
    }
    Key key = new Key(view.layer().id(), view.audience(), !filters.isEmpty());
    Count known = counts.get(key);
    long revision = RevisionSql.of(c, dialect, view.layer());
    if (known == null || known.revision() != revision) {
      known = new Count(revision, countRows(c, view, filters));
      if (!c.getAutoCommit()) { // else a write may have come between the two
        counts.put(key, known);
      }
    }
    return known.rows();
  }

  private long countRows(Connection c, View view, List<Filter> filters) throws SQLException {
    Sql sql = new Sql().add("SELECT COUNT(*)");
    new FilterSql(dialect, view).addFromWhere(sql, filters);
    return sql.number(c);
  }
}
