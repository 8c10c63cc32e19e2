package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.sql.dialect.Dialect;

/** Whether a database has had its demo content, as it says itself. Stateless. */
final class DemoMark {
  private static final String BEGUN = "demo-begun";
  private static final String LOADED = "demo-loaded";

  private DemoMark() {}

  /**
   * Whether the demo content is wanted: the database has never been used, or a first start died
   * while loading it. Says so in the database, so that the next start knows.
   */
  static boolean isWanted(Connection c, LayerCatalog layers) throws SQLException {
    if (isMarked(c, LOADED)) {
      return false;
    }
    if (isMarked(c, BEGUN)) {
      return true;
    }
    for (Layer layer : layers.all()) {
      if (hasRows(c, layer)) {
        return false;
      }
    }
    mark(c, BEGUN);
    return true;
  }

  /**
   * Call once the demo content is there: it is never loaded again, even where all of it is deleted.
   */
  static Void loaded(Connection c) throws SQLException {
    mark(c, LOADED);
    return null;
  }

  private static boolean isMarked(Connection c, String name) throws SQLException {
    Sql sql = new Sql().add("SELECT 1 FROM \"maeul_mark\" WHERE \"name\" = ").bind(name);
    return sql.findsAny(c);
  }

  private static void mark(Connection c, String name) throws SQLException {
    Sql sql = new Sql().add("INSERT INTO \"maeul_mark\" (\"name\") VALUES (").bind(name).add(")");
    sql.run(c);
  }

  private static boolean hasRows(Connection c, Layer layer) throws SQLException {
    return new Sql()
        .add("SELECT 1 FROM " + Dialect.table(layer) + " FETCH FIRST 1 ROW ONLY")
        .findsAny(c);
  }
}
