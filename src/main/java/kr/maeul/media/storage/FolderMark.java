package kr.maeul.media.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.maeul.config.OwnersFile;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.text.Text;
import org.jdbi.v3.core.Handle;

/**
 * Knows the folder of photos and sound again that a database is used with: both have the same mark.
 * An instance on another machine with a folder of its own would show half of the photos, and have
 * half of the new ones to itself. The embedded database lies beside its folder, and a store of S3
 * is one for all, so there nothing is marked. Stateless.
 */
public final class FolderMark {
  private static final String FILE = "folder-mark";
  private static final String MARK = "media-folder ";
  private static final int LOOKED_FOR = 3;

  private FolderMark() {}

  /**
   * Looks at the start whether it is that folder; the first one becomes it, and so does one that
   * holds what was taken in last.
   *
   * @return what to tell the operator, where it is another one
   */
  public static Optional<Text> look(
      Database database, Path dataDirectory, Settings.Media settings) {
    if (!database.isPostGis() || settings.s3() != null) {
      return Optional.empty();
    }
    List<Text> told = new ArrayList<>();
    database.alone(() -> lookAlone(database, dataDirectory).ifPresent(told::add));
    return told.stream().findFirst();
  }

  /** Makes the folder that of the database, whatever it was before. */
  public static void claim(Database database, Path dataDirectory, Settings.Media settings) {
    if (database.isPostGis() && settings.s3() == null) {
      database.read(FolderMark::known).ifPresent(mark -> write(dataDirectory, mark));
    }
  }

  private static Optional<Text> lookAlone(Database database, Path dataDirectory) {
    Optional<String> known = database.read(FolderMark::known);
    String here = here(dataDirectory);
    if (known.isEmpty()) {
      String mark = here == null ? UUID.randomUUID().toString() : here;
      database.inTransaction(
          tx ->
              tx.handle().execute("INSERT INTO \"maeul_mark\" (\"name\") VALUES (?)", MARK + mark));
      write(dataDirectory, mark);
      return Optional.empty();
    }
    if (known.get().equals(here)) {
      return Optional.empty();
    }
    if (here == null && holdsTheLast(database, dataDirectory)) {
      write(dataDirectory, known.get());
      return Optional.empty();
    }
    return Optional.of(told(dataDirectory, known.get()));
  }

  private static Text told(Path dataDirectory, String mark) {
    Path file = file(dataDirectory).toAbsolutePath().normalize();
    Path folder = file.getParent();
    return new Text(
        "사진과 소리 폴더가 이 데이터베이스와 함께 쓰던 것이 아닙니다: "
            + folder
            + ". 여러 서버가 한 데이터베이스를 함께 쓰면 폴더도 하나를 함께 쓰거나 MAEUL_MEDIA_S3_…를 정하세요. 그러지 않으면 사진이"
            + " 서버마다 다르게 보입니다. 이 폴더가 맞다면 파일 "
            + file
            + "에 "
            + mark
            + " 한 줄을 적으세요.",
        "the folder of photos and sound is not the one that this database was used with: "
            + folder
            + ". Several servers over one database also share one folder, or use MAEUL_MEDIA_S3_…; else each shows other photos. If"
            + " this is the right one, write the line "
            + mark
            + " into the file "
            + file);
  }

  private static Optional<String> known(Handle h) {
    return h.createQuery("SELECT \"name\" FROM \"maeul_mark\" WHERE \"name\" LIKE '" + MARK + "%'")
        .mapTo(String.class)
        .findFirst()
        .map(name -> name.substring(MARK.length()));
  }

  /** As one of an earlier version, or that was copied without its mark. */
  private static boolean holdsTheLast(Database database, Path dataDirectory) {
    List<String> last =
        database.read(
            h ->
                h.createQuery(
                        "SELECT f.\"hash\" FROM \"maeul_media_file\" f JOIN \"maeul_media\" m ON m.\"id\" = f.\"media_id\""
                            + " ORDER BY m.\"uploaded_at\" DESC FETCH FIRST "
                            + LOOKED_FOR
                            + " ROWS ONLY")
                    .mapTo(String.class)
                    .list());
    try (FolderStorage folder = new FolderStorage(dataDirectory.resolve("media"))) {
      return !last.isEmpty() && last.stream().allMatch(folder::has);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path dataDirectory) {
    return dataDirectory.resolve("media").resolve(FILE);
  }

  /** Null where there is none. */
  private static String here(Path dataDirectory) {
    try {
      return Files.readString(file(dataDirectory)).strip();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path dataDirectory, String mark) {
    try {
      OwnersFile.createDirectories(file(dataDirectory).getParent());
      Files.writeString(
          file(dataDirectory),
          mark + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      OwnersFile.keep(file(dataDirectory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
