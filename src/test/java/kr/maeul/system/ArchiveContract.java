package kr.maeul.system;

import static kr.maeul.system.Desk.PLANNER;
import static kr.maeul.system.Desk.STAFF;
import static kr.maeul.system.Desk.header;
import static kr.maeul.system.Desk.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import kr.maeul.people.TestClock;
import kr.maeul.publishing.BinSweep;
import kr.maeul.publishing.PublicationSchedule;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureEdits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What was, what was taken away, what many were changed to, and what is to come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ArchiveContract {
  private static final String ITEMS = "/api/collections/tales/items";
  private static final String PATCH = "application/merge-patch+json";

  private TestDatabase where;
  private Desk desk;
  private final TestClock clock = new TestClock();

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open() {
    where = newDatabase();
    desk = new Desk(where, Path.of("src/test/resources/edit-layers"), clock);
  }

  @AfterAll
  void close() {
    desk.close();
    where.close();
  }

  private String create(String properties) {
    String body =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.15,35.82]},"
            + "\"properties\":{"
            + properties
            + "}}";
    HttpResponse<String> made =
        desk.send(STAFF, "POST", ITEMS, body, "Content-Type", "application/geo+json");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String location = header(made, "Location");
    return location.substring(location.indexOf("/api/"));
  }

  private HttpResponse<String> patch(String who, String item, String body) {
    String tag = header(desk.get(who, item), "ETag");
    HttpResponse<String> patched =
        desk.send(who, "PATCH", item, body, "Content-Type", PATCH, "If-Match", tag);
    assertThat(patched.statusCode()).as(patched.body()).isEqualTo(204);
    return patched;
  }

  private static String id(String item) {
    return item.substring(item.lastIndexOf('/') + 1);
  }

  private List<JsonNode> revisions(String who, String item) {
    List<JsonNode> all = new ArrayList<>();
    desk.json(who, item + "/history").path("revisions").forEach(all::add);
    return all;
  }

  private static void waitFor(BooleanSupplier what) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void historySaysWhoChangedWhatAndHow() {
    String item = create("\"name\":\"우물\",\"depth\":3.5");
    patch(STAFF, item, "{\"properties\":{\"state\":\"asked\",\"depth\":null,\"name\":\"큰 우물\"}}");
    patch(STAFF, item, "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.151,35.82]}}");
    List<JsonNode> all = revisions(STAFF, item);
    assertThat(all)
        .extracting(r -> r.path("kind").asText())
        .containsExactly("changed", "changed", "created");
    assertThat(all).extracting(r -> r.path("by").asText()).containsOnly("직원 예시");
    assertThat(all.get(0).path("changes").toString())
        .isEqualTo(
            "[{\"property\":\"spot\",\"titles\":{\"ko\":\"곳\",\"en\":\"Spot\"},\"movedMetres\":90.4,"
                + "\"before\":{\"value\":[127.15,35.82]},\"after\":{\"value\":[127.151,35.82]}}]");
    JsonNode words = all.get(1).path("changes");
    assertThat(words.findValuesAsText("property")).containsExactly("name", "depth", "state");
    assertThat(words.path(1).path("before").toString())
        .isEqualTo("{\"value\":3.5,\"ko\":\"3.5 m\",\"en\":\"3.5 m\"}");
    assertThat(words.path(1).path("after").isNull()).isTrue();
    assertThat(words.path(2).path("before").path("ko").asText()).isEqualTo("초안");
    assertThat(words.path(2).path("after").path("en").asText()).isEqualTo("In review");

    String to = item + "/history/" + all.get(2).path("number").asLong() + "/restore";
    assertThat(desk.send(STAFF, "POST", to, null).statusCode()).isEqualTo(428);
    assertThat(desk.send(STAFF, "POST", to, null, "If-Match", "\"0\"").statusCode()).isEqualTo(412);
    String tag = header(desk.get(STAFF, item), "ETag");
    assertThat(desk.send(STAFF, "POST", to, null, "If-Match", tag).statusCode()).isEqualTo(204);
    JsonNode again = desk.json(STAFF, item);
    assertThat(again.path("properties").toString())
        .isEqualTo("{\"name\":\"우물\",\"depth\":3.5,\"state\":\"new\"}");
    assertThat(again.path("geometry").path("coordinates").toString()).isEqualTo("[127.15,35.82]");
    assertThat(revisions(STAFF, item).get(0).path("kind").asText()).isEqualTo("restored");
    for (String none : List.of("1", "x", "99999999999999999999")) {
      assertThat(
              desk.send(
                      STAFF, "POST", item + "/history/" + none + "/restore", null, "If-Match", "*")
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(desk.get(STAFF, ITEMS + "/none/history").statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasTakenAwayCanBePutBackForThirtyDays() {
    String item = create("\"name\":\"샘\",\"state\":\"out\"");
    patch(PLANNER, item, "{\"properties\":{\"teller\":\"최 예시\"}}");
    JsonNode before = desk.json(PLANNER, item);
    delete(item);
    assertThat(desk.get(null, item).statusCode()).isEqualTo(404);
    assertThat(bin(STAFF)).contains(id(item));
    String back = "/api/bin/tales/" + id(item) + "/restore";
    HttpResponse<String> restored = desk.send(STAFF, "POST", back, null);
    assertThat(restored.statusCode()).as(restored.body()).isEqualTo(201);
    assertThat(header(restored, "Location")).endsWith(item);
    assertThat(desk.json(PLANNER, item)).as("with what staff do not see").isEqualTo(before);
    assertThat(desk.get(null, item).statusCode()).isEqualTo(200);
    assertThat(bin(STAFF)).doesNotContain(id(item));
    assertThat(desk.send(STAFF, "POST", back, null).statusCode()).isEqualTo(404);

    delete(item);
    clock.goOn(Duration.ofDays(31));
    assertThat(bin(STAFF)).doesNotContain(id(item));
    assertThat(desk.send(STAFF, "POST", back, null).statusCode()).isEqualTo(404);
    String kept = create("\"name\":\"남는 것\"");
    clock.goOn(Duration.ofDays(400));
    edits().sweep(clock.instant().minus(BinSweep.KEPT));
    assertThat(revisions(STAFF, kept)).hasSize(1);
    assertThat(desk.get(STAFF, item + "/history").statusCode()).isEqualTo(404);
  }

  private SqlFeatureEdits edits() {
    return new SqlFeatureEdits(desk.database, desk.layers, clock);
  }

  private void delete(String item) {
    String tag = header(desk.get(STAFF, item), "ETag");
    assertThat(desk.send(STAFF, "DELETE", item, null, "If-Match", tag).statusCode()).isEqualTo(204);
  }

  private List<String> bin(String who) {
    return desk.json(who, "/api/bin").path("items").findValuesAsText("id");
  }

  @Test
  void manyAreChangedAndUndoneAsOne() {
    String first = create("\"name\":\"하나\"");
    String second = create("\"name\":\"둘\",\"state\":\"asked\"");
    String third = create("\"name\":\"셋\"");
    String ids = "[\"" + id(first) + "\",\"" + id(second) + "\",\"" + id(third) + "\"]";
    String body = "{\"ids\":" + ids + ",\"properties\":{\"state\":\"out\"}";
    HttpResponse<String> changed = bulk(body + "}");
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    for (String item : List.of(first, second, third)) {
      assertThat(desk.get(null, item).statusCode()).isEqualTo(200);
    }
    patch(STAFF, third, "{\"properties\":{\"name\":\"세엣\"}}");
    String undo = "/api/batches/" + Desk.json(changed).path("batch").asText() + "/undo";
    HttpResponse<String> undone = desk.send(STAFF, "POST", undo, null);
    assertThat(undone.statusCode()).isEqualTo(200);
    assertThat(Desk.json(undone).path("undone").findValuesAsText("id"))
        .containsExactlyInAnyOrder(id(first), id(second));
    assertThat(Desk.json(undone).path("left").findValuesAsText("id")).containsExactly(id(third));
    assertThat(desk.json(STAFF, second).path("properties").path("state").asText())
        .isEqualTo("asked");
    assertThat(desk.get(null, first).statusCode()).isEqualTo(404);
    assertThat(desk.get(null, third).statusCode()).isEqualTo(200);
    String redo = "/api/batches/" + Desk.json(undone).path("batch").asText() + "/undo";
    assertThat(desk.send(STAFF, "POST", redo, null).statusCode()).isEqualTo(200);
    assertThat(desk.get(null, first).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> bulk(String body) {
    return desk.send(STAFF, "PATCH", ITEMS, body, "Content-Type", "application/json");
  }

  @Test
  void manyAreChangedAllOrNone() {
    String one = create("\"name\":\"가\"");
    String two = create("\"name\":\"나\"");
    String tag = header(desk.get(STAFF, two), "ETag");
    patch(STAFF, two, "{\"properties\":{\"name\":\"다\"}}");
    String ids = "[\"" + id(one) + "\",\"" + id(two) + "\"]";
    String stale =
        "{\"ids\":"
            + ids
            + ",\"properties\":{\"state\":\"out\"},\"versions\":{\""
            + id(two)
            + "\":"
            + tag
            + "}}";
    HttpResponse<String> refused = bulk(stale);
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.body()).contains(id(two)).doesNotContain(id(one));
    HttpResponse<String> missing =
        bulk("{\"ids\":[\"" + id(one) + "\",\"nope\"],\"properties\":{\"state\":\"out\"}}");
    assertThat(pointers(missing)).containsExactly("/ids/1");
    HttpResponse<String> wrong =
        bulk("{\"ids\":" + ids + ",\"properties\":{\"state\":\"odd\",\"teller\":\"x\"}}");
    assertThat(pointers(wrong))
        .containsExactlyInAnyOrder("/properties/state", "/properties/teller");
    assertThat(desk.json(STAFF, one).path("properties").path("state").asText()).isEqualTo("new");
    assertThat(pointers(bulk("{\"ids\":[],\"id\":1}")))
        .containsExactlyInAnyOrder("/ids", "/id", "/properties");
    assertThat(
            pointers(bulk("{\"ids\":[" + "1,".repeat(500) + "1],\"properties\":{\"name\":\"x\"}}")))
        .containsExactly("/ids");
  }

  /** What a planner did to what staff do not see is nothing to staff, wherever they look. */
  @Test
  void hiddenChangesAreNoChanges() {
    String item = create("\"name\":\"비밀\"");
    String other = create("\"name\":\"비밀 둘\"");
    patch(STAFF, item, "{\"properties\":{\"name\":\"비밀 하나\"}}");
    JsonNode before = desk.json(STAFF, item + "/history");
    patch(PLANNER, item, "{\"properties\":{\"teller\":\"숨은 이\"}}");
    HttpResponse<String> bulk =
        desk.send(
            PLANNER,
            "PATCH",
            ITEMS,
            "{\"ids\":[\""
                + id(item)
                + "\",\""
                + id(other)
                + "\"],\"properties\":{\"teller\":\"숨은 다른 이\"}}",
            "Content-Type",
            "application/json");
    assertThat(bulk.statusCode()).isEqualTo(200);
    assertThat(desk.json(STAFF, item + "/history")).isEqualTo(before);
    List<JsonNode> whole = revisions(PLANNER, item);
    assertThat(whole).hasSize(4);
    assertThat(whole.get(0).path("changes").toString()).contains("숨은 다른 이");
    for (JsonNode r : whole.subList(0, 2)) {
      String hidden = item + "/history/" + r.path("number").asLong() + "/restore";
      assertThat(desk.send(STAFF, "POST", hidden, null, "If-Match", "*").statusCode())
          .isEqualTo(404);
    }
    String undo = "/api/batches/" + Desk.json(bulk).path("batch").asText() + "/undo";
    assertThat(desk.send(STAFF, "POST", undo, null).statusCode()).isEqualTo(404);
    String never = "/api/batches/" + UUID.randomUUID() + "/undo";
    assertThat(Desk.json(desk.send(STAFF, "POST", undo, null)).path("detail"))
        .as("as one that never was")
        .isEqualTo(Desk.json(desk.send(STAFF, "POST", never, null)).path("detail"));
    String first = item + "/history/" + whole.get(3).path("number").asLong() + "/restore";
    String tag = header(desk.get(STAFF, item), "ETag");
    assertThat(desk.send(STAFF, "POST", first, null, "If-Match", tag).statusCode()).isEqualTo(204);
    JsonNode properties = desk.json(PLANNER, item).path("properties");
    assertThat(properties.path("name").asText()).isEqualTo("비밀");
    assertThat(properties.path("teller").asText()).isEqualTo("숨은 다른 이");
    delete(other);
    assertThat(desk.get(STAFF, "/api/bin").body()).doesNotContain("숨은");
    assertThat(desk.get(STAFF, other + "/history").body()).doesNotContain("숨은");
    assertThat(desk.get(null, item + "/history").statusCode()).isEqualTo(401);
    assertThat(desk.get("admin", "/api/bin").statusCode()).isEqualTo(403);
  }

  /** Published, but not before its time: not in lists, tiles, counts, search, nor by its id. */
  @Test
  void whatIsScheduledComesWhenItsTimeComes() {
    Instant at = clock.instant().plus(Duration.ofHours(3));
    String item = create("\"name\":\"내일의 이야기\",\"state\":\"out\",\"outFrom\":\"" + at + "\"");
    patch(STAFF, item, "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.3,35.9]}}");
    String draft = create("\"name\":\"아직 초안\",\"outFrom\":\"" + at + "\"");
    assertThat(seen(item)).containsOnly(false);
    clock.goOn(Duration.ofHours(2));
    assertThat(schedule().publishDue()).isZero();
    assertThat(seen(item)).containsOnly(false);
    clock.goOn(Duration.ofHours(2));
    waitFor(() -> desk.get(null, item).statusCode() == 200); // the server's own round
    assertThat(seen(item)).containsOnly(true);
    assertThat(desk.get(null, draft).statusCode()).as("a draft stays one").isEqualTo(404);
    JsonNode noted = revisions(STAFF, item).get(0);
    assertThat(noted.path("by").asText()).contains("서비스");
    assertThat(noted.path("changes").findValuesAsText("property")).containsExactly("outFrom");
    assertThat(schedule().publishDue()).as("once").isZero();
    patch(STAFF, item, "{\"properties\":{\"state\":\"off\"}}");
    assertThat(seen(item)).as("taken down").containsOnly(false);
  }

  private PublicationSchedule schedule() {
    return new PublicationSchedule(desk.database, desk.layers, desk.store, edits(), clock);
  }

  private List<Boolean> seen(String item) {
    String tile = "/api/collections/tales/tiles/WebMercatorQuad/16/25757/55942?f=geojson";
    return List.of(
        desk.get(null, item).statusCode() == 200,
        desk.get(null, item + "?f=html").statusCode() == 200,
        desk.get(null, ITEMS + "?limit=1000").body().contains(id(item)),
        desk.get(null, "/api/search?q=%EB%82%B4%EC%9D%BC").body().contains("내일의 이야기"),
        desk.get(null, tile).body().contains(id(item)));
  }

  /** The round at the start catches up on what came due while no server ran. */
  @Test
  void aStartPublishesWhatIsDue() throws Exception {
    try (TestDatabase other = newDatabase()) {
      TestClock hand = new TestClock();
      Path folder = Path.of("src/test/resources/edit-layers");
      String item;
      try (Desk before = new Desk(other, folder, hand)) {
        String at = hand.instant().plus(Duration.ofMinutes(5)).toString();
        HttpResponse<String> made =
            before.send(
                STAFF,
                "POST",
                ITEMS,
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"a\",\"state\":\"out\",\"outFrom\":\""
                    + at
                    + "\"}}",
                "Content-Type",
                "application/geo+json");
        item = header(made, "Location").replaceAll("^.*/api/", "/api/");
        assertThat(before.get(null, item).statusCode()).isEqualTo(404);
      }
      hand.goOn(Duration.ofMinutes(6));
      try (Desk after = new Desk(other, folder, hand)) {
        assertThat(after.get(null, item).statusCode()).isEqualTo(200);
      }
    }
  }
}
