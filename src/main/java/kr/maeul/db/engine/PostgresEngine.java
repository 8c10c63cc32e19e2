package kr.maeul.db.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import kr.maeul.db.request.DatabaseException;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL with PostGIS 3. */
public final class PostgresEngine implements Engine {
  /** Any constant will do, so long as all instances of the service use the same one. */
  private static final long MIGRATION_LOCK = 0x6d6165756cL;

  /**
   * Every other server, one that was started on older files, and one that plays back an archive,
   * began at another time; a standby that takes over begins another timeline; a dump makes its
   * tables anew or empties them first, which begins another file. Anyone may ask for all of it.
   */
  private static final String EPOCH =
      "extract(epoch FROM pg_postmaster_start_time())::text || ' ' ||"
          + " pg_relation_filenode('maeul_layer'::regclass)::text || ' '";

  private static final String TIMELINE =
      " || CASE WHEN pg_is_in_recovery() THEN '' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END";

  /** False on servers that speak PostgreSQL but keep no such log. */
  private volatile boolean tellsTimeline = true;

  private final Logger log = LoggerFactory.getLogger(PostgresEngine.class);

  @Override
  public String migrations() {
    return "postgis";
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement()) {
      try (ResultSet r = s.executeQuery("SHOW server_encoding")) {
        r.next();
        if (!"UTF8".equals(r.getString(1))) {
          throw new DatabaseException(
              "데이터베이스 문자 인코딩이 UTF8이 아닙니다. / The database encoding is "
                  + r.getString(1)
                  + "; create it with UTF8.");
        }
      }
      tellsTimeline = tellsTimeline(s);
      if (hasPostGis(s)) {
        return;
      }
      try {
        s.execute("CREATE EXTENSION IF NOT EXISTS postgis");
      } catch (SQLException e) {
        throw new DatabaseException(
            "이 데이터베이스에 PostGIS가 없습니다. 관리자로 CREATE EXTENSION postgis; 를 실행하세요."
                + " / The database has no PostGIS; as its administrator run: CREATE EXTENSION postgis;",
            e);
      }
    }
  }

  private static boolean tellsTimeline(Statement s) {
    try (ResultSet r = s.executeQuery("SELECT ''" + TIMELINE)) {
      return r.next();
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean hasPostGis(Statement s) throws SQLException {
    try (ResultSet r = s.executeQuery("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")) {
      return r.next();
    }
  }

  @Override
  public void lockMigrations(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement()) {
      try (ResultSet r = s.executeQuery("SELECT pg_try_advisory_lock(" + MIGRATION_LOCK + ")")) {
        r.next();
        if (r.getBoolean(1)) {
          return;
        }
      }
      log.info("another instance makes tables or loads the demo content: waiting until it has");
      s.execute("SELECT pg_advisory_lock(" + MIGRATION_LOCK + ")");
      log.info("the other instance is done: going on");
    }
  }

  @Override
  public void unlockMigrations(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute("SELECT pg_advisory_unlock(" + MIGRATION_LOCK + ")");
    }
  }

  @Override
  public boolean migratesInTransaction() {
    return true;
  }

  @Override
  public String sessionStart() {
    // A plan made for any box serves none; compiling a query takes longer than running it.
    return "SET plan_cache_mode = force_custom_plan; SET jit = off; SET TimeZone = 'UTC'";
  }

  @Override
  public String shortSessionStart() {
    return "SET plan_cache_mode = force_generic_plan; SET jit = off; SET TimeZone = 'UTC'";
  }

  @Override
  public int snapshotIsolation() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public String epoch() {
    return tellsTimeline ? EPOCH + TIMELINE : EPOCH;
  }

  /** Numbers come as they are rather than as text, which takes half the time. */
  @Override
  public void readInBulk(PreparedStatement statement) throws SQLException {
    Engine.super.readInBulk(statement);
    statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
  }

  @Override
  public void shutDown(Connection connection) {
    // The server stays up.
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(PGConnection.class).cancelQuery();
  }

  @Override
  public String explain(SQLException error) {
    return PostgresAdvice.on(error);
  }
}
