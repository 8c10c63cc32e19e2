package kr.maeul.system;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisNaturalEarthTest extends NaturalEarthContract {

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
