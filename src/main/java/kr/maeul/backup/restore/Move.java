package kr.maeul.backup.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.maeul.backup.BackupRefusedException;
import kr.maeul.backup.ExcludedTables;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.table.DataTable;
import kr.maeul.db.table.DataTable.Column;
import kr.maeul.db.table.Rows;
import kr.maeul.db.table.Tables;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.storage.FolderMark;
import org.jdbi.v3.core.Handle;

/**
 * From the embedded database of the data folder to the PostGIS of the settings. Photos, sound, the
 * key and files of layers stay where they are. For one thread.
 */
public final class Move {
  private static final int CONNECTIONS = 3;

  private final Settings settings;
  private final LayerCatalog layers;
  private final LayerFilling filling;

  public Move(Settings settings, LayerCatalog layers, LayerFilling filling) {
    this.settings = settings;
    this.layers = layers;
    this.filling = filling;
  }

  /**
   * What was done.
   *
   * @param rows by table
   * @param aside the file of the embedded database, under a name that no start opens
   */
  public record Done(Map<String, Long> rows, Path aside) {}

  /**
   * Does it, all or nothing.
   *
   * @throws BackupRefusedException if there is nothing to move, or the target has content
   * @throws kr.maeul.db.request.DatabaseException if a database fails; the embedded one is as it
   *     was
   */
  public Done run() throws IOException {
    if (!settings.database().isPostGis()) {
      throw new BackupRefusedException(
          "어디로 옮길지 MAEUL_DB_URL(--db-url)로 PostGIS를 알려 주세요.",
          "Say with MAEUL_DB_URL (--db-url) to which PostGIS to move.");
    }
    Path file = EmbeddedFile.of(settings.dataDirectory());
    if (!Files.exists(file)) {
      throw new BackupRefusedException(
          "옮길 내장 데이터베이스가 없습니다: " + file, "There is no embedded database to move: " + file);
    }
    Settings.Database embedded = new Settings.Database(null, null, null, CONNECTIONS);
    Map<String, Long> rows;
    try (Database from = Database.open(embedded, settings.dataDirectory());
        RestoreTarget to =
            RestoreTarget.open(settings, from.schemaVersion(), RestoreTarget.Deed.MOVE)) {
      rows = from.ofOneMoment(h -> move(h, to.database()));
      FolderMark.claim(to.database(), settings.dataDirectory(), settings.media());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Done(rows, EmbeddedFile.putAside(settings.dataDirectory(), "moved"));
  }

  private Map<String, Long> move(Handle from, Database to) {
    try {
      return new TableCopier(to, filling, layers, source(from)).run(h -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceTables source(Handle from) {
    Map<String, DataTable> tables = new HashMap<>();
    for (DataTable table : new Tables(from, false, ExcludedTables::fromMoves).all()) {
      tables.put(table.name(), table);
    }
    return new SourceTables() {
      @Override
      public Map<String, List<Column>> tables() {
        Map<String, List<Column>> columns = new TreeMap<>();
        tables.forEach((name, table) -> columns.put(name, table.columns()));
        return columns;
      }

      @Override
      public void rows(String table, Rows.Taker<RuntimeException> taker) {
        new Rows(from, false).read(tables.get(table), taker);
      }
    };
  }
}
