package kr.maeul.people;

import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisSigningInTest extends SigningInContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
