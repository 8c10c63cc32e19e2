package kr.maeul.web;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisRecordedAnswersTest extends RecordedAnswersContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.h2gisWithLayers(folder);
  }
}
