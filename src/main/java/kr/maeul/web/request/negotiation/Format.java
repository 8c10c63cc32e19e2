package kr.maeul.web.request.negotiation;

import java.util.Locale;
import java.util.Optional;

/** The two forms in which everything under {@code /api} comes. */
public enum Format {
  JSON,
  HTML;

  /** The value of the parameter {@code f}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Format> ofWord(String word) {
    for (Format f : values()) {
      if (f.word().equals(word)) {
        return Optional.of(f);
      }
    }
    return Optional.empty();
  }
}
