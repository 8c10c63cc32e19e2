package kr.maeul.review.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.geo.GeoJsonWriter;
import org.locationtech.jts.geom.Geometry;

/** Parts of features as GeoJSON. Stateless. */
public final class FeatureNode {
  private FeatureNode() {}

  public static JsonNode geometry(Geometry geometry) {
    return geometry == null ? JsonNodeFactory.instance.nullNode() : GeoJsonWriter.write(geometry);
  }

  public static ObjectNode properties(Map<String, Object> values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach((name, value) -> node.set(name, FeatureText.toJson(value)));
    return node;
  }
}
