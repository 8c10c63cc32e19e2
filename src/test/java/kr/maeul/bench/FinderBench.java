package kr.maeul.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.houses.finder.ProfileFiles;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.SnakeCase;
import kr.maeul.people.People;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;

/**
 * Measures the finder against the bare SQL that fetches the same rows, and how it grows with the
 * number of houses; see bench/README.md.
 */
final class FinderBench {
  static final Path RESULTS = Path.of("bench/RESULTS.md");
  private static final String HEADING = "\n## The vacant-house finder\n";
  private static final String PATH = "/api/finder/youth-share-house";
  private static final int PORT = 17_073;
  private static final int FACILITIES = 20_000;

  /** Degrees: about 22 km north, 18 km east. */
  private static final double TOWN = 0.2;

  private final Houses.Database database;
  private final double seconds = Double.parseDouble(System.getProperty("bench.seconds", "4"));
  private final int rounds = Integer.getInteger("bench.rounds", 3);
  private final double compile = Double.parseDouble(System.getProperty("bench.compile", "40"));
  private final List<String> report = new ArrayList<>();
  private final String columns;

  private record Figures(int houses, double oursMs, double oursP95Ms, double sqlMs, double ratio) {}

  private FinderBench(Houses.Database database) {
    this.database = database;
    Profile profile =
        ProfileFiles.profiles(new LayerFiles().readBundled().catalog(), null)
            .profile("youth-share-house")
            .orElseThrow();
    Set<Fact> facts = new LinkedHashSet<>();
    profile.criteria().stream().map(Criterion::fact).forEach(facts::add);
    profile.gates().stream().map(Gate::tests).forEach(t -> t.forEach(x -> facts.add(x.fact())));
    this.columns =
        facts.stream()
            .filter(f -> f instanceof Fact.OfProperty)
            .map(f -> '"' + SnakeCase.of(((Fact.OfProperty) f).property().name()) + '"')
            .collect(Collectors.joining(", "));
  }

  public static void main(String[] args) throws Exception {
    Files.createDirectories(Path.of("target/bench"));
    FinderBench bench =
        new FinderBench(
            Houses.Database.of(
                System.getenv("MAEUL_TEST_DB_URL"),
                System.getenv("MAEUL_TEST_DB_USER"),
                System.getenv("MAEUL_TEST_DB_PASSWORD")));
    int[] sizes =
        Arrays.stream(System.getProperty("bench.sizes", "1000,10000,100000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    List<Figures> figures = new ArrayList<>();
    for (int size : sizes) {
      figures.add(bench.measure(size));
    }
    bench.tell(figures);
  }

  /** What an earlier run wrote, so that the other part of the bench leaves it. */
  static String sectionThere() throws IOException {
    String all = Files.exists(RESULTS) ? Files.readString(RESULTS) : "";
    int at = all.indexOf(HEADING);
    return at < 0 ? "" : all.substring(at);
  }

  private static String schema(int houses) {
    return "bench_finder_" + houses;
  }

  private Figures measure(int houses) throws Exception {
    prepare(houses);
    String header = "Authorization: Bearer " + token(houses) + "\r\n";
    try (Program maeul = maeul(houses)) {
      Load.run(maeul.port, () -> PATH, 1, compile, header);
      scan(houses);
      List<Double> ours = new ArrayList<>();
      List<Double> p95 = new ArrayList<>();
      List<Double> sql = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        Load.Result result = Load.run(maeul.port, () -> PATH, 1, seconds, header);
        double scan = scan(houses);
        ours.add(result.p50Ms());
        p95.add(result.p95Ms());
        sql.add(scan);
        ratios.add(result.p50Ms() / scan);
      }
      Figures figures = new Figures(houses, median(ours), median(p95), median(sql), median(ratios));
      System.err.println(figures + ", most memory " + maeul.peakMegabytes() + " MB");
      return figures;
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Program maeul(int houses) throws Exception {
    return Program.java(
        PORT,
        List.of("-Xmx256m"),
        "kr.maeul.Main",
        List.of("serve"),
        Map.of(
            "MAEUL_PORT", String.valueOf(PORT),
            "MAEUL_DB_URL", database.jdbcUrl(schema(houses)),
            "MAEUL_DB_USER", database.user(),
            "MAEUL_DB_PASSWORD", database.password(),
            "MAEUL_DATA_DIR", "target/bench/var",
            "MAEUL_DEMO", "false"));
  }

  private String token(int houses) {
    Settings settings =
        Settings.of(
            Map.of(
                "MAEUL_DB_URL", database.jdbcUrl(schema(houses)),
                "MAEUL_DB_USER", database.user(),
                "MAEUL_DB_PASSWORD", database.password()));
    try (Database opened = Database.open(settings.database(), settings.dataDirectory());
        People people = People.over(opened, settings.people())) {
      Account account =
          people
              .accounts()
              .add("bench-" + UUID.randomUUID(), "bench", Set.of(Role.PLANNER), Actor.MACHINE);
      return people
          .tokens()
          .make(account, "bench", Set.of(Scope.PLANNER), 1, Actor.MACHINE)
          .secret();
    }
  }

  private Connection connect(int houses) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(schema(houses)), database.user(), database.password());
  }

  private void prepare(int houses) throws Exception {
    try (Connection c = connect(houses);
        Statement s = c.createStatement()) {
      if (isThere(s, houses)) {
        return;
      }
      System.err.println("generating " + houses + " houses …");
      s.execute("DROP SCHEMA IF EXISTS " + schema(houses) + " CASCADE");
      s.execute("CREATE SCHEMA " + schema(houses));
    }
    maeul(houses).close();
    try (Connection c = connect(houses);
        Statement s = c.createStatement()) {
      s.execute("SELECT setseed(0.5)");
      String place =
          "ST_SetSRID(ST_MakePoint(127 + random() * "
              + TOWN
              + ", 35.7 + random() * "
              + TOWN
              + "), 4326)";
      s.execute(
          "INSERT INTO facilities (id, location, name, kind) SELECT 'f' || lpad(i::text, 8, '0'), "
              + place
              + ", '곳 ' || i, (ARRAY['bus-stop','bus-stop','bus-stop','shop','shop','clinic',"
              + "'public-office','university','senior-hall','park'])[1 + i % 10]"
              + " FROM generate_series(1, "
              + FACILITIES
              + ") i");
      s.execute(
          "INSERT INTO vacant_houses (id, location, title, address, dong, grade, structure, evidence,"
              + " follow_up, consent, lease_years, floor_area_square_metres, rooms,"
              + " road_width_metres, water_connected, sewer_connected, electricity_connected,"
              + " gas_connected, remodelling_cost_won, unlicensed, demolition_needed,"
              + " in_redevelopment_area)"
              + " SELECT 'h' || lpad(i::text, 8, '0'), "
              + place
              + ", '빈집 ' || i, '예시로 ' || i,"
              + " '노송동', (ARRAY['reuse','manage','clear'])[1 + i % 3],"
              + " (ARRAY['timber','brick','block','reinforced-concrete',NULL])[1 + i % 5],"
              + " 'confirmed', 'not-started',"
              + " (ARRAY['none','negotiating','agreed','listed','refused'])[1 + i % 5],"
              + " CASE WHEN i % 4 > 0 THEN i % 12 END, 30 + i % 100,"
              + " CASE WHEN i % 7 > 0 THEN 1 + i % 6 END, CASE WHEN i % 6 > 0 THEN i % 9 END,"
              + " i % 2 = 0, i % 3 = 0, i % 4 > 0, i % 5 = 0, (10 + i % 60) * 1000000, i % 9 = 0,"
              + " i % 20 = 0, i % 30 = 0 FROM generate_series(1, "
              + houses
              + ") i");
      s.execute("VACUUM ANALYZE");
    }
  }

  private static boolean isThere(Statement s, int houses) throws SQLException {
    try (ResultSet r =
        s.executeQuery("SELECT to_regclass('" + schema(houses) + ".vacant_houses') IS NOT NULL")) {
      r.next();
      if (!r.getBoolean(1)) {
        return false;
      }
    }
    try (ResultSet r = s.executeQuery("SELECT count(*) FROM vacant_houses")) {
      r.next();
      return r.getInt(1) == houses;
    }
  }

  /** Milliseconds that the same rows take, by their statement alone. */
  private double scan(int houses) throws Exception {
    Path file = Path.of("target/bench/finder.sql");
    Files.writeString(
        file,
        "SELECT id, ST_AsBinary(location), " + columns + " FROM vacant_houses ORDER BY id;\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            "pgbench",
            "-h",
            database.host(),
            "-p",
            database.port(),
            "-U",
            database.user(),
            "-n",
            "-M",
            "prepared",
            "-c",
            "1",
            "-T",
            String.valueOf(Math.max(1, Math.round(seconds))),
            "-f",
            file.toString(),
            database.name());
    builder.environment().put("PGPASSWORD", database.password());
    builder
        .environment()
        .put("PGOPTIONS", "-c search_path=" + schema(houses) + ",public -c jit=off");
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes());
    Matcher latency = Pattern.compile("latency average = ([\\d.]+) ms").matcher(out);
    if (process.waitFor() != 0 || !latency.find()) {
      throw new IOException(out);
    }
    return Double.parseDouble(latency.group(1));
  }

  private void tell(List<Figures> figures) throws IOException {
    report.add(
        "The profile `youth-share-house`, 50 houses told, against the bare SQL that fetches the");
    report.add("same rows; " + FACILITIES + " facilities; one question at a time; milliseconds.\n");
    report.add("| houses | finder, p50 | p95 | the same rows by SQL | times as long |");
    report.add("|---|---|---|---|---|");
    for (Figures f : figures) {
      report.add(
          String.format(
              Locale.ROOT,
              "| %d | %.1f | %.1f | %.1f | **%.2f** |",
              f.houses(),
              f.oursMs(),
              f.oursP95Ms(),
              f.sqlMs(),
              f.ratio()));
    }
    Figures first = figures.get(0);
    Figures last = figures.get(figures.size() - 1);
    report.add(
        String.format(
            Locale.ROOT,
            "%nFrom %d to %d houses, %d times as many, the finder takes %.1f times as long, the SQL %.1f"
                + " times.",
            first.houses(),
            last.houses(),
            last.houses() / first.houses(),
            last.oursMs() / first.oursMs(),
            last.sqlMs() / first.sqlMs()));
    String section = HEADING + "\n" + String.join("\n", report) + "\n";
    System.out.println(section);
    if (Boolean.getBoolean("bench.write")) {
      String all = Files.exists(RESULTS) ? Files.readString(RESULTS) : "";
      int at = all.indexOf(HEADING);
      Files.writeString(RESULTS, (at < 0 ? all : all.substring(0, at)) + section);
    }
  }
}
