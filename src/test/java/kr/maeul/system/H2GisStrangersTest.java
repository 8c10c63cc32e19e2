package kr.maeul.system;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisStrangersTest extends StrangersContract {
  @Override
  TestDatabase open(Path directory) {
    return TestDatabase.h2gisWithDemo(directory);
  }
}
