package kr.maeul.store;

/** What a load does with features that are there already. */
public enum LoadMode {
  /** Only adds; an id that is taken is refused. */
  INSERT,
  /** Adds, and replaces the features of the same id. */
  UPSERT,
  /** Removes all features of the layer, then adds. */
  REPLACE
}
