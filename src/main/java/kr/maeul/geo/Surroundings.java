package kr.maeul.geo;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Boxes in degrees around things, sized in metres. Stateless. */
public final class Surroundings {
  /** A degree of latitude is never shorter, nor one of longitude on the equator. */
  private static final double METRES_A_DEGREE = 110_500;

  /** Beyond this any box is as good as the whole earth. */
  private static final double QUARTER_METRES = 10_000_000;

  private Surroundings() {}

  /**
   * A box that everything within a distance of a geometry has a point in: it may be larger than
   * need be, never smaller.
   */
  public static Box around(Geometry g, double radiusMetres) {
    Envelope e = g.getEnvelopeInternal();
    if (radiusMetres >= QUARTER_METRES) {
      return Box.WORLD;
    }
    double dLat = radiusMetres / METRES_A_DEGREE * 1.01;
    double south = e.getMinY() - dLat;
    double north = e.getMaxY() + dLat;
    if (south <= -90 || north >= 90) {
      return new Box(-180, Math.max(south, -90), 180, Math.min(north, 90));
    }
    double farthest = Math.max(Math.abs(south), Math.abs(north));
    double dLon = dLat / Math.cos(Math.toRadians(farthest));
    if (e.getWidth() + 2 * dLon >= 360) {
      return new Box(-180, south, 180, north);
    }
    return new Box(wrap(e.getMinX() - dLon), south, wrap(e.getMaxX() + dLon), north);
  }

  private static double wrap(double longitude) {
    return longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude;
  }
}
