package kr.maeul.geo.near;

/**
 * Places on the WGS84 ellipsoid as points in space, in metres from the middle of the earth, and
 * what the straight way between two of them says of the way along the ground. Stateless.
 */
final class EarthSpace {
  private static final double EQUATOR_METRES = 6_378_137;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

  /** The ellipsoid's sharpest bend: along the meridian at the equator. */
  private static final double SHARPEST_RADIUS_METRES =
      EQUATOR_METRES * (1 - FLATTENING) * (1 - FLATTENING);

  /** More than what is lost in rounding numbers as large as the earth. */
  static final double SLACK_METRES = 1e-6;

  /** Up to here {@link #metres} is right to a few thousandths of a millimetre. */
  static final double SHORT_METRES = 5_000;

  private EarthSpace() {}

  static double[] at(double longitude, double latitude) {
    double lon = Math.toRadians(longitude);
    double lat = Math.toRadians(latitude);
    double sin = Math.sin(lat);
    double n = EQUATOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    return new double[] {
      n * Math.cos(lat) * Math.cos(lon),
      n * Math.cos(lat) * Math.sin(lon),
      n * (1 - ECCENTRICITY_SQUARED) * sin
    };
  }

  /** The most that the way along the ground can be over a straight way. */
  static double longest(double chord) {
    double half = (chord + SLACK_METRES) / (2 * SHARPEST_RADIUS_METRES);
    return half >= 1
        ? Double.POSITIVE_INFINITY
        : 2 * SHARPEST_RADIUS_METRES * Math.asin(half) + SLACK_METRES;
  }

  /** Up to which straight way the way along the ground is surely no longer than that. */
  static double surely(double metres) {
    double half = metres / (2 * SHARPEST_RADIUS_METRES);
    return half >= Math.PI / 2
        ? Double.POSITIVE_INFINITY
        : 2 * SHARPEST_RADIUS_METRES * Math.sin(half) - 2 * SLACK_METRES;
  }

  /**
   * A short way along the ground: an arc over the straight way, as sharp as the ellipsoid bends
   * between the two in their direction (Euler).
   */
  static double metres(
      double longitude,
      double latitude,
      double otherLongitude,
      double otherLatitude,
      double straight) {
    double lat = Math.toRadians((latitude + otherLatitude) / 2);
    double sin = Math.sin(lat);
    double w = 1 - ECCENTRICITY_SQUARED * sin * sin;
    double across = EQUATOR_METRES / Math.sqrt(w);
    double along = across * (1 - ECCENTRICITY_SQUARED) / w;
    double north = along * Math.toRadians(otherLatitude - latitude);
    double turned = Math.abs(otherLongitude - longitude);
    double east = across * Math.cos(lat) * Math.toRadians(turned > 180 ? 360 - turned : turned);
    double all = north * north + east * east;
    double bend = all == 0 ? 1 / along : (north * north / along + east * east / across) / all;
    double half = straight * bend / 2;
    return straight * (1 + half * half / 6); // the arc's sine, which is that small
  }
}
