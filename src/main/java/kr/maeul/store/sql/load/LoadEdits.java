package kr.maeul.store.sql.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.store.load.FeatureLoad.Kept;
import kr.maeul.store.load.FeatureLoad.Why;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.record.HandEdits;
import kr.maeul.store.sql.row.FeatureRows;
import kr.maeul.store.sql.row.RevisionRows;

/**
 * What people changed of features that a load merges into: it stands in the stage as it is in the
 * layer, with what belongs to it. For one load.
 */
final class LoadEdits {
  private final LoadStage stage;
  private final Layer layer;
  private final ImportRules rules;
  private final Set<String> overwrites;
  private final Map<String, String> follows;
  private final Consumer<Kept> kept;
  private final FeatureRows rows;

  /**
   * @param overwrites properties for which the load's word counts in any case
   * @param follows property → the one that it says more about, or was derived from
   * @param kept called with every value that stays although the load has another
   */
  LoadEdits(
      LoadStage stage, Set<String> overwrites, Map<String, String> follows, Consumer<Kept> kept) {
    this.stage = stage;
    this.layer = stage.layer();
    this.rules = layer.imports();
    this.overwrites = overwrites;
    this.follows = follows;
    this.kept = kept;
    this.rows = new FeatureRows(stage.dialect());
  }

  /**
   * Goes through the revisions of what is in the stage and was written by people too, and lets
   * their values stand in the stage.
   */
  void keep() throws SQLException {
    // A join, and not IN: H2 would look through the list anew for every revision.
    Sql sql =
        new Sql()
            .add("SELECT r.\"feature\", r.\"batch\", r.\"before\", r.\"after\"")
            .add(" FROM (SELECT DISTINCT h.\"feature\" FROM \"maeul_revision\" h JOIN ")
            .add(stage.name() + " s ON s.\"id\" = h.\"feature\" WHERE h.\"layer\" = ")
            .bind(layer.id())
            .add(" AND (h.\"batch\" IS NULL OR h.\"batch\" NOT LIKE ")
            .bind(LoadRecord.BATCH + "%")
            .add(
                ")) e JOIN \"maeul_revision\" r ON r.\"feature\" = e.\"feature\" AND r.\"layer\" = ")
            .bind(layer.id())
            .add(" ORDER BY r.\"feature\", r.\"number\"");
    try (PreparedStatement s = sql.prepare(stage.connection())) {
      s.setFetchSize(LoadStage.ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        String id = null;
        HandEdits edits = null;
        while (r.next()) {
          if (!r.getString(1).equals(id)) {
            keep(id, edits);
            id = r.getString(1);
            edits = new HandEdits(layer);
          }
          edits.see(
              LoadRecord.isLoad(r.getString(2)),
              RevisionRows.feature(layer, r.getString(3)),
              RevisionRows.feature(layer, r.getString(4)));
        }
        keep(id, edits);
      }
    }
  }

  private void keep(String id, HandEdits edits) throws SQLException {
    if (id == null) {
      return;
    }
    Set<String> names = new HashSet<>(edits.names());
    names.removeAll(overwrites);
    if (names.isEmpty()) {
      return;
    }
    String from =
        " FROM "
            + stage.name()
            + " s JOIN "
            + Dialect.table(layer)
            + " t ON t.\"id\" = s.\"id\" WHERE s.\"id\" = ";
    Sql look =
        new Sql()
            .add("SELECT s." + Dialect.PLACE + ", s." + Dialect.MARK + ", ")
            .add(rows.columns(layer, "s") + ", " + rows.columns(layer, "t") + from)
            .bind(id);
    try (PreparedStatement s = look.prepare(stage.connection());
        ResultSet r = s.executeQuery()) {
      if (!r.next()) {
        return; // taken away since
      }
      long place = r.getLong(1);
      String mark = r.getString(2) == null ? "" : r.getString(2);
      Feature given = rows.at(r, 3, layer);
      Feature ours = rows.at(r, 5 + layer.properties().size(), layer);
      names.removeIf(
          name -> isNewRight(name, said(given, mark, name), value(ours, name), edits.before(name)));
      if (names.isEmpty()) {
        return;
      }
      Map<String, Why> stay = staying(names, name -> said(given, mark, name), ours);
      stay.forEach(
          (name, why) -> {
            Object its = said(given, mark, name);
            Object stays = value(ours, name);
            boolean isPlace = name.equals(layer.geometry().name());
            if (its != null && !its.equals(stays)) {
              kept.accept(
                  new Kept(place, id, name, why, isPlace ? null : its, isPlace ? null : stays));
            }
          });
      names = stay.keySet();
    }
    List<String> columns = names.stream().map(this::column).toList();
    Sql keep =
        new Sql()
            .add(
                "UPDATE " + stage.name() + " s SET (" + String.join(", ", columns) + ") = (SELECT ")
            .add(String.join(", ", columns.stream().map(c -> "t." + c).toList()))
            .add(
                " FROM " + Dialect.table(layer) + " t WHERE t.\"id\" = s.\"id\") WHERE s.\"id\" = ")
            .bind(id);
    keep.run(stage.connection());
  }

  /**
   * What a person asked for goes before what people keep, but for the very word that they took away
   * by hand.
   */
  private boolean isNewRight(String name, Object said, Object ours, Object before) {
    if (rules.keeps().get(name) == ImportRules.Keep.RIGHT) {
      return Boolean.TRUE.equals(said) && !said.equals(before);
    }
    return layer.isEnd(name)
        && said instanceof LocalDate day
        && !day.equals(before)
        && !(ours instanceof LocalDate earlier && !day.isBefore(earlier));
  }

  /** What stays of a feature of which people changed these: with each what belongs to it. */
  private Map<String, Why> staying(
      Set<String> edited, Function<String, Object> said, Feature ours) {
    Map<String, Why> stay = new LinkedHashMap<>();
    edited.forEach(name -> stay.put(name, Why.EDITED));
    follows.forEach(
        (name, from) -> {
          Object its = said.apply(from);
          Object stays = value(ours, from);
          boolean isUnsaid = its == null && stays != null && rules.with().containsKey(name);
          boolean isRefused = its != null && !its.equals(stays);
          if (edited.contains(from) && (isUnsaid || isRefused)) {
            stay.putIfAbsent(name, Why.WITH);
          }
        });
    for (String name : edited) {
      String about = rules.with().get(name);
      boolean isSameClaim =
          about != null
              && Objects.equals(said.apply(about), value(ours, about))
              && !Objects.equals(said.apply(name), value(ours, name));
      if (isSameClaim) { // what one source says is not put beside the date of another
        rules.with().entrySet().stream()
            .filter(e -> e.getValue().equals(about) && said.apply(e.getKey()) != null)
            .filter(e -> !said.apply(e.getKey()).equals(value(ours, e.getKey())))
            .forEach(e -> stay.putIfAbsent(e.getKey(), Why.BESIDE_EDITED));
      }
    }
    stay.keySet().removeAll(overwrites);
    return stay;
  }

  private Object said(Feature given, String mark, String name) {
    return mark.contains("," + name + ",") ? null : value(given, name);
  }

  private String column(String name) {
    return name.equals(layer.geometry().name())
        ? Dialect.geometry(layer)
        : Dialect.column(layer.property(name).orElseThrow());
  }

  private Object value(Feature feature, String name) {
    return name.equals(layer.geometry().name())
        ? feature.geometry()
        : feature.properties().get(name);
  }
}
