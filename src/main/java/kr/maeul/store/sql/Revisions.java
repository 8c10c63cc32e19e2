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
  /** Revisions only go up, so where their sum is the same, so is each of them. */
  private static final String SUM =
      "SELECT COALESCE(SUM(\"revision\"), 0), COUNT(*) FROM \"maeul_layer\"";

  private static final String ALL = "SELECT \"id\", \"revision\" FROM \"maeul_layer\"";

  private final DataSource source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private boolean running;
  private CompletableFuture<Map<String, Long>> next;
  private Map<String, Long> last = Map.of();
  private long lastSum;

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
      round.complete(read());
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
    try (Connection c = source.getConnection()) {
      if (!isAsLast(c)) {
        Map<String, Long> revisions = new HashMap<>();
        try (PreparedStatement s = c.prepareStatement(ALL);
            ResultSet r = s.executeQuery()) {
          while (r.next()) {
            revisions.put(r.getString(1), r.getLong(2));
          }
        }
        last = Map.copyOf(revisions);
        lastSum = last.values().stream().mapToLong(Long::longValue).sum();
      }
      return last;
    }
  }

  private boolean isAsLast(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(SUM);
        ResultSet r = s.executeQuery()) {
      r.next();
      return r.getLong(1) == lastSum && r.getInt(2) == last.size();
    }
  }
}
