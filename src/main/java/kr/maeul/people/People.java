package kr.maeul.people;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Messenger;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Fault;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Secrets;
import kr.maeul.people.identity.Visitor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.people.log.Reading;
import kr.maeul.people.log.WatchedReads;
import kr.maeul.people.password.Argon2Hash;
import kr.maeul.people.password.PasswordHash;
import kr.maeul.people.password.Passwords;
import kr.maeul.store.FeatureStore;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts and how people sign in to them. The parts are given out by name; what takes several of
 * them is here. Safe for use by several threads.
 */
public final class People implements AutoCloseable {
  private final Logger log = LoggerFactory.getLogger(People.class);
  private final ThreadLocal<Supplier<Reading>> readings = new ThreadLocal<>();
  private final Database database;
  private final Clock clock;
  private final PasswordHash hashing;
  private final Passwords passwords = new Passwords();
  private final AccessLog accessLog;
  private final Accounts accounts;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final WelcomeLinks links;
  private final Devices devices;
  private final Guesses guesses;
  private final TwoSteps twoSteps;
  private final SigningIn signingIn;
  private final Notices notices;
  private final OwnAccount own;

  private People(Database database, Settings.People settings, Clock clock, PasswordHash hashing) {
    this.database = database;
    this.clock = clock;
    this.hashing = hashing;
    Secrets secrets = new Secrets();
    this.accessLog = new AccessLog(database, clock, settings.accessLogKept());
    this.accounts = new Accounts(database, accessLog, clock);
    this.guesses = new Guesses(database, clock);
    this.devices = new Devices(database, secrets, clock);
    this.twoSteps =
        new TwoSteps(database, accessLog, accounts, guesses, settings.secondFactor(), clock);
    this.sessions =
        new Sessions(
            database,
            secrets,
            clock,
            settings.sessionIdle(),
            settings.longestSession(),
            twoSteps::isRequiredOf);
    this.tokens = new ApiTokens(database, secrets, accessLog, clock);
    this.links = new WelcomeLinks(database, secrets, accessLog, clock);
    this.signingIn =
        new SigningIn(
            database, clock, hashing, accessLog, accounts, sessions, devices, guesses, twoSteps);
    this.notices = new Notices(database, clock);
    this.own =
        new OwnAccount(
            database, hashing, passwords, accessLog, accounts, devices, guesses, signingIn,
            twoSteps);
  }

  /** The people of a database, by its clock. */
  public static People over(Database database, Settings.People settings) {
    return over(database, settings, database.clock(), new Argon2Hash());
  }

  /** The same, with another clock and another way to hash. */
  public static People over(
      Database database, Settings.People settings, Clock clock, PasswordHash hashing) {
    return new People(database, settings, clock, hashing);
  }

  public Accounts accounts() {
    return accounts;
  }

  public Sessions sessions() {
    return sessions;
  }

  public ApiTokens tokens() {
    return tokens;
  }

  public WelcomeLinks links() {
    return links;
  }

  public AccessLog accessLog() {
    return accessLog;
  }

  /** What people do about their own accounts. */
  public OwnAccount own() {
    return own;
  }

  public TwoSteps twoSteps() {
    return twoSteps;
  }

  public Notices notices() {
    return notices;
  }

  /**
   * Says what they need that is known later than they are.
   *
   * @param vault by which secrets of second factors are sealed; before, there are none
   * @param messenger by which is told what was done to accounts
   */
  public void use(Vault vault, Messenger messenger) {
    twoSteps.use(vault, messenger);
    accounts.use(messenger);
  }

  /** The store as requests are to reach it: what only staff may see is recorded. */
  public FeatureStore watching(FeatureStore store) {
    return new WatchedReads(store, accessLog, readings);
  }

  /** Something that reads and may fail. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Does something in the name of a reader; what this thread reads meanwhile is theirs.
   *
   * @param reading asked for when something is read that has to be recorded
   */
  public void reading(Supplier<Reading> reading, Work work) throws Exception {
    Supplier<Reading> before = readings.get();
    readings.set(reading);
    try {
      work.run();
    } finally {
      if (before == null) {
        readings.remove();
      } else {
        readings.set(before);
      }
    }
  }

  /**
   * Signs in.
   *
   * @param code of the second factor, or null where none was given
   * @param replaced token of the session that this one takes the place of, or null
   * @throws PersonRefusedException where name or password are wrong, which of them is not told;
   *     where the code is; or after too many tries
   */
  public Admission signIn(
      String login, String password, String code, String replaced, Visitor from) {
    return signingIn.byPassword(login, password, code, replaced, from);
  }

  /** The same for an account without a second factor, from nowhere that is known again. */
  public Sessions.Session signIn(String login, String password, String replaced, Actor from) {
    return signIn(login, password, null, replaced, Visitor.at(from.address())).session();
  }

  /**
   * Counts a try of an address, where somebody else says whether it was a good one.
   *
   * @throws PersonRefusedException after too many
   */
  public void countTry(Actor from) {
    guesses.ofAddress(from.address());
  }

  /**
   * Signs in somebody whom another service vouches for. Its second factor counts, not ours.
   *
   * @param replaced as {@link #signIn}
   */
  public Admission signInVouched(Account account, String replaced, Visitor from) {
    return signingIn.vouched(account, replaced, from);
  }

  /**
   * Signs in somebody who has chosen their password by a one-time link just now; where there is a
   * second factor, that is asked for as ever.
   */
  public Admission signInWelcomed(Account account, String replaced, Visitor from) {
    return signingIn.welcomed(account, replaced, from);
  }

  /** Ends a session. */
  public void signOut(Sessions.Session session, String address) {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Sessions.end(h, session.token());
          Actor by = new Actor(session.account().id(), address);
          accessLog.write(h, by, AccessLog.Action.SIGNED_OUT, null, null);
          return null;
        });
  }

  /** Ends all sessions of an account. */
  public void signOutEverywhere(String account, Actor by) {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Sessions.endAll(h, account);
          accessLog.write(h, by, AccessLog.Action.SIGNED_OUT_EVERYWHERE, account, null);
          return null;
        });
  }

  /**
   * What a one-time link is for.
   *
   * @throws PersonRefusedException where it is none any more, or after too many tries
   */
  public WelcomeLinks.Purpose lookAtLink(String secret, Actor from) {
    guesses.ofAddress(from.address());
    WelcomeLinks.Purpose purpose = links.look(secret);
    guesses.wasRightFrom(from.address());
    return purpose;
  }

  /**
   * Uses a one-time link: sets the password, which ends all sessions of the account.
   *
   * @param login of the first administrator; not asked for where the link has its account
   * @param name as {@code login}
   * @throws PersonRefusedException as {@link #lookAtLink}, or where something cannot be taken; the
   *     link then works still
   */
  public Account welcome(String secret, String login, String name, String password, Actor from) {
    WelcomeLinks.Purpose purpose = lookAtLink(secret, from);
    Account invited = purpose.account();
    String typed = Passwords.normal(password);
    List<Fault> faults = invited == null ? Accounts.faults(login, name) : new ArrayList<>();
    passwords
        .fault(
            typed,
            invited == null ? login : invited.login(),
            invited == null ? name : invited.name())
        .ifPresent(reason -> faults.add(new Fault("/password", reason)));
    if (!faults.isEmpty()) {
      throw PersonRefusedException.invalid(faults);
    }
    String hash = hashing.of(typed);
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          if (invited == null && Accounts.lockAdministrators(h) > 0) {
            throw WelcomeLinks.ended();
          }
          WelcomeLinks.Purpose used = links.use(h, secret);
          Account account =
              used.account() == null
                  ? accounts.add(h, login, name, Set.of(Role.ADMIN, Role.STAFF))
                  : used.account();
          OwnAccount.newPassword(h, account.id(), hash);
          Sessions.endAll(h, account.id());
          Actor by = new Actor(account.id(), from.address());
          accessLog.write(h, by, AccessLog.Action.PASSWORD_CHOSEN, account.id(), null);
          return Accounts.byId(h, account.id()).orElseThrow();
        });
  }

  /** Sets a password from the command line. */
  public void setPassword(Account account, String password, Actor by) {
    String hash = own.hashOf(password, account.login(), account.name(), "/password");
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          OwnAccount.newPassword(h, account.id(), hash);
          Sessions.endAll(h, account.id());
          WelcomeLinks.withdraw(h, account.id());
          accessLog.write(h, by, AccessLog.Action.PASSWORD_CHOSEN, account.id(), null);
          return null;
        });
  }

  /** Writes to the database what the access log has counted in memory. */
  public void flush() {
    accessLog.flush();
  }

  /** Takes away what has ended: sessions, links, and lines of the log past their time. */
  public void sweep() {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          sessions.removeEnded(h);
          devices.removeOld(h);
          links.removeExpired(h);
          accessLog.removeOld(h);
          return null;
        });
    guesses.tidy();
  }

  /** Writes what is left of the access log. */
  @Override
  public void close() {
    try {
      flush();
    } catch (RuntimeException e) {
      log.warn("the rest of the access log could not be written", e);
    }
  }
}
