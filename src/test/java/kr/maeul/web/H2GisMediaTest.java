package kr.maeul.web;

import kr.maeul.store.TestDatabase;

class H2GisMediaTest extends MediaContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2gisWithLayers(folder);
  }
}
