package kr.maeul.people;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

class H2GisSigningInTest extends SigningInContract {
  @TempDir static Path folder;

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2gis(folder);
  }
}
