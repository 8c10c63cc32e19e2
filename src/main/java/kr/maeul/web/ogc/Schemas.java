package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Choice;

/** Small schemas in the dialect of OpenAPI 3.0, which knows no {@code const}. */
final class Schemas {
  private Schemas() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode string() {
    return object().put("type", "string");
  }

  static ObjectNode oneOf(List<String> values) {
    ObjectNode schema = string();
    values.forEach(schema.putArray("enum")::add);
    return schema;
  }

  static ObjectNode integer(long minimum, Long maximum, Long otherwise) {
    ObjectNode schema = object().put("type", "integer").put("minimum", minimum);
    if (maximum != null) {
      schema.put("maximum", maximum);
    }
    if (otherwise != null) {
      schema.put("default", otherwise);
    }
    return schema;
  }

  static ObjectNode listOf(ObjectNode items) {
    ObjectNode schema = object().put("type", "array");
    schema.set("items", items);
    return schema;
  }

  /** One value of a property; for a list, one of its members. */
  static ObjectNode valueOf(Property property) {
    return switch (property.type()) {
      case STRING, STRING_LIST ->
          property.choices().isEmpty()
              ? string()
              : oneOf(property.choices().stream().map(Choice::value).toList());
      case INTEGER -> object().put("type", "integer").put("format", "int64");
      case NUMBER -> object().put("type", "number").put("format", "double");
      case BOOLEAN -> object().put("type", "boolean");
      case DATE -> string().put("format", "date");
      case DATE_TIME -> string().put("format", "date-time");
    };
  }
}
