package kr.maeul.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much of one kind is in hand at once, by whose it is: usually so many in all and of one, who
 * may be slow on purpose. Where those who are many have filled the places, everybody else still has
 * a few: so a few senders, however many things they begin, keep nobody out. Safe for use by several
 * threads; never waits.
 */
public final class Places {
  private final int usual;
  private final int usualOfOne;
  private final int most;
  private final int alwaysOfOne;

  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /** A place that is taken; closed once. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param usual in all, as long as nobody is kept out by it
   * @param usualOfOne of one, likewise
   * @param most in all, whoever asks
   * @param alwaysOfOne of each one, also where the usual ones are taken
   */
  public Places(int usual, int usualOfOne, int most, int alwaysOfOne) {
    this.usual = usual;
    this.usualOfOne = usualOfOne;
    this.most = most;
    this.alwaysOfOne = alwaysOfOne;
  }

  /**
   * So many in all and of one.
   *
   * @param most in all
   * @param mostOfOne of one
   */
  public Places(int most, int mostOfOne) {
    this(most, mostOfOne, most, 0);
  }

  /** Whether one has as many places as are usual. */
  public synchronized boolean isCrowded(String who) {
    return taken.getOrDefault(who, 0) >= usualOfOne;
  }

  /** Takes a place for somebody; empty if there is none for them. */
  public synchronized Optional<Place> enter(String who) {
    int ofThis = taken.getOrDefault(who, 0);
    boolean isRoom =
        all < usual
            ? ofThis < usualOfOne
            : all < most && ofThis < Math.min(alwaysOfOne, usualOfOne);
    if (!isRoom) {
      return Optional.empty();
    }
    all++;
    taken.put(who, ofThis + 1);
    return Optional.of(() -> leave(who));
  }

  private synchronized void leave(String who) {
    all--;
    taken.computeIfPresent(who, (w, count) -> count == 1 ? null : count - 1);
  }
}
