package kr.maeul.store.edit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.db.Transaction;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;

/**
 * What has been: earlier revisions of features, and the bin. It shows and gives back no more than
 * the view does. Safe for use by several threads.
 */
public interface FeatureArchive {

  /** The revision of that number, where the view shows that it is one. */
  Optional<Revision> revision(View view, String id, long number);

  /**
   * Makes of a feature what it was after a revision, or before it where the revision took it away;
   * what the view does not show stays as it is, and so does what a person asked for by now ({@link
   * kr.maeul.layer.ImportRules#rights}).
   *
   * @param expected the version that the writer saw, or null to write whatever there is
   * @throws NoSuchFeatureException if the view shows no such feature or revision
   * @throws StaleVersionException if it has another version by now
   */
  Revision revert(
      Transaction transaction, View view, String id, long number, String expected, Author author);

  /**
   * Puts a feature back to what the view shows of another state of it, of which the archive knows
   * that it was; like {@link FeatureEdits#replace} but noted as a restoration.
   */
  Revision undo(Transaction transaction, View view, Revision revision, Author author);

  /** What was taken away since and is not there again, last taken first. */
  List<Revision> bin(List<View> views, Instant since, int most);

  /**
   * Puts a feature back from the bin, all of it, what the view does not show as well.
   *
   * @param since what was taken away earlier is not in the bin any more
   * @throws NoSuchFeatureException if the view shows none of that id in the bin
   */
  Revision restore(Transaction transaction, View view, String id, Instant since, Author author);

  /**
   * The revisions of a batch, as far as the views show all that was changed by each. One that
   * changed what a view does not show is left out: it cannot be undone through that view.
   */
  List<Revision> batch(List<View> views, String batch);

  /**
   * Forgets the features that were taken away before and are not there again, with all their
   * revisions.
   *
   * @return how many revisions went
   */
  int sweep(Instant before);

  /**
   * Forgets all revisions of a feature that has been taken away: for somebody who withdraws what
   * they gave. It cannot be put back after that.
   */
  void forget(Transaction transaction, View view, String id);

  /**
   * When what the view shows of a feature was changed last, to the second; never earlier than it
   * was. Two changes through {@link FeatureEdits} never have the same one.
   */
  Instant modified(View view, String id);

  /** The same within a transaction that has read the feature. */
  Instant modified(Transaction transaction, View view, String id);

  /**
   * How one property of the layer's features has changed, newest first, as far as the view shows
   * it. What came by a file is in no revision, so it is not among this.
   *
   * @param property of the view
   * @param mostRevisions at most so many revisions are looked at, the newest ones
   */
  List<PropertyChange> changes(View view, Property property, Instant since, int mostRevisions);

  /**
   * When one property of these features changed last, by the id of the feature; those of which no
   * revision tells of a change are not in it.
   *
   * @param property of the view
   */
  Map<String, Instant> lastChanges(View view, Property property, Collection<String> ids);
}
