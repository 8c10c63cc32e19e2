package kr.maeul.media;

import java.util.function.LongSupplier;
import kr.maeul.media.file.MediaRefusedException;

/**
 * Lets work on a file begin only where the heap has room for it now, so that no file, however dear,
 * ends the program. What is told free includes no garbage; where that is too little, it is
 * collected first, which also joins the room that is left into larger pieces. Safe for use by
 * several threads.
 */
final class HeapRoom {
  /** What the rest of the program takes at the least. */
  private static final long AT_REST_BYTES = 96L << 20;

  /** Of the heap, this part is left for whatever else is asked meanwhile. */
  private static final int SPARE_PARTS = 16;

  private final long heapBytes;
  private final LongSupplier usedBytes;
  private final Runnable collect;
  private long promisedBytes;

  /** Room that is taken; closed once. */
  interface Room extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param heapBytes the most that the heap may have
   * @param usedBytes of it, with garbage
   * @param collect takes the garbage away
   */
  HeapRoom(long heapBytes, LongSupplier usedBytes, Runnable collect) {
    this.heapBytes = heapBytes;
    this.usedBytes = usedBytes;
    this.collect = collect;
  }

  /** Of this program. */
  static HeapRoom ofProgram() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapRoom(
        runtime.maxMemory(), () -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
  }

  /**
   * Takes room.
   *
   * @param bytes that the work takes at most
   * @throws MediaRefusedException if there is none now, or can be none in a heap of this size
   */
  synchronized Room take(long bytes) {
    if (bytes > heapBytes - AT_REST_BYTES) {
      throw MediaRefusedException.tooDear();
    }
    if (!fits(bytes)) {
      collect.run();
      if (!fits(bytes)) {
        throw MediaRefusedException.busy();
      }
    }
    promisedBytes += bytes;
    return () -> give(bytes);
  }

  private boolean fits(long bytes) {
    long free = heapBytes - usedBytes.getAsLong() - heapBytes / SPARE_PARTS;
    return free >= promisedBytes + bytes;
  }

  private synchronized void give(long bytes) {
    promisedBytes -= bytes;
  }
}
