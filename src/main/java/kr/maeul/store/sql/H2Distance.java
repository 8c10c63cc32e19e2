package kr.maeul.store.sql;

import kr.maeul.geo.GeodesicDistance;
import org.locationtech.jts.geom.Geometry;

/** Functions that H2 calls by name; public because it must reach them. */
public final class H2Distance {
  private H2Distance() {}

  /** Metres between two geometries, or null where there is nothing to measure. */
  public static Double distance(Geometry a, Geometry b) {
    if (a == null || b == null) {
      return null;
    }
    double metres = GeodesicDistance.between(a, b);
    return Double.isNaN(metres) ? null : (Double) metres;
  }
}
