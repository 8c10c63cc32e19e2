package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisMunicipalFilesTest extends MunicipalFilesContract {

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
