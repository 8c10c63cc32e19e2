package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisNaturalEarthTest extends NaturalEarthContract {

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
