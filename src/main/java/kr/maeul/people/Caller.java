package kr.maeul.people;

import java.util.Set;
import kr.maeul.layer.Audience;

/**
 * Who asks.
 *
 * @param account id of the account, or null for anyone without one
 * @param name to show beside what the account does; empty without one
 * @param roles as far as this session or token carries them
 */
public record Caller(String account, String name, Set<Role> roles) {
  /** Somebody without an account. */
  public static final Caller ANYONE = new Caller(null, "", Set.of());

  public boolean isSignedIn() {
    return account != null;
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** As whom the caller sees the layers. */
  public Audience audience() {
    return has(Role.PLANNER)
        ? Audience.PLANNER
        : has(Role.STAFF) ? Audience.STAFF : Audience.PUBLIC;
  }
}
