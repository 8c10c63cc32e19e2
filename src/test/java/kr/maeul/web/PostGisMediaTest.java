package kr.maeul.web;

import kr.maeul.store.TestDatabase;

class PostGisMediaTest extends MediaContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
