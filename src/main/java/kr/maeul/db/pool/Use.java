package kr.maeul.db.pool;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import kr.maeul.db.request.Patience;

/** One connection in somebody's hands. Safe for use by several threads. */
final class Use {
  private final HikariDataSource pool;
  private final Connection connection;
  private final Patience patience;
  private final long begunNanos = System.nanoTime();
  private final long endNanos;
  private volatile long cancelledNanos;
  private volatile boolean isAborted;
  private volatile boolean isBeingCancelled;
  private boolean isClosed;

  /**
   * @param patience null where it takes as long as it takes
   * @param mostNanos for which it may be used, whoever asks; 0 for no such limit
   */
  Use(HikariDataSource pool, Connection connection, Patience patience, long mostNanos) {
    this.pool = pool;
    this.connection = connection;
    this.patience = patience;
    this.endNanos = mostNanos == 0 ? 0 : begunNanos + mostNanos;
  }

  /** Whether it may be used for as long as it takes. */
  boolean isPatient() {
    return patience == null && endNanos == 0;
  }

  long ageNanos(long now) {
    return now - begunNanos;
  }

  boolean isAtEnd(long now) {
    return endNanos != 0 && now - endNanos >= 0 || patience != null && patience.isAtEnd();
  }

  /**
   * For how long it has gone on after it was to be told to stop; 0 where it was not. Never waits:
   * telling it may hang.
   */
  long overdueNanos(long now) {
    long told = cancelledNanos;
    return told == 0 ? 0 : Math.max(1, now - told);
  }

  /**
   * Decides that the statement under way is to stop. From now on the connection is given back to
   * nobody, so that nobody else's is stopped.
   *
   * @return whether to {@link #cancel} it now; false where somebody does so already
   */
  synchronized boolean isToBeCancelled() {
    if (isClosed || isAborted || isBeingCancelled) {
      return false;
    }
    if (cancelledNanos == 0) {
      cancelledNanos = System.nanoTime();
    }
    isBeingCancelled = true;
    return true;
  }

  /** Stops the statement under way. May hang; nobody waits for it but its thread. */
  void cancel(Cancelling how) throws SQLException {
    try {
      if (!isOver()) {
        how.cancel(connection);
      }
    } finally {
      isBeingCancelled = false;
    }
  }

  private synchronized boolean isOver() {
    return isClosed || isAborted;
  }

  /** Cuts the connection, which ends all waits for it; never waits itself. */
  void abort() {
    // Not synchronized: it must work while a cancellation hangs.
    isAborted = true;
    try {
      connection.unwrap(Connection.class).abort(Runnable::run);
    } catch (SQLException e) {
      // It was broken anyhow.
    }
  }

  /** Gives it back; false where that was done before. */
  boolean close() throws SQLException {
    synchronized (this) { // not for as long as a cancellation takes
      if (isClosed) {
        return false;
      }
      isClosed = true;
    }
    if (cancelledNanos == 0 && !isAborted) {
      connection.close();
    } else if (!connection.isClosed()) {
      pool.evictConnection(connection); // closes it too: the pool has nothing left to give back
    }
    return true;
  }

  Connection connection() {
    return connection;
  }
}
