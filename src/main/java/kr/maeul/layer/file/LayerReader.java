package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.layer.Audience;
import kr.maeul.layer.ContributionRule;
import kr.maeul.layer.GeometryProperty;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.Role;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.kind.Renewal;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;

/**
 * Turns one layer file that keeps to the meta-schema into a {@link Layer}, and finds the mistakes
 * that a meta-schema cannot: two geometries, a public rule over a property that is not there. For
 * one file; not safe for several threads.
 */
final class LayerReader {
  private static final String DEFAULT_ACCENT = "#5f7466";
  private static final int DEFAULT_ORDER = 1000;
  private static final int DEFAULT_SUPPRESS_BELOW = 5;

  private final String fileName;
  private final ObjectNode file;
  private final List<LayerProblem> problems = new ArrayList<>();

  private static final int LONGEST_COLUMN = 58;

  /** Tables that PostGIS and H2GIS bring. */
  private static final Set<String> RESERVED_IDS =
      Set.of(
          "spatial-ref-sys",
          "geometry-columns",
          "geography-columns",
          "raster-columns",
          "raster-overviews");

  LayerReader(String fileName, ObjectNode file) {
    this.fileName = fileName;
    this.file = file;
  }

  /** The layer, or empty where {@link #problems()} says why there is none. */
  Optional<Layer> read() {
    Set<String> required = new HashSet<>();
    file.path("required").forEach(n -> required.add(n.asText()));
    String idName = null;
    GeometryProperty geometry = null;
    List<Property> properties = new ArrayList<>();
    Map<String, Integer> sequence = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : file.path("properties").properties()) {
      String name = entry.getKey();
      JsonNode node = entry.getValue();
      String at = "/properties/" + name;
      sequence.put(name, node.path("x-ogc-propertySeq").asInt(10_000));
      if (node.path("format").asText("").startsWith("geometry-")) {
        if (geometry != null) {
          problem(at, "a second geometry; a layer has one (\"" + geometry.name() + "\")");
        }
        geometry = geometry(name, node, required.contains(name));
      } else if ("id".equals(node.path("x-ogc-role").asText())) {
        if (idName != null) {
          problem(at + "/x-ogc-role", "a second id; a layer has one (\"" + idName + "\")");
        }
        if (!"string".equals(node.path("type").asText("string"))) {
          problem(at + "/type", "an id is a string");
        }
        idName = name;
      } else {
        property(name, node, required.contains(name)).ifPresent(properties::add);
      }
    }
    if (geometry == null) {
      problem(
          "/properties", "no geometry; give one property a \"format\" such as \"geometry-point\"");
    }
    if (idName == null) {
      idName = "id";
    }
    properties.sort(Comparator.comparingInt(p -> sequence.get(p.name())));
    checkTogether(idName, geometry, properties, required);
    properties = new EndsReader(file, properties, this::problem).read();
    PublicRule rule = publicRule(properties);
    EndsReader.check(rule, properties, this::problem);
    LifeCycle lifeCycle =
        new LifeCycleReader(file, properties, this::problem).read(rule).orElse(null);
    ContributionRule contribution =
        new ContributionReader(file, properties, this::constant, this::problem)
            .read(rule, lifeCycle);
    ImportRules imports =
        new ImportRulesReader(file, properties, this::constant, this::problem).read();
    List<Text> unnamed = Naming.read(file, properties, this::problem);
    List<String> retired = retired(properties);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Layer(
            file.get("$id").asText(),
            text(file, "title", "x-maeul-en"),
            text(file, "description", "x-maeul-description-en"),
            file.path("x-maeul-accent").asText(DEFAULT_ACCENT).toLowerCase(Locale.ROOT),
            file.path("x-maeul-symbol").asText("circle"),
            file.path("x-maeul-order").asInt(DEFAULT_ORDER),
            file.path("x-maeul-shown").asBoolean(false),
            idName,
            geometry,
            List.copyOf(properties),
            rule,
            contribution,
            lifeCycle,
            imports,
            unnamed,
            retired,
            file,
            Map.of()));
  }

  List<LayerProblem> problems() {
    return problems;
  }

  private GeometryProperty geometry(String name, JsonNode node, boolean required) {
    String format = node.path("format").asText();
    if (node.has("type")) {
      problem("/properties/" + name + "/type", "a geometry has a \"format\" and no \"type\"");
    }
    if (node.has("x-maeul-audience") && !"public".equals(node.path("x-maeul-audience").asText())) {
      problem(
          "/properties/" + name + "/x-maeul-audience",
          "a geometry is seen by whoever sees the row; restrict the rows with \"x-maeul-public\"");
    }
    return new GeometryProperty(
        name, GeometryType.ofFormat(format).orElseThrow(), titleOf(name, node), required);
  }

  private Optional<Property> property(String name, JsonNode node, boolean required) {
    String at = "/properties/" + name;
    PropertyType type = type(at, node);
    Optional<OgcRole> ogcRole = ogcRole(at, node, type);
    List<Choice> choices =
        choices(at, type == PropertyType.STRING_LIST ? node.path("items") : node);
    if (!choices.isEmpty() && type != PropertyType.STRING && type != PropertyType.STRING_LIST) {
      problem(at, "only strings can be enumerated");
    }
    if (node.has("oneOf") && type == PropertyType.STRING_LIST) {
      problem(at + "/oneOf", "the values of a list are enumerated in \"items\"");
    }
    Optional<Role> role = Role.ofWord(node.path("x-maeul-role").asText());
    List<String> headers = ImportRulesReader.headers(node);
    boolean isText = type == PropertyType.STRING || type == PropertyType.STRING_LIST;
    boolean searched =
        node.path("x-maeul-search")
            .asBoolean(
                role.filter(r -> r == Role.TITLE || r == Role.ADDRESS || r == Role.TEXT)
                    .isPresent());
    if (searched && !isText) {
      problem(at + "/x-maeul-search", "only strings can be searched");
    }
    if (role.filter(r -> r == Role.YEAR).isPresent() && type != PropertyType.INTEGER) {
      problem(at + "/x-maeul-role", "a year is an integer");
    }
    if (node.has("x-maeul-ref") && !isText) {
      problem(at + "/x-maeul-ref", "a reference is a string, or an array of strings");
    }
    if (node.has("x-maeul-ref") && (searched || !choices.isEmpty())) {
      problem(at, "a reference is neither searched nor enumerated: it holds ids alone");
    }
    if (node.has("x-maeul-media") && (!isText || !choices.isEmpty() || node.has("x-maeul-ref"))) {
      problem(
          at + "/x-maeul-media",
          "photos and sound are named by a string, or an array of strings, that is nothing else");
    }
    if (type == null) {
      return Optional.empty();
    }
    String format = node.path("format").asText("");
    return Optional.of(
        new Property(
            name,
            type,
            titleOf(name, node),
            text(node, "description", "x-maeul-description-en"),
            Audience.ofWord(node.path("x-maeul-audience").asText("public")).orElse(Audience.PUBLIC),
            ogcRole,
            role,
            choices,
            node.path("x-ogc-unit").asText(null),
            headers,
            node.path("x-maeul-ref").asText(null),
            MediaKind.ofWord(node.path("x-maeul-media").asText()).orElse(null),
            searched,
            node.path("x-maeul-translates").asText(null),
            "text/markdown".equals(node.path("contentMediaType").asText()),
            format.startsWith("uri"),
            required,
            node.path("readOnly").asBoolean(false),
            null));
  }

  private PropertyType type(String at, JsonNode node) {
    String format = node.path("format").asText("");
    String type = node.path("type").asText(node.has("oneOf") || node.has("enum") ? "string" : "");
    if (type.isEmpty()) {
      problem(at, "no \"type\"; give string, integer, number, boolean or array");
      return null;
    }
    if (!format.isEmpty() && !type.equals("string")) {
      problem(at + "/format", "only a string has the format \"" + format + "\"");
    }
    return switch (type) {
      case "integer" -> PropertyType.INTEGER;
      case "number" -> PropertyType.NUMBER;
      case "boolean" -> PropertyType.BOOLEAN;
      case "array" -> PropertyType.STRING_LIST;
      default ->
          switch (format) {
            case "date" -> PropertyType.DATE;
            case "date-time" -> PropertyType.DATE_TIME;
            default -> PropertyType.STRING;
          };
    };
  }

  private Optional<OgcRole> ogcRole(String at, JsonNode node, PropertyType type) {
    Optional<OgcRole> role = OgcRole.ofWord(node.path("x-ogc-role").asText());
    if (role.isPresent() && role.get() == OgcRole.PRIMARY_GEOMETRY) {
      problem(at + "/x-ogc-role", "a primary geometry has a \"format\" such as \"geometry-point\"");
    } else if (role.isPresent() && type != null && !type.isTemporal()) {
      problem(
          at + "/x-ogc-role", "\"" + role.get().word() + "\" needs the format date or date-time");
    }
    return role;
  }

  private List<Choice> choices(String at, JsonNode node) {
    List<Choice> choices = new ArrayList<>();
    node.path("enum")
        .forEach(
            v ->
                choices.add(
                    new Choice(v.asText(), new Text(v.asText(), v.asText()), null, null, false)));
    Set<String> seen = new HashSet<>();
    for (JsonNode c : node.path("oneOf")) {
      String value = c.path("const").asText();
      if (!seen.add(value)) {
        problem(at + "/oneOf", "the value \"" + value + "\" stands twice");
      }
      String ko = c.path("title").asText(value);
      choices.add(
          new Choice(
              value,
              new Text(ko, c.path("x-maeul-en").asText(ko)),
              c.path("x-maeul-colour").asText(null),
              c.path("x-maeul-shape").asText(null),
              c.path("x-maeul-provisional").asBoolean()));
    }
    return List.copyOf(choices);
  }

  private void checkTogether(
      String idName, GeometryProperty geometry, List<Property> properties, Set<String> required) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("id", idName);
    Map<Object, String> roles = new HashMap<>();
    List<String> names = new ArrayList<>(properties.stream().map(Property::name).toList());
    if (geometry != null) {
      names.add(geometry.name());
    }
    if (RESERVED_IDS.contains(file.get("$id").asText())
        || file.get("$id").asText().startsWith("maeul-")) {
      problem("/$id", "is kept for the service's own tables");
    }
    if (geometry != null) {
      columns.put(SnakeCase.of(geometry.name()) + "_3857", geometry.name());
    }
    for (String name : names) {
      if (SnakeCase.of(name).length() > LONGEST_COLUMN) {
        problem(
            "/properties/" + name,
            "makes a column name of more than " + LONGEST_COLUMN + " characters");
      }
      String other = columns.put(SnakeCase.of(name), name);
      if (other != null) {
        problem("/properties/" + name, "makes the same column as \"" + other + "\"");
      }
    }
    for (Property p : properties) {
      p.role().ifPresent(r -> checkOnce(roles, r, r.word(), p));
      p.ogcRole().ifPresent(r -> checkOnce(roles, r, r.word(), p));
      if (p.translates() != null && !names.contains(p.translates())) {
        problem(
            "/properties/" + p.name() + "/x-maeul-translates",
            "there is no property \"" + p.translates() + "\"");
      }
    }
    for (String name : required) {
      if (!names.contains(name) && !name.equals(idName)) {
        problem("/required", "there is no property \"" + name + "\"");
      }
    }
  }

  private void checkOnce(Map<Object, String> roles, Object role, String word, Property p) {
    String other = roles.put(role, p.name());
    if (other != null) {
      problem(
          "/properties/" + p.name(),
          "has the role \"" + word + "\" that \"" + other + "\" has already");
    }
  }

  private PublicRule publicRule(List<Property> properties) {
    JsonNode rule = file.path("x-maeul-public");
    Audience lifted = Audience.ofWord(file.path("x-maeul-rows").asText()).orElse(Audience.STAFF);
    if (file.has("x-maeul-rows") && (rule.isObject() ? !rule.has("where") : rule.asBoolean(true))) {
      problem("/x-maeul-rows", "everyone sees every row; say which with \"x-maeul-public\"");
    }
    if (!rule.isObject()) {
      PublicRule.Rows rows = rule.asBoolean(true) ? PublicRule.Rows.ALL : PublicRule.Rows.NONE;
      return new PublicRule(rows, Map.of(), null, lifted);
    }
    Map<String, List<Object>> where = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : rule.path("where").properties()) {
      String at = "/x-maeul-public/where/" + e.getKey();
      Optional<Property> property =
          properties.stream().filter(p -> p.name().equals(e.getKey())).findFirst();
      if (property.isEmpty()) {
        problem(at, "there is no property \"" + e.getKey() + "\"");
        continue;
      }
      List<Object> values = new ArrayList<>();
      if (e.getValue().isArray()) {
        e.getValue().forEach(v -> values.add(constant(at, property.get(), v)));
      } else {
        values.add(constant(at, property.get(), e.getValue()));
      }
      where.put(e.getKey(), values);
    }
    PublicRule.Summary summary = summary(rule.path("summary"), properties);
    PublicRule.Rows rows = rule.has("where") ? PublicRule.Rows.MATCHING : PublicRule.Rows.ALL;
    return new PublicRule(rows, where, summary, lifted);
  }

  private Object constant(String at, Property property, JsonNode value) {
    boolean fits =
        switch (property.type()) {
          case STRING ->
              value.isTextual()
                  && (property.choices().isEmpty() || property.choice(value.asText()).isPresent());
          case BOOLEAN -> value.isBoolean();
          case INTEGER -> value.isIntegralNumber();
          default -> false;
        };
    if (!fits) {
      problem(at, "\"" + value.asText() + "\" is not a value of \"" + property.name() + "\"");
      return "";
    }
    return value.isTextual()
        ? value.asText()
        : value.isBoolean() ? (Object) value.asBoolean() : (Object) value.asLong();
  }

  private PublicRule.Summary summary(JsonNode node, List<Property> properties) {
    if (node.isMissingNode()) {
      return null;
    }
    List<String> by = new ArrayList<>();
    if (node.path("by").isArray()) {
      node.path("by").forEach(n -> by.add(n.asText()));
    } else {
      by.add(node.path("by").asText());
    }
    for (String name : by) {
      Optional<Property> property =
          properties.stream().filter(p -> p.name().equals(name)).findFirst();
      if (property.isEmpty() || property.get().type() != PropertyType.STRING) {
        problem(
            "/x-maeul-public/summary/by",
            "\"" + name + "\" is not a string property of this layer");
      } else if (property.get().audience() != Audience.PUBLIC) {
        problem(
            "/x-maeul-public/summary/by",
            "\"" + name + "\" is not public, so nobody could read its summary");
      } else if (property.get().ref() != null) {
        problem(
            "/x-maeul-public/summary/by", "\"" + name + "\" is a reference: its ids are not told");
      } else if (property.get().choices().isEmpty() && !node.path("known").has(name)) {
        problem(
            "/x-maeul-public/summary/known",
            "\""
                + name
                + "\" is free text, and what somebody typed is not published: say in \"known\" which"
                + " layer has its values as titles, such as { \""
                + name
                + "\": \"districts\" }");
      }
    }
    Map<String, String> known = new LinkedHashMap<>();
    node.path("known").properties().forEach(e -> known.put(e.getKey(), e.getValue().asText()));
    return new PublicRule.Summary(
        by,
        node.path("suppress-below").asInt(DEFAULT_SUPPRESS_BELOW),
        known,
        Renewal.ofWord(node.path("renewed").asText()).orElse(Renewal.WEEK));
  }

  private List<String> retired(List<Property> properties) {
    List<String> retired = new ArrayList<>();
    file.path("x-maeul-retired").forEach(n -> retired.add(n.asText()));
    for (Property p : properties) {
      if (retired.stream().anyMatch(r -> SnakeCase.of(r).equals(SnakeCase.of(p.name())))) {
        problem("/x-maeul-retired", "\"" + p.name() + "\" is a property of this file");
      }
    }
    return List.copyOf(retired);
  }

  private static Text titleOf(String name, JsonNode node) {
    String ko = node.path("title").asText(name);
    return new Text(ko, node.path("x-maeul-en").asText(ko));
  }

  private static Text text(JsonNode node, String koKey, String enKey) {
    String ko = node.path(koKey).asText("");
    return new Text(ko, node.path(enKey).asText(ko));
  }

  private void problem(String pointer, String message) {
    problems.add(new LayerProblem(fileName, pointer, message));
  }
}
