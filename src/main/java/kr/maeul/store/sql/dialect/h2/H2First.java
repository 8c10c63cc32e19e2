package kr.maeul.store.sql.dialect.h2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import kr.maeul.db.sql.Sql;
import kr.maeul.store.sql.dialect.Dialect;
import org.h2.api.AggregateFunction;

/**
 * The first of many rows in an order. H2 sorts all rows to keep the first few, on the disk where
 * there are more than some ten thousands; this aggregate keeps no more than are wanted. H2 makes
 * one for each question and calls it for every row. Public for H2's sake alone.
 */
public final class H2First implements AggregateFunction {
  private static final String NAME = H2Functions.PREFIX + "FIRST";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By one value after the other, null before all others; of what H2 hands over for a row. */
  private static final Comparator<Object[]> ORDER =
      (a, b) -> {
        for (int i = 1; i < a.length; i++) {
          int by = compare(a[i], b[i]);
          if (by != 0) {
            return by;
          }
        }
        return 0;
      };

  private final PriorityQueue<Object[]> first = new PriorityQueue<>(ORDER.reversed());

  /** Makes it known to a database. */
  static void register(Statement s) throws SQLException {
    s.execute("DROP AGGREGATE IF EXISTS " + NAME);
    s.execute("CREATE FORCE AGGREGATE " + NAME + " FOR " + Sql.literal(H2First.class.getName()));
  }

  /** As {@link Dialect#firstIds} says. */
  static List<String> ids(
      Connection connection, List<Consumer<Sql>> order, Consumer<Sql> fromWhere, int most)
      throws SQLException {
    Sql sql = new Sql().add("SELECT " + NAME + "(CAST(").bind(most).add(" AS INTEGER), ");
    for (Consumer<Sql> by : order) {
      by.accept(sql);
      sql.add(", ");
    }
    fromWhere.accept(sql.add("\"id\")"));
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      r.next();
      String ids = r.getString(1);
      return ids == null ? List.of() : JSON.readValue(ids, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int getType(int[] types) {
    return Types.VARCHAR;
  }

  @Override
  public void add(Object row) {
    Object[] values = (Object[]) row;
    if (first.size() < (Integer) values[0]) {
      first.add(values);
    } else if (ORDER.compare(values, first.peek()) < 0) {
      first.poll();
      first.add(values);
    }
  }

  @Override
  public Object getResult() {
    try {
      return JSON.writeValueAsString(
          first.stream().sorted(ORDER).map(row -> row[row.length - 1]).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    return ((Comparable<Object>) a).compareTo(b);
  }
}
