package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import kr.maeul.layer.ContributionRule;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.kind.PropertyType;

/**
 * Reads {@code x-maeul-contribute} of a layer and of its properties, and finds what a meta-schema
 * cannot: that strangers could fill what the centre sets. For one file.
 */
final class ContributionReader {
  private static final String KEYWORD = "x-maeul-contribute";

  private final ObjectNode file;
  private final List<Property> properties;
  private final Constants constants;
  private final BiConsumer<String, String> problem;

  /** Reads a constant of a property and tells where it does not fit. */
  interface Constants {
    Object read(String at, Property property, JsonNode value);
  }

  ContributionReader(
      ObjectNode file,
      List<Property> properties,
      Constants constants,
      BiConsumer<String, String> problem) {
    this.file = file;
    this.properties = properties;
    this.constants = constants;
    this.problem = problem;
  }

  /**
   * @param lifeCycle whose values a stage has unless the rule says other, or null
   */
  ContributionRule read(PublicRule publicRule, LifeCycle lifeCycle) {
    JsonNode rule = file.path(KEYWORD);
    List<String> names = new ArrayList<>();
    Optional<String> nameProperty = Optional.empty();
    for (Property p : properties) {
      JsonNode word = file.path("properties").path(p.name()).path(KEYWORD);
      if (word.isTextual() || word.asBoolean(false)) {
        check(p, publicRule, lifeCycle);
        names.add(p.name());
      }
      if (word.isTextual()) {
        if (p.type() != PropertyType.STRING || nameProperty.isPresent()) {
          problem.accept(at(p), "one property, a string, holds the name of whoever contributes");
        }
        nameProperty = Optional.of(p.name());
      }
    }
    ContributionRule.Taking taking =
        rule.path("new").isTextual()
            ? ContributionRule.Taking.REPORTS
            : rule.path("new").asBoolean(false)
                ? ContributionRule.Taking.STORIES
                : ContributionRule.Taking.NOTHING;
    return new ContributionRule(
        taking,
        List.copyOf(names),
        nameProperty,
        values(rule, "set", names),
        over(lifeCycle, LifeCycle::published, values(rule, "publish", names)),
        over(lifeCycle, l -> l.review().orElse(l.draft()), values(rule, "draft", names)),
        over(lifeCycle, LifeCycle::withdrawn, values(rule, "take-down", names)));
  }

  private void check(Property p, PublicRule publicRule, LifeCycle lifeCycle) {
    if (p.readOnly()) {
      problem.accept(at(p), "only the service sets \"" + p.name() + "\"");
    }
    boolean isStatus =
        lifeCycle != null
            && (p.equals(lifeCycle.property())
                || lifeCycle.publishAt().filter(p::equals).isPresent());
    boolean ends =
        properties.stream()
            .filter(w -> publicRule.where().containsKey(w.name()) && w.ends() != null)
            .anyMatch(w -> w.ends().ways().stream().anyMatch(by -> by.date().equals(p)));
    if (isStatus || ends || publicRule.where().containsKey(p.name())) {
      problem.accept(
          at(p), "\"" + p.name() + "\" decides who sees a row, so no contributor may fill it");
    }
  }

  private static Map<String, Object> over(
      LifeCycle lifeCycle, Function<LifeCycle, String> stage, Map<String, Object> said) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (lifeCycle != null) {
      values.put(lifeCycle.property().name(), stage.apply(lifeCycle));
    }
    values.putAll(said);
    return values;
  }

  private Map<String, Object> values(JsonNode rule, String word, List<String> contributed) {
    Map<String, Object> values = new LinkedHashMap<>();
    Set<Map.Entry<String, JsonNode>> entries = rule.path(word).properties();
    for (Map.Entry<String, JsonNode> e : entries) {
      String at = "/" + KEYWORD + "/" + word + "/" + e.getKey();
      Optional<Property> property =
          properties.stream().filter(p -> p.name().equals(e.getKey())).findFirst();
      if (property.isEmpty()) {
        problem.accept(at, "there is no property \"" + e.getKey() + "\"");
      } else if (contributed.contains(e.getKey())) {
        problem.accept(at, "is set here, so contributors may not fill it");
      } else {
        values.put(e.getKey(), constants.read(at, property.get(), e.getValue()));
      }
    }
    return values;
  }

  private static String at(Property p) {
    return "/properties/" + p.name() + "/" + KEYWORD;
  }
}
