package kr.maeul.web.ogc.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kr.maeul.web.contract.Schemas;

/**
 * Describes once what stands in an OpenAPI document several times: parameters, bodies and answers
 * go among the components, and what was there refers to them. For one document.
 */
final class SharedParts {
  /**
   * Written out where items are asked for: clients and test suites look for them there. Their words
   * are among the components alone.
   */
  private static final Set<String> WRITTEN_OUT = Set.of("bbox", "datetime", "limit", "featureId");

  private final ObjectNode root;
  private final Map<JsonNode, Integer> counts = new HashMap<>();
  private final Map<JsonNode, String> names = new LinkedHashMap<>();

  private SharedParts(ObjectNode root) {
    this.root = root;
  }

  static void share(ObjectNode document) {
    SharedParts parts = new SharedParts(document);
    parts.count();
    parts.replace();
  }

  private void count() {
    for (JsonNode path : root.path("paths")) {
      for (JsonNode operation : path) {
        operation.path("parameters").forEach(p -> counts.merge(p, 1, Integer::sum));
        operation.path("responses").forEach(r -> counts.merge(r, 1, Integer::sum));
        counts.merge(operation.path("requestBody"), 1, Integer::sum);
      }
    }
  }

  private void replace() {
    for (var path : root.path("paths").properties()) {
      for (var entry : path.getValue().properties()) {
        JsonNode operation = entry.getValue();
        String tag = operation.path("tags").path(0).asText();
        if (operation.path("parameters") instanceof ArrayNode parameters) {
          boolean isItems = entry.getKey().equals("get") && path.getKey().contains("/items");
          for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).path("name").asText();
            JsonNode shared = shared("parameters", parameters.get(i), name, tag);
            if (!isItems || !WRITTEN_OUT.contains(name)) {
              parameters.set(i, shared);
            } else if (shared.has("$ref")) {
              parameters.set(i, ((ObjectNode) parameters.get(i).deepCopy()).without("description"));
            }
          }
        }
        JsonNode body = operation.path("requestBody");
        if (!body.isMissingNode()) {
          JsonNode shared = shared("requestBodies", body, name("", body) + "Body", tag);
          ((ObjectNode) operation).set("requestBody", shared);
        }
        if (operation.path("responses") instanceof ObjectNode responses) {
          for (var response : responses.properties()) {
            String name = name(response.getKey(), response.getValue());
            response.setValue(shared("responses", response.getValue(), name, tag));
          }
        }
      }
    }
  }

  /** After what it holds, where it holds something that has a name. */
  private static String name(String status, JsonNode response) {
    String schema = response.findPath("$ref").asText();
    return schema.isEmpty() ? "answer" + status : schema.substring(schema.lastIndexOf('/') + 1);
  }

  private JsonNode shared(String group, JsonNode part, String name, String tag) {
    if (part.has("$ref") || counts.getOrDefault(part, 0) < 2) {
      return part;
    }
    ObjectNode components = (ObjectNode) root.path("components");
    ObjectNode all = components.withObject("/" + group);
    String key = names.get(part);
    if (key == null) {
      key = all.has(name) ? name + "." + tag : name;
      for (int i = 2; all.has(key); i++) {
        key = name + "." + tag + "." + i;
      }
      names.put(part, key);
      all.set(key, part);
    }
    return Schemas.ref(group, key);
  }
}
