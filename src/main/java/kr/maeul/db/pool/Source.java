package kr.maeul.db.pool;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.request.Patience;

/**
 * Gives connections of one kind: none while the database is away, to callers without an account
 * only with a place in their lane, and all of them watched. Safe for use by several threads.
 */
final class Source implements DataSource {
  private static final long MOST_WAITING_NANOS = TimeUnit.SECONDS.toNanos(9);
  private static final String CONNECTION_GONE = "08003";
  private static final String OUTCOME_UNKNOWN = "08007";
  private static final String WARNING = "01";

  private final HikariDataSource pool;
  private final Watch watch;
  private final Pulse pulse;
  private final Lane lane;
  private final long mostNanos;

  /**
   * @param lane for strangers, or null where they need no place
   * @param most for how long a connection is used, whoever asks, or null for no such limit
   */
  Source(HikariDataSource pool, Watch watch, Pulse pulse, Lane lane, Duration most) {
    this.pool = pool;
    this.watch = watch;
    this.pulse = pulse;
    this.lane = lane;
    this.mostNanos = most == null ? 0 : most.toNanos();
  }

  /**
   * A connection.
   *
   * @throws DatabaseException if there is none in time, or the database is away
   */
  @Override
  public Connection getConnection() throws SQLException {
    pulse.requireHere();
    Patience patience = Patience.ofThread();
    if (patience != null && patience.isAtEnd()) {
      throw new DatabaseException(
          DatabaseException.Reason.TOO_LONG, "the time for this request is up", null);
    }
    Lane.Place place =
        lane == null || patience == null || !patience.isPublic() ? () -> {} : place(patience);
    try {
      Use use = new Use(pool, pooled(patience), patience, mostNanos);
      watch.add(use);
      return watched(use, place);
    } catch (SQLException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /** Waits as long as the database is there and the caller is patient. */
  private Connection pooled(Patience patience) throws SQLException {
    long begun = System.nanoTime();
    while (true) {
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException none) {
        boolean isPatient = patience == null || !patience.isAtEnd();
        if (!isPatient || System.nanoTime() - begun > MOST_WAITING_NANOS) {
          throw none;
        }
        pulse.requireHere();
      }
    }
  }

  /** Whoever has one needs no second: two of them could wait for each other. */
  private Lane.Place place(Patience patience) {
    if (!patience.takePlace()) {
      return () -> {};
    }
    try {
      Lane.Place place =
          lane.enter(patience.network(), patience.hasMuchUnderWay(), patience.endNanos());
      return () -> {
        patience.givePlace();
        place.close();
      };
    } catch (RuntimeException e) {
      patience.givePlace();
      throw e;
    }
  }

  private Connection watched(Use use, Lane.Place place) {
    Connection connection = use.connection();
    return (Connection)
        Proxy.newProxyInstance(
            Source.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                close(use, place);
                return null;
              }
              try {
                if (method.getName().equals("commit")) {
                  commit(connection);
                  return null;
                }
                return method.invoke(connection, arguments);
              } catch (SQLException e) {
                throw told(e, connection);
              } catch (InvocationTargetException e) {
                throw told(e.getCause(), connection);
              }
            });
  }

  /**
   * A primary that waits for its standby to have a write too, and is told to stop waiting, commits
   * all the same and only warns. Such a write is gone if the primary is lost, so nobody is told
   * that it was made.
   */
  private static void commit(Connection connection) throws SQLException {
    connection.clearWarnings();
    connection.commit();
    for (SQLWarning w = connection.getWarnings(); w != null; w = w.getNextWarning()) {
      if (w.getSQLState() != null && w.getSQLState().startsWith(WARNING)) {
        throw new SQLException(w.getMessage(), OUTCOME_UNKNOWN, w);
      }
    }
  }

  /** The pool says of a connection that broke before only that it is closed. */
  private static Throwable told(Throwable thrown, Connection connection) throws SQLException {
    return thrown instanceof SQLException e && e.getSQLState() == null && connection.isClosed()
        ? new SQLException(e.getMessage(), CONNECTION_GONE, e)
        : thrown;
  }

  private void close(Use use, Lane.Place place) throws SQLException {
    watch.remove(use);
    try {
      if (!use.close()) {
        return;
      }
    } catch (SQLException | RuntimeException e) {
      place.close();
      throw e;
    }
    place.close();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // What happens is logged elsewhere.
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
