package kr.maeul.feature.cql.parse;

import java.util.Optional;
import java.util.stream.Stream;

/** The two encodings of CQL2, and the language that came before it. */
public enum CqlLanguage {
  TEXT("cql2-text"),
  JSON("cql2-json"),
  /**
   * CQL text as clients write it that do not know CQL2, GDAL's OAPIF driver among them. It is CQL2
   * text but for this: there is ILIKE, a backslash is a character like any other, a time may be cut
   * short ({@code '2026-03-01T'}), and 0 and 1 stand for false and true.
   */
  OLD_TEXT("cql-text");

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

  public CqlTree parse(String filter) throws CqlException {
    return this == JSON ? CqlJson.parse(filter) : CqlText.parse(filter, this);
  }
}
