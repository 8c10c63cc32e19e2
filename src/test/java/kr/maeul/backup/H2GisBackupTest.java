package kr.maeul.backup;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisBackupTest extends BackupContract {
  @Override
  TestDatabase newDatabase(Path directory) {
    return TestDatabase.newH2gis(directory);
  }
}
