package kr.maeul.houses;

import kr.maeul.store.TestDatabase;

class PostGisFiguresTest extends FiguresContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
