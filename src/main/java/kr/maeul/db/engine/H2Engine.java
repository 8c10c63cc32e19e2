package kr.maeul.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import kr.maeul.db.sql.Sql;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** H2, the embedded database. */
public final class H2Engine implements Engine {
  private static final Set<Integer> DAMAGE =
      Set.of(
          ErrorCode.GENERAL_ERROR_1, // what nobody foresaw: a class cast, a null
          ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.ROW_NOT_FOUND_WHEN_DELETING_1,
          ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX);

  private static final Set<Integer> CLOSED =
      Set.of(
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
          ErrorCode.OBJECT_CLOSED);

  /** A file can be exchanged for an older one only while it is not open. */
  private final String epoch = Sql.literal(UUID.randomUUID().toString());

  @Override
  public void prepare(Connection connection) throws SQLException {
    H2Alterations.end(connection);
    H2Texts.keepInRows(connection);
  }

  @Override
  public String migrations() {
    return "h2gis";
  }

  @Override
  public void lockMigrations(Connection connection) {
    // The file belongs to one process.
  }

  @Override
  public void unlockMigrations(Connection connection) {
    // Nothing was locked.
  }

  @Override
  public boolean migratesInTransaction() {
    return false;
  }

  @Override
  public String sessionStart() {
    return "SET TIME ZONE 'UTC'";
  }

  /** At H2's repeatable read each table is seen as of when it was first read. */
  @Override
  public int snapshotIsolation() {
    return Constants.TRANSACTION_SNAPSHOT;
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public void shutDown(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute("SHUTDOWN");
    }
  }

  /** Whether an error at opening says that the file is not what it should be. */
  public static boolean tellsDamage(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLException s && DAMAGE.contains(s.getErrorCode())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean hasClosed(SQLException error) {
    return CLOSED.contains(error.getErrorCode());
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
      session.cancel(); // looked at every hundred rows or so
    }
  }

  @Override
  public String explain(SQLException error) {
    if (error.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
      return "내장 데이터베이스를 다른 프로그램이 쓰고 있습니다. 서버를 멈추고 다시 하거나 PostGIS를 쓰세요."
          + " / The embedded database is in use by another process; stop the server first, or use PostGIS.";
    }
    return null;
  }
}
