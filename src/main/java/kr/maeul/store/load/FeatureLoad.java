package kr.maeul.store.load;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Property;

/**
 * A load of many features, all or nothing, with a number by which it can be found and undone. For
 * one thread. Closing without {@link #commit()} leaves the layer as it was.
 */
public interface FeatureLoad extends AutoCloseable {

  /** {@link #add(long, Feature, Set, boolean)} of a whole feature of which nothing is assumed. */
  default void add(long place, Feature feature) {
    add(place, feature, Set.of(), false);
  }

  /**
   * Adds a feature to the load.
   *
   * @param place where it came from, such as a line number; given back for features that are
   *     refused
   * @param feature a feature of the layer; one without an id gets one under {@link LoadMode#INSERT}
   *     and {@link LoadMode#REPLACE}
   * @param assumed properties whose values nobody said: they count for new features alone
   * @param isPart whether it lacks what a new feature must have, so that it can only change one
   */
  void add(long place, Feature feature, Set<String> assumed, boolean isPart);

  /**
   * Names a feature of the load whose values could not be read: {@link LoadMode#REPLACE} leaves the
   * layer's one of that id as it is, and does not take it away. Call before {@link #plan}.
   *
   * @param place as in {@link #add(long, Feature, Set, boolean)}
   */
  void spare(long place, String id);

  /**
   * Compares what was added with itself and with the layer, to which nobody else writes from here
   * on until the load ends. Call once, after the last {@link #add}.
   *
   * @param most the most conflicts to list
   * @return ids that stand twice in the load (each place but the first), that are taken under
   *     {@link LoadMode#INSERT}, or that are not there where a part is to change them
   */
  List<Conflict> conflicts(int most);

  /**
   * Finds out what {@link #commit} would do, without the features that {@link #conflicts} names.
   * Call once, after {@link #conflicts}.
   *
   * @param kept is told of every value that stays although the load has another
   * @param cleared is told of every value that goes although the load has none
   */
  Result plan(Consumer<Kept> kept, Consumer<Cleared> cleared);

  /**
   * How many of the load's features have no place once it is committed. Call after {@link #plan}.
   *
   * @param with counts only those that have a value of this property; null counts all
   */
  long withoutPlace(Property with);

  /**
   * Makes the load visible and ends it. Every feature that was changed or taken away has its
   * revision, in the batch {@link LoadRecord#batch}.
   *
   * @return what was done
   */
  Result commit();

  @Override
  void close();

  /**
   * @param place as given to {@link #add}
   * @param id the id in question
   * @param earlierPlace where the same id stood before in this load, or -1 where the layer has it,
   *     or does not have what is to be changed
   */
  record Conflict(long place, String id, long earlierPlace) {}

  /** Why a value stays as it is. */
  enum Why {
    /** Somebody changed it by hand since the load that wrote it. */
    EDITED,
    /** The layer file leaves it to people. */
    ALWAYS,
    /** The layer file lets it be filled, not changed. */
    IF_SET,
    /** The load's value stands before it in an order that is not gone back in. */
    NEVER_BACK,
    /**
     * It says more about another value, which stays: the load has none, or not one that is taken.
     */
    WITH,
    /** It says more about a value of which people changed what else is said about it. */
    BESIDE_EDITED,
    /** Somebody took the whole feature away, and it is still in the bin. */
    REMOVED,
    /** The load names the whole feature, but its values could not be read ({@link #spare}). */
    UNREAD
  }

  /**
   * A value that stays although the load has another.
   *
   * @param place as given to {@link #add}
   * @param id of the feature
   * @param property name of the property or of the geometry, or of the id where nothing of the
   *     feature is taken
   * @param given the load's value; null for a geometry
   * @param stays what stays; null for a geometry, and where somebody took the value away
   */
  record Kept(long place, String id, String property, Why why, Object given, Object stays) {}

  /**
   * A value that goes, since it says more about another one of which the load tells anew without
   * it: the date of the evidence before, where a new source is given without a date.
   *
   * @param place as given to {@link #add}
   * @param was the value that goes
   */
  record Cleared(long place, String id, String property, Object was) {}

  /**
   * @param number of the load; 0 where it is not there as yet
   * @param before how many features the layer had
   * @param inserted features that were not there before
   * @param updated features that were there and are changed
   * @param unchanged features that were there and stay as they are
   * @param deleted features taken away by {@link LoadMode#REPLACE}
   * @param kept values that stay although the load has others
   */
  record Result(
      long number,
      long before,
      long inserted,
      long updated,
      long unchanged,
      long deleted,
      long kept) {
    public static final Result NOTHING = new Result(0, 0, 0, 0, 0, 0, 0);
  }
}
