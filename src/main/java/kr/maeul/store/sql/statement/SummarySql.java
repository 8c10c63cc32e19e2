package kr.maeul.store.sql.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.statement.SmallCells.Counted;

/**
 * The one statement that counts rows a view does not show. It takes no filter: a caller who could
 * narrow it down could find a single house with it. Values that nobody has declared are counted
 * together, since who types one row's dong could say anything with it.
 */
public final class SummarySql {
  private final Connection connection;
  private final Dialect dialect;
  private final View everyones;
  private final PublicRule.Summary rule;
  private final List<Property> by;

  /** How many rows, and how many of them are hidden. */
  private record Number(long rows, long hidden) {
    static final Number NONE = new Number(0, 0);

    Number plus(Number other) {
      return new Number(rows + other.rows, hidden + other.hidden);
    }
  }

  public SummarySql(Connection connection, Dialect dialect, Layer layer) {
    this.connection = connection;
    this.dialect = dialect;
    this.everyones = layer.viewFor(Audience.PUBLIC);
    this.rule = layer.publicRule().summary();
    this.by = by(layer, rule);
  }

  public static List<Property> by(Layer layer, PublicRule.Summary rule) {
    return rule.by().stream().map(n -> layer.property(n).orElseThrow()).toList();
  }

  /** Of each group and its cells, as they are. {@link SmallCells} makes it fit to be published. */
  public List<Counted> run() throws SQLException {
    List<String> groups = known(by.get(0));
    List<String> cells = by.size() > 1 ? known(by.get(1)) : List.of();
    Map<String, Map<String, Number>> numbers = numbers(new HashSet<>(groups), new HashSet<>(cells));
    List<Counted> counted = new ArrayList<>();
    for (String group : groups) {
      Map<String, Number> within = numbers.getOrDefault(group, new HashMap<>()); // of null, too
      List<Counted> parts = new ArrayList<>();
      for (String cell : cells) {
        Number n = within.getOrDefault(cell, Number.NONE);
        parts.add(new Counted(cell, n.rows(), n.hidden(), List.of()));
      }
      Number all = within.values().stream().reduce(Number.NONE, Number::plus);
      counted.add(new Counted(group, all.rows(), all.hidden(), parts));
    }
    return counted;
  }

  /** The values that are published, and null for all others. */
  private List<String> known(Property property) throws SQLException {
    List<String> values = new ArrayList<>(property.choices().stream().map(Choice::value).toList());
    String other = rule.known().get(property.name());
    if (other != null) {
      View view =
          Optional.ofNullable(everyones.layer().referred().get(other))
              .orElseThrow()
              .viewFor(Audience.PUBLIC);
      FilterSql filters = new FilterSql(dialect, view);
      String title = filters.column(view.byRole(PropertyRole.TITLE).orElseThrow());
      Sql sql = new Sql().add("SELECT DISTINCT " + title);
      filters.addFromWhere(sql, List.of());
      sql.add(" ORDER BY 1")
          .each(
              connection,
              0,
              r -> {
                if (r.getString(1) != null && !values.contains(r.getString(1))) {
                  values.add(r.getString(1));
                }
              });
    }
    values.add(null);
    return values;
  }

  private Map<String, Map<String, Number>> numbers(Set<String> groups, Set<String> cells)
      throws SQLException {
    String columns = String.join(", ", by.stream().map(Dialect::column).toList());
    Sql sql = new Sql().add("SELECT " + columns + ", COUNT(*), COUNT(CASE WHEN ");
    new FilterSql(dialect, everyones).addView(sql);
    sql.add(" THEN 1 END) FROM " + Dialect.table(everyones.layer()) + " GROUP BY " + columns);
    Map<String, Map<String, Number>> numbers = new HashMap<>();
    sql.each(
        connection,
        0,
        r -> {
          String group = groups.contains(r.getString(1)) ? r.getString(1) : null;
          String cell = by.size() > 1 && cells.contains(r.getString(2)) ? r.getString(2) : null;
          long rows = r.getLong(by.size() + 1);
          Number n = new Number(rows, rows - r.getLong(by.size() + 2));
          numbers.computeIfAbsent(group, g -> new HashMap<>()).merge(cell, n, Number::plus);
        });
    return numbers;
  }
}
