package kr.maeul.geo;

import java.util.List;

/**
 * A box in longitude and latitude, degrees on WGS84. When {@code west > east} it crosses the date
 * line.
 *
 * @param west -180 to 180
 * @param south -90 to 90
 * @param east -180 to 180
 * @param north -90 to 90, not below south
 */
public record Box(double west, double south, double east, double north) {
  public static final Box WORLD = new Box(-180, -90, 180, 90);

  /** One box, or the two that it falls into where it crosses the date line. */
  public List<Box> split() {
    return west <= east
        ? List.of(this)
        : List.of(new Box(west, south, 180, north), new Box(-180, south, east, north));
  }

  /** Whether the other box lies in this one; neither crosses the date line. */
  public boolean contains(Box other) {
    return west <= other.west && east >= other.east && south <= other.south && north >= other.north;
  }

  /** Whether the point lies in it or on its edge; it does not cross the date line. */
  public boolean contains(double longitude, double latitude) {
    return west <= longitude && longitude <= east && south <= latitude && latitude <= north;
  }

  public double centreLongitude() {
    return west <= east ? (west + east) / 2 : ((west + east + 360) / 2 + 180) % 360 - 180;
  }

  public double centreLatitude() {
    return (south + north) / 2;
  }
}
