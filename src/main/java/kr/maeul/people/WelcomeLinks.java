package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.maeul.db.Database;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Rows;
import kr.maeul.people.identity.Secrets;
import kr.maeul.people.log.AccessLog;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * One-time links: whoever has one chooses the password of an account or, by the link that a start
 * without administrators prints, becomes the first administrator. The secret stands after the
 * {@code #} of the address, which no browser sends and no log holds. Safe for use by several
 * threads.
 */
public final class WelcomeLinks {
  static final Duration FIRST_ADMINISTRATOR = Duration.ofHours(24);
  static final Duration INVITATION = Duration.ofDays(3);

  private final Database database;
  private final Secrets secrets;
  private final AccessLog log;
  private final Clock clock;

  WelcomeLinks(Database database, Secrets secrets, AccessLog log, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.log = log;
    this.clock = clock;
  }

  /** The secret of a link and until when it works. */
  public record Link(String secret, Instant expires) {
    /** Where to go with it. */
    public String address(String baseUrl) {
      return baseUrl + "/desk#welcome=" + secret;
    }
  }

  /**
   * What a link is for.
   *
   * @param account whose password is chosen; null where it makes the first administrator
   */
  public record Purpose(Account account, Instant expires) {}

  /** A link for an account. The one before it ends. */
  public Link forAccount(String id, Actor by) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Account account = Accounts.byId(h, id).orElseThrow(Accounts::unknown);
          if (account.isDisabled()) {
            throw PersonRefusedException.of(
                Kind.CONFLICT,
                "사용 중지된 계정입니다. 먼저 다시 사용하게 하세요.",
                "this account is disabled; enable it first");
          }
          withdraw(h, id);
          log.write(h, by, AccessLog.Action.LINK_MADE, id, null);
          return make(h, id, INVITATION);
        });
  }

  /** A link that makes the first administrator; empty where there is one already. */
  public Optional<Link> forFirstAdministrator() {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          if (Accounts.lockAdministrators(h) > 0) {
            return Optional.empty();
          }
          removeExpired(h);
          return Optional.of(make(h, null, FIRST_ADMINISTRATOR));
        });
  }

  private Link make(Handle h, String account, Duration lasts) {
    String secret = secrets.next();
    Instant expires = clock.instant().plus(lasts);
    h.createUpdate(
            "INSERT INTO \"maeul_link\" (\"secret_hash\", \"account_id\", \"expires_at\")"
                + " VALUES (:hash, :account, :expires)")
        .bind("hash", Secrets.hash(secret))
        .bind("account", account)
        .bind("expires", Rows.at(expires))
        .execute();
    return new Link(secret, expires);
  }

  /** What a link is for, without using it. */
  Purpose look(String secret) {
    return database.read(h -> look(h, secret));
  }

  private Purpose look(Handle h, String secret) {
    if (!Secrets.isPlausible(secret)) {
      throw ended();
    }
    RowViewMapper<Purpose> purpose =
        row -> {
          String account = Rows.text(row, "account_id");
          return new Purpose(
              account == null ? null : Accounts.byId(h, account).orElseThrow(),
              Rows.instant(row, "expires_at"));
        };
    return h.createQuery("SELECT * FROM \"maeul_link\" WHERE \"secret_hash\" = :hash")
        .bind("hash", Secrets.hash(secret))
        .map(purpose)
        .findOne()
        .filter(p -> clock.instant().isBefore(p.expires()))
        .filter(p -> p.account() == null || !p.account().isDisabled())
        .orElseThrow(WelcomeLinks::ended);
  }

  /**
   * Uses a link up: of several that try at once one gets it. The links that make a first
   * administrator end together.
   */
  Purpose use(Handle h, String secret) {
    Purpose purpose = look(h, secret);
    int mine =
        h.createUpdate("DELETE FROM \"maeul_link\" WHERE \"secret_hash\" = :hash")
            .bind("hash", Secrets.hash(secret))
            .execute();
    if (mine == 0) {
      throw ended();
    }
    if (purpose.account() == null) {
      h.execute("DELETE FROM \"maeul_link\" WHERE \"account_id\" IS NULL");
    }
    return purpose;
  }

  static void withdraw(Handle h, String account) {
    h.createUpdate("DELETE FROM \"maeul_link\" WHERE \"account_id\" = :account")
        .bind("account", account)
        .execute();
  }

  void removeExpired(Handle h) {
    h.createUpdate("DELETE FROM \"maeul_link\" WHERE \"expires_at\" <= :now")
        .bind("now", Rows.now(clock))
        .execute();
  }

  static PersonRefusedException ended() {
    return PersonRefusedException.of(
        Kind.UNKNOWN,
        "이미 썼거나 기한이 지난 링크입니다. 관리자에게 새 링크를 부탁하세요.",
        "this link has been used or has expired; ask an administrator for a new one");
  }
}
