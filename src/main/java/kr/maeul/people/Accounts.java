package kr.maeul.people;

import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import kr.maeul.db.Database;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Messenger;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Fault;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Rows;
import kr.maeul.people.log.AccessLog;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.jdbi.v3.core.result.RowView;

/**
 * The accounts. There is always an administrator who can sign in, once there has been one: what
 * would take away the last one is refused. Safe for use by several threads.
 */
public final class Accounts {
  private static final int LONGEST_NAME = 80;
  private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{1,99}");
  private static final RowViewMapper<Account> ACCOUNT = Accounts::account;

  private final Database database;
  private final AccessLog log;
  private final Clock clock;
  private volatile Messenger messenger = Messenger.NONE;

  Accounts(Database database, AccessLog log, Clock clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
  }

  void use(Messenger by) {
    this.messenger = by;
  }

  /** An account and the hash of its password, null where it has none. */
  record WithPassword(Account account, String hash) {}

  /** By login. */
  public List<Account> all() {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM \"maeul_account\" ORDER BY \"login\"")
                .map(ACCOUNT)
                .list());
  }

  public Optional<Account> byId(String id) {
    return database.read(h -> byId(h, id));
  }

  /** What was typed is brought into the form in which logins are kept. */
  public Optional<Account> byLogin(String typed) {
    return withPassword(typed).map(WithPassword::account);
  }

  Optional<WithPassword> withPassword(String typed) {
    RowViewMapper<WithPassword> both =
        row -> new WithPassword(account(row), Rows.text(row, "password"));
    return database.read(
        h ->
            h.createQuery("SELECT * FROM \"maeul_account\" WHERE \"login\" = :login")
                .bind("login", normalLogin(typed))
                .map(both)
                .findOne());
  }

  static String normalLogin(String typed) {
    return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /**
   * Makes an account, without a password as yet.
   *
   * @param by who makes it
   * @throws PersonRefusedException where login or name cannot be taken, or the login is
   */
  public Account add(String login, String name, Set<Role> roles, Actor by) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Account added = add(h, login, name, roles);
          log.write(
              h, by, AccessLog.Action.ACCOUNT_ADDED, added.id(), "roles=" + Rows.roles(roles));
          if (!roles.isEmpty()) {
            messenger.rolesGranted(h);
          }
          return added;
        });
  }

  Account add(Handle h, String login, String name, Set<Role> roles) {
    String kept = normalLogin(login);
    List<Fault> faults = faults(login, name);
    if (!faults.isEmpty()) {
      throw PersonRefusedException.invalid(faults);
    }
    boolean isTaken =
        h.createQuery("SELECT 1 FROM \"maeul_account\" WHERE \"login\" = :login")
            .bind("login", kept)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (isTaken) {
      throw PersonRefusedException.of(
          Kind.CONFLICT, "이미 있는 아이디입니다.", "there is an account of that login already");
    }
    String id = UUID.randomUUID().toString();
    h.createUpdate(
            "INSERT INTO \"maeul_account\" (\"id\", \"login\", \"name\", \"roles\", \"created_at\")"
                + " VALUES (:id, :login, :name, :roles, :now)")
        .bind("id", id)
        .bind("login", kept)
        .bind("name", name.strip())
        .bind("roles", Rows.roles(roles))
        .bind("now", Rows.now(clock))
        .execute();
    return byId(h, id).orElseThrow();
  }

  /** Everything that is wrong with a login and a name. */
  static List<Fault> faults(String login, String name) {
    List<Fault> faults = new ArrayList<>();
    if (!LOGIN.matcher(normalLogin(login)).matches()) {
      faults.add(
          new Fault(
              "/login",
              new Text(
                  "아이디는 글자·숫자로 시작하고 글자·숫자와 . _ @ + - 로 2~100자입니다.",
                  "a login begins with a letter or digit and has 2 to 100 letters, digits and . _ @ + -")));
    }
    nameFault(name).ifPresent(faults::add);
    return faults;
  }

  private static Optional<Fault> nameFault(String name) {
    int length = name.strip().length();
    boolean isPlain = name.codePoints().noneMatch(Character::isISOControl);
    return length >= 1 && length <= LONGEST_NAME && isPlain
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "/name",
                new Text(
                    "이름은 한 줄, 1~" + LONGEST_NAME + "자입니다.",
                    "a name is one line of 1 to " + LONGEST_NAME + " characters")));
  }

  /**
   * What to change of an account; null leaves it as it is.
   *
   * @param disabled true ends its sessions and links at once
   */
  public record Change(String name, Set<Role> roles, Boolean disabled) {}

  /**
   * Changes an account.
   *
   * @throws PersonRefusedException where there is none, or it is the last administrator
   */
  public Account change(String id, Change change, Actor by) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          lockAdministrators(h);
          Account before = byId(h, id).orElseThrow(Accounts::unknown);
          if (change.name() != null) {
            nameFault(change.name())
                .ifPresent(
                    f -> {
                      throw PersonRefusedException.invalid(List.of(f));
                    });
            set(h, id, "\"name\" = :value", change.name().strip());
          }
          if (change.roles() != null && !change.roles().equals(before.roles())) {
            set(h, id, "\"roles\" = :value", Rows.roles(change.roles()));
            String detail =
                "roles=" + Rows.roles(before.roles()) + " -> " + Rows.roles(change.roles());
            log.write(h, by, AccessLog.Action.ROLES_CHANGED, id, detail);
            if (!before.roles().containsAll(change.roles())) {
              messenger.rolesGranted(h);
            }
          }
          if (change.disabled() != null && change.disabled() != before.isDisabled()) {
            disable(h, id, change.disabled(), by);
          }
          boolean wasAdministrator = isAdministrator(before);
          Account after = byId(h, id).orElseThrow();
          if (wasAdministrator && !isAdministrator(after) && lockAdministrators(h) == 0) {
            throw PersonRefusedException.of(
                Kind.CONFLICT,
                "마지막 관리자입니다. 먼저 다른 계정을 관리자로 만들고 그 계정으로 로그인이 되는지 보세요.",
                "this is the last administrator; make another one first, and let them sign in");
          }
          return after;
        });
  }

  private void disable(Handle h, String id, boolean disabled, Actor by) {
    set(h, id, "\"disabled_at\" = :value", disabled ? Rows.now(clock) : null);
    AccessLog.Action action = AccessLog.Action.ACCOUNT_ENABLED;
    if (disabled) {
      Sessions.endAll(h, id);
      WelcomeLinks.withdraw(h, id);
      Devices.forget(h, id);
      action = AccessLog.Action.ACCOUNT_DISABLED;
    }
    log.write(h, by, action, id, null);
  }

  private static void set(Handle h, String id, String assignment, Object value) {
    var update =
        h.createUpdate("UPDATE \"maeul_account\" SET " + assignment + " WHERE \"id\" = :id");
    if (value == null) {
      update.bindNull("value", TIMESTAMP_WITH_TIMEZONE);
    } else {
      update.bind("value", value);
    }
    update.bind("id", id).execute();
  }

  /** {@code java.sql.Types}' number of it. */
  private static final int TIMESTAMP_WITH_TIMEZONE = 2014;

  /** Makes whoever else would change administrators wait, and counts those who can sign in. */
  static int lockAdministrators(Handle h) {
    return h.createQuery(
            "SELECT \"id\" FROM \"maeul_account\" WHERE \"roles\" LIKE '%admin%'"
                + " AND \"disabled_at\" IS NULL"
                + " AND (\"password\" IS NOT NULL OR \"signed_in_at\" IS NOT NULL)"
                + " ORDER BY \"id\" FOR UPDATE")
        .mapTo(String.class)
        .list()
        .size();
  }

  /** Whether there is one who can sign in. */
  boolean haveAdministrator() {
    return all().stream().anyMatch(Accounts::isAdministrator);
  }

  private static boolean isAdministrator(Account account) {
    return account.roles().contains(Role.ADMIN) && !account.isDisabled() && account.isReady();
  }

  static void setPassword(Handle h, String id, String hash) {
    set(h, id, "\"password\" = :value", hash);
  }

  static void signedIn(Handle h, String id, Clock clock) {
    set(h, id, "\"signed_in_at\" = :value", Rows.now(clock));
  }

  static PersonRefusedException unknown() {
    return PersonRefusedException.of(Kind.UNKNOWN, "그런 계정이 없습니다.", "there is no such account");
  }

  static Optional<Account> byId(Handle h, String id) {
    return h.createQuery("SELECT * FROM \"maeul_account\" WHERE \"id\" = :id")
        .bind("id", id)
        .map(ACCOUNT)
        .findOne();
  }

  static Account account(RowView row) {
    return new Account(
        Rows.text(row, "id"),
        Rows.text(row, "login"),
        Rows.text(row, "name"),
        Rows.roles(Rows.text(row, "roles")),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "signed_in_at"),
        Rows.text(row, "password") != null || Rows.instant(row, "signed_in_at") != null,
        Rows.instant(row, "disabled_at") != null);
  }
}
