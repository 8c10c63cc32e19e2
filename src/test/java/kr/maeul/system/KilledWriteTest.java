package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.LayerFiles;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureEdits;
import kr.maeul.store.Revision;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.Database;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at any moment of a write: 10 write–kill cycles on each database, or as many as
 * the system property {@code maeul.test.kills} says (100 before a release, by {@code .ci/run
 * --release}): no write that was acknowledged is lost, none is there by half. A cycle is a process
 * of its own that writes pair after pair of features until it is killed, some microseconds to
 * milliseconds after a write was acknowledged. Starting a JVM is what takes the time: the next
 * processes are started meanwhile, on classes that a rehearsal left behind as an archive. {@link
 * LeanJvm} says how.
 */
@Tag("torture")
class KilledWriteTest {
  private static final Path LAYERS = Path.of("src/test/resources/store-layers").toAbsolutePath();
  private static final int CYCLES = Integer.getInteger("maeul.test.kills", 10);
  private static final int AHEAD = 3;
  private static final int MOST_WRITES = 12;
  private static final int MOST_MICROS = 4000;

  private final LayerCatalog layers = new LayerFiles().read(LAYERS).catalog();
  private final View view = layers.layer("wells").orElseThrow().viewFor(Audience.PLANNER);

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
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Database database = Database.open(where.settings(), where.directory())) {
      SqlFeatureStore.over(database, layers).close();
    }
    long acknowledged = -1;
    if (jvm == null) { // once for both databases
      jvm = LeanJvm.rehearsed(archive, LeanWriter.class, arguments(where));
      acknowledged = LeanWriter.REHEARSED - 1;
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
        assertThat(open).as(what).startsWith("open ");
        long began = Long.parseLong(open.substring(5));
        assertThat(began).as(what + ": what the next process finds").isGreaterThan(acknowledged);
        assertThat(began).as(what + ": at most one write in flight").isLessThan(acknowledged + 3);
        acknowledged =
            Math.max(acknowledged, began - 1); // committed, and killed before it was said
        for (int writes = random.nextInt(MOST_WRITES); writes > 0; writes--) {
          acknowledged = number(line(writer));
        }
        LockSupport.parkNanos(random.nextInt(MOST_MICROS) * 1000L);
        writer.process.toHandle().destroyForcibly(); // the process's own would close what it said
        writer.process.waitFor();
        for (String line = line(writer); line != null; line = line(writer)) {
          acknowledged = number(line);
        }
      }
    } finally {
      ready.forEach(r -> r.process.destroyForcibly());
    }
    look(where, acknowledged);
  }

  private void look(TestDatabase where, long acknowledged) {
    try (Database database = Database.open(where.settings(), where.directory())) {
      SqlFeatureEdits edits = new SqlFeatureEdits(database, layers, Clock.systemUTC());
      List<Object> last = new ArrayList<>();
      for (String id : List.of("left", "right")) {
        FeatureEdits.Versioned now =
            database.inTransaction(tx -> edits.read(tx, view, id)).orElseThrow();
        last.add(now.feature().properties().get("families"));
        List<Revision> history = edits.history(view, id, 100_000);
        assertThat(history.get(0).version()).isEqualTo(now.version());
        long expected = (Long) last.get(0);
        for (Revision r : history) { // every write, once, none left out
          assertThat(r.after().properties().get("families")).isEqualTo(expected);
          assertThat(r.after().properties().get("name")).isEqualTo("쓰기 " + expected);
          expected--;
        }
        assertThat(expected).isEqualTo(-1);
      }
      assertThat(last.get(0)).as("both or none").isEqualTo(last.get(1));
      assertThat((Long) last.get(0)).isBetween(acknowledged, acknowledged + 1);
    }
  }

  /** The next thing that the writer says, and not its log; a line that was cut off is none. */
  private static String line(Running writer) throws IOException {
    for (String line = writer.out.readLine(); line != null; line = writer.out.readLine()) {
      if (line.matches("warm|(open|w) \\d+\\.")) {
        return line.replace(".", "");
      }
    }
    return null;
  }

  private static long number(String line) {
    assertThat(Optional.ofNullable(line)).hasValueSatisfying(l -> assertThat(l).startsWith("w "));
    return Long.parseLong(line.substring(2));
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
