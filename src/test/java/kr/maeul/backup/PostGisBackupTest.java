package kr.maeul.backup;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Test;

class PostGisBackupTest extends BackupContract {
  @Override
  TestDatabase newDatabase(Path directory) {
    return TestDatabase.postGis();
  }

  @Test
  void allOfItComesBackIntoTheEmbeddedDatabase() throws Exception {
    Path data = folder.resolve("embedded");
    comesBack(TestDatabase.h2gis(data), data);
  }
}
