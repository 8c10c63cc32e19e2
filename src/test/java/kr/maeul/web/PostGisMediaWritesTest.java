package kr.maeul.web;

import kr.maeul.store.TestDatabase;

class PostGisMediaWritesTest extends MediaWritesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
