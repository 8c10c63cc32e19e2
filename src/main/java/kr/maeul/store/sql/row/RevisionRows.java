package kr.maeul.store.sql.row;

import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.feature.parse.FeatureVersion;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.PropertyChange;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.sql.dialect.Dialect;

/**
 * The table of revisions. It keeps all of a feature, regardless of who changed it; what a view
 * shows of a revision is decided here and when it is read. Stateless.
 */
public final class RevisionRows {
  private static final String COLUMNS =
      "SELECT \"feature\", \"number\", \"kind\", \"at\", \"account\", \"author\", \"reason\","
          + " \"batch\", \"before\", \"after\" FROM \"maeul_revision\" r WHERE ";
  private static final String NEWEST_FIRST = " ORDER BY \"number\" DESC FETCH FIRST ";

  private final FeatureRows rows;

  public RevisionRows(FeatureRows rows) {
    this.rows = rows;
  }

  /**
   * A revision with all of the feature, whatever a view shows.
   *
   * @param seen as a view shows it
   * @param before all of it
   * @param after all of it
   */
  public record Whole(Revision seen, Feature before, Feature after) {}

  /**
   * Notes a change.
   *
   * @return its number
   */
  public long add(
      Connection c,
      Layer layer,
      Revision.Kind kind,
      Instant at,
      Author author,
      Feature before,
      Feature after)
      throws SQLException {
    String id = before == null ? after.id() : before.id();
    long newest = newest(c, layer, id);
    try (Batch one = new Batch(c, layer, 1)) {
      long number = one.add(newest, kind, at, author, before, after);
      one.finish();
      return number;
    }
  }

  /** Notes many changes of a layer, some of them at a time. For one thread. */
  public static final class Batch implements AutoCloseable {
    private final Layer layer;
    private final int most;
    private final PreparedStatement insert;
    private int waiting;

    public Batch(Connection c, Layer layer, int most) throws SQLException {
      this.layer = layer;
      this.most = most;
      this.insert =
          c.prepareStatement(
              "INSERT INTO \"maeul_revision\" (\"layer\", \"feature\", \"number\", \"kind\","
                  + " \"at\", \"account\", \"author\", \"reason\", \"batch\", \"before\","
                  + " \"after\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /**
     * @param newest number of the feature's newest revision, or 0
     * @return the number of this one
     */
    public long add(
        long newest, Revision.Kind kind, Instant at, Author author, Feature before, Feature after)
        throws SQLException {
      long number = Math.max(at.getEpochSecond(), newest + 1);
      Object[] values = {
        layer.id(),
        before == null ? after.id() : before.id(),
        number,
        kind.name(),
        at.atOffset(ZoneOffset.UTC),
        author.account(),
        author.name(),
        author.reason(),
        author.batch(),
        before == null ? null : FeatureText.write(before),
        after == null ? null : FeatureText.write(after)
      };
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, Sql.storable(values[i]));
      }
      insert.addBatch();
      if (++waiting == most) {
        finish();
      }
      return number;
    }

    /** Sends what waits. */
    public void finish() throws SQLException {
      if (waiting > 0) {
        insert.executeBatch();
        waiting = 0;
      }
    }

    @Override
    public void close() throws SQLException {
      insert.close();
    }
  }

  private static long newest(Connection c, Layer layer, String id) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT COALESCE(MAX(\"number\"), 0) FROM \"maeul_revision\" WHERE \"layer\" = ")
            .bind(layer.id())
            .add(" AND \"feature\" = ")
            .bind(id);
    return sql.number(c);
  }

  /** The newest revisions of a feature, shown or not. */
  public List<Whole> newest(Connection c, View view, String id, int most) throws SQLException {
    return list(c, view, of(view, id).add(NEWEST_FIRST + most + " ROWS ONLY"));
  }

  public Optional<Whole> one(Connection c, View view, String id, long number) throws SQLException {
    return list(c, view, of(view, id).add(" AND \"number\" = ").bind(number)).stream().findFirst();
  }

  /** The removal that is the last known of a feature and no older than that. */
  public Optional<Whole> removal(Connection c, View view, String id, Instant since)
      throws SQLException {
    return newest(c, view, id, 1).stream()
        .filter(w -> w.seen().kind() == Revision.Kind.REMOVED && !w.seen().at().isBefore(since))
        .findFirst();
  }

  private static Sql of(View view, String id) {
    return new Sql()
        .add(COLUMNS)
        .add("\"layer\" = ")
        .bind(view.layer().id())
        .add(" AND \"feature\" = ")
        .bind(id);
  }

  /** Removals of features of one layer that are not there again, the last first. */
  public List<Whole> removals(Connection c, View view, Instant since, int most)
      throws SQLException {
    Sql sql = new Sql().add(COLUMNS).add("\"layer\" = ").bind(view.layer().id());
    sql.add(" AND \"kind\" = 'REMOVED' AND \"at\" >= ").bind(since.atOffset(ZoneOffset.UTC));
    sql.add(NONE_LATER).add(" AND NOT EXISTS (SELECT 1 FROM " + Dialect.table(view.layer()));
    sql.add(" t WHERE t.\"id\" = r.\"feature\") ORDER BY \"at\" DESC, \"feature\"");
    return list(c, view, sql.add(" FETCH FIRST " + most + " ROWS ONLY"));
  }

  private static final String NONE_LATER =
      " AND NOT EXISTS (SELECT 1 FROM \"maeul_revision\" n WHERE n.\"layer\" = r.\"layer\""
          + " AND n.\"feature\" = r.\"feature\" AND n.\"number\" > r.\"number\")";

  public List<Whole> batch(Connection c, View view, String batch) throws SQLException {
    Sql sql = new Sql().add(COLUMNS).add("\"batch\" = ").bind(batch).add(" AND \"layer\" = ");
    return list(c, view, sql.bind(view.layer().id()).add(" ORDER BY \"number\", \"feature\""));
  }

  /** Forgets what was removed before and is not there again; of the layers given. */
  public int sweep(Connection c, Layer layer, Instant before) throws SQLException {
    Sql sql = new Sql().add("DELETE FROM \"maeul_revision\" d WHERE d.\"layer\" = ");
    sql.bind(layer.id())
        // By feature: H2 asks a list within a condition anew for each row.
        .add(" AND EXISTS (SELECT 1 FROM \"maeul_revision\" r WHERE r.\"layer\" = d.\"layer\"")
        .add(" AND r.\"feature\" = d.\"feature\" AND r.\"kind\" = 'REMOVED' AND r.\"at\" < ")
        .bind(before.atOffset(ZoneOffset.UTC))
        .add(NONE_LATER + ") AND NOT EXISTS (SELECT 1 FROM " + Dialect.table(layer))
        .add(" t WHERE t.\"id\" = d.\"feature\")");
    return sql.run(c);
  }

  /** Forgets one feature that is not there any more. */
  public int forget(Connection c, Layer layer, String id) throws SQLException {
    Sql sql = new Sql().add("DELETE FROM \"maeul_revision\" WHERE \"layer\" = ").bind(layer.id());
    sql.add(" AND \"feature\" = ").bind(id);
    sql.add(" AND NOT EXISTS (SELECT 1 FROM " + Dialect.table(layer) + " t WHERE t.\"id\" = ");
    return sql.bind(id).add(")").run(c);
  }

  /** How a property changed; one revision after the other, since all of them are large. */
  public List<PropertyChange> changes(
      Connection c, View view, Property property, Instant since, int most) throws SQLException {
    Sql sql = ofValues(view).add(" AND \"at\" >= ").bind(since.atOffset(ZoneOffset.UTC));
    sql.add(" ORDER BY \"at\" DESC, \"feature\", \"number\" DESC FETCH FIRST " + most);
    List<PropertyChange> changes = new ArrayList<>();
    sql.add(" ROWS ONLY").each(c, 0, r -> change(r, view, property).ifPresent(changes::add));
    return changes;
  }

  /** When a property changed last, of each feature of which that is known. */
  public Map<String, Instant> lastChanges(
      Connection c, View view, Property property, Collection<String> ids) throws SQLException {
    Map<String, Instant> last = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return last;
    }
    Sql sql = ofValues(view).add(" AND \"feature\" IN (").bindAll(List.copyOf(ids));
    sql.add(") ORDER BY \"feature\", \"number\" DESC");
    sql.each(
        c,
        0,
        r -> {
          if (!last.containsKey(r.getString(1))) {
            change(r, view, property).ifPresent(found -> last.put(found.id(), found.at()));
          }
        });
    return last;
  }

  private static Sql ofValues(View view) {
    return new Sql()
        .add("SELECT \"feature\", \"at\", \"kind\", \"before\", \"after\"")
        .add(" FROM \"maeul_revision\" WHERE \"kind\" <> 'REMOVED' AND \"layer\" = ")
        .bind(view.layer().id());
  }

  /** Of properties that refer to what the view does not wholly show nothing is told. */
  private Optional<PropertyChange> change(ResultSet r, View view, Property property)
      throws SQLException {
    if (view.references().containsKey(property)) {
      return Optional.empty();
    }
    Feature before = admitted(view, feature(view.layer(), r.getString(4)));
    Feature after = admitted(view, feature(view.layer(), r.getString(5)));
    Object was = before == null ? null : before.properties().get(property.name());
    Object is = after == null ? null : after.properties().get(property.name());
    boolean isShown = after != null && view.properties().contains(property);
    if (!isShown || Objects.equals(was, is)) {
      return Optional.empty();
    }
    Instant at = r.getObject(2, OffsetDateTime.class).toInstant();
    return Optional.of(new PropertyChange(r.getString(1), at, was, is, before == null));
  }

  private List<Whole> list(Connection c, View view, Sql sql) throws SQLException {
    List<Revision> all = new ArrayList<>();
    all.addAll(sql.list(c, r -> whole(r, view.layer())));
    List<Feature> features =
        all.stream().flatMap(r -> Stream.of(r.before(), r.after())).collect(toList());
    ShownReferences references = ShownReferences.of(c, rows, view, features);
    return all.stream()
        .map(r -> new Whole(seen(view, references, r), r.before(), r.after()))
        .toList();
  }

  /** All of the features, and no version. */
  private static Revision whole(ResultSet r, Layer layer) throws SQLException {
    return new Revision(
        layer.id(),
        r.getString(1),
        r.getLong(2),
        Revision.Kind.valueOf(r.getString(3)),
        r.getObject(4, OffsetDateTime.class).toInstant(),
        new Author(r.getString(5), r.getString(6), r.getString(7), r.getString(8)),
        feature(layer, r.getString(9)),
        feature(layer, r.getString(10)),
        null);
  }

  /** A kept feature, or null. */
  public static Feature feature(Layer layer, String text) {
    return text == null ? null : FeatureText.read(layer, text);
  }

  /**
   * A revision as a view shows it.
   *
   * @param whole with all of the features, and no version
   */
  public static Revision seen(View view, ShownReferences references, Revision whole) {
    Feature shown = references.seen(whole.after());
    return new Revision(
        whole.layer(),
        whole.id(),
        whole.number(),
        whole.kind(),
        whole.at(),
        whole.author(),
        references.seen(whole.before()),
        shown,
        shown == null ? null : FeatureVersion.of(shown, view.properties()));
  }

  private Feature admitted(View view, Feature feature) {
    return feature == null || !view.admits(feature.properties(), rows.today()) ? null : feature;
  }

  /** Whether the view shows that something was changed. */
  public static boolean isSeen(View view, Revision r) {
    if (r.before() == null || r.after() == null) {
      return r.before() != r.after();
    }
    return !FeatureVersion.of(r.before(), view.properties()).equals(r.version());
  }

  private static boolean isReferenceHidden(View view, Whole w, Property p) {
    return view.references().containsKey(p)
        && !(isSame(p, w.before(), w.seen().before()) && isSame(p, w.after(), w.seen().after()));
  }

  private static boolean isSame(Property p, Feature whole, Feature seen) {
    return whole == null
        || seen == null
        || Objects.equals(whole.properties().get(p.name()), seen.properties().get(p.name()));
  }

  /** Whether the view shows all that was changed. */
  public static boolean isWhollySeen(View view, Whole w) {
    for (Property p : view.layer().properties()) {
      boolean isHidden = !view.properties().contains(p) || isReferenceHidden(view, w, p);
      if (isHidden && w.before() != null && w.after() != null) {
        Object before = w.before().properties().get(p.name());
        Object after = w.after().properties().get(p.name());
        if (before == null ? after != null : !before.equals(after)) {
          return false;
        }
      }
    }
    return isSeen(view, w.seen());
  }
}
