package kr.maeul.db.revision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;

/**
 * From where revisions are counted. The database counts those of a layer from one, and where it is
 * put back – by a backup, by an asynchronous fail-over that lost the last writes – it counts once
 * more over numbers that were given out already, for other content. So what callers are told, and
 * what answers are remembered by, is the database's number and a far one that is another in each
 * epoch. Of layers whose rows come out of sight with a day ({@link kr.maeul.layer.Ends}), every day
 * is an epoch: what was remembered of the day before is as if it had been written to since. The sum
 * is exact in a double, as pages count. Stateless.
 */
public final class Epoch {
  /** 2⁴⁸: of thirty layers together, with any number of writes, the sum stays below 2⁵³. */
  private static final long EPOCHS = 1L << 48;

  private Epoch() {}

  /**
   * Where an epoch begins to count.
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
