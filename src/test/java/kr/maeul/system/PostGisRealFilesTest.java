package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisRealFilesTest extends RealFilesContract {

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
