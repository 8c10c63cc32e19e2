package kr.maeul.exchange.place;

import java.util.Arrays;
import java.util.List;
import kr.maeul.geo.near.GeodesicDistance;
import org.locationtech.jts.geom.Coordinate;

/**
 * Where most of many places lie, whatever a few of them say: around the median, as far as several
 * times the usual distance from it.
 *
 * @param centre longitude, latitude
 * @param radiusMetres what lies farther from the centre is far from the others
 */
record Whereabouts(Coordinate centre, double radiusMetres) {
  /** No municipality of Korea reaches farther from its middle but a few large counties. */
  private static final double LEAST_RADIUS_METRES = 30_000;

  private static final double TIMES_THE_USUAL = 6;
  private static final double METRES_A_DEGREE = 111_000;

  /** Of places in longitude and latitude; null where there are fewer than {@code least}. */
  static Whereabouts of(List<Coordinate> places, int least) {
    if (places.isEmpty() || places.size() < least) {
      return null;
    }
    double x = median(places.stream().mapToDouble(c -> c.x).toArray());
    double y = median(places.stream().mapToDouble(c -> c.y).toArray());
    double usualX = median(places.stream().mapToDouble(c -> Math.abs(c.x - x)).toArray());
    double usualY = median(places.stream().mapToDouble(c -> Math.abs(c.y - y)).toArray());
    double usual = METRES_A_DEGREE * Math.hypot(usualX * Math.cos(Math.toRadians(y)), usualY);
    return new Whereabouts(
        new Coordinate(x, y), Math.max(LEAST_RADIUS_METRES, TIMES_THE_USUAL * usual));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }

  double metresTo(Coordinate place) {
    return GeodesicDistance.between(centre, place);
  }

  boolean holds(Coordinate place) {
    return metresTo(place) <= radiusMetres;
  }
}
