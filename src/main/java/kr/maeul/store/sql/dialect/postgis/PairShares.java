package kr.maeul.store.sql.dialect.postgis;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.sql.Sql;

/**
 * About how many rows hold a pair of characters, by the statistics that PostgreSQL keeps of the
 * indexes for text search. They say which way to search is quicker, never what is found, so a
 * minute's age does no harm. Safe for use by several threads.
 */
final class PairShares {
  private static final long GOOD_FOR_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Known> indexes = new ConcurrentHashMap<>();

  private record Known(Map<String, Double> shares, double rows, long readNanos) {}

  /**
   * @param share of the rows that hold all the pairs, were these strewn at random: rather too few
   *     than too many. 0 where one of them is in too few rows to be known
   * @param rows of the table
   */
  record Estimate(double share, double rows) {}

  Estimate of(Connection connection, String index, List<String> pairs) throws SQLException {
    Known known = indexes.get(index);
    if (known == null || System.nanoTime() - known.readNanos > GOOD_FOR_NANOS) {
      known = read(connection, index);
      indexes.put(index, known);
    }
    double share = pairs.isEmpty() ? 0 : 1;
    for (String pair : pairs) {
      share *= known.shares.getOrDefault(pair, 0.0);
    }
    return new Estimate(share, known.rows);
  }

  private static Known read(Connection connection, String index) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT s.most_common_elems::text::text[], s.most_common_elem_freqs, t.reltuples")
            .add(" FROM pg_stats s JOIN pg_index i ON i.indexrelid = to_regclass(")
            .bind(Sql.quote(index))
            .add(") JOIN pg_class t ON t.oid = i.indrelid")
            .add(" WHERE s.schemaname = current_schema AND s.tablename = ")
            .bind(index);
    Map<String, Double> shares = new HashMap<>();
    double rows = 0;
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      if (r.next() && r.getArray(1) != null) {
        String[] pairs = (String[]) r.getArray(1).getArray();
        Array array = r.getArray(2);
        Float[] frequencies = (Float[]) array.getArray();
        for (int i = 0; i < pairs.length; i++) {
          shares.put(pairs[i], frequencies[i].doubleValue());
        }
        rows = r.getDouble(3);
      }
    }
    return new Known(shares, rows, System.nanoTime());
  }
}
