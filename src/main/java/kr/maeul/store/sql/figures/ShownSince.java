package kr.maeul.store.sql.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.row.RevisionRows;
import kr.maeul.store.sql.statement.FilterSql;
import kr.maeul.store.sql.statement.SmallCells.Counted;

/**
 * Which rows everyone sees, or has seen at any time since published figures were taken, and under
 * which values: what is shown now, and what revisions say was shown before somebody changed or
 * removed it. Only what was changed past the service and changed back between two looks, or was
 * forgotten with its revisions, is not known. Safe for use by several threads.
 */
final class ShownSince {
  /** A change may be under way, and its time older than what is looked at before it ends. */
  private static final Duration UNDER_WAY = Duration.ofHours(1);

  private static final int ROWS_AT_A_TIME = 500;

  private final Dialect dialect;
  private final Clock clock;
  private final Layer layer;
  private final View everyones;
  private final List<Property> by;

  private final List<Counted> figures;

  /** Of each of the properties the values that are published; all others are null. */
  private final List<Set<String>> known;

  /** What is told of a row of the values that are counted → ids. */
  private final Map<List<String>, Set<String>> shown = new HashMap<>();

  /** Since then days alone can only have taken rows out of sight, never brought them into it. */
  private final LocalDate firstDay;

  private Instant lookedAt;

  /**
   * @param taken when the figures were
   */
  ShownSince(
      Dialect dialect,
      Clock clock,
      Layer layer,
      List<Property> by,
      List<Counted> figures,
      Instant taken) {
    this.dialect = dialect;
    this.clock = clock;
    this.layer = layer;
    this.everyones = layer.viewFor(Audience.PUBLIC);
    this.by = by;
    this.figures = figures;
    this.known = List.of(values(figures), values(figures.get(0).cells()));
    this.firstDay = LocalDate.ofInstant(taken, TownZone.ID);
    this.lookedAt = taken;
  }

  private static Set<String> values(List<Counted> counted) {
    return new HashSet<>(counted.stream().map(Counted::value).toList());
  }

  /**
   * The figures, with how many rows were shown by now.
   *
   * @param c commits by itself
   */
  synchronized List<Counted> figures(Connection c) throws SQLException {
    Instant now = clock.instant();
    lookAtRows(c); // before the revisions: what ends to be shown in between has one
    c.setAutoCommit(false); // or the driver reads all of them at once
    try {
      lookAtRevisions(c, lookedAt.minus(UNDER_WAY));
      c.commit();
    } finally {
      c.setAutoCommit(true);
    }
    lookedAt = now;
    return figures.stream().map(this::counted).toList();
  }

  private void lookAtRows(Connection c) throws SQLException {
    Sql sql = new Sql().add("SELECT \"id\", ");
    sql.add(String.join(", ", by.stream().map(Dialect::column).toList()));
    new FilterSql(dialect, everyones, firstDay).addFromWhere(sql, List.of());
    sql.each(
        c,
        0,
        r -> {
          List<String> values = new ArrayList<>();
          for (int i = 0; i < by.size(); i++) {
            values.add(r.getString(2 + i));
          }
          note(values, r.getString(1));
        });
  }

  private void lookAtRevisions(Connection c, Instant since) throws SQLException {
    Sql sql = new Sql().add("SELECT \"feature\", \"before\" FROM \"maeul_revision\" WHERE");
    sql.add(" \"kind\" IN ('CHANGED', 'REMOVED', 'RESTORED') AND \"before\" IS NOT NULL");
    sql.add(" AND \"at\" >= ").bind(since.atOffset(ZoneOffset.UTC));
    sql.add(" AND \"layer\" = ").bind(layer.id());
    sql.each(
        c,
        ROWS_AT_A_TIME,
        r -> {
          Feature before = RevisionRows.feature(layer, r.getString(2));
          if (everyones.admits(before.properties(), firstDay)) {
            List<String> values = new ArrayList<>();
            for (Property p : by) {
              Object value = before.properties().get(p.name());
              values.add(value == null ? null : value.toString());
            }
            note(values, r.getString(1));
          }
        });
  }

  private void note(List<String> values, String id) {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      told.add(known.get(i).contains(values.get(i)) ? values.get(i) : null);
    }
    shown.computeIfAbsent(told, t -> new HashSet<>()).add(id);
  }

  private Counted counted(Counted group) {
    List<Counted> cells = new ArrayList<>();
    for (Counted cell : group.cells()) {
      List<String> values = Arrays.asList(group.value(), cell.value());
      cells.add(cell.shown(shown.getOrDefault(values, Set.of()).size(), List.of()));
    }
    Set<String> ids = new HashSet<>();
    shown.forEach(
        (values, rows) -> {
          if (Objects.equals(values.get(0), group.value())) {
            ids.addAll(rows);
          }
        });
    return group.shown(ids.size(), cells);
  }
}
