package kr.maeul.system;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisStrangersTest extends StrangersContract {
  @Override
  TestDatabase open(Path directory) {
    return TestDatabase.postGis();
  }
}
