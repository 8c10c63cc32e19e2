package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisLoadsTest extends LoadsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
