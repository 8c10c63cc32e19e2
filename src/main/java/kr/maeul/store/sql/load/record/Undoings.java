package kr.maeul.store.sql.load.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.store.load.LoadRecord;

/**
 * Which loads of a layer stand. One whose taking back was taken back stands again.
 *
 * @param byNumber loads that were taken back at some time, and those that took them back, the
 *     newest first
 */
public record Undoings(Map<Long, LoadRecord> byNumber) {

  /**
   * @param loads the newest first
   */
  public static Undoings of(List<LoadRecord> loads) {
    Map<Long, LoadRecord> byNumber = new LinkedHashMap<>();
    loads.forEach(l -> byNumber.put(l.number(), l));
    return new Undoings(byNumber);
  }

  public boolean stands(long number) {
    LoadRecord load = byNumber.get(number);
    return load == null || load.undoneBy() == null || !stands(load.undoneBy());
  }

  /** Whether it is no load of a file that stands: taken back, or the taking back of another. */
  public boolean isCancelled(long number) {
    LoadRecord load = byNumber.get(number);
    return load != null && load.undoes() != null || !stands(number);
  }

  public List<Long> cancelled() {
    return byNumber.keySet().stream().filter(this::isCancelled).toList();
  }

  /** Those that took back parts of a load, and stand; the newest first. */
  public List<Long> of(long number) {
    return byNumber.values().stream()
        .filter(l -> l.undoes() != null && l.undoes() == number && stands(l.number()))
        .map(LoadRecord::number)
        .toList();
  }

  /** Loads of files that were taken back, the newest first. */
  public List<Long> undone() {
    return byNumber.values().stream()
        .filter(l -> l.undoes() == null && !stands(l.number()))
        .map(LoadRecord::number)
        .toList();
  }

  /** The last that was done to a load: its taking back, or the taking back of that, and so on. */
  public LoadRecord lastOf(LoadRecord load) {
    LoadRecord by = load.undoneBy() == null ? null : byNumber.get(load.undoneBy());
    return by == null ? load : lastOf(by);
  }
}
