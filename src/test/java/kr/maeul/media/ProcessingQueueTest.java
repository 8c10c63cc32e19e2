package kr.maeul.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.request.Patience;
import kr.maeul.media.file.MediaRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProcessingQueueTest {
  private static final long MEGABYTE = 1L << 20;

  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void stop() throws InterruptedException {
    others.shutdown();
    assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void usualPhotosPassALargeOne() {
    ProcessingQueue turns = new ProcessingQueue(2048 * MEGABYTE, 2);
    try (ProcessingQueue.Turn large = turns.take("one", true);
        ProcessingQueue.Turn usual = turns.take("two", false)) {
      assertThat(usual).isNotSameAs(large);
    }
  }

  @Test
  void whoSendsManyWaitsForThemselvesAlone() {
    ProcessingQueue turns = new ProcessingQueue(2048 * MEGABYTE, 2);
    ProcessingQueue.Turn first = turns.take("many", false);
    CompletableFuture<ProcessingQueue.Turn> second =
        CompletableFuture.supplyAsync(() -> turns.take("many", false), others);
    CompletableFuture<ProcessingQueue.Turn> third =
        CompletableFuture.supplyAsync(() -> turns.take("many", false), others);
    for (int i = 0; i < 5; i++) { // although the others of the first one stand there already
      turns.take("somebody else", false).close();
    }
    assertThat(second).isNotDone();
    assertThat(third).isNotDone();
    first.close();
    // Whichever comes first leaves room for the other.
    CompletableFuture.allOf(
            second.thenAccept(ProcessingQueue.Turn::close),
            third.thenAccept(ProcessingQueue.Turn::close))
        .join();
  }

  @Test
  void whoHasHungUpLeavesTheTurnToOthers() throws Exception {
    ProcessingQueue turns = new ProcessingQueue(256 * MEGABYTE, 2);
    Patience gone =
        new Patience("net", Duration.ofHours(1), Duration.ofHours(1), () -> true, () -> false);

    gone.during(
        () ->
            assertThatThrownBy(() -> turns.take("one", true))
                .isInstanceOf(MediaRefusedException.class));

    turns.take("one", true).close();
    turns.take("two", false).close();
  }

  @Test
  void aSmallHeapHasOneLane() {
    ProcessingQueue turns = new ProcessingQueue(256 * MEGABYTE, 2);
    ProcessingQueue.Turn large = turns.take("one", true);
    CompletableFuture<Void> usual =
        CompletableFuture.runAsync(() -> turns.take("two", false).close(), others);
    assertThat(usual).isNotDone();
    large.close();
    usual.join();
  }
}
