package kr.maeul.houses.finder.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.layer.Ends;

/**
 * The houses of one question as numbers: eight bytes a fact, and the id. Houses stand in the order
 * of their ids. Filled by one thread; not to be changed once it is read by others.
 */
public final class HouseTable {
  private final Map<Fact, Integer> columns = new HashMap<>();
  private final double[][] facts;

  /** Of the few facts that count as another since what was recorded has ended: column, id, how. */
  private final Map<Integer, Map<String, Ends.End>> ended = new HashMap<>();

  private String[] ids = new String[256];
  private double[] longitudes = new double[256];
  private double[] latitudes = new double[256];
  private int size;

  /** Houses that do not match now and may come to, and those that match now and may come not to. */
  private final BitSet mayCome = new BitSet();

  private final BitSet mayGo = new BitSet();

  /** Whether the question is about a house. */
  public enum Standing {
    /** Whatever is found out. */
    IN,
    /** Now, and perhaps no more once everything is known. */
    MAY_GO,
    /** Not now, but perhaps once everything is known. */
    MAY_COME
  }

  public HouseTable(List<Fact> facts) {
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
  public void add(String id, double longitude, double latitude, Standing standing) {
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
    mayCome.set(size, standing == Standing.MAY_COME);
    mayGo.set(size, standing == Standing.MAY_GO);
    size++;
  }

  /** Says a fact of the house that was added last. */
  public void put(int column, double fact) {
    facts[column][size - 1] = fact;
  }

  /** Says of a fact of that house that it stands for one that has ended. */
  public void putEnd(int column, Ends.End end) {
    ended.computeIfAbsent(column, c -> new HashMap<>()).put(ids[size - 1], end);
  }

  /** How what was recorded has ended, or null where it holds. */
  public Ends.End end(Fact fact, int house) {
    return ended.getOrDefault(columns.get(fact), Map.of()).get(ids[house]);
  }

  /** Those that may come to match among them. */
  public int size() {
    return size;
  }

  /** How many match now. */
  public int matched() {
    return size - mayCome.cardinality();
  }

  /** Whether a house matches now. */
  public boolean matches(int house) {
    return !mayCome.get(house);
  }

  /** Houses that do not match now, and may once more is known. */
  public BitSet mayCome() {
    return mayCome;
  }

  /** Whether a house that matches now may come to match no more. */
  boolean mayGo(int house) {
    return mayGo.get(house);
  }

  /** Of those that match now, some may match no more. */
  public void letGo(BitSet some) {
    mayGo.or(some);
    mayGo.andNot(mayCome);
  }

  /** Takes out some of the houses. */
  public void remove(BitSet some) {
    int kept = some.nextSetBit(0);
    for (int h = kept; h >= 0 && h < size; h++) {
      if (!some.get(h)) {
        ids[kept] = ids[h];
        longitudes[kept] = longitudes[h];
        latitudes[kept] = latitudes[h];
        mayCome.set(kept, mayCome.get(h));
        mayGo.set(kept, mayGo.get(h));
        for (double[] column : facts) {
          column[kept] = column[h];
        }
        kept++;
      }
    }
    size = kept < 0 ? size : kept;
    mayCome.clear(size, Math.max(size, mayCome.length()));
    mayGo.clear(size, Math.max(size, mayGo.length()));
  }

  public String id(int house) {
    return ids[house];
  }

  public List<String> ids(List<Integer> houses) {
    List<String> wanted = new ArrayList<>();
    houses.forEach(h -> wanted.add(ids[h]));
    return wanted;
  }

  public boolean hasPlace(int house) {
    return !Double.isNaN(longitudes[house]);
  }

  public double longitude(int house) {
    return longitudes[house];
  }

  public double latitude(int house) {
    return latitudes[house];
  }

  /** Where the facts of this kind stand. */
  public int column(Fact fact) {
    return columns.get(fact);
  }

  public double fact(int column, int house) {
    return facts[column][house];
  }

  public double fact(Fact fact, int house) {
    return facts[columns.get(fact)][house];
  }
}
