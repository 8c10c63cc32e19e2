package kr.maeul.feature.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.Mending;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.text.NoCharacter;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Geometry;

/**
 * Turns GeoJSON features into {@link Feature}s of one layer, or says everything that is wrong with
 * them. The layer file decides, through a JSON Schema validator; what stands here are messages and
 * types. Safe for use by several threads.
 */
public final class FeatureParser {
  private static final int MAX_ID_LENGTH = 200;
  private static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "default", "examples", "$comment");

  private final Layer layer;
  private final List<Property> properties;
  private final Schema schema;
  private final QuickCheck quick;
  private final boolean needsPlace;

  public FeatureParser(Layer layer) {
    this(layer, true);
  }

  /**
   * For somebody who sees the layer through a view: what it does not show is as unknown as what
   * never was, and is not required. Nor is what the service sets itself.
   */
  public FeatureParser(View view) {
    this(
        view.layer(),
        view.properties(),
        view.properties().stream().filter(p -> p.required() && !p.readOnly()).toList(),
        true,
        view.layer().geometry().required());
  }

  /** For what changes features that are there: nothing is required, what is said must be right. */
  public static FeatureParser ofParts(Layer layer) {
    return new FeatureParser(layer, layer.properties(), List.of(), true, false);
  }

  /**
   * Without the quick check every feature goes through the validator; that is for comparing the
   * two.
   */
  FeatureParser(Layer layer, boolean withQuickCheck) {
    this(
        layer,
        layer.properties(),
        layer.properties().stream().filter(Property::required).toList(),
        withQuickCheck,
        layer.geometry().required());
  }

  private FeatureParser(
      Layer layer,
      List<Property> properties,
      List<Property> required,
      boolean withQuickCheck,
      boolean needsPlace) {
    this.layer = layer;
    this.needsPlace = needsPlace;
    this.properties = List.copyOf(properties);
    ObjectNode node = propertiesSchema(layer, properties, required);
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(node);
    this.quick = withQuickCheck ? QuickCheck.of(layer.idName(), properties, required, node) : null;
  }

  /**
   * Reads a GeoJSON feature whose coordinates are longitude, latitude. Values of null count as
   * absent; a shape that is not sound is mended, see {@link Mending}; a single geometry becomes the
   * multi-geometry that the layer asks for, and the only member of a multi-geometry the single one.
   *
   * @throws InvalidFeatureException with every mistake
   */
  public Feature parse(JsonNode node) throws InvalidFeatureException {
    return parse(node, GeoJsonGeometry::read, EnumSet.noneOf(Mending.Deed.class));
  }

  /**
   * Reads a GeoJSON feature whose coordinates are in another reference system.
   *
   * @param geometries reads a geometry and brings it to longitude, latitude
   * @param deeds takes what was done to its shape
   * @throws InvalidFeatureException with every mistake
   */
  public Feature parse(
      JsonNode node, GeoJsonGeometry.Reading geometries, Collection<Mending.Deed> deeds)
      throws InvalidFeatureException {
    GeometryType type = layer.geometry().type();
    return parseWith(node, n -> Fitting.fit(geometries.read(n), type, deeds));
  }

  /** Takes geometries as the reading gives them, as those that are stored already. */
  Feature parseWith(JsonNode node, GeoJsonGeometry.Reading geometries)
      throws InvalidFeatureException {
    List<FeatureProblem> problems = new ArrayList<>();
    if (!node.isObject() || !"Feature".equals(node.path("type").asText())) {
      problems.add(
          new FeatureProblem(
              "/type",
              new Text(
                  "GeoJSON Feature가 아닙니다 (\"type\": \"Feature\").", "is not a GeoJSON Feature")));
      throw new InvalidFeatureException(problems);
    }
    JsonNode properties = node.path("properties");
    if (!properties.isObject() && !properties.isNull() && !properties.isMissingNode()) {
      problems.add(
          new FeatureProblem(
              "/properties", new Text("properties는 객체여야 합니다.", "properties must be an object")));
      throw new InvalidFeatureException(problems);
    }
    String id = id(node, problems);
    Geometry geometry = geometry(node.path("geometry"), geometries, problems);
    Map<String, Object> values = values(properties, problems);
    if (!problems.isEmpty()) {
      throw new InvalidFeatureException(problems);
    }
    return new Feature(id, geometry, values);
  }

  private String id(JsonNode node, List<FeatureProblem> problems) {
    JsonNode id = node.path("id");
    String pointer = "/id";
    if (id.isMissingNode() || id.isNull()) {
      id = node.path("properties").path(layer.idName());
      pointer = "/properties/" + layer.idName();
    }
    if (id.isMissingNode() || id.isNull()) {
      return null;
    }
    String text = id.isNumber() || id.isTextual() ? id.asText().strip() : "";
    if (text.isEmpty()
        || text.length() > MAX_ID_LENGTH
        || text.chars().anyMatch(Character::isISOControl)
        || NoCharacter.isIn(text)) {
      problems.add(
          new FeatureProblem(
              pointer,
              new Text(
                  "id는 1~" + MAX_ID_LENGTH + "자의 글자나 숫자여야 합니다.",
                  "an id is text or a number of 1 to " + MAX_ID_LENGTH + " characters")));
      return null;
    }
    return text;
  }

  private Geometry geometry(
      JsonNode node, GeoJsonGeometry.Reading geometries, List<FeatureProblem> problems) {
    if (node.isMissingNode() || node.isNull()) {
      if (needsPlace) {
        problems.add(new FeatureProblem("/geometry", new Text("위치가 없습니다.", "has no geometry")));
      }
      return null;
    }
    try {
      return geometries.read(node);
    } catch (GeoJsonGeometry.InvalidGeometryException e) {
      problems.add(new FeatureProblem("/geometry" + e.pointer(), e.reason(), e.spot()));
      return null;
    }
  }

  private Map<String, Object> values(JsonNode node, List<FeatureProblem> problems) {
    Map<String, Object> quickly = quick == null ? null : quick.values(node);
    if (quickly != null) {
      return quickly;
    }
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            e -> {
              if (!e.getValue().isNull() && !e.getKey().equals(layer.idName())) {
                given.set(e.getKey(), e.getValue());
              }
            });
    for (var e : given.properties()) {
      if (e.getValue().isDouble() && !Double.isFinite(e.getValue().doubleValue())) {
        problems.add(
            new FeatureProblem(
                "/properties/" + e.getKey(), new Text("숫자가 너무 큽니다.", "is too large a number")));
        return Map.of(); // the validator cannot reckon with it
      }
    }
    var errors =
        schema.validate(given, c -> c.executionConfig(x -> x.formatAssertionsEnabled(true)));
    for (var error : errors) {
      problems.add(FeatureMessages.of(error));
    }
    if (!errors.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Property p : properties) {
      JsonNode value = given.get(p.name());
      if (value != null && hasNoCharacter(value)) {
        problems.add(new FeatureProblem("/properties/" + p.name(), NoCharacter.REFUSED));
      } else if (value != null && p.uri() && !WebAddress.mayBeLinked(value.asText())) {
        problems.add(
            new FeatureProblem(
                "/properties/" + p.name(),
                new Text(
                    "http:// 나 https:// 로 시작하고 그 뒤에 사이트 이름이 있는 웹 주소만 쓸 수 있습니다.",
                    "may only be a web address: http:// or https:// and the name of a site")));
      } else if (value != null) {
        try {
          values.put(p.name(), value(p, value));
        } catch (DateTimeParseException | ArithmeticException e) {
          problems.add(
              new FeatureProblem(
                  "/properties/" + p.name(),
                  new Text(
                      "읽을 수 없는 값입니다: " + value.asText(), "cannot be read: " + value.asText())));
        }
      }
    }
    return values;
  }

  private static boolean hasNoCharacter(JsonNode value) {
    boolean isIn = value.isTextual() && NoCharacter.isIn(value.textValue());
    for (JsonNode member : value) {
      isIn |= hasNoCharacter(member);
    }
    return isIn;
  }

  static Object value(Property property, JsonNode value) {
    return switch (property.type()) {
      case STRING -> clean(value.asText());
      case INTEGER ->
          value.isIntegralNumber() && value.canConvertToLong()
              ? value.longValue()
              : value.decimalValue().longValueExact();
      case NUMBER -> finite(value.asDouble());
      case BOOLEAN -> value.asBoolean();
      case DATE -> LocalDate.parse(value.asText());
      case DATE_TIME -> OffsetDateTime.parse(value.asText()).withOffsetSameInstant(ZoneOffset.UTC);
      case STRING_LIST -> {
        List<String> list = new ArrayList<>();
        value.forEach(v -> list.add(clean(v.asText())));
        yield List.copyOf(list);
      }
    };
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("not finite");
    }
    return value;
  }

  /** What was kept by an older version may have U+0000, which PostgreSQL has not. */
  private static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  /**
   * The schema of a feature's {@code properties}: enumerations as {@code enum}, so that a mistake
   * is one message.
   */
  private static ObjectNode propertiesSchema(
      Layer layer, List<Property> known, List<Property> requiredOnes) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode schema = json.objectNode().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    requiredOnes.forEach(p -> required.add(p.name()));
    for (Property p : known) {
      ObjectNode property = (ObjectNode) layer.file().path("properties").path(p.name()).deepCopy();
      removeAnnotations(property);
      enumerate(
          property, p.choices().isEmpty() || property.has("items") ? List.of() : choiceValues(p));
      if (property.path("items") instanceof ObjectNode items) {
        enumerate(items, choiceValues(p));
      }
      properties.set(p.name(), property);
    }
    return schema;
  }

  private static List<String> choiceValues(Property p) {
    return p.choices().stream().map(c -> c.value()).toList();
  }

  private static void enumerate(ObjectNode node, List<String> values) {
    node.remove("oneOf");
    if (!values.isEmpty()) {
      ArrayNode list = node.putArray("enum");
      values.forEach(list::add);
    }
  }

  private static void removeAnnotations(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    names.removeIf(n -> !n.startsWith("x-") && !ANNOTATIONS.contains(n));
    node.remove(names);
  }
}
