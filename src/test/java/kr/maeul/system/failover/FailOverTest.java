package kr.maeul.system.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.parts.Seed;
import kr.maeul.people.People;
import kr.maeul.people.QuickHash;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service over two PostgreSQL servers of the test's own, a primary and a standby, while four
 * write, three read and something breaks: the service is killed, the primary loses power and comes
 * back or is taken over from, connections are cut or freeze, sessions are ended, the standby stands
 * still. By default one fault; as many as the system property {@code maeul.test.faults} says, each
 * kind once and then at random (48 before a release, by {@code .ci/run --release}).
 */
@Tag("torture")
@Tag("postgres-programs")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.MINUTES) // for hundreds of faults on a busy machine
class FailOverTest {
  private static final Path LAYERS = Path.of("src/test/resources/store-layers").toAbsolutePath();
  private static final int FAULTS = Integer.getInteger("maeul.test.faults", 1);

  /** The longest that somebody who has signed in waits for the database. */
  private static final int PATIENCE_SECONDS = 3;

  /** Far longer than the 20 s that are promised, for a machine that is busy with else. */
  private static final long COMES_BACK_SECONDS = 90;

  private enum Fault {
    STANDBY_UNHEARD,
    STANDBY_TAKES_OVER,
    SERVICE_KILLED,
    PRIMARY_LOSES_POWER,
    PRIMARY_FREEZES,
    CONNECTIONS_FREEZE,
    CONNECTIONS_CUT,
    SESSIONS_ENDED
  }

  @TempDir static Path folder;
  private final LayerCatalog layers = new LayerFiles().read(LAYERS).catalog();
  private PostgresPair pair;
  private ServiceProcess service;
  private Crowd crowd;

  @BeforeAll
  void start() throws Exception {
    pair = new PostgresPair(folder);
    pair.begin();
    String token = token();
    service =
        new ServiceProcess(
            folder,
            Map.of(
                "MAEUL_DB_URL",
                pair.settings().url(),
                "MAEUL_DB_USER",
                pair.settings().user(),
                "MAEUL_DB_PASSWORD",
                pair.settings().password(),
                "MAEUL_DATA_DIR",
                folder.resolve("var").toString(),
                "MAEUL_LAYERS_DIR",
                LAYERS.toString(),
                "MAEUL_DEMO",
                "false",
                "MAEUL_BASEMAP_URL",
                "",
                "MAEUL_DESK_QUERY_SECONDS",
                String.valueOf(PATIENCE_SECONDS)));
    service.start();
    crowd = new Crowd(service, token);
  }

  @AfterAll
  void stop() throws Exception {
    if (crowd != null) {
      crowd.stop();
    }
    if (service != null) {
      service.close();
    }
    if (pair != null) {
      pair.close();
    }
  }

  private String token() {
    try (Database database = pair.open()) {
      SqlFeatureStore.over(database, layers).close();
      People people =
          People.over(database, Settings.of(Map.of()).people(), Clock.systemUTC(), new QuickHash());
      Account account = people.accounts().add("staff", "직원 예시", Set.of(Role.STAFF), Actor.MACHINE);
      return people
          .tokens()
          .make(account, "시험", Set.of(Scope.READ, Scope.WRITE, Scope.OVERWRITE), 30, Actor.MACHINE)
          .secret();
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhateverBreaks() throws Exception {
    pair.mend(true);
    Seed seed = Seed.of("faults");
    Random random = seed.random();
    List<Fault> kinds = List.of(Fault.values());
    List<Fault> faults = new ArrayList<>(kinds.subList(0, Math.min(FAULTS, kinds.size())));
    while (faults.size() < FAULTS) {
      faults.add(kinds.get(random.nextInt(kinds.size())));
    }
    Collections.shuffle(faults, random);
    Map<Fault, Long> slowestMillis = new TreeMap<>();
    crowd.start();
    try {
      crowd.awaitWrites();
      for (Fault fault : faults) {
        String what = "seed " + seed + ", " + fault;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        long back = strike(fault, random);
        crowd.awaitWrites();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back);
        slowestMillis.merge(fault, millis, Math::max);
        crowd.requireNoFaults(what);
        assertThat(millis).as(what).isLessThan(TimeUnit.SECONDS.toMillis(COMES_BACK_SECONDS));
        pair.mend(true);
      }
    } finally {
      crowd.stop();
    }
    crowd.requireNoFaults("seed " + seed);
    int writes = lookForAll("seed " + seed);
    System.out.printf(
        "%d faults, %d acknowledged writes, none lost; answers %s; milliseconds until all write again, at most %s%n",
        faults.size(), writes, crowd.told(), slowestMillis);
    assertThat(service.errors()).isEmpty();
  }

  /**
   * Lets something break.
   *
   * @return when the database or the service could be used again
   */
  private long strike(Fault fault, Random random) throws Exception {
    switch (fault) {
      case SERVICE_KILLED -> {
        service.kill();
        service.start();
      }
      case PRIMARY_LOSES_POWER -> {
        pair.primary().server().kill();
        requireAway();
        pair.primary().server().start();
      }
      case STANDBY_TAKES_OVER -> {
        pair.primary().server().kill();
        requireAway();
        pair.takeOver();
      }
      case CONNECTIONS_CUT -> {
        for (int i = 0; i < 5; i++) {
          pair.primary().wire().cut();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(200)));
        }
      }
      case CONNECTIONS_FREEZE -> {
        pair.primary().wire().freeze();
        requireAway();
        pair.primary().wire().thaw();
      }
      case PRIMARY_FREEZES -> {
        pair.primary().server().freeze();
        requireAway();
        pair.primary().server().thaw();
      }
      case SESSIONS_ENDED -> {
        for (int i = 0; i < 3; i++) {
          pair.primary()
              .server()
              .say(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      + " WHERE application_name LIKE 'maeul%' AND pid <> pg_backend_pid()");
        }
      }
      case STANDBY_UNHEARD -> {
        // Longer than anybody waits, and somebody ends what waits; then the primary is lost too.
        // Nothing may have been acknowledged that only it knew of.
        pair.primary().replication().freeze();
        for (int i = 0; i < 10 * (PATIENCE_SECONDS + 2); i++) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          if (i % 20 < 10) { // in between they wait for as long as they have patience
            pair.primary()
                .server()
                .say(
                    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
          }
        }
        pair.primary().server().kill();
        pair.primary().replication().cut(); // what was under way never comes
        pair.primary().replication().thaw();
        pair.takeOver();
      }
    }
    return System.nanoTime();
  }

  /** While there is no database, whoever asks is told so. */
  private void requireAway() throws IOException {
    PostgresServer.waitFor("the service knows", () -> statusOf("/health/ready") == 503);
    for (String path :
        List.of(
            "/api/collections",
            "/api/collections/wells/items?limit=5",
            "/api/collections/wells/items/a0",
            "/api/collections/wells/items?f=html",
            "/api/collections/wells/tiles/WebMercatorQuad/5/12/27",
            "/api/search?q=%EC%93%B0%EA%B8%B0")) {
      HttpResponse<String> answer = service.get(path);
      assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).as(path).isPresent();
    }
    assertThat(statusOf("/health/live")).isEqualTo(200);
  }

  private int statusOf(String path) {
    try {
      return service.get(path).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Every acknowledged write is in the history, once; what nobody was told of may be.
   *
   * @return how many were acknowledged
   */
  private int lookForAll(String what) {
    int acknowledged = 0;
    try (Database database = pair.open()) {
      FeatureEdits edits = new SqlFeatureEdits(database, layers, Clock.systemUTC());
      for (Crowd.Writer writer : crowd.writers()) {
        var view = layers.layer(writer.layer()).orElseThrow().viewFor(Audience.PLANNER);
        List<Long> there = new ArrayList<>();
        for (Revision r : edits.history(view, writer.item(), 1_000_000)) {
          there.add(numberIn(r.after().properties()));
        }
        Collections.reverse(there);
        List<Long> expected = new ArrayList<>();
        for (long write : writer.answers.keySet()) {
          boolean isAcknowledged = writer.isAcknowledged(write);
          acknowledged += isAcknowledged ? 1 : 0;
          String id = writer.newItem(write);
          if (id == null) {
            if (isAcknowledged || there.contains(write)) {
              expected.add(write);
            }
          } else if (isAcknowledged) {
            Optional<FeatureEdits.Versioned> made =
                database.inTransaction(tx -> edits.read(tx, view, id));
            assertThat(made).as(what + ": " + id).isPresent();
            assertThat(numberIn(made.get().feature().properties())).isEqualTo(write);
          }
        }
        assertThat(there).as(what + ": writes to " + writer.path()).isEqualTo(expected);
      }
    }
    return acknowledged;
  }

  private static long numberIn(Map<String, Object> properties) {
    return Long.parseLong(properties.get("name").toString().split(" ")[1]);
  }

  /**
   * A standby takes over that never heard of the last writes: they are gone, and as many others
   * come, so that the database counts over the same revisions. No cache, tag or form may answer
   * from what was.
   */
  @Test
  void whatAStandbyNeverHeardOfIsAnsweredToNobody() throws Exception {
    pair.mend(false);
    List<Crowd.Writer> writers = crowd.writers();
    int rounds = Math.max(1, FAULTS / 8);
    for (int round = 0; round < rounds; round++) {
      writeSome();
      pair.primary()
          .server()
          .await(
              "the standby has heard of all",
              "SELECT count(*) = 1 FROM pg_stat_replication WHERE replay_lsn >= pg_current_wal_lsn()");
      pair.primary().replication().down();
      writeSome();
      Map<String, HttpResponse<String>> lost = new HashMap<>();
      Map<String, Crowd.Held> held = new HashMap<>();
      Map<Crowd.Writer, Long> lostNumber = new HashMap<>();
      for (Crowd.Writer writer : writers) {
        lostNumber.put(writer, writer.acknowledged.get());
        for (String path : paths(writer)) {
          lost.put(Crowd.key(path, writer), crowd.look(path, true, writer, held));
        }
      }
      String revisions = revisions();
      pair.primary().server().kill();
      requireAway();
      pair.primary().replication().up();
      pair.takeOver();
      writers.forEach(w -> w.acknowledged.set(-1));
      PostgresServer.waitFor("the service is back", () -> statusOf("/health/ready") == 200);
      writeSome();
      assertThat(revisions()).as("the database counts over the same numbers").isEqualTo(revisions);
      for (Crowd.Writer writer : writers) {
        Pattern gone = writer.written(lostNumber.get(writer));
        String now = "\"" + Crowd.name(writer.acknowledged.get()) + "\"";
        for (String path : paths(writer)) {
          String tag = lost.get(Crowd.key(path, writer)).headers().firstValue("ETag").orElseThrow();
          Map<String, Crowd.Held> kept = new HashMap<>(held);
          HttpResponse<String> known = crowd.look(path, true, writer, kept);
          HttpResponse<String> unknown = crowd.look(path, true, writer, new HashMap<>());
          for (HttpResponse<String> answer : List.of(known, unknown)) {
            assertThat(answer.statusCode()).as(path + " is another than " + tag).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContainPattern(gone);
          }
        }
        assertThat(crowd.look(writer.path(), true, writer, new HashMap<>()).body()).contains(now);
        requireStale(
            writer,
            lost.get(Crowd.key(writer.path(), writer)).headers().firstValue("ETag").orElseThrow());
      }
      crowd.requireNoFaults("round " + round);
      pair.mend(false);
    }
  }

  private static List<String> paths(Crowd.Writer writer) {
    String layer = "/api/collections/" + writer.layer();
    return List.of(
        writer.path(), layer, layer + "/items?limit=5", layer + "/tiles/WebMercatorQuad/5/12/27");
  }

  /** As many writes each time, of the same kinds. */
  private void writeSome() {
    for (Crowd.Writer writer : crowd.writers()) {
      for (int i = 0; i < Crowd.EVERY_NEW; i++) {
        assertThat(crowd.write(writer).statusCode()).isIn(201, 204);
      }
    }
  }

  /** A form that was opened before does not overwrite what it never saw. */
  private void requireStale(Crowd.Writer writer, String tag) throws IOException {
    assertThat(crowd.replace(writer, tag).statusCode()).as(writer.path()).isEqualTo(412);
  }

  private String revisions() throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection c = pair.primary().server().connect();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT id, revision FROM maeul_layer WHERE id IN ('wells', 'lanes', 'notes') ORDER BY id");
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        all.append(r.getString(1)).append(' ').append(r.getLong(2)).append(' ');
      }
    }
    return all.toString();
  }
}
