package kr.maeul.finder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The houses of one question as numbers: eight bytes a fact, and the id. Houses stand in the order
 * of their ids. Filled by one thread; not to be changed once it is read by others.
 */
final class HouseTable {
  private final Map<Fact, Integer> columns = new HashMap<>();
  private final double[][] facts;
  private String[] ids = new String[256];
  private double[] longitudes = new double[256];
  private double[] latitudes = new double[256];
  private int size;

  HouseTable(List<Fact> facts) {
    for (Fact fact : facts) {
      columns.put(fact, columns.size());
    }
    this.facts = new double[columns.size()][256];
  }

  /**
   * Adds a house, of which nothing is known yet.
   *
   * @param longitude NaN where it has no place
   */
  void add(String id, double longitude, double latitude) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      longitudes = Arrays.copyOf(longitudes, size * 2);
      latitudes = Arrays.copyOf(latitudes, size * 2);
      for (int i = 0; i < facts.length; i++) {
        facts[i] = Arrays.copyOf(facts[i], size * 2);
      }
    }
    ids[size] = id;
    longitudes[size] = longitude;
    latitudes[size] = latitude;
    size++;
  }

  /** Says a fact of the house that was added last. */
  void put(int column, double fact) {
    facts[column][size - 1] = fact;
  }

  int size() {
    return size;
  }

  /** Takes out some of the houses. */
  void remove(BitSet some) {
    int kept = some.nextSetBit(0);
    for (int h = kept; h >= 0 && h < size; h++) {
      if (!some.get(h)) {
        ids[kept] = ids[h];
        longitudes[kept] = longitudes[h];
        latitudes[kept] = latitudes[h];
        for (double[] column : facts) {
          column[kept] = column[h];
        }
        kept++;
      }
    }
    size = kept < 0 ? size : kept;
  }

  String id(int house) {
    return ids[house];
  }

  List<String> ids(List<Integer> houses) {
    List<String> wanted = new ArrayList<>();
    houses.forEach(h -> wanted.add(ids[h]));
    return wanted;
  }

  boolean hasPlace(int house) {
    return !Double.isNaN(longitudes[house]);
  }

  double longitude(int house) {
    return longitudes[house];
  }

  double latitude(int house) {
    return latitudes[house];
  }

  /** Where the facts of this kind stand. */
  int column(Fact fact) {
    return columns.get(fact);
  }

  double fact(int column, int house) {
    return facts[column][house];
  }

  double fact(Fact fact, int house) {
    return facts[columns.get(fact)][house];
  }
}
