package kr.maeul.houses.finder;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import kr.maeul.geo.near.PlaceTree;
import kr.maeul.houses.finder.ranking.HouseTable;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.houses.finder.ranking.Scores;

/**
 * Groups of ranked houses that could be done as one project.
 *
 * <p>A group begins with the best house that is in none yet. A house joins that is within walking
 * distance of one in the group and within twice the walking distance of the first, the best of them
 * first, until there is none left or the group is full. So each is a walk from another, and no
 * group is wider than four walks, however closely a town is built. Groups of one are none. For one
 * thread.
 */
final class Opportunities {
  private static final int WALKS_FROM_THE_FIRST = 2;

  private final HouseTable houses;
  private final Scores scores;
  private final int capacity;
  private final double walkMetres;

  /** House of each rank, those without a place left out. */
  private final int[] placed;

  private final PlaceTree tree;
  private final BitSet taken = new BitSet();

  /**
   * @param order keys of all ranked houses, the best first
   * @param capacity column of the capacity, or -1
   */
  Opportunities(HouseTable houses, Scores scores, long[] order, int capacity, double walkMetres) {
    this.houses = houses;
    this.scores = scores;
    this.capacity = capacity;
    this.walkMetres = walkMetres;
    PlaceTree.Builder builder = new PlaceTree.Builder();
    int[] found = new int[order.length];
    for (long key : order) {
      int house = Scores.house(key);
      if (houses.hasPlace(house)) {
        found[builder.size()] = house;
        builder.add(houses.longitude(house), houses.latitude(house));
      }
    }
    this.placed = found;
    this.tree = builder.build();
  }

  /** The first of them, the one with the best house first. */
  List<Ranking.Opportunity> first(int most) {
    List<Ranking.Opportunity> groups = new ArrayList<>();
    for (int i = 0; i < tree.size() && groups.size() < most; i++) {
      if (!taken.get(i) && hasNeighbour(i)) {
        List<Integer> group = around(i);
        if (group.size() > 1) {
          groups.add(told(group));
        }
      }
    }
    return groups;
  }

  /** Most houses of a wide country stand alone; that is soon seen. */
  private boolean hasNeighbour(int from) {
    boolean[] found = {false};
    int house = placed[from];
    tree.within(
        houses.longitude(house),
        houses.latitude(house),
        walkMetres,
        other -> found[0] |= other != from && !taken.get(other));
    return found[0];
  }

  /** Places of the group's houses among those that have one, in the order of their ranks. */
  private List<Integer> around(int first) {
    BitSet near = new BitSet();
    BitSet waiting = new BitSet();
    PriorityQueue<Integer> next = new PriorityQueue<>();
    BitSet group = new BitSet();
    next.add(first);
    while (!next.isEmpty() && group.cardinality() < Ranking.MOST_IN_A_GROUP) {
      int joins = next.remove();
      group.set(joins);
      taken.set(joins);
      if (joins == first) {
        within(first, WALKS_FROM_THE_FIRST * walkMetres, near);
      }
      BitSet reached = new BitSet();
      within(joins, walkMetres, reached);
      reached.and(near);
      reached.andNot(waiting);
      waiting.or(reached);
      reached.stream().forEach(next::add);
    }
    return group.stream().boxed().toList();
  }

  private void within(int from, double metres, BitSet into) {
    int house = placed[from];
    tree.within(
        houses.longitude(house),
        houses.latitude(house),
        metres,
        other -> {
          if (!taken.get(other)) {
            into.set(other);
          }
        });
  }

  private Ranking.Opportunity told(List<Integer> group) {
    double sum = 0;
    int unknown = 0;
    double longitude = 0;
    double latitude = 0;
    double score = 0;
    List<String> ids = new ArrayList<>();
    for (int place : group) {
      int house = placed[place];
      ids.add(houses.id(house));
      longitude += houses.longitude(house) / group.size();
      latitude += houses.latitude(house) / group.size();
      score += scores.score(house) / group.size();
      double its = capacity < 0 ? Double.NaN : houses.fact(capacity, house);
      if (Double.isNaN(its)) {
        unknown++;
      } else {
        sum += its;
      }
    }
    return new Ranking.Opportunity(ids, sum, unknown, longitude, latitude, score);
  }
}
