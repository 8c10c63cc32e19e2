package kr.maeul.media;

import java.util.HashMap;
import java.util.Map;

/**
 * Files on their way in: so many at once, and not all of one sender's, who may be slow on purpose.
 * Safe for use by several threads.
 */
final class Uploads {
  private static final int MOST = 12;
  private static final int MOST_OF_ONE = 4;

  private final Map<String, Integer> bySender = new HashMap<>();
  private int all;

  /**
   * Counts one more; {@link #leave} must follow.
   *
   * @throws MediaRefusedException if there is no room
   */
  synchronized void enter(String sender) {
    if (all >= MOST || bySender.getOrDefault(sender, 0) >= MOST_OF_ONE) {
      throw MediaRefusedException.busy();
    }
    all++;
    bySender.merge(sender, 1, Integer::sum);
  }

  synchronized void leave(String sender) {
    all--;
    bySender.computeIfPresent(sender, (s, n) -> n == 1 ? null : n - 1);
  }
}
