package kr.maeul.web;

import kr.maeul.store.TestDatabase;

class H2GisMediaWritesTest extends MediaWritesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2gisWithLayers(folder);
  }
}
