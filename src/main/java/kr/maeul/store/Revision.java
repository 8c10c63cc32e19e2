package kr.maeul.store;

import java.time.Instant;
import kr.maeul.feature.Feature;

/**
 * One change of one feature.
 *
 * @param number 1 for the first that is known of the feature
 * @param batch what was written together has the same one; null where it stands alone
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
    String batch,
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
}
