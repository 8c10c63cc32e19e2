package kr.maeul.system;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

class H2GisHiddenTwinsTest extends HiddenTwinsContract {
  @TempDir static Path directory;

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2gisWithLayers(directory);
  }
}
