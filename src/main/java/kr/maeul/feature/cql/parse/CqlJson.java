package kr.maeul.feature.cql.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.geo.GeoJsonGeometry;
import org.locationtech.jts.geom.Geometry;

/** Reads CQL2 JSON. For one filter. */
final class CqlJson {
  /** A node of the tree takes two levels of JSON, a GeoJSON geometry up to six more. */
  private static final int MOST_LEVELS = 2 * CqlTree.MOST_DEPTH + 10;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_LEVELS)
                          .maxNumberLength(CqlTree.LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final CqlTree tree = new CqlTree();

  private CqlJson() {}

  /**
   * @throws CqlException if the filter is too large or is not CQL2 JSON
   */
  static CqlTree parse(String filter) throws CqlException {
    if (filter.length() > CqlTree.MOST_JSON_CHARACTERS) {
      throw new CqlException(
          CqlPlace.WHOLE,
          "필터가 너무 깁니다 (최대 " + CqlTree.MOST_JSON_CHARACTERS + "자).",
          "the filter is longer than " + CqlTree.MOST_JSON_CHARACTERS + " characters");
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(filter);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
    CqlJson reader = new CqlJson();
    return reader.tree.finish(reader.value(node, new CqlPlace.Pointer("")));
  }

  private static CqlException notJson(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : " (" + at.getLineNr() + ":" + at.getColumnNr() + ")";
    return new CqlException(
        CqlPlace.WHOLE,
        "JSON으로 읽을 수 없습니다" + place + ": " + e.getOriginalMessage(),
        "is not JSON" + place + ": " + e.getOriginalMessage());
  }

  private Cql value(JsonNode node, CqlPlace.Pointer at) throws CqlException {
    if (node.isTextual()) {
      return tree.add(CqlLiterals.text(node.asText(), at), at);
    }
    if (node.isNumber()) {
      return tree.add(CqlLiterals.number(node.decimalValue().toString(), at), at);
    }
    if (node.isBoolean()) {
      return tree.add(new Cql.Truth(node.booleanValue()), at);
    }
    if (node.isArray()) {
      return tree.add(new Cql.Array(values(node, at)), at);
    }
    if (node.isObject()) {
      return object(node, at);
    }
    throw new CqlException(
        at,
        "여기에 값이 있어야 합니다. 값이 없는 것은 isNull로 찾으세요.",
        "a value is missing here; find what has none by isNull");
  }

  private Cql object(JsonNode node, CqlPlace.Pointer at) throws CqlException {
    if (node.has("op")) {
      return operation(node, at);
    }
    if (node.has("property")) {
      CqlPlace.Pointer place = at.child("property");
      String name = string(node.get("property"), place);
      return tree.add(new Cql.Property(CqlLiterals.text(name, place).value()), at);
    }
    if (node.has("date")) {
      CqlPlace.Pointer place = at.child("date");
      return tree.add(CqlLiterals.day(string(node.get("date"), place), place), at);
    }
    if (node.has("timestamp")) {
      CqlPlace.Pointer place = at.child("timestamp");
      return tree.add(CqlLiterals.moment(string(node.get("timestamp"), place), place), at);
    }
    if (node.has("interval")) {
      return interval(node.get("interval"), at.child("interval"));
    }
    if (node.has("type")) {
      return tree.add(new Cql.Shape(geometry(node, at)), at);
    }
    if (node.has("bbox")) {
      return tree.add(bounds(node.get("bbox"), at.child("bbox")), at);
    }
    throw new CqlException(
        at,
        "알 수 없는 객체입니다. op, property, date, timestamp, interval, bbox나 GeoJSON 도형이어야 합니다.",
        "is none of op, property, date, timestamp, interval, bbox and a GeoJSON geometry");
  }

  private Cql operation(JsonNode node, CqlPlace.Pointer at) throws CqlException {
    String name = string(node.get("op"), at.child("op"));
    JsonNode given = node.path("args");
    Operator operator = Operator.ofName(name).orElse(null);
    if (!given.isArray() && (operator != null || !given.isMissingNode())) {
      throw new CqlException(
          at, "\"args\" 배열이 필요합니다.", "\"" + name + "\" needs an array of \"args\"");
    }
    List<Cql> arguments = values(given, at.child("args"));
    if (operator == null) {
      return tree.add(new Cql.Function(name, arguments), at);
    }
    if (!operator.takes(arguments.size())) {
      throw new CqlException(
          at.child("args"),
          name + "에 넘긴 것이 " + arguments.size() + "개입니다 (필요: " + operator.least() + "개).",
          "\"" + name + "\" takes " + operator.least() + " args, not " + arguments.size());
    }
    if (operator == Operator.IN && !(arguments.get(1) instanceof Cql.Array)) {
      throw new CqlException(
          at.child("args").child(1),
          "in의 두 번째 값은 배열이어야 합니다.",
          "the second of the args of \"in\" is an array");
    }
    return tree.add(new Cql.Operation(operator, arguments), at);
  }

  private List<Cql> values(JsonNode array, CqlPlace.Pointer at) throws CqlException {
    List<Cql> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      values.add(value(array.get(i), at.child(i)));
    }
    return values;
  }

  private Cql interval(JsonNode ends, CqlPlace.Pointer at) throws CqlException {
    if (!ends.isArray() || ends.size() != 2) {
      throw new CqlException(
          at,
          "interval에는 처음과 끝, 두 가지가 필요합니다. 열린 끝은 \"..\"로 쓰세요.",
          "an interval is an array of a start and an end; write \"..\" where it is open");
    }
    return tree.add(new Cql.Interval(end(ends, 0, at), end(ends, 1, at)), at);
  }

  private Cql end(JsonNode ends, int index, CqlPlace.Pointer at) throws CqlException {
    JsonNode end = ends.get(index);
    CqlPlace.Pointer place = at.child(index);
    return end.isTextual()
        ? tree.add(CqlLiterals.end(end.asText(), place), place)
        : value(end, place);
  }

  private static Geometry geometry(JsonNode node, CqlPlace.Pointer at) throws CqlException {
    try {
      Geometry geometry = GeoJsonGeometry.readUnbounded(node);
      if (geometry.isEmpty()) {
        throw new CqlException(at, "빈 도형은 비교할 수 없습니다.", "an empty geometry cannot be compared");
      }
      return geometry;
    } catch (GeoJsonGeometry.InvalidGeometryException e) {
      throw new CqlException(
          new CqlPlace.Pointer(at.value() + e.pointer()), e.reason().ko(), e.reason().en());
    }
  }

  private static Cql.Bounds bounds(JsonNode array, CqlPlace.Pointer at) throws CqlException {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!array.isArray() || !array.get(i).isNumber()) {
        throw new CqlException(
            at, "bbox에는 수만 쓸 수 있습니다.", "a bbox is an array of numbers and nothing else");
      }
      numbers[i] = array.get(i).doubleValue();
    }
    return CqlLiterals.bounds(numbers, at);
  }

  private static String string(JsonNode node, CqlPlace.Pointer at) throws CqlException {
    if (node.isTextual()) {
      return node.asText();
    }
    throw new CqlException(at, "문자열이어야 합니다.", "must be a string");
  }
}
