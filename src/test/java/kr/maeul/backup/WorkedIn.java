package kr.maeul.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.table.DataTable;
import kr.maeul.db.table.Rows;
import kr.maeul.db.table.Tables;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.houses.ledger.Planning;
import kr.maeul.houses.ledger.Shortlist;
import kr.maeul.houses.ledger.owner.ContactEntry;
import kr.maeul.houses.ledger.owner.Means;
import kr.maeul.houses.ledger.owner.Outcome;
import kr.maeul.houses.ledger.owner.Owner;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.media.Media;
import kr.maeul.media.MediaFiles;
import kr.maeul.media.Medium;
import kr.maeul.media.Uploader;
import kr.maeul.people.Admission;
import kr.maeul.people.People;
import kr.maeul.people.QuickHash;
import kr.maeul.people.TestClock;
import kr.maeul.people.factor.OneTimeCodes;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Messenger;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.identity.Visitor;
import kr.maeul.review.Review;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.submission.media.MediaAttachments;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.edit.Author;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.vault.Vault;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** A service's parts over a database and a data folder, and a centre that has worked with them. */
final class WorkedIn implements AutoCloseable {
  static final String PASSWORD = "버드나무 우물 1978";
  static final Owner.Person OWNER = new Owner.Person("예시 김소유", "010-0000-1234", "예시길 1");
  static final Author BY = new Author("a-1", "직원 예시", "고침");
  private static final ObjectMapper JSON = new ObjectMapper();

  final TestClock clock = new TestClock();
  final Settings settings;
  final Database database;
  final LayerCatalog layers;
  final SqlFeatureStore store;
  final SqlFeatureEdits edits;
  final Media media;
  final Vault vault;
  final Planning planning;
  final Review review;
  final People people;

  /** Opens what is there as a start of the service does, the key first. */
  WorkedIn(TestDatabase where, Path data, Map<String, String> more) {
    Map<String, String> env = new HashMap<>(more);
    env.put("MAEUL_DATA_DIR", data.toString());
    env.putAll(env(where));
    settings = Settings.of(env);
    database = Database.open(settings.database(), data);
    try {
      LayerFiles files = new LayerFiles().readBundled();
      layers =
          (settings.layersDirectory() == null ? files : files.read(settings.layersDirectory()))
              .catalog();
      store = SqlFeatureStore.over(database, layers);
      vault = KeyGuard.open(database, settings.review().secretKey(), data, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    edits = new SqlFeatureEdits(database, layers, clock);
    media = Media.open(database, layers, store, data, settings.media(), clock);
    planning =
        new Planning(database, layers, store, edits, new SqlLoads(database, layers), vault, clock);
    review =
        Review.open(
            layers,
            store,
            edits,
            edits,
            new MediaAttachments(media),
            database,
            vault,
            settings.review(),
            Reviewers.UNKNOWN,
            clock);
    people = People.over(database, settings.people(), clock, new QuickHash());
  }

  static Map<String, String> env(TestDatabase where) {
    return where.isPostGis()
        ? Map.of(
            "MAEUL_DB_URL", where.settings().url(),
            "MAEUL_DB_USER", where.settings().user(),
            "MAEUL_DB_PASSWORD", where.settings().password())
        : Map.of();
  }

  /** A layer file of the centre's own, with a value of every kind. */
  static Path ownLayers(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("wells.schema.json"),
        """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "wells", "title": "우물", "type": "object",
          "x-maeul-en": "Wells", "required": ["spot"],
          "properties": { "spot": { "format": "geometry-any", "x-ogc-role": "primary-geometry", "title": "곳" },
            "name": { "type": "string", "title": "이름" }, "depth": { "type": "number", "title": "깊이" },
            "steps": { "type": "integer", "title": "계단" }, "dry": { "type": "boolean", "title": "마름" },
            "dug": { "type": "string", "format": "date", "title": "판 날" },
            "seen": { "type": "string", "format": "date-time", "title": "본 때" },
            "uses": { "type": "array", "items": { "type": "string" }, "title": "쓰임" } } }
        """);
    return folder;
  }

  View view(String layer) {
    return layers.viewFor(Audience.PLANNER, layer).orElseThrow();
  }

  /** Does a little of everything that leaves something in a table. */
  void work() throws IOException {
    Account staff = people.accounts().add("jiwon", "직원 예시", Set.of(Role.STAFF), Actor.MACHINE);
    people.setPassword(staff, PASSWORD, Actor.MACHINE);
    Visitor from = new Visitor("10.0.0.1", null, "chrome/windows");
    Admission in = people.signIn("jiwon", PASSWORD, null, null, from);
    people.use(vault, Messenger.NONE);
    String app = people.twoSteps().begin(staff).secret();
    String code = new OneTimeCodes().code(app, clock.instant());
    people.own().confirmSecondFactor(in.session(), PASSWORD, code, "10.0.0.1");
    people.tokens().make(staff, "지도 프로그램", Set.of(Scope.READ), 30, Actor.MACHINE);
    people.links().forAccount(staff.id(), Actor.MACHINE);
    String photo = take(MediaFiles.jpegOfTelephone(1400, 900, 6));
    String other = take(MediaFiles.png(640, 480));
    String sound = take(MediaFiles.wav(1.5));
    Map<String, Object> story = new HashMap<>(Map.of("title", "우물 이야기 '예시' \\ \"😀\""));
    story.put("photos", List.of(photo, other));
    story.put("recording", sound);
    story.put("status", "published");
    create("stories", "s-1", story);
    create("stories", "s-2", Map.of("title", "지운 이야기", "status", "draft"));
    create("vacant-houses", "h-1", Map.of("title", "빈집 (예시)", "evidence", "presumed"));
    store.summary(view("vacant-houses")); // is kept from now on
    wells();
    load("f-file");
    database.inTransaction(
        tx -> {
          story.put("title", "고친 이야기");
          edits.replace(tx, view("stories"), "s-1", feature("s-1", story), null, BY);
          return edits.remove(tx, view("stories"), "s-2", null, BY);
        });
    planning.owners().put("h-1", OWNER, BY);
    planning
        .contacts()
        .add(
            "h-1",
            new ContactEntry.Draft(
                LocalDate.of(2026, 1, 5), Means.VISIT, Outcome.TALKED, "말", null),
            BY);
    planning
        .shortlists()
        .create(
            new Shortlist.Draft(
                "먼저 볼 집", "메모", null, null, List.of(new Shortlist.Entry("h-1", "앞집"))),
            BY);
    planning.searches().create("가까운 집", null, JSON.createObjectNode().put("limit", 5), BY);
    submission();
  }

  /** Loads a file of one thing; its number. */
  long load(String id) {
    try (FeatureLoad load = store.load(layers.layer("facilities").orElseThrow(), LoadMode.MERGE)) {
      load.add(1, feature(id, Map.of("title", "파일에서 온 곳", "kind", "other")));
      load.conflicts(10);
      return load.commit().number();
    }
  }

  private void wells() {
    Map<String, Object> well = new HashMap<>(Map.of("name", "줄\n바꿈\t\\N\\.", "depth", 1 / 3.0));
    well.put("steps", Long.MAX_VALUE);
    well.put("dry", true);
    well.put("dug", LocalDate.of(1889, 2, 3));
    well.put("seen", OffsetDateTime.parse("1969-12-31T23:59:59.123456+09:00"));
    well.put("uses", List.of("빨래", "a,b", "\"", "NULL", ""));
    create("wells", "w-1", well);
    database.inTransaction(
        tx -> { // as a property of an earlier layer file leaves one
          tx.handle().execute("ALTER TABLE \"wells\" ADD COLUMN \"old_note\" varchar(50)");
          return tx.handle().execute("UPDATE \"wells\" SET \"old_note\" = '옛 메모'");
        });
    database.inTransaction(
        tx ->
            edits.create(
                tx,
                view("wells"),
                new Feature(
                    "w-2",
                    GeoJsonGeometry.FACTORY.createLineString(
                        new Coordinate[] {
                          new Coordinate(127.1, 35.8), new Coordinate(127.123456789012, 35.9)
                        }),
                    Map.of()),
                BY));
  }

  private void submission() throws IOException {
    String form = review.contributions().formToken();
    clock.goOn(Duration.ofSeconds(10));
    ObjectNode sent = JSON.createObjectNode();
    sent.put("kind", "new").put("layer", "stories").put("form", form).put("name", "주민 (예시)");
    sent.putObject("properties").put("title", "버드나무").put("text", "옛날에. (예시)");
    sent.putObject("geometry")
        .put("type", "Point")
        .putArray("coordinates")
        .add(127.155)
        .add(35.824);
    sent.putObject("contact").put("email", "resident@example.invalid");
    sent.putObject("consents")
        .put("version", review.contributions().consents().version())
        .put("language", "ko")
        .put("collection", true)
        .put("publication", true)
        .put("portrait", false)
        .put("age", "over-14");
    byte[] picture = MediaFiles.jpeg(500, 300);
    String id =
        review
            .contributions()
            .upload(new ByteArrayInputStream(picture), picture.length, form, null, "10.0.1.1")
            .stored()
            .mediaId();
    sent.putArray("media").addObject().put("id", id).put("alt", "우물").put("people", false);
    String submission =
        review.contributions().submit(sent, "10.0.0.2", null, "https://map.invalid/mine").id();
    review.desk().ask(new Caller("a-1", "직원 예시", Set.of(Role.STAFF)), submission, 1L, "몇 년쯤인가요?");
  }

  String take(byte[] file) throws IOException {
    return media
        .take(new ByteArrayInputStream(file), file.length, Uploader.account("a-1"), "a-1")
        .medium()
        .id();
  }

  static Feature feature(String id, Map<String, Object> values) {
    var place = GeoJsonGeometry.FACTORY.createPoint(new Coordinate(127.158363, 35.824363));
    return new Feature(id, place, values);
  }

  void create(String layer, String id, Map<String, Object> values) {
    database.inTransaction(tx -> edits.create(tx, view(layer), feature(id, values), BY));
  }

  /** Hash of every stored content → its bytes in Base64. */
  Map<String, String> contents() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Medium medium : media.describe(mediaIds()).values()) {
      for (Medium.StoredFile file : medium.files().values()) {
        byte[] bytes = media.open(file, 0, file.bytes()).readAllBytes();
        all.put(file.hash(), Base64.getEncoder().encodeToString(bytes));
      }
    }
    return all;
  }

  private List<String> mediaIds() {
    return database.read(
        h -> h.createQuery("SELECT \"id\" FROM \"maeul_media\"").mapTo(String.class).list());
  }

  /** Rows of every table that is carried over, as text, in one order on both databases. */
  Map<String, List<String>> tables() {
    return tables(database);
  }

  static Map<String, List<String>> tables(Database database) {
    return database.ofOneMoment(
        h -> {
          Map<String, List<String>> all = new TreeMap<>();
          boolean isPostGis = database.isPostGis();
          for (DataTable table : new Tables(h, isPostGis, LeftOut::fromBackups).all()) {
            List<String> rows = new ArrayList<>();
            new Rows(h, isPostGis)
                .<RuntimeException>read(table, values -> rows.add(text(table, values)));
            Collections.sort(rows);
            all.put(table.name(), rows);
          }
          return all;
        });
  }

  private static String text(DataTable table, Object[] values) {
    Map<String, String> row = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      String name = table.columns().get(i).name();
      boolean goesOn = table.name().equals(Tables.LAYERS) && name.equals("revision");
      if (value != null && !goesOn) {
        row.put(name, text(value));
      }
    }
    return row.toString();
  }

  private static String text(Object value) {
    try {
      return value instanceof byte[] ewkb
          ? new WKBReader().read(ewkb).toText()
          : value instanceof OffsetDateTime at ? at.toInstant().toString() : value.toString();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    people.close();
    media.close();
    store.close();
    database.close();
  }
}
