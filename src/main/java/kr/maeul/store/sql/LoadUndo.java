package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureVersion;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.FeatureLoads.Left;
import kr.maeul.store.FeatureLoads.Reason;
import kr.maeul.store.LoadRecord;
import org.locationtech.jts.geom.Geometry;

/**
 * Finds out what undoing a load makes of each of its features, as they are now, and stages that.
 * For one undoing.
 */
final class LoadUndo {
  private static final int ROWS_FETCHED = 500;

  private final LoadStage stage;
  private final Layer layer;
  private final LoadRecord load;
  private final int most;
  private final FeatureRows rows;
  private final List<Left> left = new ArrayList<>();
  private long featuresLeft;
  private long valuesLeft;
  private long taken;
  private long ofUndone;

  /**
   * @param most the most features to list that are left
   */
  LoadUndo(LoadStage stage, LoadRecord load, int most) {
    this.stage = stage;
    this.layer = stage.layer();
    this.load = load;
    this.most = most;
    this.rows = new FeatureRows(stage.dialect());
  }

  /**
   * Stages.
   *
   * @param reading another connection than the stage's, which takes in rows all the while
   */
  void stage(Connection reading) throws SQLException {
    reading.setAutoCommit(false); // so that rows come a few at a time
    try {
      revisions(reading);
      additions(reading);
    } finally {
      reading.rollback();
    }
  }

  private void revisions(Connection reading) throws SQLException {
    Sql sql = new Sql().add("SELECT r.\"feature\", r.\"before\", r.\"after\", ");
    broughtByUndone(reading, sql);
    sql.add(", " + rows.columns(layer, "t"))
        .add(" FROM \"maeul_revision\" r LEFT JOIN " + Dialect.table(layer))
        .add(" t ON t.\"id\" = r.\"feature\" WHERE r.\"batch\" = ")
        .bind(LoadRecord.batch(load.number()))
        .add(" AND r.\"layer\" = ")
        .bind(layer.id());
    long found = 0;
    try (PreparedStatement s = sql.prepare(reading)) {
      s.setFetchSize(ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          found++;
          Feature before = RevisionRows.feature(layer, r.getString(2));
          Feature after = RevisionRows.feature(layer, r.getString(3));
          Feature now = rows.at(r, 5, layer);
          ofUndone += after == null && now == null && r.getBoolean(4) ? 1 : 0;
          undo(r.getString(1), before, after, now);
        }
      }
    }
    boolean hasRestored = LoadRecord.UNDO.equals(load.mode());
    long noted = load.changed() + load.deleted() + (hasRestored ? load.inserted() : 0);
    if (found < noted) {
      featuresLeft += noted - found;
      left.add(new Left(null, Reason.FORGOTTEN, List.of()));
    }
  }

  /** Whether a load brought the feature that has been undone, and not by the one undone now. */
  private void broughtByUndone(Connection reading, Sql sql) throws SQLException {
    List<Long> undone = new ArrayList<>(LoadTable.cancelled(reading, layer.id()));
    undone.remove(load.undoes());
    if (undone.isEmpty()) {
      sql.add("FALSE");
      return;
    }
    sql.add("EXISTS (SELECT 1 FROM \"maeul_load_row\" a WHERE a.\"feature\" = r.\"feature\"");
    sql.add(" AND a.\"load\" IN (").bindAll(undone).add("))");
  }

  private void undo(String id, Feature before, Feature after, Feature now) throws SQLException {
    if (before != null && after != null) {
      change(id, before, after, now);
    } else if (after == null) {
      putBack(id, before, now);
    } else if (now != null) {
      if (isSame(now, after)) {
        take(id);
      } else {
        left(id, Reason.EDITED, List.of());
      }
    }
  }

  private void putBack(String id, Feature before, Feature now) throws SQLException {
    if (now == null) {
      stage.write(0, id, before, null);
    } else if (!isSame(now, before)) {
      left(id, Reason.THERE_AGAIN, List.of());
    }
  }

  private boolean isSame(Feature one, Feature other) {
    return FeatureVersion.of(one, layer.properties())
        .equals(FeatureVersion.of(other, layer.properties()));
  }

  /** Value by value: what the load changed and nobody after it is as before. */
  private void change(String id, Feature before, Feature after, Feature now) throws SQLException {
    if (now == null) {
      left(id, Reason.REMOVED, List.of());
      return;
    }
    List<String> both = new ArrayList<>();
    Geometry place = now.geometry();
    if (!Objects.equals(before.geometry(), after.geometry())) {
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
      if (Objects.equals(was, loaded) || Objects.equals(is, was)) {
        continue;
      }
      if (!Objects.equals(is, loaded)) {
        both.add(name);
      } else if (was == null) {
        values.remove(name);
      } else {
        values.put(name, was);
      }
    }
    if (!both.isEmpty()) {
      valuesLeft += both.size();
      left(id, Reason.EDITED, both);
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
    LoadTable.cancelled(reading, layer.id()).forEach(n -> batches.add(LoadRecord.batch(n)));
    Sql sql =
        new Sql()
            .add("SELECT a.\"feature\", EXISTS (SELECT 1 FROM \"maeul_revision\" r WHERE ")
            .add("r.\"layer\" = ")
            .bind(layer.id())
            .add(" AND r.\"feature\" = a.\"feature\" AND r.\"at\" >= ")
            .bind(load.ended().atOffset(ZoneOffset.UTC))
            .add(" AND (r.\"batch\" IS NULL OR r.\"batch\" NOT IN (")
            .bindAll(batches)
            .add("))), t.\"id\" IS NULL FROM \"maeul_load_row\" a LEFT JOIN ")
            .add(Dialect.table(layer))
            .add(" t ON t.\"id\" = a.\"feature\" WHERE a.\"load\" = ")
            .bind(load.number());
    try (PreparedStatement s = sql.prepare(reading)) {
      s.setFetchSize(ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          if (r.getBoolean(3)) {
            left(r.getString(1), Reason.REMOVED, List.of());
          } else if (r.getBoolean(2)) {
            left(r.getString(1), Reason.EDITED, List.of());
          } else {
            take(r.getString(1));
          }
        }
      }
    }
  }

  private void take(String id) throws SQLException {
    taken++;
    stage.write(0, id, new Feature(id, null, Map.of()), LoadStage.GONE);
  }

  private void left(String id, Reason reason, List<String> properties) {
    featuresLeft++;
    if (left.size() < most) {
      left.add(new Left(id, reason, List.copyOf(properties)));
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

  List<Left> left() {
    return List.copyOf(left);
  }
}
