package kr.maeul.store;

import java.util.List;
import kr.maeul.feature.Feature;

/**
 * A load of many features, all or nothing. For one thread. Closing without {@link #commit()} leaves
 * the layer as it was.
 */
public interface FeatureLoad extends AutoCloseable {

  /**
   * Adds a feature to the load.
   *
   * @param place where it came from, such as a line number; given back for features that are
   *     refused
   * @param feature a feature of the layer; one without an id gets one, except under {@link
   *     LoadMode#UPSERT}
   */
  void add(long place, Feature feature);

  /**
   * Compares what was added with itself and with the layer. Call once, after the last {@link #add}.
   *
   * @param most the most conflicts to list
   * @return ids that stand twice in the load (each place but the first) or that are taken under
   *     {@link LoadMode#INSERT}
   */
  List<Conflict> conflicts(int most);

  /**
   * Makes the load visible, without the features that {@link #conflicts} names, and ends it.
   *
   * @return what was done
   */
  Result commit();

  @Override
  void close();

  /**
   * @param place as given to {@link #add}
   * @param id the id in question
   * @param earlierPlace where the same id stood before in this load, or -1 where the layer has it
   */
  record Conflict(long place, String id, long earlierPlace) {}

  /**
   * @param inserted features that were not there before
   * @param updated features that were there
   * @param deleted features removed by {@link LoadMode#REPLACE}
   */
  record Result(long inserted, long updated, long deleted) {}
}
