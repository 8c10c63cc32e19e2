package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisPlacesTest extends PlacesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
