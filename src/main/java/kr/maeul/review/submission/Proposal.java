package kr.maeul.review.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.feature.Feature;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.feature.parse.FeatureParser;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.review.submission.media.InvalidDraftException;

/** The feature that a contribution comes to. Stateless. */
public final class Proposal {
  private Proposal() {}

  /** What becomes of a new feature. */
  public enum Stage {
    PUBLISHED,
    DRAFT
  }

  /** What a contribution says of the properties: its own, the name shown, the address, media. */
  public static ObjectNode values(
      Layer layer, ObjectNode content, List<Attachment> attachments, ContributionMedia media) {
    ObjectNode values =
        content.path("properties").deepCopy() instanceof ObjectNode given
            ? given
            : content.objectNode();
    layer
        .contribution()
        .nameProperty()
        .filter(p -> content.has("name"))
        .ifPresent(p -> values.set(p, content.get("name")));
    addressProperty(layer)
        .filter(p -> content.has("addressText") && !values.has(p.name()))
        .ifPresent(p -> values.set(p.name(), content.get("addressText")));
    if (!attachments.isEmpty()) {
      put(values, media.values(layer, attachments));
    }
    return values;
  }

  static Optional<Property> addressProperty(Layer layer) {
    return layer.byRole(PropertyRole.ADDRESS).filter(p -> layer.contribution().admits(p.name()));
  }

  /** A new feature as GeoJSON: what the layer sets, the values, and the stage's over all. */
  public static ObjectNode fresh(Layer layer, JsonNode geometry, ObjectNode values, Stage stage) {
    ObjectNode node = values.objectNode().put("type", "Feature");
    node.set("geometry", geometry.isMissingNode() ? values.nullNode() : geometry);
    ObjectNode properties = node.putObject("properties");
    put(properties, layer.contribution().set());
    properties.setAll(values);
    put(
        properties,
        stage == Stage.PUBLISHED ? layer.contribution().publish() : layer.contribution().draft());
    return node;
  }

  /** A feature that there is, with other values; null takes one away. */
  public static ObjectNode changed(Feature live, JsonNode geometry, ObjectNode values) {
    ObjectNode node = FeatureText.toJson(live);
    if (!geometry.isMissingNode()) {
      node.set("geometry", geometry);
    }
    ((ObjectNode) node.get("properties")).setAll(values);
    return node;
  }

  /**
   * A feature that keeps to its layer.
   *
   * @throws InvalidDraftException if it does not
   */
  public static Feature parse(FeatureParser parser, ObjectNode node) {
    try {
      return parser.parse(node);
    } catch (InvalidFeatureException e) {
      throw new InvalidDraftException(e.problems());
    }
  }

  /** As much of a feature as a view shows. */
  public static Feature asSeen(View view, String id, Feature whole) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Property p : view.properties()) {
      if (whole.properties().containsKey(p.name())) {
        values.put(p.name(), whole.properties().get(p.name()));
      }
    }
    return new Feature(id, whole.geometry(), values);
  }

  static void put(ObjectNode properties, Map<String, Object> values) {
    properties.setAll(FeatureNode.properties(values));
  }

  /**
   * What lists call it: its title, where it is, or what was said; at most 100 characters, or null.
   */
  public static String title(Layer layer, ObjectNode content) {
    JsonNode values = content.path("properties");
    Stream<JsonNode> said =
        Stream.concat(
            Stream.of(PropertyRole.TITLE, PropertyRole.ADDRESS)
                .flatMap(role -> layer.byRole(role).stream())
                .map(p -> values.path(p.name())),
            Stream.of(content.path("addressText"), content.path("text")));
    String title =
        said.map(node -> node.asText("").strip()).filter(t -> !t.isEmpty()).findFirst().orElse("");
    String line = title.lines().findFirst().orElse("");
    int end = line.offsetByCodePoints(0, Math.min(100, line.codePointCount(0, line.length())));
    return line.isEmpty() ? null : line.substring(0, end);
  }
}
