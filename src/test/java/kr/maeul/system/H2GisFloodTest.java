package kr.maeul.system;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisFloodTest extends FloodContract {
  @Override
  TestDatabase open(Path directory) {
    return TestDatabase.h2gisWithLayers(directory);
  }
}
