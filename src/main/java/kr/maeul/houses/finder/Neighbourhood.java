package kr.maeul.houses.finder;

import java.util.List;
import java.util.Map;
import kr.maeul.geo.near.PlaceTree;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.text.Text;

/**
 * The features of one source, as one audience sees them at one revision of their layer. Safe for
 * use by several threads.
 *
 * @param layer their layer's id
 * @param ids of the features that have a place, in the order of their ids
 * @param titles likewise
 * @param places by distance; null where only areas are asked about
 * @param areas by what is in them; null where only distances are asked about
 * @param sources from where their records are
 * @param numbers place of each id in the list; empty where houses are of another layer
 */
record Neighbourhood(
    String layer,
    List<String> ids,
    List<Text> titles,
    PlaceTree places,
    AreaIndex areas,
    List<Ranking.Source> sources,
    Map<String, Integer> numbers) {

  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** The place of a house among the features, or -1 where it is none of them. */
  int numberOf(String house) {
    return numbers.getOrDefault(house, -1);
  }
}
