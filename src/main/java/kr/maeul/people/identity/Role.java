package kr.maeul.people.identity;

import java.util.Locale;
import java.util.Optional;

/** What an account may do; an account has any number of these. */
public enum Role {
  /** Edits features and reviews contributions. */
  STAFF,
  /** Sees exact data of vacant houses, edits them, and uses the finder. */
  PLANNER,
  /** Keeps accounts, settings and logs; sees no more of the layers than anyone. */
  ADMIN;

  /** The word used in commands, settings and JSON, such as {@code staff}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofWord(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
