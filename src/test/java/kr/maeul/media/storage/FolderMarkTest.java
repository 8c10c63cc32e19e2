package kr.maeul.media.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.text.Text;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances over one PostGIS: those whose folder of photos is another one are told. */
@Tag("postgis")
class FolderMarkTest {
  private static final Settings.Media IN_FOLDERS =
      Settings.of(java.util.Map.of("MAEUL_BASEMAP_URL", "")).media();

  @TempDir Path one;
  @TempDir Path other;

  @Test
  void anotherFolderIsToldUntilItIsThatOne() throws Exception {
    try (TestDatabase where = TestDatabase.postGis();
        Database database = Database.open(where.settings(), null)) {
      assertThat(look(database, one)).as("the first one is it").isEmpty();
      assertThat(look(database, one)).isEmpty();
      Text told = look(database, other).orElseThrow();
      String mark = Files.readString(one.resolve("media/folder-mark")).strip();
      assertThat(told.ko()).contains("사진과 소리 폴더", other.resolve("media").toString(), mark);
      assertThat(told.en()).contains("folder of photos and sound", mark);
      assertThat(look(database, other)).as("and told again").isPresent();
      takeIn(database);
      assertThat(look(database, other)).as("it has not what was taken in").isPresent();
      new FolderStorage(other.resolve("media")).put(HASH, new byte[] {1});
      assertThat(look(database, other)).as("a copy of the folder is as good").isEmpty();
      Files.writeString(other.resolve("media/folder-mark"), "of another service");
      assertThat(look(database, other)).as("that would sweep away what is ours").isPresent();
      FolderMark.claim(database, other, IN_FOLDERS);
      assertThat(look(database, other)).as("after a restore into it").isEmpty();
    }
  }

  private static final String HASH = "ab".repeat(32);

  private static void takeIn(Database database) {
    database.inTransaction(
        tx -> {
          tx.handle()
              .execute(
                  "INSERT INTO maeul_media (id, kind, type, bytes, uploaded_at) VALUES ('m', 'photo', 'image/jpeg', 1, now())");
          return tx.handle()
              .execute("INSERT INTO maeul_media_file VALUES ('m', 'full', ?, 1)", HASH);
        });
  }

  private static Optional<Text> look(Database database, Path dataDirectory) {
    return FolderMark.look(database, dataDirectory, IN_FOLDERS);
  }
}
