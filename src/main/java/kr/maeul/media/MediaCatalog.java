package kr.maeul.media;

import java.util.Collection;
import java.util.Map;

/** What pages need to know of photos and sound to show them. Safe for use by several threads. */
public interface MediaCatalog {
  /** Where there are none. */
  MediaCatalog EMPTY = ids -> Map.of();

  /**
   * Those that there are, by id. Says nothing of who may see them: ask only for ids that stand in a
   * feature which the reader sees.
   */
  Map<String, Medium> describe(Collection<String> ids);
}
