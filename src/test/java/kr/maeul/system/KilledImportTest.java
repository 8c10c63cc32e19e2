package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kr.maeul.Main;
import kr.maeul.config.Settings;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.parts.Thorough;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of an import leaves the whole file or none of it. */
@Tag("torture")
class KilledImportTest {
  private static final int ROWS = 15_000;

  @TempDir Path directory;

  @Test
  void onTheEmbeddedDatabase() throws Exception {
    try (TestDatabase database = TestDatabase.h2gisWithLayers(directory.resolve("data"))) {
      killAndLook(database);
    }
  }

  @Tag("postgis")
  @Test
  void onPostGis() throws Exception {
    try (TestDatabase database = TestDatabase.postGis()) {
      killAndLook(database);
    }
  }

  private void killAndLook(TestDatabase database) throws IOException, InterruptedException {
    Path file = directory.resolve("시설 목록.ndjson");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < ROWS; i++) {
        out.write(
            "{\"type\":\"Feature\",\"id\":\"f%d\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.%05d,35.8]},\"properties\":{\"name\":\"시설 %d\"}}\n"
                .formatted(i, i, i));
      }
    }
    LayerCatalog layers = new LayerFiles().readBundled().catalog();
    open(database, layers).close();
    for (int millis : Thorough.isAsked() ? List.of(1100, 1500, 1900, 2300) : List.of(1300, 2100)) {
      Process process = importing(database, file);
      if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (SqlFeatureStore store = open(database, layers)) {
        long count =
            store.state(layers.layer("facilities").orElseThrow().viewFor(Audience.PLANNER)).count();
        assertThat(count).as("killed after %d ms", millis).isIn(0L, (long) ROWS);
      }
    }
    Process whole = importing(database, file);
    assertThat(whole.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(whole.exitValue()).as(Files.readString(directory.resolve("import.log"))).isZero();
    try (SqlFeatureStore store = open(database, layers)) {
      assertThat(
              store
                  .state(layers.layer("facilities").orElseThrow().viewFor(Audience.PLANNER))
                  .count())
          .isEqualTo(ROWS);
    }
  }

  private static SqlFeatureStore open(TestDatabase database, LayerCatalog layers) {
    return SqlFeatureStore.open(database.settings(), database.directory(), layers);
  }

  private Process importing(TestDatabase database, Path file) throws IOException {
    Settings.Database settings = database.settings();
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(LeanJvm.OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("import", "facilities", file.toString(), "--mode", "upsert"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(directory.resolve("import.log").toFile());
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(name -> name.startsWith("MAEUL_"));
    if (database.isPostGis()) {
      env.put("MAEUL_DB_URL", settings.url());
      env.put("MAEUL_DB_USER", settings.user());
      env.put("MAEUL_DB_PASSWORD", settings.password());
    }
    env.put("MAEUL_DATA_DIR", directory.resolve("data").toString());
    return builder.start();
  }
}
