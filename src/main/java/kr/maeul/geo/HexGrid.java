package kr.maeul.geo;

import org.locationtech.jts.geom.Coordinate;

/**
 * Hexagons over the whole earth, of one area each, always the same for the same width whatever is
 * asked. They lie on a cylindrical equal-area projection that is true to scale on latitude 36°:
 * over South Korea a cell is as wide as it says within 4 %, in Jeonju within 0.3 %. A cell is named
 * by its column and row, {@code 3:-5}: columns are half a width apart, rows √3/2 of one, and both
 * are even or both odd.
 *
 * @param widthMetres between opposite sides, and so between the centres of neighbours
 */
public record HexGrid(double widthMetres) {
  private static final double TRUE_LATITUDE = Math.toRadians(36);

  /** Radii of curvature of WGS84 on that latitude: across the meridian, and along it. */
  private static final double ACROSS_METRES = 6_385_525;

  private static final double ALONG_METRES = 6_357_484;

  /** Widths to a degree of longitude. */
  public double widthsPerDegree() {
    return Math.toRadians(1) * ACROSS_METRES * Math.cos(TRUE_LATITUDE) / widthMetres;
  }

  /** Double rows to a unit of the sine of the latitude; a double row is √3 widths. */
  public double doubleRowsPerSine() {
    return ALONG_METRES / Math.cos(TRUE_LATITUDE) / (widthMetres * Math.sqrt(3));
  }

  /** The cell that a place lies in. */
  public String cellAt(double longitude, double latitude) {
    double u = longitude * widthsPerDegree();
    double v = Math.sin(Math.toRadians(latitude)) * doubleRowsPerSine();
    double toEven = square(u - Math.rint(u)) + 3 * square(v - Math.rint(v));
    double toOdd = square(u - Math.floor(u) - 0.5) + 3 * square(v - Math.floor(v) - 0.5);
    return toEven <= toOdd
        ? (long) (2 * Math.rint(u)) + ":" + (long) (2 * Math.rint(v))
        : (long) (2 * Math.floor(u) + 1) + ":" + (long) (2 * Math.floor(v) + 1);
  }

  private static double square(double x) {
    return x * x;
  }

  public Coordinate centre(String cell) {
    return at(column(cell), row(cell));
  }

  /** The corners, counter-clockwise, the first one again at the end. */
  public Coordinate[] corners(String cell) {
    double c = column(cell);
    double r = row(cell);
    double third = 1.0 / 3; // of a row: a side is a third of the cell's height above its neighbour
    return new Coordinate[] {
      at(c, r - 2 * third),
      at(c + 1, r - third),
      at(c + 1, r + third),
      at(c, r + 2 * third),
      at(c - 1, r + third),
      at(c - 1, r - third),
      at(c, r - 2 * third)
    };
  }

  private Coordinate at(double column, double row) {
    double sine = Math.max(-1, Math.min(1, row / 2 / doubleRowsPerSine()));
    double longitude = Math.max(-180, Math.min(180, column / 2 / widthsPerDegree()));
    return new Coordinate(longitude, Math.toDegrees(Math.asin(sine)));
  }

  private static double column(String cell) {
    return Double.parseDouble(cell.substring(0, cell.indexOf(':')));
  }

  private static double row(String cell) {
    return Double.parseDouble(cell.substring(cell.indexOf(':') + 1));
  }
}
