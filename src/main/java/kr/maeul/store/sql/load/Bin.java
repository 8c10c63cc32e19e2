package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.row.RevisionRows;

/** What was removed from a layer, is not there again and not forgotten yet. Stateless. */
final class Bin {
  /** Told of one of these. */
  interface Found {
    /**
     * @param last as it was when it was removed
     * @param isByPeople whether a person removed it, and no load
     */
    void accept(Feature last, boolean isByPeople);
  }

  private Bin() {}

  /** In the order of their ids. */
  static void each(Connection c, Layer layer, Found found) throws SQLException {
    Sql sql = new Sql().add("SELECT r.\"before\", r.\"batch\" FROM \"maeul_revision\" r");
    sql.add(" WHERE r.\"layer\" = ").bind(layer.id()).add(" AND r.\"kind\" = 'REMOVED'");
    sql.add(" AND NOT EXISTS (SELECT 1 FROM \"maeul_revision\" n WHERE n.\"layer\" = r.\"layer\"");
    sql.add(" AND n.\"feature\" = r.\"feature\" AND n.\"number\" > r.\"number\")");
    sql.add(" AND NOT EXISTS (SELECT 1 FROM " + Dialect.table(layer));
    sql.add(" t WHERE t.\"id\" = r.\"feature\") ORDER BY r.\"feature\"");
    sql.each(
        c,
        LoadStage.ROWS_FETCHED,
        r -> {
          Feature last = RevisionRows.feature(layer, r.getString(1));
          if (last != null) {
            found.accept(last, !LoadRecord.isLoad(r.getString(2)));
          }
        });
  }

  /** What persons asked for of what is there: names of the layer's rights → ids. */
  static Map<String, Set<String>> rights(Connection c, Layer layer) throws SQLException {
    Map<String, Set<String>> idsOf = new TreeMap<>();
    Set<String> rights = layer.imports().rights();
    if (!rights.isEmpty()) {
      each(
          c,
          layer,
          (last, isByPeople) -> {
            for (String right : rights) {
              if (Boolean.TRUE.equals(last.properties().get(right))) {
                idsOf.computeIfAbsent(right, r -> new HashSet<>()).add(last.id());
              }
            }
          });
    }
    return idsOf;
  }
}
