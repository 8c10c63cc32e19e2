package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisEditsTest extends EditsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
