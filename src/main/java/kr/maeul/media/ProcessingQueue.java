package kr.maeul.media;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.request.Patience;
import kr.maeul.media.file.MediaRefusedException;

/**
 * Whose file is worked on next. A sender has one in hand at a time, so that twenty photos of one
 * leave room between them for everybody else's; and large photos, which take seconds and much
 * memory, have a lane of their own, so that usual ones pass by. Safe for use by several threads.
 */
final class ProcessingQueue {
  private static final long LONGEST_WAIT_SECONDS = 30;
  private static final long BYTES_OF_LARGE = 200L << 20;
  private static final long BYTES_OF_USUAL = 120L << 20;

  private final Semaphore large = new Semaphore(1, true);
  private final Semaphore usual;
  private final Map<String, Line> lines = new HashMap<>();

  /** Of one sender: there as long as somebody stands in it. */
  private static final class Line {
    private final Semaphore first = new Semaphore(1, true);
    private int length;
  }

  /** A turn; closed once. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param heapBytes of the program: what a large photo leaves of half of it is for usual ones;
   *     where that is nothing, they share its lane
   * @param processors how many usual ones at most are worked on at once
   */
  ProcessingQueue(long heapBytes, int processors) {
    long fit = (heapBytes / 2 - BYTES_OF_LARGE) / BYTES_OF_USUAL;
    int lanes = (int) Math.max(0, Math.min(fit, processors));
    usual = lanes == 0 ? large : new Semaphore(lanes, true);
  }

  /**
   * Waits for a turn.
   *
   * @param sender account or network
   * @throws MediaRefusedException if it does not come in half a minute, or its sender has hung up
   *     when it comes
   */
  Turn take(String sender, boolean isLarge) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
    Line line = join(sender);
    boolean isFirst = false;
    try {
      isFirst = line.first.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      Semaphore lane = isLarge ? large : usual;
      if (isFirst && lane.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        if (!Patience.isForNobody()) {
          return () -> {
            lane.release();
            leave(sender, line, true);
          };
        }
        lane.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leave(sender, line, isFirst);
    throw MediaRefusedException.busy();
  }

  private synchronized Line join(String sender) {
    Line line = lines.computeIfAbsent(sender, s -> new Line());
    line.length++;
    return line;
  }

  private synchronized void leave(String sender, Line line, boolean isFirst) {
    if (isFirst) {
      line.first.release();
    }
    if (--line.length == 0) {
      lines.remove(sender);
    }
  }
}
