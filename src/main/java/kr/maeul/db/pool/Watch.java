package kr.maeul.db.pool;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stops statements whose time is up or whose caller has gone, and cuts connections that do not
 * stop. Its thread asks the database nothing itself, so it goes on whatever the database does.
 */
final class Watch implements AutoCloseable {
  private static final long TICK_MS = 100;

  /** Before that nobody is asked whether they still wait: nearly everything has ended by then. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** How long after being told to a statement may go on before its connection is cut. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Set<Use> uses = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Cancelling cancelling;
  private final ExecutorService cancels = Executors.newFixedThreadPool(2, Watch::daemon);

  Watch(Cancelling cancelling) {
    this.cancelling = cancelling;
    Thread thread = daemon(this::run);
    thread.setName("connections");
    thread.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "cancel");
    thread.setDaemon(true);
    return thread;
  }

  void add(Use use) {
    uses.add(use);
  }

  void remove(Use use) {
    uses.remove(use);
  }

  private void run() {
    try {
      while (!closed.await(TICK_MS, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        uses.forEach(use -> look(use, now));
      }
    } catch (InterruptedException e) {
      // Nobody does that but who ends the process.
    }
  }

  private void look(Use use, long now) {
    if (use.isPatient() || use.ageNanos(now) < FRESH_NANOS || !use.isAtEnd(now)) {
      return;
    }
    if (use.overdueNanos(now) > GRACE_NANOS) {
      use.abort();
    } else if (use.isToBeCancelled()) {
      cancels.execute(() -> cancel(use)); // perhaps never, where the others hang: then it is cut
    }
  }

  private void cancel(Use use) {
    try {
      use.cancel(cancelling);
    } catch (SQLException e) {
      use.abort();
    }
  }

  /**
   * Cuts connections to a database that is away, so that nobody waits for it.
   *
   * @param alsoPatient even those that may take their time
   */
  void cut(boolean alsoPatient) {
    for (Use use : uses) {
      if (alsoPatient || !use.isPatient()) {
        use.abort();
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    cancels.shutdownNow();
  }
}
