package kr.maeul.store.sql;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.Filter;
import kr.maeul.feature.TimeInterval;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.OgcRole;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyType;
import kr.maeul.layer.View;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The only place where a WHERE clause over a layer's table begins: with the rows that the view
 * shows. Filters follow, and they can name nothing but what the view shows.
 */
final class FilterSql {
  private final Dialect dialect;
  private final View view;

  FilterSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.view = view;
  }

  /** {@code FROM table WHERE} what the view shows and the filters ask for. */
  void addFromWhere(Sql sql, List<Filter> filters) {
    sql.add(" FROM ").add(Dialect.table(view.layer())).add(" WHERE ");
    addView(sql);
    for (Filter filter : filters) {
      sql.add(" AND ");
      add(sql, filter);
    }
  }

  private void addView(Sql sql) {
    sql.add(view.empty() ? "1=0" : "1=1");
    for (Map.Entry<Property, List<Object>> e : view.where().entrySet()) {
      sql.add(" AND ").add(Dialect.column(e.getKey())).add(" IN (").bindAll(e.getValue()).add(")");
    }
  }

  private void add(Sql sql, Filter filter) {
    if (filter instanceof Filter.Intersects f) {
      intersects(sql, f.box());
    } else if (filter instanceof Filter.During f) {
      during(sql, f.interval());
    } else if (filter instanceof Filter.OneOf f) {
      oneOf(sql, requireVisible(f.property()), f.values());
    } else if (filter instanceof Filter.IdIn f) {
      sql.add("\"id\" IN (").bindAll(f.ids()).add(")");
    } else if (filter instanceof Filter.Matches f) {
      new TextMatch(dialect).everyWord(sql, view.searched(), TextMatch.words(f.text()));
    } else if (filter instanceof Filter.Cql f) {
      new CqlSql(dialect.cql(), this, view.layer(), sql).add(f.condition());
    } else if (!new PlaceSql(dialect, view).add(sql, filter)) {
      throw new IllegalArgumentException("no SQL for " + filter);
    }
  }

  private void intersects(Sql sql, Box box) {
    String g = Dialect.geometry(view.layer());
    String or = "(";
    for (Box part : box.split()) {
      Geometry area = geometry(part);
      sql.add(or).add(g).add(" && ");
      dialect.bindGeometry(sql, area);
      sql.add(" AND ST_Intersects(").add(g).add(", ");
      dialect.bindGeometry(sql, area);
      sql.add(")");
      or = " OR ";
    }
    sql.add(")");
  }

  /** A box without width or height is a line or a point: a polygon without area is not valid. */
  private static Geometry geometry(Box box) {
    Envelope e = new Envelope(box.west(), box.east(), box.south(), box.north());
    Geometry g = GeoJsonGeometry.FACTORY.toGeometry(e);
    if (e.getWidth() == 0 && e.getHeight() == 0) {
      g = GeoJsonGeometry.FACTORY.createPoint(new Coordinate(box.west(), box.south()));
    }
    g.setSRID(4326);
    return g;
  }

  private void during(Sql sql, TimeInterval interval) {
    Optional<Property> instant = view.byRole(OgcRole.PRIMARY_INSTANT);
    Property start = instant.or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_START)).orElse(null);
    Property end = instant.or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_END)).orElse(null);
    sql.add("1=1");
    if (interval.start() != null && end != null) {
      bound(sql, end, " >= ", interval.start().atOffset(ZoneOffset.UTC));
    }
    if (interval.end() != null && start != null) {
      bound(sql, start, " <= ", interval.end().atOffset(ZoneOffset.UTC));
    }
  }

  /** An open end compares as if it were infinite. A date is compared by its day in UTC. */
  private static void bound(Sql sql, Property property, String comparison, OffsetDateTime limit) {
    String column = Dialect.column(property);
    Object value = property.type() == PropertyType.DATE ? limit.toLocalDate() : limit;
    if (value instanceof LocalDate day && (day.getYear() < -4000 || day.getYear() > 290_000)) {
      throw new IllegalArgumentException("year " + day.getYear());
    }
    sql.add(" AND (")
        .add(column)
        .add(" IS NULL OR ")
        .add(column)
        .add(comparison)
        .bind(value)
        .add(")");
  }

  private void oneOf(Sql sql, Property property, List<Object> values) {
    String column = Dialect.column(property);
    if (values.isEmpty()) {
      sql.add("1=0");
    } else if (property.type() == PropertyType.STRING_LIST) {
      String or = "(";
      for (Object value : values) {
        sql.add(or);
        dialect.listContains(sql, column, value);
        or = " OR ";
      }
      sql.add(")");
    } else {
      sql.add(column).add(" IN (").bindAll(values).add(")");
    }
  }

  /** Callers take properties from the view; this is what holds should one not. */
  Property requireVisible(Property property) {
    if (!view.properties().contains(property)) {
      throw new IllegalArgumentException("not in the view: " + property.name());
    }
    return property;
  }
}
