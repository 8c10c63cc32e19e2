package kr.maeul.web.media;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kr.maeul.media.MediaSweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away unused uploads every hour, for as long as the server runs. */
public final class Sweeping implements AutoCloseable {
  private static final int FIRST_MINUTES = 5;
  private static final int EVERY_MINUTES = 60;

  private final Logger log = LoggerFactory.getLogger(Sweeping.class);
  private final MediaSweep sweep;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "media-sweep");
            thread.setDaemon(true);
            return thread;
          });

  public Sweeping(MediaSweep sweep) {
    this.sweep = sweep;
  }

  public void start() {
    clock.scheduleWithFixedDelay(this::run, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  private void run() {
    try {
      sweep.run();
    } catch (IOException | RuntimeException e) {
      log.warn("unused uploads could not be swept; the next hour tries again", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
