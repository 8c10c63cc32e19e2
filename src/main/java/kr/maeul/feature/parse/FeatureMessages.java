package kr.maeul.feature.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;

/**
 * What a JSON Schema validator found, in words for people who know their data and not JSON Schema.
 */
final class FeatureMessages {
  private static final int LONGEST_QUOTE = 60;

  private FeatureMessages() {}

  static FeatureProblem of(Error error) {
    String pointer = "/properties" + error.getInstanceLocation();
    JsonNode limit = error.getSchemaNode();
    String bound = limit == null || limit.isContainerNode() ? "" : limit.asText();
    String given = quote(error.getInstanceNode());
    String name = error.getProperty() == null ? "" : error.getProperty();
    return switch (error.getKeyword()) {
      case "required" ->
          new FeatureProblem(
              pointer + "/" + name, new Text("꼭 있어야 하는 값이 없습니다.", "is required and missing"));
      case "additionalProperties" ->
          new FeatureProblem(
              pointer + "/" + name,
              new Text("이 레이어에 없는 속성입니다.", "is not a property of this layer"));
      case "enum" ->
          problem(
              pointer,
              "정해진 값이 아닙니다: " + given + ". 쓸 수 있는 값: " + list(limit),
              given + " is not one of the allowed values: " + list(limit));
      case "type" ->
          problem(
              pointer,
              "값의 종류가 다릅니다: " + given + " (필요: " + bound + ")",
              given + " is not of type " + bound);
      case "format" ->
          problem(
              pointer,
              "형식이 다릅니다: " + given + " (필요: " + bound + ")",
              given + " is not a valid " + bound);
      case "minimum", "exclusiveMinimum" ->
          problem(
              pointer,
              Particle.TOPIC.after(given) + " 너무 작습니다 (최소 " + bound + ")",
              given + " is too small (minimum " + bound + ")");
      case "maximum", "exclusiveMaximum" ->
          problem(
              pointer,
              Particle.TOPIC.after(given) + " 너무 큽니다 (최대 " + bound + ")",
              given + " is too large (maximum " + bound + ")");
      case "maxLength" ->
          problem(
              pointer,
              "너무 깁니다 (최대 " + bound + "자)",
              "is too long (at most " + bound + " characters)");
      case "minLength" ->
          problem(
              pointer,
              "너무 짧습니다 (최소 " + bound + "자)",
              "is too short (at least " + bound + " characters)");
      case "pattern" ->
          problem(pointer, "정해진 꼴이 아닙니다: " + given, given + " does not match the pattern " + bound);
      default -> problem(pointer, "값이 맞지 않습니다: " + error.getMessage(), error.getMessage());
    };
  }

  private static FeatureProblem problem(String pointer, String ko, String en) {
    return new FeatureProblem(pointer, new Text(ko, en));
  }

  private static String quote(JsonNode node) {
    String text = node == null ? "" : node.isTextual() ? node.asText() : node.toString();
    return "\""
        + (text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…")
        + "\"";
  }

  private static String list(JsonNode values) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; values != null && i < values.size(); i++) {
      if (i == 20) {
        return list.append(", …").toString();
      }
      list.append(i == 0 ? "" : ", ").append(values.get(i).asText());
    }
    return list.toString();
  }
}
