package kr.maeul.people;

import java.time.Clock;
import java.util.Optional;
import kr.maeul.db.Database;
import kr.maeul.people.factor.SecondFactors;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Secrets;
import kr.maeul.people.identity.Visitor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.people.password.PasswordHash;
import kr.maeul.people.password.Passwords;
import org.jdbi.v3.core.Handle;

/** How a session begins. Safe for use by several threads. */
final class SigningIn {
  private final Database database;
  private final Clock clock;
  private final PasswordHash hashing;
  private final AccessLog accessLog;
  private final Accounts accounts;
  private final LoginSessions sessions;
  private final Devices devices;
  private final Guesses guesses;
  private final TwoSteps twoSteps;
  private String nobodysHash;

  SigningIn(
      Database database,
      Clock clock,
      PasswordHash hashing,
      AccessLog accessLog,
      Accounts accounts,
      LoginSessions sessions,
      Devices devices,
      Guesses guesses,
      TwoSteps twoSteps) {
    this.database = database;
    this.clock = clock;
    this.hashing = hashing;
    this.accessLog = accessLog;
    this.accounts = accounts;
    this.sessions = sessions;
    this.devices = devices;
    this.guesses = guesses;
    this.twoSteps = twoSteps;
  }

  /** As {@link People#signIn(String, String, String, String, Visitor)}. */
  SignInResult byPassword(
      String login, String password, String code, String replaced, Visitor from) {
    String key = Accounts.normalLogin(login);
    boolean isKnown = devices.isKnown(from.device(), key);
    guesses.signIn(key, from, isKnown);
    Optional<Accounts.WithPassword> found = accounts.withPassword(login);
    String hash = found.map(Accounts.WithPassword::hash).orElse(null);
    String typed = Passwords.normal(password);
    // Whatever is wrong, a hash is computed: how long it takes must not tell who has an account.
    boolean isRight = isPassword(typed, hash);
    Account account = found.map(Accounts.WithPassword::account).orElse(null);
    if (hash == null || !isRight || account.isDisabled()) {
      failed(account, from, null);
      throw PersonRefusedException.of(
          Kind.WRONG_CREDENTIALS, "아이디나 비밀번호가 맞지 않습니다.", "the login or the password is wrong");
    }
    guesses.signedIn(key, from, isKnown);
    if (twoSteps.status(account.id()).isOn()) {
      if (code == null) {
        return SignInResult.withoutCode(account);
      }
      Actor who = new Actor(account.id(), from.address());
      try {
        twoSteps.prove(account.id(), code, isKnown ? from.device() : null, who);
      } catch (PersonRefusedException e) {
        if (e.kind() == Kind.INVALID) {
          failed(account, from, "second-factor");
        }
        throw e;
      }
    }
    String better = hashing.isOutdated(hash) ? hashing.of(typed) : null;
    return begin(account, replaced, from, better, false);
  }

  private void failed(Account account, Visitor from, String detail) {
    Actor who = new Actor(account == null ? null : account.id(), from.address());
    accessLog.read(who, AccessLog.Action.SIGN_IN_FAILED, null, null, detail);
  }

  /** As {@link People#signInVouched}. */
  SignInResult vouched(Account account, String replaced, Visitor from) {
    if (account.isDisabled()) {
      throw PersonRefusedException.of(
          Kind.WRONG_CREDENTIALS, "쓸 수 없는 계정입니다.", "this account cannot be used");
    }
    return begin(account, replaced, from, null, true);
  }

  /** Somebody has chosen their password by a one-time link just now. */
  SignInResult welcomed(Account account, String replaced, Visitor from) {
    return twoSteps.status(account.id()).isOn()
        ? SignInResult.withoutCode(account)
        : begin(account, replaced, from, null, false);
  }

  private SignInResult begin(
      Account account, String replaced, Visitor from, String hash, boolean isVouched) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          if (replaced != null) {
            LoginSessions.end(h, replaced);
          }
          if (hash != null) {
            Accounts.setPassword(h, account.id(), hash);
          }
          Accounts.signedIn(h, account.id(), clock);
          Actor by = new Actor(account.id(), from.address());
          accessLog.write(h, by, AccessLog.Action.SIGNED_IN, null, null);
          String device =
              from.browser() == null && from.device() == null
                  ? null // no browser, or one that says nothing: it would not come back with it
                  : devices.signedIn(h, account.id(), from.device());
          SecondFactors.Status factor = twoSteps.status(h, account.id());
          return new SignInResult(
              sessions.begin(h, account, from.browser(), isVouched, factor.isOn()),
              device,
              account);
        });
  }

  /** Whether it is the password of that hash; takes as long where there is none. */
  boolean isPassword(String normal, String hash) {
    return hashing.matches(normal, hash == null ? nobodysHash() : hash);
  }

  private synchronized String nobodysHash() {
    if (nobodysHash == null) {
      nobodysHash = hashing.of(new Secrets().next());
    }
    return nobodysHash;
  }
}
