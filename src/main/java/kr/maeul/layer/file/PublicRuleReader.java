package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.kind.Renewal;

/** Reads {@code x-maeul-public} and {@code x-maeul-rows} of a layer file. For one file. */
final class PublicRuleReader {
  private static final int DEFAULT_SUPPRESS_BELOW = 5;

  private final JsonNode file;
  private final List<Property> properties;
  private final BiConsumer<String, String> problem;

  /**
   * @param problem takes a JSON pointer and what is wrong there
   */
  PublicRuleReader(JsonNode file, List<Property> properties, BiConsumer<String, String> problem) {
    this.file = file;
    this.properties = properties;
    this.problem = problem;
  }

  PublicRule read() {
    JsonNode rule = file.path("x-maeul-public");
    Audience lifted = Audience.ofWord(file.path("x-maeul-rows").asText()).orElse(Audience.STAFF);
    if (file.has("x-maeul-rows") && (rule.isObject() ? !rule.has("where") : rule.asBoolean(true))) {
      problem.accept("/x-maeul-rows", "everyone sees every row; say which with \"x-maeul-public\"");
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
        problem.accept(at, "there is no property \"" + e.getKey() + "\"");
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
    PublicRule.Summary summary = summary(rule.path("summary"));
    PublicRule.Rows rows = rule.has("where") ? PublicRule.Rows.MATCHING : PublicRule.Rows.ALL;
    return new PublicRule(rows, where, summary, lifted);
  }

  Object constant(String at, Property property, JsonNode value) {
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
      problem.accept(
          at, "\"" + value.asText() + "\" is not a value of \"" + property.name() + "\"");
      return "";
    }
    return value.isTextual()
        ? value.asText()
        : value.isBoolean() ? (Object) value.asBoolean() : (Object) value.asLong();
  }

  private PublicRule.Summary summary(JsonNode node) {
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
        problem.accept(
            "/x-maeul-public/summary/by",
            "\"" + name + "\" is not a string property of this layer");
      } else if (property.get().audience() != Audience.PUBLIC) {
        problem.accept(
            "/x-maeul-public/summary/by",
            "\"" + name + "\" is not public, so nobody could read its summary");
      } else if (property.get().ref() != null) {
        problem.accept(
            "/x-maeul-public/summary/by", "\"" + name + "\" is a reference: its ids are not told");
      } else if (property.get().choices().isEmpty() && !node.path("known").has(name)) {
        problem.accept(
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
}
