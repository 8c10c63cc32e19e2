package kr.maeul.store.sql.statement;

import java.util.List;
import kr.maeul.db.sql.Sql;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Reach;
import kr.maeul.tile.Clusters;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileFeature;
import kr.maeul.tile.TileMatrixSet;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The statements that read the rows of a tile. Columns: a number, id, geometry, the properties of
 * the view.
 */
public final class TileSql {
  public static final int ID = 2;
  public static final int GEOMETRY = 3;
  public static final int FIRST_PROPERTY = 4;

  private final Dialect dialect;
  private final View view;
  private final FilterSql filters;
  private final String geometry;

  public TileSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.view = view;
    this.filters = new FilterSql(dialect, view);
    this.geometry = Dialect.geometry(view.layer());
  }

  /**
   * Rows that may have something in the tile.
   *
   * @param withoutPoints whether only lines and areas are wanted
   * @param most the most rows wanted
   */
  public Sql near(TileAddress tile, boolean withoutPoints, int most) {
    Sql sql = new Sql();
    select(sql, 0, tile.box((double) TileFeature.MARGIN / TileFeature.EXTENT));
    int dimension = view.layer().geometry().type().dimension();
    if (withoutPoints) {
      sql.add(" AND ST_Dimension(" + geometry + ") > 0");
    }
    if (withoutPoints || dimension > 0) {
      largerThanAPixel(sql, tile);
    }
    return sql.add(" FETCH FIRST ").bind((long) most).add(" ROWS ONLY");
  }

  /**
   * The points of a tile as a vector tile, and how many they are: each in the tile that {@link
   * kr.maeul.tile.TileCanvas} would put it in, and at the same whole number. No property can be
   * called as the columns that begin with an underscore.
   */
  public Sql encoded(TileAddress tile) {
    double width = TileMatrixSet.width(tile.zoom());
    Sql sql = new Sql().add("SELECT ST_AsMVT(t, ").bind(view.layer().id());
    sql.add(", " + TileFeature.EXTENT + ", '_at'), COUNT(*) FROM (SELECT ST_MakePoint(");
    unit(sql, "_x", width, tile.column());
    sql.add(", ");
    unit(sql, "_y", width, tile.row());
    sql.add(") AS \"_at\", \"id\"");
    for (Property p : view.properties()) {
      sql.add(", ").add(Sql.quote(p.name()));
    }
    String latitude =
        "LEAST(GREATEST(ST_Y(" + geometry + "), -85.0511287798066), 85.0511287798066)";
    String sine = "sin(radians(" + latitude + "))";
    sql.add(" FROM (SELECT \"id\", ST_X(" + geometry + ") / 360 + 0.5 AS \"_x\", ");
    sql.add("0.5 - ln((1 + " + sine + ") / (1 - " + sine + ")) / (4 * pi()) AS \"_y\"");
    for (Property p : view.properties()) {
      sql.add(", " + plain(p) + " AS " + Sql.quote(p.name()));
    }
    addFromIn(sql, tile.box((double) TileFeature.MARGIN / TileFeature.EXTENT));
    sql.add(") p WHERE ");
    isIn(sql, "_x", width, tile.column());
    sql.add(" AND ");
    isIn(sql, "_y", width, tile.row());
    sql.add(" FETCH FIRST ").bind(Clusters.MOST_FEATURES + 1L);
    return sql.add(" ROWS ONLY) t");
  }

  /** Numbers are bound, so that all tiles share one plan. */
  private static void unit(Sql sql, String share, double width, double place) {
    sql.add("LEAST(GREATEST(floor((\"" + share + "\" * ").bind(width).add(" - ").bind(place);
    sql.add(") * " + TileFeature.EXTENT + "), 0), " + (TileFeature.EXTENT - 1) + ")");
  }

  /** The world is a grid of 32 bits; what lies on its far edge belongs to its last cell. */
  private static void isIn(Sql sql, String share, double width, double place) {
    String cell = "LEAST(GREATEST(floor(\"" + share + "\" * 4294967296), 0), 4294967295)";
    sql.add("floor(" + cell + " * ").bind(width).add(" / 4294967296) = ").bind(place);
  }

  /** As {@link kr.maeul.tile.MvtWriter} writes values. */
  private String plain(Property p) {
    String column = filters.column(p);
    return switch (p.type()) {
      case STRING, INTEGER, NUMBER, BOOLEAN -> column;
      case DATE -> "to_char(" + column + ", 'YYYY-MM-DD')";
      case DATE_TIME ->
          "regexp_replace(to_char("
              + column
              + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '\\.?0*$', '') || 'Z'";
      case STRING_LIST -> "to_json(" + column + ")::text";
    };
  }

  /** Rows in any of some small boxes; the number is that of the box. */
  public Sql at(List<Box> boxes) {
    Sql sql = new Sql();
    for (int i = 0; i < boxes.size(); i++) {
      if (i > 0) {
        sql.add(" UNION ALL ");
      }
      select(sql, i, boxes.get(i));
    }
    return sql;
  }

  private void select(Sql sql, int number, Box box) {
    sql.add("SELECT " + number + ", \"id\", ").add(dialect.selectGeometry(geometry));
    for (Property p : view.properties()) {
      sql.add(", ").add(filters.column(p));
    }
    addFromIn(sql, box);
  }

  private void addFromIn(Sql sql, Box box) {
    filters.addFromWhere(sql, List.of(), Reach.of(box));
    sql.add(" AND ");
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
