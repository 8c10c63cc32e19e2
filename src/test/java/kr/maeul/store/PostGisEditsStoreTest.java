package kr.maeul.store;

class PostGisEditsStoreTest extends EditsStoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
