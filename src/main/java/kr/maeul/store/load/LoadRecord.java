package kr.maeul.store.load;

import java.time.Instant;
import kr.maeul.store.edit.Author;

/**
 * A load that was done, or an undoing of one, which is a load itself.
 *
 * @param number by which people name it; later ones have larger numbers, and there may be gaps
 * @param layer id of the layer
 * @param file name of what was loaded, may be empty
 * @param mode {@code merge}, {@code insert}, {@code upsert}, {@code replace} or {@code undo}
 * @param undoes number of the load that it took back, or null
 * @param author who did it
 * @param inserted features that it brought, or put back
 * @param changed features that it changed
 * @param unchanged features that were as it has them
 * @param deleted features that it took away; they are in the bin for a while
 * @param kept values that stayed although it had others
 * @param undoneBy number of the load that took it back, or null
 */
public record LoadRecord(
    long number,
    String layer,
    String file,
    String mode,
    Long undoes,
    Author author,
    Instant begun,
    Instant ended,
    long inserted,
    long changed,
    long unchanged,
    long deleted,
    long kept,
    Long undoneBy) {

  /** How the batches of loads begin. */
  public static final String BATCH = "load-";

  /** The mode of what takes a load back. */
  public static final String UNDO = "undo";

  /** The batch of the revisions of a load. */
  public static String batch(long number) {
    return BATCH + number;
  }

  /** Whether the service loaded it by itself, as it does with the demo content. */
  public boolean isByService() {
    return author.account() == null && LoadRequest.SERVICE.name().equals(author.name());
  }

  /** Whether a batch of revisions is that of a load. */
  public static boolean isLoad(String batch) {
    return batch != null && batch.startsWith(BATCH);
  }
}
