package kr.maeul.geo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes geometries as GeoJSON to the last digit, so that they can be read back as they were; what
 * answers show is {@link WkbGeoJson}'s. Heights are dropped. Stateless.
 */
public final class GeoJsonWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private GeoJsonWriter() {}

  /** The geometry as a GeoJSON object, x first. */
  public static ObjectNode write(Geometry g) {
    ObjectNode node = JSON.objectNode().put("type", g.getGeometryType());
    if (g.getGeometryType().equals("GeometryCollection")) {
      ArrayNode members = node.putArray("geometries");
      for (int i = 0; i < g.getNumGeometries(); i++) {
        members.add(write(g.getGeometryN(i)));
      }
    } else {
      node.set("coordinates", coordinates(g));
    }
    return node;
  }

  private static ArrayNode coordinates(Geometry g) {
    if (g instanceof Point p) {
      return p.isEmpty() ? JSON.arrayNode() : position(p.getCoordinate());
    }
    if (g instanceof LineString line) {
      return line(line);
    }
    ArrayNode parts = JSON.arrayNode();
    if (g instanceof Polygon polygon) {
      parts.add(line(polygon.getExteriorRing()));
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        parts.add(line(polygon.getInteriorRingN(i)));
      }
      return parts;
    }
    for (int i = 0; i < g.getNumGeometries(); i++) {
      parts.add(coordinates(g.getGeometryN(i)));
    }
    return parts;
  }

  private static ArrayNode line(LineString line) {
    ArrayNode positions = JSON.arrayNode();
    for (Coordinate c : line.getCoordinates()) {
      positions.add(position(c));
    }
    return positions;
  }

  private static ArrayNode position(Coordinate c) {
    return JSON.arrayNode().add(c.x).add(c.y);
  }
}
