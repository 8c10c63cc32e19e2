package kr.maeul.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the service against what lies below it and beside it, in turns within one run: machines
 * are noisy, so only the ratios mean something.
 */
public final class Bench {
  private static final String ITEMS = "/api/collections/vacant-houses/items";
  private static final String TILES = "/api/collections/vacant-houses/tiles/WebMercatorQuad";

  /** Where single features begin. */
  private static final int STREET = 15;

  private static final int MAEUL = 17_070;
  private static final int PLAIN = 17_071;
  private static final int MAP_SERVER = 17_072;
  private static final double WARM_UP_SECONDS = 5;

  private final Houses.Database database;
  private final int connections = Integer.getInteger("bench.connections", 4);
  private final double seconds = Double.parseDouble(System.getProperty("bench.seconds", "4"));
  private final int rounds = Integer.getInteger("bench.rounds", 3);
  private final List<String> report = new ArrayList<>();
  private final List<String> growth = new ArrayList<>();

  private Bench(Houses.Database database) {
    this.database = database;
  }

  private interface Measure {
    Load.Result run() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    Files.createDirectories(Path.of("target/bench"));
    Bench bench =
        new Bench(
            Houses.Database.of(
                System.getenv("MAEUL_TEST_DB_URL"),
                System.getenv("MAEUL_TEST_DB_USER"),
                System.getenv("MAEUL_TEST_DB_PASSWORD")));
    bench.describe();
    int[] sizes =
        Arrays.stream(System.getProperty("bench.sizes", "10000,200000,1000000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    for (int size : sizes) {
      Houses houses = new Houses(bench.database, size);
      bench.prepare(houses);
      if (size > 10_000) {
        bench.compare(houses);
      }
      bench.grow(houses);
    }
    bench.finish(sizes);
  }

  private void say(String line) {
    System.out.println(line);
    report.add(line);
  }

  private void describe() throws Exception {
    say("# Results\n");
    say(
        "Written by `bench/run`; see [README](README.md) for what is measured. Only the ratios mean");
    say("something: both sides of each were measured in turns, within minutes.\n");
    say(
        "- "
            + Runtime.getRuntime().availableProcessors()
            + " cores, shared by the service, the"
            + " database and the load; "
            + memory()
            + " GB of memory");
    say("- Java " + Runtime.version() + ", the service with -Xmx256m");
    try (Connection c = new Houses(database, 0).connect();
        Statement s = c.createStatement();
        ResultSet r =
            s.executeQuery(
                "SELECT current_setting('server_version'), postgis_lib_version(),"
                    + " current_setting('shared_buffers')")) {
      r.next();
      say(
          "- PostgreSQL "
              + r.getString(1)
              + ", PostGIS "
              + r.getString(2)
              + ", shared_buffers "
              + r.getString(3));
    }
    say(
        "- "
            + connections
            + " connections, each asking again as soon as it is answered; "
            + rounds
            + " rounds of "
            + seconds
            + " s for each side\n");
    say("| houses | what | ours, 1/s | p50 ms | p95 ms | p99 ms | other, 1/s | other | ratio |");
    say("|---|---|---|---|---|---|---|---|---|");
  }

  private static long memory() throws Exception {
    return Math.round(
        Long.parseLong(Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", ""))
            / 1e6);
  }

  private Program maeul(Houses houses, int cacheMegabytes) throws Exception {
    return Program.java(
        MAEUL,
        List.of("-Xmx256m"),
        "kr.maeul.Main",
        List.of("serve"),
        Map.of(
            "MAEUL_PORT", String.valueOf(MAEUL),
            "MAEUL_DB_URL", database.jdbcUrl(houses.schema()),
            "MAEUL_DB_USER", database.user(),
            "MAEUL_DB_PASSWORD", database.password(),
            "MAEUL_CACHE_MEGABYTES", String.valueOf(cacheMegabytes),
            "MAEUL_DATA_DIR", "target/bench/var",
            "MAEUL_DEMO", "false"));
  }

  private void prepare(Houses houses) throws Exception {
    if (houses.isThere()) {
      return;
    }
    System.err.println("generating " + houses.count() + " houses …");
    houses.createSchema();
    maeul(houses, 0).close();
    houses.fill();
  }

  /** Whether a comparison was asked for: all are, unless {@code bench.only} names some. */
  private static boolean isWanted(String what) {
    String only = System.getProperty("bench.only", "");
    return only.isEmpty() || List.of(only.split(",")).stream().anyMatch(what::contains);
  }

  private void compare(Houses houses) throws Exception {
    try (Program maeul = maeul(houses, 0)) {
      Supplier<String> boxes = houses.boxes(ITEMS + "?limit=1000&bbox=", "");
      Supplier<String> ids = () -> ITEMS + "/" + houses.anyId();
      Supplier<String> streets = houses.tiles(TILES, STREET);
      Supplier<String> nearest = houses.nearest(ITEMS + "?limit=20&near=");
      compile(maeul, boxes, ids, streets, nearest);
      compare(
          houses,
          "items in a box, limit=1000",
          at(maeul, boxes),
          "the same SQL by pgbench",
          () -> pgbench(houses, "box", houses.boxScript()));
      compare(
          houses,
          "one by id",
          at(maeul, ids),
          "the same SQL by pgbench, planned each time",
          () -> pgbench(houses, "id", houses.idScript()));
      compare(
          houses,
          "one by id",
          at(maeul, ids),
          "the same SQL by pgbench, plan kept",
          () -> pgbench(houses, "id-kept", houses.idScript()));
      compare(
          houses,
          "a street tile, MVT",
          at(maeul, streets),
          "ST_AsMVT by pgbench",
          () -> pgbench(houses, "tile", houses.tileScript(STREET)));
      compare(
          houses,
          "the 20 nearest",
          at(maeul, nearest),
          "the 20 nearest by the index, pgbench",
          () -> pgbench(houses, "near", houses.nearestScript(20)));
      if (MapServer.isInstalled()) {
        try (Program other = MapServer.start(MAP_SERVER, houses, database, connections)) {
          compare(
              houses,
              "items in a box, limit=1000",
              at(maeul, boxes),
              "MapServer 8, OGC API",
              at(other, houses.boxes(MapServer.ITEMS + "?f=json&limit=1000&bbox=", "")));
          compare(
              houses,
              "one by id",
              at(maeul, ids),
              "MapServer 8, OGC API",
              at(other, () -> MapServer.ITEMS + "/" + houses.anyId() + "?f=json"));
          compare(
              houses,
              "a street tile, MVT",
              at(maeul, streets),
              "MapServer 8, MVT",
              at(other, houses.mapServerTiles(STREET)));
        }
      }
      say(
          "| "
              + houses.count()
              + " | most memory that the service held, MB | "
              + maeul.peakMegabytes()
              + " | | | | | | |");
    }
    again(houses);
  }

  /** What is answered from the cache, against a handler that has nothing else to do. */
  private void again(Houses houses) throws Exception {
    try (Program maeul = maeul(houses, 64)) {
      String page = houses.boxes(ITEMS + "?limit=1000&bbox=", "").get();
      String one = ITEMS + "/" + houses.id(1);
      Path pageFile = Path.of("target/bench/page.json");
      Path oneFile = Path.of("target/bench/one.json");
      Files.write(pageFile, maeul.get(page));
      Files.write(oneFile, maeul.get(one));
      compile(maeul, () -> page, () -> one);
      try (Program plain =
          Program.java(
              PLAIN,
              List.of("-Xmx256m"),
              "kr.maeul.bench.Plain",
              List.of(String.valueOf(PLAIN), pageFile.toString(), oneFile.toString()),
              Map.of())) {
        compile(plain, () -> "/0", () -> "/1");
        compare(
            houses,
            "the same page again (" + Files.size(pageFile) / 1024 + " KB)",
            at(maeul, () -> page),
            "bare handler, same bytes",
            at(plain, () -> "/0"));
        compare(
            houses,
            "the same feature again (" + Files.size(oneFile) + " B)",
            at(maeul, () -> one),
            "bare handler, same bytes",
            at(plain, () -> "/1"));
      }
    }
  }

  /** A fresh JVM compiles what it runs for half a minute; that is not what is measured here. */
  @SafeVarargs
  private void compile(Program program, Supplier<String>... paths) throws Exception {
    double each = Double.parseDouble(System.getProperty("bench.compile", "40")) / paths.length;
    for (Supplier<String> path : paths) {
      Load.run(program.port, path, connections, each);
    }
  }

  private Measure at(Program program, Supplier<String> paths) {
    return () -> Load.run(program.port, paths, connections, seconds);
  }

  private void compare(Houses houses, String what, Measure ours, String otherName, Measure other)
      throws Exception {
    if (!isWanted(what + " " + otherName)) {
      return;
    }
    for (double warm = 0; warm < WARM_UP_SECONDS; warm += seconds) {
      ours.run();
      other.run();
    }
    List<Load.Result> a = new ArrayList<>();
    List<Load.Result> b = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      a.add(ours.run());
      b.add(other.run());
      ratios.add(a.get(i).perSecond() / b.get(i).perSecond());
    }
    say(
        String.format(
            Locale.ROOT,
            "| %d | %s | %.0f | %.2f | %.2f | %.2f | %.0f | %s | **%.2f** |",
            houses.count(),
            what,
            median(a.stream().map(Load.Result::perSecond).toList()),
            median(a.stream().map(Load.Result::p50Ms).toList()),
            median(a.stream().map(Load.Result::p95Ms).toList()),
            median(a.stream().map(Load.Result::p99Ms).toList()),
            median(b.stream().map(Load.Result::perSecond).toList()),
            otherName,
            median(ratios)));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private Load.Result pgbench(Houses houses, String name, String script) throws Exception {
    Path file = Path.of("target/bench/" + name + ".sql");
    Files.writeString(file, script);
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
            String.valueOf(connections),
            "-j",
            "2",
            "-T",
            String.valueOf(Math.max(1, Math.round(seconds))),
            "-f",
            file.toString(),
            database.name());
    builder.environment().put("PGPASSWORD", database.password());
    builder
        .environment()
        .put(
            "PGOPTIONS",
            "-c search_path="
                + houses.schema()
                + ",public -c jit=off"
                + " -c plan_cache_mode="
                + (name.endsWith("-kept") ? "force_generic_plan" : "force_custom_plan"));
    Process process = builder.redirectErrorStream(true).start();
    StringBuilder out = new StringBuilder();
    try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      in.lines().forEach(line -> out.append(line).append('\n'));
    }
    Matcher tps = Pattern.compile("tps = ([\\d.]+)").matcher(out);
    if (process.waitFor() != 0 || !tps.find()) {
      throw new IllegalStateException(out.toString());
    }
    return new Load.Result(Double.parseDouble(tps.group(1)), 0, 0, 0, 0);
  }

  /** One question at a time, without the cache. */
  private void grow(Houses houses) throws Exception {
    try (Program maeul = maeul(houses, 0)) {
      String next = next(maeul, ITEMS + "?limit=100&offset=" + houses.count() / 2);
      grow(maeul, houses, "items in a box", houses.boxes(ITEMS + "?limit=1000&bbox=", ""));
      grow(maeul, houses, "a page in the middle", () -> next);
      grow(maeul, houses, "one by id", () -> ITEMS + "/" + houses.anyId());
      grow(maeul, houses, "how many in all", () -> ITEMS + "?limit=1&properties=");
      grow(
          maeul,
          houses,
          "how many of a grade (a third)",
          () -> ITEMS + "?limit=1&properties=&grade=reuse");
      grow(
          maeul,
          houses,
          "a page of a grade and year",
          () -> ITEMS + "?limit=100&grade=reuse&builtYear=1977");
      grow(maeul, houses, "search, one hit", () -> "/api/search?q=%EC%A7%9112" + "34");
      grow(
          maeul,
          houses,
          "search, a fifth of all",
          () -> "/api/search?q=%EB%85%B8%EC%86%A1%EB%8F%99");
      grow(
          maeul,
          houses,
          "search by initials, a fifth of all",
          () -> "/api/search?q=%E3%84%B4%E3%85%85%E3%84%B7");
      grow(maeul, houses, "the 20 nearest", houses.nearest(ITEMS + "?limit=20&near="));
      grow(
          maeul,
          houses,
          "filter: three numbers in a box",
          houses.boxes(
              ITEMS
                  + "?limit=100&filter=rooms%3E3%20AND%20floors%3D2%20AND%20builtYear%3E1980&bbox=",
              ""));
      grow(maeul, houses, "a street tile", houses.tiles(TILES, STREET));
      grow(maeul, houses, "the world's cluster tile", () -> TILES + "/0/0/0");
    }
  }

  private static String next(Program maeul, String path) throws Exception {
    Matcher m =
        Pattern.compile("\"rel\":\"next\"[^}]*\"href\":\"http://[^/]+([^\"]+)\"")
            .matcher(new String(maeul.get(path), java.nio.charset.StandardCharsets.UTF_8));
    if (!m.find()) {
      throw new IllegalStateException("no next page");
    }
    return m.group(1);
  }

  private void grow(Program maeul, Houses houses, String what, Supplier<String> paths)
      throws Exception {
    if (!isWanted("growth " + what)) {
      return;
    }
    Load.run(maeul.port, paths, 1, WARM_UP_SECONDS);
    Load.Result result = Load.run(maeul.port, paths, 1, seconds);
    growth.add(what + "|" + houses.count() + "|" + result.p50Ms() + "|" + result.p95Ms());
    System.err.printf(
        Locale.ROOT, "%d %s: %.2f %.2f ms%n", houses.count(), what, result.p50Ms(), result.p95Ms());
  }

  private void finish(int[] sizes) throws Exception {
    say(
        "\n## Growth\n\nMilliseconds, one question at a time, nothing from the cache: half of the answers came sooner / all but one in twenty did. The last column compares the latter.\n");
    StringBuilder head = new StringBuilder("| what |");
    StringBuilder line = new StringBuilder("|---|");
    for (int size : sizes) {
      head.append(' ').append(size).append(" |");
      line.append("---|");
    }
    say(head + " times as long |");
    say(line + "---|");
    List<String> names = growth.stream().map(g -> g.split("\\|")[0]).distinct().toList();
    for (String name : names) {
      StringBuilder row = new StringBuilder("| " + name + " |");
      List<Double> p95 = new ArrayList<>();
      for (String line95 : growth.stream().filter(g -> g.startsWith(name + "|")).toList()) {
        String[] cells = line95.split("\\|");
        p95.add(Double.parseDouble(cells[3]));
        row.append(
            String.format(
                Locale.ROOT,
                " %.1f / %.1f |",
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3])));
      }
      say(row + String.format(Locale.ROOT, " %.1f |", p95.get(p95.size() - 1) / p95.get(0)));
    }
    if (Boolean.getBoolean("bench.write")) {
      Files.writeString(
          FinderBench.RESULTS, String.join("\n", report) + "\n" + FinderBench.sectionThere());
    }
  }
}
