package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.View;
import kr.maeul.store.SearchHit;

/**
 * Search of one layer: titles that are the text, begin with it, hold it; then addresses and the
 * rest.
 */
final class SearchSql {
  private final Dialect dialect;
  private final View view;

  SearchSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.view = view;
  }

  List<SearchHit> run(Connection connection, String text, int limit) throws SQLException {
    List<SearchHit> hits = new ArrayList<>();
    if (TextMatch.words(text).isEmpty() || view.searched().isEmpty()) {
      return hits;
    }
    Optional<Property> title = view.byRole(Role.TITLE);
    List<Optional<Property>> shown =
        List.of(
            title,
            title.flatMap(view::translationOf),
            view.byRole(Role.SUBTITLE),
            view.byRole(Role.ADDRESS));
    String point = "ST_PointOnSurface(" + Dialect.geometry(view.layer()) + ")";
    Sql sql = new Sql().add("SELECT \"id\", ST_X(" + point + "), ST_Y(" + point + "), ");
    rank(sql, title, text);
    for (Optional<Property> p : shown) {
      sql.add(", ").add(p.map(Dialect::column).orElse("NULL"));
    }
    new FilterSql(dialect, view).addFromWhere(sql, List.of(new Filter.Matches(text)));
    sql.add(" ORDER BY 4, \"id\" FETCH FIRST ").bind(limit).add(" ROWS ONLY");
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        hits.add(hit(r));
      }
    }
    return hits;
  }

  private void rank(Sql sql, Optional<Property> title, String text) {
    String whole = TextMatch.normal(text).replaceAll("[\\s\\p{Z}]+", "");
    TextMatch match = new TextMatch(dialect);
    sql.add("CASE");
    if (title.isPresent()) {
      sql.add(" WHEN ");
      match.contains(sql, title.get(), whole, "", "");
      sql.add(" THEN 0 WHEN ");
      match.contains(sql, title.get(), whole, "", "%");
      sql.add(" THEN 1 WHEN ");
      match.contains(sql, title.get(), whole, "%", "%");
      sql.add(" THEN 2");
    }
    view.byRole(Role.ADDRESS)
        .ifPresent(
            address -> {
              sql.add(" WHEN ");
              match.contains(sql, address, whole, "%", "%");
              sql.add(" THEN 3");
            });
    sql.add(
        title.isEmpty() && view.byRole(Role.ADDRESS).isEmpty()
            ? " WHEN 1=1 THEN 4 END"
            : " ELSE 4 END");
  }

  private SearchHit hit(ResultSet r) throws SQLException {
    String id = r.getString(1);
    double x = r.getDouble(2);
    boolean placed = !r.wasNull();
    double y = r.getDouble(3);
    String title = r.getString(5);
    return new SearchHit(
        view.layer(),
        id,
        title == null ? id : title,
        r.getString(6),
        r.getString(7),
        r.getString(8),
        placed ? x : Double.NaN,
        placed ? y : Double.NaN,
        r.getInt(4));
  }
}
