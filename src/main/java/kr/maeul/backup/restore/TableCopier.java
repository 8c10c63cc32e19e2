package kr.maeul.backup.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import kr.maeul.backup.BackupRefusedException;
import kr.maeul.backup.ExcludedTables;
import kr.maeul.db.Database;
import kr.maeul.db.table.DataTable;
import kr.maeul.db.table.DataTable.Column;
import kr.maeul.db.table.Rows;
import kr.maeul.db.table.Tables;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import org.jdbi.v3.core.Handle;

/** Puts all tables of a source into a database in which nobody has worked. For one thread. */
final class TableCopier {
  private final Database target;
  private final LayerFilling filling;
  private final LayerCatalog layers;
  private final SourceTables source;
  private final Map<String, Long> written = new TreeMap<>();

  /**
   * @param layers those that have a file
   */
  TableCopier(Database target, LayerFilling filling, LayerCatalog layers, SourceTables source) {
    this.target = target;
    this.filling = filling;
    this.layers = layers;
    this.source = source;
  }

  /**
   * Does it, replacing demo content that is there.
   *
   * @param afterwards what else belongs to it
   * @return rows by table
   * @throws kr.maeul.db.request.DatabaseException if the database does not take it; on PostGIS
   *     nothing has changed then
   */
  Map<String, Long> run(Consumer<Handle> afterwards) throws IOException {
    Map<String, String> definitions = definitions();
    Map<String, String> unserved = new TreeMap<>(definitions);
    unserved.keySet().removeAll(layers.all().stream().map(Layer::id).toList());
    unserved.keySet().removeIf(id -> !source.tables().containsKey(Tables.ofLayer(id)));
    try {
      filling.run(
          target,
          this::clear,
          layers,
          unserved,
          h -> {
            fill(h, definitions.keySet());
            afterwards.accept(h);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return written;
  }

  /** Definitions of all layers of the source, by id. */
  private Map<String, String> definitions() throws IOException {
    List<String> columns = source.tables().get(Tables.LAYERS).stream().map(Column::name).toList();
    int id = columns.indexOf("id");
    int definition = columns.indexOf("definition");
    Map<String, String> all = new LinkedHashMap<>();
    source.rows(Tables.LAYERS, row -> all.put((String) row[id], (String) row[definition]));
    return all;
  }

  private void clear(Handle h) {
    Tables tables = new Tables(h, target.isPostGis(), ExcludedTables::fromMoves);
    tables.drop(UnusedDatabase.layerTables(tables));
    for (DataTable table : tables.all()) {
      if (tables.count(table.name()) > 0) {
        tables.empty(table.name());
      }
    }
  }

  private void fill(Handle h, Iterable<String> layerIds) {
    Tables tables = new Tables(h, target.isPostGis(), ExcludedTables::fromMoves);
    addMissingColumns(tables);
    List<DataTable> order = tables.all();
    refuseWhatDoesNotFit(order);
    layerIds.forEach(id -> h.execute("DELETE FROM \"maeul_layer\" WHERE \"id\" = ?", id));
    Rows rows = new Rows(h, target.isPostGis());
    for (DataTable table : order) {
      List<Column> columns = source.tables().get(table.name());
      if (columns != null) {
        long count = rows.<RuntimeException>add(table, columns, into -> give(table.name(), into));
        written.put(table.name(), count);
        tables.goOnCounting(table);
      }
    }
  }

  private void give(String table, Rows.Taker<RuntimeException> into) {
    try {
      source.rows(table, into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Columns of properties that a layer file has retired stay with what they hold. */
  private void addMissingColumns(Tables tables) {
    for (DataTable table : tables.all()) {
      for (Column column : source.tables().getOrDefault(table.name(), List.of())) {
        if (table.column(column.name()).isEmpty()) {
          tables.addColumn(table.name(), column);
        }
      }
    }
  }

  private void refuseWhatDoesNotFit(List<DataTable> here) {
    Set<String> unknown = new TreeSet<>(source.tables().keySet());
    for (DataTable table : here) {
      unknown.remove(table.name());
      for (Column column : source.tables().getOrDefault(table.name(), List.of())) {
        if (table.column(column.name()).orElseThrow().kind() != column.kind()) {
          String name = table.name() + "." + column.name();
          throw new BackupRefusedException(
              name + ": 레이어 파일과 자료의 종류가 다릅니다. 자료를 만든 날의 레이어 파일로 다시 하세요.",
              name
                  + ": the layer files here and the data disagree about its type; use the layer files of the day that"
                  + " the data are from.");
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new BackupRefusedException(
          "이 프로그램에 없는 표가 있습니다: " + String.join(", ", unknown),
          "There are tables that this program does not know: " + String.join(", ", unknown));
    }
  }
}
