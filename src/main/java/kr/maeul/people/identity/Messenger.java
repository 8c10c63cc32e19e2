package kr.maeul.people.identity;

import org.jdbi.v3.core.Handle;

/**
 * By which people hear of what was done to accounts, where letters are sent at all; the desk tells
 * it in any case. What is said goes out with the transaction. Safe for use by several threads.
 */
public interface Messenger {
  Messenger NONE =
      new Messenger() {
        @Override
        public void rolesGranted(Handle h) {
          // no letters are sent
        }

        @Override
        public void secondFactorRemoved(Handle h, String account) {
          // no letters are sent
        }
      };

  /** To the administrators: somebody has got a role. */
  void rolesGranted(Handle h);

  /** To the owner of an account. */
  void secondFactorRemoved(Handle h, String account);
}
