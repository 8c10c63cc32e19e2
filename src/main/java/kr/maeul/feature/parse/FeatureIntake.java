package kr.maeul.feature.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.GeoJsonGeometry.InvalidGeometryException;
import kr.maeul.geo.Mending;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Takes single features from people and programs: what {@link FeatureParser} asks, and beyond that
 * what a file may get away with and an editor should hear of. Safe for use by several threads.
 */
public final class FeatureIntake {
  /** Positions of one geometry; the outline of the largest municipality has fewer. */
  public static final int MOST_POSITIONS = 20_000;

  private static final String NOT_IN_IDS = "/\\%;?#";

  private final View view;
  private final FeatureParser parser;

  /**
   * @param view of the author; nothing else is known here
   */
  public FeatureIntake(View view) {
    this.view = view;
    this.parser = new FeatureParser(view);
  }

  /**
   * Reads a feature that is to be written.
   *
   * @param given GeoJSON
   * @param geometries reads a geometry and brings it to longitude, latitude; null to leave that of
   *     the current one as it is
   * @param current what the view shows of the feature that it takes the place of, or null
   * @param mends whether shapes that are not sound are mended rather than refused
   * @param deeds takes what was done to the shape
   * @return the feature with the id of the current one; what only the service sets is as it was
   * @throws InvalidFeatureException with every mistake
   */
  public Feature take(
      JsonNode given,
      GeoJsonGeometry.Reading geometries,
      Feature current,
      boolean mends,
      Collection<Mending.Deed> deeds)
      throws InvalidFeatureException {
    List<FeatureProblem> problems = new ArrayList<>();
    JsonNode node = given;
    if (given.path("properties").isObject()) {
      ObjectNode copy = ((ObjectNode) given).objectNode();
      copy.setAll((ObjectNode) given);
      copy.set("properties", withWhatTheServiceSets(given.path("properties"), current, problems));
      node = copy;
    }
    Feature taken = null;
    try {
      taken =
          geometries == null
              ? parser.parseWith(node, n -> current.geometry())
              : parser.parse(node, n -> checked(geometries, n, mends, deeds), deeds);
    } catch (InvalidFeatureException e) {
      problems.addAll(e.problems());
    }
    if (taken != null) {
      checkId(taken.id(), current, problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidFeatureException(problems);
    }
    return current == null
        ? taken
        : new Feature(current.id(), taken.geometry(), taken.properties());
  }

  private JsonNode withWhatTheServiceSets(
      JsonNode properties, Feature current, List<FeatureProblem> problems) {
    ObjectNode copy = properties.deepCopy();
    for (Property p : view.properties()) {
      if (p.readOnly()) {
        JsonNode is =
            FeatureText.toJson(current == null ? null : current.properties().get(p.name()));
        JsonNode wanted = properties.path(p.name());
        boolean isAbsent = wanted.isMissingNode() || wanted.isNull();
        if (!isAbsent && !wanted.equals(is)) {
          problems.add(
              new FeatureProblem(
                  "/properties/" + p.name(),
                  new Text("서비스만 정하는 값입니다. 빼 주세요.", "is set by the service only; leave it out")));
        }
        copy.set(p.name(), is);
      }
    }
    return copy;
  }

  private static void checkId(String id, Feature current, List<FeatureProblem> problems) {
    if (id == null || current != null && id.equals(current.id())) {
      return;
    }
    if (current != null) {
      problems.add(
          new FeatureProblem(
              "/id",
              new Text(
                  "id는 바꿀 수 없습니다. 빼거나 주소와 같게 하세요.",
                  "an id cannot be changed; leave it out, or make it that of the address")));
      return;
    }
    boolean isPlain =
        id.chars().noneMatch(c -> NOT_IN_IDS.indexOf(c) >= 0) && !id.matches("\\.{1,2}");
    if (!isPlain) {
      problems.add(
          new FeatureProblem(
              "/id",
              new Text(
                  "id에 " + NOT_IN_IDS + " 글자는 쓸 수 없습니다.",
                  "an id must not have any of " + NOT_IN_IDS + " in it")));
    }
  }

  private static Geometry checked(
      GeoJsonGeometry.Reading geometries,
      JsonNode node,
      boolean mends,
      Collection<Mending.Deed> deeds)
      throws InvalidGeometryException {
    new Positions().count(node.path("coordinates"), "/coordinates");
    int member = 0;
    for (JsonNode part : node.path("geometries")) {
      new Positions().count(part.path("coordinates"), "/geometries/" + member++ + "/coordinates");
    }
    if (mends) {
      return geometries.read(Mending.closed(node, deeds));
    }
    Geometry geometry = geometries.read(node);
    Set<Mending.Deed> needed = EnumSet.noneOf(Mending.Deed.class);
    Mending.mended(geometry, needed); // refuses what no mending would help
    TopologyValidationError error = new IsValidOp(geometry).getValidationError();
    if (error == null && !needed.isEmpty()) {
      throw new InvalidGeometryException(
          "",
          new Text(
              "넓이나 길이가 없는 조각이 들어 있습니다. 빼고 다시 보내세요.",
              "holds a part without area or length; leave it out"),
          Mending.sizeless(geometry));
    }
    if (error != null) {
      throw new InvalidGeometryException("", ShapeFaults.words(error), error.getCoordinate());
    }
    return geometry;
  }

  /** Counts positions, and wants all of them to have as many numbers. */
  private static final class Positions {
    private int count;
    private int dimensions;

    void count(JsonNode node, String at) throws InvalidGeometryException {
      if (!node.isArray() || node.isEmpty()) {
        return; // the reader reports it
      }
      if (!node.get(0).isNumber()) {
        for (int i = 0; i < node.size(); i++) {
          count(node.get(i), at + "/" + i);
        }
        return;
      }
      if (++count > MOST_POSITIONS) {
        throw new InvalidGeometryException(
            at,
            new Text(
                "꼭짓점이 너무 많습니다 (최대 " + MOST_POSITIONS + "개).",
                "more than " + MOST_POSITIONS + " positions"));
      }
      if (node.size() > 3 || dimensions != 0 && node.size() != dimensions) {
        throw new InvalidGeometryException(
            at,
            new Text(
                "좌표마다 숫자의 수가 같아야 합니다 (2개 또는 3개).",
                "all positions have two numbers, or all have three"));
      }
      dimensions = node.size();
    }
  }
}
