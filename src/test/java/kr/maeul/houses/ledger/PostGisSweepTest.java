package kr.maeul.houses.ledger;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisSweepTest extends SweepContract {
  @Override
  TestDatabase open(Path folder) {
    return TestDatabase.postGis();
  }
}
