package kr.maeul.store.load;

/** What a load does with features that are there already. */
public enum LoadMode {
  /**
   * Adds; of features of the same id it changes what the load says, and leaves what it does not say
   * and what people keep by hand.
   */
  MERGE,
  /** Only adds; an id that is taken is refused. */
  INSERT,
  /** Adds, and replaces the features of the same id. */
  UPSERT,
  /** Adds, replaces the features of the same id, and takes all others away. */
  REPLACE
}
