package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad.Effects;
import kr.maeul.store.load.FeatureLoad.InUse;
import kr.maeul.store.load.FeatureLoad.Lifted;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.statement.FilterSql;

/**
 * What a load does beyond its own features, told by its stage once that is what the layer is to
 * have: what everyone would see that is not public now, by the view that everyone's reads go
 * through, and what goes although something is kept beside it. For one load.
 */
final class LoadEffects {
  private final LoadStage stage;
  private final Layer layer;
  private final View everyones;
  private final LocalDate day;
  private final boolean asksForEnds;

  /**
   * @param asksForEnds whether days that end an agreement, and rights, go without anybody having
   *     said so
   */
  LoadEffects(LoadStage stage, boolean asksForEnds) {
    this.asksForEnds = asksForEnds;
    this.stage = stage;
    this.layer = stage.layer();
    this.everyones = layer.viewFor(Audience.PUBLIC);
    this.day = stage.dialect().today();
  }

  /**
   * @param ties what is kept beside features of the layer
   * @param most the most features to list of each kind
   */
  Effects effects(Ties ties, int most) throws SQLException {
    Set<String> again = new LinkedHashSet<>();
    long shown = 0;
    if (!everyones.empty() && !everyones.where().isEmpty()) {
      NewlyShown rows = new NewlyShown(stage, everyones, day);
      shown = rows.count();
      if (shown > 0) {
        again.addAll(rows.again());
      }
    }
    Set<String> endless = asksForEnds ? endsGone(again) : Set.of();
    List<Lifted> lifted = asksForEnds ? lifted() : List.of();
    List<InUse> first = new ArrayList<>();
    long inUse = 0;
    for (Map.Entry<String, Set<Text>> e : gone(ties).entrySet()) {
      inUse++;
      if (first.size() < most) {
        first.add(new InUse(e.getKey(), List.copyOf(e.getValue())));
      }
    }
    return new Effects(
        shown,
        again.size(),
        again.stream().limit(most).toList(),
        endless.size(),
        endless.stream().limit(most).toList(),
        lifted.size(),
        lifted.stream().limit(most).toList(),
        inUse,
        List.copyOf(first));
  }

  List<String> shownOtherwise() throws SQLException {
    return everyones.empty() || everyones.where().isEmpty()
        ? List.of()
        : List.copyOf(new NewlyShown(stage, everyones, day).shownOtherwise());
  }

  /** Those of some staged rows that everyone sees once they are written. */
  List<String> shown(List<String> ids) throws SQLException {
    List<String> shown = new ArrayList<>();
    FilterSql filter = new FilterSql(stage.dialect(), everyones, day);
    for (int i = 0; i < ids.size() && !everyones.empty(); i += LoadStage.ROWS_FETCHED) {
      List<String> part = ids.subList(i, Math.min(ids.size(), i + LoadStage.ROWS_FETCHED));
      Sql sql = new Sql().add("SELECT s.\"id\" FROM " + stage.name() + " s WHERE s.\"id\" IN (");
      filter.addView(sql.bindAll(part).add(") AND "), "s.");
      shown.addAll(sql.add(" ORDER BY 1").list(stage.connection(), r -> r.getString(1)));
    }
    return shown;
  }

  /** Features that lose the day on which an agreement ends, or get a later one. */
  private Set<String> endsGone(Set<String> but) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    List<String> gone =
        layer
            .ways()
            .map(way -> Dialect.column(way.date()))
            .distinct()
            .map(
                d ->
                    "t."
                        + d
                        + " IS NOT NULL AND (s."
                        + d
                        + " IS NULL OR s."
                        + d
                        + " > t."
                        + d
                        + ")")
            .toList();
    if (!gone.isEmpty()) {
      String any = String.join(" OR ", gone);
      stage.each(
          "",
          LoadStage.TO_WRITE + " AND (" + any + ")",
          r -> {
            if (!but.contains(r.getString(2))) {
              ids.add(r.getString(2));
            }
          });
    }
    return ids;
  }

  /** Features that lose what a person asked for; whatever else they lose. */
  private List<Lifted> lifted() throws SQLException {
    Map<String, List<Text>> lifted = new LinkedHashMap<>();
    for (String name : layer.imports().rights()) {
      Property right = layer.property(name).orElseThrow();
      String d = Dialect.column(right);
      stage.each(
          "",
          LoadStage.TO_WRITE + " AND t." + d + " AND NOT COALESCE(s." + d + ", FALSE)",
          r -> lifted.computeIfAbsent(r.getString(2), k -> new ArrayList<>()).add(right.title()));
    }
    return lifted.entrySet().stream().map(e -> new Lifted(e.getKey(), e.getValue())).toList();
  }

  private Map<String, Set<Text>> gone(Ties ties) throws SQLException {
    Map<String, Set<Text>> gone = new LinkedHashMap<>();
    if (ties.isEmpty()) {
      return gone;
    }
    Connection c = stage.connection();
    String ids =
        "SELECT s.\"id\" FROM "
            + stage.name()
            + " s WHERE s."
            + Dialect.MARK
            + " = '"
            + LoadStage.GONE
            + "' ORDER BY 1";
    new Sql()
        .add(ids)
        .each(
            c,
            LoadStage.ROWS_FETCHED,
            r -> {
              Set<Text> by = ties.of(r.getString(1));
              if (!by.isEmpty()) {
                gone.put(r.getString(1), by);
              }
            });
    return gone;
  }
}
