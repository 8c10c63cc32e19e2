package kr.maeul.store.sql.statement;

import java.util.List;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Position;
import kr.maeul.feature.SortKey;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.sql.dialect.Dialect;

/**
 * The statement that reads one page. Columns: id, geometry, the sort keys or the distance, the
 * properties asked for.
 */
public final class FindSql {
  public static final int ID = 1;
  public static final int GEOMETRY = 2;

  /** Where the query asks what is nearest; it has no sort keys then. */
  public static final int DISTANCE = 3;

  private final Dialect dialect;
  private final FilterSql filters;
  private final View view;

  public FindSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.filters = new FilterSql(dialect, view);
    this.view = view;
  }

  /** One row more than the page holds tells whether another page follows. */
  public Sql page(FeatureQuery query) {
    Sql sql =
        new Sql()
            .add("SELECT \"id\", ")
            .add(dialect.selectGeometry(Dialect.geometry(view.layer())));
    for (SortKey key : query.sort()) {
      sql.add(", ").add(column(key));
    }
    if (query.nearest() != null) {
      sql.add(", ");
      dialect.distance(sql, Dialect.geometry(view.layer()), query.nearest());
    }
    for (Property p : query.properties()) {
      sql.add(", ").add(filters.column(p));
    }
    filters.addFromWhere(sql, query.filters());
    if (query.after() != null) {
      sql.add(" AND ");
      addAfter(sql, query.sort(), query.after(), 0);
    }
    sql.add(" ORDER BY ");
    if (query.nearest() != null) {
      sql.add(DISTANCE + " ASC NULLS LAST, ");
    }
    for (SortKey key : query.sort()) {
      sql.add(column(key)).add(key.descending() ? " DESC" : " ASC").add(" NULLS LAST, ");
    }
    sql.add("\"id\"");
    if (query.offset() > 0) {
      sql.add(" OFFSET ").bind(query.offset()).add(" ROWS");
    }
    return sql.add(" FETCH FIRST ").bind(query.limit() + 1L).add(" ROWS ONLY");
  }

  private String column(SortKey key) {
    return key.property() == null ? "\"id\"" : filters.column(key.property());
  }

  private void addAfter(Sql sql, List<SortKey> keys, Position after, int i) {
    if (i == keys.size()) {
      sql.add("\"id\" > ").bind(after.id());
      return;
    }
    String column = column(keys.get(i));
    Object value = keys.get(i).property() == null ? after.id() : after.sortValues().get(i);
    if (value == null) {
      sql.add("(").add(column).add(" IS NULL AND ");
    } else {
      sql.add("(").add(column).add(keys.get(i).descending() ? " < " : " > ").bind(value);
      sql.add(" OR ")
          .add(column)
          .add(" IS NULL OR ")
          .add(column)
          .add(" = ")
          .bind(value)
          .add(" AND ");
    }
    addAfter(sql, keys, after, i + 1);
    sql.add(")");
  }
}
