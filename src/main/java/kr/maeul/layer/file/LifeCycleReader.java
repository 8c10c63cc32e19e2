package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.kind.PropertyType;

/** Reads {@code x-maeul-status} of a layer file. For one file. */
final class LifeCycleReader {
  private static final String AT = "/x-maeul-status";

  private final JsonNode node;
  private final List<Property> properties;
  private final BiConsumer<String, String> problem;

  /**
   * @param problem takes a JSON pointer and what is wrong there
   */
  LifeCycleReader(JsonNode file, List<Property> properties, BiConsumer<String, String> problem) {
    this.node = file.path("x-maeul-status");
    this.properties = properties;
    this.problem = problem;
  }

  Optional<LifeCycle> read(PublicRule rule) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    Optional<Property> status = property("property");
    if (status.isEmpty()) {
      return Optional.empty();
    }
    if (status.get().type() != PropertyType.STRING || status.get().choices().isEmpty()) {
      problem.accept(AT + "/property", "a status is an enumeration");
    }
    Optional<Property> publishAt = node.has("publishAt") ? property("publishAt") : Optional.empty();
    if (publishAt.filter(p -> p.type() != PropertyType.DATE_TIME).isPresent()) {
      problem.accept(AT + "/publishAt", "a time of publication has the format date-time");
    }
    LifeCycle cycle =
        new LifeCycle(
            status.get(),
            value(status.get(), "draft"),
            node.has("review") ? Optional.of(value(status.get(), "review")) : Optional.empty(),
            value(status.get(), "published"),
            value(status.get(), "withdrawn"),
            publishAt);
    checkPublic(rule, cycle);
    return Optional.of(cycle);
  }

  private Optional<Property> property(String member) {
    String name = node.path(member).asText();
    Optional<Property> found = properties.stream().filter(p -> p.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      problem.accept(AT + "/" + member, "there is no property \"" + name + "\"");
    }
    return found;
  }

  private String value(Property status, String member) {
    String value = node.path(member).asText();
    if (status.choice(value).isEmpty()) {
      problem.accept(
          AT + "/" + member, "\"" + value + "\" is not a value of \"" + status.name() + "\"");
    }
    return value;
  }

  /** Or taking down would not take anything down. */
  private void checkPublic(PublicRule rule, LifeCycle cycle) {
    List<Object> shown = rule.where().getOrDefault(cycle.property().name(), List.of());
    boolean isPublishedOnly =
        shown.contains(cycle.published())
            && !shown.contains(cycle.draft())
            && !shown.contains(cycle.withdrawn())
            && cycle.review().filter(shown::contains).isEmpty();
    if (!isPublishedOnly) {
      problem.accept(
          AT,
          "\"x-maeul-public\" must have \"where\": { \""
              + cycle.property().name()
              + "\": \""
              + cycle.published()
              + "\" }, and none of the other values");
    }
  }
}
