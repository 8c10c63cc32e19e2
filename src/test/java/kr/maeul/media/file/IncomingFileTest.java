package kr.maeul.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import kr.maeul.media.MediaFiles;
import kr.maeul.media.file.MediaRefusedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingFileTest {
  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();

  /** A sender who gives so many bytes at a time and lets so many milliseconds pass between. */
  private InputStream sender(byte[] file, int atATime, long pauseMillis) {
    return new ByteArrayInputStream(file) {
      @Override
      public synchronized int read(byte[] buffer, int from, int length) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        return super.read(buffer, from, Math.min(length, atATime));
      }
    };
  }

  @Test
  void aDribbleIsStopped() throws IOException {
    byte[] file = MediaFiles.jpeg(2000, 2000);

    assertRefused(sender(file, 1, 1000), Reason.TOO_SLOW);
    assertThat(TimeUnit.NANOSECONDS.toSeconds(nanos.get())).isLessThan(30);
    nanos.set(0);
    assertRefused(sender(file, 2048, 1000), Reason.TOO_SLOW);
  }

  @Test
  void aSlowLineIsBorneWith() throws IOException {
    byte[] file = MediaFiles.jpeg(1500, 1500);

    try (IncomingFile incoming =
        IncomingFile.take(sender(file, 5000, 1000), file.length, folder, nanos::get)) {
      assertThat(incoming.bytes()).isEqualTo(file);
      assertThat(incoming.type()).isEqualTo(FileType.JPEG);
    }
    assertThat(TimeUnit.NANOSECONDS.toSeconds(nanos.get())).isPositive();
    assertEmpty();
  }

  /** Threads keep what they needed outside of the heap, and there are many of them. */
  @Test
  void readingALargeFileLeavesNothingOutsideOfTheHeap() throws Exception {
    byte[] file = MediaFiles.concat(MediaFiles.jpeg(20, 20), new byte[12 << 20]);
    BufferPoolMXBean outside =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    try (IncomingFile incoming =
        IncomingFile.take(new ByteArrayInputStream(file), file.length, folder, nanos::get)) {
      long before = outside.getMemoryUsed();
      List<byte[]> read = new ArrayList<>();
      AtomicLong most = new AtomicLong();
      for (int i = 0; i < 3; i++) {
        Thread reader =
            new Thread(
                () -> {
                  try {
                    read.add(incoming.bytes());
                    most.accumulateAndGet(outside.getMemoryUsed() - before, Math::max);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
        reader.start();
        reader.join();
      }
      assertThat(read).hasSize(3).allMatch(bytes -> Arrays.equals(bytes, file));
      assertThat(most.get()).isLessThan(4 << 20);
    }
  }

  @Test
  void lessThanWasSaidIsRefused() throws IOException {
    byte[] file = MediaFiles.png(20, 20);

    assertThatThrownBy(
            () ->
                IncomingFile.take(
                    new ByteArrayInputStream(file), file.length + 1, folder, nanos::get))
        .isInstanceOf(MediaRefusedException.class);
    assertEmpty();
  }

  @Test
  void photosHaveLessRoomThanSound() throws IOException {
    byte[] photo = new byte[(int) IncomingFile.MOST_PHOTO_BYTES + 1];
    System.arraycopy(MediaFiles.png(2, 2), 0, photo, 0, 16);
    byte[] sound = new byte[(int) IncomingFile.MOST_PHOTO_BYTES + 1];
    System.arraycopy(MediaFiles.wav(1), 0, sound, 0, 44);

    assertRefused(new ByteArrayInputStream(photo), Reason.TOO_LARGE);
    IncomingFile.take(new ByteArrayInputStream(sound), -1, folder, nanos::get).close();
    assertEmpty();
  }

  private void assertRefused(InputStream in, Reason reason) throws IOException {
    assertThatThrownBy(() -> IncomingFile.take(in, -1, folder, nanos::get))
        .isInstanceOfSatisfying(
            MediaRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertEmpty();
  }

  private void assertEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
