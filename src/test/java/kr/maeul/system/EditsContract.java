package kr.maeul.system;

import static kr.maeul.system.Desk.PLANNER;
import static kr.maeul.system.Desk.STAFF;
import static kr.maeul.system.Desk.header;
import static kr.maeul.system.Desk.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.WithStore;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OGC API – Features – Part 4 over HTTP, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore(layers = "edit-layers")
abstract class EditsContract {
  static final String ITEMS = "/api/collections/buildings/items";
  static final String[] GEO_JSON = {"Content-Type", "application/geo+json"};
  static final String BODY =
      """
      {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[127.151,35.823],[127.152,35.823],
      [127.152,35.824],[127.151,35.824],[127.151,35.823]]]},
      "properties":{"name":"옛 방앗간","use":"shops","heightMetres":5.5,"tags":["하나","둘"],
      "surveyedAt":"2026-11-01T09:30:00.123Z"}}""";

  @Given private TestDatabase where;
  Desk desk;

  @BeforeAll
  void open() {
    desk = new Desk(where, Path.of("src/test/resources/edit-layers"), Clock.systemUTC());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  /** The address of a new building. */
  String create() {
    HttpResponse<String> made = desk.send(STAFF, "POST", ITEMS, BODY, GEO_JSON);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return header(made, "Location");
  }

  String tag(String item) {
    return header(desk.get(STAFF, item), "ETag");
  }

  HttpResponse<String> patch(String who, String item, String body, String tag) {
    return desk.send(
        who, "PATCH", item, body, "Content-Type", "application/merge-patch+json", "If-Match", tag);
  }

  @Test
  void whatIsCreatedIsThereAtOnceForEveryone() {
    long before = desk.json(null, ITEMS).path("numberMatched").asLong();
    HttpResponse<String> made =
        desk.send(STAFF, "POST", ITEMS, BODY.replace("옛 방앗간", "하나뿐인 정미소"), GEO_JSON);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).isEmpty();
    String item = header(made, "Location");
    JsonNode read = desk.json(null, item);
    assertThat(read.path("properties").path("name").asText()).isEqualTo("하나뿐인 정미소");
    assertThat(read.path("properties").path("tags").toString()).isEqualTo("[\"하나\",\"둘\"]");
    assertThat(read.path("geometry").path("coordinates").toString())
        .startsWith("[[[127.151,35.823]");
    assertThat(desk.json(null, ITEMS).path("numberMatched").asLong()).isEqualTo(before + 1);
    assertThat(desk.json(null, "/api/search?q=정미소").toString()).contains(read.path("id").asText());
    assertThat(desk.send(STAFF, "DELETE", item, null, "If-Match", tag(item)).statusCode())
        .isEqualTo(204);
    assertThat(desk.get(null, item).statusCode()).isEqualTo(404);
    assertThat(desk.json(null, ITEMS).path("numberMatched").asLong()).isEqualTo(before);
    assertThat(desk.json(null, "/api/search?q=정미소").toString())
        .doesNotContain(read.path("id").asText());
  }

  @Test
  void putReplacesAndMakesNothingNew() {
    String item = create();
    String tag = tag(item);
    String body = BODY.replace("옛 방앗간", "새 방앗간").replace(",\"tags\":[\"하나\",\"둘\"]", "");
    HttpResponse<String> put =
        desk.send(STAFF, "PUT", item, body, "Content-Type", "application/json", "If-Match", tag);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(204);
    assertThat(header(put, "ETag")).isNotEqualTo(tag).startsWith("\"").isNotEmpty();
    assertThat(header(put, "Last-Modified")).isNotEmpty();
    JsonNode read = desk.json(null, item);
    assertThat(read.path("properties").path("name").asText()).isEqualTo("새 방앗간");
    assertThat(read.path("properties").has("tags")).isFalse();

    String none = ITEMS + "/no-such-building";
    assertThat(desk.send(STAFF, "PUT", none, BODY, GEO_JSON).statusCode()).isEqualTo(404);
    assertThat(
            desk.send(
                    STAFF,
                    "PUT",
                    none,
                    BODY,
                    "Content-Type",
                    "application/json",
                    "If-Match",
                    "\"x\"")
                .statusCode())
        .isEqualTo(404);
    assertThat(desk.get(STAFF, none).statusCode()).isEqualTo(404);
    assertThat(desk.send(STAFF, "DELETE", none, null).statusCode()).isEqualTo(404);
  }

  @Test
  void patchChangesWhatItNames() {
    String item = create();
    HttpResponse<String> patched =
        desk.send(
            STAFF,
            "PATCH",
            item,
            "{\"properties\":{\"heightMetres\":7.25,\"name\":null,\"keeper\":\"김 예시\"}}",
            "Content-Type",
            "application/merge-patch+json",
            "If-Match",
            tag(item),
            "Prefer",
            "return=representation, handling=strict");
    assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
    assertThat(header(patched, "Preference-Applied"))
        .isEqualTo("return=representation, handling=strict");
    assertThat(header(patched, "Content-Crs"))
        .isEqualTo("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
    JsonNode properties = Desk.json(patched).path("properties");
    assertThat(properties.path("heightMetres").asDouble()).isEqualTo(7.25);
    assertThat(properties.has("name")).isFalse();
    assertThat(properties.path("keeper").asText()).isEqualTo("김 예시");
    assertThat(properties.path("use").asText()).isEqualTo("shops");
    assertThat(properties.path("surveyedAt").asText()).isEqualTo("2026-11-01T09:30:00.123Z");
    assertThat(Desk.json(patched)).isEqualTo(desk.json(STAFF, item));
    assertThat(desk.json(null, item).path("properties").has("keeper")).isFalse();

    HttpResponse<String> moved =
        patch(
            STAFF,
            item,
            "{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}}",
            tag(item));
    assertThat(moved.statusCode()).as(moved.body()).isEqualTo(204);
    assertThat(desk.json(null, item).path("geometry").path("coordinates").toString())
        .isEqualTo("[[[1,1],[2,1],[2,2],[1,1]]]");
    HttpResponse<String> lifted = patch(STAFF, item, "{\"geometry\":null}", tag(item));
    assertThat(lifted.statusCode()).isEqualTo(204);
    assertThat(desk.json(null, item).path("geometry").isNull()).isTrue();
    assertThat(pointers(patch(STAFF, item, "{\"id\":\"other\"}", tag(item))))
        .containsExactly("/id");
    assertThat(patch(STAFF, item, "[]", tag(item)).statusCode()).isEqualTo(422);
    assertThat(patch(STAFF, item, "{\"properties\":null}", tag(item)).statusCode()).isEqualTo(422);
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() {
    String item = create();
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      String type =
          method.equals("PATCH") ? "application/merge-patch+json" : "application/geo+json";
      String body = method.equals("DELETE") ? null : BODY;
      assertThat(desk.send(STAFF, method, item, body, "Content-Type", type).statusCode())
          .as(method)
          .isEqualTo(428);
      for (String stale : List.of("\"0\"", "W/" + tag(item), "0", "\"0\", \"1\"")) {
        assertThat(
                desk.send(STAFF, method, item, body, "Content-Type", type, "If-Match", stale)
                    .statusCode())
            .as(method + " " + stale)
            .isEqualTo(412);
      }
      assertThat(
              desk.send(
                      STAFF,
                      method,
                      item,
                      body,
                      "Content-Type",
                      type,
                      "If-Unmodified-Since",
                      "Sun, 01 Nov 2020 00:00:00 GMT")
                  .statusCode())
          .isEqualTo(412);
    }
    String since = header(desk.get(STAFF, item), "Last-Modified");
    HttpResponse<String> put =
        desk.send(STAFF, "PUT", item, BODY, GEO_JSON[0], GEO_JSON[1], "If-Unmodified-Since", since);
    assertThat(put.statusCode()).as(since + put.body()).isEqualTo(204);
    assertThat(
            desk.send(
                    STAFF,
                    "PATCH",
                    item,
                    "{}",
                    "Content-Type",
                    "application/merge-patch+json",
                    "If-Match",
                    "*")
                .statusCode())
        .isEqualTo(204);
  }

  /** The second of two editors is told, and what the first wrote stays. */
  @Test
  void twoEditorsAtOnce() {
    String item = create();
    String first = tag(item);
    String second = tag(item);
    assertThat(patch(STAFF, item, "{\"properties\":{\"name\":\"가\"}}", first).statusCode())
        .isEqualTo(204);
    HttpResponse<String> late = patch(PLANNER, item, "{\"properties\":{\"name\":\"나\"}}", second);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(Desk.json(late).path("detailEn").asText()).contains("nothing was written");
    assertThat(desk.json(null, item).path("properties").path("name").asText()).isEqualTo("가");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?f=json",
        "?lang=en",
        "?f=html",
        "?f=html&lang=en",
        "?crs=http://www.opengis.net/def/crs/EPSG/0/5186",
        "?crs=%5BEPSG:4326%5D&lang=ko"
      })
  void theTagOfEveryRepresentationCounts(String query) {
    String item = create();
    for (String coding : List.of("identity", "gzip")) {
      HttpResponse<String> read = desk.get(STAFF, item + query, "Accept-Encoding", coding);
      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(patch(STAFF, item, "{}", header(read, "ETag")).statusCode()).isEqualTo(204);
    }
    assertThat(
            desk.get(
                    STAFF,
                    item + query,
                    "If-None-Match",
                    header(desk.get(STAFF, item + query), "ETag"))
                .statusCode())
        .isEqualTo(304);
    assertThat(tag(item)).isNotEqualTo(tag(item + "?lang=en"));
  }

  @Test
  void everyMistakeIsNamedByItsPointer() {
    HttpResponse<String> refused =
        desk.send(
            STAFF,
            "POST",
            ITEMS,
            """
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[200,1],[2,1],[2,2],[200,1]]]},
            "properties":{"name":7,"heightMetres":-1,"colour":"red","checked":true,"owner":"x",
            "surveyedAt":"yesterday"}}""",
            GEO_JSON[0],
            GEO_JSON[1],
            "Prefer",
            "handling=strict");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(header(refused, "Preference-Applied")).isEqualTo("handling=strict");
    assertThat(pointers(refused))
        .containsExactlyInAnyOrder(
            "/geometry/coordinates/0/0",
            "/properties/name",
            "/properties/heightMetres",
            "/properties/colour",
            "/properties/checked",
            "/properties/owner",
            "/properties/surveyedAt",
            "/properties/use");
    assertThat(Desk.json(refused).path("errors").findValuesAsText("detailEn"))
        .contains("is required and missing", "is set by the service only; leave it out");
    // A hidden property is as unknown as one that never was.
    List<String> said = Desk.json(refused).path("errors").findValuesAsText("detail");
    assertThat(said.stream().filter(s -> s.contains("이 레이어에 없는")).count()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}|/geometry",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,2,5],[2,0],[0,0]]]}|/geometry/coordinates/0/1",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0,1,1],[2,2,1,1],[2,0,1,1],[0,0,1,1]]]}|/geometry/coordinates/0/0",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,91],[2,0],[0,0]]]}|/geometry/coordinates/0/1",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1e999,1],[2,0],[0,0]]]}|/geometry/coordinates/0/1",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[2,0]]]}|/geometry/coordinates/0",
        "{\"type\":\"Polygon\",\"coordinates\":[]}|/geometry/coordinates",
        "{\"type\":\"Point\",\"coordinates\":[1,2]}|/geometry/type",
        "{\"type\":\"Blob\"}|/geometry/type",
        "7|/geometry"
      })
  void impossibleShapesAreRefused(String geometry, String pointer) {
    String body =
        "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":{\"use\":\"homes\"}}";
    HttpResponse<String> refused = desk.send(STAFF, "POST", ITEMS, body, GEO_JSON);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(pointers(refused)).containsExactly(pointer);
  }

  @Test
  void whoIsLenientGetsAnAreaMended() {
    String bowTie =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[0,0],[2,0],[2,2],[2,1],[2,2],[0,2],[0,0]]]},\"properties\":{\"use\":\"homes\"}}";
    assertThat(desk.send(STAFF, "POST", ITEMS, bowTie, GEO_JSON).statusCode()).isEqualTo(422);
    HttpResponse<String> mended =
        desk.send(
            STAFF, "POST", ITEMS, bowTie, GEO_JSON[0], GEO_JSON[1], "Prefer", "handling=lenient");
    assertThat(mended.statusCode()).as(mended.body()).isEqualTo(201);
    assertThat(header(mended, "Preference-Applied")).isEqualTo("handling=lenient");
    assertThat(header(mended, "Maeul-Mended")).isEqualTo("outline-mended");
    JsonNode shown =
        Desk.json(
            desk.send(
                STAFF,
                "POST",
                ITEMS,
                BODY.replace(",[127.151,35.823]]]", "]]"),
                GEO_JSON[0],
                GEO_JSON[1],
                "Prefer",
                "handling=lenient, return=representation"));
    assertThat(shown.path("mended").path(0).path("deed").asText()).isEqualTo("ring-closed");
    assertThat(shown.path("mended").path(0).path("detail").asText()).contains("닫았습니다");
    assertThat(shown.path("geometry").path("coordinates").path(0)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"handling=strict", "handling=lenient"})
  void noAreaIsNoShapeHoweverLenient(String prefer) {
    String sliver = BODY.replaceAll("35\\.82[34]", "35.823");
    for (String method : List.of("POST", "PUT")) {
      String item = method.equals("POST") ? ITEMS : create();
      String before = method.equals("POST") ? "" : desk.get(null, item).body();
      String[] headers = {
        "Content-Type", "application/geo+json", "Prefer", prefer, "If-Match", "*"
      };
      HttpResponse<String> refused = desk.send(STAFF, method, item, sliver, headers);
      assertThat(refused.statusCode()).as(method).isEqualTo(422);
      assertThat(refused.body()).contains("넓이가 없는 도형");
      assertThat(Desk.json(refused).at("/errors/0/at")).as("where it is").hasSize(2);
      if (!before.isEmpty()) {
        assertThat(desk.json(null, item).path("geometry").path("coordinates").path(0)).hasSize(5);
      }
    }
  }

  @Test
  void tooMuchIsRefused() {
    StringBuilder ring = new StringBuilder("[0,0]");
    for (int i = 1; i <= 20_000; i++) {
      ring.append(",[1,").append(i / 1000.0).append(']');
    }
    String many =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
            + ring
            + ",[0,0]]]},\"properties\":{\"use\":\"homes\"}}";
    assertThat(pointers(desk.send(STAFF, "POST", ITEMS, many, GEO_JSON)))
        .containsExactly("/geometry/coordinates/0/20000");
    String large = BODY.replace("옛 방앗간", "x".repeat(2_000_000));
    assertThat(desk.send(STAFF, "POST", ITEMS, large, GEO_JSON).statusCode()).isEqualTo(413);
    String deep = "[".repeat(5000);
    assertThat(desk.send(STAFF, "POST", ITEMS, deep, GEO_JSON).statusCode()).isEqualTo(400);
  }

  @Test
  void onlyWhatIsNamedIsRead() {
    for (String method : List.of("POST", "PUT", "PATCH")) {
      String item = method.equals("POST") ? ITEMS : create();
      assertThat(desk.send(STAFF, method, item, BODY).statusCode()).as(method).isEqualTo(400);
      HttpResponse<String> other =
          desk.send(STAFF, method, item, BODY, "Content-Type", "application/gml+xml");
      assertThat(other.statusCode()).isEqualTo(415);
      assertThat(header(other, method.equals("PATCH") ? "Accept-Patch" : "Accept-Post"))
          .isEqualTo(
              method.equals("PATCH")
                  ? "application/merge-patch+json"
                  : "application/geo+json, application/json");
    }
    for (String broken :
        List.of("", "{", "{\"type\":NaN}", "{\"a\":1,\"a\":2}", BODY + "{}", "<Feature/>")) {
      assertThat(desk.send(STAFF, "POST", ITEMS, broken, GEO_JSON).statusCode())
          .as(broken)
          .isEqualTo(400);
    }
    assertThat(desk.send(STAFF, "POST", ITEMS + "?no=1", BODY, GEO_JSON).statusCode())
        .isEqualTo(400);
    assertThat(
            desk.send(
                    STAFF,
                    "POST",
                    ITEMS,
                    BODY,
                    GEO_JSON[0],
                    GEO_JSON[1],
                    "Content-Encoding",
                    "gzip")
                .statusCode())
        .isEqualTo(415);
  }

  /** The same place said in every system, its axes in the order of the registry. */
  @ParameterizedTest
  @ValueSource(
      strings = {"OGC/1.3/CRS84", "EPSG/0/4326", "EPSG/0/3857", "EPSG/0/5186", "EPSG/0/5174"})
  void bodiesComeInEverySystem(String system) {
    String crs = "http://www.opengis.net/def/crs/" + system;
    String item = create();
    JsonNode asked = desk.json(STAFF, item + "?crs=" + crs);
    HttpResponse<String> made =
        desk.send(
            STAFF,
            "POST",
            ITEMS,
            BODY.replaceAll("(?s)\"geometry\":.*?]]]}", "\"geometry\":" + asked.path("geometry")),
            GEO_JSON[0],
            GEO_JSON[1],
            "Content-Crs",
            "<" + crs + ">");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode before = desk.json(null, item).path("geometry").path("coordinates").path(0);
    JsonNode after =
        desk.json(null, header(made, "Location")).path("geometry").path("coordinates").path(0);
    for (int i = 0; i < before.size(); i++) {
      for (int axis = 0; axis < 2; axis++) {
        assertThat(after.path(i).path(axis).asDouble())
            .isCloseTo(
                before.path(i).path(axis).asDouble(), org.assertj.core.data.Offset.offset(2e-7));
      }
    }
    assertThat(
            desk.send(
                    STAFF,
                    "POST",
                    ITEMS,
                    BODY,
                    GEO_JSON[0],
                    GEO_JSON[1],
                    "Content-Crs",
                    "<http://www.opengis.net/def/crs/EPSG/0/26910>")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void anIdIsTakenOnce() {
    String body = BODY.replace("\"geometry\"", "\"id\":\"mill\",\"geometry\"");
    HttpResponse<String> made = desk.send(STAFF, "POST", ITEMS, body, GEO_JSON);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(header(made, "Location")).endsWith(ITEMS + "/mill");
    HttpResponse<String> again = desk.send(STAFF, "POST", ITEMS, body, GEO_JSON);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).doesNotContain("방앗간");
    for (String id : List.of("..", "a/b", "50%", "a;b")) {
      assertThat(pointers(desk.send(STAFF, "POST", ITEMS, body.replace("mill", id), GEO_JSON)))
          .containsExactly("/id");
    }
  }

  @Test
  void referencesLeadSomewhere() {
    String item = create();
    String id = item.substring(item.lastIndexOf('/') + 1);
    HttpResponse<String> refused =
        patch(
            STAFF,
            item,
            "{\"properties\":{\"nextTo\":\"nowhere\",\"besides\":[\"" + id + "\",\"nowhere\"]}}",
            tag(item));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(pointers(refused)).containsExactly("/properties/nextTo", "/properties/besides/1");
    assertThat(
            patch(STAFF, item, "{\"properties\":{\"nextTo\":\"" + id + "\"}}", tag(item))
                .statusCode())
        .isEqualTo(204);
  }

  /** What a writer does not see stays as it is, and does not show. */
  @Test
  void hiddenPropertiesStay() {
    String item = create();
    String staffTag = tag(item);
    String since = header(desk.get(STAFF, item), "Last-Modified");
    HttpResponse<String> hidden =
        patch(
            PLANNER,
            item,
            "{\"properties\":{\"owner\":\"박 예시\"}}",
            header(desk.get(PLANNER, item), "ETag"));
    assertThat(hidden.statusCode()).as(hidden.body()).isEqualTo(204);
    assertThat(tag(item)).as("the tag tells nothing of it").isEqualTo(staffTag);
    assertThat(header(desk.get(STAFF, item), "Last-Modified")).isEqualTo(since);
    assertThat(desk.get(STAFF, item).body()).doesNotContain("박 예시");
    HttpResponse<String> put =
        desk.send(STAFF, "PUT", item, BODY, GEO_JSON[0], GEO_JSON[1], "If-Match", staffTag);
    assertThat(put.statusCode()).isEqualTo(204);
    assertThat(desk.json(PLANNER, item).path("properties").path("owner").asText())
        .isEqualTo("박 예시");
    HttpResponse<String> tried =
        patch(STAFF, item, "{\"properties\":{\"owner\":null,\"nothing\":null}}", tag(item));
    assertThat(tried.statusCode()).as("unsetting what is not there").isEqualTo(204);
    assertThat(desk.json(PLANNER, item).path("properties").path("owner").asText())
        .isEqualTo("박 예시");
  }

  @Test
  void onlyEditorsWrite() {
    String item = create();
    String[][] requests = {
      {"POST", ITEMS, BODY, "application/geo+json"},
      {"PUT", item, BODY, "application/geo+json"},
      {"PATCH", item, "{}", "application/merge-patch+json"},
      {"DELETE", item, null, "application/json"}
    };
    for (String[] r : requests) {
      for (String who : new String[] {null, "admin"}) {
        HttpResponse<String> refused =
            desk.send(who, r[0], r[1], r[2], "Content-Type", r[3], "If-Match", "*");
        assertThat(refused.statusCode()).as(r[0] + who).isEqualTo(who == null ? 401 : 403);
      }
    }
    assertThat(desk.get(null, item).statusCode()).isEqualTo(200);
  }

  @Test
  void optionsSayWhatTheCallerMayDo() {
    String item = create();
    HttpResponse<String> all = desk.send(STAFF, "OPTIONS", ITEMS, null);
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(header(all, "Allow").split(", ")).contains("GET", "HEAD", "POST", "OPTIONS");
    assertThat(header(all, "Accept-Post")).isEqualTo("application/geo+json, application/json");
    HttpResponse<String> one = desk.send(PLANNER, "OPTIONS", item, null);
    assertThat(header(one, "Allow")).isEqualTo("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
    assertThat(header(one, "Accept-Patch")).isEqualTo("application/merge-patch+json");
    HttpResponse<String> anyone =
        desk.send(
            null,
            "OPTIONS",
            item,
            null,
            "Origin",
            "https://a.example",
            "Access-Control-Request-Method",
            "PATCH");
    assertThat(header(anyone, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(header(anyone, "Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(header(anyone, "Access-Control-Allow-Headers"))
        .contains("Authorization", "If-Match", "Content-Crs", "Prefer");
  }

  @Test
  void theDocumentsSayWhatCanBeWritten() {
    assertThat(desk.json(null, "/api/conformance").path("conformsTo").toString())
        .contains(
            "ogcapi-features-4/1.0/conf/create-replace-delete",
            "ogcapi-features-4/1.0/conf/features",
            "ogcapi-common-5/1.0/conf/optimistic-locking-etags",
            "ogcapi-common-5/1.0/conf/handling");
    JsonNode api = desk.json(STAFF, "/api/openapi");
    for (JsonNode ref : api.findValues("$ref")) {
      assertThat(api.at(ref.asText().substring(1)).isMissingNode()).as(ref.asText()).isFalse();
    }
    JsonNode one = api.path("paths").path("/collections/{collectionId}/items/{featureId}");
    assertThat(List.of(one.has("get"), one.has("put"), one.has("patch"), one.has("delete")))
        .containsOnly(true);
    JsonNode post = api.path("paths").path("/collections/buildings/items").path("post");
    assertThat(post.path("responses").has("201")).isTrue();
    assertThat(post.path("requestBody").path("content").has("application/geo+json")).isTrue();
    JsonNode body = api.path("components").path("schemas").path("buildings-write");
    JsonNode properties = body.at("/allOf/1/properties/properties");
    assertThat(properties.path("required").toString()).isEqualTo("[\"use\"]");
    assertThat(properties.path("properties").has("keeper")).isTrue();
    assertThat(properties.path("properties").has("checked")).isFalse();
    assertThat(api.path("components").path("securitySchemes").has("token")).isTrue();
    assertThat(desk.get(null, "/api/openapi").body()).doesNotContain("\"keeper\"", "\"owner\":");
    List<String> ids = new java.util.ArrayList<>();
    api.path("paths").forEach(p -> p.forEach(o -> ids.add(o.path("operationId").asText())));
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(
            desk.json(STAFF, "/api/collections/buildings/schema").path("properties").has("keeper"))
        .isTrue();
  }
}
