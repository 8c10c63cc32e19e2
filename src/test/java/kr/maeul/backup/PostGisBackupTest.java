package kr.maeul.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kr.maeul.backup.restore.EmbeddedFile;
import kr.maeul.backup.restore.Move;
import kr.maeul.config.Settings;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.schema.Filling;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgis")
class PostGisBackupTest extends BackupContract {
  @Override
  TestDatabase newDatabase(Path directory) {
    return TestDatabase.postGis();
  }

  @Test
  void allOfItComesBackIntoTheEmbeddedDatabase() throws Exception {
    Path data = folder.resolve("embedded");
    comesBack(TestDatabase.newH2gis(data), data);
  }

  @Test
  void theEmbeddedDatabaseMovesHereWithAllOfIt() throws Exception {
    Path data = folder.resolve("outgrown");
    TestDatabase to = tracked(newDatabase(data));
    Map<String, List<String>> before;
    Map<String, String> contents;
    Settings settings = target(to, data, folder.resolve("layers"));
    try (WorkedIn embedded = open(TestDatabase.h2gisWithLayers(data), data)) {
      embedded.work();
      before = embedded.tables();
      contents = embedded.contents();
    }
    Move.Done done = new Move(settings, centre().layers, Filling::run).run();
    assertThat(EmbeddedFile.of(data)).doesNotExist();
    assertThat(Files.size(done.aside())).isPositive();
    try (WorkedIn moved = open(to, data)) {
      assertThat(moved.tables()).isEqualTo(before);
      assertThat(moved.contents()).isEqualTo(contents);
      goesOn(moved, centre());
    }
    assertThatThrownBy(() -> new Move(settings, centre().layers, Filling::run).run())
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("no embedded database");
    Files.move(done.aside(), EmbeddedFile.of(data));
    assertThatThrownBy(() -> new Move(settings, centre().layers, Filling::run).run())
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("move into an empty database")
        .hasMessageContaining("빈 데이터베이스로 옮기세요")
        .hasMessageNotContaining("estore")
        .hasMessageNotContaining("복원");
  }
}
