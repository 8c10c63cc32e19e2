package kr.maeul.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kr.maeul.config.Settings;
import kr.maeul.store.sql.Database;
import kr.maeul.store.sql.UnreadableFileException;

/**
 * The database into which something is put: a PostGIS in which nobody has worked, or a new file of
 * the embedded one, which takes its place once it is full. For one thread.
 */
final class RestoreTarget implements AutoCloseable {
  private final Database database;
  private final Path data;
  private final Path folder;
  private final boolean overDamaged;

  private RestoreTarget(Database database, Path data, Path folder, boolean overDamaged) {
    this.database = database;
    this.data = data;
    this.folder = folder;
    this.overDamaged = overDamaged;
  }

  /**
   * @param schema version of the tables that are to be filled
   * @throws BackupRefusedException if there is content, or this program or the database does not
   *     fit
   */
  static RestoreTarget open(Settings settings, String schema) throws IOException {
    Settings.Database where = settings.database();
    Path data = settings.dataDirectory();
    if (where.url() == null) {
      boolean overDamaged = refuseFilledFile(settings);
      Path folder = Files.createTempDirectory(data, "restore-");
      try {
        return checked(
            new RestoreTarget(Database.open(where, folder, schema), data, folder, overDamaged),
            schema);
      } catch (RuntimeException e) {
        deleteFolder(folder);
        throw e;
      }
    }
    if (!where.isPostGis()) {
      throw new BackupRefusedException(
          "PostGIS나 데이터 폴더의 내장 데이터베이스에만 복원합니다.",
          "Restores go into PostGIS or into the embedded database of the data folder.");
    }
    return checked(
        new RestoreTarget(Database.open(where, data, schema), data, null, false), schema);
  }

  private static RestoreTarget checked(RestoreTarget target, String schema) throws IOException {
    try {
      Database database = target.database;
      if (database.isNewerThanProgram(schema)) {
        throw new BackupRefusedException(
            "더 새로운 프로그램의 백업입니다(표 " + schema + "). 그 프로그램으로 복원하세요.",
            "The backup is of a newer program (tables " + schema + "); restore it with that one.");
      }
      database.read(h -> Fresh.filled(h, database.isPostGis())).ifPresent(RestoreTarget::refuse);
      if (!database.schemaVersion().equals(schema)) {
        throw new BackupRefusedException(
            "대상 데이터베이스의 표가 더 새롭습니다. 빈 데이터베이스를 새로 만들어 복원하세요.",
            "The target's tables are newer than the backup's; restore into a new, empty database.");
      }
      return target;
    } catch (RuntimeException e) {
      target.close();
      throw e;
    }
  }

  /**
   * @return whether there is a file that does not open any more
   */
  private static boolean refuseFilledFile(Settings settings) {
    if (Files.exists(EmbeddedFile.of(settings.dataDirectory()))) {
      try (Database there = Database.open(settings.database(), settings.dataDirectory())) {
        there.read(h -> Fresh.filled(h, false)).ifPresent(RestoreTarget::refuse);
      } catch (UnreadableFileException e) {
        return true;
      }
    }
    return false;
  }

  private static void refuse(String table) {
    throw new BackupRefusedException(
        "대상에 이미 자료가 있습니다(" + table + "). 빈 데이터베이스나 빈 데이터 폴더에 복원하세요. 아무것도 바꾸지 않았습니다.",
        "The target has content already ("
            + table
            + "). Restore into an empty database or data folder. Nothing was changed.");
  }

  Database database() {
    return database;
  }

  /**
   * It is full: from now on it is the one that the settings mean.
   *
   * @return where the file is now that was there and did not open, or null
   */
  Path accept() throws IOException {
    database.close();
    Path aside = null;
    if (folder != null) {
      aside = overDamaged ? EmbeddedFile.putAside(data, "damaged") : null;
      Files.move(
          EmbeddedFile.of(folder), EmbeddedFile.of(data), StandardCopyOption.REPLACE_EXISTING);
    }
    return aside;
  }

  @Override
  public void close() throws IOException {
    database.close();
    if (folder != null) {
      deleteFolder(folder);
    }
  }

  static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
