package kr.maeul.smoke;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisSmokeIT extends SmokeContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.postGis();
  }
}
