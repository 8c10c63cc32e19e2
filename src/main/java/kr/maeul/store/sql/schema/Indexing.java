package kr.maeul.store.sql.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kr.maeul.config.Settings;
import kr.maeul.db.pool.Driver;
import kr.maeul.layer.Layer;
import kr.maeul.store.sql.dialect.postgis.SearchIndexes;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the search indexes of large layers while people work: on a connection and a thread of its
 * own, by one of several instances, over again where one that did it has ended. {@code CREATE INDEX
 * CONCURRENTLY} keeps nobody from writing; a start that waited for it would keep everybody from the
 * map for minutes.
 */
public final class Indexing implements AutoCloseable {
  /** Any constant will do but the one of the migrations. */
  private static final long LOCK = 0x6d6165756dL;

  private static final long AGAIN_SECONDS = 2;

  private final Logger log = LoggerFactory.getLogger(Indexing.class);
  private final Settings.Database settings;
  private final Collection<Layer> layers;
  private final Set<String> waiting;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Connection connection;

  /**
   * @param waiting ids of the layers that lack an index; each is taken out once it has all
   */
  public Indexing(Settings.Database settings, Collection<Layer> layers, Set<String> waiting) {
    this.settings = settings;
    this.layers = layers;
    this.waiting = waiting;
  }

  /** Begins; what is returned completes once nothing is left to do. */
  public CompletableFuture<Void> begin() {
    log.info(
        "검색 색인을 만듭니다. 그동안에도 쓸 수 있고, 검색만 느립니다: {} / making search indexes; the service can be used"
            + " meanwhile, only searching is slower",
        waiting);
    Thread thread = new Thread(this::run, "indexing");
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private void run() {
    boolean hasFailed = false;
    while (closed.getCount() > 0 && !waiting.isEmpty()) {
      try (Connection c = Driver.connect(settings, "maeul indexing")) {
        connection = c;
        work(c);
      } catch (SQLException e) {
        if (!hasFailed && closed.getCount() > 0) {
          log.warn("search indexes cannot be made now; trying again", e);
        }
        hasFailed = true;
      }
      pauseUnlessDone();
    }
    if (waiting.isEmpty()) {
      log.info("검색 색인이 다 있습니다 / all search indexes are there");
      done.complete(null);
    }
  }

  private void work(Connection c) throws SQLException {
    noticeWhenWeAreGone(c);
    if (!isOurs(c)) {
      return; // another instance is at it
    }
    for (Layer layer : layers) {
      if (waiting.contains(layer.id()) && closed.getCount() > 0) {
        SearchIndexes.keepConcurrently(c, layer);
        waiting.remove(layer.id());
      }
    }
  }

  /** Else the server would go on for somebody who was killed, and nobody would know of it. */
  private static void noticeWhenWeAreGone(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      s.execute("SET statement_timeout = 0");
      s.execute("SET client_connection_check_interval = '2s'");
    } catch (SQLException e) {
      if (!"42704".equals(e.getSQLState()) && !"22023".equals(e.getSQLState())) {
        throw e;
      } // a server before 14, or one on a system that cannot tell
    }
  }

  /** Asks without waiting: who waits has a snapshot, and the making of an index waits for those. */
  private static boolean isOurs(Connection c) throws SQLException {
    try (Statement s = c.createStatement();
        ResultSet r = s.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
      r.next();
      return r.getBoolean(1);
    }
  }

  private void pauseUnlessDone() {
    try {
      if (!waiting.isEmpty()) {
        closed.await(AGAIN_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Connection c = connection;
    if (c != null) {
      try {
        c.unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException e) {
        // The connection is given up in any case.
      }
      try {
        c.abort(Runnable::run);
      } catch (SQLException e) {
        // It was broken anyhow.
      }
    }
    List.copyOf(waiting).forEach(id -> log.info("the search indexes of {} are left for later", id));
  }
}
