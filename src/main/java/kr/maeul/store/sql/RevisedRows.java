package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.parse.FeatureVersion;
import kr.maeul.feature.parse.Rights;
import kr.maeul.layer.View;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits.Versioned;
import kr.maeul.store.edit.IdTakenException;
import kr.maeul.store.edit.NoSuchFeatureException;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.edit.StaleVersionException;
import kr.maeul.store.edit.WriteGuard;
import kr.maeul.store.edit.WriteRefusedException;
import kr.maeul.store.sql.row.FeatureRows;
import kr.maeul.store.sql.row.RevisionRows;
import kr.maeul.store.sql.row.ShownReferences;

/**
 * Rows of features whose every change is kept as a revision, in the transaction of the caller. Safe
 * for use by several threads.
 */
final class RevisedRows {
  private final FeatureRows rows;
  private final RevisionRows revisions;
  private final WriteGuard guard;
  private final Clock clock;

  RevisedRows(FeatureRows rows, RevisionRows revisions, WriteGuard guard, Clock clock) {
    this.rows = rows;
    this.revisions = revisions;
    this.guard = guard;
    this.clock = clock;
  }

  Revision add(Connection c, View view, Revision.Kind kind, Feature whole, Author author)
      throws SQLException {
    rows.insert(c, view.layer(), whole);
    return note(c, view, kind, null, whole.id(), author);
  }

  void requireFree(Connection c, View view, String id) throws SQLException {
    if (rows.isTaken(c, view.layer(), id)) {
      throw new IdTakenException();
    }
  }

  static void require(List<FeatureProblem> problems) {
    if (!problems.isEmpty()) {
      throw new WriteRefusedException(problems);
    }
  }

  Revision change(
      Connection c, View view, Revision.Kind kind, Feature before, Feature after, Author author)
      throws SQLException {
    rows.update(c, view.layer(), after);
    return note(c, view, kind, before, before.id(), author);
  }

  Revision changeBack(
      Transaction transaction,
      Connection c,
      View view,
      String id,
      Feature wanted,
      String expected,
      Author author)
      throws SQLException {
    Feature before = expected(c, view, id, expected);
    // What a person asked for is in no way back.
    Feature over =
        Rights.standing(view.layer(), before, over(c, view, before, wanted), right -> false);
    Feature after = guard.putBack(transaction, view, before, over, author);
    return change(c, view, Revision.Kind.RESTORED, before, after, author);
  }

  Revision take(
      Connection c, View view, String id, Revision.Kind kind, String expected, Author author)
      throws SQLException {
    Feature before = expected(c, view, id, expected);
    rows.delete(c, view.layer(), id);
    return note(c, view, kind, before, null, author);
  }

  /** The row to write to, all of it; held. */
  Feature expected(Connection c, View view, String id, String expected) throws SQLException {
    Feature whole = held(c, view, id).orElseThrow(NoSuchFeatureException::new);
    if (expected != null && !expected.equals(versioned(c, view, whole).version())) {
      throw new StaleVersionException();
    }
    return whole;
  }

  Optional<Feature> held(Connection c, View view, String id) throws SQLException {
    rows.lock(c, view.layer());
    return rows.read(c, view, id, true);
  }

  /** A feature with what the view shows taken from another, and all else as it is. */
  Feature over(Connection c, View view, Feature whole, Feature shown) throws SQLException {
    return ShownReferences.of(c, rows, view, List.of(whole)).over(whole, shown);
  }

  Versioned versioned(Connection c, View view, Feature whole) throws SQLException {
    Feature seen = ShownReferences.of(c, rows, view, List.of(whole)).seen(whole);
    return new Versioned(seen, FeatureVersion.of(seen, view.properties()));
  }

  /** What is there now counts, as the database has it, not what was meant. */
  private Revision note(
      Connection c, View view, Revision.Kind kind, Feature before, String id, Author author)
      throws SQLException {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Feature after = id == null ? null : rows.read(c, all(view), id, false).orElseThrow();
    long number = revisions.add(c, view.layer(), kind, at, author, before, after);
    Revision whole =
        new Revision(
            view.layer().id(),
            before == null ? after.id() : before.id(),
            number,
            kind,
            at,
            author,
            before,
            after,
            null);
    ShownReferences references = ShownReferences.of(c, rows, view, Arrays.asList(before, after));
    return RevisionRows.seen(view, references, whole);
  }

  /** The same layer without a condition on its rows. */
  private static View all(View view) {
    return new View(
        view.layer(), view.audience(), view.properties(), Map.of(), false, view.references());
  }

  Optional<RevisionRows.Whole> shown(Connection c, View view, String id, long number)
      throws SQLException {
    return revisions.one(c, view, id, number).filter(w -> RevisionRows.isSeen(view, w.seen()));
  }

  Revision putBack(
      Transaction transaction, Connection c, View view, String id, Instant since, Author author)
      throws SQLException {
    rows.lock(c, view.layer());
    RevisionRows.Whole removal =
        revisions
            .removal(c, view, id, since)
            .filter(w -> w.seen().before() != null)
            .orElseThrow(NoSuchFeatureException::new);
    requireFree(c, view, id);
    Feature back = guard.putBack(transaction, view, null, removal.before(), author);
    return add(c, view, Revision.Kind.RESTORED, back, author);
  }
}
