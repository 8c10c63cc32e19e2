package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisArchiveTest extends ArchiveContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
