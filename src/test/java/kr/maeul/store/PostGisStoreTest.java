package kr.maeul.store;

class PostGisStoreTest extends StoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
