package kr.maeul.review;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import kr.maeul.layer.Text;
import kr.maeul.review.ReviewException.Reason;

/**
 * Holds back whoever asks too often, by the fingerprint of an address. Counts in memory, of a
 * bounded number of addresses; an instance that starts anew has forgotten. Safe for use by several
 * threads.
 */
final class Gate {
  private static final int MOST_ADDRESSES = 50_000;

  private final Clock clock;
  private final Cache<Key, Window> windows =
      Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();

  /** What is counted, and how much of it is let through. */
  enum What {
    /** Any request that makes the service work. */
    REQUEST(120, Duration.ofMinutes(1)),
    SUBMIT(20, Duration.ofMinutes(10)),
    UPLOAD(60, Duration.ofMinutes(10)),
    WRONG_SECRET(30, Duration.ofMinutes(10));

    private final int most;
    private final Duration within;

    What(int most, Duration within) {
      this.most = most;
      this.within = within;
    }
  }

  private record Key(String sender, What what) {}

  private record Window(long beganMillis, int number) {}

  Gate(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts one.
   *
   * @throws ReviewException if it is one too many
   */
  void pass(String sender, What what) {
    long now = clock.millis();
    Window window =
        windows
            .asMap()
            .compute(
                new Key(sender, what),
                (k, w) ->
                    isOver(w, what, now)
                        ? new Window(now, 1)
                        : new Window(w.beganMillis(), Math.min(w.number(), what.most) + 1));
    if (window.number() > what.most) {
      throw tooMany(what);
    }
  }

  /**
   * Lets through whoever has not been counted too often, without counting.
   *
   * @throws ReviewException otherwise
   */
  void check(String sender, What what) {
    Window window = windows.getIfPresent(new Key(sender, what));
    if (!isOver(window, what, clock.millis()) && window.number() >= what.most) {
      throw tooMany(what);
    }
  }

  private static boolean isOver(Window window, What what, long now) {
    return window == null || now - window.beganMillis() >= what.within.toMillis();
  }

  private static ReviewException tooMany(What what) {
    long minutes = what.within.toMinutes();
    return new ReviewException(
        Reason.TOO_MANY,
        new Text(
            "짧은 시간에 너무 많이 보내셨습니다. " + minutes + "분 뒤에 다시 해 주시거나 센터로 전화해 주세요.",
            "that is too much in a short time; try again in "
                + minutes
                + " minutes or telephone the centre"));
  }
}
