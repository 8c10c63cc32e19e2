package kr.maeul.exchange.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kr.maeul.exchange.korea.LostZeros;
import kr.maeul.exchange.korea.UnitReader;
import kr.maeul.exchange.row.InvalidValueException;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.layer.text.Text;

/** Turns what people write into cells into values of one property. Immutable. */
public final class ValueReader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 60;
  private static final Pattern NUMBER =
      Pattern.compile(
          "([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+|(?=\\.))(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?\\s*([^0-9.,\\s].*)?");
  private static final Set<String> YES =
      Set.of("예", "네", "y", "yes", "true", "t", "1", "o", "○", "〇", "◯", "유", "있음", "참");
  private static final Set<String> NO =
      Set.of("아니오", "아니요", "n", "no", "false", "f", "0", "x", "×", "✕", "무", "없음", "거짓");
  private static final Pattern SQUARE_METRES = Pattern.compile("m2|m²|㎡");
  private static final int FIRST_YEAR = 1000;
  private static final int LAST_YEAR = 2999;

  private final Property property;
  private final Map<String, String> choices = new HashMap<>();
  private final boolean isYear;
  private final boolean isParcel;
  private final boolean isLastDay;

  ValueReader(Property property) {
    this(property, Map.of(), MissingNode.getInstance(), false, false);
  }

  /**
   * @param words what files say → value of the enumeration, beside values and titles
   * @param schema of the property, as its layer file has it
   * @param isParcel whether it is a parcel number, which is read and mended elsewhere
   * @param isLastDay whether it is the last day on which something holds, so that of a period its
   *     end is meant
   */
  ValueReader(
      Property property,
      Map<String, String> words,
      JsonNode schema,
      boolean isParcel,
      boolean isLastDay) {
    this.isLastDay = isLastDay;
    this.property = property;
    this.isYear =
        property.type() == PropertyType.INTEGER
            && (property.has(PropertyRole.YEAR)
                || schema.path("minimum").asInt() >= FIRST_YEAR
                    && schema.path("maximum").asInt(LAST_YEAR + 1) <= LAST_YEAR);
    this.isParcel = isParcel;
    words.forEach((word, value) -> choices.put(key(word), value));
    for (Choice c : property.choices()) {
      choices.putIfAbsent(key(c.title().en()), c.value());
    }
    property.choices().forEach(c -> choices.put(key(c.title().ko()), c.value()));
    property.choices().forEach(c -> choices.put(key(c.value()), c.value()));
  }

  /** {@link #read(String, String, Consumer)} under no header, where nobody listens. */
  JsonNode read(String cell) throws InvalidValueException {
    return read(cell, "", remark -> {});
  }

  /**
   * The value of a cell.
   *
   * @param header of its column, which may name a unit
   * @param remark called with what was changed on the way
   * @return null where it is blank
   * @throws InvalidValueException if it is not a value of the property
   */
  JsonNode read(String cell, String header, Consumer<Text> remark) throws InvalidValueException {
    String text = cell.strip();
    if (text.isEmpty()) {
      return null;
    }
    boolean isFreeText = property.type() == PropertyType.STRING && choices.isEmpty();
    if (!isFreeText && text.equals("-")) {
      return null;
    }
    return switch (property.type()) {
      case STRING -> JSON.textNode(isFreeText ? text(text, header, remark) : choice(text));
      case INTEGER -> integer(text, header, remark);
      case NUMBER -> JSON.numberNode(number(text, header, remark).doubleValue());
      case BOOLEAN -> JSON.booleanNode(yesOrNo(text));
      case DATE ->
          JSON.textNode(
              (isLastDay
                      ? KoreanTimeReader.lastDay(text, remark)
                      : KoreanTimeReader.date(text, remark))
                  .toString());
      case DATE_TIME -> JSON.textNode(KoreanTimeReader.instant(text, remark));
      case STRING_LIST -> list(text);
    };
  }

  /** Numbers that are names keep their zeros, and are nothing where digits are lost. */
  private String text(String text, String header, Consumer<Text> remark)
      throws InvalidValueException {
    if (!isParcel && LostZeros.isRounded(text)) {
      throw new InvalidValueException(
          "엑셀이 긴 번호를 수로 바꾸어 뒷자리를 잃었습니다: " + quote(text) + ". 열을 텍스트로 바꾸어 원본에서 다시 받으세요.",
          quote(text)
              + ": a spreadsheet made a number of it and lost its last digits; take it from the original as text");
    }
    String plain =
        text.startsWith("'") && text.matches("'[0-9][0-9 -]*") ? text.substring(1) : text;
    LostZeros.Kind kind = kind(header);
    String whole = kind == null ? plain : LostZeros.restored(kind, plain);
    if (!whole.equals(plain)) {
      remark.accept(
          new Text(
              "엑셀이 지운 앞자리 0을 되살렸습니다 (" + plain + " → " + whole + ").",
              "a zero that a spreadsheet took off was put back (" + plain + " → " + whole + ")"));
    }
    return whole;
  }

  private LostZeros.Kind kind(String header) {
    String name = key(header);
    boolean isPhone =
        property.has(PropertyRole.PHONE) || name.matches(".*(전화|연락처|휴대폰|팩스|tel|phone|fax).*");
    if (isPhone) {
      return LostZeros.Kind.PHONE;
    }
    boolean isPostcode =
        name.matches(".*(우편번호|postcode|zipcode|zip)") || property.name().equals("postcode");
    return isPostcode ? LostZeros.Kind.POSTCODE : null;
  }

  /**
   * A value of a GeoJSON file: where its type is not the property's, as if it stood in a cell.
   *
   * @throws InvalidValueException if it is not a value of the property
   */
  JsonNode conform(JsonNode value, String header, Consumer<Text> remark)
      throws InvalidValueException {
    if (value.isTextual()) {
      boolean asItIs =
          property.type() == PropertyType.STRING
              && (choices.isEmpty() || choices.containsValue(value.textValue()));
      return asItIs ? value : read(value.textValue(), header, remark);
    }
    boolean isName =
        property.type() == PropertyType.STRING || property.type() == PropertyType.BOOLEAN;
    boolean hasOtherUnit =
        property.unit() != null
            && (UnitReader.isPyeongHeader(header)
                || UnitReader.isOtherHeader(header, property.unit()));
    return value.isNumber() && (isName || hasOtherUnit)
        ? read(value.asText(), header, remark)
        : value;
  }

  private String choice(String text) throws InvalidValueException {
    String value = choices.get(key(text));
    if (value == null) {
      throw new InvalidValueException(
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

  private ArrayNode list(String text) throws InvalidValueException {
    ArrayNode list = JSON.arrayNode();
    for (String part : text.split("[;|]")) {
      if (!part.isBlank()) {
        list.add(choices.isEmpty() ? part.strip() : choice(part.strip()));
      }
    }
    return list;
  }

  private JsonNode integer(String text, String header, Consumer<Text> remark)
      throws InvalidValueException {
    if (isYear && !text.matches("[0-9]{4}")) {
      Integer year = KoreanTimeReader.year(text);
      if (year != null) {
        if (!text.matches("[0-9]{4}\\s*(년|\\.)")) {
          remark.accept(
              new Text(
                  "연도만 넣었습니다 (" + text + " → " + year + ").",
                  "only the year was taken (" + text + " → " + year + ")"));
        }
        return JSON.numberNode(year.longValue());
      }
    }
    try {
      return JSON.numberNode(number(text, header, remark).longValueExact());
    } catch (ArithmeticException e) {
      throw new InvalidValueException(
          "정수가 아니거나 너무 큽니다: " + quote(text), quote(text) + " is not a whole number, or too large");
    }
  }

  private BigDecimal number(String text, String header, Consumer<Text> remark)
      throws InvalidValueException {
    String plain = UnitReader.withoutAside(text.startsWith("'") ? text.substring(1) : text);
    Matcher m = NUMBER.matcher(plain);
    if (plain.length() > LONGEST_NUMBER || !m.matches()) {
      throw new InvalidValueException("숫자가 아닙니다: " + quote(text), quote(text) + " is not a number");
    }
    String unit = m.group(5) == null ? "" : m.group(5).strip();
    String digits = m.group(2).isEmpty() ? "0" : m.group(2).replace(",", "");
    String fraction = m.group(3) == null ? "" : m.group(3);
    String exponent = m.group(4) == null ? "" : m.group(4);
    BigDecimal number = new BigDecimal(m.group(1) + digits + fraction + exponent);
    boolean isArea = property.unit() != null && SQUARE_METRES.matcher(property.unit()).matches();
    if (isArea
        && (UnitReader.isPyeong(unit) || unit.isEmpty() && UnitReader.isPyeongHeader(header))) {
      BigDecimal metres = UnitReader.squareMetres(number);
      remark.accept(
          new Text(
              "평을 ㎡로 바꾸었습니다, ×3.3058 ("
                  + number.toPlainString()
                  + "평 → "
                  + metres.toPlainString()
                  + ").",
              "평 made square metres, ×3.3058 ("
                  + number.toPlainString()
                  + " → "
                  + metres.toPlainString()
                  + ")"));
      return metres;
    }
    String wanted = property.unit();
    boolean isOther = unit.isEmpty() && wanted != null && UnitReader.isOtherHeader(header, wanted);
    if (isOther || !unit.isEmpty() && !UnitReader.isUnit(unit, wanted)) {
      String given = isOther ? " [" + UnitReader.ofHeader(header) + "]" : "";
      throw new InvalidValueException(
          "단위를 알 수 없거나 다릅니다: "
              + quote(text)
              + given
              + (wanted == null ? "" : " (필요: " + wanted + ")"),
          quote(text)
              + given
              + " has a unit that does not fit"
              + (wanted == null ? "" : " (wanted: " + wanted + ")"));
    }
    return number;
  }

  private boolean yesOrNo(String text) throws InvalidValueException {
    String t = text.toLowerCase(Locale.ROOT);
    if (YES.contains(t) || NO.contains(t)) {
      return YES.contains(t);
    }
    throw new InvalidValueException(
        "예/아니오(Y/N, O/X)가 아닙니다: " + quote(text),
        quote(text) + " is neither yes nor no (예/아니오, Y/N, O/X)");
  }

  private static String key(String text) {
    return ComparedText.of(text);
  }

  public static String quote(String text) {
    return "\"" + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + "\"";
  }
}
