package kr.maeul.store.load;

import java.util.List;
import java.util.Optional;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.Revision;

/**
 * The loads that were done, and how they are taken back. It knows no audience: for callers who may
 * load files. Safe for use by several threads.
 */
public interface FeatureLoads {

  /**
   * Loads, the newest first.
   *
   * @param layer id of the layer, or null for all
   */
  List<LoadRecord> list(String layer, int most);

  Optional<LoadRecord> one(long number);

  /** The loads that brought, changed, took away or put back a feature, the oldest first. */
  List<Touch> touching(String layer, String id);

  /**
   * How many of the features that a load brought are there still and were brought by no later one:
   * also of a load that was taken back, where some of them were left or put back.
   */
  long standing(LoadRecord load);

  /** What is kept beside a feature, in other rooms and layers, and how much of it. */
  List<Use> uses(String layer, String id);

  /**
   * Says what {@link #undo} would do, and does nothing. Where the same call of that would be
   * refused for want of a yes, it says so, too ({@link Undone#refusal}).
   *
   * @param most the most features to list that are left as they are
   * @param mayShow as {@link #undo} has it
   * @param mayLift as {@link #undo} has it
   * @throws LoadRefusedException as {@link #undo} does for any other reason
   */
  Undone preview(long number, Author author, int most, long mayShow, long mayLift);

  /** The same of an undo after which nothing is seen that a person took away, nor lifted. */
  default Undone preview(long number, Author author, int most) {
    return preview(number, author, most, 0, 0);
  }

  /**
   * Takes a load back, all of it in one transaction: what it brought goes into the bin, what it
   * took away comes back, and what it changed is as it was before. Where somebody has changed a
   * feature since, other values than the load did are left, and the load's are taken back; a value
   * that both changed stays as it is, as does a feature that came with the load and was worked on
   * since. This is a load with a number of its own. Of a load that was taken back before, what was
   * left then is taken back now, as far as that is possible by now.
   *
   * <p>What something is kept beside by now, such as an owner's record, is not taken away.
   *
   * @param most the most features to list that are left as they are
   * @param mayShow how many features everyone may see again that a person had taken off the map, or
   *     may lose the day on which an agreement ends
   * @param mayLift how many features may lose what a person asked for, such as not to be contacted
   * @throws LoadRefusedException if there is no such load, if it was taken back already and nothing
   *     more of it can be, if its layer is not there, or if more would be seen again or lifted
   */
  Undone undo(long number, Author author, int most, long mayShow, long mayLift);

  /** The same after which nothing is lifted that a person asked for. */
  default Undone undo(long number, Author author, int most, long mayShow) {
    return undo(number, author, most, mayShow, 0);
  }

  /** {@link #undo(long, Author, int, long)} after which nothing is seen that a person took away. */
  default Undone undo(long number, Author author, int most) {
    return undo(number, author, most, 0);
  }

  /**
   * What undoing a load did.
   *
   * @param undone the load that was taken back, as it was before
   * @param result what was done; {@link FeatureLoad.Result#kept} counts values that both changed
   * @param leftFeatures how many features were left, wholly or in part
   * @param left the first of them; those that no other load has to do with come first
   * @param ofUndone how many features that come back were brought by a load that is undone itself
   * @param later loads that stand and changed since what is left, the newest first: once they are
   *     taken back, more of this one can be
   * @param earlier loads that took back parts of this one before, the newest first
   * @param more loads taken back before of which more can be taken back now; empty of a preview
   * @param effects on what everyone sees; of features in use none is taken away
   * @param refusal of a preview: why it would be refused, and what to add if it is meant; else null
   */
  record Undone(
      LoadRecord undone,
      FeatureLoad.Result result,
      long leftFeatures,
      List<Left> left,
      long ofUndone,
      List<Share> later,
      List<Long> earlier,
      List<Share> more,
      FeatureLoad.Effects effects,
      Text refusal) {}

  /** Something that is kept beside a feature, such as stories that name it. */
  record Use(Text what, long count) {}

  /** A load, and how many features this is about. */
  record Share(long load, long features) {}

  /** Why something of a load was left. */
  enum Reason {
    /** It has been changed since, or worked on since it came. */
    EDITED,
    /** It has been taken away since. */
    REMOVED,
    /** There is one of its id again. */
    THERE_AGAIN,
    /** What it was is not in the bin any more. */
    FORGOTTEN,
    /** Something is kept beside it, in another room or layer. */
    IN_USE
  }

  /**
   * A feature of which something was left as it is.
   *
   * @param properties names of properties whose values stay; empty where all of it does
   * @param by the newest load that stands and did that since, or null where people did
   * @param uses what is kept beside it, where that is why
   */
  record Left(String id, Reason reason, List<String> properties, Long by, List<Text> uses) {
    public Left(String id, Reason reason, List<String> properties, Long by) {
      this(id, reason, properties, by, List.of());
    }
  }

  /**
   * What a load did to a feature.
   *
   * @param kind what was done
   * @param properties names of the properties (and the geometry) that it changed; empty where it
   *     brought the feature or took it away
   */
  record Touch(LoadRecord load, Revision.Kind kind, List<String> properties) {}
}
