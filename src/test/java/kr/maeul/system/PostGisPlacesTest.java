package kr.maeul.system;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisPlacesTest extends PlacesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
