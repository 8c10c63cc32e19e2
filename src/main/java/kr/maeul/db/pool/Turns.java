package kr.maeul.db.pool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.request.Patience;

/**
 * The lock of writers to the embedded database: one transaction at a time, in order. When one
 * commits, H2 may write half of another one to the disk, which is what a kill leaves. PostgreSQL
 * needs none. A turn is taken before any lock of the database's own, and a thread that has it may
 * take it again. Safe for use by several threads.
 */
public final class Turns {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(9);
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock;

  /** Lasts until it is closed, by the thread that took it. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param areTaken false where all may write at once
   */
  public Turns(boolean areTaken) {
    this.lock = areTaken ? new ReentrantLock(true) : null;
  }

  /**
   * Waits for a turn: as long as the caller is patient, and seconds at most; who works for nobody
   * waits as long as it takes.
   *
   * @throws DatabaseException if it did not come in time
   */
  public Turn take() {
    if (lock == null) {
      return () -> {};
    }
    Patience patience = Patience.ofThread();
    if (patience == null) {
      lock.lock();
    } else if (!comesWithin(Math.min(MOST_NANOS, patience.endNanos() - System.nanoTime()))) {
      throw new DatabaseException(
          DatabaseException.Reason.BUSY, "somebody else writes, and it takes long", null);
    }
    return lock::unlock;
  }

  /** For a short write of its own, which after a second goes on without a turn. */
  public Turn takeSoon() {
    return lock != null && comesWithin(SOON_NANOS) ? lock::unlock : () -> {};
  }

  private boolean comesWithin(long nanos) {
    try {
      return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
