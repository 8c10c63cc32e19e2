package kr.maeul.web.ogc.query;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Particle;
import kr.maeul.web.contract.InvalidParameterException;

/** Reads values of properties from text, as the property's type has them. */
public final class PropertyValues {
  private static final int MAX_VALUES = 1000;

  private PropertyValues() {}

  /** Values separated by commas. */
  static List<String> split(String text) throws InvalidParameterException {
    List<String> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (part.isEmpty()) {
        throw new InvalidParameterException("값이 비어 있습니다.", "a value is empty");
      }
      values.add(part);
    }
    if (values.size() > MAX_VALUES) {
      throw new InvalidParameterException(
          "값은 " + MAX_VALUES + "개까지입니다.", "at most " + MAX_VALUES + " values");
    }
    return values;
  }

  /** One value; for a list, one of its members. */
  static Object parse(Property property, String text) throws InvalidParameterException {
    if (!property.choices().isEmpty() && property.choice(text).isEmpty()) {
      String allowed =
          property.choices().stream().map(Choice::value).collect(Collectors.joining(", "));
      String given = InvalidParameterException.quote(text);
      throw new InvalidParameterException(
          Particle.TOPIC.after(given) + " 정해진 값이 아닙니다. 쓸 수 있는 값: " + allowed,
          given + " is not one of: " + allowed);
    }
    try {
      return switch (property.type()) {
        case STRING, STRING_LIST -> text;
        case INTEGER -> Long.valueOf(text);
        case NUMBER -> finite(text);
        case BOOLEAN -> yesOrNo(text);
        case DATE -> LocalDate.parse(checkedYear(text));
        case DATE_TIME ->
            OffsetDateTime.parse(checkedYear(text)).withOffsetSameInstant(ZoneOffset.UTC);
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      String given = InvalidParameterException.quote(text);
      throw switch (property.type()) {
        case INTEGER ->
            new InvalidParameterException(
                Particle.TOPIC.after(given) + " 정수가 아닙니다.", given + " is not a whole number");
        case NUMBER ->
            new InvalidParameterException(
                Particle.TOPIC.after(given) + " 수가 아닙니다.", given + " is not a number");
        case DATE ->
            new InvalidParameterException(
                Particle.TOPIC.after(given) + " 날짜가 아닙니다 (예: 2019-12-13).",
                given + " is not a date (2019-12-13)");
        default ->
            new InvalidParameterException(
                Particle.TOPIC.after(given) + " 시각이 아닙니다 (예: 2019-12-13T09:00:00Z).",
                given + " is not a time (2019-12-13T09:00:00Z)");
      };
    }
  }

  /** What {@link #parse} reads back. */
  public static String format(Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant().toString()
        : String.valueOf(value);
  }

  private static Double finite(String text) {
    double number = text.matches("[-+.\\deE]{1,40}") ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private static Boolean yesOrNo(String text) throws InvalidParameterException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        String given = InvalidParameterException.quote(text);
        throw new InvalidParameterException(
            Particle.TOPIC.after(given) + " true도 false도 아닙니다.",
            given + " is neither true nor false");
      }
    };
  }

  /** Databases and calendars part ways outside of years of four digits. */
  private static String checkedYear(String text) {
    if (!text.matches("\\d{4}-.*")) {
      throw new DateTimeParseException("year", text, 0);
    }
    return text;
  }
}
