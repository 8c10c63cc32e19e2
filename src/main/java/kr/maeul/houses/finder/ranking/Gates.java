package kr.maeul.houses.finder.ranking;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;

/** Which houses trip which gates. Safe for use by several threads once made. */
public final class Gates {
  private final Profile profile;
  private final HouseTable houses;
  private final BitSet stopped = new BitSet();
  private final BitSet excluded;
  private final BitSet conditional = new BitSet();
  private final int[] hits;

  /** By gate and test: where its fact stands. */
  private final int[][] columns;

  public Gates(Profile profile, HouseTable houses) {
    this.profile = profile;
    this.houses = houses;
    this.hits = new int[profile.gates().size()];
    this.columns =
        profile.gates().stream()
            .map(g -> g.tests().stream().mapToInt(t -> houses.column(t.fact())).toArray())
            .toArray(int[][]::new);
    for (int g = 0; g < hits.length; g++) {
      Gate gate = profile.gates().get(g);
      for (int h = 0; h < houses.size(); h++) {
        if (trips(g, h)) {
          hits[g] += houses.matches(h) ? 1 : 0;
          (gate.kind() == Gate.Kind.EXCLUDE ? stopped : conditional).set(h);
        }
      }
    }
    this.excluded = (BitSet) stopped.clone();
    excluded.andNot(houses.mayCome());
    conditional.andNot(stopped);
    conditional.andNot(houses.mayCome());
  }

  /** A fact that is not known trips no gate. */
  private boolean trips(int gate, int house) {
    List<Gate.Test> tests = profile.gates().get(gate).tests();
    for (int t = 0; t < tests.size(); t++) {
      double fact = houses.fact(columns[gate][t], house);
      if (!Double.isNaN(fact) && tests.get(t).check().trips(fact)) {
        return true;
      }
    }
    return false;
  }

  /** Houses that a gate leaves out, those among them that do not match now. */
  public BitSet stopped() {
    return stopped;
  }

  /** Of those that match, houses that are not ranked. */
  public BitSet excluded() {
    return excluded;
  }

  /** Of the others, those that are marked. */
  public BitSet conditional() {
    return conditional;
  }

  /** How many houses trip a gate, whatever others they trip. */
  public int hits(int gate) {
    return hits[gate];
  }

  /** The gates of a kind that a house trips. */
  public List<Gate> tripped(Gate.Kind kind, int house) {
    return IntStream.range(0, hits.length)
        .filter(g -> profile.gates().get(g).kind() == kind && trips(g, house))
        .mapToObj(g -> profile.gates().get(g))
        .toList();
  }
}
