package kr.maeul.system;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

class H2GisArchiveTest extends ArchiveContract {
  @TempDir static Path directory;
  private final AtomicInteger number = new AtomicInteger();

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2gisWithLayers(directory.resolve("d" + number.incrementAndGet()));
  }
}
