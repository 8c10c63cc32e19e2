package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.maeul.store.sql.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * Who is signed in. In the database, so that all instances know the same; looked up at every
 * request, so that what ends a session ends it at once. Safe for use by several threads.
 */
public final class Sessions {
  /** How exactly it is kept when a session was last used. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private static final int MOST_OF_AN_ACCOUNT = 20;

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;
  private final Duration idle;
  private final Duration longest;

  /**
   * @param idle a session that is not used for so long has ended
   * @param longest no session goes on for longer
   */
  Sessions(Database database, Secrets secrets, Clock clock, Duration idle, Duration longest) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
    this.idle = idle;
    this.longest = longest;
  }

  /**
   * A session.
   *
   * @param token what the browser keeps; nobody else does
   * @param ends when it ends however much it is used
   */
  public record Session(String token, Account account, Instant ends) {
    /** Who asks in this session. */
    public Caller caller() {
      return new Caller(account.id(), account.name(), account.roles());
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

  Session begin(Handle h, Account account) {
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
                + " (\"token_hash\", \"account_id\", \"created_at\", \"seen_at\", \"ends_at\")"
                + " VALUES (:hash, :account, :now, :now, :ends)")
        .bind("hash", Secrets.hash(token))
        .bind("account", account.id())
        .bind("now", Rows.at(now))
        .bind("ends", Rows.at(now.plus(longest)))
        .execute();
    return new Session(token, account, now.plus(longest));
  }

  private record Found(Account account, Instant seen, Instant ends) {}

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
                Accounts.account(row), Rows.instant(row, "seen_at"), Rows.instant(row, "ends_at"));
    Optional<Found> session = // one question: it is asked at every request
        database
            .read(
                h ->
                    h.createQuery(
                            "SELECT a.*, s.\"seen_at\", s.\"ends_at\" FROM \"maeul_session\" s"
                                + " JOIN \"maeul_account\" a ON a.\"id\" = s.\"account_id\""
                                + " WHERE s.\"token_hash\" = :hash")
                        .bind("hash", hash)
                        .map(found)
                        .findOne())
            .filter(s -> !s.account.isDisabled() && now.isBefore(s.ends))
            .filter(s -> now.isBefore(s.seen.plus(idle)));
    if (session.isPresent() && session.get().seen.plus(SEEN_EVERY).isBefore(now)) {
      seen(hash, now);
    }
    return session.map(s -> new Session(token, s.account, s.ends));
  }

  private void seen(String hash, Instant now) {
    database.inTransaction(
        tx ->
            Database.handle(tx)
                .createUpdate(
                    "UPDATE \"maeul_session\" SET \"seen_at\" = :now"
                        + " WHERE \"token_hash\" = :hash AND \"seen_at\" < :now")
                .bind("now", Rows.at(now))
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
        .bind("now", Rows.at(now))
        .bind("idle", Rows.at(now.minus(idle)))
        .execute();
  }
}
