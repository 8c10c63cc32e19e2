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
import kr.maeul.layer.ContributionRule;
import kr.maeul.layer.GeometryProperty;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.text.Text;

/**
 * Turns one layer file that keeps to the meta-schema into a {@link Layer}, and finds the mistakes
 * that a meta-schema cannot: two geometries, a public rule over a property that is not there. For
 * one file; not safe for several threads.
 */
final class LayerReader {
  private static final String DEFAULT_ACCENT = "#5f7466";
  private static final int DEFAULT_ORDER = 1000;
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
    PropertyReader reader = new PropertyReader(this::problem);
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
        geometry = reader.geometry(name, node, required.contains(name));
      } else if ("id".equals(node.path("x-ogc-role").asText())) {
        if (idName != null) {
          problem(at + "/x-ogc-role", "a second id; a layer has one (\"" + idName + "\")");
        }
        if (!"string".equals(node.path("type").asText("string"))) {
          problem(at + "/type", "an id is a string");
        }
        idName = name;
      } else {
        reader.property(name, node, required.contains(name)).ifPresent(properties::add);
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
    PublicRuleReader rules = new PublicRuleReader(file, properties, this::problem);
    PublicRule rule = rules.read();
    EndsReader.check(rule, properties, this::problem);
    LifeCycle lifeCycle =
        new LifeCycleReader(file, properties, this::problem).read(rule).orElse(null);
    ContributionRule contribution =
        new ContributionReader(file, properties, rules::constant, this::problem)
            .read(rule, lifeCycle);
    ImportRules imports =
        new ImportRulesReader(file, properties, rules::constant, this::problem).read();
    List<Text> unnamed = Naming.read(file, properties, this::problem);
    List<String> retired = retired(properties);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Layer.builder(file.get("$id").asText(), idName)
            .title(
                PropertyReader.text(file, "title", "x-maeul-en"),
                PropertyReader.text(file, "description", "x-maeul-description-en"))
            .marker(
                file.path("x-maeul-accent").asText(DEFAULT_ACCENT).toLowerCase(Locale.ROOT),
                file.path("x-maeul-symbol").asText("circle"))
            .listed(
                file.path("x-maeul-order").asInt(DEFAULT_ORDER),
                file.path("x-maeul-shown").asBoolean(false))
            .geometry(geometry)
            .properties(List.copyOf(properties))
            .rules(rule, contribution, lifeCycle)
            .imports(imports)
            .unnamed(unnamed)
            .retired(retired)
            .file(file)
            .build());
  }

  List<LayerProblem> problems() {
    return problems;
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

  private void problem(String pointer, String message) {
    problems.add(new LayerProblem(fileName, pointer, message));
  }
}
