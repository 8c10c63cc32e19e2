package kr.maeul.store.sql.row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Position;
import kr.maeul.feature.SortKey;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;
import kr.maeul.store.sql.statement.FindSql;

/**
 * Rows of one page as the database sends them. Holds its connection, in one transaction, until
 * closed.
 */
public final class SqlCursor implements FeatureCursor {
  private static final int ROWS_A_FETCH = 1_001;

  /** Counts in the cursor's own transaction, so that count and rows are of the same moment. */
  public interface Counter {
    long count(Connection connection) throws SQLException;
  }

  private final Connection connection;
  private final Dialect dialect;
  private final FeatureQuery query;
  private final Counter counter;
  private final int firstValue;
  private final PropertyType[] types;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private int returned;
  private boolean ended;
  private Position last;
  private boolean more;
  private long matched = -1;

  /** Opens the page; closes the connection should that fail. */
  public SqlCursor(
      Connection connection, Dialect dialect, Sql sql, FeatureQuery query, Counter counter)
      throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.query = query;
    this.counter = counter;
    int distances = query.nearest() == null ? 0 : 1;
    this.firstValue = FindSql.GEOMETRY + 1 + query.sort().size() + distances;
    this.types = query.properties().stream().map(Property::type).toArray(PropertyType[]::new);
    try {
      statement = sql.prepare(connection);
      statement.setFetchSize(ROWS_A_FETCH);
      rows = statement.executeQuery();
    } catch (SQLException | RuntimeException e) {
      end(connection);
      throw e;
    }
  }

  @Override
  public boolean next() {
    if (ended) {
      return false;
    }
    try {
      boolean row = rows.next();
      if (row && returned < query.limit()) {
        returned++;
        if (returned == query.limit()) {
          last = position();
        }
        return true;
      }
      more = row;
      ended = true;
      return false;
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  private Position position() throws SQLException {
    List<Object> values = new ArrayList<>();
    int column = FindSql.GEOMETRY + 1;
    for (SortKey key : query.sort()) {
      PropertyType type = key.property() == null ? PropertyType.STRING : key.property().type();
      values.add(Values.read(rows, column++, type));
    }
    return new Position(values, rows.getString(FindSql.ID));
  }

  @Override
  public String id() {
    try {
      return rows.getString(FindSql.ID);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public byte[] geometryWkb() {
    try {
      return rows.getBytes(FindSql.GEOMETRY);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public List<Property> properties() {
    return query.properties();
  }

  @Override
  public Object value(int index) {
    try {
      return Values.read(rows, firstValue + index, types[index]);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public double distanceMetres() {
    if (query.nearest() == null) {
      return Double.NaN;
    }
    try {
      double metres = rows.getDouble(FindSql.DISTANCE);
      return rows.wasNull() ? Double.NaN : metres;
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  /** Where the page is the last one and its beginning is known, the count follows from it. */
  @Override
  public long numberMatched() {
    if (matched < 0) {
      boolean placeKnown = query.after() == null && (returned > 0 || query.offset() == 0);
      if (ended && !more && placeKnown) {
        matched = query.offset() + returned;
      } else {
        try {
          matched = counter.count(connection);
        } catch (SQLException e) {
          throw dialect.failure(e);
        }
      }
    }
    return matched;
  }

  @Override
  public Optional<Position> nextPage() {
    if (!ended) {
      throw new IllegalStateException("the page has not been read to its end");
    }
    return more ? Optional.of(last) : Optional.empty();
  }

  @Override
  public void close() {
    try {
      rows.close();
      statement.close();
    } catch (SQLException e) {
      throw dialect.failure(e);
    } finally {
      end(connection);
    }
  }

  private static void end(Connection connection) {
    try (connection) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      // The pool throws a broken connection away.
    }
  }
}
