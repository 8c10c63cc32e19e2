package kr.maeul.db.revision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;

/**
 * The offset that is added to revisions. The database counts the writes to a layer from one. After
 * a restore, or a fail-over that lost writes, it gives numbers once more that stood for other
 * content. So callers and caches get that number plus an offset, which is another in each epoch.
 * For layers whose rows are hidden after a day, every day is an epoch, so that answers of the day
 * before are not used. The sum is exact in a double, as pages count. Stateless.
 */
public final class Epoch {
  /** 2⁴⁸: of thirty layers together, with any number of writes, the sum stays below 2⁵³. */
  private static final long EPOCHS = 1L << 48;

  private Epoch() {}

  /**
   * The offset of an epoch.
   *
   * @param name what {@code Engine.epoch} gave
   * @param day for a layer of which other rows are shown on another day, else null
   */
  public static long start(String name, LocalDate day) {
    String whole = day == null ? name : name + ' ' + day;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return Math.floorMod(ByteBuffer.wrap(hash).getLong(), EPOCHS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
