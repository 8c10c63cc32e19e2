package kr.maeul.store.edit;

import java.time.Instant;
import kr.maeul.feature.Feature;

/**
 * One change of one feature.
 *
 * @param number names the revision among those of the feature; later ones have larger numbers. It
 *     is the second in which the change was made, or the next one that no earlier change has, so
 *     that nobody learns from a gap that there was a change that they may not see
 * @param author who made it; carries the batch that it belongs to
 * @param before as the view shows it, null where there was none
 * @param after as the view shows it, null where it was taken away
 * @param version of what is there after it, or null
 */
public record Revision(
    String layer,
    String id,
    long number,
    Kind kind,
    Instant at,
    Author author,
    Feature before,
    Feature after,
    String version) {

  /** What was done. */
  public enum Kind {
    CREATED,
    CHANGED,
    REMOVED,
    /** Put back from the bin, or to what an earlier revision says. */
    RESTORED
  }

  /** What was written together has the same one; null where it stands alone. */
  public String batch() {
    return author.batch();
  }
}
