package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.fixture.Town;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.media.MediaFiles;
import kr.maeul.people.TestClock;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A draft, a deleted story, one that waits, one that was refused, one that was withdrawn with its
 * photo, what a published story once said, a house that is not listed: none of them can be reached
 * by whom it is not for, by any route that there is. The routes come from the router. Every one of
 * the secrets is first found by somebody who may, so that no door is merely nailed up.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LeaksContract {
  private static final String STORIES = "/api/collections/stories";
  private static final String HOUSES = "/api/collections/vacant-houses";

  /** In every text that is not for everyone, so that one search finds them all. */
  private static final String MARK = "쥐꼬리망초";

  private static final double LON = 127.1555;
  private static final double LAT = 35.8245;

  /** Where there is nothing else. */
  private static final double ENDING_LON = 127.0312;

  private static final double ENDING_LAT = 35.7411;

  /** As long as an id of ours, and nobody's. */
  private static final String NOBODYS = "00000000-0000-7000-8000-000000000000";

  @TempDir static Path folder;
  private Town town;
  private Town.Who staff;
  private Town.Who planner;
  private JsonNode house;

  /** Ids of what the public must not see. */
  private final Map<String, String> hidden = new LinkedHashMap<>();

  private final List<Town.Who> strangers = new ArrayList<>();
  private final List<String> waitingContributions = new ArrayList<>();
  private String photo;
  private String edited;
  private String afterHidden;
  private HiddenReferences references;

  abstract TestDatabase newDatabase(Path folder);

  @BeforeAll
  void start() throws IOException {
    town = new Town(newDatabase(folder.resolve("data")), folder, Map.of(), lateInTheEvening());
    staff = town.signedIn("staff", Role.STAFF);
    planner = town.signedIn("planner", Role.PLANNER);
    strangers.add(Town.NOBODY);
    strangers.add(town.signedIn("nothing"));
    strangers.add(town.signedIn("admin", Role.ADMIN));
    strangers.add(town.program("bot", Set.of(Scope.READ), Role.PLANNER));
    try (InputStream in = getClass().getResourceAsStream("/maeul/demo/vacant-houses.geojson")) {
      for (JsonNode f : Town.JSON.readTree(in).get("features")) {
        if (!f.at("/properties/consent").asText().equals("listed")
            && f.at("/properties").hasNonNull("address")) {
          house = f;
        }
      }
    }
    story("draft", "draft");
    edited = create("한때 " + MARK + "라 한 이야기", "published");
    change(edited, "title", "이제는 아무렇지 않은 이야기");
    change(edited, "text", "여기에는 아무것도 없다.");
    story("deleted", "published");
    Town.Answer seen = town.get(staff, item("deleted")).expect(200);
    town.send(staff, "DELETE", item("deleted"), null, "If-Match", seen.header("ETag")).expect(204);
    contributed("waiting");
    String refused = contributed("refused");
    town.decide(staff, refused, "refuse", Town.object().put("reason", MARK + " 때문에")).expect(200);
    withdrawn();
    hidden.put("house", house.get("id").asText());
    references = new HiddenReferences(town, hidden.get("house"), hidden.get("draft"));
    JsonNode page =
        town.get(staff, STORIES + "/items?limit=1&sortby=-title&status=draft").expect(200).json();
    for (JsonNode link : page.get("links")) {
      if (link.get("rel").asText().equals("next")) {
        afterHidden = link.get("href").asText().replaceAll(".*after=([^&]*).*", "$1");
      }
    }
  }

  /** So that a day can end before sessions do. */
  private static TestClock lateInTheEvening() {
    Instant now = Instant.now();
    ZonedDateTime late = now.atZone(TownZone.ID).with(LocalTime.of(23, 20));
    return new TestClock(late.plusDays(late.toInstant().isBefore(now) ? 1 : 0).toInstant());
  }

  @AfterAll
  void stop() {
    if (town != null) {
      town.close();
      town.where.close();
    }
  }

  private String item(String what) {
    return STORIES + "/items/" + hidden.get(what);
  }

  private void story(String what, String status) {
    hidden.put(what, create(MARK + " " + what, status));
  }

  private String create(String title, String status) {
    ObjectNode story =
        Town.feature(null, LON, LAT, "title", title, "text", MARK + " 글", "status", status);
    String where =
        town.json(staff, "POST", STORIES + "/items", story).expect(201).header("Location");
    return where.substring(where.lastIndexOf('/') + 1);
  }

  private void change(String id, String property, String value) {
    String path = STORIES + "/items/" + id;
    ObjectNode patch = Town.object();
    patch.putObject("properties").put(property, value);
    String tag = town.get(staff, path).expect(200).header("ETag");
    town.json(staff, "PATCH", path, patch, "If-Match", tag).expect(204);
  }

  private String contributed(String what) {
    ObjectNode sent = town.contribution(town.form("stories"), MARK + " " + what, MARK + "를 부친다");
    sent.putObject("contact").put("email", "mouse-tail@example.invalid");
    sent.put("text", MARK + " 센터에만");
    String id =
        town.json(Town.NOBODY, "POST", "/api/contributions", sent)
            .expect(201)
            .json()
            .get("id")
            .asText();
    waitingContributions.add(id);
    hidden.put(what, id);
    return id;
  }

  private void withdrawn() {
    String form = town.form("stories");
    Town.Answer uploaded =
        town.send(
                Town.NOBODY,
                "POST",
                "/api/contributions/media",
                MediaFiles.jpeg(640, 480),
                "X-Maeul-Form",
                form)
            .expect(201);
    photo = uploaded.json().get("id").asText();
    ObjectNode sent = town.contribution(form, MARK + " withdrawn", MARK + "를 거둔다");
    sent.putArray("media").addObject().put("id", photo).put("alt", MARK).put("people", false);
    JsonNode receipt =
        town.json(
                Town.NOBODY,
                "POST",
                "/api/contributions",
                sent,
                "Maeul-Upload-Key",
                uploaded.json().get("key").asText())
            .expect(201)
            .json();
    JsonNode approved =
        town.decide(staff, receipt.get("id").asText(), "approve", Town.object()).expect(200).json();
    String path = approved.get("itemPath").asText();
    town.get(Town.NOBODY, path).expect(200);
    for (String size : List.of("thumbnail", "screen", "full")) {
      town.get(Town.NOBODY, "/media/" + photo + "/" + size).expect(200);
    }
    town.send(
            Town.NOBODY,
            "DELETE",
            "/api/contributions/mine",
            null,
            "X-Maeul-Contribution",
            receipt.get("secret").asText())
        .expect(204);
    hidden.put("withdrawn", path.substring(path.lastIndexOf('/') + 1));
  }

  /** Every address that a GET route has, with each of the hidden ids in it. */
  private List<String> addresses() {
    List<String> paths = new ArrayList<>();
    List<String> ids = new ArrayList<>(hidden.values());
    ids.add(photo);
    ids.add(edited);
    for (Endpoint route : town.server.routes()) {
      if (route.method != HandlerType.GET || route.path.equals("/api/changes")) {
        continue;
      }
      String path =
          route
              .path
              .replace("<file>", "js/main.js")
              .replace("{profile}", "youth-share-house")
              .replace("{ticket}", "no-ticket");
      List<String> layers =
          path.contains("{layer}") ? List.of("stories", "vacant-houses") : List.of("stories");
      for (String layer : layers) {
        String ofLayer =
            path.replace("{layer}", layer).replace("{tileMatrixSet}", "WebMercatorQuad");
        for (String id : path.contains("{id}") ? ids : List.of("-")) {
          String ofItem = ofLayer.replace("{id}", id);
          if (path.contains("{size}")) {
            for (String size : List.of("thumbnail", "screen", "full")) {
              paths.add(ofItem.replace("{size}", size));
            }
          } else if (path.contains("{zoom}")) {
            for (int zoom : List.of(0, 12, 16)) {
              paths.add(tile(ofItem, zoom, LON, LAT) + "?f=mvt");
              paths.add(tile(ofItem, zoom, LON, LAT) + "?f=geojson");
              paths.add(tile(ofItem, zoom, houseLon(), houseLat()) + "?f=geojson");
            }
          } else {
            paths.add(ofItem + "?f=json");
            paths.add(ofItem + "?f=html");
          }
        }
      }
    }
    assertThat(paths).hasSizeGreaterThan(150);
    return paths;
  }

  private double houseLon() {
    return house.at("/geometry/coordinates/0").asDouble();
  }

  private double houseLat() {
    return house.at("/geometry/coordinates/1").asDouble();
  }

  static String tile(String template, int zoom, double lon, double lat) {
    double n = 1 << zoom;
    double radians = Math.toRadians(lat);
    long column = (long) Math.floor((lon + 180) / 360 * n);
    long row =
        (long)
            Math.floor((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2 * n);
    return template
        .replace("{zoom}", "" + zoom)
        .replace("{row}", "" + row)
        .replace("{column}", "" + column);
  }

  /** Questions that find the draft, of whoever may see it. */
  private List<String> questions() {
    List<String> all = new ArrayList<>();
    String box =
        String.format(
            Locale.ROOT, "%f, %f, %f, %f", LON - 1e-5, LAT - 1e-5, LON + 1e-5, LAT + 1e-5);
    String title = MARK + " draft";
    for (String filter :
        List.of(
            "title = '" + title + "'",
            "title <> 'x'",
            "title >= '쥐'",
            "title > '쥐' AND title < '쥑'",
            "title LIKE '" + MARK + "%'",
            "title LIKE '%망초%'",
            "CASEI(title) LIKE CASEI('" + MARK + " DRAFT')",
            "ACCENTI(title) = ACCENTI('" + title + "')",
            "title BETWEEN '쥐' AND '쥑'",
            "title IN ('" + title + "', 'x')",
            "NOT (title = 'x')",
            "NOT (title IS NULL)",
            "summary IS NULL",
            "S_INTERSECTS(location, BBOX(" + box + "))",
            "S_WITHIN(location, BBOX(" + box + "))",
            "S_EQUALS(location, POINT(" + LON + " " + LAT + "))",
            "NOT S_DISJOINT(location, BBOX(" + box + "))",
            "title = 'x' OR title LIKE '" + MARK + "%'")) {
      all.add("filter=" + encode(filter));
    }
    all.add("q=" + encode(MARK));
    all.add("q=" + encode("ㅈㄲㄹㅁㅊ"));
    all.add("bbox=" + box.replace(" ", ""));
    all.add("near=" + LON + "," + LAT + "&radius=5");
    all.add("id=" + String.join(",", hidden.values()));
    all.add("title=" + encode(title));
    all.add("sortby=-title");
    all.add("sortby=title");
    return all;
  }

  @Test
  void notByAnyAddress() {
    List<String> paths = addresses();
    for (Town.Who who : strangers) {
      boolean isPlanner = who.name().equals("bot");
      for (String path : paths) {
        Town.Answer answer = town.get(who, path);
        assertThat(answer.status()).as("%s %s", who, path).isLessThan(500);
        assertThat(answer.text()).as("%s %s", who, path).doesNotContain(MARK, "mouse-tail");
        if (!isPlanner) {
          noHouse(who + " " + path, answer.text());
        }
      }
    }
    assertThat(town.errors()).isEmpty();
  }

  /** Address, owner and the like of a house that is not listed. */
  private void noHouse(String as, String text) {
    for (String name : List.of("address", "roadAddress", "ownerPhone", "pnu", "managementNumber")) {
      String value = house.at("/properties/" + name).asText("");
      if (value.length() > 5) {
        assertThat(text.contains(value)).as("%s tells %s", as, name).isFalse();
      }
    }
  }

  /** To whom it is not for, what is hidden answers as what never was. */
  @Test
  void whatIsHiddenAnswersAsWhatNeverWas() {
    for (Town.Who who : strangers.subList(0, 2)) {
      for (Map.Entry<String, String> one : hidden.entrySet()) {
        String id = one.getValue();
        String none = id.length() == NOBODYS.length() ? NOBODYS : "x".repeat(id.length());
        String layer = one.getKey().equals("house") ? "vacant-houses" : "stories";
        for (String path :
            List.of(
                "/api/collections/LAYER/items/ID",
                "/api/collections/LAYER/items/ID?f=html",
                "/api/collections/LAYER/items/ID?crs=EPSG:5186",
                "/api/collections/LAYER/items/ID/history",
                "/api/collections/LAYER/items?id=ID",
                "/api/collections/stories/items?near=LAYER/ID",
                "/api/collections/stories/items?within=LAYER/ID&radius=50",
                "/api/collections/stories/summary?by=theme&within=LAYER/ID&radius=50",
                "/api/submissions/ID",
                "/api/media/ID",
                "/media/ID/thumbnail")) {
          String asked = path.replace("LAYER", layer);
          same(who, "GET", asked, id, none, null);
        }
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
          String path = "/api/collections/" + layer + "/items/ID";
          same(who, method, path, id, none, "{\"type\":\"Feature\"}");
        }
        same(who, "POST", "/api/bin/" + layer + "/ID/restore", id, none, null);
      }
    }
  }

  private void same(Town.Who who, String method, String path, String id, String none, String body) {
    byte[] bytes = body == null ? null : Town.bytes(body);
    String[] headers = {"If-Match", "*", "Content-Type", "application/geo+json"};
    Town.Answer asked = town.send(who, method, path.replace("ID", id), bytes, headers);
    Town.Answer absent = town.send(who, method, path.replace("ID", none), bytes, headers);
    String as = who + " " + method + " " + path + " " + id;
    assertThat(asked.status()).as(as).isEqualTo(absent.status());
    assertThat(neutral(asked.text(), id)).as(as).isEqualTo(neutral(absent.text(), none));
    assertThat(names(asked)).as(as).isEqualTo(names(absent));
  }

  /** Of headers; whether an answer comes in pieces says only that it is the first of its kind. */
  private static Set<String> names(Town.Answer answer) {
    Set<String> names = new TreeSet<>(answer.response().headers().map().keySet());
    names.removeAll(Set.of("content-length", "transfer-encoding"));
    return names;
  }

  private static String neutral(String text, String id) {
    return text.replace(id, "ID").replaceAll("\"timeStamp\":\"[^\"]*\"", "");
  }

  /** Staff who are no planners, about a house: by writing, too. */
  @Test
  void aHouseIsNotThereForStaffWhoWrite() {
    String id = hidden.get("house");
    String none = "x".repeat(id.length());
    for (String method : List.of("PUT", "PATCH", "DELETE", "GET")) {
      same(staff, method, HOUSES + "/items/ID", id, none, method.equals("GET") ? null : feature());
    }
    same(staff, "GET", HOUSES + "/items/ID/history", id, none, null);
    same(staff, "POST", HOUSES + "/items/ID/history/1/restore", id, none, null);
    same(staff, "POST", "/api/bin/vacant-houses/ID/restore", id, none, null);
    for (String who : List.of(id, none)) {
      ObjectNode story = Town.feature(null, LON, LAT, "title", "집 이야기", "houseId", who);
      Town.Answer answer = town.json(staff, "POST", STORIES + "/items", story);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text().replace(who, "ID")).contains("/properties/houseId");
    }
    ObjectNode batch = Town.object();
    batch.putArray("ids").add(id);
    batch.putObject("properties").put("grade", "reuse");
    Town.Answer changed = town.json(staff, "PATCH", HOUSES + "/items", batch);
    batch.putArray("ids").add(none);
    Town.Answer absent = town.json(staff, "PATCH", HOUSES + "/items", batch);
    assertThat(changed.status()).isEqualTo(absent.status()).isBetween(400, 499);
    assertThat(changed.text().replace(id, none)).isEqualTo(absent.text());
    assertThat(
            town.get(planner, HOUSES + "/items/" + id).expect(200).json().at("/properties/grade"))
        .isEqualTo(house.at("/properties/grade"));
  }

  private static String feature() {
    return Town.feature(null, LON, LAT, "title", "예시 집").toString();
  }

  @Test
  void notByAnyQuestion() {
    for (String question : questions()) {
      String path = STORIES + "/items?limit=1000&" + question;
      String found = town.get(staff, path).expect(200).text();
      assertThat(found).as("staff: " + question).contains(hidden.get("draft"));
      for (Town.Who who : strangers.subList(0, 3)) {
        JsonNode answer = town.get(who, path).expect(200).json();
        JsonNode none = answer.get("features");
        assertThat(none.toString()).as(question).doesNotContain(MARK);
        hidden.values().forEach(id -> assertThat(none.toString()).doesNotContain(id));
        int all = town.get(who, STORIES + "/items?limit=1000").json().get("features").size();
        assertThat(answer.get("numberMatched").asInt())
            .isEqualTo(none.size())
            .isLessThanOrEqualTo(all);
        assertThat(town.get(who, path + "&limit=0").text()).doesNotContain(MARK + " ");
        for (String by : List.of("theme", "hex:500", "in:districts", "status")) {
          Town.Answer counted =
              town.get(who, STORIES + "/summary?by=" + by + "&" + withoutOrder(question));
          if (counted.status() == 200 && !question.startsWith("near")) {
            assertThat(counted.json().get("numberMatched").asInt())
                .as(question)
                .isEqualTo(none.size());
          }
        }
      }
    }
  }

  private static String withoutOrder(String question) {
    return question.startsWith("sortby") || question.startsWith("near") ? "" : question;
  }

  @Test
  void notByThePlaceThatAPageEndedAt() {
    for (Town.Who who : strangers.subList(0, 3)) {
      if (afterHidden != null) {
        String text =
            town.get(who, STORIES + "/items?limit=1&sortby=-title&after=" + afterHidden).text();
        assertThat(text).doesNotContain(MARK);
      }
    }
    for (String q : List.of(MARK, "ㅈㄲㄹㅁㅊ", house.at("/properties/address").asText())) {
      String path = "/api/search?limit=100&q=" + encode(q);
      for (Town.Who who : strangers.subList(0, 3)) {
        for (JsonNode f : town.get(who, path).expect(200).json().get("features")) {
          assertThat(f.get("id").asText()).isNotIn(hidden.values());
          assertThat(f.toString()).doesNotContain(MARK);
        }
      }
    }
    assertThat(town.get(staff, "/api/search?limit=100&q=" + encode("ㅈㄲㄹㅁㅊ")).text())
        .contains(hidden.get("draft"));
  }

  /** What is left out of a list is not told by an order or a filter of what only staff see. */
  @Test
  void notByAPropertyThatIsNotForThem() {
    for (Layer layer : town.layers.all()) {
      for (Property p : layer.properties()) {
        boolean isKnown =
            town.get(Town.NOBODY, "/api/collections/" + layer.id() + "/queryables")
                .json()
                .at("/properties")
                .has(p.name());
        if (isKnown) {
          continue;
        }
        // As long, and with the last letter that the Korean particle after it goes by.
        int last = p.name().length() - 1;
        String none = "x".repeat(last) + p.name().substring(last);
        for (String question :
            List.of(
                "/items?NAME=x",
                "/items?sortby=-NAME",
                "/items?properties=NAME",
                "/items?filter=NAME%20IS%20NULL",
                "/items?filter=NAME%20LIKE%20%27a%25%27",
                "/summary?by=NAME",
                "/summary?by=NAME&measure=max:NAME")) {
          boolean isShown =
              town.get(Town.NOBODY, "/api/collections/" + layer.id() + "/schema")
                  .json()
                  .at("/properties")
                  .has(p.name());
          if (isShown) {
            continue; // not to be asked by, but no secret
          }
          String path = "/api/collections/" + layer.id() + question;
          Town.Answer asked = town.get(Town.NOBODY, path.replace("NAME", p.name()));
          Town.Answer unknown = town.get(Town.NOBODY, path.replace("NAME", none));
          assertThat(asked.status()).as(path + p.name()).isEqualTo(unknown.status());
          assertThat(asked.text().replace(p.name(), none))
              .as(path)
              .isEqualTo(unknown.text().replace(p.name(), none));
        }
      }
    }
  }

  @Test
  void anothersContributionIsNotTheirs() {
    String mine = "/api/contributions/mine";
    String other =
        town.json(
                Town.NOBODY,
                "POST",
                "/api/contributions",
                town.contribution(town.form("stories"), "다른 사람의 이야기", "예시"))
            .expect(201)
            .json()
            .get("secret")
            .asText();
    assertThat(town.get(Town.NOBODY, mine, "X-Maeul-Contribution", other).expect(200).text())
        .doesNotContain(MARK);
    for (String id : waitingContributions) {
      for (String header : List.of(id, id + other, other.substring(1), "", " ", "*", "%", "null")) {
        Town.Answer answer = town.get(Town.NOBODY, mine, "X-Maeul-Contribution", header);
        assertThat(answer.status()).as(header).isBetween(400, 499);
        assertThat(answer.text()).doesNotContain(MARK);
      }
      town.clock.goOn(Duration.ofMinutes(11));
    }
    // An edit of one's own names no other's item, and a photo of another's is not theirs to add.
    ObjectNode change = Town.object();
    change.putArray("media").addObject().put("id", photo).put("alt", "남의 것").put("people", false);
    Town.Answer stolen =
        town.json(Town.NOBODY, "PATCH", mine, change, "X-Maeul-Contribution", other);
    assertThat(stolen.status()).isBetween(400, 499);
  }

  @Test
  void aPhotoOfWhatWasWithdrawnIsGoneForEveryone() {
    for (Town.Who who : List.of(Town.NOBODY, staff, planner)) {
      for (String path :
          List.of(
              "/media/" + photo + "/thumbnail",
              "/media/" + photo + "/screen",
              "/media/" + photo + "/full",
              "/media/" + photo,
              "/api/media/" + photo)) {
        assertThat(town.get(who, path, "If-None-Match", "*", "Range", "bytes=0-9").status())
            .as("%s %s", who, path)
            .isEqualTo(404);
      }
      assertThat(town.get(who, "/media/%2e%2e/" + photo + "/full").status()).isBetween(400, 499);
    }
  }

  @Test
  void notByAReference() {
    references.areInNoAnswer(Town.NOBODY, staff);
    references.areNotToBeAsked(Town.NOBODY, staff);
    assertThat(town.errors()).isEmpty();
  }

  @Test
  void aReferenceStaysWhereItIsNotSeen() {
    references.stayWhenOthersWrite(staff);
    references.comeAndGoWithWhatTheyReferTo();
  }

  /** With the day, and without a write: what was kept of the day before answers nobody. */
  @Test
  void aHouseIsGoneOnceItsConsentHasEnded() {
    Town.Who keeper =
        town.program(
            "keeper", Set.of(Scope.READ, Scope.WRITE, Scope.PLANNER), Role.PLANNER, Role.STAFF);
    LocalDate today = LocalDate.ofInstant(town.clock.instant(), TownZone.ID);
    String runsOut = listed(keeper, "consentUntil", today);
    String isWithdrawn = listed(keeper, "consentWithdrawn", today.plusDays(1));
    String goesOn = listed(keeper, "consentUntil", today.plusDays(1));
    Map<String, String> tags = new LinkedHashMap<>();
    for (String id : List.of(runsOut, isWithdrawn, goesOn)) {
      for (String path : whereItIsSeen(id)) {
        Town.Answer seen = town.get(Town.NOBODY, path).expect(200);
        assertThat(seen.text()).as(path).contains(id);
        assertThat(town.get(Town.NOBODY, path).text()).contains(id); // as it was kept
        tags.put(path, seen.header("ETag"));
      }
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    whereItIsCounted().forEach(path -> counts.put(path, counted(path)));
    List<String> published = counts();
    Map<String, Long> revisions = town.store.revisions();

    town.clock.goOn(
        Duration.between(
            town.clock.instant(), today.plusDays(1).atStartOfDay(TownZone.ID).toInstant()));

    for (String id : List.of(runsOut, isWithdrawn)) {
      for (String path : whereItIsSeen(id)) {
        Town.Answer answer = town.get(Town.NOBODY, path, "If-None-Match", tags.get(path));
        assertThat(answer.status()).as(path).isNotEqualTo(304);
        assertThat(answer.text().replace(path, "")).as(path).doesNotContain("\"" + id, "집 " + id);
      }
      String none = "x".repeat(id.length());
      for (Town.Who who : List.of(Town.NOBODY, staff)) {
        same(who, "GET", HOUSES + "/items/ID", id, none, null);
        same(who, "GET", HOUSES + "/items/ID?f=html", id, none, null);
        same(who, "GET", HOUSES + "/items/ID/history", id, none, null);
        same(who, "GET", STORIES + "/items?near=vacant-houses/ID", id, none, null);
        same(who, "GET", STORIES + "/items?houseId=ID", id, none, null);
        same(who, "PATCH", HOUSES + "/items/ID", id, none, feature());
      }
      JsonNode whole = town.get(keeper, HOUSES + "/items/" + id).expect(200).json();
      assertThat(whole.at("/properties/consent").asText()).isEqualTo("listed");
      assertThat(town.get(keeper, HOUSES + "/items/" + id + "/history").json().get("revisions"))
          .hasSize(1);
    }
    whereItIsSeen(goesOn)
        .forEach(path -> assertThat(town.get(Town.NOBODY, path).text()).as(path).contains(goesOn));
    counts.forEach((path, n) -> assertThat(counted(path)).as(path).isEqualTo(n - 2));
    if (today.plusDays(1).getDayOfWeek() != DayOfWeek.MONDAY) {
      assertThat(counts()).isEqualTo(published);
    }
    Map<String, Long> now = town.store.revisions();
    assertThat(now.keySet())
        .filteredOn(layer -> !now.get(layer).equals(revisions.get(layer)))
        .containsExactly("vacant-houses"); // so listeners are told of it, and of no other
  }

  /** A house that is listed, and a story of it. */
  private String listed(Town.Who keeper, String property, LocalDate day) {
    String id = "ending-" + property.toLowerCase(Locale.ROOT) + "-" + day;
    ObjectNode made =
        Town.feature(id, ENDING_LON, ENDING_LAT, "evidence", "confirmed", "consent", "listed");
    made.withObject("/properties")
        .put("title", "집 " + id)
        .put("grade", "reuse")
        .put(property, day.toString());
    town.json(keeper, "POST", HOUSES + "/items", made).expect(201);
    ObjectNode story =
        Town.feature(null, LON, LAT, "title", "이야기", "houseId", id, "status", "published");
    town.json(keeper, "POST", STORIES + "/items", story).expect(201);
    return id;
  }

  private static List<String> whereItIsSeen(String id) {
    List<String> paths =
        new ArrayList<>(
            List.of(
                HOUSES + "/items/" + id,
                HOUSES + "/items/" + id + "?f=html",
                HOUSES + "/items?limit=1000",
                HOUSES + "/items?f=html&limit=1000",
                HOUSES + "/items?id=" + id,
                HOUSES + "/items?limit=1000&filter=" + encode("title LIKE '집 ending%'"),
                HOUSES + "/items?limit=1000&q=" + encode("집 " + id),
                HOUSES + "/items?near=" + ENDING_LON + "," + ENDING_LAT + "&radius=50&limit=1000",
                "/api/search?q=" + encode("집 " + id),
                STORIES + "/items?limit=1000",
                STORIES + "/items?houseId=" + id));
    String tile = "/tiles/WebMercatorQuad/{zoom}/{row}/{column}";
    for (String format : List.of("mvt", "geojson")) {
      paths.add(tile(HOUSES + tile, 16, ENDING_LON, ENDING_LAT) + "?f=" + format);
      paths.add(tile(STORIES + tile, 16, LON, LAT) + "?f=" + format);
    }
    return paths;
  }

  private static List<String> whereItIsCounted() {
    return List.of(
        HOUSES + "/items?limit=1",
        HOUSES + "/summary?by=houseType",
        HOUSES + "/summary?by=hex:500",
        HOUSES + "/items?limit=1&filter=" + encode("grade = 'reuse'"));
  }

  private int counted(String path) {
    return town.get(Town.NOBODY, path).expect(200).json().get("numberMatched").asInt();
  }

  /** Whoever watches the published counts does not see one hidden house come, change or go. */
  @Test
  void notByWhenTheCountsChange() {
    List<String> before = counts();
    String id = "house-that-is-watched";
    ObjectNode made =
        Town.feature(
            id,
            LON,
            LAT,
            "evidence",
            "confirmed",
            "consent",
            "none",
            "dong",
            MARK,
            "grade",
            "clear");
    town.json(planner, "POST", HOUSES + "/items", made).expect(201);
    assertThat(counts()).isEqualTo(before);
    ObjectNode patch = Town.object();
    patch.putObject("properties").put("dong", "노송동").put("grade", "reuse");
    String path = HOUSES + "/items/" + id;
    String tag = town.get(planner, path).expect(200).header("ETag");
    town.json(planner, "PATCH", path, patch, "If-Match", tag).expect(204);
    assertThat(counts()).isEqualTo(before);
    tag = town.get(planner, path).expect(200).header("ETag");
    town.send(planner, "DELETE", path, null, "If-Match", tag).expect(204);
    assertThat(counts()).isEqualTo(before);
  }

  /** With what they say of themselves. */
  private List<String> counts() {
    List<String> all = new ArrayList<>();
    for (String form : List.of("json", "html")) {
      Town.Answer answer = town.get(Town.NOBODY, HOUSES + "/summary?f=" + form).expect(200);
      all.add(answer.text());
      all.add(answer.header("ETag"));
      all.add(answer.header("Last-Modified"));
    }
    return all;
  }

  /** What says that something was written says nothing of what. */
  @Test
  void nothingOfItIsLogged() {
    String printed = String.join("\n", town.logged());
    assertThat(printed).doesNotContain(MARK, "mouse-tail", "127.1555", hidden.get("draft"), photo);
    noHouse("the log", printed);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
