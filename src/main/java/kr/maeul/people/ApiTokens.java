package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kr.maeul.db.Database;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.AccountColumns;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Fault;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.identity.Secrets;
import kr.maeul.people.log.AccessLog;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.jdbi.v3.core.result.RowView;

/**
 * Tokens with which programs act for an account. A token never does more than its account may at
 * the time, nor administer anything. Safe for use by several threads.
 */
public final class ApiTokens {
  public static final int MOST_DAYS = 366;
  private static final int MOST_OF_AN_ACCOUNT = 50;
  private static final int LONGEST_NAME = 80;
  private static final String PREFIX = "maeul_";
  private static final Duration USED_EVERY = Duration.ofMinutes(1);
  private static final RowViewMapper<ApiToken> TOKEN = ApiTokens::token;

  private final Database database;
  private final Secrets secrets;
  private final AccessLog log;
  private final Clock clock;

  ApiTokens(Database database, Secrets secrets, AccessLog log, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.log = log;
    this.clock = clock;
  }

  /**
   * A token, without its secret.
   *
   * @param used when last, to the minute, or null
   */
  public record ApiToken(
      String id,
      String account,
      String name,
      Set<Scope> scopes,
      Instant created,
      Instant expires,
      Instant used) {}

  /**
   * @param secret what the program sends; shown this once
   */
  public record Made(ApiToken token, String secret) {}

  /** The tokens of an account, or of all where that is null. */
  public List<ApiToken> of(String account) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT * FROM \"maeul_api_token\""
                        + " WHERE :account IS NULL OR \"account_id\" = :account"
                        + " ORDER BY \"created_at\", \"id\"")
                .bind("account", account)
                .map(TOKEN)
                .list());
  }

  /**
   * Makes a token.
   *
   * @param days for how long, 1 to {@link #MOST_DAYS}
   * @throws PersonRefusedException where the account may not do what is asked for
   */
  public Made make(Account account, String name, Set<Scope> scopes, int days, Actor by) {
    List<Fault> faults = faults(account, name, scopes, days);
    if (!faults.isEmpty()) {
      throw PersonRefusedException.invalid(faults);
    }
    String secret = PREFIX + secrets.next();
    Instant now = clock.instant();
    ApiToken token =
        new ApiToken(
            UUID.randomUUID().toString(),
            account.id(),
            name.strip(),
            EnumSet.copyOf(scopes),
            now,
            now.plus(Duration.ofDays(days)),
            null);
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          requireRoom(h, account.id());
          insert(h, token, Secrets.hash(secret));
          String detail = "scopes=" + AccountColumns.scopes(scopes) + " days=" + days;
          log.write(h, by, AccessLog.Action.TOKEN_MADE, account.id(), detail);
          return null;
        });
    return new Made(token, secret);
  }

  private static List<Fault> faults(Account account, String name, Set<Scope> scopes, int days) {
    List<Fault> faults = new ArrayList<>();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      faults.add(
          new Fault(
              "/name",
              new Text(
                  "무엇에 쓰는 토큰인지 1~" + LONGEST_NAME + "자로 적으세요.",
                  "say what the token is for, in 1 to " + LONGEST_NAME + " characters")));
    }
    if (days < 1 || days > MOST_DAYS) {
      faults.add(
          new Fault(
              "/days", new Text("1~" + MOST_DAYS + "일입니다.", "it is 1 to " + MOST_DAYS + " days")));
    }
    if (scopes.isEmpty() || !allowed(account.roles()).containsAll(scopes)) {
      String words = AccountColumns.scopes(allowed(account.roles()));
      faults.add(
          new Fault(
              "/scopes",
              new Text(
                  "이 계정이 줄 수 있는 범위: " + (words.isEmpty() ? "없음" : words),
                  "this account can give: " + (words.isEmpty() ? "nothing" : words))));
    } else if (scopes.contains(Scope.OVERWRITE) && !scopes.contains(Scope.WRITE)) {
      faults.add(
          new Fault(
              "/scopes",
              new Text(
                  "overwrite는 write와 함께 주어야 합니다.", "overwrite goes only together with write")));
    } else if (!scopes.contains(Scope.READ) && !scopes.contains(Scope.PLANNER)) {
      faults.add(
          new Fault(
              "/scopes",
              new Text(
                  "write와 review는 read나 planner와 함께 주어야 합니다.",
                  "write and review go only together with read or planner")));
    }
    return faults;
  }

  /** What tokens of an account with these roles may be for. */
  public static Set<Scope> allowed(Set<Role> roles) {
    Set<Scope> allowed = EnumSet.noneOf(Scope.class);
    if (roles.contains(Role.STAFF)) {
      allowed.addAll(Set.of(Scope.READ, Scope.WRITE, Scope.OVERWRITE, Scope.REVIEW));
    }
    if (roles.contains(Role.PLANNER)) {
      allowed.addAll(Set.of(Scope.READ, Scope.WRITE, Scope.OVERWRITE, Scope.PLANNER));
    }
    return allowed;
  }

  private static void requireRoom(Handle h, String account) {
    long count =
        h.createQuery("SELECT COUNT(*) FROM \"maeul_api_token\" WHERE \"account_id\" = :account")
            .bind("account", account)
            .mapTo(Long.class)
            .one();
    if (count >= MOST_OF_AN_ACCOUNT) {
      throw PersonRefusedException.of(
          Kind.CONFLICT,
          "토큰이 너무 많습니다. 쓰지 않는 것을 먼저 지우세요.",
          "there are too many tokens; revoke some that are not used");
    }
  }

  private static void insert(Handle h, ApiToken token, String hash) {
    h.createUpdate(
            "INSERT INTO \"maeul_api_token\" (\"id\", \"account_id\", \"name\", \"scopes\","
                + " \"token_hash\", \"created_at\", \"expires_at\")"
                + " VALUES (:id, :account, :name, :scopes, :hash, :created, :expires)")
        .bind("id", token.id())
        .bind("account", token.account())
        .bind("name", token.name())
        .bind("scopes", AccountColumns.scopes(token.scopes()))
        .bind("hash", hash)
        .bind("created", AccountColumns.at(token.created()))
        .bind("expires", AccountColumns.at(token.expires()))
        .execute();
  }

  /**
   * Revokes a token; it ends at once.
   *
   * @param account whose it must be, or null for anyone's
   */
  public void revoke(String id, String account, Actor by) {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          ApiToken token =
              h.createQuery("SELECT * FROM \"maeul_api_token\" WHERE \"id\" = :id")
                  .bind("id", id)
                  .map(TOKEN)
                  .findOne()
                  .filter(t -> account == null || t.account().equals(account))
                  .orElseThrow(
                      () ->
                          PersonRefusedException.of(
                              Kind.UNKNOWN, "그런 토큰이 없습니다.", "there is no such token"));
          h.createUpdate("DELETE FROM \"maeul_api_token\" WHERE \"id\" = :id")
              .bind("id", id)
              .execute();
          log.write(h, by, AccessLog.Action.TOKEN_REVOKED, token.account(), null);
          return null;
        });
  }

  /** Who asks with a token, as long as it lasts and its account is open. */
  public Optional<Caller> find(String secret) {
    if (!Secrets.isPlausible(secret) || !secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    ApiToken[] token = new ApiToken[1];
    Optional<Account> account =
        database.read(
            h -> {
              token[0] =
                  h.createQuery("SELECT * FROM \"maeul_api_token\" WHERE \"token_hash\" = :hash")
                      .bind("hash", Secrets.hash(secret))
                      .map(TOKEN)
                      .findOne()
                      .orElse(null);
              return token[0] == null ? Optional.empty() : Accounts.byId(h, token[0].account());
            });
    if (account.isEmpty() || account.get().isDisabled() || !now.isBefore(token[0].expires())) {
      return Optional.empty();
    }
    if (token[0].used() == null || token[0].used().plus(USED_EVERY).isBefore(now)) {
      used(token[0].id(), now);
    }
    Set<Scope> scopes = EnumSet.copyOf(token[0].scopes());
    scopes.retainAll(allowed(account.get().roles()));
    return Optional.of(
        new Caller(
            account.get().id(),
            account.get().name(),
            roles(account.get().roles(), scopes),
            scopes));
  }

  /** The roles that a token carries: those of the account as far as its scopes reach. */
  private static Set<Role> roles(Set<Role> ofAccount, Set<Scope> scopes) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (ofAccount.contains(Role.STAFF) && scopes.contains(Scope.READ)) {
      roles.add(Role.STAFF);
    }
    if (ofAccount.contains(Role.PLANNER) && scopes.contains(Scope.PLANNER)) {
      roles.add(Role.PLANNER);
    }
    return roles;
  }

  private void used(String id, Instant now) {
    database.inTransaction(
        tx ->
            tx.handle()
                .createUpdate(
                    "UPDATE \"maeul_api_token\" SET \"used_at\" = :now WHERE \"id\" = :id")
                .bind("now", AccountColumns.at(now))
                .bind("id", id)
                .execute());
  }

  private static ApiToken token(RowView row) {
    return new ApiToken(
        AccountColumns.text(row, "id"),
        AccountColumns.text(row, "account_id"),
        AccountColumns.text(row, "name"),
        AccountColumns.scopes(AccountColumns.text(row, "scopes")),
        AccountColumns.instant(row, "created_at"),
        AccountColumns.instant(row, "expires_at"),
        AccountColumns.instant(row, "used_at"));
  }
}
