package kr.maeul.houses.finder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Layer;
import kr.maeul.layer.TownZone;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRecord;

/** Which files stand behind the records of a layer. Safe for use by several threads. */
final class LoadedFiles {
  /** Older ones than these are not reported. */
  static final int MOST = 200;

  private final FeatureLoads loads;

  LoadedFiles(FeatureLoads loads) {
    this.loads = loads;
  }

  /**
   * Files that brought or changed something and were not taken back, or of which something is left
   * all the same, the newest first. One that replaced all there was is the last. What the service
   * loaded by itself, the demo, is none.
   */
  List<Ranking.LoadedFile> of(Layer layer) {
    List<LoadRecord> all = loads.list(layer.id(), MOST);
    Map<Long, LoadRecord> byNumber = new HashMap<>();
    all.forEach(load -> byNumber.put(load.number(), load));
    List<Ranking.LoadedFile> files = new ArrayList<>();
    for (LoadRecord load : all) {
      if (load.undoes() != null) {
        continue;
      }
      boolean isTakenBack = isTakenBack(load, byNumber);
      long records = isTakenBack ? left(load) : load.inserted() + load.changed();
      if (records > 0 && !load.file().isBlank() && !load.isByService()) {
        String day = LocalDate.ofInstant(load.ended(), TownZone.ID).toString();
        files.add(new Ranking.LoadedFile(load.file(), day, records));
      }
      if (!isTakenBack && load.mode().equalsIgnoreCase(LoadMode.REPLACE.name())) {
        break;
      }
    }
    return List.copyOf(files);
  }

  /**
   * Records of a load that was taken back which are there still. Of those that it changed no value
   * is left: what was not taken back, others had changed again.
   */
  private long left(LoadRecord load) {
    return load.inserted() > 0 ? loads.standing(load) : 0;
  }

  /** A load whose taking back was taken back itself stands again. */
  private static boolean isTakenBack(LoadRecord load, Map<Long, LoadRecord> byNumber) {
    LoadRecord by = load.undoneBy() == null ? null : byNumber.get(load.undoneBy());
    return load.undoneBy() != null && (by == null || !isTakenBack(by, byNumber));
  }
}
