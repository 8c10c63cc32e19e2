package kr.maeul.people;

import java.util.List;
import kr.maeul.db.Database;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Fault;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Visitor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.people.password.PasswordHash;
import kr.maeul.people.password.Passwords;
import org.jdbi.v3.core.Handle;

/**
 * What people do about their own account: its sessions, its password, its second factor. Whatever
 * makes another way in takes the password again. Safe for use by several threads.
 */
public final class OwnAccount {
  private final Database database;
  private final PasswordHash hashing;
  private final Passwords passwords;
  private final AccessLog accessLog;
  private final Accounts accounts;
  private final Devices devices;
  private final Guesses guesses;
  private final SigningIn signingIn;
  private final TwoSteps twoSteps;

  OwnAccount(
      Database database,
      PasswordHash hashing,
      Passwords passwords,
      AccessLog accessLog,
      Accounts accounts,
      Devices devices,
      Guesses guesses,
      SigningIn signingIn,
      TwoSteps twoSteps) {
    this.database = database;
    this.hashing = hashing;
    this.passwords = passwords;
    this.accessLog = accessLog;
    this.accounts = accounts;
    this.devices = devices;
    this.guesses = guesses;
    this.signingIn = signingIn;
    this.twoSteps = twoSteps;
  }

  /**
   * Ends one of one's own sessions.
   *
   * @param id as {@link LoginSessions#of} gave it
   * @throws PersonRefusedException where there is none
   */
  public void endSession(String account, String id, Actor by) {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          if (!LoginSessions.endOf(h, account, id)) {
            throw PersonRefusedException.of(
                Kind.UNKNOWN, "그런 로그인이 없습니다. 이미 끝났을 수 있습니다.", "there is no such session any more");
          }
          accessLog.write(h, by, AccessLog.Action.SESSION_ENDED, account, null);
          return null;
        });
  }

  /** Ends all of one's own sessions but this one. */
  public void endOtherSessions(LoginSessions.Session kept, String address) {
    String account = kept.account().id();
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          LoginSessions.endOthers(h, account, kept.token());
          Actor by = new Actor(account, address);
          accessLog.write(h, by, AccessLog.Action.SIGNED_OUT_EVERYWHERE, account, "others");
          return null;
        });
  }

  /**
   * Takes a second factor into use; all other sessions end.
   *
   * @return recovery codes, shown this once
   * @throws PersonRefusedException where password or code are wrong
   */
  public List<String> confirmSecondFactor(
      LoginSessions.Session session, String password, String code, String address) {
    requirePassword(session.account(), password, "/password");
    return twoSteps.confirm(session, code, new Actor(session.account().id(), address));
  }

  /** New recovery codes instead of those that there were; else as the one above. */
  public List<String> renewCodes(
      LoginSessions.Session session, String password, String code, Visitor from) {
    Actor by = proven(session, password, code, from);
    return twoSteps.renewCodes(session.account(), by);
  }

  /** Takes off one's own second factor. */
  public void turnOffSecondFactor(
      LoginSessions.Session session, String password, String code, Visitor from) {
    Actor by = proven(session, password, code, from);
    twoSteps.turnOff(session.account(), by);
  }

  private Actor proven(LoginSessions.Session session, String password, String code, Visitor from) {
    Account account = session.account();
    Actor by = new Actor(account.id(), from.address());
    requirePassword(account, password, "/password");
    boolean isKnown = devices.isKnown(from.device(), account.login());
    twoSteps.prove(account.id(), code, isKnown ? from.device() : null, by);
    return by;
  }

  private void requirePassword(Account account, String password, String pointer) {
    guesses.password(account.id());
    String hash =
        accounts.withPassword(account.login()).map(Accounts.WithPassword::hash).orElse(null);
    boolean isRight = signingIn.isPassword(Passwords.normal(password), hash);
    if (hash == null || !isRight) {
      throw PersonRefusedException.invalid(
          List.of(
              new Fault(
                  pointer, new Text("지금 비밀번호가 맞지 않습니다.", "this is not the present password"))));
    }
    guesses.wasRightPassword(account.id());
  }

  /**
   * Changes one's own password; all other sessions end, and no other browser is known any more.
   *
   * @return by what this browser is to be known from now on, or null
   */
  public String changePassword(
      LoginSessions.Session session, String current, String wanted, Visitor from) {
    Account account = session.account();
    requirePassword(account, current, "/current");
    String better = hashOf(wanted, account.login(), account.name(), "/new");
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          newPassword(h, account.id(), better);
          LoginSessions.endOthers(h, account.id(), session.token());
          WelcomeLinks.withdraw(h, account.id());
          Actor by = new Actor(account.id(), from.address());
          accessLog.write(h, by, AccessLog.Action.PASSWORD_CHANGED, account.id(), null);
          return from.device() == null ? null : devices.signedIn(h, account.id(), null);
        });
  }

  /** Anyone who knew the old one may have made a browser known by it. */
  static void newPassword(Handle h, String account, String hash) {
    Accounts.setPassword(h, account, hash);
    Devices.forget(h, account);
  }

  String hashOf(String password, String login, String name, String pointer) {
    String normal = Passwords.normal(password);
    passwords
        .fault(normal, login, name)
        .ifPresent(
            reason -> {
              throw PersonRefusedException.invalid(List.of(new Fault(pointer, reason)));
            });
    return hashing.of(normal);
  }
}
