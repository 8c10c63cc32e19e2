package kr.maeul.people.identity;

import java.util.Locale;
import java.util.Optional;

/** What a token may be used for; a session may be used for all of it but {@link #OVERWRITE}. */
public enum Scope {
  /** Reads as staff do, where the account is staff. */
  READ,
  /** Creates, changes and removes features. */
  WRITE,
  /**
   * With {@link #WRITE}, changes features without saying which version it saw: for programs that
   * send no {@code If-Match}, as GIS do. The last to write wins; the history keeps the rest.
   */
  OVERWRITE,
  /** Decides on contributions. */
  REVIEW,
  /** Reads, and with {@link #WRITE} changes, what planners see, where the account is a planner. */
  PLANNER,
  /**
   * The account itself: its password, sessions and tokens, and whatever an administrator does. No
   * token has it, so that a stolen one cannot make others.
   */
  ACCOUNT,
  /**
   * Ending the session, and setting up a second factor: all that a session is for whose account has
   * to have one and has none yet. No token has it.
   */
  SESSION;

  /** The word used in JSON, such as {@code read}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> ofWord(String word) {
    for (Scope scope : values()) {
      if (scope.word().equals(word)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }
}
