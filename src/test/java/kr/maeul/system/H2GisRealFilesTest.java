package kr.maeul.system;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2GisRealFilesTest extends RealFilesContract {
  @TempDir Path directory;
}
