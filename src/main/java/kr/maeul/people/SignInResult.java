package kr.maeul.people;

import kr.maeul.people.identity.Account;

/**
 * What came of signing in.
 *
 * @param session the session, or null where the password was right and a code of the second factor
 *     is needed
 * @param device by what the browser is to be known from now on, or null where it has that already
 * @param account whose it is
 */
public record SignInResult(LoginSessions.Session session, String device, Account account) {
  /** The password was right, and a code of the second factor is needed. */
  static SignInResult withoutCode(Account account) {
    return new SignInResult(null, null, account);
  }

  public boolean needsCode() {
    return session == null;
  }
}
