package kr.maeul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import kr.maeul.backup.restore.LayerFilling;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.store.sql.schema.Filling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports and loads by commands, on an embedded database of their own. */
class LoadsCommandTest {
  private static final String HALLS = "관리번호,시설명,경도,위도\n1,가,127.1,35.8\n2,나,127.2,35.9\n";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aLoadIsListedShownAndTakenBack() throws Exception {
    Path halls = Files.writeString(folder.resolve("halls.csv"), HALLS);
    String[] files = {halls.toString(), "--map", "관리번호=id"};
    assertThat(run("import", "facilities", files)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("넣음 2", "maeul loads undo 1");
    Files.writeString(halls, HALLS.replace("나", "바뀜"));
    String[] trial = {halls.toString(), "--map", "관리번호=id", "--dry-run"};
    assertThat(run("import", "facilities", trial)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("would be: inserted 0, updated 1, unchanged 1, deleted 0");
    assertThat(run("import", "facilities", files)).isEqualTo(ExitCode.OK);

    Files.writeString(halls, HALLS.lines().findFirst().orElseThrow() + "\n");
    String[] replace = {halls.toString(), "--map", "관리번호=id", "--mode", "replace"};
    assertThat(run("import", "facilities", replace)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("no record").doesNotContain("--allow-deleting");
    Files.writeString(halls, HALLS.lines().limit(2).reduce("", (a, b) -> a + b + "\n"));
    assertThat(run("import", "facilities", replace)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("2개 가운데 1개", "--allow-deleting 1");

    assertThat(run("loads", "--layer", "facilities")).isEqualTo(ExitCode.OK);
    assertThat(out.toString().lines().toList())
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith("2\t").contains("+0 ~1 =1 -0"))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("1\t").contains("+2 ~0 =0 -0"));
    assertThat(run("loads", "undo", "2")).as("nobody can be asked").isEqualTo(ExitCode.REFUSED);
    assertThat(out.toString()).contains("as before 1");
    assertThat(err.toString()).contains("--yes");
    assertThat(run("loads", "undo", "2", "--yes")).isEqualTo(ExitCode.OK);
    assertThat(run("loads", "show", "2")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("halls.csv", "It was taken back by 3");
    assertThat(run("loads", "undo", "2", "--yes")).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("To have it again: maeul loads undo 3");
    assertThat(run("loads", "undo", "77", "--yes")).isEqualTo(ExitCode.REFUSED);

    Files.writeString(halls, HALLS.replace("나", "또") + "3,다,127.3,35.8\n");
    assertThat(run("import", "facilities", files)).isEqualTo(ExitCode.OK);
    assertThat(run("loads", "undo", "1")).isEqualTo(ExitCode.REFUSED);
    assertThat(out.toString())
        .as("what is to be done first comes first")
        .startsWith("먼저 되돌릴 것이 있습니다. 4번 일괄 등록이 그 뒤에 1개를 바꾸었습니다.")
        .contains("먼저: maeul loads undo 4, 그다음: maeul loads undo 1");
    assertThat(run("loads", "undo", "1", "--yes")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("load 4 changed 1 of them since", "again maeul loads undo 1");
    assertThat(run("loads")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("되돌림/undone: 5 (1 / 2)");
    assertThat(run("loads", "undo", "4", "--yes")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("what was left of load 1 (1) can be taken back now");
    assertThat(run("loads", "undo", "1", "--yes")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("to have it again: maeul loads undo 7, maeul loads undo 5");
    assertThat(run("loads")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("되돌림/undone: 7\n").doesNotContain(" / 2)");
  }

  @Test
  void aTrialOfAnUndoSaysWhatTheUndoAsksFor() throws Exception {
    Path houses = folder.resolve("houses.csv");
    String[] files = {houses.toString(), "--id-from", "관리번호"};
    Files.writeString(houses, "관리번호,집이름,동의여부\n1,하나,동의·공개\n2,둘,\n");
    assertThat(run("import", "vacant-houses", files)).isEqualTo(ExitCode.OK);
    Files.writeString(houses, "관리번호,동의기한,연락거부\n1,2999-03-01,\n2,,Y\n");
    assertThat(run("import", "vacant-houses", files)).isEqualTo(ExitCode.OK);

    assertThat(run("loads", "undo", "2", "--yes")).isEqualTo(ExitCode.REFUSED);
    String asked = err.toString();
    assertThat(asked).contains("maeul loads undo 2 --allow-showing 1 --allow-lifting 1");
    assertThat(run("loads", "undo", "2", "--dry-run")).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).isEqualTo(asked);
    assertThat(out.toString()).contains("as before 2");
    assertThat(run("loads", "undo", "2")).as("before anybody is asked").isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).isEqualTo(asked);
    String[] less = {"2", "--dry-run", "--allow-showing", "1"};
    assertThat(run("loads", "undo", less)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).isEqualTo(asked);

    String[] yes = {"2", "--dry-run", "--allow-showing", "1", "--allow-lifting", "1"};
    assertThat(run("loads", "undo", yes)).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).isEmpty();
    yes[1] = "--yes";
    assertThat(run("loads", "undo", yes)).isEqualTo(ExitCode.OK);
  }

  private int run(String command, String layer, String[] more) {
    return run(Stream.concat(Stream.of(command, layer), Stream.of(more)).toArray(String[]::new));
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    Map<String, String> env = Map.of("MAEUL_DATA_DIR", folder.resolve("data").toString());
    return new Cli(env, console, new Parts(), "1").run(words);
  }

  private static final class Parts implements Wiring {
    @Override
    public OpenStore openStore(Settings settings, LayerCatalog layers) {
      Database database = openDatabase(settings);
      SqlFeatureStore store = SqlFeatureStore.over(database, layers);
      return new OpenStore() {
        @Override
        public FeatureStore store() {
          return store;
        }

        @Override
        public Database database() {
          return database;
        }

        @Override
        public void alone(Runnable work) {
          work.run();
        }

        @Override
        public boolean needsDemo() {
          return false;
        }

        @Override
        public void demoLoaded() {}

        @Override
        public void close() {
          store.close();
          database.close();
        }
      };
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
      throw new AssertionError("nothing is served here");
    }
  }
}
