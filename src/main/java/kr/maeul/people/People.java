package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kr.maeul.config.AddressRange;
import kr.maeul.config.Settings;
import kr.maeul.layer.Text;
import kr.maeul.people.PersonRefusedException.Fault;
import kr.maeul.people.PersonRefusedException.Kind;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.sql.Database;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts and how people sign in to them. The parts are given out by name; what takes several of
 * them is here. Safe for use by several threads.
 */
public final class People implements AutoCloseable {
  private static final int FREE_TRIES = 5;
  private static final int FREE_TRIES_OF_AN_ADDRESS = 20;

  /** Short, or whoever knows a login could keep its owner out. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final Duration LONGEST_WAIT_OF_AN_ADDRESS = Duration.ofMinutes(15);
  private static final long FLUSH_SECONDS = 20;

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
  private final Links links;
  private final Throttle ofAccount;
  private final Throttle ofAddress;
  private String nobodysHash;
  private ScheduledExecutorService keeper;

  private People(Database database, Settings.People settings, Clock clock, PasswordHash hashing) {
    this.database = database;
    this.clock = clock;
    this.hashing = hashing;
    Secrets secrets = new Secrets();
    this.accessLog = new AccessLog(database, clock, settings.accessLogKept());
    this.accounts = new Accounts(database, accessLog, clock);
    this.sessions =
        new Sessions(database, secrets, clock, settings.sessionIdle(), settings.longestSession());
    this.tokens = new ApiTokens(database, secrets, accessLog, clock);
    this.links = new Links(database, secrets, accessLog, clock);
    this.ofAccount = new Throttle(clock, FREE_TRIES, Duration.ofSeconds(1), LONGEST_WAIT);
    this.ofAddress =
        new Throttle(
            clock, FREE_TRIES_OF_AN_ADDRESS, Duration.ofSeconds(1), LONGEST_WAIT_OF_AN_ADDRESS);
  }

  /** The people of a database. */
  public static People over(Database database, Settings.People settings) {
    return over(database, settings, Clock.systemUTC(), new Argon2Hash());
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

  public Links links() {
    return links;
  }

  public AccessLog accessLog() {
    return accessLog;
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
   * @param replaced token of the session that this one takes the place of, or null
   * @throws PersonRefusedException where name or password are wrong, which of them is not told; or
   *     after too many tries
   */
  public Sessions.Session signIn(String login, String password, String replaced, Actor from) {
    String key = Accounts.normalLogin(login);
    allow(ofAddress, AddressRange.network(from.address()));
    allow(ofAccount, key);
    Optional<Accounts.WithPassword> found = accounts.withPassword(login);
    String hash = found.map(Accounts.WithPassword::hash).orElse(null);
    String typed = Passwords.normal(password);
    // Whatever is wrong, a hash is computed: how long it takes must not tell who has an account.
    boolean isRight = hashing.matches(typed, hash == null ? nobodysHash() : hash);
    Account account = found.map(Accounts.WithPassword::account).orElse(null);
    if (hash == null || !isRight || account.isDisabled()) {
      Actor who = new Actor(account == null ? null : account.id(), from.address());
      accessLog.read(who, AccessLog.Action.SIGN_IN_FAILED, null, null, null);
      throw PersonRefusedException.of(
          Kind.WRONG_CREDENTIALS, "아이디나 비밀번호가 맞지 않습니다.", "the login or the password is wrong");
    }
    ofAccount.forget(key);
    ofAddress.takeBack(AddressRange.network(from.address()));
    String better = hashing.isOutdated(hash) ? hashing.of(typed) : null;
    return begin(account, replaced, from, better);
  }

  /**
   * Counts a try of an address, where somebody else says whether it was a good one.
   *
   * @throws PersonRefusedException after too many
   */
  public void countTry(Actor from) {
    allow(ofAddress, AddressRange.network(from.address()));
  }

  /**
   * Signs in somebody whom another service vouches for.
   *
   * @param replaced as {@link #signIn}
   */
  public Sessions.Session signInVouched(Account account, String replaced, Actor from) {
    if (account.isDisabled()) {
      throw PersonRefusedException.of(
          Kind.WRONG_CREDENTIALS, "쓸 수 없는 계정입니다.", "this account cannot be used");
    }
    return begin(account, replaced, from, null);
  }

  private Sessions.Session begin(Account account, String replaced, Actor from, String hash) {
    return database.inTransaction(
        tx -> {
          Handle h = Database.handle(tx);
          if (replaced != null) {
            Sessions.end(h, replaced);
          }
          if (hash != null) {
            Accounts.setPassword(h, account.id(), hash);
          }
          Accounts.signedIn(h, account.id(), clock);
          Actor by = new Actor(account.id(), from.address());
          accessLog.write(h, by, AccessLog.Action.SIGNED_IN, null, null);
          return sessions.begin(h, account);
        });
  }

  private synchronized String nobodysHash() {
    if (nobodysHash == null) {
      nobodysHash = hashing.of(new Secrets().next());
    }
    return nobodysHash;
  }

  private static void allow(Throttle throttle, String key) {
    Duration wait = throttle.tryNow(key);
    if (!wait.isZero()) {
      throw PersonRefusedException.tooMany(wait);
    }
  }

  /** Ends a session. */
  public void signOut(Sessions.Session session, String address) {
    database.inTransaction(
        tx -> {
          Handle h = Database.handle(tx);
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
          Handle h = Database.handle(tx);
          Sessions.endAll(h, account);
          accessLog.write(h, by, AccessLog.Action.SIGNED_OUT_EVERYWHERE, account, null);
          return null;
        });
  }

  /** Changes one's own password; all other sessions end. */
  public void changePassword(
      Sessions.Session session, String current, String wanted, String address) {
    Account account = session.account();
    allow(ofAccount, account.login());
    String hash =
        accounts.withPassword(account.login()).map(Accounts.WithPassword::hash).orElse(null);
    boolean isRight =
        hashing.matches(Passwords.normal(current), hash == null ? nobodysHash() : hash);
    if (hash == null || !isRight) {
      throw PersonRefusedException.invalid(
          List.of(
              new Fault(
                  "/current", new Text("지금 비밀번호가 맞지 않습니다.", "this is not the present password"))));
    }
    ofAccount.forget(account.login());
    String better = hashOf(wanted, account.login(), account.name(), "/new");
    database.inTransaction(
        tx -> {
          Handle h = Database.handle(tx);
          Accounts.setPassword(h, account.id(), better);
          Sessions.endOthers(h, account.id(), session.token());
          Links.withdraw(h, account.id());
          Actor by = new Actor(account.id(), address);
          accessLog.write(h, by, AccessLog.Action.PASSWORD_CHANGED, account.id(), null);
          return null;
        });
  }

  /**
   * What a one-time link is for.
   *
   * @throws PersonRefusedException where it is none any more, or after too many tries
   */
  public Links.Purpose lookAtLink(String secret, Actor from) {
    allow(ofAddress, AddressRange.network(from.address()));
    Links.Purpose purpose = links.look(secret);
    ofAddress.takeBack(AddressRange.network(from.address()));
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
    Links.Purpose purpose = lookAtLink(secret, from);
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
          Handle h = Database.handle(tx);
          if (invited == null && Accounts.lockAdministrators(h) > 0) {
            throw Links.ended();
          }
          Links.Purpose used = links.use(h, secret);
          Account account =
              used.account() == null
                  ? accounts.add(h, login, name, Set.of(Role.ADMIN, Role.STAFF))
                  : used.account();
          Accounts.setPassword(h, account.id(), hash);
          Sessions.endAll(h, account.id());
          Actor by = new Actor(account.id(), from.address());
          accessLog.write(h, by, AccessLog.Action.PASSWORD_CHOSEN, account.id(), null);
          return Accounts.byId(h, account.id()).orElseThrow();
        });
  }

  /** Sets a password from the command line. */
  public void setPassword(Account account, String password, Actor by) {
    String hash = hashOf(password, account.login(), account.name(), "/password");
    database.inTransaction(
        tx -> {
          Handle h = Database.handle(tx);
          Accounts.setPassword(h, account.id(), hash);
          Sessions.endAll(h, account.id());
          Links.withdraw(h, account.id());
          accessLog.write(h, by, AccessLog.Action.PASSWORD_CHOSEN, account.id(), null);
          return null;
        });
  }

  private String hashOf(String password, String login, String name, String pointer) {
    String normal = Passwords.normal(password);
    passwords
        .fault(normal, login, name)
        .ifPresent(
            reason -> {
              throw PersonRefusedException.invalid(List.of(new Fault(pointer, reason)));
            });
    return hashing.of(normal);
  }

  /** Begins to look after what is kept: brings numbers home, takes away what has ended. */
  public synchronized void begin() {
    if (keeper != null) {
      return;
    }
    keeper =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "people");
              thread.setDaemon(true);
              return thread;
            });
    keeper.scheduleWithFixedDelay(
        () -> trying(accessLog::flush), FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    keeper.scheduleWithFixedDelay(() -> trying(this::sweep), 0, 1, TimeUnit.DAYS);
  }

  private void trying(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn("accounts and access log could not be looked after; trying again", e);
    }
  }

  /** Takes away what has ended: sessions, links, and lines of the log past their time. */
  public void sweep() {
    database.inTransaction(
        tx -> {
          Handle h = Database.handle(tx);
          sessions.removeEnded(h);
          links.removeExpired(h);
          accessLog.removeOld(h);
          return null;
        });
  }

  @Override
  public synchronized void close() {
    if (keeper != null) {
      keeper.shutdownNow();
    }
    trying(accessLog::flush);
  }
}
