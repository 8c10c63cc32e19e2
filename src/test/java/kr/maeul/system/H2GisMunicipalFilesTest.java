package kr.maeul.system;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2GisMunicipalFilesTest extends MunicipalFilesContract {
  @TempDir Path directory;
}
