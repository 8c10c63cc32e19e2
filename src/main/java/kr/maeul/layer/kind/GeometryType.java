package kr.maeul.layer.kind;

import java.util.Locale;
import java.util.Optional;

/**
 * The kind of geometry that a layer holds; {@code ANY} takes each of them. Coordinates are
 * longitude, latitude.
 */
public enum GeometryType {
  POINT("Point"),
  MULTIPOINT("MultiPoint"),
  LINESTRING("LineString"),
  MULTILINESTRING("MultiLineString"),
  POLYGON("Polygon"),
  MULTIPOLYGON("MultiPolygon"),
  ANY("Geometry");

  private final String geoJson;

  GeometryType(String geoJson) {
    this.geoJson = geoJson;
  }

  /** The GeoJSON type name, which is also JTS's. */
  public String geoJson() {
    return geoJson;
  }

  /** The value of {@code format} in a layer file, such as {@code geometry-point}. */
  public String format() {
    return "geometry-" + word();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** 0 for points, 1 for lines, 2 for areas, -1 where it can be any. */
  public int dimension() {
    return switch (this) {
      case POINT, MULTIPOINT -> 0;
      case LINESTRING, MULTILINESTRING -> 1;
      case POLYGON, MULTIPOLYGON -> 2;
      case ANY -> -1;
    };
  }

  /**
   * Whether a geometry of the given GeoJSON type may be stored, if need be as the only member of a
   * multi-geometry.
   */
  public boolean accepts(String geoJsonType) {
    return this == ANY || geoJson.equals(geoJsonType) || geoJson.equals("Multi" + geoJsonType);
  }

  public static Optional<GeometryType> ofFormat(String format) {
    for (GeometryType t : values()) {
      if (t.format().equals(format)) {
        return Optional.of(t);
      }
    }
    return Optional.empty();
  }
}
