package kr.maeul.houses.finder;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kr.maeul.houses.finder.ranking.Ranking;

/**
 * A ranking with every house it is about, for files. The houses are numbers until they are told of,
 * {@value #AT_ONCE} at a time, so that a file of a whole town needs no more memory than one of a
 * street. For one thread, and while its reader is called.
 */
public final class WholeRanking {
  /** How many houses are reported at a time, at most. */
  public static final int AT_ONCE = 500;

  private final RankingBuilder builder;
  private final Ranking summary;

  /** Reads a ranking to its end. */
  @FunctionalInterface
  public interface Reader {
    void read(WholeRanking ranking) throws IOException;
  }

  /** Takes some houses. */
  @FunctionalInterface
  public interface Some<T> {
    void take(List<T> some) throws IOException;
  }

  WholeRanking(RankingBuilder builder, Instant at) {
    this.builder = builder;
    this.summary = builder.withoutHouses(at);
  }

  /** All but the houses and the groups, whose lists are empty. */
  public Ranking summary() {
    return summary;
  }

  /** How many ranked houses {@link #ranked} tells of. */
  public int size() {
    return builder.page().length;
  }

  /** The ranked houses that were asked for, in their order. */
  public void ranked(Some<Ranking.House> into) throws IOException {
    int[] all = builder.page();
    List<Ranking.Stability> stabilities = builder.stabilities(all);
    for (int from = 0; from < all.length; from += AT_ONCE) {
      int to = Math.min(all.length, from + AT_ONCE);
      into.take(builder.ranked(Arrays.copyOfRange(all, from, to), stabilities.subList(from, to)));
    }
  }

  /** All houses of which too little is known, the best known first. */
  public void insufficient(Some<Ranking.House> into) throws IOException {
    for (List<Integer> some : parts(builder.insufficient())) {
      into.take(builder.unranked(some));
    }
  }

  /** All houses that a gate leaves out, by id. */
  public void excluded(Some<Ranking.Excluded> into) throws IOException {
    for (List<Integer> some : parts(builder.leftOut())) {
      into.take(builder.excluded(some));
    }
  }

  private static List<List<Integer>> parts(List<Integer> all) {
    List<List<Integer>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts;
  }
}
