package kr.maeul.people.identity;

import java.util.EnumSet;
import java.util.Set;
import kr.maeul.layer.Audience;

/**
 * Who asks.
 *
 * @param account id of the account, or null for anyone without one
 * @param name to show beside what the account does; empty without one
 * @param roles as far as this session or token carries them
 * @param scopes what the session or token may be used for
 */
public record Caller(String account, String name, Set<Role> roles, Set<Scope> scopes) {
  /** Somebody without an account. */
  public static final Caller ANYONE = new Caller(null, "", Set.of(), Set.of());

  /** Somebody who signed in in person. */
  public Caller(String account, String name, Set<Role> roles) {
    this(account, name, roles, EnumSet.complementOf(EnumSet.of(Scope.OVERWRITE)));
  }

  public Caller {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }

  public boolean isSignedIn() {
    return account != null;
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /** As whom the caller sees the layers. */
  public Audience audience() {
    return has(Role.PLANNER)
        ? Audience.PLANNER
        : has(Role.STAFF) ? Audience.STAFF : Audience.PUBLIC;
  }
}
