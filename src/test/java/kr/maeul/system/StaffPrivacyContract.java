package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.maeul.people.identity.Role;
import kr.maeul.people.log.AccessLog;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Exact vacant-house data are for planners. Staff who are none try to reach a house that is not
 * listed by every door; a planner goes through each of them, so that no door is merely nailed up.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StaffPrivacyContract {
  private static final String HOUSES = "/api/collections/vacant-houses";

  private Village village;
  private String staff;
  private String planner;
  private JsonNode house;
  private String id;
  private double x;
  private double y;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void start() throws Exception {
    village = Village.start(newDatabase(), null);
    staff = village.signIn("staff", Role.STAFF, Role.ADMIN);
    planner = village.signIn("planner", Role.PLANNER);
    try (InputStream in = getClass().getResourceAsStream("/maeul/demo/vacant-houses.geojson")) {
      for (JsonNode f : new ObjectMapper().readTree(in).get("features")) {
        if (!f.at("/properties/consent").asText().equals("listed")
            && f.at("/properties").hasNonNull("address")) {
          house = f;
        }
      }
    }
    id = house.get("id").asText();
    x = house.at("/geometry/coordinates/0").asDouble();
    y = house.at("/geometry/coordinates/1").asDouble();
  }

  @AfterAll
  void stop() {
    if (village != null) {
      village.close();
    }
  }

  /** Queries each of which a planner finds the house by. */
  private List<String> doors() {
    String address = encode(house.at("/properties/address").asText());
    String at = String.format(Locale.ROOT, "%f,%f", x, y);
    String box = String.format(Locale.ROOT, "%f,%f,%f,%f", x - 1e-5, y - 1e-5, x + 1e-5, y + 1e-5);
    String consent = house.at("/properties/consent").asText();
    return List.of(
        "limit=1000",
        "id=" + id,
        "bbox=" + box,
        "near=" + at + "&radius=5",
        "within=districts/" + district() + "&limit=1000",
        "consent=" + consent + "&limit=1000",
        "address=" + address,
        "q=" + address,
        "filter=" + encode("address LIKE '" + house.at("/properties/address").asText() + "'"),
        "filter=" + encode("S_INTERSECTS(location, BBOX(" + box.replace(",", ", ") + "))"),
        "sortby=-consent,address&limit=1000");
  }

  /** One that the planner finds the house in. */
  private String district() {
    for (JsonNode d : village.json("/api/collections/districts/items").get("features")) {
      String name = d.get("id").asText();
      if (ids(planner, "within=districts/" + name + "&limit=1000").contains(id)) {
        return name;
      }
    }
    throw new AssertionError("the house is in no district");
  }

  private List<String> ids(String cookie, String query) {
    JsonNode answer = village.json(HOUSES + "/items?" + query, "Cookie", cookie);
    List<String> ids = new ArrayList<>();
    answer.get("features").forEach(f -> ids.add(f.get("id").asText()));
    assertThat(answer.get("numberReturned").asInt()).isEqualTo(ids.size());
    return ids;
  }

  @Test
  void notByAnyQuestion() {
    for (String door : doors()) {
      assertThat(ids(planner, door)).as("the planner: " + door).contains(id);
      assertThat(ids(staff, door)).as("staff: " + door).doesNotContain(id);
    }
    for (String door : doors().subList(1, 4)) {
      JsonNode answer = village.json(HOUSES + "/items?" + door, "Cookie", staff);
      assertThat(answer.get("numberMatched").asInt()).as(door).isZero();
    }
  }

  @Test
  void notByItself() {
    for (String form : List.of("json", "html")) {
      String path = HOUSES + "/items/" + id + "?f=" + form;
      assertThat(village.get(path, "Cookie", planner).statusCode()).isEqualTo(200);
      HttpResponse<String> answer = village.get(path, "Cookie", staff);
      HttpResponse<String> nobody =
          village.get(HOUSES + "/items/house-nobody?f=" + form, "Cookie", staff);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body().replace(id, "house-nobody")).isEqualTo(nobody.body());
    }
  }

  @Test
  void notByWhatIsNearIt() {
    for (String question :
        List.of("near=vacant-houses/" + id, "within=vacant-houses/" + id + "&radius=50")) {
      String path = "/api/collections/stories/items?" + question;
      assertThat(village.get(path, "Cookie", planner).statusCode()).isEqualTo(200);
      HttpResponse<String> answer = village.get(path, "Cookie", staff);
      HttpResponse<String> nobody = village.get(path.replace(id, "house-nobody"), "Cookie", staff);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body().replace(id, "house-nobody")).isEqualTo(nobody.body());
    }
  }

  @Test
  void notBySearch() {
    String path = "/api/search?limit=100&q=" + encode(house.at("/properties/address").asText());
    assertThat(village.get(path, "Cookie", planner).body()).contains(id);
    assertThat(village.get(path, "Cookie", staff).body()).doesNotContain(id);
  }

  @Test
  void notByTiles() {
    long column = (long) Math.floor((x + 180) / 360 * (1 << 16));
    double radians = Math.toRadians(y);
    long row =
        (long)
            Math.floor(
                (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI)
                    / 2
                    * (1 << 16));
    String near = HOUSES + "/tiles/WebMercatorQuad/16/" + row + "/" + column + "?f=geojson";
    assertThat(village.get(near, "Cookie", planner).body()).contains(id);
    assertThat(village.get(near, "Cookie", staff).body()).doesNotContain(id);
    String world = HOUSES + "/tiles/WebMercatorQuad/0/0/0?f=geojson";
    assertThat(inTile(world, staff)).isEqualTo(ids(staff, "limit=1000").size());
    assertThat(inTile(world, planner)).isEqualTo(ids(planner, "limit=1000").size());
    assertThat(inTile(world, staff)).isLessThan(inTile(world, planner));
  }

  private long inTile(String path, String cookie) {
    long sum = 0;
    for (JsonNode f : village.json(path, "Cookie", cookie).get("features")) {
      sum += f.at("/properties/count").asLong(1);
    }
    return sum;
  }

  @Test
  void notByCounting() {
    String by = HOUSES + "/summary?by=consent";
    JsonNode counted = village.json(by, "Cookie", staff);
    assertThat(counted.get("groups")).hasSize(1);
    assertThat(counted.at("/groups/0/value").asText()).isEqualTo("listed");
    assertThat(village.json(by, "Cookie", planner).get("groups").size()).isGreaterThan(1);
    JsonNode extent = village.json(HOUSES, "Cookie", staff).at("/extent/spatial/bbox");
    assertThat(extent).isEqualTo(village.json(HOUSES).at("/extent/spatial/bbox"));
    assertThat(village.json(HOUSES + "/summary", "Cookie", staff))
        .isEqualTo(village.json(HOUSES + "/summary"));
  }

  /** What a planner has read must not be there for the next one who asks. */
  @Test
  void nothingStaysBehind() {
    String path = HOUSES + "/items?id=" + id;
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = village.get(path, "Cookie", planner, "If-None-Match", "*");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("ownerType");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
      assertThat(answer.headers().firstValue("Vary").orElse(""))
          .contains("Cookie", "Authorization");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(village.json(path).get("numberMatched").asInt()).isZero();
      assertThat(village.json(path, "Cookie", staff).get("numberMatched").asInt()).isZero();
      String tag = answer.headers().firstValue("ETag").orElse("*");
      assertThat(village.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyDoorIsWatched() {
    String watched = village.signIn("watched", Role.PLANNER);
    String account = village.people().accounts().byLogin("watched").orElseThrow().id();
    List<String> paths =
        List.of(
            "/items?limit=7",
            "/items/" + id,
            "/summary?by=grade",
            "/tiles/WebMercatorQuad/0/0/0",
            "");
    paths.forEach(p -> village.get(HOUSES + p, "Cookie", watched));
    village.get("/api/search?q=" + encode("노송동"), "Cookie", watched);
    village.get("/api/collections/programmes/items", "Cookie", watched);
    JsonNode log =
        village.json(
            "/api/access-log?limit=1000&layer=vacant-houses&account=" + account, "Cookie", staff);
    assertThat(log.get("entries").findValuesAsText("action"))
        .contains("list", "item", "summary", "tile", "overview", "search");
    for (JsonNode line : log.get("entries")) {
      if (line.get("action").asText().equals("list")) {
        assertThat(line.get("rows").asInt()).isEqualTo(7);
      }
      if (line.get("action").asText().equals("item")) {
        assertThat(line.get("item").asText()).isEqualTo(id);
      }
      assertThat(line.get("address").asText()).isEqualTo("127.0.0.1");
    }
    assertThat(
            village
                .people()
                .accessLog()
                .entries(new AccessLog.Wanted(null, null, account, "programmes", null, null, 10)))
        .as("what everyone sees need not be watched")
        .isEmpty();
  }

  @Test
  void theLogNamesWhatItsReaderMaySee() {
    String sent = "0198c0de-0000-7000-8000-000000000001";
    village.execute(
        "INSERT INTO \"maeul_submission\" (\"id\", \"kind\", \"layer\", \"state\", \"version\","
            + " \"received_at\", \"changed_at\", \"title\", \"content\") VALUES ('"
            + sent
            + "', 'vacancy', 'vacant-houses', 'received', 1, TIMESTAMP '2024-03-04 20:00:00+00',"
            + " TIMESTAMP '2024-03-04 20:00:00+00', '숨은 제목', '{}')");
    String reader = village.signIn("named", Role.PLANNER);
    String account = village.people().accounts().byLogin("named").orElseThrow().id();
    village.get(HOUSES + "/items/" + id, "Cookie", reader);
    village.get(HOUSES + "/items/house-nobody", "Cookie", reader);
    village.get("/api/submissions/" + sent, "Cookie", reader);
    village.get("/api/submissions/" + sent + "/contact", "Cookie", reader);
    String both = village.signIn("both", Role.PLANNER, Role.ADMIN);
    String path = "/api/access-log?account=" + account;
    assertThat(namesOf(id, path, both)).containsOnly(house.at("/properties/title").asText());
    assertThat(namesOf(id, path, staff)).as("staff do not see the house").containsOnly("null");
    assertThat(namesOf("house-nobody", path, both)).containsOnly("null");
    assertThat(namesOf(sent, path, staff)).hasSizeGreaterThan(1).containsOnly("빈집 알림 2024.03.05");
    assertThat(namesOf(sent, path + "&lang=en", staff)).containsOnly("Vacancy report 2024.03.05");
    String reversed = "/api/access-log?lang=en&from=2026-11-27&until=2026-11-26";
    assertThat(village.get(reversed, "Cookie", staff).statusCode()).isEqualTo(400);
    assertThat(village.get(reversed, "Cookie", staff).body()).contains("must be after from");
    String oneDay = "/api/access-log?from=2026-11-26&until=2026-11-26";
    assertThat(village.get(oneDay, "Cookie", staff).statusCode()).isEqualTo(200);
    String own = village.people().accounts().byLogin("both").orElseThrow().id();
    assertThat(village.json("/api/access-log?account=" + own, "Cookie", staff).toString())
        .as("that names were read is on record, and no name is")
        .contains("\"layer\":\"vacant-houses\"")
        .doesNotContain(house.at("/properties/title").asText());
  }

  private List<String> namesOf(String item, String path, String cookie) {
    List<String> names = new ArrayList<>();
    for (JsonNode line : village.json(path, "Cookie", cookie).get("entries")) {
      if (line.get("item").asText().equals(item)) {
        names.add(line.get("itemName").asText());
      }
    }
    return names;
  }

  @Test
  void whatCannotBeRecordedIsNotAnswered() {
    String unrecorded = village.signIn("unrecorded", Role.PLANNER);
    List<String> paths =
        List.of(
            HOUSES + "/items?id=" + id,
            HOUSES + "/items/" + id,
            HOUSES + "/items/" + id + "?f=html",
            HOUSES + "/summary?by=consent",
            HOUSES + "/tiles/WebMercatorQuad/0/0/0?f=geojson",
            "/api/search?q=" + encode(house.at("/properties/address").asText()));
    village.execute("ALTER TABLE \"maeul_access_log\" RENAME TO \"maeul_lost_log\"");
    try {
      for (String path : paths) {
        HttpResponse<String> answer = village.get(path, "Cookie", unrecorded);
        assertThat(answer.statusCode()).as(path).isEqualTo(500);
        assertThat(answer.body()).doesNotContain(house.at("/properties/address").asText());
      }
      assertThat(village.get(HOUSES + "/items").statusCode()).as("the public").isEqualTo(200);
    } finally {
      village.execute("ALTER TABLE \"maeul_lost_log\" RENAME TO \"maeul_access_log\"");
    }
    for (String path : paths) {
      assertThat(village.get(path, "Cookie", unrecorded).statusCode()).as(path).isEqualTo(200);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
