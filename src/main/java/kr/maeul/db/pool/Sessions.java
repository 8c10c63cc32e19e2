package kr.maeul.db.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Whether each connection to PostgreSQL has a session of its own. A pooler that gives every
 * transaction whichever session is free takes away what a session keeps: its settings, the locks of
 * migrations, and the messages about changes. Stateless.
 */
final class Sessions {
  private static final String SET = "SELECT set_config('maeul.session', ?, false)";
  private static final String ASK =
      "SELECT pg_backend_pid(), coalesce(current_setting('maeul.session', true), '')";

  private record Session(int process, String mark) {}

  private Sessions() {}

  /**
   * Looks whether what one connection sets is still there in its next transaction, while another
   * one has a transaction open, and is not there for the other one.
   *
   * @param one outside of a transaction
   * @param other as well
   */
  static boolean areOwn(Connection one, Connection other) throws SQLException {
    String mark = UUID.randomUUID().toString();
    set(one, mark);
    Session before = ask(one);
    other.setAutoCommit(false);
    try {
      Session beside = ask(other);
      if (beside.process == before.process || beside.mark.equals(mark)) {
        return false;
      }
      Session after = ask(one);
      return after.equals(before) && after.mark.equals(mark);
    } finally {
      other.rollback();
      other.setAutoCommit(true);
      set(one, "");
    }
  }

  private static void set(Connection c, String mark) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(SET)) {
      s.setString(1, mark);
      s.executeQuery().close();
    }
  }

  private static Session ask(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(ASK);
        ResultSet r = s.executeQuery()) {
      r.next();
      return new Session(r.getInt(1), r.getString(2));
    }
  }
}
