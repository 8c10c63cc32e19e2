package kr.maeul.smoke;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class PostGisSmokeIT extends SmokeContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.postGis();
  }
}
