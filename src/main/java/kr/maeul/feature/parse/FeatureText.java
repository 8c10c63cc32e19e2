package kr.maeul.feature.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.GeoJsonWriter;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import org.locationtech.jts.geom.Geometry;

/**
 * A feature as GeoJSON to keep: all of it, to the last digit, to be read back without being judged
 * again. What a layer file no longer has is left out when it is read. Safe for use by several
 * threads.
 */
public final class FeatureText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FeatureText() {}

  /** The feature as text. */
  public static String write(Feature feature) {
    return toJson(feature).toString();
  }

  /** The feature as a GeoJSON object, longitude first. */
  public static ObjectNode toJson(Feature feature) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "Feature");
    node.put("id", feature.id());
    Geometry g = feature.geometry();
    node.set("geometry", g == null ? node.nullNode() : GeoJsonWriter.write(g));
    ObjectNode properties = node.putObject("properties");
    feature.properties().forEach((name, value) -> properties.set(name, toJson(value)));
    return node;
  }

  /** A value of one of the types that {@link kr.maeul.layer.kind.PropertyType} names, or null. */
  public static JsonNode toJson(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value == null) {
      return json.nullNode();
    }
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
      ArrayNode members = json.arrayNode();
      list.forEach(m -> members.add(String.valueOf(m)));
      return members;
    }
    return json.textNode(value.toString());
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalStateException if it is something else
   */
  public static Feature read(Layer layer, String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      Map<String, Object> values = new LinkedHashMap<>();
      for (Property p : layer.properties()) {
        JsonNode value = node.path("properties").path(p.name());
        if (!value.isMissingNode() && !value.isNull()) {
          put(values, p, value);
        }
      }
      JsonNode geometry = node.path("geometry");
      boolean hasPlace =
          geometry.isObject() && !geometry.path("coordinates").path(0).isMissingNode();
      boolean isCollection = geometry.has("geometries");
      return new Feature(
          node.path("id").asText(),
          hasPlace || isCollection ? GeoJsonGeometry.readUnbounded(geometry) : null,
          values);
    } catch (JsonProcessingException | GeoJsonGeometry.InvalidGeometryException e) {
      throw new IllegalStateException("a kept feature of " + layer.id() + " cannot be read", e);
    }
  }

  /** A value that the enumeration does not have any more is left out; types are never changed. */
  private static void put(Map<String, Object> values, Property p, JsonNode value) {
    try {
      Object read = FeatureParser.value(p, value);
      List<?> members = read instanceof List<?> list ? list : List.of(read);
      boolean isChoice =
          p.choices().isEmpty()
              || members.stream().allMatch(m -> p.choice(String.valueOf(m)).isPresent());
      if (isChoice) {
        values.put(p.name(), read);
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalStateException("a kept value of " + p.name() + " cannot be read", e);
    }
  }
}
