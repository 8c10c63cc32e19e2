package kr.maeul.exchange.place;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import org.locationtech.jts.geom.Coordinate;

/**
 * One way to take the two numbers of a place in a file.
 *
 * @param crs what they are
 * @param swapped whether the one that comes first is the northing or latitude
 */
public record CrsCandidate(Crs crs, boolean swapped) {
  /** How far a place may be off after going there and back; more, and it was not really there. */
  private static final double THERE_AND_BACK = 1;

  /** No number of a Korean grid is larger; what is would only make the projection complain. */
  private static final double FARTHEST_METRES = 2_500_000;

  /** Ways that files are met in, those met more often first. */
  static final List<CrsCandidate> ALL = all();

  private static List<CrsCandidate> all() {
    List<CrsCandidate> all = new ArrayList<>();
    for (boolean swapped : new boolean[] {false, true}) {
      for (Crs crs :
          List.of(
              Crs.CRS84,
              Crs.EPSG_5186,
              Crs.EPSG_5174,
              Crs.EPSG_5181,
              Crs.EPSG_2097,
              Crs.EPSG_5179,
              Crs.EPSG_3857)) {
        all.add(new CrsCandidate(crs, swapped));
      }
    }
    return List.copyOf(all);
  }

  /** Whether both lead to the same places. */
  boolean isLike(CrsCandidate other) {
    return swapped == other.swapped && (crs == other.crs || crs.isLonLat() && other.crs.isLonLat());
  }

  /**
   * The place in longitude and latitude; null where the numbers lie outside of what the system is
   * used for.
   */
  Coordinate place(CrsRegistry registry, double first, double second) {
    double x = swapped ? second : first;
    double y = swapped ? first : second;
    if (!crs.isWorldWide() && Math.max(Math.abs(x), Math.abs(y)) > FARTHEST_METRES) {
      return null;
    }
    try {
      Coordinate place = registry.toLonLat(crs, x, y);
      if (!crs.area().contains(place.x, place.y)) {
        return null;
      }
      if (!crs.isLonLat()) {
        Coordinate back = registry.fromLonLat(crs, place.x, place.y);
        if (!(Math.hypot(back.x - x, back.y - y) < THERE_AND_BACK)) {
          return null;
        }
      }
      return place;
    } catch (CrsRegistry.TransformFailedException e) {
      return null;
    }
  }
}
