package kr.maeul.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2GisEditsStoreTest extends EditsStoreContract {
  @TempDir static Path directory;

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2gis(directory);
  }
}
