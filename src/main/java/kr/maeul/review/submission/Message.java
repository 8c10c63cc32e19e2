package kr.maeul.review.submission;

import java.time.Instant;
import java.util.Locale;

/**
 * One step of a submission's history.
 *
 * @param account who of the centre, or null
 * @param name of that account, or null
 * @param text what was said, or null
 */
public record Message(Instant at, Kind kind, String account, String name, String text) {

  /** What happened. */
  public enum Kind {
    RECEIVED,
    EDITED,
    ASKED,
    ANSWERED,
    APPROVED,
    REFUSED,
    TAKEN_DOWN,
    WITHDRAWN,
    ASSIGNED,
    /** A note of the centre's to itself. */
    COMMENT;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether the contributor may read it. */
    public boolean isForContributor() {
      return this != COMMENT && this != ASSIGNED;
    }
  }
}
