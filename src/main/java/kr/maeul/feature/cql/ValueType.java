package kr.maeul.feature.cql;

import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Text;

/** What a {@link Term} gives. */
public enum ValueType {
  /** {@link String}; compared by code point. */
  TEXT("글", "text"),
  /** {@link Long}. */
  INTEGER("정수", "an integer"),
  /** {@link Double}. */
  NUMBER("수", "a number"),
  /** {@link Boolean}; false comes before true. */
  TRUTH("참·거짓", "true or false"),
  /** {@link java.time.LocalDate}. */
  DAY("날짜", "a date"),
  /** {@link java.time.Instant}. */
  MOMENT("시각", "a timestamp"),
  /** A list of texts; only {@link Condition.Lists} and {@link Condition.Missing} take it. */
  LIST("목록", "a list"),
  /** A geometry; only {@link Condition.Spatial} and {@link Condition.Missing} take it. */
  GEOMETRY("도형", "a geometry");

  private final Text name;

  ValueType(String ko, String en) {
    this.name = new Text(ko, en);
  }

  /** What it is called in messages. */
  Text named() {
    return name;
  }

  boolean isNumeric() {
    return this == INTEGER || this == NUMBER;
  }

  boolean isTemporal() {
    return this == DAY || this == MOMENT;
  }

  static ValueType of(PropertyType type) {
    return switch (type) {
      case STRING -> TEXT;
      case INTEGER -> INTEGER;
      case NUMBER -> NUMBER;
      case BOOLEAN -> TRUTH;
      case DATE -> DAY;
      case DATE_TIME -> MOMENT;
      case STRING_LIST -> LIST;
    };
  }
}
