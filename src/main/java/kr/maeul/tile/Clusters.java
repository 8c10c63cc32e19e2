package kr.maeul.tile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which tiles gather their points, and what a gathering looks like. Stateless. */
public final class Clusters {
  /** Tiles of zooms below this one gather the points of a cell of 64 pixels where there are two. */
  public static final int BELOW_ZOOM = 15;

  /** Tiles that would hold more than this gather whatever the zoom. */
  public static final int MOST_FEATURES = 20_000;

  private Clusters() {}

  /**
   * A cluster as it stands in a tile.
   *
   * @param counts members by value of the layer's category; those of none are left out
   */
  public static TileFeature feature(
      TileCanvas canvas, ClusterIndex.Cell cell, Map<String, Long> counts) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("cluster", true);
    properties.put("count", cell.count());
    counts.forEach((value, count) -> properties.put("count_" + value, count));
    return new TileFeature(null, canvas.at(cell.x(), cell.y()), properties);
  }

  /**
   * The members of a cell by category.
   *
   * @param values category values by number; a feature may have several of them, or none
   */
  public static Map<String, Long> counts(ClusterIndex.Cell cell, List<List<String>> values) {
    Map<String, Long> counts = new java.util.TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (cell.counts()[i] > 0) {
        for (String value : values.get(i)) {
          counts.merge(value, (long) cell.counts()[i], Long::sum);
        }
      }
    }
    return counts;
  }
}
