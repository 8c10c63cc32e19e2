package kr.maeul.houses.finder;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisFinderTest extends FinderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
