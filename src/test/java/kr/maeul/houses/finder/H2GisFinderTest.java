package kr.maeul.houses.finder;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

class H2GisFinderTest extends FinderContract {
  @TempDir static Path directory;

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2gisWithLayers(directory);
  }
}
