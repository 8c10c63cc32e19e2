package kr.maeul.db.engine;

import java.sql.SQLException;

/** What whoever runs the service can do about errors of PostgreSQL. Stateless. */
public final class PostgresAdvice {
  /** See {@link kr.maeul.db.pool.Sessions}. */
  public static final String NEEDS_SESSIONS =
      "MAEUL_DB_URL이 트랜잭션마다 다른 세션을 주는 연결 풀(pgbouncer의 transaction 방식)을 가리킵니다. 이 서비스에는 세션이 필요합니다."
          + " 그 풀에서 이 데이터베이스를 pool_mode = session으로 하거나 PostgreSQL에 바로 연결하세요. 서비스에 연결 풀이 따로 있습니다."
          + " / MAEUL_DB_URL leads through a pooler that gives every transaction another session (pgbouncer in transaction"
          + " mode). The service needs sessions: set pool_mode = session for this database there, or connect to PostgreSQL"
          + " directly. The service has a pool of its own.";

  private PostgresAdvice() {}

  /** A sentence for an error, or null where there is nothing to advise. */
  static String on(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    String message = String.valueOf(error.getMessage());
    boolean isOfAnotherSession = state.equals("42P05") || state.equals("26000"); // prepared there
    if (isOfAnotherSession || message.contains("statement pooling mode")) {
      return NEEDS_SESSIONS;
    }
    if (message.contains("unsupported startup parameter")) {
      return "pgbouncer가 연결을 거절합니다. 그 설정에 ignore_startup_parameters = extra_float_digits, search_path를 적으세요."
          + " / pgbouncer refuses the connection; write ignore_startup_parameters = extra_float_digits, search_path into its"
          + " settings.";
    }
    if (state.startsWith("08")) {
      return "PostgreSQL에 연결할 수 없습니다. 주소와 서버 상태를 확인하세요."
          + " / Cannot reach PostgreSQL; check MAEUL_DB_URL and whether the server runs.";
    }
    if (state.startsWith("28")) {
      return "PostgreSQL이 사용자 이름이나 비밀번호를 거절했습니다."
          + " / PostgreSQL refuses the user or password; check MAEUL_DB_USER and MAEUL_DB_PASSWORD.";
    }
    if (state.equals("3D000")) {
      return "그런 데이터베이스가 없습니다. / The database of MAEUL_DB_URL does not exist; create it first.";
    }
    return null;
  }
}
