package kr.maeul.web.ogc.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396). Stateless. */
final class MergePatch {
  private MergePatch() {}

  /** The target as the patch wants it; neither is changed. */
  static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    if (target.isObject()) {
      merged.setAll((ObjectNode) target);
    }
    patch
        .properties()
        .forEach(
            e -> {
              if (e.getValue().isNull()) {
                merged.remove(e.getKey());
              } else {
                merged.set(e.getKey(), apply(merged.path(e.getKey()), e.getValue()));
              }
            });
    return merged;
  }
}
