package kr.maeul.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever tries again and again. A try counts when it begins, so that many at once are
 * as slow as many in a row. After some free tries each has to wait twice as long as the one before,
 * up to a longest wait; after a quiet hour all is forgotten. What is remembered is bounded and in
 * memory: each instance counts for itself. Safe for use by several threads.
 */
public final class Throttle {
  private static final int MOST_KEYS = 50_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 20;

  private final Cache<String, Tries> tries = Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
  private final Clock clock;
  private final int free;
  private final Duration first;
  private final Duration longest;

  private record Tries(int count, Instant last, Instant next) {}

  /**
   * @param free tries without a wait
   * @param first the first wait
   * @param longest no wait is longer
   */
  public Throttle(Clock clock, int free, Duration first, Duration longest) {
    this.clock = clock;
    this.free = free;
    this.first = first;
    this.longest = longest;
  }

  /** Counts a try; or tells how long to wait before there may be one. */
  public Duration tryNow(String key) {
    Instant now = clock.instant();
    Duration[] wait = {Duration.ZERO};
    tries
        .asMap()
        .compute(
            key,
            (k, before) -> {
              if (before == null || before.last.plus(FORGOTTEN_AFTER).isBefore(now)) {
                return new Tries(1, now, now.plus(pause(1)));
              }
              if (now.isBefore(before.next)) {
                wait[0] = Duration.between(now, before.next);
                return before;
              }
              int count = before.count + 1;
              return new Tries(count, now, now.plus(pause(count)));
            });
    return wait[0];
  }

  /** The try was a good one: it does not count. */
  public void takeBack(String key) {
    tries
        .asMap()
        .computeIfPresent(
            key, (k, t) -> t.count <= 1 ? null : new Tries(t.count - 1, t.last, t.last));
  }

  /** All tries were good. */
  public void forget(String key) {
    tries.invalidate(key);
  }

  private Duration pause(int count) {
    if (count < free) {
      return Duration.ZERO;
    }
    Duration pause = first.multipliedBy(1L << Math.min(count - free, MOST_DOUBLINGS));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
