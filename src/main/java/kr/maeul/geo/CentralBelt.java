package kr.maeul.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.maeul.layer.text.Text;

/**
 * What the grids of Korea's central belt have in common: metres from 38° N, 127° E, counted from
 * different numbers. To a kilometre, which is enough for a hint. Stateless.
 */
final class CentralBelt {
  private static final double METRES_A_DEGREE = 111_000;
  private static final double FALSE_EASTING = 200_000;
  private static final double PRESENT_NORTHING = 600_000;
  private static final double OLD_NORTHING = 500_000;

  /** Below this, what is counted from 500,000 lies more in the middle of the country. */
  private static final double LOW_NORTHING = 300_000;

  private static final String PRESENT = "EPSG:5186";
  private static final String OLD = "EPSG:5174·5181·2097";

  private CentralBelt() {}

  /**
   * As which of its systems, and in which order, the numbers lie in Korea, and about where; a
   * clause to end a message with, or nothing.
   */
  static Text guess(double x, double y) {
    List<Text> ways = new ArrayList<>();
    for (boolean swapped : new boolean[] {false, true}) {
      double east = swapped ? y : x;
      double north = swapped ? x : y;
      Text present = way(PRESENT, east, north - PRESENT_NORTHING, swapped);
      Text old = way(OLD, east, north - OLD_NORTHING, swapped);
      for (Text way : north < LOW_NORTHING ? List.of(old, present) : List.of(present, old)) {
        if (!way.en().isEmpty()) {
          ways.add(way);
        }
      }
    }
    if (ways.isEmpty()) {
      return Text.EMPTY;
    }
    return new Text(
        " 혹시 " + String.join("; ", ways.stream().map(Text::ko).toList()) + ".",
        " (perhaps " + String.join("; ", ways.stream().map(Text::en).toList()) + ")");
  }

  private static Text way(String systems, double east, double north, boolean swapped) {
    double latitude = 38 + north / METRES_A_DEGREE;
    double longitude =
        127 + (east - FALSE_EASTING) / (METRES_A_DEGREE * Math.cos(Math.toRadians(latitude)));
    if (!Korea.holds(longitude, latitude)) {
      return Text.EMPTY;
    }
    String n = String.format(Locale.ROOT, "%.1f", latitude);
    String e = String.format(Locale.ROOT, "%.1f", longitude);
    return new Text(
        systems + (swapped ? "(X·Y를 바꾸어)" : "") + "이면 북위 " + n + ", 동경 " + e,
        systems + (swapped ? " with X and Y swapped" : "") + ": " + n + " N, " + e + " E");
  }
}
