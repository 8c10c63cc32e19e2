package kr.maeul.store.sql;

import java.util.List;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileFeature;
import kr.maeul.tile.TileMatrixSet;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The statements that read the rows of a tile. Columns: a number, id, geometry, the properties of
 * the view.
 */
final class TileSql {
  static final int ID = 2;
  static final int GEOMETRY = 3;
  static final int FIRST_PROPERTY = 4;

  private final Dialect dialect;
  private final View view;
  private final String geometry;

  TileSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.view = view;
    this.geometry = Dialect.geometry(view.layer());
  }

  /**
   * Rows that may have something in the tile.
   *
   * @param withoutPoints whether only lines and areas are wanted
   * @param most the most rows wanted
   */
  Sql near(TileAddress tile, boolean withoutPoints, int most) {
    Sql sql = new Sql();
    select(sql, 0);
    in(sql, tile.box((double) TileFeature.MARGIN / TileFeature.EXTENT));
    int dimension = view.layer().geometry().type().dimension();
    if (withoutPoints) {
      sql.add(" AND ST_Dimension(" + geometry + ") > 0");
    }
    if (withoutPoints || dimension > 0) {
      largerThanAPixel(sql, tile);
    }
    return sql.add(" FETCH FIRST ").bind((long) most).add(" ROWS ONLY");
  }

  /** Rows in any of some small boxes; the number is that of the box. */
  Sql at(List<Box> boxes) {
    Sql sql = new Sql();
    for (int i = 0; i < boxes.size(); i++) {
      if (i > 0) {
        sql.add(" UNION ALL ");
      }
      select(sql, i);
      in(sql, boxes.get(i));
    }
    return sql;
  }

  private void select(Sql sql, int number) {
    sql.add("SELECT " + number + ", \"id\", ").add(dialect.selectGeometry(geometry));
    for (Property p : view.properties()) {
      sql.add(", ").add(Dialect.column(p));
    }
    new FilterSql(dialect, view).addFromWhere(sql, List.of());
    sql.add(" AND ");
  }

  private void in(Sql sql, Box box) {
    Geometry area =
        GeoJsonGeometry.FACTORY.toGeometry(
            new Envelope(box.west(), box.east(), box.south(), box.north()));
    area.setSRID(4326);
    sql.add(geometry).add(" && ");
    dialect.bindGeometry(sql, area);
  }

  /**
   * A first sieve in degrees. A pixel is least high where the tile is farthest from the equator;
   * what lies beyond the tile's edge is drawn as far as its part within it.
   */
  private void largerThanAPixel(Sql sql, TileAddress tile) {
    double pixel = 360.0 / TileMatrixSet.TILE_PIXELS / TileMatrixSet.width(tile.zoom());
    sql.add(" AND (ST_XMax(" + geometry + ") - ST_XMin(" + geometry + ") >= ").bind(pixel * 0.99);
    sql.add(" OR ST_YMax(" + geometry + ") - ST_YMin(" + geometry + ") >= ");
    sql.bind(pixel * LEAST_COSINE * 0.99).add(")");
  }

  /** Of 85.06°, where the map ends. */
  private static final double LEAST_COSINE = 0.086;
}
