package kr.maeul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.backup.restore.LayerFilling;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.exchange.MemoryStore;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.People;
import kr.maeul.people.SignInResult;
import kr.maeul.people.factor.OneTimeCodes;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Messenger;
import kr.maeul.people.identity.Visitor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.store.sql.schema.Filling;
import kr.maeul.vault.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
  private static final String LAYER =
      """
      { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "wells", "title": "우물", "type": "object",
        "required": ["location"],
        "properties": { "location": { "format": "geometry-point" },
                        "name": { "type": "string", "title": "이름", "maxLength": 5 } } }
      """;

  private static final String PASSWORD = "네모난 구름 세탁소";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> env = new HashMap<>();
  private final MemoryStore store = new MemoryStore();
  private final Parts parts = new Parts();

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(folder.resolve("layers"));
    write("layers/wells.schema.json", LAYER);
    env.put("MAEUL_LAYERS_DIR", folder.resolve("layers").toString());
    env.put("MAEUL_DATA_DIR", folder.resolve("var").toString());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(Object... args) {
    String[] words = new String[args.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = args[i].toString();
    }
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    return new Cli(env, console, parts, "1.2.3").run(words);
  }

  private final class Parts implements Wiring {
    private RuntimeException failure;

    @Override
    public OpenStore openStore(Settings settings, LayerCatalog layers) {
      if (failure != null) {
        throw failure;
      }
      return new OpenStore() {
        @Override
        public FeatureStore store() {
          return store;
        }

        @Override
        public Database database() {
          return null;
        }

        @Override
        public void close() {
          store.close();
        }

        @Override
        public void alone(Runnable work) {
          work.run();
        }

        @Override
        public boolean needsDemo() {
          return true;
        }

        @Override
        public void demoLoaded() {
          env.put("demo", "loaded");
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
      throw new DatabaseException(
          "stopped here, at " + settings.http().host() + ":" + settings.http().port());
    }
  }

  @Test
  void importsAFile() throws Exception {
    Path csv = write("우물.csv", "이름,깊이,경도,위도\n가,3,127.1,35.8\n나,,127.2,35.9\n");
    assertThat(run("import", "wells", csv)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("2 rows", "\"깊이\", 값 1개", "넣음 2", "inserted 2");
    assertThat(err.toString()).isEmpty();
    assertThat(store.features("wells")).hasSize(2);
  }

  @Test
  void badRowsEndWithOneAndKeepNothing() throws Exception {
    Path csv = write("a.csv", "이름,경도,위도\n가,127.1,35.8\n가나다라마바,127.2,35.9\n다,,\n");
    Path bad = folder.resolve("bad.csv");
    assertThat(run("import", "wells", csv, "--bad-rows", bad)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString())
        .contains(
            "3번째 줄, 이름: 너무 깁니다",
            "line 3, 이름: is too long",
            "4번째 줄, 경도, 위도",
            "2 bad rows",
            "Nothing was imported",
            "bad.csv")
        .doesNotContain("Exception");
    assertThat(store.features("wells")).isEmpty();
    Path one = write("one.csv", "이름,경도,위도\n가,,\n");
    assertThat(run("import", "wells", one, "--skip-bad")).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString())
        .contains("1 bad row", "넣을 수 있는 행이 하나도 없습니다")
        .doesNotContain("1 bad rows", "1 rows");
    assertThat(bad).exists();
    assertThat(run("import", "wells", csv, "--skip-bad")).isEqualTo(ExitCode.REFUSED);
    assertThat(store.features("wells")).hasSize(1);
  }

  @Test
  void aRefusedFileEndsWithOne() throws Exception {
    Path file = write("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[");
    assertThat(run("import", "wells", file)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString())
        .contains("a.geojson: ", "cut off", "아무것도 넣지 않았습니다")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void takesEveryOption() throws Exception {
    Path csv = write("a.csv", "번호;상호;메모;E;N\n7;가;x;213374.78;358560.25\n");
    int code =
        run(
            "import",
            "wells",
            csv,
            "--mode",
            "UPSERT",
            "--id-from",
            "번호,상호",
            "--id-prefix",
            "w",
            "--map",
            "상호=name",
            "--map",
            "메모=",
            "--lon",
            "E",
            "--lat",
            "N",
            "--crs",
            "EPSG:5186",
            "--data-dir",
            folder.resolve("elsewhere"));
    assertThat(err.toString()).isEmpty();
    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(store.features("wells")).containsOnlyKeys("w:7:가");
  }

  @Test
  void neverWritesBadRowsOverTheFileItself() throws Exception {
    String text = "이름,경도,위도\n가,,\n";
    Path csv = write("a.csv", text);
    assertThat(run("import", "wells", csv, "--bad-rows", csv)).isEqualTo(ExitCode.USAGE);
    assertThat(csv).hasContent(text);
  }

  @Test
  void writesAReportByRowAndColumn() throws Exception {
    Path csv = write("a.csv", "이름,깊이,경도,위도\n가,3,127.1,35.8\n나,2,북쪽,35.9\n");
    Path report = folder.resolve("report.csv");
    assertThat(run("import", "wells", csv, "--skip-bad", "--report", report))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(report)
        .content()
        .contains("3,경도,넣지 않음,")
        .contains("깊이,열을 넣지 않음 (값 2개)")
        .doesNotContain("\n2,");
    assertThat(out.toString()).contains("report.csv");
    assertThat(run("import", "wells", csv, "--report", csv)).isEqualTo(ExitCode.USAGE);
    assertThat(csv).content().startsWith("이름");
  }

  @Test
  void aReportFitsAScreenHoweverMuchIsWrong() throws Exception {
    StringBuilder csv = new StringBuilder("이름,경도,위도");
    for (int c = 0; c < 60; c++) {
      csv.append(",열").append(c).append("(비고)");
    }
    csv.append('\n');
    for (int r = 0; r < 400; r++) {
      csv.append(r % 3 == 0 ? "가나다라마바사" + r : "가").append(r % 2 == 0 ? ",동쪽" + r : ",127.1");
      csv.append(",35.8").append(",x".repeat(60)).append('\n');
    }
    csv.append("합계,,").append(",1".repeat(60)).append("\n※ 자료: 예시\n");
    Path file = write("많음.csv", csv.toString());
    Path report = folder.resolve("report.csv");
    assertThat(run("import", "wells", file, "--report", report)).isEqualTo(ExitCode.REFUSED);
    assertThat(out.toString().lines().count() + err.toString().lines().count()).isLessThan(24);
    assertThat(err.toString()).contains("경도", "200행", "267 bad rows");
    assertThat(Files.readAllLines(report)).hasSizeGreaterThan(300);
  }

  @Test
  void tellsOfALocaleThatCannotReadKorean() {
    assertThat(run("import", "wells", "\uFFFD\uFFFD.csv")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("LANG=C.UTF-8");
  }

  @Test
  void dryRunSaysSo() throws Exception {
    Path csv = write("a.csv", "이름,경도,위도\n가,127.1,35.8\n");
    assertThat(run("import", "wells", csv, "--dry-run")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("Dry run");
    assertThat(store.features("wells")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere, --skip-bad, There is no layer nowhere", "wells, --mode=mix, --mode is merge",
        "wells, --crs=EPSG:1, EPSG:5186",
    "wells, --map=a=b, there is no property b", "wells, --set=b=1, there is no property b",
        "wells, --set=name, no \"=\"",
    "wells, --lon=x, go together", "wells, --no-such-option, Unknown option",
        "wells, --port=1, Unknown option",
  })
  void wrongUseEndsWithTwo(String layer, String option, String message) throws Exception {
    Path csv = write("a.csv", "이름,경도,위도\n가,127.1,35.8\n");
    assertThat(run("import", layer, csv, option)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    assertThat(err.toString().lines().count())
        .as("what is wrong is not hidden by all options there are")
        .isLessThan(6);
    assertThat(err.toString()).endsWith("import --help\n");
    assertThat(store.features("wells")).isEmpty();
  }

  @Test
  void wrongWordsEndWithTwo() {
    assertThat(run("import", "wells", folder.resolve("none.csv"))).isEqualTo(ExitCode.USAGE);
    assertThat(run("import")).isEqualTo(ExitCode.USAGE);
    assertThat(run("nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(run("layers")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("No such file");
  }

  @Test
  void whatIsWrongWithTheWordsIsSaidInBothLanguages() throws Exception {
    String[][] wrong = {
      {"loads", "undo", "abc"},
      {"loads", "show", "1.5"},
      {"loads", "--most", "many"},
      {"import", "wells", "a.csv", "--allow-deleting", "99999999999999999999"},
      {"loads", "undo"},
      {"loads", "undo", "1", "2"},
      {"loads", "undo", "1", "--dryrun"},
      {"loads", "undoo"},
      {"import", "wells"},
      {"import", "wells", "a.csv", "--crs"},
      {"import", "wells", "a.csv", "--crs", "EPSG:5186", "--crs", "EPSG:5179"},
      {"import", "wells", "a.csv", "--mode", "x"},
      {"serve", "--port"},
      {"nothing"},
      {"layers"},
      {"account", "add", "a@b.kr", "--role", "king"},
    };
    for (String[] words : wrong) {
      err.getBuffer().setLength(0);
      assertThat(run((Object[]) words)).as(String.join(" ", words)).isEqualTo(ExitCode.USAGE);
      assertThat(err.toString().lines().findFirst().orElse(""))
          .as(String.join(" ", words))
          .matches(".*[가-힣].* / .*[A-Za-z].*")
          .doesNotContain("is not a", "Unmatched", "parameter");
    }
    assertThat(run("loads", "undo", "abc")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("NUMBER에는 정수를", "NUMBER takes a whole number, not \"abc\"");
  }

  @Test
  void everyWrongSettingIsListed() {
    env.put("MAEUL_PORT", "seven");
    env.put("MAEUL_DEMO", "maybe");
    env.put("MAEUL_HSOT", "x");
    env.put("MAEUL_SECRET_KEY", "no-such-key");
    assertThat(run("serve", "--db-url", "mysql://x")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("MAEUL_PORT", "MAEUL_DEMO", "MAEUL_HSOT", "MAEUL_DB_URL")
        .contains("MAEUL_PORT: 0부터 65535까지의 정수여야 합니다 (지금: \"seven\")")
        .contains("MAEUL_SECRET_KEY: 무작위 32바이트", "MAEUL_SECRET_KEY must be 32 random bytes")
        .doesNotContain("\tat ", "no-such-key");
    List<String> lines = err.toString().lines().skip(1).toList();
    assertThat(lines).as("Korean, then English").hasSize(10);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).matches(".*[가-힣].*")).as(lines.get(i)).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void wrongLayerFilesStopTheStartAndAreListed() throws Exception {
    write(
        "layers/bad.schema.json",
        LAYER.replace("wells", "bad").replace("\"string\"", "\"text\"").replace("우물", ""));
    assertThat(run("serve")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("bad.schema.json#/title", "bad.schema.json#/properties/name/type")
        .doesNotContain("\tat ");
  }

  @Test
  void aDatabaseThatFailsIsToldWithoutAStackTrace() throws Exception {
    parts.failure = new DatabaseException("the database is in use");
    assertThat(run("import", "wells", write("a.csv", "이름,경도,위도\n"))).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("the database is in use").doesNotContain("\tat ");
  }

  @Test
  void servesWithoutAWordAndLoadsTheDemoFirst() {
    assertThat(run()).isEqualTo(ExitCode.REFUSED);
    assertThat(out.toString())
        .contains(
            "Maeul 1.2.3",
            "layers",
            folder.resolve("var").toString(),
            "Demo content: ",
            "stories ");
    assertThat(err.toString()).contains("stopped here, at 127.0.0.1:7070");
    assertThat(env).containsEntry("demo", "loaded");
  }

  @Test
  void optionsWinOverTheEnvironment() {
    env.put("MAEUL_PORT", "8000");
    env.put("MAEUL_DEMO", "false");
    run("serve", "--port", "9000", "--host", "0.0.0.0");
    assertThat(err.toString()).contains("at 0.0.0.0:9000");
    assertThat(env).doesNotContainKey("demo");
  }

  @Test
  void tellsItsVersionAndHelp() {
    assertThat(run("--version")).isEqualTo(ExitCode.OK);
    assertThat(run("--help")).isEqualTo(ExitCode.OK);
    assertThat(run("import", "--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("maeul 1.2.3", "serve", "--id-from", "--bad-rows")
        .doesNotContain("--db-password");
  }

  @Test
  void checksLayerFilesAndTheirExamples() throws Exception {
    write(
        "layers/wells.examples.json",
        """
        { "accept": [ { "type": "Feature", "geometry": { "type": "Point", "coordinates": [127, 35] }, "properties": { "name": "가" } } ],
          "refuse": [ { "feature": { "type": "Feature", "geometry": null, "properties": {} }, "because": "no place", "pointer": "/geometry" } ] }
        """);
    assertThat(run("layers", "check")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("0 mistakes");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tellsExamplesThatComeOutOtherwise() throws Exception {
    write(
        "layers/wells.examples.json",
        """
        { "accept": [ { "type": "Feature", "geometry": null, "properties": { } } ],
          "refuse": [ { "feature": { "type": "Feature", "geometry": { "type": "Point", "coordinates": [127, 35] } }, "because": "x" },
                      { "feature": { "type": "Feature", "geometry": null }, "because": "x", "pointer": "/properties/name" },
                      { "feature": { "type": "Feature", "geometry": null } } ], "acept": [] }
        """);
    write("layers/bad.schema.json", "{ }");
    assertThat(run("layers", "check", folder.resolve("layers"))).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString().lines())
        .anyMatch(l -> l.startsWith("bad.schema.json"))
        .anyMatch(l -> l.startsWith("wells.examples.json#/accept/0: should be accepted"))
        .anyMatch(l -> l.startsWith("wells.examples.json#/refuse/0: should be refused (x)"))
        .anyMatch(
            l -> l.startsWith("wells.examples.json#/refuse/1/pointer: ") && l.contains("/geometry"))
        .anyMatch(l -> l.startsWith("wells.examples.json#/refuse/2: "))
        .anyMatch(l -> l.startsWith("wells.examples.json#/acept: "));
    assertThat(run("layers", "check", folder.resolve("none"))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void accountsAreKeptFromTheCommandLine() {
    env.put("MAEUL_PUBLIC_URL", "https://map.example.kr");
    assertThat(run("account", "add", "Hong", "--role", "admin,staff", "--name", "홍 예시")).isZero();
    assertThat(out.toString()).containsPattern("https://map.example.kr/desk#welcome=[\\w-]{43}\\s");
    assertThat(run("account", "add", "hong", "--role", "staff")).isEqualTo(ExitCode.REFUSED);
    assertThat(run("account", "add", "two", "--role", "boss")).isEqualTo(ExitCode.USAGE);
    assertThat(run("account", "add", "!", "--role", "staff")).isEqualTo(ExitCode.REFUSED);
    assertThat(run("account", "roles", "hong", "planner,staff")).isZero();
    assertThat(run("account", "disable", "hong")).isZero();
    assertThat(run("account", "link", "hong")).isEqualTo(ExitCode.REFUSED);
    assertThat(run("account", "enable", "nobody")).isEqualTo(ExitCode.USAGE);
    out.getBuffer().setLength(0);
    assertThat(run("account", "list")).isZero();
    assertThat(out.toString()).contains("hong\tstaff,planner\t사용 중지/disabled\t홍 예시");
    assertThat(run("account")).isEqualTo(ExitCode.USAGE);
  }

  /** For whoever lost the telephone and the recovery codes. */
  @Test
  void aSecondFactorIsTakenOffFromTheCommandLine() {
    assertThat(run("account", "add", "hong", "--role", "staff")).isZero();
    Settings settings = Settings.of(env);
    try (Database database = Database.open(settings.database(), settings.dataDirectory())) {
      People people = People.over(database, settings.people());
      people.use(Vault.open(null, settings.dataDirectory()), Messenger.NONE);
      Account hong = people.accounts().byLogin("hong").orElseThrow();
      people.setPassword(hong, PASSWORD, Actor.MACHINE);
      Visitor here = new Visitor("10.0.0.1", null, "chrome/windows");
      SignInResult in = people.signIn("hong", PASSWORD, null, null, here);
      String code = new OneTimeCodes().code(people.twoSteps().begin(hong).secret(), Instant.now());
      people.own().confirmSecondFactor(in.session(), PASSWORD, code, "10.0.0.1");
      assertThat(people.signIn("hong", PASSWORD, null, null, here).session()).isNull();
    }
    assertThat(run("account", "second-factor-off", "nobody")).isEqualTo(ExitCode.USAGE);
    assertThat(run("account", "second-factor-off", "hong")).isZero();
    assertThat(out.toString()).contains("Two-step sign-in is off");
    assertThat(run("account", "second-factor-off", "hong")).isEqualTo(ExitCode.REFUSED);
    try (Database database = Database.open(settings.database(), settings.dataDirectory())) {
      People people = People.over(database, settings.people());
      Visitor here = new Visitor("10.0.0.1", null, "chrome/windows");
      assertThat(people.signIn("hong", PASSWORD, null, null, here).session()).isNotNull();
    }
  }

  /** What stands on a command line is seen by everyone on the machine. */
  @Test
  void noPasswordIsTakenFromTheCommandLine() {
    assertThat(run("account", "add", "hong", "--role", "staff", "--password=네모난 구름 세탁소"))
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void checksProfiles() throws Exception {
    assertThat(run("profiles", "check")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("3 profiles").contains("0 mistakes");
    Path profiles = Files.createDirectory(folder.resolve("profiles"));
    write("profiles/mine.json", "{ \"format\": 1, \"id\": \"mine\", \"surprise\": 1 }");
    write("profiles/broken.json", "{");
    assertThat(run("profiles", "check", profiles)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("mine.json", "surprise", "broken.json: is not JSON");
    assertThat(run("profiles", "check", folder.resolve("nowhere"))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aWrongProfileStopsTheStartBeforeAnythingIsOpened() throws Exception {
    Path profiles = Files.createDirectory(folder.resolve("profiles"));
    write("profiles/mine.json", "{ \"format\": 1, \"id\": \"mine\" }");
    write("profiles/broken.json", "{");
    env.put("MAEUL_PROFILES_DIR", profiles.toString());
    parts.failure = new DatabaseException("opened");
    assertThat(run("serve")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("Wrong profile files", "mine.json", "broken.json: is not JSON")
        .doesNotContain("opened");
  }
}
