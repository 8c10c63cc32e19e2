package kr.maeul.people;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.text.Text;
import kr.maeul.people.factor.OneTimeCodes;
import kr.maeul.people.factor.SecondFactors;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Messenger;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Fault;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Role;
import kr.maeul.people.log.AccessLog;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * The second factor of an account: setting it up, using it, taking it off. What is changed about it
 * takes the password, and a code where there is one. Safe for use by several threads.
 */
public final class TwoSteps {
  /** What the app calls it. */
  private static final String ISSUER = "마을이야기 지도";

  private final Database database;
  private final AccessLog log;
  private final Accounts accounts;
  private final Guesses guesses;
  private final SecondFactors factors;
  private final Settings.SecondFactor rule;
  private volatile Vault vault;
  private volatile Messenger messenger = Messenger.NONE;

  TwoSteps(
      Database database,
      AccessLog log,
      Accounts accounts,
      Guesses guesses,
      Settings.SecondFactor rule,
      Clock clock) {
    this.database = database;
    this.log = log;
    this.accounts = accounts;
    this.guesses = guesses;
    this.factors = new SecondFactors(clock);
    this.rule = rule;
  }

  /** Says by what to seal; before, no second factor can be set up or used. */
  void use(Vault given, Messenger by) {
    this.vault = given;
    this.messenger = by;
  }

  /** A secret for the app, and the same as a QR code says it. */
  public record Begun(String secret, String uri) {}

  /** Whether accounts of these roles have to have a second factor. */
  public boolean isRequiredOf(Set<Role> roles) {
    return switch (rule) {
      case OPTIONAL -> false;
      case PLANNERS -> roles.contains(Role.PLANNER) || roles.contains(Role.ADMIN);
      case EVERYONE -> true;
    };
  }

  public SecondFactors.Status status(String account) {
    return database.read(h -> factors.status(h, account));
  }

  SecondFactors.Status status(Handle h, String account) {
    return factors.status(h, account);
  }

  /** Ids of all accounts that have one. */
  public Set<String> all() {
    return database.read(SecondFactors::all);
  }

  /**
   * Begins to set one up; what was started before and not confirmed is forgotten.
   *
   * @throws PersonRefusedException where there is one, or the account has no password
   */
  public Begun begin(Account account) {
    Vault sealing = vault();
    if (accounts.withPassword(account.login()).map(Accounts.WithPassword::hash).isEmpty()) {
      throw PersonRefusedException.of(
          Kind.CONFLICT,
          "비밀번호로 로그인하는 계정에만 씁니다. 다른 서비스로 로그인할 때는 그 서비스의 2단계 인증을 쓰세요.",
          "it is for accounts with a password; the other service by which you sign in has its own");
    }
    String secret =
        database.inTransaction(
            tx -> {
              Handle h = tx.handle();
              requireNone(h, account.id());
              return factors.begin(h, sealing, account.id());
            });
    return new Begun(secret, OneTimeCodes.uri(ISSUER, account.login(), secret));
  }

  private void requireNone(Handle h, String account) {
    if (factors.status(h, account).isOn()) {
      throw PersonRefusedException.of(
          Kind.CONFLICT, "2단계 인증을 이미 쓰고 있습니다.", "two-step sign-in is on already");
    }
  }

  /**
   * Takes it into use. All other sessions end: they were started without it.
   *
   * @return recovery codes, shown this once
   */
  List<String> confirm(LoginSessions.Session session, String code, Actor by) {
    String account = session.account().id();
    Vault sealing = vault();
    guesses.code(account, null);
    List<String> codes =
        database.inTransaction(
            tx -> {
              Handle h = tx.handle();
              requireNone(h, account);
              Optional<List<String>> made = factors.confirm(h, sealing, account, code);
              if (made.isEmpty()) {
                throw wrongCode();
              }
              LoginSessions.endOthers(h, account, session.token());
              log.write(h, by, AccessLog.Action.SECOND_FACTOR_SET_UP, account, null);
              return made.get();
            });
    guesses.wasRightCode(account, null);
    return codes;
  }

  /** New recovery codes instead of all that there were. */
  List<String> renewCodes(Account account, Actor by) {
    Vault sealing = vault();
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          log.write(h, by, AccessLog.Action.RECOVERY_CODES_MADE, account.id(), null);
          return factors.renewCodes(h, sealing, account.id());
        });
  }

  /** Takes it off for oneself. */
  void turnOff(Account account, Actor by) {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          if (SecondFactors.remove(h, account.id())) {
            log.write(h, by, AccessLog.Action.SECOND_FACTOR_REMOVED, account.id(), null);
            messenger.secondFactorRemoved(h, account.id());
          }
          return null;
        });
  }

  /**
   * Takes it off for somebody who has lost phone and codes. Their sessions end, and they are
   * notified.
   *
   * @throws PersonRefusedException where there is no such account, it has none, or it is one's own,
   *     which takes password and code
   */
  public void removeFor(String id, Actor by) {
    if (id.equals(by.account())) {
      throw PersonRefusedException.of(
          Kind.CONFLICT,
          "자기 것은 '내 계정'에서 비밀번호와 코드로 끕니다.",
          "take off your own in My account, with password and code");
    }
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Accounts.byId(h, id).orElseThrow(Accounts::unknown);
          if (!SecondFactors.remove(h, id)) {
            throw PersonRefusedException.of(
                Kind.CONFLICT, "2단계 인증을 쓰지 않는 계정입니다.", "this account has no second factor");
          }
          LoginSessions.endAll(h, id);
          Devices.forget(h, id);
          log.write(h, by, AccessLog.Action.SECOND_FACTOR_REMOVED, id, null);
          messenger.secondFactorRemoved(h, id);
          return null;
        });
  }

  /**
   * Checks a code and uses it up.
   *
   * @param device the browser where it is known, else null
   * @throws PersonRefusedException where it is wrong or was used, or after too many tries
   */
  void prove(String account, String code, String device, Actor by) {
    Vault sealing = vault();
    guesses.code(account, device);
    SecondFactors.Proof proof =
        database.inTransaction(
            tx -> {
              Handle h = tx.handle();
              SecondFactors.Proof found = factors.use(h, sealing, account, code);
              if (found == SecondFactors.Proof.RECOVERY) {
                log.write(h, by, AccessLog.Action.RECOVERY_CODE_USED, account, null);
              }
              return found;
            });
    if (proof == SecondFactors.Proof.WRONG) {
      throw wrongCode();
    }
    guesses.wasRightCode(account, device);
  }

  private static PersonRefusedException wrongCode() {
    return PersonRefusedException.invalid(
        List.of(
            new Fault(
                "/code",
                new Text(
                    "코드가 맞지 않거나 이미 쓴 코드입니다. 앱에 새 코드가 나오면 그것을 적어 주세요.",
                    "the code is wrong or was used already; wait for the app to show a new one"))));
  }

  private Vault vault() {
    Vault there = vault;
    if (there == null) {
      throw PersonRefusedException.of(
          Kind.BUSY, "지금은 2단계 인증을 쓸 수 없습니다.", "two-step sign-in cannot be used now");
    }
    return there;
  }
}
