package kr.maeul.houses.ledger;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;

class H2GisSweepTest extends SweepContract {
  @Override
  TestDatabase open(Path folder) {
    return TestDatabase.h2gisWithLayers(folder);
  }
}
