package kr.maeul.feature.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.layer.text.NoCharacter;

/** The plain part of one property's schema, for {@link QuickCheck}. Immutable. */
final class QuickRule {
  private static final Set<String> KNOWN =
      Set.of(
          ("type format enum minimum maximum exclusiveMinimum exclusiveMaximum minLength "
                  + "maxLength pattern items minItems maxItems readOnly writeOnly contentMediaType")
              .split(" "));
  private static final Pattern PLAIN_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern PLAIN_TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\\.[0-9]{1,9})?(Z|\\+(0[0-9]|1[0-3]):[0-5][0-9]|-(0[1-9]|1[01]):[0-5][0-9])");
  private static final Pattern PLAIN_URI =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[A-Za-z0-9._~/-]*)?");
  private static final Pattern PLAIN_REFERENCE =
      Pattern.compile("/?[A-Za-z0-9_~-]+(/[A-Za-z0-9._~-]+)*");

  private final String type;
  private final String format;
  private final Set<String> values;
  private final double above;
  private final double below;
  private final double atLeast;
  private final double atMost;
  private final int minLength;
  private final int maxLength;
  private final Pattern pattern;
  private final QuickRule items;
  private final int minItems;
  private final int maxItems;

  private QuickRule(JsonNode schema, QuickRule items) {
    this.type = schema.path("type").asText("string");
    this.format = schema.path("format").asText("");
    if (schema.has("enum")) {
      values = new HashSet<>();
      schema.get("enum").forEach(v -> values.add(v.asText()));
    } else {
      values = null;
    }
    this.above = schema.path("exclusiveMinimum").asDouble(Double.NEGATIVE_INFINITY);
    this.below = schema.path("exclusiveMaximum").asDouble(Double.POSITIVE_INFINITY);
    this.atLeast = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
    this.atMost = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
    this.minLength = schema.path("minLength").asInt(0);
    this.maxLength = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    this.pattern = schema.has("pattern") ? Pattern.compile(schema.get("pattern").asText()) : null;
    this.items = items;
    this.minItems = schema.path("minItems").asInt(0);
    this.maxItems = schema.path("maxItems").asInt(Integer.MAX_VALUE);
  }

  /** The rule, or null where the schema has more to it than is known here. */
  static QuickRule of(JsonNode schema) {
    for (var e : schema.properties()) {
      if (!KNOWN.contains(e.getKey())) {
        return null;
      }
    }
    // Where the dialects of JSON Schema and Java might differ, the validator decides.
    if (schema.path("pattern").asText("").contains("\\")) {
      return null;
    }
    QuickRule items = null;
    if ("array".equals(schema.path("type").asText())) {
      items = of(schema.path("items"));
      if (items == null) {
        return null;
      }
    }
    return new QuickRule(schema, items);
  }

  /** Whether the value keeps to the schema for certain. */
  boolean holds(JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual() && text(value.textValue());
      case "integer" ->
          value.isIntegralNumber() && value.canConvertToLong() && number(value.longValue());
      case "number" ->
          (value.isInt() || value.isLong() || value.isDouble()) && number(value.doubleValue());
      case "boolean" -> value.isBoolean();
      case "array" -> list(value);
      default -> false;
    };
  }

  /** At the very bound the validator decides: it compares decimals, this doubles. */
  private boolean number(double n) {
    return Double.isFinite(n)
        && Math.abs(n) < 1e15
        && n > above
        && n < below
        && (n > atLeast || n == atLeast && n == Math.rint(n))
        && (n < atMost || n == atMost && n == Math.rint(n));
  }

  private boolean list(JsonNode value) {
    if (!value.isArray() || value.size() < minItems || value.size() > maxItems) {
      return false;
    }
    for (JsonNode v : value) {
      if (!items.holds(v)) {
        return false;
      }
    }
    return true;
  }

  private boolean text(String s) {
    if (NoCharacter.isIn(s) || values != null && !values.contains(s)) {
      return false;
    }
    if (s.length() < minLength
        || s.length() > maxLength
        || minLength > 0 && s.codePointCount(0, s.length()) < minLength) {
      return false;
    }
    if (pattern != null
        && (s.indexOf('\n') >= 0 || s.indexOf('\r') >= 0 || !pattern.matcher(s).find())) {
      return false;
    }
    return switch (format) {
      case "" -> true;
      case "date" -> isDate(s);
      case "date-time" -> isDateTime(s);
      case "uri" -> PLAIN_URI.matcher(s).matches();
      case "uri-reference" ->
          PLAIN_URI.matcher(s).matches() || PLAIN_REFERENCE.matcher(s).matches();
      default -> false;
    };
  }

  private static boolean isDate(String s) {
    try {
      return PLAIN_DATE.matcher(s).matches() && LocalDate.parse(s) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isDateTime(String s) {
    try {
      return PLAIN_TIME.matcher(s).matches() && OffsetDateTime.parse(s) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
