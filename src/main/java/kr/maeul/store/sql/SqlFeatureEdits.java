package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.parse.FeatureVersion;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.IdTakenException;
import kr.maeul.store.edit.NoSuchFeatureException;
import kr.maeul.store.edit.PropertyChange;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.edit.StaleVersionException;
import kr.maeul.store.edit.Transaction;
import kr.maeul.store.edit.WriteGuard;
import kr.maeul.store.edit.WriteRefusedException;
import kr.maeul.store.sql.database.Database;
import kr.maeul.store.sql.dialect.SqlErrors;
import kr.maeul.store.sql.dialect.SqlWork;
import kr.maeul.store.sql.load.record.LoadTable;
import kr.maeul.store.sql.row.FeatureRows;
import kr.maeul.store.sql.row.RevisionRows;
import kr.maeul.store.sql.row.ShownReferences;
import kr.maeul.store.sql.row.TimeOrderedId;

/** Writes single features on PostGIS or H2GIS, and keeps what they were. */
public final class SqlFeatureEdits implements FeatureEdits, FeatureArchive {
  private static final int REVISIONS_LOOKED_AT = 50;

  private final Database database;
  private final LayerCatalog layers;
  private final Clock clock;
  private final WriteGuard guard;
  private final FeatureRows rows;
  private final RevisionRows revisions;
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
    this.clock = clock;
    this.rows = new FeatureRows(database.dialect());
    this.revisions = new RevisionRows(rows);
  }

  @Override
  public Optional<Versioned> read(Transaction transaction, View view, String id) {
    return in(
        transaction,
        c -> {
          Feature whole = held(c, view, id).orElse(null);
          return whole == null ? Optional.empty() : Optional.of(versioned(c, view, whole));
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
          Feature added = over(c, view, new Feature(id, null, Map.of()), feature);
          requireFree(c, view, id);
          require(guard.check(transaction, view, null, added, author));
          return add(c, view, Revision.Kind.CREATED, added, author);
        });
  }

  private Revision add(Connection c, View view, Revision.Kind kind, Feature whole, Author author)
      throws SQLException {
    rows.insert(c, view.layer(), whole);
    return note(c, view, kind, null, whole.id(), author);
  }

  private void requireFree(Connection c, View view, String id) throws SQLException {
    if (rows.isTaken(c, view.layer(), id)) {
      throw new IdTakenException();
    }
  }

  private static void require(List<FeatureProblem> problems) {
    if (!problems.isEmpty()) {
      throw new WriteRefusedException(problems);
    }
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
          Feature before = expected(c, view, id, expected);
          Feature after = over(c, view, before, feature);
          require(guard.check(transaction, view, before, after, author));
          return change(c, view, Revision.Kind.CHANGED, before, after, author);
        });
  }

  private Revision change(
      Connection c, View view, Revision.Kind kind, Feature before, Feature after, Author author)
      throws SQLException {
    rows.update(c, view.layer(), after);
    return note(c, view, kind, before, before.id(), author);
  }

  private Revision changeBack(
      Transaction transaction,
      Connection c,
      View view,
      String id,
      Feature wanted,
      String expected,
      Author author)
      throws SQLException {
    Feature before = expected(c, view, id, expected);
    Feature over = standing(view, before, over(c, view, before, wanted));
    Feature after = guard.putBack(transaction, view, before, over, author);
    return change(c, view, Revision.Kind.RESTORED, before, after, author);
  }

  /** What a person asked for is in no way back: whoever means to lift it says so. */
  private static Feature standing(View view, Feature now, Feature wanted) {
    Map<String, Object> values = new LinkedHashMap<>(wanted.properties());
    for (String right : view.layer().imports().rights()) {
      if (Boolean.TRUE.equals(now.properties().get(right))) {
        values.put(right, true);
      }
    }
    return new Feature(wanted.id(), wanted.geometry(), values);
  }

  @Override
  public Revision remove(
      Transaction transaction, View view, String id, String expected, Author author) {
    return writing(transaction, c -> take(c, view, id, Revision.Kind.REMOVED, expected, author));
  }

  private Revision take(
      Connection c, View view, String id, Revision.Kind kind, String expected, Author author)
      throws SQLException {
    Feature before = expected(c, view, id, expected);
    rows.delete(c, view.layer(), id);
    return note(c, view, kind, before, null, author);
  }

  /** The row to write to, all of it; held. */
  private Feature expected(Connection c, View view, String id, String expected)
      throws SQLException {
    Feature whole = held(c, view, id).orElseThrow(NoSuchFeatureException::new);
    if (expected != null && !expected.equals(versioned(c, view, whole).version())) {
      throw new StaleVersionException();
    }
    return whole;
  }

  private Optional<Feature> held(Connection c, View view, String id) throws SQLException {
    rows.lock(c, view.layer());
    return rows.read(c, view, id, true);
  }

  /** A feature with what the view shows taken from another, and all else as it is. */
  private Feature over(Connection c, View view, Feature whole, Feature shown) throws SQLException {
    return ShownReferences.of(c, rows, view, List.of(whole)).over(whole, shown);
  }

  private Versioned versioned(Connection c, View view, Feature whole) throws SQLException {
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

  private String newId() {
    synchronized (ids) {
      return ids.next();
    }
  }

  @Override
  public List<Revision> history(View view, String id, int most) {
    return database.read(
        handle ->
            in(
                handle.getConnection(),
                c -> {
                  List<Revision> seen = new ArrayList<>();
                  for (RevisionRows.Whole w : revisions.newest(c, view, id, most)) {
                    if (RevisionRows.isSeen(view, w.seen())) {
                      seen.add(w.seen());
                    }
                  }
                  return seen;
                }));
  }

  @Override
  public Optional<Revision> revision(View view, String id, long number) {
    return database.read(
        handle -> in(handle.getConnection(), c -> shown(c, view, id, number).map(w -> w.seen())));
  }

  private Optional<RevisionRows.Whole> shown(Connection c, View view, String id, long number)
      throws SQLException {
    return revisions.one(c, view, id, number).filter(w -> RevisionRows.isSeen(view, w.seen()));
  }

  @Override
  public Revision revert(
      Transaction transaction, View view, String id, long number, String expected, Author author) {
    return writing(
        transaction,
        c -> {
          rows.lock(c, view.layer());
          Revision to = shown(c, view, id, number).orElseThrow(NoSuchFeatureException::new).seen();
          Feature wanted = to.after() == null ? to.before() : to.after();
          return changeBack(transaction, c, view, id, wanted, expected, author);
        });
  }

  @Override
  public Revision undo(Transaction transaction, View view, Revision revision, Author author) {
    String id = revision.id();
    return writing(
        transaction,
        c -> {
          if (revision.after() == null) {
            return putBack(transaction, c, view, id, Instant.MIN, author);
          }
          if (revision.before() == null) {
            return take(c, view, id, Revision.Kind.REMOVED, revision.version(), author);
          }
          Feature wanted = revision.before();
          return changeBack(transaction, c, view, id, wanted, revision.version(), author);
        });
  }

  @Override
  public List<Revision> bin(List<View> views, Instant since, int most) {
    return database.read(
        handle ->
            in(
                handle.getConnection(),
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
                }));
  }

  @Override
  public Revision restore(
      Transaction transaction, View view, String id, Instant since, Author author) {
    return writing(transaction, c -> putBack(transaction, c, view, id, since, author));
  }

  private Revision putBack(
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

  @Override
  public List<Revision> batch(List<View> views, String batch) {
    return database.read(
        handle ->
            in(
                handle.getConnection(),
                c -> {
                  List<Revision> all = new ArrayList<>();
                  for (View view : views) {
                    revisions.batch(c, view, batch).stream()
                        .filter(w -> RevisionRows.isWhollySeen(view, w))
                        .forEach(w -> all.add(w.seen()));
                  }
                  return all;
                }));
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
    return database.read(handle -> in(handle.getConnection(), c -> modified(c, view, id)));
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
    return database.read(
        handle ->
            in(handle.getConnection(), c -> revisions.changes(c, view, property, since, most)));
  }

  @Override
  public Map<String, Instant> lastChanges(View view, Property property, Collection<String> ids) {
    return database.read(
        handle -> in(handle.getConnection(), c -> revisions.lastChanges(c, view, property, ids)));
  }

  /** What is answered from now on must know of it. */
  private <T> T writing(Transaction transaction, SqlWork<T> work) {
    Database.wroteFeatures(transaction);
    return in(transaction, work);
  }

  private <T> T in(Transaction transaction, SqlWork<T> work) {
    return in(Database.handle(transaction).getConnection(), work);
  }

  private <T> T in(Connection c, SqlWork<T> work) {
    try {
      return work.on(c);
    } catch (SQLException e) {
      throw SqlErrors.wrap(database.dialect(), e);
    }
  }
}
