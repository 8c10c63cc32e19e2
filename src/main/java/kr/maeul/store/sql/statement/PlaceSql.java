package kr.maeul.store.sql.statement;

import java.util.List;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.Surroundings;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.store.sql.dialect.Dialect;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Conditions on where features are, over the geometry column of a view's layer. */
final class PlaceSql {
  private final Dialect dialect;
  private final String column;
  private final GeometryType type;

  PlaceSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.column = Dialect.geometry(view.layer());
    this.type = view.layer().geometry().type();
  }

  /**
   * Adds a filter.
   *
   * @return false where it is not one of place
   */
  boolean add(Sql sql, Filter filter) {
    if (filter instanceof Filter.Intersects f) {
      String or = "(";
      for (Box part : f.box().split()) {
        intersects(sql.add(or), geometry(part));
        or = " OR ";
      }
      sql.add(")");
    } else if (filter instanceof Filter.IntersectsArea f) {
      intersects(sql, f.area());
    } else if (filter instanceof Filter.WithinDistance f) {
      isWithin(sql, f.from(), f.metres());
    } else if (filter instanceof Filter.OrNowhere f) {
      sql.add("(").add(column).add(" IS NULL OR ");
      if (type == GeometryType.ANY) {
        sql.add("ST_IsEmpty(").add(column).add(") OR ");
      }
      if (!add(sql, f.place())) {
        throw new IllegalArgumentException("not of place: " + f.place());
      }
      sql.add(")");
    } else if (filter instanceof Filter.HasPlace) {
      sql.add(column).add(" IS NOT NULL");
      if (type == GeometryType.ANY) { // the one type that can be empty: a collection of nothing
        sql.add(" AND NOT ST_IsEmpty(").add(column).add(")");
      }
    } else if (filter instanceof Filter.ReachesOutOf f) {
      reachesOutOf(sql, f.box());
    } else {
      return false;
    }
    return true;
  }

  /** A box without width or height is a line or a point: a polygon without area is not valid. */
  private static Geometry geometry(Box box) {
    return GeoJsonGeometry.FACTORY.toGeometry(
        new Envelope(box.west(), box.east(), box.south(), box.north()));
  }

  /** The index by the box first, then the shape itself. */
  private void intersects(Sql sql, Geometry area) {
    if (area.isEmpty()) {
      sql.add("1=0");
      return;
    }
    sql.add("(").add(column).add(" && ");
    dialect.bindGeometry(sql, area);
    sql.add(" AND ST_Intersects(").add(column).add(", ");
    dialect.bindGeometry(sql, area);
    sql.add("))");
  }

  private void isWithin(Sql sql, Geometry from, double metres) {
    List<Box> boxes = Surroundings.around(from, metres).split();
    String or = "(";
    for (Box box : boxes) {
      sql.add(or).add(column).add(" && ");
      dialect.bindGeometry(sql, geometry(box));
      or = " OR ";
    }
    sql.add(") AND ");
    dialect.isWithin(sql, column, from, metres);
  }

  private void reachesOutOf(Sql sql, Box box) {
    sql.add("(ST_XMin(").add(column).add(") < ").bind(box.west());
    sql.add(" OR ST_XMax(").add(column).add(") > ").bind(box.east());
    sql.add(" OR ST_YMin(").add(column).add(") < ").bind(box.south());
    sql.add(" OR ST_YMax(").add(column).add(") > ").bind(box.north()).add(")");
  }
}
