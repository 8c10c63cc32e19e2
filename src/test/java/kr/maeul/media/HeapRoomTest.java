package kr.maeul.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
  private static final long MEGABYTE = 1L << 20;

  private final AtomicLong used = new AtomicLong(200 * MEGABYTE);
  private final AtomicInteger collections = new AtomicInteger();
  private final AtomicLong garbage = new AtomicLong();
  private final HeapRoom heap =
      new HeapRoom(
          512 * MEGABYTE,
          used::get,
          () -> {
            collections.incrementAndGet();
            used.addAndGet(-garbage.getAndSet(0));
          });

  @Test
  void whatFitsBeginsWithoutCollecting() {
    heap.take(250 * MEGABYTE).close();

    assertThat(collections).hasValue(0);
  }

  @Test
  void whatIsPromisedToOthersIsNotPromisedAgain() {
    HeapRoom.Room first = heap.take(200 * MEGABYTE);
    refused(100, Reason.BUSY);
    first.close();

    heap.take(100 * MEGABYTE).close();
  }

  @Test
  void garbageIsCollectedBeforeAnybodyIsRefused() {
    used.set(500 * MEGABYTE);
    garbage.set(300 * MEGABYTE);

    heap.take(200 * MEGABYTE).close();

    assertThat(collections).hasValue(1);
    used.set(500 * MEGABYTE);
    refused(200, Reason.BUSY);
  }

  @Test
  void whatCanNeverFitIsTooLarge() {
    used.set(0);

    refused(420, Reason.TOO_LARGE);
  }

  private void refused(int megabytes, Reason reason) {
    assertThatThrownBy(() -> heap.take(megabytes * MEGABYTE))
        .isInstanceOfSatisfying(
            MediaRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
