package kr.maeul.system;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisHiddenTwinsTest extends HiddenTwinsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
