package kr.maeul.feature.cql;

import java.util.Optional;
import java.util.stream.Stream;

/** The two encodings of CQL2. */
public enum CqlLanguage {
  TEXT("cql2-text"),
  JSON("cql2-json");

  private final String word;

  CqlLanguage(String word) {
    this.word = word;
  }

  /** The value of {@code filter-lang}. */
  public String word() {
    return word;
  }

  public static Optional<CqlLanguage> ofWord(String word) {
    return Stream.of(values()).filter(l -> l.word.equals(word)).findFirst();
  }

  CqlTree parse(String filter) throws CqlException {
    return this == TEXT ? CqlText.parse(filter) : CqlJson.parse(filter);
  }
}
