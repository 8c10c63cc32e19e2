package kr.maeul.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kr.maeul.backup.restore.Restore;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.media.MediaFiles;
import kr.maeul.people.identity.Actor;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.schema.Filling;
import kr.maeul.vault.Vault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a centre has made comes back, and nothing is half there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackupContract {
  @TempDir static Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Path layers;
  private TestDatabase where;
  private WorkedIn centre;
  private Path backup;
  private Map<String, List<String>> written;

  /** A fresh database of the kind that the backup is from. */
  abstract TestDatabase newDatabase(Path directory);

  @BeforeAll
  void work() throws Exception {
    layers = WorkedIn.ownLayers(folder.resolve("layers"));
    where = tracked(newDatabase(folder.resolve("data")));
    centre = open(where, folder.resolve("data"));
    centre.work();
    backup = folder.resolve("maeul.zip");
    written = centre.tables();
    write(centre, backup);
  }

  @AfterAll
  void close() throws Exception {
    if (centre != null) {
      centre.close();
    }
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  WorkedIn open(TestDatabase database, Path data) {
    return new WorkedIn(database, data, Map.of("MAEUL_LAYERS_DIR", layers.toString()));
  }

  private static Manifest write(WorkedIn service, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      return new BackupWriter(service.database, service.settings, "0", service.clock).write(out);
    }
  }

  WorkedIn centre() {
    return centre;
  }

  TestDatabase tracked(TestDatabase database) {
    opened.add(database);
    return database;
  }

  /** What a command is given: settings that lead to an empty place. */
  static Settings target(TestDatabase database, Path data, Path layers) {
    Map<String, String> env = new HashMap<>(WorkedIn.env(database));
    env.put("MAEUL_DATA_DIR", data.toString());
    if (layers != null) {
      env.put("MAEUL_LAYERS_DIR", layers.toString());
    }
    return Settings.of(env);
  }

  Path key() {
    return Vault.file(folder.resolve("data"));
  }

  void restore(Path file, Settings settings, Path key) throws IOException {
    try (BackupFile from = BackupFile.open(file)) {
      new Restore(from, settings, Filling::run, key, false).run();
    }
  }

  @Test
  void everyTableIsCarriedOverOrLeftOutByName() {
    List<String> all =
        centre.database.read(
            h ->
                h.createQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema ="
                            + " current_schema AND table_type = 'BASE TABLE'")
                    .mapTo(String.class)
                    .list());
    Set<String> there = new TreeSet<>(all);
    Set<String> leftOut = new TreeSet<>(ExcludedTables.ALWAYS.keySet());
    leftOut.addAll(ExcludedTables.OF_BACKUPS.keySet());
    assertThat(there).as("what is left out is there").containsAll(leftOut);
    there.removeAll(leftOut);
    assertThat(written.keySet()).containsExactlyElementsOf(there);
    List<String> empty =
        written.keySet().stream()
            .filter(t -> t.startsWith("maeul_") && written.get(t).isEmpty())
            .toList();
    assertThat(empty).as("what the test knows nothing of").containsExactly("maeul_mark");
  }

  @Test
  void allOfItComesBackIntoTheSameKindOfDatabase() throws Exception {
    Path data = folder.resolve("again");
    comesBack(tracked(newDatabase(data)), data);
  }

  void comesBack(TestDatabase database, Path data) throws Exception {
    restore(backup, target(database, data, null), key());
    assertThat(Files.readAllBytes(data.resolve("layers/wells.schema.json")))
        .isEqualTo(Files.readAllBytes(layers.resolve("wells.schema.json")));
    try (WorkedIn restored = open(database, data)) {
      equals(restored);
    }
  }

  /** As it was, and it goes on. */
  void equals(WorkedIn there) throws Exception {
    Map<String, List<String>> tables = there.tables();
    written.forEach((name, rows) -> assertThat(tables.get(name)).as(name).isEqualTo(rows));
    assertThat(there.contents()).isEqualTo(centre.contents()).hasSizeGreaterThan(6);
    assertThat(there.edits.history(there.view("stories"), "s-1", 10))
        .isEqualTo(centre.edits.history(centre.view("stories"), "s-1", 10))
        .hasSize(2);
    goesOn(there, centre);
  }

  /** What was sealed opens, who was there signs in, and what comes next has the next number. */
  static void goesOn(WorkedIn there, WorkedIn centre) {
    assertThat(there.planning.owners().of("h-1").person()).isEqualTo(WorkedIn.OWNER);
    assertThat(there.planning.contacts().of("h-1").get(0).text()).isEqualTo("말");
    there.people.signIn("jiwon", WorkedIn.PASSWORD, null, new Actor(null, "10.0.0.9"));
    assertThat(there.load("f-next")).as("number of the next load").isEqualTo(2);
    there.create("stories", "s-new", Map.of("title", "새 이야기", "status", "published"));
    there.database.inTransaction(
        tx -> there.edits.restore(tx, there.view("stories"), "s-2", Instant.EPOCH, WorkedIn.BY));
    long apart = there.store.revisions().get("stories") - centre.store.revisions().get("stories");
    assertThat(Math.abs(apart))
        .as("no answer of before is taken for a new one, also after many writes there")
        .isGreaterThan(1_000_000);
  }

  @Test
  void aLayerWhoseFileHasGoneKeepsItsTableUntilTheFileIsBack() throws Exception {
    Path data = folder.resolve("unserved");
    Path file = folder.resolve("unserved.zip");
    Settings without = target(where, folder.resolve("data"), null);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new BackupWriter(centre.database, without, "0", centre.clock).write(out);
    }
    TestDatabase database = tracked(newDatabase(data));
    restore(file, target(database, data, null), key());
    try (WorkedIn there = new WorkedIn(database, data, Map.of())) {
      assertThat(there.layers.layer("wells")).isEmpty();
      assertThat(there.tables().get("wells")).isEqualTo(written.get("wells"));
    }
    try (WorkedIn again = open(database, data)) {
      again.create("wells", "w-3", Map.of("name", "다시"));
      assertThat(again.store.state(again.view("wells")).count()).isEqualTo(3);
    }
  }

  @Test
  void anotherKeyOrNoneStopsTheStart() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Settings none = target(where, elsewhere, layers);
    assertThatThrownBy(() -> KeyGuard.open(centre.database, null, elsewhere, centre.clock))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("열쇠가 없습니다")
        .hasMessageContaining("missing");
    assertThat(Vault.file(none.dataDirectory())).as("none is made").doesNotExist();
    Vault.open(null, elsewhere);
    assertThatThrownBy(() -> KeyGuard.open(centre.database, null, elsewhere, centre.clock))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("does not open");
    Files.writeString(Vault.file(elsewhere), "no key\n");
    assertThatThrownBy(() -> KeyGuard.open(centre.database, null, elsewhere, centre.clock))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("holds no key")
        .hasMessageContaining(".key file kept with the backups");
    Files.delete(Vault.file(elsewhere));
    Vault.open(null, elsewhere);
    centre.database.inTransaction(tx -> tx.handle().execute("DELETE FROM \"maeul_key\""));
    assertThatThrownBy(() -> KeyGuard.open(centre.database, null, elsewhere, centre.clock))
        .as("of a database of an earlier version, by what is sealed")
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("maeul_house_owner");
    KeyGuard.open(centre.database, null, folder.resolve("data"), centre.clock);
    KeyGuard.open(centre.database, null, folder.resolve("data"), centre.clock);
    try (BackupFile made = BackupFile.open(backup)) {
      Manifest manifest = made.manifest();
      assertThatThrownBy(() -> KeyGuard.ofBackup(manifest, null, elsewhere))
          .isInstanceOf(BackupRefusedException.class)
          .hasMessageContaining("does not open the contacts and owners")
          .hasMessageContaining("열지 못하고");
      assertThatThrownBy(() -> KeyGuard.ofBackup(manifest, null, folder.resolve("nowhere")))
          .isInstanceOf(BackupRefusedException.class)
          .hasMessageContaining("is not here");
      assertThat(KeyGuard.ofBackup(manifest, null, folder.resolve("data")).check())
          .isEqualTo(manifest.keyCheck());
      assertThatThrownBy(
              () -> restore(backup, target(tracked(newDatabase(elsewhere)), elsewhere, null), null))
          .as("where another key lies in the data folder")
          .isInstanceOf(BackupRefusedException.class)
          .hasMessageContaining("it does not open its contacts and owners")
          .hasMessageContaining("--without-key");
    }
  }

  @Test
  void aDamagedFileIsRefusedBeforeAnythingIsTouched() throws Exception {
    byte[] whole = Files.readAllBytes(backup);
    Path data = folder.resolve("damaged");
    TestDatabase database = tracked(newDatabase(data));
    Random random = new Random(9);
    Path broken = folder.resolve("broken.zip");
    for (int i = 0; i < 12; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length - 30)] ^= 0x41;
      if (i == 0) {
        bytes = Arrays.copyOf(bytes, bytes.length / 2);
      }
      Files.write(broken, bytes);
      try (BackupFile file = BackupFile.open(broken)) {
        // A byte that says nothing, such as of a time: then what is in it is right all the same.
        assertThat(file.manifest().rows()).isPositive();
      } catch (BackupRefusedException e) {
        assertThat(e.reason().en()).containsAnyOf("damaged", "no backup", "newer");
        continue;
      }
      assertThat(i).as("cut in half").isPositive();
    }
    Files.writeString(broken, "관리번호,이름\n1,백업이 아닌 파일\n");
    assertThatThrownBy(() -> BackupFile.open(broken))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("백업이 아닙니다(broken.zip)")
        .hasMessageNotContaining("damaged");
    Files.write(broken, Arrays.copyOf(whole, whole.length - 40));
    assertThatThrownBy(() -> restore(broken, target(database, data, null), key()))
        .isInstanceOf(BackupRefusedException.class);
    assertThat(data).doesNotExist();
  }

  @Test
  void aPlaceWhereSomebodyHasWorkedIsRefused() throws Exception {
    Path data = folder.resolve("used");
    TestDatabase database = tracked(newDatabase(data));
    Map<String, List<String>> before;
    try (WorkedIn used = open(database, data)) {
      used.create("facilities", "f-1", Map.of("title", "우체국", "kind", "other"));
      before = used.tables();
    }
    assertThatThrownBy(() -> restore(backup, target(database, data, null), key()))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("maeul_revision");
    try (Database untouched = Database.open(database.settings(), data)) {
      assertThat(WorkedIn.tables(untouched)).isEqualTo(before);
    }
    assertThat(files(data)).noneMatch(f -> f.contains("restore-") || f.contains("layers"));
  }

  @Test
  void withoutItsKeyNothingIsRestoredUnlessItIsLostForGood() throws Exception {
    Path data = folder.resolve("keyless");
    TestDatabase database = tracked(newDatabase(data));
    Settings settings = target(database, data, null);
    assertThatThrownBy(() -> restore(backup, settings, folder.resolve("none.key")))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("--without-key");
    Path wrong = folder.resolve("wrong.key");
    Vault.open(null, folder.resolve("other")).save(wrong);
    assertThatThrownBy(() -> restore(backup, settings, wrong))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("is not the key");
    try (BackupFile from = BackupFile.open(backup)) {
      new Restore(from, settings, Filling::run, null, true).run();
    }
    try (WorkedIn restored = open(database, data)) {
      assertThat(restored.planning.owners().of("h-1").person().isUnknown()).isTrue();
      assertThat(restored.contents()).isEqualTo(centre.contents());
      assertThat(restored.tables().get("stories")).isEqualTo(written.get("stories"));
    }
  }

  @Test
  void whatFailsOnTheWayLeavesThePlaceEmpty() throws Exception {
    Path data = folder.resolve("failed");
    TestDatabase database = tracked(newDatabase(data));
    Path narrow = Files.createDirectories(folder.resolve("narrow"));
    String file = Files.readString(layers.resolve("wells.schema.json"));
    Files.writeString(
        narrow.resolve("wells.schema.json"),
        file.replace("\"depth\": { \"type\": \"number\"", "\"depth\": { \"type\": \"boolean\""));
    assertThatThrownBy(() -> restore(backup, target(database, data, narrow), key()))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("wells.depth");
    assertThat(files(data)).noneMatch(f -> f.endsWith(".key") || f.matches(".*/[0-9a-f]{64}"));
    assertThat(files(data)).noneMatch(f -> f.endsWith("maeul.mv.db"));
    restore(backup, target(database, data, null), key());
    try (WorkedIn restored = open(database, data)) {
      assertThat(restored.tables().get("wells")).isEqualTo(written.get("wells"));
    }
  }

  private static List<String> files(Path data) throws IOException {
    if (!Files.exists(data)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(data)) {
      return all.map(Path::toString).toList();
    }
  }

  @Test
  void whileOthersWriteItIsOfOneMoment() throws Exception {
    Path data = folder.resolve("busy");
    TestDatabase database = tracked(newDatabase(data));
    Path file = folder.resolve("busy.zip");
    try (WorkedIn busy = open(database, data)) {
      AtomicBoolean isDone = new AtomicBoolean();
      List<Throwable> failures = new ArrayList<>();
      Thread writer = new Thread(() -> writePairs(busy, isDone, failures), "writer");
      writer.start();
      try {
        for (int i = 0; i < 4; i++) {
          Manifest manifest = write(busy, file);
          assertThat(manifest.lost()).isEmpty();
          consistent(file);
        }
      } finally {
        isDone.set(true);
        writer.join();
      }
      assertThat(failures).isEmpty();
    }
  }

  /** In one transaction always two, and photos that come and go. */
  private static void writePairs(WorkedIn busy, AtomicBoolean isDone, List<Throwable> failures) {
    try {
      String before = null;
      for (int i = 0; !isDone.get(); i++) {
        int number = i;
        String photo = busy.take(MediaFiles.jpeg(100 + i % 50, 80 + i % 37));
        busy.database.inTransaction(
            tx -> {
              Map<String, Object> values = Map.of("title", "짝", "photos", List.of(photo));
              busy.edits.create(
                  tx,
                  busy.view("stories"),
                  WorkedIn.feature("p-" + number, new HashMap<>(values)),
                  WorkedIn.BY);
              return busy.edits.create(
                  tx,
                  busy.view("wells"),
                  WorkedIn.feature("p-" + number, Map.of("name", photo)),
                  WorkedIn.BY);
            });
        if (before != null) {
          String gone = before;
          busy.database.inTransaction(
              tx -> {
                busy.edits.remove(tx, busy.view("stories"), "p-" + (number - 1), null, WorkedIn.BY);
                return busy.edits.remove(
                    tx, busy.view("wells"), "p-" + (number - 1), null, WorkedIn.BY);
              });
          busy.media.discard(List.of(gone));
        }
        before = photo;
      }
    } catch (IOException | RuntimeException e) {
      failures.add(e);
    }
  }

  private static void consistent(Path file) throws IOException {
    try (BackupFile backup = BackupFile.open(file)) {
      Map<String, String> stories = column(backup, "stories", "id", "photos");
      Map<String, String> wells = column(backup, "wells", "id", "name");
      assertThat(stories.keySet()).isEqualTo(wells.keySet());
      Set<String> media = column(backup, "maeul_media", "id", "id").keySet();
      Set<String> contents = new TreeSet<>(backup.contents());
      wells.forEach(
          (id, photo) -> {
            assertThat(stories.get(id)).isEqualTo("[" + photo + "]");
            assertThat(media).contains(photo);
          });
      assertThat(contents)
          .containsAll(column(backup, "maeul_media_file", "hash", "media_id").keySet());
      assertThat(media)
          .containsAll(column(backup, "maeul_media_file", "media_id", "size").keySet());
    }
  }

  private static Map<String, String> column(
      BackupFile backup, String table, String key, String value) throws IOException {
    List<String> names =
        backup.manifest().tables().get(table).columns().stream()
            .map(Manifest.Column::name)
            .toList();
    Map<String, String> all = new HashMap<>();
    backup.rows(
        table,
        row -> all.put(row[names.indexOf(key)].toString(), row[names.indexOf(value)].toString()));
    return all;
  }
}
