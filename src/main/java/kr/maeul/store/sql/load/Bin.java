package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.SQLException;
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
}
