package kr.maeul.web;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisMediaWritesTest extends MediaWritesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
