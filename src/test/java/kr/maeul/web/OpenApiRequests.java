package kr.maeul.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.fixture.Town;

/**
 * Makes up requests from an OpenAPI document alone: any of its operations, with values that its
 * schemas allow, values at their bounds and just beyond, and values that mean harm. For one thread.
 */
final class OpenApiRequests {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_KNOWN = 400;

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "'",
          "\"",
          "';DROP TABLE \"stories\";--",
          "\\",
          "%",
          "%27",
          "{0}",
          "..",
          "../../etc/passwd",
          "\u0000",
          "\u0007\u001b[31m",
          "\ud83d\ude00",
          "\ud800",
          "\u202e예시\u200b",
          "한글 예시",
          "<script>alert(1)</script>",
          "javascript:alert(1)",
          "null",
          "true",
          "-0",
          "-1",
          "1e999",
          "NaN",
          "0x10",
          "99999999999999999999",
          "9".repeat(400),
          "a".repeat(201),
          "가".repeat(600),
          "a,b,,c",
          "*",
          "\r\nX-Evil: 1",
          "2026-02-30",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01",
          "0000-00-00T00:00:00Z",
          "(".repeat(300));

  private static final List<String> NAMES =
      List.of("title", "dong", "year", "grade", "address", "asOf", "example", "no-such", "좌표");

  private static final List<String> PLAUSIBLE =
      List.of(
          "stories",
          "vacant-houses",
          "EPSG:5186",
          "http://www.opengis.net/def/crs/EPSG/0/3857",
          "127.15,35.82",
          "127.1,35.8,127.2,35.9",
          "-180,-90,180,90",
          "170,-10,-170,10",
          "stories/angel-of-nosong",
          "2020-01-01/..",
          "2026-11-30T00:00:00Z",
          "title LIKE '%a_%'",
          "S_INTERSECTS(location,POINT(127 35))",
          "year > 1e300 AND NOT (title IS NULL)",
          "{\"op\":\"=\",\"args\":[{\"property\":\"title\"},1]}",
          "dong",
          "hex:50",
          "hex:100000",
          "in:districts",
          "sum:rooms",
          "-title",
          "ㄱㅅ",
          "youth-share-house",
          "1",
          "0");

  private static final Pattern ITEMS = Pattern.compile("/collections/([^/]+)/items(?=/|\\?|$)");

  /** What to send. */
  record Request(String method, String path, List<String> headers, byte[] body) {
    @Override
    public String toString() {
      String text = body == null ? "" : " " + new String(body, StandardCharsets.UTF_8);
      return method + " " + path + " " + headers + text.substring(0, Math.min(600, text.length()));
    }
  }

  private record Operation(String method, String path, JsonNode said) {}

  private final JsonNode document;
  private final Random random;
  private final List<Operation> operations = new ArrayList<>();
  private final List<String> known = new ArrayList<>();
  private final Map<String, List<String>> ofCollections = new HashMap<>();
  private final List<String> tags = new ArrayList<>(List.of("*", "\"x\"", "x"));

  /** How much of the request being made is meant to be wrong; 1 is much. */
  private double wildness = 1;

  private String collection;

  OpenApiRequests(JsonNode document, Random random) {
    this.document = document;
    this.random = random;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        boolean isStream =
            resolved(operation.getValue().at("/responses/200"))
                .path("content")
                .has("text/event-stream");
        if (!isStream) {
          operations.add(new Operation(operation.getKey(), path.getKey(), operation.getValue()));
        }
      }
    }
  }

  int operations() {
    return operations.size();
  }

  /** Remembers what later requests may name: ids and tags that the service itself gave. */
  void learn(Request request, Town.Answer answer) {
    String tag = answer.header("ETag");
    if (!tag.isEmpty()) {
      keep(tags, tag);
    }
    if (answer.header("Content-Type").contains("json") && answer.bytes().length < 200_000) {
      for (String name : List.of("id", "token", "secret", "form", "batch")) {
        answer.json().findValuesAsText(name).stream().limit(20).forEach(id -> keep(known, id));
      }
      Matcher items = ITEMS.matcher(request.path);
      if (items.find() && answer.status() < 300) {
        List<String> ids = ofCollections.computeIfAbsent(items.group(1), c -> new ArrayList<>());
        answer.json().findValuesAsText("id").stream().limit(20).forEach(id -> keep(ids, id));
      }
    }
    String location = answer.header("Location");
    Matcher made = ITEMS.matcher(location);
    if (made.find() && location.length() > made.end()) {
      String id = URLDecoder.decode(location.substring(made.end() + 1), StandardCharsets.UTF_8);
      keep(ofCollections.computeIfAbsent(made.group(1), c -> new ArrayList<>()), id);
    }
  }

  private void keep(List<String> list, String value) {
    if (list.size() < MOST_KNOWN) {
      list.add(value);
    } else {
      list.set(random.nextInt(list.size()), value);
    }
  }

  Request next() {
    Operation operation = operations.get(random.nextInt(operations.size()));
    wildness = random.nextInt(3) == 0 ? 1 : random.nextInt(2) == 0 ? 0.2 : 0;
    Matcher own = ITEMS.matcher(operation.path);
    collection = own.find() ? own.group(1) : null;
    String path = "/api" + (operation.path.equals("/") ? "" : operation.path);
    StringBuilder query = new StringBuilder();
    List<String> headers = new ArrayList<>();
    for (JsonNode given : operation.said.path("parameters")) {
      JsonNode parameter = resolved(given);
      String name = parameter.path("name").asText();
      boolean isRequired = parameter.path("required").asBoolean();
      switch (parameter.path("in").asText()) {
        case "path" -> {
          String segment = segment(parameter);
          path = path.replace("{" + name + "}", encoded(segment));
          if (name.equals("collectionId")) {
            collection = segment;
          }
        }
        case "query" -> {
          if (parameter.path("explode").asBoolean() && chance(0.5)) {
            add(query, pick(NAMES), pick(chance(0.7) ? PLAUSIBLE : HOSTILE));
          } else if (chance(isRequired ? 0.95 : 0.12 * wildness)) {
            add(query, name, text(parameter.path("schema")));
          }
        }
        case "header" -> {
          String value =
              name.startsWith("If-")
                  ? chance(0.5) ? "*" : pick(tags)
                  : text(parameter.path("schema"));
          if (chance(0.6) && isHeader(value)) {
            headers.addAll(List.of(name, value));
          }
        }
        default -> throw new IllegalStateException(parameter.toString());
      }
    }
    if (chance(0.03 * wildness)) {
      add(query, pick(HOSTILE), pick(HOSTILE));
    }
    byte[] body = body(resolved(operation.said.path("requestBody")).path("content"), headers);
    return new Request(operation.method.toUpperCase(Locale.ROOT), path + query, headers, body);
  }

  private void add(StringBuilder query, String name, String value) {
    query
        .append(query.isEmpty() ? "?" : "&")
        .append(encoded(name))
        .append("=")
        .append(encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isHeader(String value) {
    return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f) && !value.isBlank();
  }

  private String segment(JsonNode parameter) {
    List<String> own = ofCollections.getOrDefault(collection, List.of());
    if (parameter.path("name").asText().equals("featureId") && !own.isEmpty() && chance(0.8)) {
      return pick(own);
    }
    String text =
        chance(0.6) && !known.isEmpty() && !parameter.path("schema").has("enum")
            ? pick(known)
            : text(parameter.path("schema"));
    return text.isEmpty() || text.matches("\\.+") ? "x" : text; // those would be other paths
  }

  /** A value as it stands in a query. */
  private String text(JsonNode given) {
    JsonNode schema = resolved(given);
    if (chance(0.25 * wildness)) {
      return pick(HOSTILE);
    }
    JsonNode value = value(schema, 0);
    if (value instanceof ArrayNode array) {
      List<String> parts = new ArrayList<>();
      array.forEach(v -> parts.add(v.asText()));
      return String.join(",", parts);
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private byte[] body(JsonNode content, List<String> headers) {
    if (content.isEmpty()) {
      return null;
    }
    List<Map.Entry<String, JsonNode>> types = new ArrayList<>(content.properties());
    Map.Entry<String, JsonNode> chosen = types.get(random.nextInt(types.size()));
    String type = chosen.getKey();
    JsonNode schema = chosen.getValue().path("schema");
    if (type.startsWith("multipart/")) {
      headers.addAll(List.of("Content-Type", type + "; boundary=b"));
      return parts(resolved(schema)).getBytes(StandardCharsets.UTF_8);
    }
    headers.addAll(List.of("Content-Type", !chance(0.03 * wildness) ? type : "text/plain"));
    if (!type.contains("json")) {
      return bytes(pick(HOSTILE));
    }
    JsonNode value = chance(0.03 * wildness) ? NODES.textNode(pick(HOSTILE)) : value(schema, 0);
    String text = value.toString();
    return bytes(chance(0.03 * wildness) ? text.substring(0, text.length() / 2) : text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String parts(JsonNode schema) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> part : schema.path("properties").properties()) {
      if (chance(0.8)) {
        boolean isFile = resolved(part.getValue()).path("format").asText().equals("binary");
        text.append("--b\r\nContent-Disposition: form-data; name=\"")
            .append(part.getKey())
            .append("\"");
        text.append(isFile ? "; filename=\"a.csv\"\r\n\r\n" : "\r\n\r\n");
        text.append(isFile ? "id,title\n1,예시\n" : text(part.getValue())).append("\r\n");
      }
    }
    return text.append("--b--\r\n").toString();
  }

  private static ObjectNode members(JsonNode schema) {
    return schema.path("properties") instanceof ObjectNode members ? members : NODES.objectNode();
  }

  /** A value of a schema, or something near to one. */
  private JsonNode value(JsonNode given, int depth) {
    JsonNode schema = resolved(given);
    if (chance(0.06 * wildness)) {
      return anything(depth);
    }
    if (schema.has("enum") && chance(0.9)) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    if (schema.has("allOf")) {
      ObjectNode whole = NODES.objectNode().put("type", "object");
      schema
          .path("allOf")
          .forEach(part -> whole.withObject("/properties").setAll(members(resolved(part))));
      return value(whole, depth);
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        List<JsonNode> choices = new ArrayList<>();
        schema.path(choice).forEach(choices::add);
        List<JsonNode> fitting =
            choices.stream()
                .filter(c -> c.path("$ref").asText().endsWith("/" + collection + "-write"))
                .toList();
        return value(pick(fitting.isEmpty() || chance(0.1) ? choices : fitting), depth);
      }
    }
    return switch (schema.path("type").asText(schema.has("properties") ? "object" : "string")) {
      case "integer" -> NODES.numberNode((long) number(schema));
      case "number" -> NODES.numberNode(number(schema));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "array" -> array(schema, depth);
      case "object" -> object(schema, depth);
      default -> string(schema);
    };
  }

  private double number(JsonNode schema) {
    double low = schema.path("minimum").asDouble(-1000);
    double high = schema.path("maximum").asDouble(low + 3000);
    return switch (random.nextInt(wildness == 0 ? 2 : 7)) {
      case 0 -> low;
      case 1 -> high;
      case 2 -> low - 1;
      case 3 -> high + 1;
      case 4 -> (double) random.nextLong();
      default -> low + random.nextDouble() * (high - low);
    };
  }

  private JsonNode string(JsonNode schema) {
    int longest = schema.path("maxLength").asInt(0);
    return NODES.textNode(
        switch (schema.path("format").asText()) {
          case "date" ->
              chance(1 - wildness / 4) ? "2026-11-" + (10 + random.nextInt(20)) : pick(HOSTILE);
          case "date-time" -> chance(1 - wildness / 4) ? "2026-11-30T12:00:00Z" : pick(HOSTILE);
          case "uri" ->
              chance(1 - wildness / 2)
                  ? "https://example.org/" + random.nextInt(9)
                  : pick(PLAUSIBLE);
          default ->
              longest > 0 && chance(0.2)
                  ? "가".repeat(longest + random.nextInt(2))
                  : chance(0.3) && !known.isEmpty()
                      ? pick(known)
                      : pick(chance(1 - wildness / 3) ? PLAUSIBLE : HOSTILE);
        });
  }

  private JsonNode array(JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    int least = schema.path("minItems").asInt(0);
    int size = chance(0.8) ? least + random.nextInt(3) : random.nextInt(8);
    for (int i = 0; i < size; i++) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    if (depth > 6) {
      return object;
    }
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      if (chance(required.contains(member.getKey()) ? 0.95 : 0.4)) {
        boolean isPlace = member.getKey().equals("geometry") || member.getKey().equals("location");
        object.set(
            member.getKey(),
            isPlace && chance(0.9) ? geometry() : value(member.getValue(), depth + 1));
      }
    }
    if (schema.path("properties").isEmpty() || chance(0.03 * wildness)) {
      object.set(pick(PLAUSIBLE), anything(depth + 1));
    }
    return object;
  }

  private JsonNode geometry() {
    boolean isPlain = chance(1 - wildness / 3);
    double x = isPlain ? 127.1 + random.nextDouble() / 10 : random.nextDouble() * 1000 - 500;
    double y = isPlain ? 35.8 + random.nextDouble() / 10 : random.nextDouble() * 1000 - 500;
    ArrayNode at = NODES.arrayNode().add(x).add(y);
    ArrayNode line = NODES.arrayNode().add(at).add(NODES.arrayNode().add(x + 0.01).add(y)).add(at);
    ObjectNode point = NODES.objectNode().put("type", "Point");
    point.set("coordinates", at);
    return switch (random.nextInt(isPlain ? 12 : 5)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.objectNode().put("type", "LineString").set("coordinates", line);
      case 2 ->
          NODES.objectNode().put("type", "Polygon").set("coordinates", NODES.arrayNode().add(line));
      case 3 ->
          NODES.objectNode().put("type", "GeometryCollection").set("geometries", NODES.arrayNode());
      case 4 -> NODES.objectNode().put("type", "Point").set("coordinates", NODES.arrayNode());
      default -> point;
    };
  }

  private JsonNode anything(int depth) {
    return switch (random.nextInt(depth > 5 ? 6 : 8)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(true);
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(random.nextDouble() * 1e300);
      case 4, 5 -> NODES.textNode(pick(HOSTILE));
      case 6 -> NODES.arrayNode().add(anything(depth + 1)).add(anything(depth + 1));
      default -> NODES.objectNode().set(pick(PLAUSIBLE), anything(depth + 1));
    };
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(document.at(node.path("$ref").asText().substring(1))) : node;
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
