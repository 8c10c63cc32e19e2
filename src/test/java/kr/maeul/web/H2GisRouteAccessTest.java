package kr.maeul.web;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisRouteAccessTest extends RouteAccessContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.h2gisWithLayers(folder);
  }
}
