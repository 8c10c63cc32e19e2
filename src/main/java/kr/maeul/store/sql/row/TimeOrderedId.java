package kr.maeul.store.sql.row;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Ids of features that come without one: UUIDs of version 7 (RFC 9562), which grow with time, so
 * that an index on them is filled from one end. For one thread.
 */
public final class TimeOrderedId {
  private final SecureRandom seed = new SecureRandom();
  private final java.util.SplittableRandom random = new java.util.SplittableRandom(seed.nextLong());
  private long lastMillis;
  private int counter;

  public String next() {
    long millis = Math.max(System.currentTimeMillis(), lastMillis);
    counter = millis == lastMillis ? counter + 1 : 0;
    if (counter > 0xFFF) {
      millis++;
      counter = 0;
    }
    lastMillis = millis;
    long high = millis << 16 | 0x7000 | counter;
    long low = random.nextLong() >>> 2 | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
