package kr.maeul.layer;

import java.util.Locale;
import java.util.Optional;

/** Who is looking. A later audience sees all that an earlier one sees. */
public enum Audience {
  /** Anyone, without an account. */
  PUBLIC,
  /** People of the centre who edit and review. */
  STAFF,
  /** People who work with exact vacant-house data. */
  PLANNER;

  /** Whether this audience may see what is marked for {@code level}. */
  public boolean sees(Audience level) {
    return compareTo(level) >= 0;
  }

  /** The word used in layer files, such as {@code staff}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Audience> ofWord(String word) {
    for (Audience a : values()) {
      if (a.word().equals(word)) {
        return Optional.of(a);
      }
    }
    return Optional.empty();
  }
}
