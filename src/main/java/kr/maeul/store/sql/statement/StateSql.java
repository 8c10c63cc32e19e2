package kr.maeul.store.sql.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import kr.maeul.db.sql.Sql;
import kr.maeul.geo.Box;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.LayerState;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;

/** Count and extents of what a view shows. */
public final class StateSql {
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

  private StateSql() {}

  public static LayerState run(Connection connection, Dialect dialect, View view, long revision)
      throws SQLException {
    String g = Dialect.geometry(view.layer());
    Optional<Property> instant = view.byRole(OgcRole.PRIMARY_INSTANT);
    Optional<Property> start = instant.or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_START));
    Optional<Property> end = instant.or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_END));
    Sql sql =
        new Sql()
            .add(
                "SELECT COUNT(*), MIN(ST_XMin("
                    + g
                    + ")), MIN(ST_YMin("
                    + g
                    + ")), MAX(ST_XMax("
                    + g
                    + ")), ")
            .add("MAX(ST_YMax(" + g + ")), ")
            .add(start.map(p -> "MIN(" + Dialect.column(p) + ")").orElse("NULL"))
            .add(", ")
            .add(end.map(p -> "MAX(" + Dialect.column(p) + ")").orElse("NULL"))
            .add(", ")
            .add(openEnds(start, end));
    new FilterSql(dialect, view).addFromWhere(sql, List.of());
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      r.next();
      double west = r.getDouble(2);
      Box extent =
          r.wasNull() ? null : new Box(west, r.getDouble(3), r.getDouble(4), r.getDouble(5));
      Instant from = start.isEmpty() ? null : instant(r, 6, start.get(), LocalTime.MIN);
      Instant until =
          end.isEmpty() || r.getLong(8) > 0 ? null : instant(r, 7, end.get(), END_OF_DAY);
      return new LayerState(revision, r.getLong(1), extent, from, until);
    }
  }

  /** How many features have begun and have no end. */
  private static String openEnds(Optional<Property> start, Optional<Property> end) {
    if (start.isEmpty()) {
      return "0";
    }
    String begun = "COUNT(" + Dialect.column(start.get()) + ")";
    if (end.isEmpty()) {
      return begun;
    }
    return begun
        + " - COUNT(CASE WHEN "
        + Dialect.column(start.get())
        + " IS NOT NULL THEN "
        + Dialect.column(end.get())
        + " END)";
  }

  private static Instant instant(ResultSet r, int column, Property p, LocalTime timeOfDay)
      throws SQLException {
    Object value = Values.read(r, column, p.type());
    if (value == null) {
      return null;
    }
    return p.type() == PropertyType.DATE
        ? ((LocalDate) value).atTime(timeOfDay).toInstant(ZoneOffset.UTC)
        : ((OffsetDateTime) value).toInstant();
  }
}
