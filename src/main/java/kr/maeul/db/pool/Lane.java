package kr.maeul.db.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kr.maeul.db.request.DatabaseException;

/**
 * Limits how many questions of callers without an account run at once, in all and from one network.
 * One network never has all places. Callers without a place wait a little, and no more wait than
 * can be served meanwhile. The first questions of a network that has little under way come before
 * the many of others and wait in a room of their own, so that networks which ask much, however many
 * they are, keep no reader out. Safe for use by several threads.
 */
final class Lane {
  /** A page asks several things at once; so many of them are first ones. */
  private static final int FIRST_ONES = 2;

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

  /** Of those that wait. */
  private final Map<String, Integer> firstOnes = new HashMap<>();

  private int all;
  private int allWaiting;
  private int allFirstOnes;

  /** A place that is taken; closed once. */
  interface Place {
    void close();
  }

  /**
   * @param most places, 2 or more
   * @param mostWaiting of one network; three networks fill a room to wait in
   * @param stillSo throws where waiting has become of no use
   */
  Lane(String name, int most, int mostWaiting, long waitMillis, Runnable stillSo) {
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
   * @param hasMuchUnderWay whether the network has an answer still to take
   * @param endNanos when whoever asks gives up
   * @throws DatabaseException if there is none in time
   */
  Place enter(String network, boolean hasMuchUnderWay, long endNanos) {
    lock.lock();
    try {
      int theirs = inside.getOrDefault(network, 0) + waiting.getOrDefault(network, 0);
      boolean isFirst = !hasMuchUnderWay && theirs < FIRST_ONES;
      if (isFull(network, isFirst)) {
        await(network, isFirst, Math.min(waitNanos, endNanos - System.nanoTime()));
      }
      all++;
      inside.merge(network, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
    return () -> leave(network);
  }

  private void await(String network, boolean isFirst, long nanos) {
    int inTheirRoom = isFirst ? allFirstOnes : allWaiting - allFirstOnes;
    if (waiting.getOrDefault(network, 0) >= mostWaiting || inTheirRoom >= 3 * mostWaiting) {
      throw refused(network);
    }
    waiting.merge(network, 1, Integer::sum);
    allWaiting++;
    if (isFirst) {
      firstOnes.merge(network, 1, Integer::sum);
      allFirstOnes++;
    }
    try {
      for (long left = nanos; isFull(network, isFirst); ) {
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
      if (isFirst) {
        allFirstOnes--;
        forget(firstOnes, network);
      }
    }
  }

  private boolean isFull(String network, boolean isFirst) {
    return all >= most || hasAllOfTheirs(network) || !isFirst && doesAnyFirstOneWait();
  }

  private boolean hasAllOfTheirs(String network) {
    return inside.getOrDefault(network, 0) >= mostOfOne;
  }

  /** Only those that could enter now. */
  private boolean doesAnyFirstOneWait() {
    return firstOnes.keySet().stream().anyMatch(network -> !hasAllOfTheirs(network));
  }

  private DatabaseException refused(String network) {
    boolean isOfNetwork =
        hasAllOfTheirs(network) || waiting.getOrDefault(network, 0) >= mostWaiting;
    return new DatabaseException(
        isOfNetwork ? DatabaseException.Reason.CROWDED : DatabaseException.Reason.BUSY,
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
