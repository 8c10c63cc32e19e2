package kr.maeul.store.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * From where revisions are counted. The database counts those of a layer from one, and where it is
 * put back – by a backup, by an asynchronous fail-over that lost the last writes – it counts once
 * more over numbers that were given out already, for other content. So what callers are told, and
 * what answers are remembered by, is the database's number and a far one that is another in each
 * epoch. The sum is exact in a double, as pages count. Stateless.
 */
final class Epoch {
  /** 2⁴⁸: of thirty layers together, with any number of writes, the sum stays below 2⁵³. */
  private static final long EPOCHS = 1L << 48;

  private Epoch() {}

  /**
   * Where an epoch begins to count.
   *
   * @param name what {@link Dialect#epoch} gave
   */
  static long start(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Math.floorMod(ByteBuffer.wrap(hash).getLong(), EPOCHS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
