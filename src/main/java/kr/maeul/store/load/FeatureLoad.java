package kr.maeul.store.load;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;

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
   * @param assumed properties whose values nobody said: they count for new features alone. The name
   *     of the id among them says that it was made of the lot and of the order of the file: where
   *     the layer has features on that lot, {@link #conflicts} finds out which of them is meant
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
   *     {@link LoadMode#INSERT}, or that are not there where a part is to change them; and features
   *     of which something else cannot be taken, with the reason
   */
  List<Conflict> conflicts(int most);

  /**
   * Finds out what {@link #commit} would do, without the features that {@link #conflicts} names.
   * Call once, after {@link #conflicts}.
   *
   * @param unsaid names of properties, and perhaps of the geometry, of which the load says nothing
   *     in any of its features: what people keep of these stays also where whole features are
   *     replaced
   * @param listener is called with what does not go by the load's word alone
   */
  Result plan(Set<String> unsaid, Listener listener);

  /**
   * What the load does beyond its own features: to what everyone sees, and to what is kept
   * elsewhere. Call after {@link #plan}.
   *
   * @param most the most features to list of each kind
   */
  Effects effects(int most);

  /**
   * Which of some features of the load everyone sees once it is committed. Call after {@link
   * #plan}.
   */
  List<String> shown(Collection<String> ids);

  /**
   * What everyone goes on seeing although the load has it, under another id, as something that is
   * to be hidden; as {@code shown = hidden}. Call after {@link #plan}.
   */
  default List<String> shownOtherwise() {
    return List.of();
  }

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
   * @param property of which something is wrong, or the name of the id
   * @param why in words, or null where it is for one of the reasons above
   */
  record Conflict(long place, String id, long earlierPlace, String property, Text why) {
    public Conflict(long place, String id, long earlierPlace) {
      this(place, id, earlierPlace, "id", null);
    }

    public Conflict(long place, String id, String property, Text why) {
      this(place, id, -1, property, why);
    }
  }

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
    UNREAD,
    /** The layer file leaves it to people, and the load says nothing of it in any feature. */
    UNSAID,
    /** Nobody said the load's value, or the value that this one says more about. */
    ASSUMED,
    /** A person asked for it, which a load does not take back. */
    RIGHT,
    /**
     * It ends an agreement ({@link kr.maeul.layer.Ends}), which a load neither removes nor puts
     * off.
     */
    ENDS
  }

  /** Called, while a load is planned, with what does not go by its word alone. */
  interface Listener {
    /** Does nothing. */
    Listener NOBODY = new Listener() {};

    /** A value stays although the load has another, or none. */
    default void kept(Kept kept) {}

    /** A value goes although the load has none. */
    default void cleared(Cleared cleared) {}

    /** A value goes since the load has none, and nothing keeps it. */
    default void wiped(Cleared wiped) {}

    /** The end of an agreement, or what a person asked for, is taken though people keep it. */
    default void taken(Taken taken) {}

    /** A date is taken that is older than what is there. */
    default void older(Older older) {}

    /**
     * So many features have an older date in the load than in the layer.
     *
     * @param property name of the property, which says when something was found out
     * @param taken for how many of them the older one is taken
     */
    default void older(String property, long features, long taken) {}
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
   * it: the date of the evidence before, where a new source is given without a date; or since whole
   * features are replaced and the load says nothing of it.
   *
   * @param place as given to {@link #add}
   * @param was the value that goes; null for a geometry
   */
  record Cleared(long place, String id, String property, Object was) {}

  /**
   * The end of an agreement that was not known, or is earlier than the one that was, or a wish not
   * to be contacted: a right of a person goes before what is kept by hand.
   *
   * @param place as given to {@link #add}
   * @param was the value before, or null
   */
  record Taken(long place, String id, String property, Object given, Object was) {}

  /**
   * A date that is taken from the load although there is a later one.
   *
   * @param place as given to {@link #add}
   */
  record Older(long place, String id, String property, Object given, Object was) {}

  /**
   * What a load does beyond its own features.
   *
   * @param shown features that everyone sees then and does not see now
   * @param shownAgain those of them that a person had taken off the map: an agreement has ended, a
   *     value keeps them hidden that somebody gave, somebody took them away; or new ones that are
   *     such a one again
   * @param firstShownAgain ids of the first of these; {@code new = hidden} where it is one again
   * @param endsGone other features that lose the day on which an agreement ends, or get a later one
   * @param firstEndsGone ids of the first of these
   * @param lifted how many features lose what a person asked for, such as not to be contacted
   * @param firstLifted the first of these
   * @param inUse features that are taken away although something is kept beside them
   * @param firstInUse the first of these
   */
  record Effects(
      long shown,
      long shownAgain,
      List<String> firstShownAgain,
      long endsGone,
      List<String> firstEndsGone,
      long lifted,
      List<Lifted> firstLifted,
      long inUse,
      List<InUse> firstInUse) {
    public static final Effects NONE =
        new Effects(0, 0, List.of(), 0, List.of(), 0, List.of(), 0, List.of());

    /** How many features a person must say yes to, since everyone sees them then or for longer. */
    public long toBeAllowed() {
      return shownAgain + endsGone;
    }
  }

  /** A feature, and what it loses that a person asked for: titles of properties. */
  record Lifted(String id, List<Text> rights) {}

  /**
   * A feature beside which something is kept, and what that is, such as the record of its owner or
   * stories that name it.
   */
  record InUse(String id, List<Text> by) {}

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
