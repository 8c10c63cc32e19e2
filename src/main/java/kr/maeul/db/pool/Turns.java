package kr.maeul.db.pool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.request.Patience;

/**
 * Whose turn it is to write to the embedded database: one transaction's at a time, in the order in
 * which they came. H2 may put half of what one of them does on the disk when another one commits,
 * and what is on the disk is all that is left after a kill. PostgreSQL needs no turns. A turn is
 * taken before any lock of the database's own, and a thread that has it may take it again. Safe for
 * use by several threads.
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

  /** For a line that is written beside, for which nobody is to wait long: then without a turn. */
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
