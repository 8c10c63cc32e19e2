package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.db.sql.SqlWork;
import kr.maeul.feature.Feature;
import kr.maeul.feature.parse.FeatureVersion;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.NoSuchFeatureException;
import kr.maeul.store.edit.PropertyChange;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.edit.WriteGuard;
import kr.maeul.store.edit.WriteRefusedException;
import kr.maeul.store.sql.load.record.LoadTable;
import kr.maeul.store.sql.row.FeatureRows;
import kr.maeul.store.sql.row.RevisionRows;
import kr.maeul.store.sql.row.TimeOrderedId;
import kr.maeul.store.sql.schema.Dialects;

/** Writes single features on PostGIS or H2GIS, and keeps what they were. */
public final class SqlFeatureEdits implements FeatureEdits, FeatureArchive {
  private static final int REVISIONS_LOOKED_AT = 50;

  private final Database database;
  private final LayerCatalog layers;
  private final WriteGuard guard;
  private final FeatureRows rows;
  private final RevisionRows revisions;
  private final RevisedRows revised;
  private final TimeOrderedId ids = new TimeOrderedId();

  /**
   * @param layers whose tables the database has
   * @param clock when changes are made
   */
  public SqlFeatureEdits(Database database, LayerCatalog layers, Clock clock) {
    this(database, layers, WriteGuard.NONE, clock);
  }

  /**
   * The same for writers of whom something else is to be asked as well.
   *
   * @param guard is asked within each write; what it does not permit ends in a {@link
   *     WriteRefusedException}
   */
  public SqlFeatureEdits(Database database, LayerCatalog layers, WriteGuard guard, Clock clock) {
    this.database = database;
    this.layers = layers;
    this.guard = guard;
    this.rows = new FeatureRows(Dialects.of(database));
    this.revisions = new RevisionRows(rows);
    this.revised = new RevisedRows(rows, revisions, guard, clock);
  }

  @Override
  public Optional<Versioned> read(Transaction transaction, View view, String id) {
    return in(
        transaction,
        c -> {
          Feature whole = revised.held(c, view, id).orElse(null);
          return whole == null ? Optional.empty() : Optional.of(revised.versioned(c, view, whole));
        });
  }

  @Override
  public Set<String> existing(Transaction transaction, View view, Collection<String> ids) {
    return in(transaction, c -> rows.existing(c, view, ids));
  }

  @Override
  public Revision create(Transaction transaction, View view, Feature feature, Author author) {
    return writing(
        transaction,
        c -> {
          rows.lock(c, view.layer());
          String id = feature.id() == null ? newId() : feature.id();
          Feature added = revised.over(c, view, new Feature(id, null, Map.of()), feature);
          revised.requireFree(c, view, id);
          RevisedRows.require(guard.check(transaction, view, null, added, author));
          return revised.add(c, view, Revision.Kind.CREATED, added, author);
        });
  }

  @Override
  public Revision replace(
      Transaction transaction,
      View view,
      String id,
      Feature feature,
      String expected,
      Author author) {
    return writing(
        transaction,
        c -> {
          Feature before = revised.expected(c, view, id, expected);
          Feature after = revised.over(c, view, before, feature);
          RevisedRows.require(guard.check(transaction, view, before, after, author));
          return revised.change(c, view, Revision.Kind.CHANGED, before, after, author);
        });
  }

  @Override
  public Revision remove(
      Transaction transaction, View view, String id, String expected, Author author) {
    return writing(
        transaction, c -> revised.take(c, view, id, Revision.Kind.REMOVED, expected, author));
  }

  private String newId() {
    synchronized (ids) {
      return ids.next();
    }
  }

  @Override
  public List<Revision> history(View view, String id, int most) {
    return reading(
        c -> {
          List<Revision> seen = new ArrayList<>();
          for (RevisionRows.Whole w : revisions.newest(c, view, id, most)) {
            if (RevisionRows.isSeen(view, w.seen())) {
              seen.add(w.seen());
            }
          }
          return seen;
        });
  }

  @Override
  public Optional<Revision> revision(View view, String id, long number) {
    return reading(c -> revised.shown(c, view, id, number).map(w -> w.seen()));
  }

  @Override
  public Revision revert(
      Transaction transaction, View view, String id, long number, String expected, Author author) {
    return writing(
        transaction,
        c -> {
          rows.lock(c, view.layer());
          Revision to =
              revised.shown(c, view, id, number).orElseThrow(NoSuchFeatureException::new).seen();
          Feature wanted = to.after() == null ? to.before() : to.after();
          return revised.changeBack(transaction, c, view, id, wanted, expected, author);
        });
  }

  @Override
  public Revision undo(Transaction transaction, View view, Revision revision, Author author) {
    String id = revision.id();
    return writing(
        transaction,
        c -> {
          if (revision.after() == null) {
            return revised.putBack(transaction, c, view, id, Instant.MIN, author);
          }
          if (revision.before() == null) {
            return revised.take(c, view, id, Revision.Kind.REMOVED, revision.version(), author);
          }
          Feature wanted = revision.before();
          return revised.changeBack(transaction, c, view, id, wanted, revision.version(), author);
        });
  }

  @Override
  public List<Revision> bin(List<View> views, Instant since, int most) {
    return reading(
        c -> {
          List<Revision> removals = new ArrayList<>();
          for (View view : views) {
            revisions.removals(c, view, since, most).stream()
                .map(RevisionRows.Whole::seen)
                .filter(r -> r.before() != null)
                .forEach(removals::add);
          }
          removals.sort(Comparator.comparing(Revision::at).reversed());
          return List.copyOf(removals.subList(0, Math.min(most, removals.size())));
        });
  }

  @Override
  public Revision restore(
      Transaction transaction, View view, String id, Instant since, Author author) {
    return writing(transaction, c -> revised.putBack(transaction, c, view, id, since, author));
  }

  @Override
  public List<Revision> batch(List<View> views, String batch) {
    return reading(
        c -> {
          List<Revision> all = new ArrayList<>();
          for (View view : views) {
            revisions.batch(c, view, batch).stream()
                .filter(w -> RevisionRows.isWhollySeen(view, w))
                .forEach(w -> all.add(w.seen()));
          }
          return all;
        });
  }

  @Override
  public int sweep(Instant before) {
    return database.inTransaction(
        transaction ->
            in(
                transaction,
                c -> {
                  int gone = 0;
                  for (var layer : layers.all()) {
                    gone += revisions.sweep(c, layer, before);
                    LoadTable.sweep(c, layer, before);
                  }
                  return gone;
                }));
  }

  @Override
  public void forget(Transaction transaction, View view, String id) {
    in(transaction, c -> revisions.forget(c, view.layer(), id));
  }

  @Override
  public Instant modified(View view, String id) {
    return reading(c -> modified(c, view, id));
  }

  @Override
  public Instant modified(Transaction transaction, View view, String id) {
    return in(transaction, c -> modified(c, view, id));
  }

  private Instant modified(Connection c, View view, String id) throws SQLException {
    Instant latest = rows.changed(c, view.layer()).truncatedTo(ChronoUnit.SECONDS);
    List<RevisionRows.Whole> newest = revisions.newest(c, view, id, 1);
    Feature now = rows.read(c, view, id, false).orElseThrow(NoSuchFeatureException::new);
    List<Property> all = view.layer().properties();
    boolean isAsNoted =
        !newest.isEmpty()
            && newest.get(0).after() != null
            && FeatureVersion.of(newest.get(0).after(), all).equals(FeatureVersion.of(now, all));
    if (isAsNoted) {
      if (RevisionRows.isSeen(view, newest.get(0).seen())) {
        return Instant.ofEpochSecond(newest.get(0).seen().number());
      }
      for (RevisionRows.Whole w : revisions.newest(c, view, id, REVISIONS_LOOKED_AT)) {
        if (RevisionRows.isSeen(view, w.seen())) {
          return Instant.ofEpochSecond(w.seen().number());
        }
      }
      return latest;
    }
    if (newest.isEmpty() || !RevisionRows.isSeen(view, newest.get(0).seen())) {
      return latest;
    }
    Instant noted = Instant.ofEpochSecond(newest.get(0).seen().number());
    return noted.isAfter(latest) ? noted : latest;
  }

  @Override
  public List<PropertyChange> changes(View view, Property property, Instant since, int most) {
    return reading(c -> revisions.changes(c, view, property, since, most));
  }

  @Override
  public Map<String, Instant> lastChanges(View view, Property property, Collection<String> ids) {
    return reading(c -> revisions.lastChanges(c, view, property, ids));
  }

  /** What is answered from now on must know of it. */
  private <T> T writing(Transaction transaction, SqlWork<T> work) {
    transaction.wroteFeatures();
    return in(transaction, work);
  }

  private <T> T reading(SqlWork<T> work) {
    return database.read(handle -> in(handle.getConnection(), work));
  }

  private <T> T in(Transaction transaction, SqlWork<T> work) {
    return in(transaction.handle().getConnection(), work);
  }

  private <T> T in(Connection c, SqlWork<T> work) {
    try {
      return work.on(c);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }
}
