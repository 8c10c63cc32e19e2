package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kr.maeul.layer.Choice;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyType;

/** Turns what people write into cells into values of one property. Immutable. */
final class ValueReader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 60;
  private static final Pattern NUMBER =
      Pattern.compile(
          "([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+|(?=\\.))(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?\\s*([^0-9.,\\s].*)?");
  private static final Set<String> YES =
      Set.of("예", "네", "y", "yes", "true", "t", "1", "o", "○", "〇", "◯", "유", "있음", "참");
  private static final Set<String> NO =
      Set.of("아니오", "아니요", "n", "no", "false", "f", "0", "x", "×", "✕", "무", "없음", "거짓");
  private static final Set<String> COUNTERS =
      Set.of(
          "명", "인", "개", "개소", "대", "동", "호", "호실", "실", "층", "세대", "가구", "건", "년", "회", "곳", "점",
          "위", "%");
  private static final Map<String, Set<String>> UNITS =
      Map.of(
          "m2", Set.of("㎡", "m2", "m²", "제곱미터", "평방미터", "sqm"),
          "m", Set.of("m", "미터"),
          "km", Set.of("km", "㎞", "킬로미터"),
          "KRW", Set.of("원", "krw", "won"));

  private final Property property;
  private final Map<String, String> choices = new HashMap<>();

  ValueReader(Property property) {
    this(property, Map.of());
  }

  /**
   * @param words what files say → value of the enumeration, beside values and titles
   */
  ValueReader(Property property, Map<String, String> words) {
    this.property = property;
    words.forEach((word, value) -> choices.put(key(word), value));
    for (Choice c : property.choices()) {
      choices.putIfAbsent(key(c.title().en()), c.value());
    }
    property.choices().forEach(c -> choices.put(key(c.title().ko()), c.value()));
    property.choices().forEach(c -> choices.put(key(c.value()), c.value()));
  }

  /**
   * The value of a cell.
   *
   * @return null where it is blank
   * @throws BadValueException if it is not a value of the property
   */
  JsonNode read(String cell) throws BadValueException {
    String text = cell.strip();
    if (text.isEmpty()) {
      return null;
    }
    boolean isFreeText = property.type() == PropertyType.STRING && choices.isEmpty();
    if (!isFreeText && text.equals("-")) {
      return null;
    }
    return switch (property.type()) {
      case STRING -> JSON.textNode(isFreeText ? text : choice(text));
      case INTEGER -> integer(text);
      case NUMBER -> JSON.numberNode(number(text).doubleValue());
      case BOOLEAN -> JSON.booleanNode(yesOrNo(text));
      case DATE -> JSON.textNode(TimeText.date(text).toString());
      case DATE_TIME -> JSON.textNode(TimeText.instant(text));
      case STRING_LIST -> list(text);
    };
  }

  /**
   * A value of a GeoJSON file: where its type is not the property's, as if it stood in a cell.
   *
   * @throws BadValueException if it is not a value of the property
   */
  JsonNode conform(JsonNode value) throws BadValueException {
    if (value.isTextual()) {
      boolean asItIs =
          property.type() == PropertyType.STRING
              && (choices.isEmpty() || choices.containsValue(value.textValue()));
      return asItIs ? value : read(value.textValue());
    }
    if (value.isNumber()
        && (property.type() == PropertyType.STRING || property.type() == PropertyType.BOOLEAN)) {
      return read(value.asText());
    }
    return value;
  }

  private String choice(String text) throws BadValueException {
    String value = choices.get(key(text));
    if (value == null) {
      throw new BadValueException(
          "정해진 값이 아닙니다: " + quote(text) + ". 쓸 수 있는 값: " + allowed(true),
          quote(text) + " is not one of the allowed values: " + allowed(false));
    }
    return value;
  }

  private String allowed(boolean korean) {
    return property.choices().stream()
        .limit(20)
        .map(
            c ->
                korean && !c.title().ko().equals(c.value())
                    ? c.title().ko() + "(" + c.value() + ")"
                    : c.value())
        .collect(Collectors.joining(", "));
  }

  private ArrayNode list(String text) throws BadValueException {
    ArrayNode list = JSON.arrayNode();
    for (String part : text.split("[;|]")) {
      if (!part.isBlank()) {
        list.add(choices.isEmpty() ? part.strip() : choice(part.strip()));
      }
    }
    return list;
  }

  private JsonNode integer(String text) throws BadValueException {
    try {
      return JSON.numberNode(number(text).longValueExact());
    } catch (ArithmeticException e) {
      throw new BadValueException(
          "정수가 아니거나 너무 큽니다: " + quote(text), quote(text) + " is not a whole number, or too large");
    }
  }

  private BigDecimal number(String text) throws BadValueException {
    Matcher m = NUMBER.matcher(text);
    if (text.length() > LONGEST_NUMBER || !m.matches()) {
      throw new BadValueException("숫자가 아닙니다: " + quote(text), quote(text) + " is not a number");
    }
    String unit = m.group(5) == null ? "" : m.group(5).strip();
    if (!unit.isEmpty() && !fits(unit)) {
      String wanted = property.unit() == null ? "" : property.unit();
      throw new BadValueException(
          "단위를 알 수 없거나 다릅니다: " + quote(text) + (wanted.isEmpty() ? "" : " (필요: " + wanted + ")"),
          quote(text)
              + " has a unit that does not fit"
              + (wanted.isEmpty() ? "" : " (wanted: " + wanted + ")"));
    }
    String digits = m.group(2).isEmpty() ? "0" : m.group(2).replace(",", "");
    String fraction = m.group(3) == null ? "" : m.group(3);
    String exponent = m.group(4) == null ? "" : m.group(4);
    return new BigDecimal(m.group(1) + digits + fraction + exponent);
  }

  /**
   * A unit is never converted: 12평 in a column of square metres is a mistake, not 12 square metres.
   */
  private boolean fits(String unit) {
    String u = unit.toLowerCase(Locale.ROOT);
    if (property.unit() == null) {
      return COUNTERS.contains(u) || UNITS.values().stream().anyMatch(names -> names.contains(u));
    }
    return u.equals(property.unit().toLowerCase(Locale.ROOT))
        || UNITS.getOrDefault(property.unit(), COUNTERS).contains(u);
  }

  private boolean yesOrNo(String text) throws BadValueException {
    String t = text.toLowerCase(Locale.ROOT);
    if (YES.contains(t) || NO.contains(t)) {
      return YES.contains(t);
    }
    throw new BadValueException(
        "예/아니오(Y/N, O/X)가 아닙니다: " + quote(text),
        quote(text) + " is neither yes nor no (예/아니오, Y/N, O/X)");
  }

  private static String key(String text) {
    return ColumnMatcher.plain(text);
  }

  static String quote(String text) {
    return "\"" + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + "\"";
  }
}
