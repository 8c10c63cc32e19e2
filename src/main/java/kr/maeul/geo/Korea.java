package kr.maeul.geo;

import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/**
 * The land of South Korea, drawn roughly and five to ten kilometres wide: good for telling a place
 * in the sea or abroad from one that can be meant, and for nothing else. Stateless.
 */
public final class Korea {
  /**
   * Longitude, latitude along the mainland and the isles off it, against the clock from Ganghwa.
   */
  private static final double[] MAINLAND = {
    126.00, 37.85, 125.85, 37.35, 125.85, 37.00, 126.00, 36.75, 126.00, 36.10, 126.20, 35.90,
    126.05, 35.70, 125.90, 35.40, 125.80, 35.10, 125.75, 34.55, 125.75, 34.15, 126.20, 34.10,
    126.60, 34.03, 126.85, 33.92, 127.05, 33.95, 127.20, 33.95, 127.45, 34.00, 127.55, 34.30,
    127.90, 34.33, 128.00, 34.55, 128.30, 34.52, 128.65, 34.57, 128.85, 34.70, 129.10, 34.97,
    129.35, 35.15, 129.50, 35.45, 129.60, 35.70, 129.68, 36.00, 129.68, 36.15, 129.50, 36.35,
    129.55, 36.60, 129.53, 37.05, 129.45, 37.25, 129.25, 37.55, 129.05, 37.78, 128.90, 37.95,
    128.70, 38.20, 128.52, 38.50, 128.45, 38.68, 128.25, 38.65, 127.90, 38.40, 127.10, 38.40,
    126.85, 38.15, 126.60, 37.97, 126.00, 37.85
  };

  /** West, south, east, north of isles far out. */
  private static final double[][] ISLES = {
    {126.05, 33.05, 127.05, 33.65}, // Jeju
    {126.15, 33.88, 126.45, 34.02}, // Chuja
    {125.00, 34.00, 125.70, 34.90}, // Heuksan, Hong, Gageo
    {125.45, 36.00, 126.10, 36.75}, // Eocheong, Gyeongnyeolbi
    {125.55, 37.50, 125.85, 37.75}, // Yeonpyeong
    {124.50, 37.65, 124.90, 38.05}, // Baengnyeong, Daecheong
    {130.70, 37.40, 131.00, 37.60}, // Ulleung
    {131.80, 37.18, 131.95, 37.30}, // Dok
  };

  private static final IndexedPointInAreaLocator LAND = new IndexedPointInAreaLocator(land());

  private Korea() {}

  /** Whether the place, in degrees, is on the land of South Korea or a few kilometres off it. */
  public static boolean holds(double longitude, double latitude) {
    return LAND.locate(new Coordinate(longitude, latitude)) != Location.EXTERIOR;
  }

  private static Geometry land() {
    Coordinate[] ring = new Coordinate[MAINLAND.length / 2];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Coordinate(MAINLAND[2 * i], MAINLAND[2 * i + 1]);
    }
    Geometry land = GeoJsonGeometry.FACTORY.createPolygon(ring);
    for (double[] isle : ISLES) {
      land =
          land.union(
              GeoJsonGeometry.FACTORY.toGeometry(new Envelope(isle[0], isle[2], isle[1], isle[3])));
    }
    return land;
  }
}
