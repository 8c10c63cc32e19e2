package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.Town;
import kr.maeul.fixture.WithTown;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.log.AccessLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What planners keep beside the houses, and who tries to get at it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithTown
abstract class PlanningContract {
  private static final String NAME = "예시 김소유";
  private static final String TELEPHONE = "010-0000-1234";
  private static final String ADDRESS = "전주시 완산구 예시길 77-1";
  private static final String SAID = "집을 빌려줄 뜻이 있다고 함 (예시)";
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  @Given private Town town;
  private Town.Who planner;
  private Town.Who colleague;
  private Town.Who staff;
  private Town.Who program;
  private Town.Who wholeProgram;

  @BeforeAll
  void start() {
    planner = town.signedIn("planner", Role.PLANNER);
    colleague = town.signedIn("colleague", Role.PLANNER);
    staff = town.signedIn("staff", Role.STAFF, Role.ADMIN);
    program = town.program("reader", Set.of(Scope.PLANNER), Role.PLANNER);
    wholeProgram =
        town.program(
            "writer",
            Set.of(Scope.READ, Scope.WRITE, Scope.REVIEW, Scope.PLANNER),
            Role.STAFF,
            Role.PLANNER,
            Role.ADMIN);
  }

  @AfterAll
  void stop() {
    assertThat(town.errors()).isEmpty();
  }

  private String today() {
    return LocalDate.ofInstant(town.clock.instant(), SEOUL).toString();
  }

  private static Set<String> pointers(Town.Answer answer) {
    Set<String> pointers = new TreeSet<>();
    answer.expect(422).json().path("errors").forEach(e -> pointers.add(e.get("pointer").asText()));
    return pointers;
  }

  private static ObjectNode list(String name, String... houses) {
    ObjectNode list = Town.object().put("name", name);
    ArrayNode entries = list.putArray("houses");
    for (String house : houses) {
      entries.addObject().put("id", house).put("note", house + " 메모");
    }
    return list;
  }

  private static ObjectNode owner() {
    return Town.object().put("name", NAME).put("telephone", TELEPHONE).put("address", ADDRESS);
  }

  private ObjectNode contact(String outcome) {
    return Town.object()
        .put("date", today())
        .put("means", "telephone")
        .put("outcome", outcome)
        .put("text", SAID);
  }

  private static String house(String id, String what) {
    return "/api/houses/" + id + "/" + what;
  }

  // Shortlists.

  @Test
  void aShortlistIsTheTeams() {
    ObjectNode sent = list("봄에 볼 집", "house-nosong-03", "house-nosong-02");
    sent.put("note", "두 줄\n메모").put("profile", "youth-share-house");
    sent.putObject("request").put("limit", 20).putObject("weights").put("structure", 30);
    Town.Answer made = town.json(planner, "POST", "/api/shortlists", sent).expect(201);
    String path = "/api/shortlists/" + made.json().get("id").asText();
    assertThat(made.header("Location")).endsWith(path);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");

    JsonNode seen = town.get(colleague, path).expect(200).json();
    assertThat(seen).isEqualTo(made.json());
    assertThat(seen.at("/houses/0/id").asText()).isEqualTo("house-nosong-03");
    assertThat(seen.at("/houses/1/note").asText()).isEqualTo("house-nosong-02 메모");
    assertThat(seen.at("/request/weights/structure").asInt()).isEqualTo(30);
    assertThat(seen.get("author").asText()).isEqualTo("planner");
    assertThat(town.get(colleague, "/api/shortlists").json().get("shortlists")).contains(seen);

    ObjectNode change = list("여름에 볼 집", "house-nosong-02", "house-well");
    town.json(colleague, "PATCH", path, change).expect(428);
    town.json(colleague, "PATCH", path, change, "If-Match", "\"7\"").expect(412);
    town.json(colleague, "PATCH", path, change, "If-Match", "W/\"1\"").expect(412);
    assertThat(town.get(planner, path).json()).isEqualTo(seen);
    town.clock.goOn(Duration.ofMinutes(1));
    JsonNode changed =
        town.json(colleague, "PATCH", path, change, "If-Match", "\"1\"").expect(200).json();
    assertThat(changed.get("version").asInt()).isEqualTo(2);
    assertThat(changed.get("name").asText()).isEqualTo("여름에 볼 집");
    assertThat(changed.get("note").asText()).as("not named, so kept").isEqualTo("두 줄\n메모");
    assertThat(changed.get("houses")).hasSize(2);
    assertThat(changed.at("/houses/1/id").asText()).isEqualTo("house-well");
    assertThat(changed.get("changed").asText()).isGreaterThan(changed.get("created").asText());
    town.json(planner, "PATCH", path, change, "If-Match", "\"1\"").expect(412);

    town.send(planner, "DELETE", path, null).expect(428);
    town.send(planner, "DELETE", path, null, "If-Match", "\"1\"").expect(412);
    town.send(planner, "DELETE", path, null, "If-Match", "\"2\"").expect(204);
    town.get(planner, path).expect(404);
    town.json(planner, "PATCH", path, change, "If-Match", "*").expect(404);
    town.send(planner, "DELETE", path, null, "If-Match", "*").expect(404);
    assertThat(town.get(planner, "/api/shortlists").text()).doesNotContain("여름에 볼 집");
  }

  @Test
  void whatIsWrongWithAShortlistIsSaidWhereItIs() {
    ObjectNode bad = list(" ", "house-nosong-03", "house-nobody", "house-nosong-03");
    bad.put("note", "x".repeat(4001)).put("profile", "../x").put("extra", 1).put("request", "x");
    bad.withArray("houses").addObject().put("id", 3).put("note", "\u0007").put("more", 1);
    bad.withArray("houses").add("house-well");
    assertThat(pointers(town.json(planner, "POST", "/api/shortlists", bad)))
        .containsExactlyInAnyOrder(
            "/name",
            "/note",
            "/profile",
            "/extra",
            "/request",
            "/houses/2/id",
            "/houses/3",
            "/houses/3/id",
            "/houses/3/note",
            "/houses/4");
    assertThat(
            pointers(
                town.json(
                    planner, "POST", "/api/shortlists", list("x", "house-well", "house-nobody"))))
        .containsExactly("/houses/1/id");
    assertThat(pointers(town.json(planner, "POST", "/api/shortlists", Town.object())))
        .containsExactly("/name");
    String[] many = new String[201];
    for (int i = 0; i < many.length; i++) {
      many[i] = "house-" + i;
    }
    assertThat(pointers(town.json(planner, "POST", "/api/shortlists", list("x", many))))
        .containsExactly("/houses");
    ObjectNode control = list("x");
    control.putObject("request").put("filter", "\u0000");
    assertThat(pointers(town.json(planner, "POST", "/api/shortlists", control)))
        .containsExactly("/request/filter");
    assertThat(
            pointers(
                town.send(
                    planner,
                    "POST",
                    "/api/shortlists",
                    Town.bytes("{\"name\":\"\\ud800\"}"),
                    "Content-Type",
                    "application/json")))
        .containsExactly("/name");
    town.get(planner, "/api/shortlists?order=name").expect(400);
    town.get(planner, "/api/shortlists/" + "x".repeat(300)).expect(404);
    town.get(planner, "/api/shortlists/a%07b").expect(404);
  }

  @Test
  void twoWhoChangeAShortlistAtOnceDoNotOverwriteEachOther() throws Exception {
    String path =
        "/api/shortlists/"
            + town.json(planner, "POST", "/api/shortlists", list("다툼")).json().get("id").asText();
    ExecutorService both = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Town.Who who = i % 2 == 0 ? planner : colleague;
        ObjectNode change = list("다툼 " + i, "house-well");
        tries.add(() -> town.json(who, "PATCH", path, change, "If-Match", "\"1\"").status());
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> one : both.invokeAll(tries)) {
        answers.add(one.get());
      }
      assertThat(answers).containsOnlyOnce(200).containsOnly(200, 412);
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void aSearchIsKeptAsItWasAsked() {
    ObjectNode sent = Town.object().put("name", "동의한 집").put("profile", "youth-share-house");
    sent.putObject("request").put("filter", "consent = 'agreed'").put("limit", 10);
    JsonNode made = town.json(planner, "POST", "/api/finder-searches", sent).expect(201).json();
    assertThat(made.get("request")).isEqualTo(sent.get("request"));
    assertThat(made.get("author").asText()).isEqualTo("planner");
    assertThat(town.get(colleague, "/api/finder-searches").json().get("searches")).contains(made);
    assertThat(pointers(town.json(planner, "POST", "/api/finder-searches", Town.object())))
        .containsExactlyInAnyOrder("/name", "/request");
    String path = "/api/finder-searches/" + made.get("id").asText();
    town.send(colleague, "DELETE", path, null).expect(204);
    town.send(colleague, "DELETE", path, null).expect(404);
    assertThat(town.get(colleague, "/api/finder-searches").text()).doesNotContain("동의한 집");
  }

  // Owners.

  @Test
  void anOwnerIsKeptApartAndSealed() {
    String path = house("house-nosong-03", "owner");
    JsonNode none = town.get(planner, path).expect(200).json();
    assertThat(none.get("name").isNull()).isTrue();
    assertThat(none.get("doNotContact").asBoolean()).isFalse();
    assertThat(none.get("version").asInt()).isZero();
    town.json(planner, "PUT", path, owner()).expect(200);
    Town.Answer read = town.get(colleague, path).expect(200);
    assertThat(read.json().get("name").asText()).isEqualTo(NAME);
    assertThat(read.json().get("telephone").asText()).isEqualTo(TELEPHONE);
    assertThat(read.json().get("address").asText()).isEqualTo(ADDRESS);
    assertThat(read.header("Cache-Control")).isEqualTo("private, no-store");
    town.json(planner, "PUT", path, owner(), "If-Match", "\"0\"").expect(412);
    town.json(planner, "PUT", path, owner(), "If-Match", read.header("ETag")).expect(200);

    town.json(planner, "POST", house("house-nosong-03", "contacts"), contact("talked")).expect(201);
    for (String table : List.of("maeul_house_owner", "maeul_house_contact", "maeul_access_log")) {
      assertThat(rows(table)).isNotEmpty().doesNotContain(NAME, TELEPHONE, ADDRESS, SAID);
    }
    assertThat(rows("maeul_revision")).doesNotContain(NAME, TELEPHONE, ADDRESS, SAID);
    for (Town.Who who : List.of(planner, staff, program, Town.NOBODY)) {
      for (String elsewhere :
          List.of(
              "/api/collections/vacant-houses/items?limit=1000",
              "/api/collections/vacant-houses/items/house-nosong-03/history",
              "/api/search?q=%EC%98%88%EC%8B%9C%20%EA%B9%80%EC%86%8C%EC%9C%A0")) {
        assertThat(town.get(who, elsewhere).text())
            .as(who + " " + elsewhere)
            .doesNotContain(NAME, TELEPHONE, ADDRESS, SAID);
      }
    }
    assertThat(town.logged().toString()).doesNotContain(NAME, TELEPHONE, ADDRESS, SAID);

    town.json(planner, "PUT", path, Town.object()).expect(200);
    assertThat(town.get(planner, path).json().get("name").isNull()).isTrue();
    assertThat(rows("maeul_house_owner")).as("deleted, not hidden").contains("null");
  }

  /** All of a table as text. */
  private String rows(String table) {
    return town.database.read(
        h -> h.createQuery("SELECT * FROM \"" + table + "\"").mapToMap().list().toString());
  }

  private void say(String sql) {
    town.database.<Object>inTransaction(tx -> tx.handle().execute(sql));
  }

  @Test
  void aSealedOwnerOpensInNoOtherRow() {
    String mine = house("house-nosong-05", "owner");
    String other = house("house-nosong-06", "owner");
    town.json(planner, "PUT", mine, owner()).expect(200);
    town.json(planner, "PUT", other, Town.object().put("name", "다른 사람")).expect(200);
    say(
        "UPDATE \"maeul_house_owner\" SET \"sealed\" = (SELECT o.\"sealed\" FROM"
            + " \"maeul_house_owner\" o WHERE o.\"house\" = 'house-nosong-05')"
            + " WHERE \"house\" = 'house-nosong-06'");
    assertThat(town.get(planner, other).expect(200).json().get("name").isNull()).isTrue();
    assertThat(town.get(planner, mine).json().get("name").asText()).isEqualTo(NAME);
  }

  @Test
  void whatIsWrongWithAnOwnerIsToldWithoutIt() {
    String path = house("house-nosong-04", "owner");
    ObjectNode bad =
        owner()
            .put("telephone", TELEPHONE + "\n" + TELEPHONE)
            .put("name", NAME.repeat(50))
            .put("phone", TELEPHONE)
            .put("doNotContact", "yes")
            .put("doNotContactSince", "2999-01-01");
    Town.Answer answer = town.json(planner, "PUT", path, bad);
    assertThat(pointers(answer))
        .containsExactlyInAnyOrder(
            "/telephone", "/name", "/phone", "/doNotContact", "/doNotContactSince");
    assertThat(answer.text()).doesNotContain(NAME, TELEPHONE);
    for (String nobody : List.of("house-nobody", "x%07y", "x".repeat(300))) {
      town.get(planner, house(nobody, "owner")).expect(404);
      town.json(planner, "PUT", house(nobody, "owner"), owner()).expect(404);
      town.get(planner, house(nobody, "contacts")).expect(404);
      town.json(planner, "POST", house(nobody, "contacts"), contact("talked")).expect(404);
      town.get(planner, house(nobody, "timeline")).expect(404);
    }
    town.get(planner, path + "?name=x").expect(400);
  }

  @Test
  void ownersAreReadOnRecordAndOnlyThen() {
    String path = house("house-well", "owner");
    town.json(planner, "PUT", path, owner()).expect(200);
    Town.Who watched = town.signedIn("watched", Role.PLANNER);
    String account = town.people.accounts().byLogin("watched").orElseThrow().id();
    town.get(watched, path).expect(200);
    town.get(watched, house("house-well", "contacts")).expect(200);
    List<AccessLog.Entry> lines =
        town.people
            .accessLog()
            .entries(
                new AccessLog.Wanted(null, null, account, null, AccessLog.Action.OWNER, null, 10));
    assertThat(lines).isNotEmpty();
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.layer()).isEqualTo("vacant-houses");
              assertThat(line.item()).isEqualTo("house-well");
            });
    town.people.accessLog().flush();
    town.clock.goOn(Duration.ofMinutes(2));
    town.people.accessLog().flush();
    say("ALTER TABLE \"maeul_access_log\" RENAME TO \"maeul_lost_log\"");
    try {
      for (String what : List.of("owner", "contacts", "timeline")) {
        Town.Answer answer = town.get(watched, house("house-well", what));
        assertThat(answer.status()).as(what).isEqualTo(500);
        assertThat(answer.text()).doesNotContain(NAME, TELEPHONE, ADDRESS);
      }
    } finally {
      say("ALTER TABLE \"maeul_lost_log\" RENAME TO \"maeul_access_log\"");
    }
    town.forgetLog();
    town.get(watched, path).expect(200);
  }

  @Test
  void nobodyElseGetsAtAnyOfIt() {
    String list =
        town.json(planner, "POST", "/api/shortlists", list("비밀 목록", "house-nosong-03"))
            .json()
            .get("id")
            .asText();
    town.json(planner, "PUT", house("house-nosong-09", "owner"), owner()).expect(200);
    List<String> plannings =
        List.of(
            "/api/shortlists",
            "/api/shortlists/" + list,
            "/api/finder-searches",
            house("house-nosong-09", "timeline"));
    List<String> owners =
        List.of(house("house-nosong-09", "owner"), house("house-nosong-09", "contacts"));
    for (String path : plannings) {
      town.get(Town.NOBODY, path).expect(401);
      town.get(staff, path).expect(403);
      town.get(program, path).expect(200);
    }
    for (String path : owners) {
      town.get(Town.NOBODY, path).expect(401);
      for (Town.Who who : List.of(staff, program, wholeProgram)) {
        assertThat(town.get(who, path).expect(403).text()).doesNotContain(NAME);
        town.send(who, "HEAD", path, null).expect(403);
      }
    }
    for (Town.Who who : List.of(Town.NOBODY, staff, program, wholeProgram)) {
      int refused = who == Town.NOBODY ? 401 : 403;
      town.json(who, "PUT", house("house-nosong-09", "owner"), Town.object()).expect(refused);
      town.json(who, "POST", house("house-nosong-09", "contacts"), contact("talked"))
          .expect(refused);
    }
    for (Town.Who who : List.of(staff, program)) {
      town.json(who, "POST", "/api/shortlists", list("x")).expect(403);
      town.json(who, "PATCH", "/api/shortlists/" + list, list("x"), "If-Match", "*").expect(403);
      town.send(who, "DELETE", "/api/shortlists/" + list, null, "If-Match", "*").expect(403);
    }
    assertThat(town.get(planner, house("house-nosong-09", "owner")).json().get("name").asText())
        .isEqualTo(NAME);
  }

  // Contacts.

  @Test
  void contactsAreAddedAndCorrectedButNeverChanged() {
    String path = house("house-nosong-11", "contacts");
    JsonNode first = town.json(planner, "POST", path, contact("no-answer")).expect(201).json();
    assertThat(first.get("by").asText()).isEqualTo("planner");
    assertThat(first.get("text").asText()).isEqualTo(SAID);
    String id = first.get("id").asText();
    ObjectNode right = contact("agreed").put("means", "visit").put("corrects", id);
    JsonNode second = town.json(colleague, "POST", path, right).expect(201).json();
    assertThat(second.get("kind").asText()).isEqualTo("correction");
    JsonNode entries = town.get(planner, path).expect(200).json();
    assertThat(entries.get("mayContact").asBoolean()).isTrue();
    assertThat(entries.get("entries")).hasSize(2);
    for (JsonNode entry : entries.get("entries")) {
      if (entry.get("id").asText().equals(id)) {
        assertThat(entry.get("correctedBy")).isEqualTo(second.get("id"));
        assertThat(entry.get("outcome").asText()).isEqualTo("no-answer");
      }
    }
    town.json(planner, "POST", path, right).expect(409);
    town.json(
            planner,
            "POST",
            house("house-nosong-12", "contacts"),
            contact("agreed").put("corrects", id))
        .expect(404);
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      town.json(planner, method, path, contact("agreed")).expect(405);
      assertThat(town.json(planner, method, path + "/" + id, contact("agreed")).status())
          .isIn(404, 405);
    }
    ObjectNode bad =
        Town.object()
            .put("date", "2026-02-30")
            .put("means", "pigeon")
            .put("outcome", "")
            .put("text", "x".repeat(4001))
            .put("who", "me");
    assertThat(pointers(town.json(planner, "POST", path, bad)))
        .containsExactlyInAnyOrder("/date", "/means", "/outcome", "/text", "/who");
    ObjectNode tomorrow =
        contact("talked")
            .put("date", LocalDate.ofInstant(town.clock.instant(), SEOUL).plusDays(1).toString());
    assertThat(pointers(town.json(planner, "POST", path, tomorrow))).containsExactly("/date");
  }

  /**
   * The house and its owner's record say one thing of it, whichever way somebody writes: it stands
   * until it is lifted expressly, and what is on the owner's record is lifted there.
   */
  @Test
  void nothingLiftsInSilenceThatTheOwnerIsNotToBeContacted() {
    String item = "/api/collections/vacant-houses/items/house-nosong-09";
    String items = "/api/collections/vacant-houses/items";
    String owner = house("house-nosong-09", "owner");
    String contacts = house("house-nosong-09", "contacts");
    ObjectNode before = (ObjectNode) town.get(planner, item).expect(200).json();
    change(item, flag(null)).expect(204); // so that there is a version without it
    change(item, Town.object().put("staffNote", "예시 메모")).expect(204);

    // What the layer alone says is set and lifted in the form, and is in the log of contacts.
    change(item, flag(true)).expect(204);
    assertThat(isOff(owner, item)).isTrue();
    assertThat(kinds(contacts)).contains("do-not-contact").doesNotContain("lifted");
    change(item, flag(false)).expect(204);
    assertThat(isOff(owner, item)).isFalse();
    assertThat(kinds(contacts)).contains("lifted");

    // What came by a batch is not lifted by undoing that.
    ObjectNode many = Town.object();
    many.putArray("ids").add("house-nosong-09");
    many.set("properties", flag(true));
    String batch =
        town.json(planner, "PATCH", items, many).expect(200).json().get("batch").asText();
    JsonNode undone =
        town.send(planner, "POST", "/api/batches/" + batch + "/undo", null).expect(200).json();
    assertThat(undone.get("undone")).isEmpty();
    assertThat(undone.at("/left/0/reason/ko").asText()).contains("연락하지 않음");
    assertThat(isOff(owner, item)).isTrue();

    // An earlier version and a whole feature that does not say it leave it, too.
    JsonNode revisions = town.get(planner, item + "/history").json().get("revisions");
    String first = revisions.get(revisions.size() - 1).get("number").asText();
    town.send(planner, "POST", item + "/history/" + first + "/restore", null, "If-Match", "*")
        .expect(204);
    assertThat(isOff(owner, item)).isTrue();
    before.withObject("/properties").remove("doNotContact");
    before.remove("links");
    town.json(planner, "PUT", item, before, "If-Match", "*").expect(204);
    assertThat(isOff(owner, item)).isTrue();

    // What the owner's record says is lifted there, and nowhere else.
    town.json(planner, "PUT", owner, owner().put("doNotContact", false)).expect(200);
    assertThat(isOff(owner, item)).isFalse();
    town.json(planner, "PUT", owner, owner().put("doNotContact", true)).expect(200);
    assertThat(pointers(change(item, flag(false)))).containsExactly("/properties/doNotContact");
    assertThat(pointers(change(item, flag(null)))).containsExactly("/properties/doNotContact");
    many.set("properties", flag(false));
    town.json(planner, "PATCH", items, many).expect(422);
    town.send(planner, "DELETE", item, null, "If-Match", "*").expect(204);
    town.send(planner, "POST", "/api/bin/vacant-houses/house-nosong-09/restore", null).expect(201);
    assertThat(isOff(owner, item)).isTrue();
    town.json(planner, "PUT", owner, owner().put("doNotContact", false)).expect(200);
    assertThat(isOff(owner, item)).isFalse();
  }

  private static ObjectNode flag(Boolean isOff) {
    return Town.object().put("doNotContact", isOff);
  }

  private Town.Answer change(String item, ObjectNode properties) {
    ObjectNode patch = Town.object();
    patch.set("properties", properties);
    return town.json(planner, "PATCH", item, patch, "If-Match", "*");
  }

  /** What the owner's record says and what the house does, which is the same. */
  private boolean isOff(String owner, String item) {
    boolean isOff = town.get(planner, owner).expect(200).json().get("doNotContact").asBoolean();
    assertThat(town.get(planner, item).json().at("/properties/doNotContact").asBoolean())
        .isEqualTo(isOff);
    return isOff;
  }

  private List<String> kinds(String contacts) {
    return town.get(planner, contacts).json().get("entries").findValuesAsText("kind");
  }

  @Test
  void whatTheLayerSaidFirstStandsOnceTheOwnersRecordSaysIt() {
    String item = "/api/collections/vacant-houses/items/house-nosong-12";
    String owner = house("house-nosong-12", "owner");
    change(item, flag(true)).expect(204);
    town.json(planner, "PUT", owner, owner()).expect(200);
    JsonNode byLayer = town.get(planner, owner).json();
    assertThat(byLayer.get("doNotContact").asBoolean()).isTrue();
    assertThat(byLayer.get("doNotContactSince").isNull()).as("nobody said so here").isTrue();

    town.json(planner, "PUT", owner, owner().put("doNotContact", true)).expect(200);
    assertThat(town.get(planner, owner).json().get("doNotContactSince").asText())
        .isEqualTo(today());
    change(item, flag(false)).expect(422);
    town.json(planner, "PUT", owner, owner()).expect(200);
    change(item, flag(null)).expect(422);
    assertThat(town.get(planner, owner).json().get("doNotContactSince").asText())
        .isEqualTo(today());
    town.json(planner, "PUT", owner, owner().put("doNotContact", false)).expect(200);
    change(item, flag(false)).expect(204);
  }

  @Test
  void whoAsksNotToBeContactedIsNot() {
    String contacts = house("house-nosong-13", "contacts");
    String owner = house("house-nosong-13", "owner");
    town.json(planner, "PUT", owner, owner()).expect(200);
    String yesterday = LocalDate.parse(today()).minusDays(1).toString();
    String earlier =
        town.json(planner, "POST", contacts, contact("talked").put("date", yesterday))
            .expect(201)
            .json()
            .get("id")
            .asText();
    town.json(planner, "POST", contacts, contact("do-not-contact").put("date", yesterday))
        .expect(201);
    JsonNode flagged = town.get(planner, owner).json();
    assertThat(flagged.get("doNotContact").asBoolean()).isTrue();
    assertThat(flagged.get("doNotContactSince").asText()).isEqualTo(yesterday);
    assertThat(flagged.get("name").asText()).as("the person stays").isEqualTo(NAME);
    assertThat(town.get(planner, contacts).json().get("mayContact").asBoolean()).isFalse();

    for (ObjectNode sent :
        List.of(
            contact("talked"),
            contact("talked").put("date", "2020-01-01"),
            contact("do-not-contact"),
            // a new contact dressed as a correction
            contact("agreed").put("corrects", earlier))) {
      Town.Answer refused = town.json(planner, "POST", contacts, sent).expect(409);
      assertThat(refused.json().get("detail").asText()).contains("연락을 원하지 않습니다");
    }
    town.json(
            planner,
            "POST",
            contacts,
            contact("no-answer").put("date", yesterday).put("corrects", earlier))
        .expect(201);
    town.json(planner, "PUT", owner, owner().put("name", "예시 이소유")).expect(200);
    assertThat(town.get(planner, owner).json().get("doNotContact").asBoolean())
        .as("changing the person lifts nothing")
        .isTrue();

    town.json(planner, "PUT", owner, owner().put("doNotContact", false).put("reason", "소유자가 전화해 옴"))
        .expect(200);
    town.json(planner, "POST", contacts, contact("agreed")).expect(201);
    JsonNode entries = town.get(planner, contacts).json().get("entries");
    assertThat(entries.findValuesAsText("kind")).contains("lifted");
    assertThat(entries.toString()).contains("소유자가 전화해 옴");
    town.json(planner, "PUT", owner, owner().put("doNotContact", true)).expect(200);
    assertThat(town.get(planner, owner).json().get("doNotContactSince").asText())
        .isEqualTo(today());
    town.json(planner, "POST", contacts, contact("talked")).expect(409);
  }

  @Test
  void noContactSlipsInWhileSomebodyAsksNotToBe() throws Exception {
    String contacts = house("house-nosong-14", "contacts");
    ExecutorService all = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> tries = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String outcome = i == 3 ? "do-not-contact" : "talked";
        tries.add(() -> town.json(planner, "POST", contacts, contact(outcome)).status());
      }
      for (Future<Integer> one : all.invokeAll(tries)) {
        assertThat(one.get()).isIn(201, 409);
      }
    } finally {
      all.shutdownNow();
    }
    JsonNode log = town.get(planner, contacts).json();
    assertThat(log.get("mayContact").asBoolean()).isFalse();
    assertThat(log.at("/entries/0/outcome").asText()).isIn("do-not-contact", "talked");
    town.json(planner, "POST", contacts, contact("talked")).expect(409);
  }

  // Timeline and route.

  @Test
  void aTimelineGathersWhatIsKnown() {
    String id = "house-two-storeys";
    String item = "/api/collections/vacant-houses/items/" + id;
    town.json(
            planner,
            "PATCH",
            item,
            patch("followUp", "occupied"),
            "If-Match",
            town.get(planner, item).header("ETag"))
        .expect(204);
    town.json(planner, "POST", house(id, "contacts"), contact("agreed")).expect(201);
    ObjectNode memory =
        Town.feature("memory-of-it", 127.15, 35.82, "title", "이층집의 여름", "houseId", id);
    ((ObjectNode) memory.get("properties")).put("year", 1987);
    memory.withObject("/properties").put("status", "published");
    Town.Who editor = town.signedIn("editor", Role.STAFF, Role.PLANNER);
    town.json(
            editor,
            "POST",
            "/api/collections/stories/items",
            memory,
            "Content-Type",
            "application/geo+json")
        .expect(201);
    JsonNode entries = town.get(planner, house(id, "timeline")).expect(200).json().get("entries");
    List<String> dates = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    for (JsonNode entry : entries) {
      kinds.add(entry.get("kind").asText());
      if (!entry.get("date").isNull()) {
        dates.add(entry.get("date").asText());
      }
    }
    assertThat(dates).isSorted();
    assertThat(dates).contains("1987", "2022-12", "2025-05-13", "2025-07-05", "2026-05-21");
    assertThat(kinds)
        .contains(
            "evidence",
            "grade",
            "consent",
            "follow-up",
            "contact",
            "story",
            "conversion",
            "load",
            "utilities");
    JsonNode load = find(entries, "load");
    assertThat(load.get("title").asText()).matches("일괄 등록 [0-9]+번");
    assertThat(load.get("text").asText()).isEqualTo("빈집 기록을 넣음");
    assertThat(load.get("source").asText()).isEqualTo("vacant-houses.geojson");
    JsonNode story = find(entries, "story");
    assertThat(story.at("/link/layer").asText()).isEqualTo("stories");
    assertThat(story.at("/link/id").asText()).isEqualTo("memory-of-it");
    assertThat(find(entries, "follow-up").get("title").asText()).contains("공사 → 입주");
    assertThat(find(entries, "evidence").get("title").asText()).contains("확정");
    assertThat(find(entries, "contact").get("text").asText()).isEqualTo(SAID);
    assertThat(find(entries, "conversion").at("/link/layer").asText()).isEqualTo("conversions");
    JsonNode english = town.get(planner, house(id, "timeline") + "?lang=en").json();
    assertThat(find(english.get("entries"), "evidence").get("title").asText())
        .isEqualTo("Evidence: Confirmed");
    JsonNode byProgram = town.get(program, house(id, "timeline")).expect(200).json();
    assertThat(find(byProgram.get("entries"), "contact").get("title").asText()).contains("전화");
    assertThat(byProgram.toString()).doesNotContain(SAID);
  }

  private static ObjectNode patch(String property, String value) {
    ObjectNode patch = Town.object();
    patch.putObject("properties").put(property, value);
    return patch;
  }

  private static JsonNode find(JsonNode entries, String kind) {
    for (JsonNode entry : entries) {
      if (entry.get("kind").asText().equals(kind)) {
        return entry;
      }
    }
    throw new AssertionError("no " + kind + " in " + entries);
  }

  @Test
  void aRouteGoesToTheNearestHouseFirst() {
    ObjectNode sent = Town.object();
    sent.putArray("ids").add("house-wansan-slope").add("house-well").add("house-persimmon");
    sent.putArray("from").add(127.158363).add(35.824363);
    JsonNode route = town.json(planner, "POST", "/api/houses/route", sent).expect(200).json();
    assertThat(route.get("order").toString())
        .isEqualTo("[\"house-persimmon\",\"house-well\",\"house-wansan-slope\"]");
    assertThat(route.get("legsMetres")).hasSize(3);
    double sum = 0;
    for (JsonNode leg : route.get("legsMetres")) {
      sum += leg.asDouble();
    }
    assertThat(route.get("metres").asDouble()).isBetween(sum - 0.2, sum + 0.2);
    assertThat(route.at("/legsMetres/0").asDouble()).isBetween(85.0, 105.0);
    assertThat(route.get("straightLine").asBoolean()).isTrue();
    sent.remove("from");
    route = town.json(planner, "POST", "/api/houses/route", sent).expect(200).json();
    assertThat(route.at("/order/0").asText()).isEqualTo("house-wansan-slope");
    assertThat(route.get("legsMetres")).hasSize(2);

    sent.withArray("ids").add("house-nobody").add("house-well");
    sent.putArray("from").add(35.8).add(127.1);
    assertThat(pointers(town.json(planner, "POST", "/api/houses/route", sent)))
        .containsExactlyInAnyOrder("/ids/4", "/from");
    sent.remove("from");
    sent.withArray("ids").remove(4);
    assertThat(pointers(town.json(planner, "POST", "/api/houses/route", sent)))
        .containsExactly("/ids/3");
    town.json(staff, "POST", "/api/houses/route", sent).expect(403);
    town.json(Town.NOBODY, "POST", "/api/houses/route", sent).expect(401);
  }
}
