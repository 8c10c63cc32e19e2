package kr.maeul.layer;

import java.util.Locale;
import java.util.Optional;

/**
 * What lists, popups and pages do with a property ({@code x-maeul-role}). At most one property of a
 * layer has each.
 */
public enum PropertyRole {
  TITLE,
  SUBTITLE,
  TEXT,
  IMAGE,
  SOURCE,
  AS_OF,
  ADDRESS,
  CATEGORY,
  YEAR,
  CERTAINTY,
  PHONE,
  LINK,
  NOTE;

  /** The word used in layer files, such as {@code as-of}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<PropertyRole> ofWord(String word) {
    for (PropertyRole r : values()) {
      if (r.word().equals(word)) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }
}
