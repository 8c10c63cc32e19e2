package kr.maeul.web;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisPlanningTest extends PlanningContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.h2gisWithLayers(folder);
  }
}
