package kr.maeul.exchange.place;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** The numbers of places as they stand in a file, up to many. For one thread. */
public final class PlaceSample {
  /** A file of more places is known well enough by these. */
  private static final int MOST = 200_000;

  private static final double ZERO = 1e-9;

  private final List<Coordinate> numbers = new ArrayList<>();
  private long firstPlace;

  /**
   * Takes the first position of a geometry, if it has one.
   *
   * @param place the row
   * @param geometry GeoJSON
   */
  public void see(long place, JsonNode geometry) {
    Coordinate c = numbersOf(geometry);
    if (c != null && numbers.size() < MOST && !isNoPlace(geometry)) {
      if (numbers.isEmpty()) {
        firstPlace = place;
      }
      numbers.add(c);
    }
  }

  /** Whether no more are taken. */
  public boolean isFull() {
    return numbers.size() >= MOST;
  }

  List<Coordinate> numbers() {
    return numbers;
  }

  /** The row of the first. */
  long firstPlace() {
    return firstPlace;
  }

  /** Whether a point says by its zeros that there is no place. */
  public static boolean isNoPlace(JsonNode geometry) {
    Coordinate c = "Point".equals(geometry.path("type").asText()) ? numbersOf(geometry) : null;
    return c != null && Math.abs(c.x) < ZERO && Math.abs(c.y) < ZERO;
  }

  /** The first two numbers of a geometry, as they stand in the file; null where it has none. */
  static Coordinate numbersOf(JsonNode geometry) {
    JsonNode node = geometry.path("coordinates");
    while (node.path(0).isArray()) {
      node = node.get(0);
    }
    return node.path(0).isNumber() && node.path(1).isNumber()
        ? new Coordinate(node.get(0).asDouble(), node.get(1).asDouble())
        : null;
  }
}
