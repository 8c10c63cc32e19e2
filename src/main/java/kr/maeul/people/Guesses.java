package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import kr.maeul.config.AddressRange;
import kr.maeul.db.Database;
import kr.maeul.limit.Limit;
import kr.maeul.limit.SharedLimits;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.Secrets;
import kr.maeul.people.identity.Visitor;

/**
 * Slows down anyone who guesses, and nobody else. A stranger is slowed down by address and by
 * address and login together, and where very many come from everywhere, by login; a browser in
 * which the account has signed in before is counted by itself alone, so that strangers cannot keep
 * its owner out. Safe for use by several threads.
 */
final class Guesses {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** A whole office may stand behind an address. */
  private static final Limit ADDRESS = new Limit.Slower("sign in from", 20, SECOND, QUARTER);

  private static final Limit PAIR = new Limit.Slower("sign in from as", 5, SECOND, MINUTE);

  /**
   * Guesses from everywhere together. Short waits: anyone who has a new device has to get through.
   */
  private static final Limit LOGIN =
      new Limit.Slower("sign in as", 100, SECOND, Duration.ofSeconds(30));

  private static final Limit DEVICE = new Limit.Slower("sign in by", 5, SECOND, QUARTER);

  /** Anyone who is here knows the password or has a session. */
  private static final Limit PASSWORD = new Limit.Slower("password of", 5, SECOND, MINUTE);

  /** There are a million codes, and anyone who tries them knows the password. */
  private static final Limit CODE = new Limit.Slower("code of", 5, SECOND, Duration.ofHours(1));

  private final SharedLimits limits;

  Guesses(Database database, Clock clock) {
    this.limits = new SharedLimits(database, clock);
  }

  /**
   * One try to sign in.
   *
   * @param login as logins are kept
   * @param isKnown whether the browser is known for that login
   * @throws PersonRefusedException after too many
   */
  void signIn(String login, Visitor from, boolean isKnown) {
    if (isKnown) {
      count(DEVICE, device(login, from));
      return;
    }
    String network = AddressRange.network(from.address());
    count(ADDRESS, network);
    count(PAIR, network + " " + login);
    count(LOGIN, login);
  }

  /** The password was right. */
  void signedIn(String login, Visitor from, boolean isKnown) {
    if (isKnown) {
      limits.forget(DEVICE, device(login, from));
      return;
    }
    String network = AddressRange.network(from.address());
    limits.forget(PAIR, network + " " + login);
    limits.takeBack(ADDRESS, network);
    limits.takeBack(LOGIN, login);
  }

  private static String device(String login, Visitor from) {
    return Secrets.hash(from.device()) + " " + login;
  }

  /** One try by an address at something else. */
  void ofAddress(String address) {
    count(ADDRESS, AddressRange.network(address));
  }

  void wasRightFrom(String address) {
    limits.takeBack(ADDRESS, AddressRange.network(address));
  }

  /** One try of somebody who is signed in at their own password. */
  void password(String account) {
    count(PASSWORD, account);
  }

  void wasRightPassword(String account) {
    limits.forget(PASSWORD, account);
  }

  /**
   * One try at a code of the second factor.
   *
   * @param by the browser where it is known, so that others cannot slow its owner down; else null
   */
  void code(String account, String by) {
    count(CODE, whose(account, by));
  }

  void wasRightCode(String account, String by) {
    limits.forget(CODE, whose(account, by));
  }

  private static String whose(String account, String by) {
    return by == null ? account : account + " " + Secrets.hash(by);
  }

  void tidy() {
    limits.tidy();
  }

  private void count(Limit limit, String who) {
    Duration wait = limits.count(limit, who);
    if (!wait.isZero()) {
      throw PersonRefusedException.tooMany(wait);
    }
  }
}
