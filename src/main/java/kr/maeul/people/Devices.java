package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kr.maeul.db.Database;
import kr.maeul.people.identity.AccountColumns;
import kr.maeul.people.identity.Secrets;
import org.jdbi.v3.core.Handle;

/**
 * Browsers in which somebody has signed in before. Anyone who comes with one is not slowed down by
 * what others guess. It is no way in: the password, and the code where there is one, are asked for
 * all the same. Safe for use by several threads.
 */
final class Devices {
  static final Duration KEPT = Duration.ofDays(400);
  private static final int MOST_OF_AN_ACCOUNT = 20;

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;

  Devices(Database database, Secrets secrets, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Whether an account has signed in by it.
   *
   * @param secret what the browser sent, or null
   * @param login as logins are kept
   */
  boolean isKnown(String secret, String login) {
    return Secrets.isPlausible(secret)
        && database.read(
            h ->
                h.createQuery(
                        "SELECT 1 FROM \"maeul_device\" d JOIN \"maeul_account\" a"
                            + " ON a.\"id\" = d.\"account_id\" WHERE d.\"secret_hash\" = :hash"
                            + " AND a.\"login\" = :login AND d.\"seen_at\" > :since")
                    .bind("hash", Secrets.hash(secret))
                    .bind("login", login)
                    .bind("since", AccountColumns.at(clock.instant().minus(KEPT)))
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
  }

  /**
   * An account has signed in by a browser.
   *
   * @param secret what the browser sent; believed only where it is of another account of the same
   *     browser, so that nobody chooses one for others
   * @return what the browser is to keep from now on, or null where it has it
   */
  String signedIn(Handle h, String account, String secret) {
    Instant now = clock.instant();
    if (Secrets.isPlausible(secret) && seen(h, account, Secrets.hash(secret), now)) {
      return null;
    }
    List<String> others =
        h.createQuery(
                "SELECT \"secret_hash\" FROM \"maeul_device\" WHERE \"account_id\" = :account"
                    + " ORDER BY \"seen_at\" DESC")
            .bind("account", account)
            .mapTo(String.class)
            .list();
    others.stream()
        .skip(MOST_OF_AN_ACCOUNT - 1L)
        .forEach(
            hash ->
                h.execute(
                    "DELETE FROM \"maeul_device\" WHERE \"secret_hash\" = ? AND \"account_id\" = ?",
                    hash,
                    account));
    boolean isOurs =
        Secrets.isPlausible(secret)
            && h.createQuery("SELECT COUNT(*) FROM \"maeul_device\" WHERE \"secret_hash\" = :hash")
                    .bind("hash", Secrets.hash(secret))
                    .mapTo(Integer.class)
                    .one()
                > 0;
    String kept = isOurs ? secret : secrets.next();
    h.createUpdate(
            "INSERT INTO \"maeul_device\" (\"secret_hash\", \"account_id\", \"created_at\","
                + " \"seen_at\") VALUES (:hash, :account, :now, :now)")
        .bind("hash", Secrets.hash(kept))
        .bind("account", account)
        .bind("now", AccountColumns.at(now))
        .execute();
    return isOurs ? null : kept;
  }

  private static boolean seen(Handle h, String account, String hash, Instant now) {
    return h.createUpdate(
                "UPDATE \"maeul_device\" SET \"seen_at\" = :now WHERE \"secret_hash\" = :hash"
                    + " AND \"account_id\" = :account")
            .bind("now", AccountColumns.at(now))
            .bind("hash", hash)
            .bind("account", account)
            .execute()
        > 0;
  }

  /** None of an account's is known any more. */
  static void forget(Handle h, String account) {
    h.execute("DELETE FROM \"maeul_device\" WHERE \"account_id\" = ?", account);
  }

  void removeOld(Handle h) {
    h.createUpdate("DELETE FROM \"maeul_device\" WHERE \"seen_at\" <= :before")
        .bind("before", AccountColumns.at(clock.instant().minus(KEPT)))
        .execute();
  }
}
