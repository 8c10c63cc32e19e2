package kr.maeul.store.sql.load;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.row.RevisionRows;
import kr.maeul.store.sql.statement.EndsSql;
import kr.maeul.store.sql.statement.FilterSql;

/**
 * Staged rows that everyone would see and does not see now, and which of them a person had taken
 * off the map: by a word of theirs that keeps it hidden, by taking it away, or by having it changed
 * from what is shown to what is not. For one load.
 */
final class NewlyShown {
  private final LoadStage stage;
  private final Layer layer;
  private final View everyones;
  private final LocalDate day;

  NewlyShown(LoadStage stage, View everyones, LocalDate day) {
    this.stage = stage;
    this.layer = stage.layer();
    this.everyones = everyones;
    this.day = day;
  }

  long count() throws SQLException {
    Sql sql = new Sql().add("SELECT COUNT(*)");
    addFrom(sql);
    return sql.number(stage.connection());
  }

  /** Those that need a yes; a new one that is a hidden one again is called by both ids. */
  Set<String> again() throws SQLException {
    Set<String> again = new LinkedHashSet<>();
    Sql hidden = new Sql().add("SELECT s.\"id\"");
    addFrom(hidden);
    hidden.add(" AND t.\"id\" IS NOT NULL AND ").add(isKeptBack("t.")).add(" ORDER BY 1");
    each(hidden, r -> again.add(r.getString(1)));
    takenOff(again);
    HiddenTwins twins = twins();
    Set<String> removed = removed(twins);
    Sql back = new Sql().add("SELECT s.\"id\"");
    addFrom(back);
    each(
        back.add(" AND t.\"id\" IS NULL ORDER BY 1"),
        r -> {
          if (removed.contains(r.getString(1))) {
            again.add(r.getString(1));
          }
        });
    again.addAll(twins.of(this::addFrom, again));
    return again;
  }

  /** What somebody keeps hidden, here or in the load itself. */
  private HiddenTwins twins() throws SQLException {
    HiddenTwins twins = new HiddenTwins(stage);
    twins.addAll(sql -> sql.add(" FROM " + Dialect.table(layer) + " o WHERE " + isKeptBack("o.")));
    twins.addAll(
        sql ->
            sql.add(" FROM " + stage.name() + " o WHERE " + isKeptBack("o."))
                .add(" AND " + LoadStage.toWrite("o.")));
    Sql taken = new Sql().add("SELECT r.\"before\", r.\"after\" FROM \"maeul_revision\" r JOIN ");
    taken.add(Dialect.table(layer) + " o ON o.\"id\" = r.\"feature\"");
    addByPeople(taken);
    taken.add(" AND NOT COALESCE(");
    new FilterSql(stage.dialect(), everyones, day).addView(taken, "o.");
    each(
        taken.add(", FALSE)"),
        r -> {
          Feature after = RevisionRows.feature(layer, r.getString(2));
          if (isShown(RevisionRows.feature(layer, r.getString(1))) && !isShown(after)) {
            twins.add(after);
          }
        });
    return twins;
  }

  /**
   * Ids of what people took away, or what was hidden when it was taken away; added to the twins.
   */
  private Set<String> removed(HiddenTwins twins) throws SQLException {
    Set<String> ids = new HashSet<>();
    Bin.each(
        stage.connection(),
        layer,
        (last, isByPeople) -> {
          if (isByPeople || isKeptBack(last)) {
            ids.add(last.id());
            twins.add(last);
          }
        });
    return ids;
  }

  /**
   * What everyone goes on seeing although the load says under another id that it is to be hidden;
   * as {@code shown = hidden}.
   */
  Set<String> shownOtherwise() throws SQLException {
    HiddenTwins twins = new HiddenTwins(stage);
    twins.addAll(
        sql ->
            sql.add(" FROM " + stage.name() + " o WHERE " + isKeptBack("o."))
                .add(" AND " + LoadStage.toWrite("o."))
                .add(" AND NOT EXISTS (SELECT 1 FROM " + Dialect.table(layer))
                .add(" t WHERE t.\"id\" = o.\"id\")"));
    return twins.of(
        sql -> {
          sql.add(" FROM " + Dialect.table(layer) + " s WHERE ");
          new FilterSql(stage.dialect(), everyones, day).addView(sql, "s.");
          sql.add(" AND NOT EXISTS (SELECT 1 FROM " + stage.name());
          sql.add(" z WHERE z.\"id\" = s.\"id\")");
        },
        Set.of());
  }

  /** Where revisions {@code r} are changes that no load made. */
  private void addByPeople(Sql sql) {
    sql.add(" WHERE r.\"layer\" = ").bind(layer.id());
    sql.add(" AND (r.\"batch\" IS NULL OR r.\"batch\" NOT LIKE ").bind(LoadRecord.BATCH + "%");
    sql.add(") AND r.\"before\" IS NOT NULL AND r.\"after\" IS NOT NULL");
  }

  /** From rows that everyone would see, with those of the layer where these are not seen. */
  private void addFrom(Sql sql) {
    FilterSql filter = new FilterSql(stage.dialect(), everyones, day);
    sql.add(" FROM " + stage.name() + " s LEFT JOIN " + Dialect.table(layer));
    sql.add(" t ON t.\"id\" = s.\"id\" WHERE " + LoadStage.TO_WRITE + " AND ");
    filter.addView(sql, "s.");
    sql.add(" AND (t.\"id\" IS NULL OR NOT COALESCE(");
    filter.addView(sql, "t.");
    sql.add(", FALSE))");
  }

  /**
   * Condition that somebody said what keeps a row hidden: an agreement that has ended, a value that
   * is not one of those shown. What is blank, or has its default, nobody may have said yet.
   */
  private String isKeptBack(String of) {
    List<String> any = new ArrayList<>();
    everyones
        .where()
        .forEach(
            (p, wanted) -> {
              String column = of + Dialect.column(p);
              List<Object> unsaid = new ArrayList<>(wanted);
              byDefault(p).ifPresent(unsaid::add);
              any.add(
                  "("
                      + column
                      + " IS NOT NULL"
                      + (wanted.isEmpty()
                          ? ""
                          : " AND " + column + " NOT IN " + Sql.literals(unsaid))
                      + ")");
              if (p.ends() != null) {
                any.add(EndsSql.haveEnded(p, of, day));
              }
            });
    return "(" + String.join(" OR ", any) + ")";
  }

  private Optional<Object> byDefault(Property p) {
    return Optional.ofNullable(
        layer.file().path("properties").path(p.name()).path("default").textValue());
  }

  private boolean isKeptBack(Feature feature) {
    for (Map.Entry<Property, List<Object>> e : everyones.where().entrySet()) {
      Property p = e.getKey();
      Object value = feature.properties().get(p.name());
      boolean isUnsaid = value == null || value.equals(byDefault(p).orElse(null));
      boolean isOther = e.getValue().isEmpty() ? value != null : !e.getValue().contains(value);
      boolean hasEnded =
          p.ends() != null
              && p.ends().ways().stream()
                  .anyMatch(
                      w ->
                          feature.properties().get(w.date().name()) instanceof LocalDate at
                              && w.hasCome(at, day));
      if (hasEnded || isOther && (e.getValue().isEmpty() || !isUnsaid)) {
        return true;
      }
    }
    return false;
  }

  /** Those that people changed from what is shown to what is not, however that was. */
  private void takenOff(Set<String> again) throws SQLException {
    Sql sql = new Sql().add("SELECT n.\"id\", r.\"before\", r.\"after\" FROM (SELECT s.\"id\"");
    addFrom(sql);
    sql.add(" AND t.\"id\" IS NOT NULL) n JOIN \"maeul_revision\" r ON r.\"feature\" = n.\"id\"");
    addByPeople(sql);
    each(
        sql.add(" ORDER BY 1"),
        r -> {
          String id = r.getString(1);
          if (!again.contains(id)
              && isShown(RevisionRows.feature(layer, r.getString(2)))
              && !isShown(RevisionRows.feature(layer, r.getString(3)))) {
            again.add(id);
          }
        });
  }

  private boolean isShown(Feature feature) {
    return everyones.admits(feature.properties(), day);
  }

  private void each(Sql sql, Sql.Taker found) throws SQLException {
    sql.each(stage.connection(), LoadStage.ROWS_FETCHED, found);
  }
}
