package kr.maeul.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.backup.restore.EmbeddedFile;
import kr.maeul.backup.restore.LayerFilling;
import kr.maeul.cli.Cli;
import kr.maeul.cli.Wiring;
import kr.maeul.cli.console.Console;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.MediaFiles;
import kr.maeul.people.TestClock;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.store.sql.schema.Filling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service keeps of its embedded database by itself, and the way back to it. */
class DailyBackupsTest {
  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private List<Path> kept(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("backups"))) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private int run(Path data, String... args) {
    Map<String, String> env = new HashMap<>();
    env.put("MAEUL_DATA_DIR", data.toString());
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    return new Cli(env, console, new Opens(), "1.2.3").run(args);
  }

  /** Opens the database as the program does, and no server. */
  private static final class Opens implements Wiring {
    @Override
    public OpenStore openStore(Settings settings, LayerCatalog layers) {
      Database.open(settings.database(), settings.dataDirectory()).close();
      throw new IllegalStateException("it opened");
    }

    @Override
    public FeatureLoads loads(Database database, LayerCatalog layers) {
      return SqlLoads.alone(database, layers);
    }

    @Override
    public LayerFilling filling() {
      return Filling::run;
    }

    @Override
    public RunningServer startServer(
        Settings settings, LayerCatalog layers, OpenStore open, String version) {
      throw new IllegalStateException("not reached");
    }
  }

  @Test
  void aDamagedDatabaseSaysHowToGoBackAndGoesBack() throws Exception {
    Path data = folder.resolve("data");
    Map<String, List<String>> written;
    try (WorkedIn centre = new WorkedIn(TestDatabase.h2gisWithLayers(data), data, Map.of())) {
      centre.create("facilities", "f-1", Map.of("title", "우체국", "kind", "other"));
      centre.create(
          "stories",
          "s-1",
          Map.of("title", "우물", "photos", List.of(centre.take(MediaFiles.png(64, 48)))));
      written = centre.tables();
      DailyBackups daily =
          new DailyBackups(
              new BackupWriter(centre.database, centre.settings, "0", clock), data, clock);
      Path first = daily.makeIfDue().orElseThrow();
      at(first, clock.instant());
      assertThat(daily.makeIfDue()).as("one a day").isEmpty();
      try (BackupFile file = BackupFile.open(first)) {
        assertThat(file.contents()).as("photos lie beside it").isEmpty();
      }
      if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
            .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.getParent())))
            .isEqualTo("rwx------");
      }
      Files.writeString(first.resolveSibling("daily-20200101-000000.zip.part"), "cut off");
      for (int day = 0; day < DailyBackups.KEPT + 1; day++) {
        clock.goOn(Duration.ofDays(1));
        at(daily.makeIfDue().orElseThrow(), clock.instant());
      }
      assertThat(kept(data)).hasSize(DailyBackups.KEPT).doesNotContain(first);
    }
    Path database = EmbeddedFile.of(data);
    byte[] damage = "이것은 데이터베이스가 아닙니다".repeat(500).getBytes(StandardCharsets.UTF_8);
    Files.write(database, damage);
    List<Path> kept = kept(data);
    Files.write(kept.get(0), new byte[] {'P', 'K'}); // the newest is none
    assertThat(run(data, "serve")).isEqualTo(1);
    String told = err.toString();
    assertThat(told)
        .contains("열리지 않습니다", "does not open", "자동 백업", "daily backup", kept.get(1).toString())
        .doesNotContain("\tat ", kept.get(0).toString());
    String command =
        told.lines().filter(l -> l.strip().startsWith("maeul restore")).findFirst().orElseThrow();
    String[] words = command.strip().substring("maeul ".length()).replace("\"", "").split(" ");
    assertThat(run(folder.resolve("nowhere"), words)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("maeul-damaged-");
    assertThat(err.toString()).doesNotContain("neither in the store");
    try (Stream<Path> files = Files.list(data)) {
      Optional<Path> aside =
          files.filter(f -> f.getFileName().toString().startsWith("maeul-damaged-")).findFirst();
      assertThat(Files.readAllBytes(aside.orElseThrow())).isEqualTo(damage);
    }
    try (WorkedIn again = new WorkedIn(TestDatabase.h2gisWithLayers(data), data, Map.of())) {
      Map<String, List<String>> tables = again.tables();
      written.forEach((name, rows) -> assertThat(tables.get(name)).as(name).isEqualTo(rows));
      assertThat(again.contents()).isNotEmpty();
    }
  }

  private static void at(Path file, Instant when) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(when));
  }

  @Test
  void withoutABackupItSaysSo() throws Exception {
    Path data = Files.createDirectories(folder.resolve("none"));
    Files.write(EmbeddedFile.of(data), new byte[20_000]);
    assertThat(run(data, "serve")).isEqualTo(1);
    assertThat(err.toString())
        .contains("자동 백업이 아직 없습니다", "no daily backup yet")
        .doesNotContain("\tat ");
  }
}
