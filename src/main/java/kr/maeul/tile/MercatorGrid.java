package kr.maeul.tile;

/**
 * Web Mercator as a square from 0 to 1, x eastward from the date line, y southward from 85.05° N;
 * and the same in whole numbers of 32 bits, which say exactly in which tile a point lies. A tile
 * and a cell hold their west and north edges, not their east and south ones. What lies on the far
 * side of the last edge – 180° E, the poles – is drawn at that edge, in the last tile. Stateless.
 */
final class MercatorGrid {
  /** Where the square ends, degrees north and south. */
  public static final double MAX_LATITUDE = 85.0511287798066;

  /** Width of the world in whole numbers. */
  static final double SIZE = 4294967296.0;

  private static final long LAST = 0xFFFFFFFFL;

  private MercatorGrid() {}

  static double x(double longitude) {
    return longitude / 360 + 0.5;
  }

  static double y(double latitude) {
    double clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude));
    if (clamped == 0) {
      return 0.5;
    }
    double sin = Math.sin(Math.toRadians(clamped));
    return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  }

  static double longitude(double x) {
    return (x - 0.5) * 360;
  }

  static double latitude(double y) {
    return Math.toDegrees(Math.atan(Math.sinh((1 - 2 * y) * Math.PI)));
  }

  /** A coordinate as 32 bits without sign. */
  static int grid(double coordinate) {
    return (int) Math.max(0, Math.min(LAST, (long) Math.floor(coordinate * SIZE)));
  }

  /** The row or column that a coordinate lies in. */
  static int tile(double coordinate, int zoom) {
    return zoom == 0 ? 0 : grid(coordinate) >>> (32 - zoom);
  }
}
