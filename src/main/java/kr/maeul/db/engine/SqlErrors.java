package kr.maeul.db.engine;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.request.DatabaseException.Reason;

/** Turns database errors into {@link DatabaseException}s, with advice where there is any. */
public final class SqlErrors {
  public static final String CANCELLED = "57014";

  /**
   * Beside all of class 08: PostgreSQL stops, has crashed or begins; it has no connection left; it
   * is a standby, so another one has taken over. H2 has broken off, or is closed.
   */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25006", "90067", "90098", "90121");

  private SqlErrors() {}

  static DatabaseException wrap(Engine engine, SQLException e) {
    Reason reason = reason(e);
    for (Throwable t = e; t != null; t = t.getCause()) {
      String advice = t instanceof SQLException s ? engine.explain(s) : null;
      if (advice != null) {
        return new DatabaseException(reason, advice, e);
      }
    }
    return new DatabaseException(
        reason, "데이터베이스 오류입니다. / The database failed (SQLSTATE " + e.getSQLState() + ")", e);
  }

  private static Reason reason(SQLException e) {
    if (e instanceof SQLTransientConnectionException) { // the pool's, which adds why it has none
      return e.getNextException() == null && e.getCause() == null ? Reason.BUSY : Reason.AWAY;
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      String state = t instanceof SQLException s ? s.getSQLState() : null;
      if (state != null && (state.startsWith("08") || AWAY.contains(state))) {
        return Reason.AWAY;
      }
      if (CANCELLED.equals(state)) {
        return Reason.TOO_LONG;
      }
    }
    return Reason.FAILED;
  }
}
