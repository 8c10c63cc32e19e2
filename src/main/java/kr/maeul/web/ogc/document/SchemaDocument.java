package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Ends;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;

/**
 * The JSON Schemas of a collection (OGC API – Features Part 5): the layer file as far as the view
 * shows it.
 */
public final class SchemaDocument {
  /** How files carry a property is nothing for callers; titles come in one language. */
  private static final List<String> NOT_SHOWN =
      List.of(
          "x-maeul-audience",
          "x-maeul-import",
          "x-maeul-import-as",
          "x-maeul-derive",
          "x-maeul-en",
          "x-maeul-description-en",
          "x-maeul-translates",
          "x-maeul-ref",
          "x-maeul-ends",
          "$comment",
          "enum");

  private SchemaDocument() {}

  /** What the schema is of. */
  public enum Kind {
    SCHEMA("schema", new Text("스키마", "Schema")),
    QUERYABLES("queryables", new Text("조건에 쓸 속성", "Queryables")),
    SORTABLES("sortables", new Text("정렬에 쓸 속성", "Sortables"));

    private final String word;
    private final Text title;

    Kind(String word, Text title) {
      this.word = word;
      this.title = title;
    }

    public String word() {
      return word;
    }

    public Text title() {
      return title;
    }
  }

  public static ObjectNode of(
      Kind kind, View view, String address, Lang lang, Predicate<String> isListed) {
    Layer layer = view.layer();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("$id", address);
    json.put("title", layer.title().in(lang))
        .put("description", layer.description().in(lang))
        .put("type", "object");
    ObjectNode properties = json.putObject("properties");
    JsonNode file = layer.file().path("properties");
    ObjectNode id = copy(file.path(layer.idName())).put("type", "string").put("x-ogc-role", "id");
    if (kind == Kind.SCHEMA) {
      id.put("readOnly", true);
    }
    properties.set(layer.idName(), id);
    if (kind != Kind.SORTABLES) {
      ObjectNode geometry = copy(file.path(layer.geometry().name()));
      geometry
          .put("title", layer.geometry().title().in(lang))
          .put("format", layer.geometry().type().format());
      properties.set(layer.geometry().name(), geometry.put("x-ogc-role", "primary-geometry"));
    }
    for (Property p : view.properties()) {
      if (kind != Kind.SORTABLES || p.type().isSortable()) {
        properties.set(p.name(), property(p, view, copy(file.path(p.name())), lang, isListed));
      }
    }
    if (kind == Kind.SCHEMA) {
      contribution(json, layer);
      lifeCycle(json, view);
      publicRows(json, view);
      ArrayNode required = json.putArray("required");
      if (layer.geometry().required()) {
        required.add(layer.geometry().name());
      }
      view.properties().stream().filter(Property::required).forEach(p -> required.add(p.name()));
    }
    return json.put("additionalProperties", false);
  }

  /** So that a page knows whether to ask for contributions; what the centre sets is its own. */
  private static void contribution(ObjectNode json, Layer layer) {
    switch (layer.contribution().taking()) {
      case STORIES -> json.putObject("x-maeul-contribute").put("new", true);
      case REPORTS -> json.putObject("x-maeul-contribute").put("new", "report");
      case NOTHING -> {}
    }
  }

  /** For anyone who sees the status: what its values mean. */
  private static void lifeCycle(ObjectNode json, View view) {
    LifeCycle cycle = view.layer().lifeCycle();
    if (cycle == null || !view.properties().contains(cycle.property())) {
      return;
    }
    ObjectNode node = json.putObject("x-maeul-status").put("property", cycle.property().name());
    node.put("draft", cycle.draft());
    cycle.review().ifPresent(value -> node.put("review", value));
    node.put("published", cycle.published()).put("withdrawn", cycle.withdrawn());
    cycle
        .publishAt()
        .filter(view.properties()::contains)
        .ifPresent(p -> node.put("publishAt", p.name()));
  }

  /** For anyone who sees by what it goes: which rows everyone sees. */
  private static void publicRows(ObjectNode json, View view) {
    PublicRule rule = view.layer().publicRule();
    boolean isSeen = rule.where().keySet().stream().allMatch(n -> view.property(n).isPresent());
    if (rule.rows() != PublicRule.Rows.MATCHING || !isSeen) {
      return;
    }
    ObjectNode where = json.putObject("x-maeul-public").putObject("where");
    rule.where().forEach((name, values) -> values.forEach(where.putArray(name)::addPOJO));
  }

  /** For anyone who sees the days: how its values cease to hold. */
  private static void ends(ObjectNode node, Property p, View view, Lang lang) {
    Ends ends = p.ends();
    if (ends == null || !ends.ways().stream().allMatch(w -> view.properties().contains(w.date()))) {
      return;
    }
    ObjectNode told = node.putObject("x-maeul-ends");
    ArrayNode values = told.putArray("values");
    if (ends.isBlankEnding()) {
      values.addNull();
    }
    ends.values().forEach(values::add);
    ArrayNode by = told.putArray("by");
    for (Ends.Way way : ends.ways()) {
      by.addObject()
          .put(way.isLastDay() ? "after" : "from", way.date().name())
          .put("as", way.as())
          .put("title", way.title().in(lang));
    }
  }

  private static ObjectNode property(
      Property p, View view, ObjectNode node, Lang lang, Predicate<String> isListed) {
    node.put("title", p.title().in(lang));
    if (!p.description().in(lang).isEmpty()) {
      node.put("description", p.description().in(lang));
    }
    if (p.audience() != Audience.PUBLIC) {
      node.put("x-maeul-audience", p.audience().word()); // its reader sees it themselves
    }
    if (!node.has("type")) {
      node.put("type", "string");
    }
    if (!p.choices().isEmpty()) {
      ObjectNode holder = node.get("items") instanceof ObjectNode items ? items : node;
      holder.remove("enum");
      ArrayNode choices = holder.putArray("oneOf");
      p.choices().forEach(c -> choices.add(choice(c, lang)));
    }
    ends(node, p, view, lang);
    if (view.layer().imports().rights().contains(p.name())) {
      node.put("x-maeul-right", true); // no way back lifts it
    }
    if (p.translates() != null && view.property(p.translates()).isPresent()) {
      node.put("x-maeul-translates", p.translates());
    }
    if (p.ref() != null && isListed.test(p.ref())) {
      node.put("x-maeul-ref", p.ref());
    }
    return node;
  }

  private static ObjectNode choice(Choice c, Lang lang) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("const", c.value()).put("title", c.title().in(lang));
    if (c.colour() != null) {
      node.put("x-maeul-colour", c.colour());
    }
    if (c.shape() != null) {
      node.put("x-maeul-shape", c.shape());
    }
    return node;
  }

  private static ObjectNode copy(JsonNode node) {
    ObjectNode copy =
        node instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    copy.remove(NOT_SHOWN);
    return copy;
  }
}
