package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kr.maeul.db.Database;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.parts.Seed;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * {@code kill -9} at any moment of a write, four writers at once on points, lines and areas: 10
 * write–kill cycles, half of them on each database, or as many as the system property {@code
 * maeul.test.kills} says (200 before a release, by {@code .ci/run --release}). The database opens
 * every time, no write that was acknowledged is lost, none is there by half, and what is asked by
 * place is what is there. A cycle is a process of its own that writes until it is killed, some
 * microseconds to milliseconds after a write was acknowledged. Starting a JVM is what takes the
 * time: the next processes are started meanwhile, on classes that a rehearsal left behind as an
 * archive. {@link LeanJvm} says how.
 */
@Tag("torture")
@Timeout(value = 60, unit = TimeUnit.MINUTES) // for a hundred kills on a busy machine
class KilledWriteTest {
  private static final Path LAYERS = Path.of("src/test/resources/store-layers").toAbsolutePath();
  private static final int CYCLES = (Integer.getInteger("maeul.test.kills", 10) + 1) / 2;
  private static final int AHEAD = 3;
  private static final int MOST_WRITES = 24;
  private static final int WRITERS = LeanWriter.LAYERS.size();
  private static final int MOST_MICROS = 4000;

  private final LayerCatalog layers = new LayerFiles().read(LAYERS).catalog();

  @TempDir static Path archive;
  private static LeanJvm jvm;

  @TempDir Path directory;

  private record Running(Process process, BufferedReader out) {}

  @Test
  void onTheEmbeddedDatabase() throws Exception {
    try (TestDatabase database = TestDatabase.h2gis(directory.resolve("data"))) {
      writeAndKill(database);
    }
  }

  @Tag("postgis")
  @Test
  void onPostGis() throws Exception {
    try (TestDatabase database = TestDatabase.postGis()) {
      writeAndKill(database);
    }
  }

  private void writeAndKill(TestDatabase where) throws IOException, InterruptedException {
    Seed seed = Seed.of("kills");
    Random random = seed.random();
    try (Database database = Database.open(where.settings(), where.directory())) {
      SqlFeatureStore.over(database, layers).close();
    }
    long[] acknowledged = new long[WRITERS];
    Arrays.fill(acknowledged, -1);
    if (jvm == null) { // once for both databases
      jvm = LeanJvm.rehearsed(archive, LeanWriter.class, arguments(where));
      Arrays.fill(acknowledged, LeanWriter.REHEARSED - 1);
    }
    Deque<Running> ready = new ArrayDeque<>();
    try {
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        while (ready.size() < AHEAD && cycle + ready.size() < CYCLES) {
          ready.add(start(where));
        }
        Running writer = ready.poll();
        String what = "seed " + seed + ", cycle " + cycle;
        assertThat(line(writer)).as(what).isEqualTo("warm");
        tell(writer);
        String open = line(writer);
        assertThat(open).as(() -> what + ": " + log()).isNotNull().startsWith("open ");
        String[] began = open.split(" ");
        for (int i = 0; i < WRITERS; i++) {
          long next = Long.parseLong(began[i + 1]);
          assertThat(next)
              .as(what + ": what the next process finds of writer " + i)
              .isBetween(acknowledged[i] + 1, acknowledged[i] + 2); // one write may be in flight
          acknowledged[i] = next - 1; // committed, and killed before it was said
        }
        for (int writes = random.nextInt(MOST_WRITES); writes > 0; writes--) {
          note(line(writer), acknowledged);
        }
        LockSupport.parkNanos(random.nextInt(MOST_MICROS) * 1000L);
        writer.process.toHandle().destroyForcibly(); // the process's own would close what it said
        writer.process.waitFor();
        for (String line = line(writer); line != null; line = line(writer)) {
          note(line, acknowledged);
        }
      }
    } finally {
      ready.forEach(r -> r.process.destroyForcibly());
    }
    look(where, acknowledged, random, "seed " + seed);
  }

  private void look(TestDatabase where, long[] acknowledged, Random random, String what) {
    try (Database database = Database.open(where.settings(), where.directory());
        SqlFeatureStore store = SqlFeatureStore.over(database, layers)) {
      FeatureEdits edits = new SqlFeatureEdits(database, layers, Clock.systemUTC());
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        View view = LeanWriter.view(layers, writer);
        long last =
            database.inTransaction(
                tx -> LeanWriter.numberOf(tx, edits, view, LeanWriter.id(writer, 0)));
        assertThat(last).as(what).isBetween(acknowledged[i], acknowledged[i] + 1);
        for (int feature = 0; feature < LeanWriter.FEATURES; feature++) {
          String id = LeanWriter.id(writer, feature);
          FeatureEdits.Versioned now =
              database.inTransaction(tx -> edits.read(tx, view, id)).orElseThrow();
          assertThat(now.feature().properties())
              .as("all or none")
              .containsValue(LeanWriter.name(last));
          assertThat(now.feature().geometry().equalsExact(LeanWriter.place(writer, feature, last)))
              .isTrue();
          List<Revision> history = edits.history(view, id, 100_000);
          assertThat(history.get(0).version())
              .as(
                  what
                      + ": "
                      + id
                      + " after write "
                      + last
                      + ", its newest revision is "
                      + history.get(0))
              .isEqualTo(now.version());
          long expected = last;
          for (Revision r : history) { // every write, once, none left out
            assertThat(r.after().properties()).as(what).containsValue(LeanWriter.name(expected--));
          }
          assertThat(expected).as(what).isEqualTo(-1);
        }
        boolean isMoreThere =
            database.inTransaction(tx -> edits.read(tx, view, LeanWriter.more(writer)).isPresent());
        assertThat(isMoreThere).as(what).isEqualTo(last % 2 == 0);
        lookByPlace(store, view, random, what);
      }
    }
  }

  private static void lookByPlace(SqlFeatureStore store, View view, Random random, String what) {
    Map<String, Geometry> all = found(store, view, List.of());
    assertThat(all).hasSizeGreaterThanOrEqualTo(LeanWriter.FEATURES);
    for (int i = 0; i < 40; i++) {
      double x = 126.9 + random.nextDouble();
      double y = 34.9 + random.nextDouble();
      double side = Math.pow(10, -3 + 3 * random.nextDouble());
      Box box = new Box(x, y, x + side, y + side);
      Geometry area = GeoJsonGeometry.FACTORY.toGeometry(new Envelope(x, x + side, y, y + side));
      List<String> expected =
          all.entrySet().stream()
              .filter(e -> e.getValue().intersects(area))
              .map(Map.Entry::getKey)
              .toList();
      assertThat(found(store, view, List.of(new Filter.Intersects(box))).keySet())
          .as(what + ": " + view.layer().id() + " in " + box)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static Map<String, Geometry> found(
      SqlFeatureStore store, View view, List<Filter> filters) {
    Map<String, Geometry> found = new TreeMap<>();
    try (FeatureCursor c = store.find(view, FeatureQuery.of(filters, 10_000))) {
      while (c.next()) {
        assertThat(found).as("twice").doesNotContainKey(c.id());
        found.put(c.id(), geometry(c));
      }
    }
    return found;
  }

  private static Geometry geometry(FeatureCursor c) {
    try {
      return new WKBReader().read(c.geometryWkb());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next thing that the writer says, and not its log; a line that was cut off is none. */
  private static String line(Running writer) throws IOException {
    for (String line = writer.out.readLine(); line != null; line = writer.out.readLine()) {
      if (line.matches("warm|(open|w)( \\d+)+\\.")) {
        return line.replace(".", "");
      }
    }
    return null;
  }

  /** Each writer's writes come one after the other. */
  private static void note(String line, long[] acknowledged) {
    assertThat(line).isNotNull().startsWith("w ");
    String[] words = line.split(" ");
    int writer = Integer.parseInt(words[1]);
    long number = Long.parseLong(words[2]);
    assertThat(number).isEqualTo(acknowledged[writer] + 1);
    acknowledged[writer] = number;
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("writer.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void tell(Running writer) throws IOException {
    OutputStream in = writer.process.getOutputStream();
    in.write('\n');
    in.flush();
  }

  private List<String> arguments(TestDatabase where) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(LAYERS.toString(), directory.resolve("data").toString()));
    if (where.isPostGis()) {
      var settings = where.settings();
      arguments.addAll(List.of(settings.url(), settings.user(), settings.password()));
    }
    return arguments;
  }

  private Running start(TestDatabase where) throws IOException {
    Process process =
        new ProcessBuilder(jvm.command(LeanWriter.class, arguments(where)))
            .redirectError(directory.resolve("writer.log").toFile())
            .start();
    return new Running(
        process,
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
  }
}
