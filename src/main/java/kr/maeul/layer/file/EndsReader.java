package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import kr.maeul.layer.Ends;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Text;

/** Reads {@code x-maeul-ends} of the properties of a layer file. For one file. */
final class EndsReader {
  private final JsonNode file;
  private final List<Property> properties;
  private final BiConsumer<String, String> problem;

  /**
   * @param properties as they are without it
   * @param problem takes a JSON pointer and what is wrong there
   */
  EndsReader(JsonNode file, List<Property> properties, BiConsumer<String, String> problem) {
    this.file = file;
    this.properties = properties;
    this.problem = problem;
  }

  /** The properties with how they end, in the same order. */
  List<Property> read() {
    return properties.stream().map(p -> ends(p).map(p::ending).orElse(p)).toList();
  }

  private Optional<Ends> ends(Property p) {
    JsonNode node = file.path("properties").path(p.name()).path("x-maeul-ends");
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    String at = "/properties/" + p.name() + "/x-maeul-ends";
    if (p.type() != PropertyType.STRING || p.choices().isEmpty()) {
      problem.accept(at, "only values of an enumeration end");
      return Optional.empty();
    }
    Set<String> values = new LinkedHashSet<>();
    boolean isBlankEnding = false;
    for (int i = 0; i < node.path("values").size(); i++) {
      JsonNode value = node.path("values").get(i);
      isBlankEnding |= value.isNull();
      if (!value.isNull()) {
        values.add(value(p, value.asText(), at + "/values/" + i));
      }
    }
    List<Ends.Way> ways = new ArrayList<>();
    for (int i = 0; i < node.path("by").size(); i++) {
      way(p, node.path("by").get(i), at + "/by/" + i).ifPresent(ways::add);
    }
    return Optional.of(new Ends(values, isBlankEnding, ways));
  }

  private Optional<Ends.Way> way(Property p, JsonNode node, String at) {
    boolean isLastDay = node.has("after");
    String member = isLastDay ? "after" : "from";
    String name = node.path(member).asText();
    String as = value(p, node.path("as").asText(), at + "/as");
    Optional<Property> date = properties.stream().filter(d -> d.name().equals(name)).findFirst();
    if (date.isEmpty()) {
      problem.accept(at + "/" + member, "there is no property \"" + name + "\"");
      return Optional.empty();
    }
    if (date.get().type() != PropertyType.DATE) {
      problem.accept(at + "/" + member, "a day on which something ends has the format date");
      return Optional.empty();
    }
    String ko = node.path("title").asText();
    Text title = new Text(ko, node.path("x-maeul-en").asText(ko));
    return Optional.of(new Ends.Way(date.get(), isLastDay, as, title));
  }

  private String value(Property p, String value, String at) {
    if (p.choice(value).isEmpty()) {
      problem.accept(at, "\"" + value + "\" is not a value of \"" + p.name() + "\"");
    }
    return value;
  }

  /** Where the public sees rows by such a value, it is to be plain that they go when it ends. */
  static void check(
      PublicRule rule, List<Property> properties, BiConsumer<String, String> problem) {
    for (Property p : properties) {
      List<Object> shown = rule.where().getOrDefault(p.name(), List.of());
      if (p.ends() == null || shown.isEmpty()) { // what has ended is never blank
        continue;
      }
      String at = "/x-maeul-public/where/" + p.name();
      if (shown.stream().anyMatch(v -> p.ends().ways().stream().anyMatch(w -> w.as().equals(v)))) {
        problem.accept(at, "a value that has ended counts as one of these, and would stay public");
      }
      long ending = shown.stream().filter(p.ends().values()::contains).count();
      if (ending > 0 && ending < shown.size()) {
        problem.accept(at, "some of these values end and others do not; name values of one kind");
      }
    }
  }
}
