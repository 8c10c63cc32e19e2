package kr.maeul.store.sql.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kr.maeul.store.StoreException;

/**
 * How many questions of strangers are with the database at once, in all and of one network. One
 * network never has all of the places, so that others find one; who finds none waits a little, and
 * no more wait than would be served meanwhile. Safe for use by several threads.
 */
public final class Lane {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final String name;
  private final int most;
  private final int mostOfOne;
  private final int mostWaiting;
  private final long waitNanos;
  private final Runnable stillSo;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition left = lock.newCondition();
  private final Map<String, Integer> inside = new HashMap<>();
  private final Map<String, Integer> waiting = new HashMap<>();
  private int all;
  private int allWaiting;

  /** A place that is taken; closed once. */
  public interface Place {
    void close();
  }

  /**
   * @param most places, 2 or more
   * @param mostWaiting of one network; three networks fill the room to wait in
   * @param stillSo throws where waiting has become of no use
   */
  public Lane(String name, int most, int mostWaiting, long waitMillis, Runnable stillSo) {
    this.stillSo = stillSo;
    this.name = name;
    this.most = most;
    this.mostOfOne = Math.max(1, most - Math.max(1, most / 3));
    this.mostWaiting = mostWaiting;
    this.waitNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
  }

  /**
   * Takes a place.
   *
   * @param endNanos when whoever asks gives up
   * @throws StoreException if there is none in time
   */
  public Place enter(String network, long endNanos) {
    lock.lock();
    try {
      if (isFull(network)) {
        await(network, Math.min(waitNanos, endNanos - System.nanoTime()));
      }
      all++;
      inside.merge(network, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
    return () -> leave(network);
  }

  private void await(String network, long nanos) {
    if (waiting.getOrDefault(network, 0) >= mostWaiting || allWaiting >= 3 * mostWaiting) {
      throw refused(network);
    }
    waiting.merge(network, 1, Integer::sum);
    allWaiting++;
    try {
      for (long left = nanos; isFull(network); ) {
        if (left <= 0) {
          throw refused(network);
        }
        stillSo.run();
        long slice = Math.min(left, SLICE_NANOS);
        left -= slice - Math.max(0, this.left.awaitNanos(slice));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(network);
    } finally {
      allWaiting--;
      forget(waiting, network);
    }
  }

  private boolean isFull(String network) {
    return all >= most || inside.getOrDefault(network, 0) >= mostOfOne;
  }

  private StoreException refused(String network) {
    boolean isOfNetwork =
        inside.getOrDefault(network, 0) >= mostOfOne
            || waiting.getOrDefault(network, 0) >= mostWaiting;
    return new StoreException(
        isOfNetwork ? StoreException.Reason.CROWDED : StoreException.Reason.BUSY,
        "no place among the " + name + " questions",
        null);
  }

  private void leave(String network) {
    lock.lock();
    try {
      all--;
      forget(inside, network);
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void forget(Map<String, Integer> counts, String network) {
    counts.computeIfPresent(network, (n, count) -> count == 1 ? null : count - 1);
  }
}
