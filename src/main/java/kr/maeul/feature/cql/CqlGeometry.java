package kr.maeul.feature.cql;

import java.util.List;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlPlace;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Geometry literals in longitude and latitude, fit for a database to compare with: valid, not
 * empty, on the earth. Stateless.
 */
final class CqlGeometry {
  private static final GeometryFactory FACTORY = GeoJsonGeometry.FACTORY;

  /** Straight sides of a box bend in another reference system, so they get corners in between. */
  private static final int PARTS_OF_A_SIDE = 16;

  /**
   * Most positions of a geometry whose segments may all cross each other: comparing it takes time
   * and memory that grow with the square of them.
   */
  private static final int MOST_TANGLED = 1_000;

  /** Rounding of a transformation that takes degrees to degrees. */
  private static final double SAME_DEGREES = 1e-6;

  private CqlGeometry() {}

  static Geometry of(Cql.Shape shape, CrsTransform crs, CqlPlace place) throws CqlException {
    return fit(toLonLat(shape.geometry(), crs, place), place);
  }

  static Geometry of(Cql.Bounds b, CrsTransform crs, CqlPlace place) throws CqlException {
    Coordinate low = toLonLat(point(b.minX(), b.minY()), crs, place).getCoordinate();
    Coordinate high = toLonLat(point(b.maxX(), b.maxY()), crs, place).getCoordinate();
    boolean degrees =
        isNear(low, b.minX(), b.minY()) && isNear(high, b.maxX(), b.maxY())
            || isNear(low, b.minY(), b.minX()) && isNear(high, b.maxY(), b.maxX());
    if (degrees && low.y <= high.y) {
      List<Box> parts = new Box(low.x, low.y, high.x, high.y).split();
      Geometry[] areas = parts.stream().map(CqlGeometry::area).toArray(Geometry[]::new);
      return fit(FACTORY.buildGeometry(List.of(areas)), place);
    }
    if (degrees || b.minX() > b.maxX() || b.minY() > b.maxY()) {
      throw new CqlException(
          place,
          "BBOX의 끝이 처음보다 작습니다. 작은 쪽 모서리를 먼저 쓰세요.",
          "the BBOX ends before it begins; write its lower corner first");
    }
    Envelope envelope = new Envelope(b.minX(), b.maxX(), b.minY(), b.maxY());
    Geometry area = FACTORY.toGeometry(envelope);
    double side = Math.max(envelope.getWidth(), envelope.getHeight());
    if (side > 0) {
      area = Densifier.densify(area, side / PARTS_OF_A_SIDE);
    }
    return fit(toLonLat(area, crs, place), place);
  }

  private static boolean isNear(Coordinate c, double x, double y) {
    return Math.abs(c.x - x) <= SAME_DEGREES && Math.abs(c.y - y) <= SAME_DEGREES;
  }

  private static Geometry point(double x, double y) {
    return FACTORY.createPoint(new Coordinate(x, y));
  }

  /** A box without width or height is a line or a point. */
  private static Geometry area(Box box) {
    return FACTORY.toGeometry(new Envelope(box.west(), box.east(), box.south(), box.north()));
  }

  private static Geometry toLonLat(Geometry geometry, CrsTransform crs, CqlPlace place)
      throws CqlException {
    Geometry moved;
    try {
      moved = crs.toLonLat(geometry);
    } catch (CrsTransform.OutsideException e) {
      throw new CqlException(
          place,
          "좌표가 filter-crs의 범위 밖입니다. 좌표와 좌표계가 맞는지 확인하세요.",
          "a position lies where filter-crs does not reach; do the coordinates fit it?");
    }
    Geometry onEarth = withoutRounding(moved);
    for (Coordinate c : onEarth.getCoordinates()) {
      if (!(Math.abs(c.x) <= 180 && Math.abs(c.y) <= 90)) {
        boolean swapped = Math.abs(c.x) <= 90 && Math.abs(c.y) <= 180;
        throw new CqlException(
            place,
            "좌표 ("
                + c.x
                + " "
                + c.y
                + ")가 지구 밖입니다. "
                + (swapped ? "경도와 위도가 바뀌었는지 확인하세요." : "경위도가 아니면 filter-crs를 지정하세요."),
            "the position ("
                + c.x
                + " "
                + c.y
                + ") is off the earth; "
                + (swapped
                    ? "are longitude and latitude swapped?"
                    : "give filter-crs if it is not longitude, latitude"));
      }
    }
    return onEarth;
  }

  private static Geometry withoutRounding(Geometry geometry) {
    Geometry copy = geometry.copy();
    copy.apply(
        (CoordinateFilter)
            c -> {
              c.x = GeoJsonGeometry.withoutRounding(c.x, 180);
              c.y = GeoJsonGeometry.withoutRounding(c.y, 90);
            });
    copy.geometryChanged();
    return copy;
  }

  /** Areas that cross themselves are mended, overlapping parts of a collection become one. */
  private static Geometry fit(Geometry geometry, CqlPlace place) throws CqlException {
    boolean collection = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
    boolean tangled =
        collection || (geometry.getDimension() == 1 ? !geometry.isSimple() : !geometry.isValid());
    if (tangled && geometry.getNumPoints() > MOST_TANGLED) {
      throw new CqlException(
          place,
          "스스로 교차하는 도형이나 모음은 꼭짓점 " + MOST_TANGLED + "개까지입니다. 교차를 없애거나 나누세요.",
          "a geometry that crosses itself, or a collection, has at most "
              + MOST_TANGLED
              + " positions; untangle or divide it");
    }
    Geometry valid = geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
    if (valid.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION)) {
      valid = UnaryUnionOp.union(valid);
    }
    if (valid == null || valid.isEmpty()) {
      throw new CqlException(
          place,
          "도형에 넓이나 길이가 없습니다. 점 하나라면 POINT로 쓰세요.",
          "the geometry has neither area nor length; write a single position as a POINT");
    }
    valid.setSRID(FACTORY.getSRID());
    return valid;
  }

  /** How two literals lie to each other. */
  static boolean relate(Operator how, Geometry a, Geometry b) {
    return switch (how) {
      case S_INTERSECTS -> a.intersects(b);
      case S_EQUALS -> a.equalsTopo(b);
      case S_DISJOINT -> !a.intersects(b);
      case S_TOUCHES -> a.touches(b);
      case S_WITHIN -> a.within(b);
      case S_OVERLAPS -> a.overlaps(b);
      case S_CROSSES -> a.crosses(b);
      case S_CONTAINS -> a.contains(b);
      default -> throw new IllegalArgumentException(how.name());
    };
  }
}
