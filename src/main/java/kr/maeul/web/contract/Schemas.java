package kr.maeul.web.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Choice;

/** Small schemas in the dialect of OpenAPI 3.0, which knows no {@code const}. Stateless. */
public final class Schemas {
  private Schemas() {}

  /** Nothing is said yet. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ObjectNode string() {
    return object().put("type", "string");
  }

  public static ObjectNode string(int longest) {
    return string().put("maxLength", longest);
  }

  public static ObjectNode bool() {
    return object().put("type", "boolean");
  }

  /** What is not put down in full, such as a file. */
  public static ObjectNode binary() {
    return string().put("format", "binary");
  }

  /** Any JSON object. */
  public static ObjectNode anyObject() {
    return object().put("type", "object");
  }

  /** A JSON object whose members, of whatever name, have that schema. */
  public static ObjectNode mapOf(ObjectNode values) {
    ObjectNode schema = anyObject();
    schema.set("additionalProperties", values);
    return schema;
  }

  public static ObjectNode oneOf(List<String> values) {
    ObjectNode schema = string();
    values.forEach(schema.putArray("enum")::add);
    return schema;
  }

  public static ObjectNode integer(long minimum, Long maximum, Long otherwise) {
    ObjectNode schema = object().put("type", "integer").put("minimum", minimum);
    if (maximum != null) {
      schema.put("maximum", maximum);
    }
    if (otherwise != null) {
      schema.put("default", otherwise);
    }
    return schema;
  }

  public static ObjectNode number(double minimum, double maximum) {
    return object().put("type", "number").put("minimum", minimum).put("maximum", maximum);
  }

  public static ObjectNode listOf(ObjectNode items) {
    ObjectNode schema = object().put("type", "array");
    schema.set("items", items);
    return schema;
  }

  public static ObjectNode listOf(ObjectNode items, int fewest, int most) {
    return listOf(items).put("minItems", fewest).put("maxItems", most);
  }

  /** Something among the components. */
  public static ObjectNode ref(String group, String name) {
    return object().put("$ref", "#/components/" + group + "/" + name);
  }

  /** One value of a property; for a list, one of its members. */
  public static ObjectNode valueOf(Property property) {
    return switch (property.type()) {
      case STRING, STRING_LIST ->
          property.choices().isEmpty()
              ? string()
              : oneOf(property.choices().stream().map(Choice::value).toList());
      case INTEGER -> object().put("type", "integer").put("format", "int64");
      case NUMBER -> object().put("type", "number").put("format", "double");
      case BOOLEAN -> bool();
      case DATE -> string().put("format", "date");
      case DATE_TIME -> string().put("format", "date-time");
    };
  }
}
