package kr.maeul.db.revision;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks every half a second: for a database within this process, that is a moment's work. */
final class Polling implements ChangeWatch.Signal {
  private static final long INTERVAL_MS = 500;

  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public void await() {
    try {
      closed.await(INTERVAL_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
