package kr.maeul.store.edit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.layer.View;

/**
 * Writes single features. Every write is a revision: who, when, what before and after. A writer
 * reaches no further than a reader of the same view: rows that it does not show are not there, and
 * properties that it does not show stay as they are. Safe for use by several threads.
 */
public interface FeatureEdits {

  /** A feature as the view shows it, and its version: two versions are equal where all that is. */
  record Versioned(Feature feature, String version) {}

  /** What there is now; holds the row against other writers until the transaction ends. */
  Optional<Versioned> read(Transaction transaction, View view, String id);

  /**
   * Adds a feature that keeps to its layer. One without an id gets one.
   *
   * @throws IdTakenException if there is one of that id, visible or not
   */
  Revision create(Transaction transaction, View view, Feature feature, Author author);

  /**
   * Puts a feature in the place of what the view shows of another.
   *
   * @param expected the version that the writer saw, or null to write whatever there is
   * @throws NoSuchFeatureException if the view shows none of that id
   * @throws StaleVersionException if it has another version by now
   */
  Revision replace(
      Transaction transaction,
      View view,
      String id,
      Feature feature,
      String expected,
      Author author);

  /**
   * Takes a feature away. It stays in the bin for a while.
   *
   * @throws NoSuchFeatureException as {@link #replace} does
   * @throws StaleVersionException as {@link #replace} does
   */
  Revision remove(Transaction transaction, View view, String id, String expected, Author author);

  /** Which of these ids the view shows. */
  Set<String> existing(Transaction transaction, View view, Collection<String> ids);

  /**
   * The revisions of a feature as far as the view shows them, newest first. One that changed
   * nothing that the view shows is left out.
   */
  List<Revision> history(View view, String id, int most);
}
