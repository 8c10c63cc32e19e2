package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Ends;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad.Effects;
import kr.maeul.store.load.FeatureLoad.InUse;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Sql;
import kr.maeul.store.sql.row.RevisionRows;
import kr.maeul.store.sql.statement.EndsSql;
import kr.maeul.store.sql.statement.FilterSql;

/**
 * What a load does beyond its own features, told by its stage once that is what the layer is to
 * have: what everyone would see that is not public now, by the view that everyone's reads go
 * through, and what goes although something is kept beside it. For one load.
 */
final class LoadEffects {
  private static final int ROWS_FETCHED = 500;

  private final LoadStage stage;
  private final Layer layer;
  private final View everyones;
  private final LocalDate day;
  private final List<Property> ending;

  LoadEffects(LoadStage stage) {
    this.stage = stage;
    this.layer = stage.layer();
    this.everyones = layer.viewFor(Audience.PUBLIC);
    this.day = stage.dialect().today();
    this.ending = everyones.where().keySet().stream().filter(p -> p.ends() != null).toList();
  }

  /**
   * @param ties what is kept beside features of the layer
   * @param most the most features to list of each kind
   */
  Effects effects(Ties ties, int most) throws SQLException {
    Set<String> again = new LinkedHashSet<>();
    long shown = 0;
    if (!everyones.empty() && !everyones.where().isEmpty()) {
      shown = shown();
      if (shown > 0) {
        shownAgain(again);
        backFromTheBin(again);
      }
    }
    List<InUse> first = new ArrayList<>();
    long inUse = 0;
    for (Map.Entry<String, Set<Text>> e : gone(ties).entrySet()) {
      inUse++;
      if (first.size() < most) {
        first.add(new InUse(e.getKey(), List.copyOf(e.getValue())));
      }
    }
    return new Effects(
        shown, again.size(), again.stream().limit(most).toList(), inUse, List.copyOf(first));
  }

  /** From rows that everyone would see, with those of the layer where these are not seen. */
  private void addNewlyShown(Sql sql) {
    FilterSql filter = new FilterSql(stage.dialect(), everyones, day);
    sql.add(" FROM " + stage.name() + " s LEFT JOIN " + Dialect.table(layer));
    sql.add(" t ON t.\"id\" = s.\"id\" WHERE " + LoadStage.TO_WRITE + " AND ");
    filter.addView(sql, "s.");
    sql.add(" AND (t.\"id\" IS NULL OR NOT COALESCE(");
    filter.addView(sql, "t.");
    sql.add(", FALSE))");
  }

  private long shown() throws SQLException {
    Sql sql = new Sql().add("SELECT COUNT(*)");
    addNewlyShown(sql);
    try (PreparedStatement s = sql.prepare(stage.connection());
        ResultSet r = s.executeQuery()) {
      r.next();
      return r.getLong(1);
    }
  }

  private void shownAgain(Set<String> again) throws SQLException {
    for (Property p : ending) {
      Sql sql = new Sql().add("SELECT s.\"id\"");
      addNewlyShown(sql);
      sql.add(" AND " + EndsSql.haveEnded(p, "t.", day) + " ORDER BY 1");
      try (PreparedStatement s = sql.prepare(stage.connection())) {
        s.setFetchSize(ROWS_FETCHED);
        try (ResultSet r = s.executeQuery()) {
          while (r.next()) {
            again.add(r.getString(1));
          }
        }
      }
    }
  }

  /** What was taken away may have been withdrawn before. */
  private void backFromTheBin(Set<String> again) throws SQLException {
    if (ending.isEmpty()) {
      return;
    }
    Sql sql =
        new Sql().add("SELECT s.\"id\", (SELECT r.\"before\" FROM \"maeul_revision\" r WHERE");
    sql.add(" r.\"layer\" = ").bind(layer.id());
    sql.add(" AND r.\"feature\" = s.\"id\" AND r.\"kind\" = 'REMOVED' ORDER BY r.\"number\" DESC");
    sql.add(" FETCH FIRST 1 ROW ONLY)");
    addNewlyShown(sql);
    sql.add(" AND t.\"id\" IS NULL AND EXISTS (SELECT 1 FROM \"maeul_revision\" r WHERE");
    sql.add(" r.\"layer\" = ").bind(layer.id());
    sql.add(" AND r.\"feature\" = s.\"id\" AND r.\"kind\" = 'REMOVED') ORDER BY 1");
    try (PreparedStatement s = sql.prepare(stage.connection())) {
      s.setFetchSize(ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          Feature before = RevisionRows.feature(layer, r.getString(2));
          if (before != null && hasEnded(before)) {
            again.add(r.getString(1));
          }
        }
      }
    }
  }

  private boolean hasEnded(Feature feature) {
    return ending.stream()
        .map(Property::ends)
        .flatMap(ends -> ends.ways().stream())
        .anyMatch(way -> hasCome(way, feature));
  }

  private boolean hasCome(Ends.Way way, Feature feature) {
    return feature.properties().get(way.date().name()) instanceof LocalDate at
        && way.hasCome(at, day);
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
    try (PreparedStatement s = c.prepareStatement(ids)) {
      s.setFetchSize(ROWS_FETCHED);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          Set<Text> by = ties.of(r.getString(1));
          if (!by.isEmpty()) {
            gone.put(r.getString(1), by);
          }
        }
      }
    }
    return gone;
  }
}
