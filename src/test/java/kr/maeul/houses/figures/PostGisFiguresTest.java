package kr.maeul.houses.figures;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisFiguresTest extends FiguresContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
