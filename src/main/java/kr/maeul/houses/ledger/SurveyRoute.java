package kr.maeul.houses.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.geo.near.GeodesicDistance;
import org.locationtech.jts.geom.Coordinate;

/**
 * An order in which to visit places: always the nearest one that was not visited yet. It is quick
 * to understand and to check by hand, and not the shortest there is. Distances are straight lines
 * on the ellipsoid; anyone who walks goes further.
 *
 * @param order ids of the places
 * @param legsMetres how far it is to each from the one before; from the start to the first where
 *     there is a start, which makes as many legs as places, and one fewer where there is none
 */
public record SurveyRoute(List<String> order, List<Double> legsMetres) {

  /**
   * @param places longitude and latitude by id; of equally near ones the earlier is taken
   * @param from longitude, latitude; null begins at the first place
   */
  public static SurveyRoute nearestFirst(Map<String, Coordinate> places, Coordinate from) {
    Map<String, Coordinate> left = new LinkedHashMap<>(places);
    List<String> order = new ArrayList<>();
    List<Double> legs = new ArrayList<>();
    Coordinate at = from;
    if (at == null && !left.isEmpty()) {
      String first = left.keySet().iterator().next();
      order.add(first);
      at = left.remove(first);
    }
    while (!left.isEmpty()) {
      String nearest = null;
      double least = Double.POSITIVE_INFINITY;
      for (Map.Entry<String, Coordinate> place : left.entrySet()) {
        double metres = GeodesicDistance.between(at, place.getValue());
        if (metres < least) {
          least = metres;
          nearest = place.getKey();
        }
      }
      order.add(nearest);
      legs.add(least);
      at = left.remove(nearest);
    }
    return new SurveyRoute(List.copyOf(order), List.copyOf(legs));
  }

  public double metres() {
    return legsMetres.stream().mapToDouble(Double::doubleValue).sum();
  }
}
