package kr.maeul.limit;

import java.time.Duration;
import java.time.Instant;

/** A rule of how often something may be tried by one and the same. Immutable. */
public sealed interface Limit {
  /** What is counted; the same word counts together. */
  String what();

  /**
   * What has been counted.
   *
   * @param number how many tries were let through
   * @param next before then there is no other try
   * @param ends then all of it is forgotten
   */
  record Count(int number, Instant next, Instant ends) {}

  /**
   * An answer.
   *
   * @param pause how long to wait; zero lets the try through
   * @param count what there is after it; the one before where the try is not let through
   */
  record Answer(Duration pause, Count count) {}

  /**
   * Whether there may be another try.
   *
   * @param before what has been counted, or null
   */
  Answer ask(Count before, Instant now);

  /** So many within a time that begins with the first of them. */
  record Window(String what, int most, Duration within) implements Limit {
    @Override
    public Answer ask(Count before, Instant now) {
      if (before == null || !now.isBefore(before.ends)) {
        return new Answer(Duration.ZERO, new Count(1, now, now.plus(within)));
      }
      return before.number < most
          ? new Answer(Duration.ZERO, new Count(before.number + 1, now, before.ends))
          : new Answer(Duration.between(now, before.ends), before);
    }
  }

  /**
   * Slower and slower: after some free tries each has to wait twice as long as the one before. A
   * quiet hour, and whatever the longest wait is, forgets.
   *
   * @param free tries without a wait
   * @param first the first wait
   * @param longest no wait is longer
   */
  record Slower(String what, int free, Duration first, Duration longest) implements Limit {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    @Override
    public Answer ask(Count before, Instant now) {
      if (before != null && now.isBefore(before.ends) && now.isBefore(before.next)) {
        return new Answer(Duration.between(now, before.next), before);
      }
      int number = before == null || !now.isBefore(before.ends) ? 1 : before.number + 1;
      Instant next = now.plus(pause(number));
      return new Answer(Duration.ZERO, new Count(number, next, next.plus(FORGOTTEN_AFTER)));
    }

    private Duration pause(int number) {
      if (number < free) {
        return Duration.ZERO;
      }
      Duration pause = first.multipliedBy(1L << Math.min(number - free, MOST_DOUBLINGS));
      return pause.compareTo(longest) > 0 ? longest : pause;
    }
  }
}
