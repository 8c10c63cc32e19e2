package kr.maeul.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.Feature;
import kr.maeul.geo.WkbGeoJson;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/** Features as GeoJSON, the way {@link kr.maeul.feature.FeatureParser} reads them. Stateless. */
public final class FeatureNode {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FeatureNode() {}

  public static ObjectNode of(Feature feature) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "Feature");
    if (feature.id() != null) {
      node.put("id", feature.id());
    }
    node.set("geometry", geometry(feature.geometry()));
    node.set("properties", properties(feature.properties()));
    return node;
  }

  static JsonNode geometry(Geometry geometry) {
    if (geometry == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      byte[] wkb = new WKBWriter().write(geometry);
      return MAPPER.readTree(new WkbGeoJson(null).toJson(wkb).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode properties(Map<String, Object> values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach((name, value) -> node.set(name, value(value)));
    return node;
  }

  static JsonNode value(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value instanceof Long n) {
      return json.numberNode(n);
    }
    if (value instanceof Double n) {
      return json.numberNode(n);
    }
    if (value instanceof Boolean b) {
      return json.booleanNode(b);
    }
    if (value instanceof OffsetDateTime time) {
      return json.textNode(time.toInstant().toString());
    }
    if (value instanceof List<?> list) {
      ArrayNode array = json.arrayNode();
      list.forEach(member -> array.add(String.valueOf(member)));
      return array;
    }
    return value == null ? json.nullNode() : json.textNode(value.toString());
  }
}
