package kr.maeul.finder;

import kr.maeul.store.TestDatabase;

class PostGisFinderTest extends FinderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
