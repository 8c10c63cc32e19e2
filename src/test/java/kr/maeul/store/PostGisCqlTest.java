package kr.maeul.store;

class PostGisCqlTest extends CqlContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
