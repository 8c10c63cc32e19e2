package kr.maeul.web;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisLeaksTest extends LeaksContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.h2gisWithLayers(folder);
  }
}
