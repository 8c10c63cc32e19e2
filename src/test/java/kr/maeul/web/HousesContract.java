package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.Town;
import kr.maeul.fixture.WithTown;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.log.AccessLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Figures, board and survey sheets of vacant houses, as planners and everybody else meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithTown
abstract class HousesContract {
  private static final String ITEMS = "/api/collections/vacant-houses/items";
  private static final String MEMO = "/api/finder/youth-share-house/memo";
  private static final String HOUSE = "house-persimmon";
  private static final String REASON = "노송동 현장조사 (시험)";

  @Given private Town town;
  private Town.Who planner;

  @BeforeAll
  void start() {
    planner = town.signedIn("planner", Role.PLANNER);
    Town.Who editor = town.signedIn("editor", Role.STAFF);
    for (int i = 0; i < 4; i++) {
      ObjectNode stop =
          Town.feature(
              "stop-" + i, 127.150 + i * 0.004, 35.8245, "name", "정류장 " + i, "kind", "bus-stop");
      town.json(editor, "POST", "/api/collections/facilities/items", stop).expect(201);
    }
  }

  private static ObjectNode sheets(String reason, String... ids) {
    ObjectNode body = Town.object().put("reason", reason);
    var list = body.putArray("ids");
    List.of(ids).forEach(list::add);
    return body;
  }

  private JsonNode board(String query) {
    return town.get(planner, "/api/houses/board" + query).expect(200).json();
  }

  private static List<JsonNode> cards(JsonNode board) {
    List<JsonNode> cards = new ArrayList<>();
    board.path("columns").forEach(c -> c.path("cards").forEach(cards::add));
    return cards;
  }

  private static JsonNode card(JsonNode board, String id) {
    return cards(board).stream()
        .filter(c -> c.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String columnOf(JsonNode board, String id) {
    for (JsonNode column : board.path("columns")) {
      for (JsonNode card : column.path("cards")) {
        if (card.path("id").asText().equals(id)) {
          return column.path("key").asText();
        }
      }
    }
    return null;
  }

  @Test
  void nobodyElseReachesAnyOfIt() {
    Map<Town.Who, Integer> others =
        Map.of(
            Town.NOBODY,
            401,
            town.signedIn("staff", Role.STAFF),
            403,
            town.signedIn("admin", Role.ADMIN),
            403,
            town.program("reader", Set.of(Scope.READ), Role.PLANNER),
            403);
    others.forEach(
        (who, status) -> {
          town.get(who, "/api/houses/dashboard").expect(status);
          town.get(who, "/api/houses/board").expect(status);
          town.get(who, "/api/houses/board?q=x").expect(status);
          town.json(who, "POST", "/api/houses/sheets", sheets(REASON, HOUSE)).expect(status);
        });
  }

  @Test
  void theDashboardCountsWhatTheListHas() {
    JsonNode figures = town.get(planner, "/api/houses/dashboard").expect(200).json();
    int houses = town.get(planner, ITEMS + "?limit=1").json().path("numberMatched").asInt();
    assertThat(figures.path("houses").asInt()).isEqualTo(houses).isGreaterThan(20);
    JsonNode byGrade = null;
    for (JsonNode figure : figures.path("figures")) {
      assertThat(figure.path("definition").asText()).isNotBlank();
      if (figure.path("id").asText().equals("grade")) {
        byGrade = figure;
      }
    }
    assertThat(byGrade).isNotNull();
    JsonNode reuse = byGrade.path("groups").get(0);
    assertThat(reuse.path("shape").asText()).isEqualTo("circle");
    String filter = "?limit=1&filter=grade%3D'reuse'%20AND%20evidence%3C%3E'lifted'";
    assertThat(reuse.path("count").asInt())
        .isEqualTo(town.get(planner, ITEMS + filter).json().path("numberMatched").asInt());
    JsonNode english = town.get(planner, "/api/houses/dashboard?lang=en").expect(200).json();
    assertThat(english.at("/figures/0/title").asText()).isEqualTo("By dong");
  }

  @Test
  void theBoardHasEveryHouseOnceAndPagesItsColumns() {
    JsonNode board = board("?limit=100");
    int houses = town.get(planner, ITEMS + "?limit=1").json().path("numberMatched").asInt();
    assertThat(cards(board)).extracting(c -> c.path("id").asText()).doesNotHaveDuplicates();
    assertThat(cards(board)).hasSize(houses);
    String largest = null;
    int most = 0;
    for (JsonNode column : board.path("columns")) {
      assertThat(column.path("count").asInt()).isEqualTo(column.path("cards").size());
      if (column.path("count").asInt() > most) {
        most = column.path("count").asInt();
        largest = column.path("key").asText();
      }
    }
    assertThat(most).isGreaterThan(2);
    List<String> paged = new ArrayList<>();
    int offset = 0;
    while (offset >= 0) {
      JsonNode page = board("?limit=2&column=" + largest + "&offset=" + offset).path("columns");
      assertThat(page).hasSize(1);
      page.get(0).path("cards").forEach(c -> paged.add(c.path("id").asText()));
      offset = page.get(0).path("next").asInt(-1);
    }
    assertThat(paged).hasSize(most).doesNotHaveDuplicates();
    JsonNode one = board("?dong=%EB%85%B8%EC%86%A1%EB%8F%99&q=%EA%B0%90%EB%82%98%EB%AC%B4");
    assertThat(cards(one)).extracting(c -> c.path("id").asText()).contains(HOUSE);
    assertThat(cards(one).size()).isLessThan(houses);
    List<String> wrongs =
        List.of(
            "?limit=0",
            "?limit=101",
            "?offset=-1",
            "?column=x",
            "?owner=a",
            "?limit=x",
            "?examples=no");
    for (String wrong : wrongs) {
      town.get(planner, "/api/houses/board" + wrong).expect(400);
    }
  }

  private int matched(String filter) {
    String path = ITEMS + "?limit=1&filter=" + filter.replace(" ", "%20");
    return town.get(planner, path).expect(200).json().path("numberMatched").asInt();
  }

  @Test
  void theBoardTellsMadeUpHousesAndThoseOfNoDong() {
    ObjectNode real =
        Town.feature(
            "house-of-no-dong", 127.1582, 35.8248, "title", "동 없는 집", "evidence", "presumed");
    String tag = town.json(planner, "POST", ITEMS, real).expect(201).header("ETag");
    int examples = matched("example=true");
    assertThat(examples).isGreaterThan(5);
    JsonNode all = board("?limit=100");
    assertThat(all.path("examples").asInt()).isEqualTo(examples);
    assertThat(all.path("examplesLeftOut").asInt()).isZero();
    assertThat(cards(all).stream().filter(c -> c.path("example").asBoolean())).hasSize(examples);
    JsonNode without = board("?limit=100&examples=false");
    assertThat(without.path("examples").asInt()).isZero();
    assertThat(without.path("examplesLeftOut").asInt()).isEqualTo(examples);
    assertThat(cards(without)).hasSize(cards(all).size() - examples);
    assertThat(cards(without)).noneMatch(c -> c.path("example").asBoolean());
    assertThat(columnOf(without, "house-of-no-dong")).isEmpty();
    JsonNode nowhere = board("?limit=100&dong=");
    assertThat(cards(nowhere)).extracting(c -> c.path("id").asText()).contains("house-of-no-dong");
    assertThat(cards(nowhere)).hasSize(matched("dong IS NULL"));
    JsonNode unknown = null;
    for (JsonNode dong : all.path("dongs")) {
      unknown = dong.path("value").asText().isEmpty() ? dong : unknown;
    }
    assertThat(unknown).isNotNull();
    assertThat(unknown.path("count").asInt()).isEqualTo(cards(nowhere).size());
    String path = ITEMS + "/house-of-no-dong"; // others count made-up houses
    town.json(planner, "DELETE", path, Town.object(), "If-Match", tag).expect(204);
  }

  @Test
  void aCardIsMovedByItsTagAndSaysSinceWhen() {
    String id = "house-moved";
    ObjectNode feature =
        Town.feature(id, 127.1581, 35.8247, "title", "옮길 집 (예시)", "evidence", "confirmed");
    ((ObjectNode) feature.path("properties")).put("example", true);
    town.json(planner, "POST", ITEMS, feature).expect(201);
    JsonNode before = board("?q=%EC%98%AE%EA%B8%B8");
    assertThat(columnOf(before, id)).isEmpty();
    assertThat(card(before, id).path("since").isNull()).isTrue();
    String tag = card(before, id).path("tag").asText();
    town.clock.goOn(Duration.ofHours(1));
    move(id, "negotiating", tag).expect(204);
    move(id, "agreed", tag).expect(412);
    JsonNode after = board("?q=%EC%98%AE%EA%B8%B8");
    assertThat(columnOf(after, id)).isEqualTo("negotiating");
    assertThat(card(after, id).path("since").asText())
        .startsWith(town.clock.instant().toString().substring(0, 16));
    move(id, null, card(after, id).path("tag").asText()).expect(204);
    assertThat(columnOf(board("?q=%EC%98%AE%EA%B8%B8"), id)).isEmpty();
  }

  private Town.Answer move(String id, String stage, String tag) {
    ObjectNode body = Town.object();
    body.putObject("properties").put("followUp", stage);
    return town.json(planner, "PATCH", ITEMS + "/" + id, body, "If-Match", tag);
  }

  @Test
  void aSheetTellsWhatIsKnownAndAsksForTheRest() {
    Town.Answer answer =
        town.json(planner, "POST", "/api/houses/sheets", sheets(REASON, HOUSE)).expect(200);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.text())
        .contains("현장조사표", "대외비", "감나무 집 (예시)", "중노송동 예시 9001-2")
        .contains("<span class=\"value\">목조</span>", "<span class=\"value\">78.2㎡")
        .contains(
            "<small>현장조사 (예시)</small> <small class=\"date\">2025.02.04</small>",
            "기준일",
            "출처",
            "<svg class=\"qr\"")
        .contains("<svg class=\"minimap\"", "class=\"scale\"")
        .doesNotContain("예시 소유자", "예시 연락처", "<script", "style=");
    Town.Answer english =
        town.json(planner, "POST", "/api/houses/sheets?lang=en", sheets(REASON, HOUSE)).expect(200);
    assertThat(english.text()).contains("Survey sheet", "Confidential", "Timber");
  }

  @Test
  void sheetsComeInTheOrderAskedFor() {
    List<String> ids =
        cards(board("?limit=5")).stream().map(c -> c.path("id").asText()).limit(6).toList();
    List<String> turned = new ArrayList<>(ids);
    java.util.Collections.reverse(turned);
    String page =
        town.json(
                planner,
                "POST",
                "/api/houses/sheets",
                sheets(REASON, turned.toArray(new String[0])))
            .expect(200)
            .text();
    assertThat(page.split("<article class=\"sheet\"", -1)).hasSize(ids.size() + 1);
    assertThat(page).contains(ids.size() + " / " + ids.size());
  }

  @Test
  void eachSheetIsOnRecordWithItsReason() {
    town.clock.goOn(Duration.ofMinutes(2));
    town.forgetLog();
    String reason = "접속기록 시험\n둘째 줄";
    town.json(planner, "POST", "/api/houses/sheets", sheets(reason, HOUSE)).expect(200);
    List<AccessLog.Entry> lines =
        town.people
            .accessLog()
            .entries(
                new AccessLog.Wanted(
                    town.clock.instant().minusSeconds(60),
                    null,
                    null,
                    "vacant-houses",
                    AccessLog.Action.EXPORT,
                    null,
                    20));
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.item()).isEqualTo(HOUSE);
              assertThat(line.detail()).isEqualTo("접속기록 시험 둘째 줄");
              assertThat(line.login()).isEqualTo("planner");
            });
    assertThat(String.join("\n", town.logged())).doesNotContain(HOUSE, "접속기록 시험");
  }

  @Test
  void withoutReasonOrHouseThereIsNoSheet() {
    for (String reason : List.of("", " ", "x", "가".repeat(301))) {
      JsonNode problem =
          town.json(planner, "POST", "/api/houses/sheets", sheets(reason, HOUSE))
              .expect(422)
              .json();
      assertThat(problem.at("/errors/0/pointer").asText()).as(reason).isEqualTo("/reason");
    }
    town.json(planner, "POST", "/api/houses/sheets", sheets(REASON)).expect(422);
    JsonNode problem =
        town.json(planner, "POST", "/api/houses/sheets", sheets(REASON, HOUSE, "nobody's"))
            .expect(422)
            .json();
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/ids/1");
    String[] many = new String[51];
    for (int i = 0; i < many.length; i++) {
      many[i] = "house-" + i;
    }
    town.json(planner, "POST", "/api/houses/sheets", sheets(REASON, many)).expect(422);
    town.get(planner, "/api/houses/sheets?ids=" + HOUSE + "&reason=x").expect(404);
    town.send(planner, "POST", "/api/houses/sheets", Town.bytes("[]"), "Content-Type", "text/plain")
        .expect(415);
  }

  /** Whatever a house is called, its sheet is a page of ours. */
  @Test
  void aSheetTakesNoMarkup() {
    String evil = "<img src=x onerror=alert(1)>\"'</style><script>alert(1)</script>";
    ObjectNode feature =
        Town.feature("evil\"><b>", 127.158, 35.824, "title", evil, "evidence", "reported");
    ((ObjectNode) feature.path("properties")).put("source", evil).put("address", evil);
    ((ObjectNode) feature.path("properties")).put("example", true);
    town.json(planner, "POST", ITEMS, feature).expect(201);
    String page =
        town.json(planner, "POST", "/api/houses/sheets", sheets(evil, "evil\"><b>"))
            .expect(200)
            .text();
    assertThat(page).contains("기록 없음", "<span class=\"box\">목조</span>");
    assertThat(page).contains("&lt;img").doesNotContain("<img", "<script", "<b>");
    assertThat(town.errors()).isEmpty();
  }

  /** One real house, and no made-up one is counted or ranked any more; it is said how many. */
  @Test
  void madeUpHousesStandBackForRealOnes() {
    String demo = memo(memo(REASON)).expect(200).text();
    assertThat(demo).contains("모두 예시로 만든 집입니다", "빈집: 예시 자료 (기록 ");
    JsonNode all = town.get(planner, "/api/houses/dashboard").expect(200).json();
    assertThat(all.path("examples").asInt()).isEqualTo(all.path("houses").asInt()).isPositive();
    ObjectNode feature =
        Town.feature("house-real", 127.158, 35.824, "title", "진짜 집", "evidence", "confirmed");
    ((ObjectNode) feature.path("properties"))
        .put("grade", "reuse")
        .put("structure", "brick")
        .put("roadWidthMetres", 5)
        .put("source", "2024년 실태조사.xlsx")
        .put("asOf", "2024-11-30");
    town.json(planner, "POST", ITEMS, feature).expect(201);
    try {
      JsonNode figures = town.get(planner, "/api/houses/dashboard").expect(200).json();
      assertThat(figures.path("houses").asInt()).isEqualTo(1);
      assertThat(figures.path("examples").asInt()).isZero();
      assertThat(figures.path("examplesLeftOut").asInt()).isEqualTo(all.path("houses").asInt());
      JsonNode ranking = ranking();
      assertThat(ranking.at("/houses/matched").asInt()).isEqualTo(1);
      assertThat(ranking.at("/houses/examplesLeftOut").asInt())
          .isEqualTo(all.path("houses").asInt());
      JsonNode both =
          town.get(planner, "/api/finder/youth-share-house?examples=true").expect(200).json();
      assertThat(both.at("/houses/examples").asInt()).isEqualTo(all.path("houses").asInt());
      assertThat(both.at("/houses/matched").asInt()).isEqualTo(all.path("houses").asInt() + 1);
      assertThat(both.at("/sources/0/sources").findValuesAsText("name"))
          .contains("2024년 실태조사.xlsx", "예시 자료");
      town.get(planner, "/api/finder/youth-share-house?examples=perhaps").expect(400);
      assertThat(memo(memo(REASON).put("examples", true)).expect(200).text())
          .contains("곳이 섞여 있습니다");
      assertThat(memo(memo(REASON)).expect(200).text())
          .contains("예시로 만든 집 " + all.path("houses").asInt() + "곳은 뺐습니다")
          .contains("빈집: 2024년 실태조사.xlsx (기록 1건, 기준일 2024-11-30)")
          .doesNotContain("빈집: 예시 자료");
    } finally {
      String tag = town.get(planner, ITEMS + "/house-real").header("ETag");
      town.json(planner, "DELETE", ITEMS + "/house-real", Town.object(), "If-Match", tag);
    }
    assertThat(ranking().at("/houses/examples").asInt()).isPositive();
  }

  private static ObjectNode memo(String reason) {
    return Town.object().put("reason", reason).put("limit", 10);
  }

  private Town.Answer memo(ObjectNode body) {
    return town.json(planner, "POST", MEMO, body);
  }

  private JsonNode ranking() {
    ObjectNode question = Town.object().put("limit", 10);
    question.putObject("weights").put("bus-stop", 60);
    return town.json(planner, "POST", "/api/finder/youth-share-house", question).expect(200).json();
  }

  @Test
  void theMemoSaysWhyAndNotWhichHouse() {
    JsonNode answer = ranking();
    ObjectNode asked = memo(REASON);
    asked.putObject("weights").put("bus-stop", 60);
    String page = memo(asked).expect(200).text();
    assertThat(answer.path("ranking").size()).isGreaterThan(3);
    for (JsonNode house : answer.path("ranking")) {
      assertThat(page).contains("<strong>" + house.path("score").asText() + "</strong>");
      assertThat(page)
          .doesNotContain(house.path("title").asText(), house.path("id").asText())
          .doesNotContain(house.path("address").asText("중노송동 예시"));
      for (JsonNode mark : house.path("criteria")) {
        if (mark.path("nearest").path("distanceMetres").asDouble() > 0) {
          assertThat(page).doesNotContain(mark.path("fact").asText());
        }
      }
    }
    assertThat(page)
        .contains("노송동", "점수는 이렇게 나옵니다", "대외비", "동까지만", REASON)
        .contains("무엇을 걸렀나", "출처", "정류장 250 m 안")
        .doesNotContain("<script", "style=");
    for (JsonNode gate : answer.path("gates")) {
      assertThat(page).contains(gate.path("title").asText());
    }
    for (JsonNode criterion : answer.path("criteria")) {
      assertThat(page).contains(criterion.path("title").asText());
    }
    assertThat(town.json(planner, "POST", MEMO + "?lang=en", memo(REASON)).expect(200).text())
        .contains("How the score is made", "Confidential", "dong only");
  }

  /** Area and conditions in words; what a house could be found by only where addresses are told. */
  @Test
  void theMemoSaysWhichHousesItLookedAt() {
    assertThat(memo(memo(REASON)).expect(200).text())
        .contains("모든 집 (조건과 구역 없음)")
        .doesNotContain("memo-may-match");
    String filter =
        "leaseYears >= 3 AND consent IN ('none', 'negotiating') AND (stepFree = TRUE OR rooms IS NULL)"
            + " AND floorAreaSquareMetres BETWEEN 20 AND 90.5 AND address <> '전주 어딘가 7'";
    ObjectNode asked =
        memo(REASON).put("filter", filter).put("within", "districts/nosong").put("limit", 5);
    String page = memo(asked).expect(200).text();
    assertThat(page)
        .contains("<li>구역: 노송동 (", "<li>빌려줄 수 있는 햇수: 3년 이상</li>")
        .contains("<li>소유자 동의: 미확인, 협의중</li>")
        .contains("<li>연면적: 20㎡ ~ 90.5㎡</li>", "<li>계단 없는 출입: 예 또는 방 수: 모름</li>")
        .contains("<li>지번주소: (적지 않음) 아님</li>", "memo-may-match")
        .doesNotContain("모든 집 (조건", "어딘가 7", "leaseYears");
    assertThat(memo(asked.put("addresses", "exact")).expect(200).text())
        .contains("<li>지번주소: 전주 어딘가 7 아님</li>");
    assertThat(town.json(planner, "POST", MEMO + "?lang=en", asked).expect(200).text())
        .contains("at least 3 years</li>", "20 ㎡ to 90.5 ㎡</li>", "more houses may come to match");
    ObjectNode raw = memo(REASON).put("filter", "address LIKE '%어딘가 7%'");
    assertThat(memo(raw).expect(200).text())
        .contains("<li>조건식(CQL2): (적지 않음)</li>")
        .doesNotContain("어딘가 7");
  }

  @Test
  void theMemoHasAddressesOnlyWhereTheyAreAskedForAndThenEachIsOnRecord() {
    JsonNode first = ranking().path("ranking").get(0);
    town.clock.goOn(Duration.ofMinutes(2));
    String reason = "위원회 심의 (시험)";
    ObjectNode asked = memo(reason).put("addresses", "exact");
    asked.putObject("weights").put("bus-stop", 60);
    String page = memo(asked).expect(200).text();
    assertThat(page).contains(first.path("title").asText(), "주소 포함");
    List<AccessLog.Entry> lines =
        town.people
            .accessLog()
            .entries(
                new AccessLog.Wanted(
                    town.clock.instant().minusSeconds(60),
                    null,
                    null,
                    "vacant-houses",
                    AccessLog.Action.EXPORT,
                    null,
                    100));
    assertThat(lines)
        .anyMatch(l -> first.path("id").asText().equals(l.item()) && reason.equals(l.detail()))
        .anyMatch(l -> l.item() == null && reason.equals(l.detail()) && l.rows() > 0);
    assertThat(String.join("\n", town.logged())).doesNotContain(reason);
  }

  @Test
  void aMemoIsForPlannersWithAReason() {
    memo(Town.object()).expect(422);
    memo(memo("").put("addresses", "exact")).expect(422);
    memo(memo(REASON).put("addresses", "street")).expect(422);
    memo(memo(REASON).put("owner", true)).expect(422);
    town.json(planner, "POST", "/api/finder/nothing/memo", memo(REASON)).expect(404);
    town.json(Town.NOBODY, "POST", MEMO, memo(REASON)).expect(401);
    town.json(town.signedIn("memostaff", Role.STAFF), "POST", MEMO, memo(REASON)).expect(403);
    town.get(planner, MEMO).expect(404);
    ObjectNode none = memo(REASON).put("filter", "title = 'no such house'");
    assertThat(memo(none).expect(200).text()).contains("순위를 매길 수 있는 집이 없습니다");
  }
}
