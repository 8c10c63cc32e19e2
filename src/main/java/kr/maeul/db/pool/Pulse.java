package kr.maeul.db.pool;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.request.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks twice a second, by a thread and a connection of its own, that the database answers. While
 * it does not, questions fail at once, and those under way are cut.
 */
final class Pulse implements AutoCloseable {
  private static final long BEAT_MS = 500;

  /** An answer may take that long; what is said here is small, and the connection is there. */
  private static final int MOST_MS = 1_000;

  /** After so long even what may take its time is given up. */
  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Logger log = LoggerFactory.getLogger(Pulse.class);
  private final Opening opening;
  private final Watch watch;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile List<HikariDataSource> pools = List.of();
  private volatile boolean isAway;
  private Connection connection;

  /** Makes a connection outside of the pools, or gives up within seconds. */
  interface Opening {
    Connection open() throws SQLException;
  }

  /**
   * @param opening null for a database within this process, which is never away
   */
  Pulse(Opening opening, Watch watch) {
    this.opening = opening;
    this.watch = watch;
  }

  /**
   * Begins.
   *
   * @param pools whose connections are made anew once the database is back
   */
  void begin(List<HikariDataSource> pools) {
    this.pools = List.copyOf(pools);
    if (opening != null) {
      Thread thread = new Thread(this::run, "pulse");
      thread.setDaemon(true);
      thread.start();
    }
  }

  boolean isAway() {
    return isAway;
  }

  /**
   * @throws DatabaseException while the database is away
   */
  void requireHere() {
    if (isAway) {
      throw new DatabaseException(DatabaseException.Reason.AWAY, "the database is away", null);
    }
  }

  private void run() {
    long awayNanos = 0;
    try {
      while (!closed.await(BEAT_MS, TimeUnit.MILLISECONDS)) {
        SQLException failure = beat();
        if (failure == null) {
          if (isAway) {
            pools.forEach(p -> p.getHikariPoolMXBean().softEvictConnections());
            isAway = false;
            log.info("the database is back");
          }
          continue;
        }
        if (!isAway) {
          isAway = true;
          awayNanos = System.nanoTime();
          log.warn("the database is away: {}", failure.getMessage());
        }
        watch.cut(System.nanoTime() - awayNanos > LOST_NANOS);
      }
    } catch (InterruptedException e) {
      // Nobody does that but who ends the process.
    } finally {
      drop();
    }
  }

  /** Null where the database answered, as one that can be written to. */
  private SQLException beat() {
    boolean wasThere = connection != null;
    long begun = System.nanoTime();
    SQLException failure = ask();
    boolean isQuick = System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(MOST_MS) / 2;
    // A single connection may be cut without the database being away.
    return failure != null && wasThere && isQuick ? ask() : failure;
  }

  private SQLException ask() {
    try {
      if (connection == null) {
        connection = opening.open();
      }
      connection.setNetworkTimeout(Runnable::run, MOST_MS);
      try (Statement s = connection.createStatement();
          ResultSet r = s.executeQuery("SELECT pg_is_in_recovery()")) {
        r.next();
        if (r.getBoolean(1)) {
          throw new SQLException("it is a standby, which cannot be written to", "25006");
        }
      }
      return null;
    } catch (SQLException e) {
      drop();
      return e;
    }
  }

  private void drop() {
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        // It was broken anyhow.
      }
      connection = null;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
