package kr.maeul.web;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisMediaTest extends MediaContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
