package kr.maeul.store.sql;

import java.sql.SQLException;
import kr.maeul.store.StoreException;

/** Turns database errors into {@link StoreException}s, with advice where there is any. */
final class SqlErrors {
  private SqlErrors() {}

  static StoreException wrap(Dialect dialect, SQLException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      String advice = t instanceof SQLException s ? dialect.explain(s) : null;
      if (advice != null) {
        return new StoreException(advice, e);
      }
    }
    return new StoreException(
        "데이터베이스 오류입니다. / The database failed (SQLSTATE " + e.getSQLState() + ")", e);
  }
}
