package kr.maeul.backup.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.backup.ExcludedTables;
import kr.maeul.db.table.DataTable;
import kr.maeul.db.table.Tables;
import kr.maeul.exchange.DemoContent;
import org.jdbi.v3.core.Handle;

/** Whether anybody has worked in a database. Stateless. */
final class UnusedDatabase {
  /** What a service writes of itself when it starts. */
  private static final Set<String> BY_ITSELF =
      Set.of(Tables.LAYERS, "maeul_mark", "maeul_consent_text", "maeul_key");

  private UnusedDatabase() {}

  /**
   * A table that holds more than a service that was started once puts there, demo content included.
   */
  static Optional<String> filled(Handle h, boolean isPostGis) {
    Tables tables = new Tables(h, isPostGis, ExcludedTables::fromMoves);
    Set<String> layers = new TreeSet<>(layerTables(tables));
    for (DataTable table : tables.all()) {
      String name = table.name();
      if (!BY_ITSELF.contains(name) && !layers.contains(name) && tables.count(name) > 0) {
        return Optional.of(name);
      }
    }
    for (String id : tables.layerIds()) {
      String name = Tables.ofLayer(id);
      if (layers.contains(name) && !isDemo(h, id, name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean isDemo(Handle h, String layerId, String table) {
    try {
      Set<String> demo = DemoContent.ids(layerId);
      return h
          .createQuery("SELECT \"id\" FROM \"" + table + "\" FETCH FIRST 10000 ROWS ONLY")
          .mapTo(String.class)
          .stream()
          .allMatch(demo::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The layers' tables that are there. */
  static List<String> layerTables(Tables tables) {
    List<String> there = tables.all().stream().map(DataTable::name).toList();
    return tables.layerIds().stream().map(Tables::ofLayer).filter(there::contains).toList();
  }
}
