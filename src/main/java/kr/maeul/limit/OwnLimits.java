package kr.maeul.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/**
 * Counts for this instance alone, in bounded memory: for what spares the instance itself, and is
 * asked too often to write to the database each time. Safe for use by several threads.
 */
public final class OwnLimits {
  private static final int MOST_KEYS = 50_000;

  private record Key(String what, String who) {}

  private final Cache<Key, Limit.Count> counts =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
  private final Clock clock;

  public OwnLimits(Clock clock) {
    this.clock = clock;
  }

  /** Counts a try; or tells how long to wait before there may be one. */
  public Duration count(Limit limit, String who) {
    Duration[] wait = new Duration[1];
    counts
        .asMap()
        .compute(
            new Key(limit.what(), who),
            (key, before) -> {
              Limit.Answer answer = limit.ask(before, clock.instant());
              wait[0] = answer.pause();
              return answer.count();
            });
    return wait[0];
  }
}
