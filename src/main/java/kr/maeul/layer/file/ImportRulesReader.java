package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Text;

/** Reads what a layer file says about imports. For one file. */
final class ImportRulesReader {
  /** Checks that a value is one of its property. */
  @FunctionalInterface
  interface Constants {
    Object read(String pointer, Property property, JsonNode value);
  }

  private final JsonNode file;
  private final List<Property> properties;
  private final Constants constants;
  private final BiConsumer<String, String> problem;

  /**
   * @param problem takes a JSON pointer and what is wrong there
   */
  ImportRulesReader(
      JsonNode file,
      List<Property> properties,
      Constants constants,
      BiConsumer<String, String> problem) {
    this.file = file;
    this.properties = properties;
    this.constants = constants;
    this.problem = problem;
  }

  ImportRules read() {
    Map<String, ImportRules.Form> forms = new HashMap<>();
    Map<String, Map<String, String>> words = new HashMap<>();
    Map<String, List<ImportRules.Derivation>> derivations = new LinkedHashMap<>();
    for (Property p : properties) {
      String at = "/properties/" + p.name();
      JsonNode node = file.path("properties").path(p.name());
      if (node.has("x-maeul-import-as")) {
        if (p.type() != PropertyType.STRING || !p.choices().isEmpty()) {
          problem.accept(at + "/x-maeul-import-as", "only a free text is tidied");
        }
        forms.put(p.name(), ImportRules.Form.ofWord(node.path("x-maeul-import-as").asText()));
      }
      Map<String, String> others = words(at, node);
      if (!others.isEmpty()) {
        words.put(p.name(), others);
      }
      List<ImportRules.Derivation> rules = new ArrayList<>();
      int i = 0;
      for (JsonNode rule : node.path("x-maeul-derive")) {
        rules.add(derivation(at + "/x-maeul-derive/" + i++, p, rule));
      }
      if (!rules.isEmpty()) {
        derivations.put(p.name(), List.copyOf(rules));
      }
    }
    return new ImportRules(
        forms, words, derivations, parcel(), elsewhere(), keeps(), neverBack(), with());
  }

  /**
   * The headers of an {@code x-maeul-import}, which is a list of them or an object that has one.
   */
  static List<String> headers(JsonNode property) {
    JsonNode node = property.path("x-maeul-import");
    return texts(node.isArray() ? node : node.path("headers"));
  }

  /** Those of the geometry too. */
  private Map<String, ImportRules.Keep> keeps() {
    Map<String, ImportRules.Keep> keeps = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : file.path("properties").properties()) {
      JsonNode rule = e.getValue().path("x-maeul-import");
      if (rule.has("keep")) {
        if ("id".equals(e.getValue().path("x-ogc-role").asText())) {
          problem.accept("/properties/" + e.getKey() + "/x-maeul-import", "an id never changes");
        }
        ImportRules.Keep keep = ImportRules.Keep.ofWord(rule.path("keep").asText());
        if (keep == ImportRules.Keep.RIGHT
            && !"boolean".equals(e.getValue().path("type").asText())) {
          problem.accept("/properties/" + e.getKey() + "/x-maeul-import", "only a yes is a right");
        }
        keeps.put(e.getKey(), keep);
      }
    }
    return keeps;
  }

  private Map<String, String> with() {
    Map<String, String> with = new LinkedHashMap<>();
    for (Property p : properties) {
      JsonNode other = file.path("properties").path(p.name()).path("x-maeul-import").path("with");
      String at = "/properties/" + p.name() + "/x-maeul-import/with";
      if (p.required() && other.isTextual()) {
        problem.accept(at, "what is required cannot become blank with another");
      } else if (other.isTextual()) {
        property(at, other.asText()).ifPresent(q -> with.put(p.name(), q.name()));
      }
    }
    return with;
  }

  private Set<String> neverBack() {
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> e : file.path("properties").properties()) {
      if (e.getValue().path("x-maeul-import").path("never-back").asBoolean()) {
        if (!e.getValue().has("oneOf") && !e.getValue().has("enum")) {
          problem.accept(
              "/properties/" + e.getKey() + "/x-maeul-import/never-back",
              "only the values of an enumeration have an order");
        }
        names.add(e.getKey());
      }
    }
    return names;
  }

  private Map<String, String> words(String at, JsonNode node) {
    Map<String, String> words = new HashMap<>();
    JsonNode choices = node.has("items") ? node.path("items").path("oneOf") : node.path("oneOf");
    for (JsonNode choice : choices) {
      for (JsonNode word : choice.path("x-maeul-import")) {
        String other = words.put(word.asText(), choice.path("const").asText());
        if (other != null) {
          problem.accept(at, "\"" + word.asText() + "\" means \"" + other + "\" already");
        }
      }
    }
    return words;
  }

  private ImportRules.Derivation derivation(String at, Property from, JsonNode rule) {
    Map<String, Object> when = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : rule.path("when").properties()) {
      String pointer = at + "/when/" + e.getKey();
      property(pointer, e.getKey())
          .ifPresent(p -> when.put(p.name(), condition(pointer, p, e.getValue())));
    }
    Map<String, Object> set = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : rule.path("set").properties()) {
      String pointer = at + "/set/" + e.getKey();
      if (e.getKey().equals(from.name())) {
        problem.accept(pointer, "a property does not follow from itself");
      }
      property(pointer, e.getKey())
          .ifPresent(p -> set.put(p.name(), value(pointer, p, e.getValue())));
    }
    if (set.isEmpty() && !rule.has("description") && !rule.has("is")) {
      problem.accept(at, "says nothing; give \"set\", \"description\" or \"is\"");
    }
    return new ImportRules.Derivation(
        texts(rule.path("is")), texts(rule.path("headers")), when, set, text(rule));
  }

  private Object value(String pointer, Property property, JsonNode value) {
    if (!value.isObject()) {
      return constants.read(pointer, property, value);
    }
    if (property.type() != PropertyType.STRING || !property.choices().isEmpty()) {
      problem.accept(pointer, "only a free text is part of another");
    }
    return ImportRules.LAST_WORD;
  }

  private Object condition(String pointer, Property property, JsonNode value) {
    if (value.isNull()) {
      return ImportRules.BLANK;
    }
    if (value.isObject()) {
      if (property.type() != PropertyType.DATE) {
        problem.accept(pointer, "only a date is before another");
      }
      return new ImportRules.Before(LocalDate.parse(value.path("before").asText()));
    }
    return constants.read(pointer, property, value);
  }

  private ImportRules.Parcel parcel() {
    JsonNode node = file.path("x-maeul-parcel");
    if (node.isMissingNode()) {
      return null;
    }
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      String pointer = "/x-maeul-parcel/" + e.getKey();
      List<String> names =
          e.getValue().isArray() ? texts(e.getValue()) : List.of(e.getValue().asText());
      for (String name : names) {
        property(pointer, name)
            .filter(p -> p.type() != PropertyType.STRING || !p.choices().isEmpty())
            .ifPresent(p -> problem.accept(pointer, "is not a free text"));
      }
    }
    return new ImportRules.Parcel(
        node.path("number").asText(null),
        node.path("district").asText(null),
        node.path("dong").asText(null),
        node.path("dongName").asText(null),
        node.path("kind").asText(null),
        node.path("main").asText(null),
        node.path("sub").asText(null),
        node.path("address").asText(null),
        node.path("register").asText(null),
        texts(node.path("apart")));
  }

  private List<ImportRules.Elsewhere> elsewhere() {
    List<ImportRules.Elsewhere> list = new ArrayList<>();
    for (JsonNode node : file.path("x-maeul-elsewhere")) {
      list.add(new ImportRules.Elsewhere(texts(node.path("headers")), text(node)));
    }
    return List.copyOf(list);
  }

  private Optional<Property> property(String pointer, String name) {
    Optional<Property> found = properties.stream().filter(p -> p.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      problem.accept(pointer, "there is no property \"" + name + "\"");
    }
    return found;
  }

  private static Text text(JsonNode node) {
    String ko = node.path("description").asText("");
    return ko.isEmpty() ? Text.EMPTY : new Text(ko, node.path("x-maeul-description-en").asText(ko));
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(n -> texts.add(n.asText()));
    return List.copyOf(texts);
  }
}
