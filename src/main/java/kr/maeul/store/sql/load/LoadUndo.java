package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.feature.parse.FeatureVersion;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoads.Left;
import kr.maeul.store.load.FeatureLoads.Reason;
import kr.maeul.store.load.FeatureLoads.Share;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.record.LoadTable;
import kr.maeul.store.sql.load.record.StandingRights;
import kr.maeul.store.sql.load.record.Undoings;
import kr.maeul.store.sql.row.FeatureRows;
import kr.maeul.store.sql.row.RevisionRows;
import org.locationtech.jts.geom.Geometry;

/**
 * Finds out what undoing a load makes of each of its features, as they are now, and stages that.
 * For one undoing.
 */
final class LoadUndo {
  private final LoadStage stage;
  private final Layer layer;
  private final LoadRecord load;
  private final int most;
  private final FeatureRows rows;
  private final Undoings undoings;
  private final List<Long> earlier;
  private final List<Left> left = new ArrayList<>();
  private final List<Left> leftByLoads = new ArrayList<>();
  private final Map<Long, Long> later = new TreeMap<>(Comparator.reverseOrder());
  private Ties ties = Ties.NONE;
  private StandingRights rights;
  private boolean isNewest;
  private long featuresLeft;
  private long valuesLeft;
  private long taken;
  private long ofUndone;

  /**
   * @param undoings of the layer
   * @param most the most features to list that are left
   */
  LoadUndo(LoadStage stage, LoadRecord load, Undoings undoings, int most) {
    this.stage = stage;
    this.layer = stage.layer();
    this.load = load;
    this.most = most;
    this.undoings = undoings;
    this.earlier = undoings.of(load.number());
    this.rows = new FeatureRows(stage.dialect());
  }

  /**
   * Stages.
   *
   * @param reading another connection than the stage's, which takes in rows all the while
   * @param kept what is kept beside features by now; these are not taken away
   */
  void stage(Connection reading, Ties kept) throws SQLException {
    ties = kept;
    rights = StandingRights.of(reading, layer);
    reading.setAutoCommit(false); // so that rows come a few at a time
    try {
      isNewest = LoadTable.list(reading, layer.id(), 1).get(0).number() == load.number();
      revisions(reading);
      additions(reading);
    } finally {
      reading.rollback();
    }
  }

  private void revisions(Connection reading) throws SQLException {
    Sql sql = new Sql().add("SELECT r.\"feature\", r.\"before\", r.\"after\", ");
    broughtByUndone(sql);
    since(sql.add(", "), "r");
    sql.add(", " + rows.columns(layer, "t"))
        .add(" FROM \"maeul_revision\" r LEFT JOIN " + Dialect.table(layer))
        .add(" t ON t.\"id\" = r.\"feature\" WHERE r.\"batch\" = ")
        .bind(LoadRecord.batch(load.number()))
        .add(" AND r.\"layer\" = ")
        .bind(layer.id());
    long found = 0;
    try (PreparedStatement s = sql.prepare(reading)) {
      s.setFetchSize(LoadStage.ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          found++;
          Feature before = RevisionRows.feature(layer, r.getString(2));
          Feature after = RevisionRows.feature(layer, r.getString(3));
          Feature now = rows.at(r, 7, layer);
          Done done = done(reading, r.getString(1), r.getBoolean(6));
          if (!done.isWhole()) {
            ofUndone += after == null && now == null && r.getBoolean(4) ? 1 : 0;
            boolean isBack = after == null && now != null;
            Others others =
                isBack
                    ? bringers(reading, r.getString(1))
                    : r.getLong(5) > load.number() ? others(reading, r.getString(1)) : NOBODY;
            undo(r.getString(1), before, after, now, done, others);
          }
        }
      }
    }
    boolean hasRestored = LoadRecord.UNDO.equals(load.mode());
    long noted = load.changed() + load.deleted() + (hasRestored ? load.inserted() : 0);
    if (found < noted) {
      featuresLeft += noted - found;
      left.add(new Left(null, Reason.FORGOTTEN, List.of(), null));
    }
  }

  /** Whether a load brought the feature that has been undone, and not by the one undone now. */
  private void broughtByUndone(Sql sql) {
    List<Long> undone = new ArrayList<>(undoings.cancelled());
    undone.remove(load.undoes());
    if (undone.isEmpty()) {
      sql.add("FALSE");
      return;
    }
    sql.add("EXISTS (SELECT 1 FROM \"maeul_load_row\" a WHERE a.\"feature\" = r.\"feature\"");
    sql.add(" AND a.\"load\" IN (").bindAll(undone).add("))");
  }

  /** The newest load that did something to a feature, and whether this one was undone there. */
  private void since(Sql sql, String row) {
    String ofFeature =
        " FROM \"maeul_revision\" x WHERE x.\"layer\" = "
            + Sql.literal(layer.id())
            + " AND x.\"feature\" = "
            + row
            + ".\"feature\"";
    if (isNewest) {
      sql.add("CAST(0 AS BIGINT), ");
    } else {
      sql.add("(SELECT MAX(CASE WHEN x.\"batch\" LIKE '" + LoadRecord.BATCH + "%' THEN ")
          .add(
              "CAST(SUBSTRING(x.\"batch\" FROM " + (LoadRecord.BATCH.length() + 1) + ") AS BIGINT)")
          .add(" END)" + ofFeature + "), ");
    }
    if (earlier.isEmpty()) {
      sql.add("FALSE");
    } else {
      sql.add("EXISTS (SELECT 1" + ofFeature + " AND x.\"batch\" IN (");
      sql.bindAll(earlier.stream().map(LoadRecord::batch).toList()).add("))");
    }
  }

  /** Which loads that stand did what to a feature after this one. */
  private interface Others {
    List<Long> that(Predicate<LoadTable.ByLoad> did);
  }

  private static final Others NOBODY = did -> List.of();

  private Others others(Connection reading, String id) throws SQLException {
    List<LoadTable.ByLoad> since =
        LoadTable.byLoads(reading, layer, id).stream()
            .filter(l -> l.load() > load.number() && !undoings.isCancelled(l.load()))
            .toList();
    return did -> since.stream().filter(did).map(LoadTable.ByLoad::load).distinct().toList();
  }

  /** Those that brought it again, which has no revision. */
  private Others bringers(Connection reading, String id) throws SQLException {
    List<Long> since =
        LoadTable.bringing(reading, layer.id(), id).stream()
            .map(LoadRecord::number)
            .filter(n -> n > load.number() && !undoings.isCancelled(n))
            .toList();
    return did -> since;
  }

  /** What was taken back before: all of a feature, or some of its values. */
  private record Done(boolean isWhole, Set<String> properties) {}

  private static final Done NOTHING = new Done(false, Set.of());

  private Done done(Connection reading, String id, boolean isAny) throws SQLException {
    if (!isAny) {
      return NOTHING;
    }
    Set<String> names = new HashSet<>();
    for (LoadTable.ByLoad l : LoadTable.byLoads(reading, layer, id)) {
      if (earlier.contains(l.load())) {
        if (l.before() == null || l.after() == null) {
          return new Done(true, Set.of());
        }
        names.addAll(l.changed(layer));
      }
    }
    return new Done(false, names);
  }

  private void undo(String id, Feature before, Feature after, Feature now, Done done, Others others)
      throws SQLException {
    if (before != null && after != null) {
      change(id, before, after, now, done, others);
    } else if (after == null) {
      putBack(id, before, now, others);
    } else if (now != null) {
      if (isSame(now, after)) {
        take(id);
      } else {
        left(id, Reason.EDITED, List.of(), others.that(l -> true));
      }
    }
  }

  private void putBack(String id, Feature before, Feature now, Others others) throws SQLException {
    if (now == null) {
      stage.write(0, id, rights.over(before), null);
    } else if (!isSame(now, before)) {
      left(id, Reason.THERE_AGAIN, List.of(), others.that(l -> true));
    }
  }

  private boolean isSame(Feature one, Feature other) {
    return FeatureVersion.of(one, layer.properties())
        .equals(FeatureVersion.of(other, layer.properties()));
  }

  /** Value by value: what the load changed and nobody after it is as before. */
  private void change(
      String id, Feature before, Feature after, Feature now, Done done, Others others)
      throws SQLException {
    if (now == null) {
      left(id, Reason.REMOVED, List.of(), others.that(l -> l.after() == null));
      return;
    }
    List<String> both = new ArrayList<>();
    Geometry place = now.geometry();
    boolean isPlaceDone = done.properties().contains(layer.geometry().name());
    if (!isPlaceDone && !Objects.equals(before.geometry(), after.geometry())) {
      if (Objects.equals(place, after.geometry())) {
        place = before.geometry();
      } else if (!Objects.equals(place, before.geometry())) {
        both.add(layer.geometry().name());
      }
    }
    Map<String, Object> values = new LinkedHashMap<>(now.properties());
    for (Property p : layer.properties()) {
      String name = p.name();
      Object was = before.properties().get(name);
      Object loaded = after.properties().get(name);
      Object is = now.properties().get(name);
      boolean isDone = Objects.equals(was, loaded) || done.properties().contains(name);
      if (isDone || Objects.equals(is, was)) {
        continue;
      }
      boolean stands = Boolean.TRUE.equals(is) && rights.stands(name, id);
      if (stands || !Objects.equals(is, loaded)) {
        both.add(name);
      } else if (was == null) {
        values.remove(name);
      } else {
        values.put(name, was);
      }
    }
    if (!both.isEmpty()) {
      valuesLeft += both.size();
      left(
          id,
          Reason.EDITED,
          both,
          others.that(l -> l.changed(layer).stream().anyMatch(both::contains)));
    }
    stage.write(0, id, new Feature(id, place, values), null);
  }

  /**
   * What the load brought goes, unless somebody has worked on it or taken it away since. A later
   * load that was taken back has not.
   */
  private void additions(Connection reading) throws SQLException {
    List<String> batches = new ArrayList<>();
    batches.add(LoadRecord.batch(load.number()));
    undoings.cancelled().forEach(n -> batches.add(LoadRecord.batch(n)));
    Sql sql =
        new Sql()
            .add("SELECT a.\"feature\", EXISTS (SELECT 1 FROM \"maeul_revision\" r WHERE ")
            .add("r.\"layer\" = ")
            .bind(layer.id())
            .add(" AND r.\"feature\" = a.\"feature\" AND r.\"at\" >= ")
            .bind(load.ended().atOffset(ZoneOffset.UTC))
            .add(" AND (r.\"batch\" IS NULL OR r.\"batch\" NOT IN (")
            .bindAll(batches)
            .add("))), t.\"id\" IS NULL, ");
    since(sql, "a");
    sql.add(" FROM \"maeul_load_row\" a LEFT JOIN ")
        .add(Dialect.table(layer))
        .add(" t ON t.\"id\" = a.\"feature\" WHERE a.\"load\" = ")
        .bind(load.number());
    try (PreparedStatement s = sql.prepare(reading)) {
      s.setFetchSize(LoadStage.ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          String id = r.getString(1);
          if (done(reading, id, r.getBoolean(5)).isWhole()) {
            continue;
          }
          Others others = r.getLong(4) > load.number() ? others(reading, id) : NOBODY;
          if (r.getBoolean(3)) {
            left(id, Reason.REMOVED, List.of(), others.that(l -> l.after() == null));
          } else if (r.getBoolean(2)) {
            left(id, Reason.EDITED, List.of(), others.that(l -> true));
          } else {
            take(id);
          }
        }
      }
    }
  }

  private void take(String id) throws SQLException {
    Set<Text> uses = ties.of(id);
    if (!uses.isEmpty()) {
      featuresLeft++;
      if (left.size() < most) {
        left.add(new Left(id, Reason.IN_USE, List.of(), null, List.copyOf(uses)));
      }
      return;
    }
    taken++;
    stage.write(0, id, new Feature(id, null, Map.of()), LoadStage.GONE);
  }

  /**
   * @param by loads that did that, none where people did
   */
  private void left(String id, Reason reason, List<String> properties, List<Long> by) {
    featuresLeft++;
    by.forEach(n -> later.merge(n, 1L, Long::sum));
    List<Left> kind = by.isEmpty() ? left : leftByLoads;
    if (kind.size() < most) {
      Long newest = by.stream().max(Comparator.naturalOrder()).orElse(null);
      kind.add(new Left(id, reason, List.copyOf(properties), newest));
    }
  }

  /** How many features go. */
  long taken() {
    return taken;
  }

  /** How many features come back although a load brought them that is undone itself. */
  long ofUndone() {
    return ofUndone;
  }

  long featuresLeft() {
    return featuresLeft;
  }

  long valuesLeft() {
    return valuesLeft;
  }

  /** The first of what is left; what people did comes first. */
  List<Left> left() {
    return Stream.concat(left.stream(), leftByLoads.stream()).limit(most).toList();
  }

  /** Loads that changed since what is left, the newest first. */
  List<Share> later() {
    return later.entrySet().stream().map(e -> new Share(e.getKey(), e.getValue())).toList();
  }

  /** Loads that took back parts of this one before, the newest first. */
  List<Long> earlier() {
    return earlier;
  }
}
