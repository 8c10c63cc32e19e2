package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.View;
import kr.maeul.store.Summary;
import kr.maeul.store.Summary.Cell;
import kr.maeul.store.Summary.Group;

/**
 * The one statement that counts rows a view does not show. It takes no filter: a caller who could
 * narrow it down could find a single house with it.
 */
final class SummarySql {
  private SummarySql() {}

  static Summary run(Connection connection, View view, PublicRule.Summary rule)
      throws SQLException {
    List<Property> by =
        rule.by().stream().map(n -> view.layer().property(n).orElseThrow()).toList();
    List<String> columns = by.stream().map(Dialect::column).toList();
    String list = String.join(", ", columns);
    Map<String, List<Cell>> cells = new LinkedHashMap<>();
    Map<String, Long> totals = new LinkedHashMap<>();
    String sql =
        "SELECT "
            + list
            + ", COUNT(*) FROM "
            + Dialect.table(view.layer())
            + " GROUP BY "
            + list
            + " ORDER BY "
            + list;
    try (PreparedStatement s = connection.prepareStatement(sql);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        String value = r.getString(1);
        long count = r.getLong(columns.size() + 1);
        totals.merge(value, count, Long::sum);
        List<Cell> group = cells.computeIfAbsent(value, v -> new ArrayList<>());
        if (columns.size() > 1) {
          group.add(new Cell(r.getString(2), count));
        }
      }
    }
    List<Group> groups = new ArrayList<>();
    totals.forEach((value, count) -> groups.add(new Group(value, count, cells.get(value))));
    List<Group> published = new SmallCells(rule.suppressBelow()).suppress(groups);
    long total = published.stream().filter(g -> g.count() != null).mapToLong(Group::count).sum();
    return new Summary(by, rule.suppressBelow(), published, total);
  }
}
