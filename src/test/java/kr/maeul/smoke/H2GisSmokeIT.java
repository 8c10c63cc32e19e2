package kr.maeul.smoke;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisSmokeIT extends SmokeContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.newH2gis(folder);
  }
}
