package kr.maeul.store.sql.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.View;
import kr.maeul.store.sql.dialect.Dialect;

/**
 * Finds how far a page of nearest features reaches, so that the spatial index spares the rest. The
 * bound is sure; the order itself is always by true distance.
 */
public final class NearSql {
  /** Covers rounding between the two statements. */
  private static final double SLACK_METRES = 1;

  private static final double FIRST_METRES = 250;
  private static final double LAST_METRES = 1_024_000;
  private static final int STEP = 4;

  private final Dialect dialect;
  private final View view;

  public NearSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.view = view;
  }

  /** The same query with a bound on the distance, where it asks what is nearest and has one. */
  public FeatureQuery bounded(Connection connection, FeatureQuery query) throws SQLException {
    if (query.nearest() == null) {
      return query;
    }
    long wanted = Math.min(query.offset(), Integer.MAX_VALUE) + query.limit() + 1;
    OptionalDouble reach =
        dialect.findsNearestByIndex()
            ? ofNearestInDegrees(connection, query, wanted)
            : byWideningCircles(connection, query, wanted);
    if (reach.isEmpty()) {
      return query;
    }
    List<Filter> filters = new ArrayList<>(query.filters());
    filters.add(new Filter.WithinDistance(query.nearest(), reach.getAsDouble() + SLACK_METRES));
    return FeatureQuery.of(filters, query.limit())
        .properties(query.properties())
        .offset(query.offset())
        .nearest(query.nearest());
  }

  /**
   * As many features as are wanted, the nearest ones in degrees: the farthest of them in metres
   * bounds those that are nearest in metres.
   */
  private OptionalDouble ofNearestInDegrees(Connection connection, FeatureQuery query, long wanted)
      throws SQLException {
    String column = Dialect.geometry(view.layer());
    Sql sql = new Sql().add("SELECT COUNT(*), MAX(d) FROM (SELECT ");
    dialect.distance(sql, column, query.nearest());
    sql.add(" AS d");
    new FilterSql(dialect, view).addFromWhere(sql, query.filters());
    sql.add(" ORDER BY ").add(column).add(" <-> ");
    dialect.bindGeometry(sql, query.nearest());
    sql.add(" FETCH FIRST ").bind(wanted).add(" ROWS ONLY) n");
    return sql.first(
        connection,
        r -> r.getLong(1) < wanted ? OptionalDouble.empty() : OptionalDouble.of(r.getDouble(2)));
  }

  /** The first circle that holds as many features as are wanted. */
  private OptionalDouble byWideningCircles(Connection connection, FeatureQuery query, long wanted)
      throws SQLException {
    double farthest = LAST_METRES;
    for (Filter filter : query.filters()) {
      if (filter instanceof Filter.WithinDistance f) {
        farthest = Math.min(farthest, f.metres());
      }
    }
    for (double metres = FIRST_METRES; metres < farthest; metres *= STEP) {
      List<Filter> filters = new ArrayList<>(query.filters());
      filters.add(new Filter.WithinDistance(query.nearest(), metres));
      Sql sql = new Sql().add("SELECT COUNT(*) FROM (SELECT 1");
      new FilterSql(dialect, view).addFromWhere(sql, filters);
      sql.add(" FETCH FIRST ").bind(wanted).add(" ROWS ONLY) n");
      try (PreparedStatement s = sql.prepare(connection);
          ResultSet r = s.executeQuery()) {
        r.next();
        if (r.getLong(1) >= wanted) {
          return OptionalDouble.of(metres);
        }
      }
    }
    return OptionalDouble.empty();
  }
}
