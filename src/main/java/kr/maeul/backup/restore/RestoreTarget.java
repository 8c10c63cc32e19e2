package kr.maeul.backup.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.backup.BackupRefusedException;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.UnreadableFileException;

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

  /** What is done, in the words of the request. */
  enum Deed {
    RESTORE("복원하세요", "restore"),
    MOVE("옮기세요", "move");

    private final String ko;
    private final String en;

    Deed(String ko, String en) {
      this.ko = ko;
      this.en = en;
    }

    private BackupRefusedException filled(String table) {
      String folder = this == RESTORE ? "나 빈 데이터 폴더" : "";
      return new BackupRefusedException(
          "대상에 이미 자료가 있습니다("
              + table
              + "). 빈 데이터베이스"
              + folder
              + (this == RESTORE ? "에 " : "로 ")
              + ko
              + ". 아무것도 바꾸지 않았습니다.",
          "The target has content already ("
              + table
              + "); "
              + en
              + " into an empty database"
              + (this == RESTORE ? " or data folder" : "")
              + ". Nothing was changed.");
    }

    private BackupRefusedException targetIsNewer() {
      return new BackupRefusedException(
          "대상 데이터베이스의 표가 더 새롭습니다. 빈 데이터베이스를 새로 만들어 " + ko + ".",
          "The target's tables are newer; " + en + " into a new, empty database.");
    }
  }

  /**
   * @param schema version of the tables that are to be filled
   * @throws BackupRefusedException if there is content, or this program or the database does not
   *     fit
   */
  static RestoreTarget open(Settings settings, String schema, Deed deed) throws IOException {
    Settings.Database where = settings.database();
    Path data = settings.dataDirectory();
    if (where.url() == null) {
      boolean overDamaged = refuseFilledFile(settings, deed);
      Path folder = Files.createTempDirectory(data, "restore-");
      try {
        return checked(
            new RestoreTarget(Database.open(where, folder, schema), data, folder, overDamaged),
            schema,
            deed);
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
        new RestoreTarget(Database.open(where, data, schema), data, null, false), schema, deed);
  }

  private static RestoreTarget checked(RestoreTarget target, String schema, Deed deed)
      throws IOException {
    try {
      Database database = target.database;
      if (database.isNewerThanProgram(schema)) {
        throw new BackupRefusedException(
            "더 새로운 프로그램의 백업입니다(표 " + schema + "). 그 프로그램으로 복원하세요.",
            "The backup is of a newer program (tables " + schema + "); restore it with that one.");
      }
      refuseFilled(database.read(h -> UnusedDatabase.filled(h, database.isPostGis())), deed);
      if (!database.schemaVersion().equals(schema)) {
        throw deed.targetIsNewer();
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
  private static boolean refuseFilledFile(Settings settings, Deed deed) {
    if (Files.exists(EmbeddedFile.of(settings.dataDirectory()))) {
      try (Database there = Database.open(settings.database(), settings.dataDirectory())) {
        refuseFilled(there.read(h -> UnusedDatabase.filled(h, false)), deed);
      } catch (UnreadableFileException e) {
        return true;
      }
    }
    return false;
  }

  private static void refuseFilled(Optional<String> table, Deed deed) {
    if (table.isPresent()) {
      throw deed.filled(table.get());
    }
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
