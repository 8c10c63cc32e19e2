package kr.maeul.geo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import kr.maeul.geo.GeoJsonGeometry.InvalidGeometryException;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * Makes shapes sound that people draw and programs cut: closes rings, undoes crossings, leaves out
 * parts that have no size, and says so. What has no size at all is no shape. Stateless.
 */
public final class Mending {
  /** About 0.01 m² in Korea: what is smaller than this comes of rounding. */
  private static final double LEAST_AREA_SQUARE_DEGREES = 1e-12;

  /** About a millimetre. */
  private static final double LEAST_LENGTH_DEGREES = 1e-8;

  private static final int FEWEST_OF_OPEN_RING = 3;

  /** What was done to a shape. */
  public enum Deed {
    RING_CLOSED(
        "ring-closed",
        new Text("첫 점과 끝 점이 다른 다각형을 닫았습니다.", "closed a ring whose ends did not meet")),
    OUTLINE_MENDED(
        "outline-mended",
        new Text(
            "스스로 겹치거나 어긋난 경계를 고쳤습니다. 지도에서 확인하세요.",
            "mended an outline that crossed or touched itself; look at it on the map")),
    PART_LEFT_OUT(
        "part-left-out",
        new Text("넓이나 길이가 없는 조각을 뺐습니다.", "left out a part without area or length")),
    TAKEN_OUT_OF_MULTI(
        "taken-out-of-multi",
        new Text("하나만 든 묶음 도형에서 그 하나를 꺼냈습니다.", "took the only member out of a multi-geometry"));

    private final String word;
    private final Text title;

    Deed(String word, Text title) {
      this.word = word;
      this.title = title;
    }

    /** Such as {@code ring-closed}, for programs. */
    public String word() {
      return word;
    }

    /** A sentence for people. */
    public Text title() {
      return title;
    }
  }

  private Mending() {}

  /**
   * The GeoJSON geometry with rings of areas closed; the same object where they are.
   *
   * @param deeds takes what was done
   */
  public static JsonNode closed(JsonNode geometry, Collection<Deed> deeds) {
    String type = geometry.path("type").asText("");
    int depth = type.equals("Polygon") ? 1 : type.equals("MultiPolygon") ? 2 : 0;
    JsonNode coordinates = geometry.path("coordinates");
    if (depth == 0 || !hasOpenRing(coordinates, depth)) {
      return geometry;
    }
    ObjectNode copy = geometry.deepCopy();
    close(copy.path("coordinates"), depth);
    deeds.add(Deed.RING_CLOSED);
    return copy;
  }

  private static boolean hasOpenRing(JsonNode node, int depth) {
    if (depth == 0) {
      return isOpen(node);
    }
    for (JsonNode part : node) {
      if (hasOpenRing(part, depth - 1)) {
        return true;
      }
    }
    return false;
  }

  private static void close(JsonNode node, int depth) {
    if (depth > 0) {
      node.forEach(part -> close(part, depth - 1));
    } else if (isOpen(node)) {
      ((ArrayNode) node).add(node.get(0).deepCopy());
    }
  }

  private static boolean isOpen(JsonNode ring) {
    return ring.isArray()
        && ring.size() >= FEWEST_OF_OPEN_RING
        && ring.get(0).isArray()
        && !isSamePlace(ring.get(0), ring.get(ring.size() - 1));
  }

  private static boolean isSamePlace(JsonNode a, JsonNode b) {
    return a.path(0).asDouble() == b.path(0).asDouble()
        && a.path(1).asDouble() == b.path(1).asDouble();
  }

  /**
   * The geometry, valid, and without parts that have no size; the same object where it is sound.
   *
   * @param geometry in longitude and latitude
   * @param deeds takes what was done
   * @throws InvalidGeometryException if nothing is left of it
   */
  public static Geometry mended(Geometry geometry, Collection<Deed> deeds)
      throws InvalidGeometryException {
    Geometry valid = geometry;
    if (!geometry.isValid()) {
      valid = GeometryFixer.fix(geometry);
      deeds.add(geometry.getDimension() == 2 ? Deed.OUTLINE_MENDED : Deed.PART_LEFT_OUT);
    }
    Geometry sound = withSizeOnly(valid, deeds);
    if (sound == null) {
      throw new InvalidGeometryException(
          "", nothing(geometry.getDimension()), geometry.getCoordinate());
    }
    sound.setSRID(geometry.getSRID());
    return sound;
  }

  private static Text nothing(int dimension) {
    return switch (dimension) {
      case 2 -> new Text("넓이가 없는 도형입니다. 다시 그리세요.", "is a shape without area; draw it anew");
      case 1 -> new Text("길이가 없는 선입니다. 다시 그리세요.", "is a line without length; draw it anew");
      default -> new Text("빈 도형입니다.", "is an empty geometry");
    };
  }

  /** Null where no part has a size. */
  private static Geometry withSizeOnly(Geometry g, Collection<Deed> deeds) {
    if (!(g instanceof GeometryCollection)) {
      return hasSize(g) ? g : null;
    }
    List<Geometry> kept = new ArrayList<>();
    boolean isSame = true;
    for (int i = 0; i < g.getNumGeometries(); i++) {
      Geometry part = withSizeOnly(g.getGeometryN(i), deeds);
      isSame &= part == g.getGeometryN(i);
      if (part != null) {
        kept.add(part);
      }
    }
    if (kept.isEmpty()) {
      return null;
    }
    if (isSame) {
      return g;
    }
    deeds.add(Deed.PART_LEFT_OUT);
    GeometryFactory factory = GeoJsonGeometry.FACTORY;
    return switch (g.getGeometryType()) {
      case Geometry.TYPENAME_MULTIPOLYGON ->
          factory.createMultiPolygon(GeometryFactory.toPolygonArray(kept));
      case Geometry.TYPENAME_MULTILINESTRING ->
          factory.createMultiLineString(GeometryFactory.toLineStringArray(kept));
      case Geometry.TYPENAME_MULTIPOINT ->
          factory.createMultiPoint(GeometryFactory.toPointArray(kept));
      default -> factory.createGeometryCollection(GeometryFactory.toGeometryArray(kept));
    };
  }

  /** Where the first part without a size is, or null. */
  public static Coordinate sizeless(Geometry g) {
    if (!(g instanceof GeometryCollection)) {
      return hasSize(g) ? null : g.getCoordinate();
    }
    Coordinate found = null;
    for (int i = 0; i < g.getNumGeometries() && found == null; i++) {
      found = sizeless(g.getGeometryN(i));
    }
    return found;
  }

  private static boolean hasSize(Geometry g) {
    return switch (g.getDimension()) {
      case 2 -> g.getArea() >= LEAST_AREA_SQUARE_DEGREES;
      case 1 -> g.getLength() >= LEAST_LENGTH_DEGREES;
      default -> !g.isEmpty();
    };
  }
}
