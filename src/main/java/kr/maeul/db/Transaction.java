package kr.maeul.db;

import org.jdbi.v3.core.Handle;

/**
 * Writes that come true together or not at all. The database makes one and ends it; whoever is
 * given one hands it on and never keeps it. For one thread.
 */
public final class Transaction {
  private final Handle handle;
  private boolean hasWrittenFeatures;

  Transaction(Handle handle) {
    this.handle = handle;
  }

  /** For statements of this transaction. */
  public Handle handle() {
    return handle;
  }

  /** Call when features are written: after the commit nobody is answered by what was before. */
  public void wroteFeatures() {
    hasWrittenFeatures = true;
  }

  boolean hasWrittenFeatures() {
    return hasWrittenFeatures;
  }
}
