package kr.maeul.feature.cql;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that filters may call beside those of CQL2 itself. All take one text. */
public enum CqlFunction {
  /** The text in lower case. */
  LOWER(ValueType.TEXT),
  /** The text in upper case. */
  UPPER(ValueType.TEXT),
  /** How many characters (code points) the text has. */
  LENGTH(ValueType.INTEGER);

  private final ValueType result;

  CqlFunction(ValueType result) {
    this.result = result;
  }

  ValueType result() {
    return result;
  }

  /** The name in filters; upper case will do as well. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<CqlFunction> ofName(String name) {
    return Stream.of(values()).filter(f -> f.word().equalsIgnoreCase(name)).findFirst();
  }

  /** All names, for messages. */
  static String words() {
    return Stream.of(values()).map(CqlFunction::word).collect(Collectors.joining(", "));
  }
}
