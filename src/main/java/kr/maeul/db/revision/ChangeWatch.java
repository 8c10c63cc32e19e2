package kr.maeul.db.revision;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kr.maeul.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners which layers were written to. After each signal it compares the revisions in the
 * database with those it told last, so a message that was lost with a connection costs nothing. Its
 * thread runs from the first listener on.
 */
public final class ChangeWatch implements AutoCloseable {
  private static final long RETRY_SECONDS = 2;

  private final Logger log = LoggerFactory.getLogger(ChangeWatch.class);
  private final Source source;
  private final Revisions revisions;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Map<String, Long> told;
  private Thread thread;
  private Signal signal;

  /** Called after writes; several writes in a row may be told as one. */
  public interface Listener {
    /**
     * @param layer id of the layer that was written to
     * @param revision its revision now
     */
    void changed(String layer, long revision);
  }

  /** Opens connections that signal writes. */
  interface Source {
    Signal open() throws SQLException;
  }

  /** A connection that signals writes. */
  interface Signal extends AutoCloseable {
    /** Returns when something may have been written, and after some seconds in any case. */
    void await() throws SQLException;

    /** Makes {@link #await()} return or throw; may be called by another thread. */
    @Override
    void close() throws SQLException;
  }

  public ChangeWatch(Settings.Database settings, Revisions revisions) {
    this.source = settings.isPostGis() ? () -> Notifications.open(settings) : Polling::new;
    this.revisions = revisions;
  }

  /** Tells a listener of writes from now on. */
  public synchronized void add(Listener listener) throws SQLException {
    if (thread == null) {
      told = revisions.ask();
      thread = new Thread(this::run, "changes");
      thread.setDaemon(true);
      thread.start();
    }
    listeners.add(listener);
  }

  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  private void run() {
    boolean away = false;
    while (!isClosed()) {
      try (Signal opened = open()) {
        away = false;
        while (!isClosed()) {
          tell();
          opened.await();
        }
      } catch (SQLException | RuntimeException e) {
        if (!away && !isClosed()) {
          log.warn("changes are not heard; trying again every {} s", RETRY_SECONDS, e);
        }
        away = true;
        pause();
      }
    }
  }

  private Signal open() throws SQLException {
    Signal opened = source.open();
    synchronized (this) {
      signal = opened;
    }
    return opened;
  }

  private void tell() throws SQLException {
    Map<String, Long> now = revisions.ask();
    Map<String, Long> before = told;
    told = now;
    if (now == before) {
      return;
    }
    now.forEach(
        (layer, revision) -> {
          if (!revision.equals(before.get(layer))) {
            listeners.forEach(listener -> listener.changed(layer, revision));
          }
        });
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      if (closed.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
      try {
        if (signal != null) {
          signal.close();
        }
      } catch (SQLException e) {
        // It is given up either way.
      }
    }
    try {
      if (running != null) {
        running.join(TimeUnit.SECONDS.toMillis(RETRY_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
