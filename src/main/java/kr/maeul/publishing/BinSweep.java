package kr.maeul.publishing;

import java.time.Clock;
import java.time.Duration;
import kr.maeul.store.edit.FeatureArchive;

/** Deletes for good what has been in the bin for {@link #KEPT}. Safe for use by several threads. */
public final class BinSweep {
  /** How long a deleted item can be put back. */
  public static final Duration KEPT = Duration.ofDays(30);

  private final FeatureArchive archive;
  private final Clock clock;

  public BinSweep(FeatureArchive archive, Clock clock) {
    this.archive = archive;
    this.clock = clock;
  }

  /**
   * Deletes what is due.
   *
   * @throws kr.maeul.db.request.DatabaseException if the database fails
   */
  public void sweep() {
    archive.sweep(clock.instant().minus(KEPT));
  }
}
