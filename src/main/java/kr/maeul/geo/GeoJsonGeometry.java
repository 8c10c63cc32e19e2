package kr.maeul.geo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;

/**
 * Reads GeoJSON geometries (RFC 7946) strictly and says where the first mistake is. Heights are
 * dropped. Stateless.
 */
public final class GeoJsonGeometry {
  /** SRID 4326 with x = longitude, as both databases store it. */
  public static final GeometryFactory FACTORY = new GeometryFactory(new PrecisionModel(), 4326);

  private static final int MAX_POSITIONS = 2_000_000;

  /**
   * How far a number may lie beyond its limit for want of precision, a tenth of a millimetre on the
   * ground. Natural Earth has 180.00000000000006.
   */
  private static final double ROUNDING_DEGREES = 1e-9;

  private GeoJsonGeometry() {}

  /** A way to read geometries whose numbers may be in another reference system. */
  @FunctionalInterface
  public interface Reading {
    /**
     * The geometry, in longitude and latitude.
     *
     * @throws InvalidGeometryException if it cannot be read or is not on the earth
     */
    Geometry read(JsonNode node) throws InvalidGeometryException;
  }

  /** A geometry that cannot be read: where, as a JSON pointer within the geometry, and why. */
  public static final class InvalidGeometryException extends Exception {
    private final String pointer;
    private final transient Text reason;
    private final transient Coordinate spot;

    InvalidGeometryException(String pointer, String ko, String en) {
      this(pointer, new Text(ko, en));
    }

    public InvalidGeometryException(String pointer, Text reason) {
      this(pointer, reason, null);
    }

    /**
     * @param spot longitude and latitude of where it is wrong, or null
     */
    public InvalidGeometryException(String pointer, Text reason, Coordinate spot) {
      super(reason.en());
      this.pointer = pointer;
      this.reason = reason;
      this.spot = spot;
    }

    public String pointer() {
      return pointer;
    }

    public Text reason() {
      return reason;
    }

    /** Longitude and latitude of where it is wrong, or null. */
    public Coordinate spot() {
      return spot;
    }
  }

  /**
   * The geometry, in longitude and latitude.
   *
   * @throws InvalidGeometryException if it is not a GeoJSON geometry on the earth
   */
  public static Geometry read(JsonNode node) throws InvalidGeometryException {
    return read(node, true);
  }

  /**
   * The geometry, in whatever reference system its numbers are.
   *
   * @throws InvalidGeometryException if it is not a GeoJSON geometry
   */
  public static Geometry readUnbounded(JsonNode node) throws InvalidGeometryException {
    return read(node, false);
  }

  private static Geometry read(JsonNode node, boolean onEarth) throws InvalidGeometryException {
    if (!node.isObject()) {
      throw new InvalidGeometryException("", "도형(geometry)은 객체여야 합니다.", "a geometry is an object");
    }
    Reader reader = new Reader(onEarth);
    JsonNode c = node.path("coordinates");
    String at = "/coordinates";
    return switch (node.path("type").asText("")) {
      case "Point" -> FACTORY.createPoint(reader.position(c, at));
      case "MultiPoint" ->
          FACTORY.createMultiPoint(
              reader.each(
                  c,
                  at,
                  1,
                  (n, p) -> () -> FACTORY.createPoint(reader.position(n, p)),
                  Point[]::new));
      case "LineString" -> reader.line(c, at);
      case "MultiLineString" ->
          FACTORY.createMultiLineString(
              reader.each(c, at, 1, (n, p) -> () -> reader.line(n, p), LineString[]::new));
      case "Polygon" -> reader.polygon(c, at);
      case "MultiPolygon" ->
          FACTORY.createMultiPolygon(
              reader.each(c, at, 1, (n, p) -> () -> reader.polygon(n, p), Polygon[]::new));
      case "GeometryCollection" -> {
        Geometry[] parts = new Geometry[node.path("geometries").size()];
        for (int i = 0; i < parts.length; i++) {
          JsonNode part = node.path("geometries").get(i);
          if ("GeometryCollection".equals(part.path("type").asText())) {
            throw new InvalidGeometryException(
                "/geometries/" + i, "모음 안에 모음을 넣을 수 없습니다.", "a collection holds no collection");
          }
          parts[i] = read(part, onEarth);
        }
        yield FACTORY.createGeometryCollection(parts);
      }
      default ->
          throw new InvalidGeometryException(
              "/type",
              "알 수 없는 도형 종류 \"" + shorten(node.path("type").asText("")) + "\"입니다.",
              "unknown geometry type \"" + shorten(node.path("type").asText("")) + "\"");
    };
  }

  /**
   * The multi-geometry with the given one as its only member; a geometry that is multi already
   * stays as it is.
   */
  public static Geometry toMulti(Geometry g) {
    if (g instanceof MultiPoint || g instanceof MultiLineString || g instanceof MultiPolygon) {
      return g;
    }
    if (g instanceof Point p) {
      return FACTORY.createMultiPoint(new Point[] {p});
    }
    if (g instanceof LineString l) {
      return FACTORY.createMultiLineString(new LineString[] {l});
    }
    if (g instanceof Polygon p) {
      return FACTORY.createMultiPolygon(new Polygon[] {p});
    }
    return g;
  }

  /** The limit for a number that lies beyond it by rounding only, any other number as it is. */
  public static double withoutRounding(double degrees, double limit) {
    double size = Math.abs(degrees);
    return size > limit && size <= limit + ROUNDING_DEGREES
        ? Math.copySign(limit, degrees)
        : degrees;
  }

  private static String shorten(String s) {
    return s.length() <= 40 ? s : s.substring(0, 40) + "…";
  }

  /** One geometry's worth of reading: counts positions so that a huge one is refused early. */
  private static final class Reader {
    private final boolean onEarth;
    private int positions;

    Reader(boolean onEarth) {
      this.onEarth = onEarth;
    }

    interface Part<T> {
      T read() throws InvalidGeometryException;
    }

    <T> T[] each(
        JsonNode array,
        String at,
        int atLeast,
        BiFunction<JsonNode, String, Part<T>> part,
        java.util.function.IntFunction<T[]> newArray)
        throws InvalidGeometryException {
      if (!array.isArray() || array.size() < atLeast) {
        throw new InvalidGeometryException(
            at, "좌표 목록이 비었거나 배열이 아닙니다.", "coordinates must be an array of at least " + atLeast);
      }
      T[] parts = newArray.apply(array.size());
      for (int i = 0; i < parts.length; i++) {
        parts[i] = part.apply(array.get(i), at + "/" + i).read();
      }
      return parts;
    }

    Coordinate position(JsonNode node, String at) throws InvalidGeometryException {
      if (!node.isArray()
          || node.size() < 2
          || !node.get(0).isNumber()
          || !node.get(1).isNumber()) {
        throw new InvalidGeometryException(
            at, "좌표는 [경도, 위도] 숫자 두 개여야 합니다.", "a position is two numbers, [longitude, latitude]");
      }
      if (++positions > MAX_POSITIONS) {
        throw new InvalidGeometryException(
            at,
            "꼭짓점이 너무 많습니다 (최대 " + MAX_POSITIONS + "개).",
            "more than " + MAX_POSITIONS + " positions");
      }
      double x = node.get(0).asDouble();
      double y = node.get(1).asDouble();
      if (onEarth) {
        x = withoutRounding(x, 180);
        y = withoutRounding(y, 90);
      }
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new InvalidGeometryException(at, "좌표가 유한한 수가 아닙니다.", "a coordinate is not finite");
      }
      if (onEarth && (x < -180 || x > 180 || y < -90 || y > 90)) {
        throw offTheEarth(at, x, y);
      }
      return new Coordinate(x, y);
    }

    private static InvalidGeometryException offTheEarth(String at, double x, double y) {
      Text guess = Crs.guess(x, y);
      boolean swapped = Math.abs(y) <= 180 && Math.abs(x) <= 90;
      return new InvalidGeometryException(
          at,
          "좌표 ["
              + x
              + ", "
              + y
              + "]가 지구 밖입니다. "
              + (swapped ? "경도와 위도가 바뀌었는지 확인하세요." : "경위도(WGS84)가 아니면 좌표계를 지정하세요." + guess.ko()),
          "the position ["
              + x
              + ", "
              + y
              + "] is off the earth; "
              + (swapped
                  ? "are longitude and latitude swapped?"
                  : "give its CRS if it is not longitude, latitude" + guess.en()));
    }

    LineString line(JsonNode node, String at) throws InvalidGeometryException {
      return FACTORY.createLineString(
          each(node, at, 2, (n, p) -> () -> position(n, p), Coordinate[]::new));
    }

    Polygon polygon(JsonNode node, String at) throws InvalidGeometryException {
      LinearRing[] rings = each(node, at, 1, (n, p) -> () -> ring(n, p), LinearRing[]::new);
      LinearRing[] holes = java.util.Arrays.copyOfRange(rings, 1, rings.length);
      return FACTORY.createPolygon(rings[0], holes);
    }

    private LinearRing ring(JsonNode node, String at) throws InvalidGeometryException {
      Coordinate[] c = each(node, at, 4, (n, p) -> () -> position(n, p), Coordinate[]::new);
      if (!c[0].equals2D(c[c.length - 1])) {
        throw new InvalidGeometryException(
            at,
            "다각형의 첫 점과 끝 점이 같지 않습니다.",
            "the ring is not closed: its first and last position differ");
      }
      return FACTORY.createLinearRing(c);
    }
  }
}
