package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import kr.maeul.layer.Audience;
import kr.maeul.layer.GeometryProperty;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;

/** Reads one property of a layer file, or its geometry. For one file. */
final class PropertyReader {
  private final BiConsumer<String, String> problem;

  /**
   * @param problem takes a JSON pointer and what is wrong there
   */
  PropertyReader(BiConsumer<String, String> problem) {
    this.problem = problem;
  }

  GeometryProperty geometry(String name, JsonNode node, boolean required) {
    String format = node.path("format").asText();
    if (node.has("type")) {
      problem.accept(
          "/properties/" + name + "/type", "a geometry has a \"format\" and no \"type\"");
    }
    if (node.has("x-maeul-audience") && !"public".equals(node.path("x-maeul-audience").asText())) {
      problem.accept(
          "/properties/" + name + "/x-maeul-audience",
          "a geometry is seen by whoever sees the row; restrict the rows with \"x-maeul-public\"");
    }
    return new GeometryProperty(
        name, GeometryType.ofFormat(format).orElseThrow(), titleOf(name, node), required);
  }

  Optional<Property> property(String name, JsonNode node, boolean required) {
    String at = "/properties/" + name;
    PropertyType type = type(at, node);
    Optional<OgcRole> ogcRole = ogcRole(at, node, type);
    List<Choice> choices =
        choices(at, type == PropertyType.STRING_LIST ? node.path("items") : node);
    if (!choices.isEmpty() && type != PropertyType.STRING && type != PropertyType.STRING_LIST) {
      problem.accept(at, "only strings can be enumerated");
    }
    if (node.has("oneOf") && type == PropertyType.STRING_LIST) {
      problem.accept(at + "/oneOf", "the values of a list are enumerated in \"items\"");
    }
    Optional<PropertyRole> role = PropertyRole.ofWord(node.path("x-maeul-role").asText());
    List<String> headers = ImportRulesReader.headers(node);
    boolean isText = type == PropertyType.STRING || type == PropertyType.STRING_LIST;
    boolean searched =
        node.path("x-maeul-search")
            .asBoolean(
                role.filter(
                        r ->
                            r == PropertyRole.TITLE
                                || r == PropertyRole.ADDRESS
                                || r == PropertyRole.TEXT)
                    .isPresent());
    if (searched && !isText) {
      problem.accept(at + "/x-maeul-search", "only strings can be searched");
    }
    if (role.filter(r -> r == PropertyRole.YEAR).isPresent() && type != PropertyType.INTEGER) {
      problem.accept(at + "/x-maeul-role", "a year is an integer");
    }
    if (node.has("x-maeul-ref") && !isText) {
      problem.accept(at + "/x-maeul-ref", "a reference is a string, or an array of strings");
    }
    if (node.has("x-maeul-ref") && (searched || !choices.isEmpty())) {
      problem.accept(at, "a reference is neither searched nor enumerated: it holds ids alone");
    }
    if (node.has("x-maeul-media") && (!isText || !choices.isEmpty() || node.has("x-maeul-ref"))) {
      problem.accept(
          at + "/x-maeul-media",
          "photos and sound are named by a string, or an array of strings, that is nothing else");
    }
    if (type == null) {
      return Optional.empty();
    }
    String format = node.path("format").asText("");
    return Optional.of(
        Property.builder(name, type)
            .title(titleOf(name, node), text(node, "description", "x-maeul-description-en"))
            .audience(
                Audience.ofWord(node.path("x-maeul-audience").asText("public"))
                    .orElse(Audience.PUBLIC))
            .roles(ogcRole, role)
            .choices(choices)
            .unit(node.path("x-ogc-unit").asText(null))
            .importHeaders(headers)
            .ref(node.path("x-maeul-ref").asText(null))
            .media(MediaKind.ofWord(node.path("x-maeul-media").asText()).orElse(null))
            .searched(searched)
            .translates(node.path("x-maeul-translates").asText(null))
            .text(
                "text/markdown".equals(node.path("contentMediaType").asText()),
                format.startsWith("uri"))
            .required(required)
            .readOnly(node.path("readOnly").asBoolean(false))
            .build());
  }

  private PropertyType type(String at, JsonNode node) {
    String format = node.path("format").asText("");
    String type = node.path("type").asText(node.has("oneOf") || node.has("enum") ? "string" : "");
    if (type.isEmpty()) {
      problem.accept(at, "no \"type\"; give string, integer, number, boolean or array");
      return null;
    }
    if (!format.isEmpty() && !type.equals("string")) {
      problem.accept(at + "/format", "only a string has the format \"" + format + "\"");
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
      problem.accept(
          at + "/x-ogc-role", "a primary geometry has a \"format\" such as \"geometry-point\"");
    } else if (role.isPresent() && type != null && !type.isTemporal()) {
      problem.accept(
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
        problem.accept(at + "/oneOf", "the value \"" + value + "\" stands twice");
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

  private static Text titleOf(String name, JsonNode node) {
    String ko = node.path("title").asText(name);
    return new Text(ko, node.path("x-maeul-en").asText(ko));
  }

  static Text text(JsonNode node, String koKey, String enKey) {
    String ko = node.path(koKey).asText("");
    return new Text(ko, node.path(enKey).asText(ko));
  }
}
