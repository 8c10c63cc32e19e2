package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.fixture.Town;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.log.AccessLog;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The finder as it is asked over HTTP, over the demo content. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FinderContract {
  private static final String YOUTH = "/api/finder/youth-share-house";

  @TempDir static Path folder;
  private Town town;
  private Town.Who planner;

  abstract TestDatabase newDatabase(Path folder);

  @BeforeAll
  void start() throws IOException {
    Path profiles = Files.createDirectory(folder.resolve("profiles"));
    Files.writeString(
        profiles.resolve("dropped-in.json"),
        """
        { "format": 1, "id": "dropped-in", "layer": "vacant-houses",
          "title": { "ko": "넣은 것", "en": "Dropped in" }, "minimumCompleteness": 0.1,
          "criteria": [ { "id": "rooms", "title": { "ko": "방", "en": "Rooms" }, "weight": 1,
                          "property": "rooms", "scale": [[0, 0], [10, 1]] } ] }
        """);
    town =
        new Town(
            newDatabase(folder.resolve("data")),
            folder,
            Map.of("MAEUL_PROFILES_DIR", profiles.toString()));
    planner = town.signedIn("planner", Role.PLANNER);
  }

  @AfterAll
  void stop() {
    if (town != null) {
      town.close();
      town.where.close();
    }
  }

  @AfterEach
  void nothingWasOurMistake() {
    assertThat(town.errors()).isEmpty();
  }

  private JsonNode ask(ObjectNode body) {
    return town.json(planner, "POST", YOUTH, body).expect(200).json();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.forEach(h -> ids.add(h.get("id").asText()));
    return ids;
  }

  @Test
  void nobodyButPlannersIsAnswered() {
    List<Town.Who> others =
        List.of(
            Town.NOBODY,
            town.signedIn("staff", Role.STAFF),
            town.signedIn("admin", Role.ADMIN),
            town.signedIn("nothing"),
            town.program("bot-read", Set.of(Scope.READ), Role.STAFF, Role.PLANNER),
            town.program("bot-staff", Set.of(Scope.READ, Scope.WRITE), Role.STAFF));
    for (Town.Who who : others) {
      for (Town.Answer answer :
          List.of(
              town.get(who, "/api/finder"),
              town.get(who, YOUTH),
              town.get(who, YOUTH + "?ids=house-persimmon"),
              town.get(who, YOUTH + "?filter=nonsense"),
              town.get(who, "/api/finder/no-such-profile"),
              town.json(who, "POST", YOUTH, Town.object()))) {
        assertThat(answer.status()).as(who.name()).isIn(401, 403);
        assertThat(answer.text()).doesNotContain("house-", "ranking", "청년");
      }
    }
    Town.Who program = town.program("bot-planner", Set.of(Scope.PLANNER), Role.PLANNER);
    town.get(program, YOUTH).expect(200);
  }

  /** What was recorded of a consent counts while it holds, and what has become of it is said. */
  @Test
  void aConsentThatHasEndedIsNone() {
    set("house-blue-gate", "consentWithdrawn", "2026-01-01");
    set("house-well", "consentUntil", "2025-01-01");
    ObjectNode body = Town.object().put("limit", 10).put("examples", true);
    body.putArray("ids").add("house-blue-gate").add("house-well");
    JsonNode answer = ask(body);
    JsonNode withdrawn = answer.at("/excluded/0");
    assertThat(withdrawn.get("id").asText()).isEqualTo("house-blue-gate");
    assertThat(withdrawn.get("gates")).extracting(JsonNode::asText).containsExactly("refused");
    assertThat(withdrawn.at("/ended/0").asText()).isEqualTo("동의 철회 (2026-01-01)");
    JsonNode ranOut = answer.at("/ranking/0");
    assertThat(ranOut.get("id").asText()).isEqualTo("house-well");
    JsonNode consent = criterion(ranOut, "consent");
    assertThat(consent.get("value").isNull()).isTrue();
    assertThat(consent.get("least").asDouble()).isZero();
    assertThat(consent.get("most").asDouble()).isEqualTo(consent.get("weight").asDouble());
    assertThat(consent.get("fact").asText()).isEqualTo("소유자 동의: 동의 기간 끝남 (2025-01-01)");
    assertThat(ranOut.get("missing")).extracting(m -> m.get("id").asText()).contains("consent");

    body.remove("limit");
    body.put("reason", "시험 삼아");
    String table =
        town.json(planner, "POST", YOUTH + "/export", body.deepCopy().put("format", "csv"))
            .expect(200)
            .text();
    assertThat(table).contains("소유자 미동의: 동의 철회 (2026-01-01)", "소유자 동의: 동의 기간 끝남 (2025-01-01)");
    body.put("limit", 10);
    assertThat(town.json(planner, "POST", YOUTH + "/memo", body).expect(200).text())
        .contains("소유자 동의: 동의 기간 끝남 (2025-01-01)");
    // A withdrawal is one whatever is recorded beside it, and so is an end.
    body.remove(List.of("reason", "limit"));
    String agreed = consent("house-blue-gate");
    String wells = consent("house-well");
    for (String recorded : Arrays.asList("negotiating", "none", null)) {
      set("house-blue-gate", "consent", recorded);
      set("house-well", "consent", recorded);
      JsonNode told = ask(body);
      assertThat(told.at("/excluded/0/gates/0").asText()).as(recorded).isEqualTo("refused");
      assertThat(told.at("/excluded/0/ended/0").asText()).isEqualTo("동의 철회 (2026-01-01)");
      assertThat(told.at("/ranking/0/missing"))
          .extracting(m -> m.get("id").asText())
          .contains("consent");
      String words = criterion(told.at("/ranking/0"), "consent").get("fact").asText("");
      assertThat(words)
          .isEqualTo("none".equals(recorded) ? "소유자 동의: 미확인" : "소유자 동의: 동의 기간 끝남 (2025-01-01)");
    }
    set("house-blue-gate", "consent", agreed);
    set("house-well", "consent", wells);
    set("house-blue-gate", "consentWithdrawn", null);
    set("house-well", "consentUntil", "2035-12-31");
    body.remove(List.of("reason", "limit"));
    assertThat(ask(body).get("ranking")).hasSize(2);
  }

  private static JsonNode criterion(JsonNode house, String id) {
    for (JsonNode c : house.get("criteria")) {
      if (c.get("id").asText().equals(id)) {
        return c;
      }
    }
    throw new AssertionError(id);
  }

  private String consent(String id) {
    String path = "/api/collections/vacant-houses/items/" + id;
    return town.get(planner, path).expect(200).json().at("/properties/consent").textValue();
  }

  private void set(String id, String property, String value) {
    String path = "/api/collections/vacant-houses/items/" + id;
    ObjectNode patch = Town.object();
    patch.putObject("properties").put(property, value);
    String tag = town.get(planner, path).expect(200).header("ETag");
    town.json(planner, "PATCH", path, patch, "If-Match", tag).expect(204);
  }

  @Test
  void theAnswerSaysWhy() {
    JsonNode answer = ask(Town.object().put("limit", 1000));
    JsonNode houses = answer.get("houses");
    assertThat(houses.get("matched").asInt())
        .isEqualTo(
            houses.get("ranked").asInt()
                + houses.get("insufficient").asInt()
                + houses.get("excluded").asInt())
        .isEqualTo(
            town.get(planner, "/api/collections/vacant-houses/items?limit=1")
                .expect(200)
                .json()
                .get("numberMatched")
                .asInt());
    assertThat(houses.get("ranked").asInt()).isPositive();
    assertThat(houses.get("excluded").asInt()).isPositive();
    double weights = 0;
    for (JsonNode w : answer.get("weights")) {
      weights += w.asDouble();
    }
    assertThat(weights).isBetween(99.9, 100.1);
    int rank = 0;
    double last = 100;
    for (JsonNode house : answer.get("ranking")) {
      assertThat(house.get("rank").asInt()).isEqualTo(++rank);
      assertThat(house.get("score").asDouble()).isLessThanOrEqualTo(last);
      last = house.get("score").asDouble();
      double points = 0;
      for (JsonNode c : house.get("criteria")) {
        points += c.get("points").asDouble();
        assertThat(c.get("value").isNull()).isEqualTo(c.get("points").isNull());
      }
      double completeness = house.get("completeness").asDouble();
      assertThat(completeness).isBetween(0.5, 1.0);
      assertThat(points)
          .isBetween(house.get("points").asDouble() - 0.1, house.get("points").asDouble() + 0.1)
          .isBetween(last * completeness - 0.2, last * completeness + 0.2);
      compareSpan(house, houses.get("ranked").asInt());
      assertThat(house.get("stability").get("of").asInt()).isEqualTo(32);
    }
    JsonNode first = answer.get("ranking").get(0);
    JsonNode stop = null;
    for (JsonNode c : first.get("criteria")) {
      stop = c.get("id").asText().equals("bus-stop") ? c : stop;
    }
    assertThat(stop.get("fact").asText()).matches("정류장 \\d+(\\.\\d)? k?m");
    assertThat(stop.at("/nearest/layer").asText()).isEqualTo("facilities");
    assertThat(stop.at("/nearest/distanceMetres").asDouble())
        .isEqualTo(stop.get("measure").asDouble());
    JsonNode english = town.get(planner, YOUTH + "?lang=en&limit=1").expect(200).json();
    assertThat(english.at("/ranking/0/criteria").toString()).contains("bus stop ");
    assertThat(english.get("title").asText()).isEqualTo("Youth share-house");
  }

  /** Houses of which the condition is not known, or that are nowhere, are not taken for out. */
  @Test
  void housesThatMayComeToMatchAreTold() {
    JsonNode unknown = ask(Town.object().put("filter", "leaseYears IS NULL")).get("houses");
    int open = unknown.get("matched").asInt() - unknown.get("excluded").asInt();
    JsonNode leased = ask(Town.object().put("filter", "leaseYears >= 3").put("limit", 1000));
    assertThat(open).isGreaterThan(10);
    assertThat(leased.at("/houses/mayMatch").asInt()).isEqualTo(open);
    for (JsonNode house : leased.get("ranking")) {
      assertThat(house.at("/span/all/of").asInt())
          .isGreaterThan(leased.at("/houses/ranked").asInt());
      assertThat(house.at("/span/mayNotMatch").asBoolean()).isFalse();
    }
    String items = "/api/collections/vacant-houses/items";
    ObjectNode house = Town.feature("house-nowhere", 127, 35, "title", "어디인지 모르는 집");
    house.putNull("geometry");
    ((ObjectNode) house.get("properties")).put("example", true).put("evidence", "confirmed");
    town.json(planner, "POST", items, house).expect(201);
    try {
      int nowhere = ask(Town.object()).at("/houses/withoutPlace").asInt();
      JsonNode there = town.get(planner, YOUTH + "?within=districts/nosong").expect(200).json();
      assertThat(there.at("/houses/mayMatch").asInt()).isEqualTo(nowhere).isPositive();
    } finally {
      String tag = town.get(planner, items + "/house-nowhere").header("ETag");
      town.json(planner, "DELETE", items + "/house-nowhere", Town.object(), "If-Match", tag)
          .expect(204);
    }
    assertThat(ask(Town.object()).at("/houses/mayMatch").asInt()).isZero();
  }

  /** The same fact gives each house the same points; what is not known says between which. */
  private static void compareSpan(JsonNode house, int ranked) {
    for (JsonNode c : house.get("criteria")) {
      double least = c.get("least").asDouble();
      double most = c.get("most").asDouble();
      assertThat(least).isBetween(0.0, most);
      assertThat(most).isLessThanOrEqualTo(c.get("weight").asDouble());
      if (!c.get("value").isNull()) {
        assertThat(c.get("points").asDouble()).isEqualTo(least).isEqualTo(most);
        assertThat(least)
            .isBetween(
                c.get("weight").asDouble() * c.get("value").asDouble() - 0.01,
                c.get("weight").asDouble() * c.get("value").asDouble() + 0.01);
      }
    }
    JsonNode span = house.get("span");
    assertThat(span.at("/own/bestRank").asInt()).isBetween(1, span.at("/own/worstRank").asInt());
    assertThat(span.at("/own/worstRank").asInt()).isLessThanOrEqualTo(ranked);
    assertThat(span.at("/all/bestRank").asInt()).isBetween(1, span.at("/all/worstRank").asInt());
    assertThat(span.at("/all/worstRank").asInt()).isLessThanOrEqualTo(span.at("/all/of").asInt());
    assertThat(span.at("/score/least").asDouble())
        .isBetween(0.0, span.at("/score/most").asDouble());
    boolean always = span.get("alwaysInTop10").asBoolean();
    assertThat(always)
        .as("always is said of no house that more knowledge can move")
        .isEqualTo(
            always
                && house.at("/stability/staysInTop10").asBoolean()
                && span.at("/all/worstRank").asInt() <= 10
                && span.get("leavingOut").isEmpty());
  }

  /** The order by the worst case: what may come is told first of those it can hurt least. */
  @Test
  void housesCanStandInTheOrderOfTheirWorstCase() {
    ObjectNode body = Town.object().put("limit", 1000).put("order", "worst-case");
    JsonNode answer = ask(body);
    assertThat(answer.get("order").asText()).isEqualTo("worst-case");
    double last = 100;
    Set<Integer> ranks = new HashSet<>();
    for (JsonNode house : answer.get("ranking")) {
      assertThat(house.at("/span/score/least").asDouble()).isLessThanOrEqualTo(last);
      last = house.at("/span/score/least").asDouble();
      ranks.add(house.get("rank").asInt());
    }
    JsonNode usual = ask(Town.object().put("limit", 1000));
    assertThat(usual.get("order").asText()).isEqualTo("score");
    assertThat(ranks).hasSize(usual.get("ranking").size());
    assertThat(ids(answer.get("ranking"))).isNotEqualTo(ids(usual.get("ranking")));
    assertThat(answer.get("opportunities")).isEqualTo(usual.get("opportunities"));
    JsonNode queried = town.get(planner, YOUTH + "?order=worst-case&limit=1000").expect(200).json();
    assertThat(queried.get("ranking")).isEqualTo(answer.get("ranking"));
    town.get(planner, YOUTH + "?order=best").expect(400);
    town.json(planner, "POST", YOUTH, Town.object().put("order", 1)).expect(422);
  }

  /** The demo is made up, and is said to be; every source is named. */
  @Test
  void madeUpHousesAndSourcesAreNamed() {
    JsonNode answer = ask(Town.object());
    assertThat(answer.at("/houses/examples").asInt())
        .isEqualTo(answer.at("/houses/matched").asInt());
    assertThat(answer.at("/houses/examplesLeftOut").asInt()).isZero();
    assertThat(answer.at("/sources/0/layer").asText()).isEqualTo("vacant-houses");
    assertThat(answer.at("/sources/0/sources/0/name").asText()).isEqualTo("예시 자료");
    assertThat(answer.at("/sources/0/sources/0/latest").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(answer.at("/sources/1/layer").asText()).isEqualTo("facilities");
  }

  @Test
  void aHouseThatAGateExcludesIsNeverRanked() {
    JsonNode answer = ask(Town.object().put("limit", 1000));
    Set<String> ranked = new HashSet<>(ids(answer.get("ranking")));
    List<String> excluded = ids(answer.get("excluded"));
    assertThat(excluded).isNotEmpty().doesNotContainAnyElementsOf(ranked);
    int hits = 0;
    for (JsonNode gate : answer.get("gates")) {
      hits += gate.get("kind").asText().equals("exclude") ? gate.get("hits").asInt() : 0;
    }
    assertThat(hits).isGreaterThanOrEqualTo(excluded.size());
    for (JsonNode house : answer.get("excluded")) {
      assertThat(house.get("gates").size()).isPositive();
      assertThat(house.has("rank") || house.has("score") || house.has("span")).isFalse();
      assertThat(ids(house.get("criteria"))).isEqualTo(ids(answer.get("criteria")));
      List<String> open = new ArrayList<>();
      for (JsonNode c : house.get("criteria")) {
        boolean isKnown = !c.get("value").isNull();
        assertThat(c.get("fact").isNull() && isKnown).isFalse();
        if (!isKnown && c.get("weight").asDouble() > 0) {
          open.add(c.get("id").asText());
        }
      }
      assertThat(ids(house.get("missing"))).isEqualTo(open);
      assertThat(house.get("completeness").asDouble() < 1).isEqualTo(!open.isEmpty());
    }
    ObjectNode body = Town.object();
    excluded.stream().limit(200).forEach(body.putArray("ids")::add);
    body.putObject("weights").put("grade", 0).put("consent", 0);
    assertThat(ask(body).get("ranking").size()).isZero();
  }

  @Test
  void aQueryAndABodyAskTheSame() {
    ObjectNode body = Town.object().put("filter", "dong = '노송동' AND rooms >= 3").put("limit", 7);
    body.putObject("weights").put("structure", 50).put("lease-years", 0.5);
    body.put("within", "districts/nosong").put("walkMetres", 90).put("offset", 1);
    JsonNode asked = ask(body);
    JsonNode queried =
        town.get(
                planner,
                YOUTH
                    + "?filter="
                    + encode("dong = '노송동' AND rooms >= 3")
                    + "&limit=7&weights=structure:50,lease-years:0.5&within=districts/nosong"
                    + "&walkMetres=90&offset=1")
            .expect(200)
            .json();
    for (String part :
        List.of(
            "weights", "houses", "gates", "criteria", "ranking", "insufficient", "opportunities")) {
      assertThat(queried.get(part)).as(part).isEqualTo(asked.get(part));
    }
    assertThat(asked.get("ranking").size()).isPositive();
    body.set(
        "filter",
        Town.object()
            .put("op", "and")
            .set(
                "args",
                Town.JSON
                    .createArrayNode()
                    .add(compare("=", "dong", Town.JSON.getNodeFactory().textNode("노송동")))
                    .add(compare(">=", "rooms", Town.JSON.getNodeFactory().numberNode(3)))));
    assertThat(ask(body).get("ranking")).isEqualTo(asked.get("ranking"));
  }

  private static ObjectNode compare(String op, String property, JsonNode value) {
    ObjectNode node = Town.object().put("op", op);
    node.putArray("args").add(Town.object().put("property", property)).add(value);
    return node;
  }

  @Test
  void aDrawnAreaIsIncludedOrLeftOut() {
    JsonNode all = ask(Town.object());
    ObjectNode box = Town.object().put("type", "Polygon");
    var ring = box.putArray("coordinates").addArray();
    for (double[] p :
        new double[][] {
          {127.15, 35.82}, {127.158, 35.82}, {127.158, 35.83}, {127.15, 35.83}, {127.15, 35.82}
        }) {
      ring.addArray().add(p[0]).add(p[1]);
    }
    ObjectNode in = Town.object();
    in.set("area", box);
    ObjectNode out = Town.object();
    out.set("exclude", box);
    int inside = ask(in).at("/houses/matched").asInt();
    int outside = ask(out).at("/houses/matched").asInt();
    assertThat(inside).isPositive();
    assertThat(outside).isPositive();
    assertThat(inside + outside).isEqualTo(all.at("/houses/matched").asInt());
  }

  @Test
  void everyMistakeIsToldByItsPointer() throws IOException {
    ObjectNode body =
        (ObjectNode)
            Town.JSON.readTree(
                """
                { "weights": { "no-such": 1, "grade": -1, "structure": "x" }, "filter": "nobody = 1",
                  "area": { "type": "Point", "coordinates": [1, 2] },
                  "exclude": { "type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]] },
                  "within": "districts/atlantis", "ids": [], "limit": 0, "offset": -1, "walkMetres": 1001,
                  "surprise": true }
                """);
    JsonNode problem = town.json(planner, "POST", YOUTH, body).expect(422).json();
    List<String> pointers = new ArrayList<>();
    problem.get("errors").forEach(e -> pointers.add(e.get("pointer").asText()));
    assertThat(pointers)
        .containsExactlyInAnyOrder(
            "/weights/no-such",
            "/weights/grade",
            "/weights/structure",
            "/filter",
            "/area",
            "/exclude",
            "/within",
            "/ids",
            "/limit",
            "/offset",
            "/walkMetres",
            "/surprise");
    JsonNode query =
        town.get(
                planner,
                YOUTH + "?weights=grade&limit=many&filter=x&filter-lang=sql&within=here&what=1")
            .expect(400)
            .json();
    List<String> parameters = new ArrayList<>();
    query.get("errors").forEach(e -> parameters.add(e.get("parameter").asText()));
    assertThat(parameters).contains("weights", "limit", "filter", "filter-lang", "within", "what");
    for (String text : List.of("", "[]", "{", "null", "{\"limit\":1,\"limit\":2}")) {
      Town.Answer answer =
          town.send(planner, "POST", YOUTH, Town.bytes(text), "Content-Type", "application/json");
      assertThat(answer.status()).as(text).isEqualTo(400);
    }
    town.send(planner, "POST", YOUTH, Town.bytes("{}"), "Content-Type", "text/plain").expect(415);
    town.get(planner, "/api/finder/nothing").expect(404);
    ObjectNode zero = Town.object();
    JsonNode profile = null;
    for (JsonNode p : town.get(planner, "/api/finder").expect(200).json().get("profiles")) {
      profile = p.get("id").asText().equals("youth-share-house") ? p : profile;
    }
    ObjectNode weights = zero.putObject("weights");
    profile.get("criteria").forEach(c -> weights.put(c.get("id").asText(), 0));
    town.json(planner, "POST", YOUTH, zero).expect(422);
  }

  @Test
  void aProfileInTheFolderNeedsNoCode() {
    JsonNode profiles = town.get(planner, "/api/finder").expect(200).json().get("profiles");
    assertThat(ids(profiles))
        .containsExactly(
            "accessible-social-housing", "dropped-in", "parking-garden-rest", "youth-share-house");
    JsonNode answer = town.get(planner, "/api/finder/dropped-in?limit=1").expect(200).json();
    assertThat(answer.at("/ranking/0/criteria/0/fact").asText()).matches("방 수: \\d+");
    assertThat(answer.at("/links/1/rel").asText()).isEqualTo("next");
    String next = answer.at("/links/1/href").asText().replaceAll("^https?://[^/]*", "");
    assertThat(town.get(planner, next).expect(200).json().at("/ranking/0/rank").asInt())
        .isEqualTo(2);
  }

  /** One line for the houses, however many they are, with how many were read. */
  @Test
  void aQuestionIsOnRecord() {
    town.clock.goOn(Duration.ofMinutes(5));
    planner = town.session("planner");
    town.get(planner, YOUTH).expect(200);
    town.clock.goOn(Duration.ofMinutes(5));
    List<AccessLog.Entry> lines =
        town
            .people
            .accessLog()
            .entries(new AccessLog.Wanted(null, null, null, null, null, null, 50))
            .stream()
            .filter(l -> "vacant-houses".equals(l.layer()))
            .filter(l -> l.at().isAfter(town.clock.instant().minus(Duration.ofMinutes(7))))
            .toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).action()).isEqualTo(AccessLog.Action.SEARCH);
    assertThat(lines.get(0).rows()).isGreaterThanOrEqualTo(60);
  }
}
