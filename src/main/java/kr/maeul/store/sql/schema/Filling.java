package kr.maeul.store.sql.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kr.maeul.db.Database;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.SnakeCase;
import kr.maeul.store.sql.dialect.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Fills an empty database with what another one held. On PostGIS all of it is one transaction. H2
 * has none for making tables, so there the caller fills a file that nobody uses yet. For one
 * thread.
 */
public final class Filling {
  private final Dialect dialect;

  private Filling(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Makes the layers' tables and has them filled, together with whatever else is done by the
   * handle.
   *
   * @param clears done before, where tables are there already
   * @param layers those that have a file
   * @param unserved definitions of the others, by id
   * @throws kr.maeul.db.request.DatabaseException if anything fails; on PostGIS nothing has changed
   *     then
   */
  public static void run(
      Database database,
      Consumer<Handle> clears,
      LayerCatalog layers,
      Map<String, String> unserved,
      Consumer<Handle> fills) {
    Dialect dialect = Dialects.of(database);
    database.migrating(
        locked -> {
          dialect.prepare(locked);
          try (Connection c = database.pools().work().getConnection();
              Handle handle = Jdbi.open(c)) {
            c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            c.setAutoCommit(!dialect.engine().migratesInTransaction());
            try {
              clears.accept(handle);
              new Filling(dialect).fill(c, layers, unserved, () -> fills.accept(handle));
              c.commit();
            } catch (SQLException | RuntimeException e) {
              if (!c.getAutoCommit()) {
                c.rollback();
              }
              throw e;
            } finally {
              c.setAutoCommit(true);
            }
          }
        });
  }

  private void fill(Connection c, LayerCatalog layers, Map<String, String> unserved, Runnable fills)
      throws SQLException {
    LayerTables tables = new LayerTables(dialect, c);
    tables.bring(layers);
    for (Map.Entry<String, String> e : unserved.entrySet()) {
      tables.createUnserved(e.getKey(), e.getValue());
    }
    List<String> all = new ArrayList<>(unserved.keySet());
    for (Layer layer : layers.all()) {
      all.add(layer.id());
      Sql.execute(c, dialect.dropIndexBeforeFilling(layer));
    }
    c.setAutoCommit(false);
    touching(c, all, "DISABLE");
    fills.run();
    touching(c, all, "ENABLE");
    for (Layer layer : layers.all()) {
      Sql.execute(c, dialect.indexAfterFilling(layer));
      dialect.analyze(c, layer);
    }
  }

  /** Counting a million rows as a million writes would take longer than writing them. */
  private void touching(Connection c, List<String> layerIds, String word) throws SQLException {
    if (dialect.touchesByItself()) {
      for (String id : layerIds) {
        String table = Sql.quote(SnakeCase.of(id));
        Sql.execute(c, List.of("ALTER TABLE " + table + " " + word + " TRIGGER maeul_touch"));
      }
    }
  }
}
