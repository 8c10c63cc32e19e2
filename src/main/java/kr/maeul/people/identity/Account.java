package kr.maeul.people.identity;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who may sign in.
 *
 * @param login what they type to sign in; lower case, unique
 * @param name shown beside what they do
 * @param created when the account was made
 * @param signedIn when they last signed in, or null
 * @param isReady whether they can: a password is set, or they signed in elsewhere before
 * @param isDisabled whether the account has been shut
 */
public record Account(
    String id,
    String login,
    String name,
    Set<Role> roles,
    Instant created,
    Instant signedIn,
    boolean isReady,
    boolean isDisabled) {

  public Account {
    roles = Set.copyOf(roles);
  }
}
