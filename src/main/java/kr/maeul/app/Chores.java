package kr.maeul.app;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The scheduler of all background jobs. Each has a name and a thread for its turn, so one that
 * fails or is slow stops no other; it fails alone, is logged and has its next turn. No job runs
 * twice at once. Add all jobs before {@link #start}. Safe for use by several threads.
 */
public final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  private final Map<String, Chore> chores = new LinkedHashMap<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Duration finishing;
  private final Duration stopping;
  private ScheduledThreadPoolExecutor threads;

  /** What a job does at each turn. */
  public interface Work {
    void run() throws Exception;
  }

  private record Chore(String name, Duration first, Duration pause, boolean isPrivate, Work work) {}

  Chores() {
    this(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  /**
   * @param finishing how long a job may go on when the scheduler is closed
   * @param stopping how long it may take to stop after it has been interrupted
   */
  Chores(Duration finishing, Duration stopping) {
    this.finishing = finishing;
    this.stopping = stopping;
  }

  /**
   * Adds a job.
   *
   * @param first from the start to its first turn
   * @param pause from the end of a turn to the next
   */
  public void add(String name, Duration first, Duration pause, Work work) {
    add(new Chore(name, first, pause, false, work));
  }

  /** The same for work on personal data: of a failure, the log has the kind and no message. */
  void addPrivate(String name, Duration first, Duration pause, Work work) {
    add(new Chore(name, first, pause, true, work));
  }

  private synchronized void add(Chore chore) {
    if (threads != null || chores.putIfAbsent(chore.name, chore) != null) {
      throw new IllegalStateException("added too late, or twice: " + chore.name);
    }
  }

  /** Starts the jobs. A second call does nothing. */
  synchronized void start() {
    if (threads == null && !chores.isEmpty()) {
      threads = new ScheduledThreadPoolExecutor(chores.size(), Chores::daemon);
      for (Chore chore : chores.values()) {
        threads.scheduleWithFixedDelay(
            () -> run(chore),
            chore.first.toMillis(),
            chore.pause.toMillis(),
            TimeUnit.MILLISECONDS);
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "chores");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a job now, on the caller's thread; that it fails is logged alone. Before the start. */
  public void run(String name) {
    run(chores.get(name));
  }

  private void run(Chore chore) {
    running.add(chore.name);
    try {
      chore.work.run();
      if (failing.remove(chore.name)) {
        LOG.info("배경 작업이 다시 됩니다 / a background job succeeds again: {}", chore.name);
      }
    } catch (Exception | Error e) {
      boolean isFirst = failing.add(chore.name); // a database that is away fails every second
      LOG.atLevel(isFirst ? Level.WARN : Level.DEBUG)
          .setCause(chore.isPrivate ? null : e)
          .log(
              "배경 작업이 실패했습니다. 다음 차례에 다시 합니다 / a background job failed; it has its next turn: {} ({})",
              chore.name,
              e.getClass().getSimpleName());
    } finally {
      running.remove(chore.name);
    }
  }

  /**
   * Stops: no job begins another turn, one in its turn may end it for some seconds and is then
   * interrupted. The log names those that do not stop even so.
   */
  @Override
  public synchronized void close() {
    if (threads == null) {
      return;
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(finishing.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
        if (!threads.awaitTermination(stopping.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("끝나지 않는 배경 작업 / background jobs that do not stop: {}", new TreeSet<>(running));
        }
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
