package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.BiPredicate;
import kr.maeul.layer.text.Lang;

/**
 * Describes in an OpenAPI document what belongs to no layer and to no standard: people, media,
 * contributions and their review, changes as they come. The file {@code workplace.openapi.json}
 * holds it in both languages; errors are added here. Safe for use by several threads.
 */
final class WorkplaceOperations {
  private static final String FILE = "workplace.openapi.json";
  private static final String SCHEMA_OF_BODY = "/requestBody/content/application~1json/schema/$ref";

  private final JsonNode file;

  WorkplaceOperations() {
    try (InputStream in = WorkplaceOperations.class.getResourceAsStream(FILE)) {
      this.file = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  /**
   * Adds what this server has.
   *
   * @param hasRoute whether there is a route of a method, such as {@code GET}, and a template
   */
  void addTo(OpenApiDocument document, Lang lang, BiPredicate<String, String> hasRoute) {
    JsonNode said = in(lang, file);
    for (var path : said.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        if (hasRoute.test(method, Paths.LANDING + path.getKey())) {
          ObjectNode described = (ObjectNode) operation.getValue();
          OpenApiDocument.writeErrors((ObjectNode) described.path("responses"));
          document.path(path.getKey()).set(operation.getKey(), described);
          addSchemas(said.path("schemas"), described, document.schemas());
        }
      }
    }
  }

  /** Those that are referred to, and those that these refer to. */
  private static void addSchemas(JsonNode all, JsonNode from, ObjectNode to) {
    for (String reference : from.findValuesAsText("$ref")) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      if (all.has(name) && !to.has(name)) {
        to.set(name, all.path(name));
        addSchemas(all, all.path(name), to);
      }
    }
  }

  /** A copy, where every text is in one language. */
  private static JsonNode in(Lang lang, JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.size() == 2 && object.path("ko").isTextual() && object.path("en").isTextual()) {
        return TextNode.valueOf(object.path(lang.tag()).asText());
      }
      ObjectNode copy = object.objectNode();
      object.properties().forEach(m -> copy.set(m.getKey(), in(lang, m.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(member -> copy.add(in(lang, member)));
      return copy;
    }
    return node;
  }
}
