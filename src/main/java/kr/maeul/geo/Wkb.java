package kr.maeul.geo;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * Geometries in degrees, longitude first, as Well-Known Binary (OGC 06-103r4), which is how the
 * stores hand them over. Stateless.
 */
public final class Wkb {
  private Wkb() {}

  /**
   * Reads what a store gave.
   *
   * @param wkb null where a feature has no place
   * @return null for null
   * @throws IllegalStateException if it is no WKB
   */
  public static Geometry read(byte[] wkb) {
    if (wkb == null) {
      return null;
    }
    try {
      return new WKBReader(GeoJsonGeometry.FACTORY).read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("the database's WKB cannot be read", e);
    }
  }

  /** Writes a geometry in two dimensions, big-endian; null for null. */
  public static byte[] write(Geometry geometry) {
    return geometry == null ? null : new WKBWriter().write(geometry);
  }
}
