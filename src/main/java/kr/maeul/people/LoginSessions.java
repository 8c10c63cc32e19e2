package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import kr.maeul.db.Database;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.AccountColumns;
import kr.maeul.people.identity.Browser;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.identity.Secrets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * Who is signed in. In the database, so that all instances know the same; looked up at every
 * request, so that what ends a session ends it at once. Safe for use by several threads.
 */
public final class LoginSessions {
  /** How exactly it is kept when a session was last used. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private static final int MOST_OF_AN_ACCOUNT = 20;

  /** Of a hash, by which a session is distinguished from the others of its account. */
  private static final int ID_LETTERS = 20;

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;
  private final Duration idle;
  private final Duration longest;
  private final Predicate<Set<Role>> needsSecondFactor;

  /**
   * @param idle a session that is not used for so long has ended
   * @param longest no session goes on for longer
   * @param needsSecondFactor whether accounts of these roles have to have one
   */
  LoginSessions(
      Database database,
      Secrets secrets,
      Clock clock,
      Duration idle,
      Duration longest,
      Predicate<Set<Role>> needsSecondFactor) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
    this.idle = idle;
    this.longest = longest;
    this.needsSecondFactor = needsSecondFactor;
  }

  /**
   * A session.
   *
   * @param token what the browser keeps; nobody else does
   * @param ends when it ends however much it is used
   * @param mustEnrol whether the account has to set up a second factor first, and can do nothing
   *     else
   */
  public record Session(String token, Account account, Instant ends, boolean mustEnrol) {
    /** Who asks in this session. */
    public Caller caller() {
      return mustEnrol
          ? new Caller(account.id(), account.name(), Set.of(), Set.of(Scope.SESSION))
          : new Caller(account.id(), account.name(), account.roles());
    }

    /** What the page sends beside the cookie, and another site cannot know. */
    public String csrf() {
      return Secrets.derived("csrf", token);
    }

    public boolean isCsrf(String given) {
      return given != null && Secrets.same(csrf(), given);
    }
  }

  public Duration idle() {
    return idle;
  }

  /**
   * @param browser what {@link Browser} says of it, or null
   * @param isVouched whether another service says who it is
   * @param hasSecondFactor whether the account has one
   */
  Session begin(
      Handle h, Account account, String browser, boolean isVouched, boolean hasSecondFactor) {
    Instant now = clock.instant();
    removeEnded(h);
    List<String> others =
        h.createQuery(
                "SELECT \"token_hash\" FROM \"maeul_session\" WHERE \"account_id\" = :account"
                    + " ORDER BY \"seen_at\" DESC")
            .bind("account", account.id())
            .mapTo(String.class)
            .list();
    others.stream().skip(MOST_OF_AN_ACCOUNT - 1L).forEach(hash -> endByHash(h, hash));
    String token = secrets.next();
    h.createUpdate(
            "INSERT INTO \"maeul_session\""
                + " (\"token_hash\", \"account_id\", \"created_at\", \"seen_at\", \"ends_at\","
                + " \"device\", \"vouched\") VALUES (:hash, :account, :now, :now, :ends, :device,"
                + " :vouched)")
        .bind("hash", Secrets.hash(token))
        .bind("account", account.id())
        .bind("now", AccountColumns.at(now))
        .bind("ends", AccountColumns.at(now.plus(longest)))
        .bind("device", browser)
        .bind("vouched", isVouched)
        .execute();
    return session(token, account, now.plus(longest), isVouched || hasSecondFactor);
  }

  private Session session(String token, Account account, Instant ends, boolean isEnough) {
    return new Session(token, account, ends, !isEnough && needsSecondFactor.test(account.roles()));
  }

  /**
   * One of an account's sessions, as its owner sees it.
   *
   * @param browser as {@link Browser} says it, or null
   * @param isThis whether it is the one that asks
   */
  public record Listed(String id, Instant created, Instant used, String browser, boolean isThis) {}

  /** All sessions of an account that go on, the one used last first. */
  public List<Listed> of(String account, String thisToken) {
    Instant now = clock.instant();
    String mine = Secrets.hash(thisToken);
    RowViewMapper<Listed> listed =
        row -> {
          String hash = AccountColumns.text(row, "token_hash");
          return new Listed(
              hash.substring(0, ID_LETTERS),
              AccountColumns.instant(row, "created_at"),
              AccountColumns.instant(row, "seen_at"),
              AccountColumns.text(row, "device"),
              hash.equals(mine));
        };
    return database.read(
        h ->
            h.createQuery(
                    "SELECT * FROM \"maeul_session\" WHERE \"account_id\" = :account"
                        + " AND \"ends_at\" > :now AND \"seen_at\" > :idle"
                        + " ORDER BY \"seen_at\" DESC, \"token_hash\"")
                .bind("account", account)
                .bind("now", AccountColumns.at(now))
                .bind("idle", AccountColumns.at(now.minus(idle)))
                .map(listed)
                .list());
  }

  private record Found(Account account, Instant seen, Instant ends, boolean isEnough) {}

  /** The session of a token, as long as it lasts and its account is open. */
  public Optional<Session> find(String token) {
    if (!Secrets.isPlausible(token)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String hash = Secrets.hash(token);
    RowViewMapper<Found> found =
        row ->
            new Found(
                Accounts.account(row),
                AccountColumns.instant(row, "seen_at"),
                AccountColumns.instant(row, "ends_at"),
                row.getColumn("vouched", Boolean.class)
                    || AccountColumns.instant(row, "confirmed_at") != null);
    Optional<Found> session = // one question: it is asked at every request
        database
            .read(
                h ->
                    h.createQuery(
                            "SELECT a.*, s.\"seen_at\", s.\"ends_at\", s.\"vouched\","
                                + " f.\"confirmed_at\" FROM \"maeul_session\" s"
                                + " JOIN \"maeul_account\" a ON a.\"id\" = s.\"account_id\""
                                + " LEFT JOIN \"maeul_second_factor\" f"
                                + " ON f.\"account_id\" = a.\"id\""
                                + " WHERE s.\"token_hash\" = :hash")
                        .bind("hash", hash)
                        .map(found)
                        .findOne())
            .filter(s -> !s.account.isDisabled() && now.isBefore(s.ends))
            .filter(s -> now.isBefore(s.seen.plus(idle)));
    if (session.isPresent() && session.get().seen.plus(SEEN_EVERY).isBefore(now)) {
      seen(hash, now);
    }
    return session.map(s -> session(token, s.account, s.ends, s.isEnough));
  }

  private void seen(String hash, Instant now) {
    database.inTransaction(
        tx ->
            tx.handle()
                .createUpdate(
                    "UPDATE \"maeul_session\" SET \"seen_at\" = :now"
                        + " WHERE \"token_hash\" = :hash AND \"seen_at\" < :now")
                .bind("now", AccountColumns.at(now))
                .bind("hash", hash)
                .execute());
  }

  static void end(Handle h, String token) {
    endByHash(h, Secrets.hash(token));
  }

  private static void endByHash(Handle h, String hash) {
    h.createUpdate("DELETE FROM \"maeul_session\" WHERE \"token_hash\" = :hash")
        .bind("hash", hash)
        .execute();
  }

  /** Answers whether there was one. */
  static boolean endOf(Handle h, String account, String id) {
    return id.length() == ID_LETTERS
        && h.createUpdate(
                    "DELETE FROM \"maeul_session\" WHERE \"account_id\" = :account"
                        + " AND SUBSTRING(\"token_hash\", 1, :letters) = :id")
                .bind("account", account)
                .bind("letters", ID_LETTERS)
                .bind("id", id)
                .execute()
            > 0;
  }

  static void endAll(Handle h, String account) {
    h.createUpdate("DELETE FROM \"maeul_session\" WHERE \"account_id\" = :account")
        .bind("account", account)
        .execute();
  }

  static void endOthers(Handle h, String account, String keptToken) {
    h.createUpdate(
            "DELETE FROM \"maeul_session\" WHERE \"account_id\" = :account AND \"token_hash\" <> :kept")
        .bind("account", account)
        .bind("kept", Secrets.hash(keptToken))
        .execute();
  }

  void removeEnded(Handle h) {
    Instant now = clock.instant();
    h.createUpdate(
            "DELETE FROM \"maeul_session\" WHERE \"ends_at\" <= :now OR \"seen_at\" <= :idle")
        .bind("now", AccountColumns.at(now))
        .bind("idle", AccountColumns.at(now.minus(idle)))
        .execute();
  }
}
