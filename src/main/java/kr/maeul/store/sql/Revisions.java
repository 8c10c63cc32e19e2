package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The revisions of all layers as the database has them, by one statement for everyone who asks at
 * the same time. An answer is given only to those who asked before its statement began, so nobody
 * gets one that is older than a write they could know of; whoever comes later waits for the next
 * statement, of which one runs at a time. Safe for use by several threads.
 */
final class Revisions {
  private static final String ALL = "SELECT \"id\", \"revision\" FROM \"maeul_layer\"";

  private final DataSource source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private boolean running;
  private CompletableFuture<Map<String, Long>> next;
  private Map<String, Long> last = Map.of();

  Revisions(DataSource source) {
    this.source = source;
  }

  /** The revision of every layer, by its id. The same map as before where nothing was written. */
  Map<String, Long> now() throws SQLException {
    CompletableFuture<Map<String, Long>> round;
    boolean leads = false;
    lock.lock();
    try {
      if (next == null) {
        next = new CompletableFuture<>();
        leads = true;
      }
      round = next;
      if (leads) {
        while (running) {
          idle.awaitUninterruptibly();
        }
        running = true;
        next = null;
      }
    } finally {
      lock.unlock();
    }
    if (leads) {
      ask(round);
    }
    try {
      return round.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
    }
  }

  private void ask(CompletableFuture<Map<String, Long>> round) {
    try {
      Map<String, Long> read = read();
      if (!read.equals(last)) {
        last = Map.copyOf(read);
      }
      round.complete(last);
    } catch (SQLException | RuntimeException | Error e) {
      round.completeExceptionally(e);
    } finally {
      lock.lock();
      running = false;
      idle.signal();
      lock.unlock();
    }
  }

  private Map<String, Long> read() throws SQLException {
    Map<String, Long> revisions = new HashMap<>();
    try (Connection c = source.getConnection();
        PreparedStatement s = c.prepareStatement(ALL);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        revisions.put(r.getString(1), r.getLong(2));
      }
    }
    return revisions;
  }
}
