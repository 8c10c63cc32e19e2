package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.maeul.store.TestDatabase;
import kr.maeul.system.Residents.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What residents send and the centre decides, from the form to the withdrawal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReviewContract {
  private static final String STORIES = "/api/collections/stories/items";
  @TempDir static Path folder;
  private TestDatabase where;
  Residents village;

  abstract TestDatabase open(Path directory);

  Map<String, String> settings() {
    return Map.of("MAEUL_CENTRE_PHONE", "063-000-0000");
  }

  @BeforeAll
  void open() {
    where = open(folder);
    village = new Residents(where, folder, settings());
  }

  @BeforeEach
  void beginAnew() {
    village.beginAnew();
  }

  @AfterAll
  void close() {
    if (village != null) {
      village.close();
      where.close();
    }
  }

  @Test
  void aStoryLives() {
    Answer receipt = village.submit(village.story("버드나무 우물")).expect(201);
    String secret = receipt.json().path("secret").asText();
    assertThat(secret).hasSize(43);
    assertThat(receipt.json().path("link").asText()).endsWith("/mine#" + secret);
    String id = receipt.json().path("id").asText();
    assertThat(village.mine(secret).expect(200).json().path("state").asText())
        .isEqualTo("received");
    assertThat(published()).isZero();

    village
        .decide(Residents.STAFF, id, "ask", Residents.object().put("text", "몇 년쯤 일인가요?"))
        .expect(200);
    JsonNode asked = village.mine(secret).json();
    assertThat(asked.path("state").asText()).isEqualTo("changes-asked");
    assertThat(asked.path("messages").toString()).contains("몇 년쯤 일인가요?").doesNotContain("직원 예시");

    ObjectNode answer = Residents.object().put("answer", "1978년입니다.");
    answer.putObject("properties").put("year", 1978);
    village.change(secret, answer).expect(200);
    assertThat(village.mine(secret).json().path("state").asText()).isEqualTo("answered");

    ObjectNode polish = Residents.object();
    polish.putObject("properties").put("certainty", "documented");
    JsonNode approved = village.decide(Residents.STAFF, id, "approve", polish).expect(200).json();
    assertThat(approved.path("state").asText()).isEqualTo("approved");
    JsonNode item = village.get(null, approved.path("itemPath").asText()).expect(200).json();
    assertThat(item.path("properties").path("title").asText()).isEqualTo("버드나무 우물");
    assertThat(item.path("properties").path("teller").asText()).isEqualTo("노송동 주민 (예시)");
    assertThat(item.path("properties").path("year").asInt()).isEqualTo(1978);
    assertThat(item.path("properties").path("certainty").asText()).isEqualTo("documented");
    assertThat(item.path("html").path("text").asText()).contains("<strong>버드나무</strong>");

    village.withdraw(secret).expect(204);
    assertThat(everythingStored()).doesNotContain("버드나무", "노송동 주민", "1978", "몇 년쯤", "resident@");
    assertThat(village.get(null, approved.path("itemPath").asText()).status()).isEqualTo(404);
    assertThat(published()).isZero();
    JsonNode gone = village.mine(secret).expect(200).json();
    assertThat(gone.path("state").asText()).isEqualTo("withdrawn");
    assertThat(village.submission(Residents.STAFF, id).text())
        .doesNotContain("버드나무", "노송동 주민", "resident@", "1978");
    village.withdraw(secret).expect(204);
  }

  /** All that the tables beside the layers hold, and the stories. */
  private String everythingStored() {
    List<String> tables =
        List.of(
            "maeul_submission",
            "maeul_submission_contact",
            "maeul_submission_message",
            "maeul_submission_media",
            "maeul_outbox",
            "maeul_revision",
            "stories");
    return village.database.read(
        h -> {
          StringBuilder all = new StringBuilder();
          tables.forEach(
              t -> all.append(h.createQuery("SELECT * FROM \"" + t + "\"").mapToMap().list()));
          return all.toString().replaceAll("[A-Za-z0-9_-]{20,}", "…"); // ids, by chance with a year
        });
  }

  private int published() {
    return village.get(null, STORIES).expect(200).json().path("numberMatched").asInt();
  }

  @Test
  void whatIsNotForContributorsIsRefusedByNameAllAtOnce() {
    ObjectNode sent = village.story("금지된 칸");
    ((ObjectNode) sent.get("properties"))
        .put("status", "published")
        .put("id", "mine")
        .put("example", true)
        .put("teller", "다른 이름")
        .put("houseId", "h1")
        .put("nope", 1)
        .put("year", "작년");
    sent.put("state", "approved").put("featureId", "x").put("item", "x").put("assignedTo", "a-1");
    assertThat(village.submit(sent).expect(422).pointers())
        .containsExactlyInAnyOrder(
            "/properties/status",
            "/properties/id",
            "/properties/example",
            "/properties/teller",
            "/properties/houseId",
            "/properties/nope",
            "/properties/year",
            "/state",
            "/featureId",
            "/item",
            "/assignedTo");
    assertThat(waiting()).isZero();
  }

  @Test
  void noPropertyThatIsNotMarkedCanBeSent() {
    village
        .layers
        .layer("stories")
        .orElseThrow()
        .properties()
        .forEach(
            p -> {
              ObjectNode sent = village.story("하나씩");
              ((ObjectNode) sent.get("properties")).put(p.name(), "x");
              boolean isOpen =
                  List.of("title", "text", "theme", "year", "place", "address").contains(p.name());
              Answer answer = village.send(null, "POST", "/api/contributions/preview", sent);
              if (!isOpen) {
                assertThat(answer.expect(422).pointers()).contains("/properties/" + p.name());
              }
            });
  }

  private int waiting() {
    return village
        .get(Residents.PLANNER, "/api/submissions?state=received")
        .expect(200)
        .json()
        .path("submissions")
        .size();
  }

  @ParameterizedTest
  @CsvSource({
    "collection, false, /consents/collection",
    "publication, false, /consents/publication",
    "age, guardian, /consents/guardian",
    "age, 12, /consents/age",
    "version, 2020-01-01, /consents/version"
  })
  void withoutConsentNothingIsTaken(String name, String value, String pointer) {
    ObjectNode sent = village.story("동의 없이");
    ObjectNode consents = (ObjectNode) sent.get("consents");
    if (value.equals("false")) {
      consents.put(name, false);
    } else {
      consents.put(name, value);
    }
    assertThat(village.submit(sent).expect(422).pointers()).containsExactly(pointer);
    sent.remove("consents");
    assertThat(village.submit(sent).expect(422).pointers())
        .contains("/consents/collection", "/consents/publication", "/consents/age");
  }

  @Test
  void aGuardianIsNamedAndKeptApart() {
    ObjectNode sent = village.story("열세 살의 이야기");
    ((ObjectNode) sent.get("consents")).put("age", "guardian").put("guardian", "보호자 예시");
    String id = village.submit(sent).expect(201).json().path("id").asText();
    JsonNode detail = village.submission(Residents.STAFF, id).expect(200).json();
    assertThat(detail.toString()).doesNotContain("보호자 예시", "resident@");
    assertThat(detail.at("/contact/hasGuardian").asBoolean()).isTrue();
    JsonNode contact =
        village.get(Residents.STAFF, "/api/submissions/" + id + "/contact").expect(200).json();
    assertThat(contact.path("guardian").asText()).isEqualTo("보호자 예시");
    assertThat(contact.path("email").asText()).isEqualTo("resident@example.invalid");
    assertThat(detail.path("consents").toString()).contains("guardian").doesNotContain("보호자 예시");
    String stored =
        village.database.read(
            h ->
                h.createQuery("SELECT * FROM \"maeul_submission_contact\"").mapToMap().list()
                    + h.createQuery("SELECT * FROM \"maeul_submission\"")
                        .mapToMap()
                        .list()
                        .toString());
    assertThat(stored).doesNotContain("보호자", "resident@");
  }

  @Test
  void aMachineIsFoundOut() {
    ObjectNode trapped = village.story("덫").put("website", "http://spam.invalid");
    assertThat(village.submit(trapped).expect(422).pointers()).containsExactly("/website");
    ObjectNode quick = village.story("너무 빨리").put("form", village.newForm());
    assertThat(village.submit(quick).expect(422).pointers()).containsExactly("/form");
    ObjectNode forged = village.story("꾸민 양식").put("form", "1.x.y");
    assertThat(village.submit(forged).expect(422).pointers()).containsExactly("/form");
  }

  @Test
  void theSameRequestAgainIsTheSameContribution() throws Exception {
    ObjectNode sent = village.story("두 번 누름");
    String[] key = {"Idempotency-Key", "0123456789abcdef-once"};
    Callable<Answer> send = () -> village.submit(sent, key);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Answer>> all = pool.invokeAll(List.of(send, send, send, send));
      for (Future<Answer> one : all) {
        assertThat(one.get().status()).isIn(200, 201);
        assertThat(one.get().json().path("secret"))
            .isEqualTo(all.get(0).get().json().path("secret"));
      }
    } finally {
      pool.shutdown();
    }
    assertThat(waiting()).isEqualTo(1);
    ObjectNode other = village.story("다른 내용");
    village.submit(other, key).expect(409);
    village.submit(other, "Idempotency-Key", "short").expect(422);
  }

  @Test
  void anotherOnesSecretCannotBeGuessed() {
    String secret = village.sent(village.story("비밀 링크"));
    String last = secret.endsWith("A") ? "B" : "A";
    Answer near = village.mine(secret.substring(0, 42) + last);
    Answer wild = village.mine("x");
    assertThat(near.status()).isEqualTo(404).isEqualTo(wild.status());
    assertThat(near.text()).isEqualTo(wild.text());
    String id =
        village.get(Residents.STAFF, "/api/submissions").json().at("/submissions/0/id").asText();
    assertThat(village.mine(id).status()).isEqualTo(404);
    assertThat(village.get(null, "/api/submissions/" + id).status()).isEqualTo(401);
    assertThat(village.get("admin", "/api/submissions/" + id).status()).isEqualTo(403);
    String hash =
        village.database.read(
            h ->
                h.createQuery("SELECT \"secret_hash\" FROM \"maeul_submission\"")
                    .mapTo(String.class)
                    .one());
    assertThat(hash).isNotEqualTo(secret);
    assertThat(village.mine(hash).status()).isEqualTo(404);
    for (int i = 0; i < 40; i++) {
      village.mine("guess" + i);
    }
    assertThat(village.mine("one-more").expect(429).response().headers().map())
        .containsKey("retry-after");
  }

  @Test
  void anEditOfAPublishedItemLeavesTheOldOneUntilItIsApproved() {
    Answer receipt = village.submit(village.story("첫 제목")).expect(201);
    String secret = receipt.json().path("secret").asText();
    String id = receipt.json().path("id").asText();
    String item =
        village
            .decide(Residents.STAFF, id, "approve", Residents.object())
            .expect(200)
            .json()
            .path("itemPath")
            .asText();
    ObjectNode change = Residents.object();
    change.putObject("properties").put("title", "고친 제목");
    JsonNode mine = village.change(secret, change).expect(200).json();
    assertThat(mine.path("state").asText()).isEqualTo("approved");
    assertThat(mine.at("/edit/state").asText()).isEqualTo("received");
    assertThat(title(item)).isEqualTo("첫 제목");
    String edit = mine.at("/edit/id").asText();
    JsonNode detail = village.submission(Residents.STAFF, edit).expect(200).json();
    assertThat(detail.path("differences")).hasSize(1);
    assertThat(detail.at("/differences/0/before").asText()).isEqualTo("첫 제목");
    assertThat(detail.at("/differences/0/after").asText()).isEqualTo("고친 제목");
    village.decide(Residents.STAFF, edit, "approve", Residents.object()).expect(200);
    assertThat(title(item)).isEqualTo("고친 제목");
    village.withdraw(secret).expect(204);
    assertThat(village.get(null, item).status()).isEqualTo(404);
    assertThat(village.submission(Residents.STAFF, edit).text()).doesNotContain("고친 제목");
  }

  private String title(String itemPath) {
    return village.get(null, itemPath).expect(200).json().at("/properties/title").asText();
  }

  @Test
  void aCorrectionOfAPublicItem() {
    String item = approvedStory("틀린 해");
    ObjectNode sent = Residents.object().put("kind", "correction").put("layer", "stories");
    sent.put("item", item).put("form", village.form()).put("text", "1979년이 맞습니다.");
    sent.putObject("properties").put("year", 1979);
    village.consents(sent).put("publication", false);
    String id = village.submit(sent).expect(201).json().path("id").asText();
    JsonNode detail = village.submission(Residents.STAFF, id).expect(200).json();
    assertThat(detail.at("/differences/0/property").asText()).isEqualTo("year");
    village.decide(Residents.STAFF, id, "approve", Residents.object()).expect(200);
    assertThat(village.get(null, STORIES + "/" + item).json().at("/properties/year").asInt())
        .isEqualTo(1979);
    assertThat(village.submit(sent.put("item", "no-such")).expect(422).pointers())
        .containsExactly("/item");
  }

  private String approvedStory(String title) {
    String id = village.submit(village.story(title)).expect(201).json().path("id").asText();
    return village
        .decide(Residents.STAFF, id, "approve", Residents.object())
        .expect(200)
        .json()
        .path("item")
        .asText();
  }

  @Test
  void aReportedVacancyIsNeverPublic() {
    ObjectNode sent = Residents.object().put("kind", "vacancy").put("layer", "vacant-houses");
    sent.put("form", village.form()).put("text", "3년째 비어 있습니다.").put("addressText", "중노송동 예시 1");
    sent.putObject("geometry")
        .put("type", "Point")
        .putArray("coordinates")
        .add(127.156)
        .add(35.825);
    village.consents(sent).put("publication", false);
    JsonNode preview =
        village.send(null, "POST", "/api/contributions/preview", sent).expect(200).json();
    assertThat(preview.path("feature").isNull()).isTrue();
    String id = village.submit(sent).expect(201).json().path("id").asText();
    JsonNode approved =
        village.decide(Residents.PLANNER, id, "approve", Residents.object()).expect(200).json();
    String path = approved.path("itemPath").asText();
    assertThat(village.get(null, path).status()).isEqualTo(404);
    JsonNode house = village.get(Residents.PLANNER, path).expect(200).json().path("properties");
    assertThat(house.path("evidence").asText()).isEqualTo("reported");
    assertThat(house.path("consent").asText()).isEqualTo("none");
    assertThat(house.path("address").asText()).isEqualTo("중노송동 예시 1");
    ObjectNode nowhere = sent.deepCopy();
    nowhere.remove(List.of("geometry", "addressText"));
    assertThat(village.submit(nowhere).expect(422).pointers()).containsExactly("/geometry");
  }

  @Test
  void ofTwoReviewersTheSecondIsToldWhoDecided() throws Exception {
    String id = village.submit(village.story("둘이서")).expect(201).json().path("id").asText();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<Answer>> answers =
          pool.invokeAll(
              List.of(
                  () -> village.decide(Residents.STAFF, id, "approve", 1, Residents.object()),
                  () ->
                      village.decide(
                          Residents.OTHER_STAFF,
                          id,
                          "refuse",
                          1,
                          Residents.object().put("reason", "겹치는 이야기"))));
      List<Integer> statuses =
          List.of(answers.get(0).get().status(), answers.get(1).get().status());
      assertThat(statuses).containsExactlyInAnyOrder(200, 409);
      Answer second = answers.get(statuses.indexOf(409)).get();
      String decider = statuses.indexOf(200) == 0 ? "직원 예시" : "다른 직원 예시";
      assertThat(second.json().path("detail").asText()).contains("(" + decider + ")");
    } finally {
      pool.shutdown();
    }
    assertThat(published()).isLessThanOrEqualTo(1);
    village
        .send(
            Residents.STAFF,
            "POST",
            "/api/submissions/" + id + "/ask",
            Residents.object().put("text", "?"))
        .expect(428);
  }

  @Test
  void aDecisionOnWhatHasChangedIsHeldBack() {
    Answer receipt = village.submit(village.story("그사이")).expect(201);
    ObjectNode change = Residents.object();
    change.putObject("properties").put("title", "바뀐 제목");
    village.change(receipt.json().path("secret").asText(), change).expect(200);
    village
        .decide(
            Residents.STAFF, receipt.json().path("id").asText(), "approve", 1, Residents.object())
        .expect(412);
    assertThat(published()).isZero();
  }

  @Test
  void refusedAndTakenDownAreToldWithTheirReason() {
    Answer refused = village.submit(village.story("반려될 이야기")).expect(201);
    String id = refused.json().path("id").asText();
    village.decide(Residents.STAFF, id, "refuse", Residents.object()).expect(422);
    village
        .decide(Residents.STAFF, id, "refuse", Residents.object().put("reason", "다른 분의 이야기입니다."))
        .expect(200);
    JsonNode mine = village.mine(refused.json().path("secret").asText()).json();
    assertThat(mine.path("state").asText()).isEqualTo("refused");
    assertThat(mine.path("reason").asText()).isEqualTo("다른 분의 이야기입니다.");
    village.change(refused.json().path("secret").asText(), Residents.object()).expect(409);

    Answer shown = village.submit(village.story("내려갈 이야기")).expect(201);
    String shownId = shown.json().path("id").asText();
    village.decide(Residents.STAFF, shownId, "approve", Residents.object()).expect(200);
    assertThat(published()).isEqualTo(1);
    JsonNode down =
        village
            .decide(
                Residents.STAFF,
                shownId,
                "take-down",
                Residents.object().put("reason", "사진 속 분의 요청"))
            .expect(200)
            .json();
    assertThat(published()).isZero();
    assertThat(village.get(null, down.path("itemPath").asText()).status()).isEqualTo(404);
    assertThat(
            village
                .get(Residents.STAFF, down.path("itemPath").asText())
                .expect(200)
                .json()
                .at("/properties/status")
                .asText())
        .isEqualTo("taken-down");
    assertThat(village.mine(shown.json().path("secret").asText()).json().path("reason").asText())
        .isEqualTo("사진 속 분의 요청");
  }

  @Test
  void scriptsComeOutHarmless() {
    String evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    ObjectNode sent = village.story(evil);
    ((ObjectNode) sent.get("properties"))
        .put("text", evil + "[x](javascript:alert(3))")
        .put("place", evil)
        .put("address", evil);
    sent.put("name", evil).put("text", evil).put("addressText", evil);
    JsonNode preview =
        village.send(null, "POST", "/api/contributions/preview", sent).expect(200).json();
    String html = preview.at("/feature/html/text").asText();
    assertThat(html).isNotEmpty().doesNotContain("<script", "<img", "href=\"javascript");
    String id = village.submit(sent).expect(201).json().path("id").asText();
    JsonNode approved =
        village.decide(Residents.STAFF, id, "approve", Residents.object()).expect(200).json();
    Answer page = village.get(null, approved.path("itemPath").asText() + "?f=html").expect(200);
    assertThat(page.text()).doesNotContain("<script>alert", "<img src=x", "javascript:alert(3)\"");
    assertThat(page.text()).contains("&lt;script&gt;");
  }

  @Test
  void thePreviewShowsWhatEveryoneWillSeeAndStoresNothing() {
    ObjectNode sent = village.story("미리 보기");
    sent.remove(List.of("consents", "form"));
    JsonNode feature =
        village
            .send(null, "POST", "/api/contributions/preview", sent)
            .expect(200)
            .json()
            .path("feature");
    assertThat(feature.at("/properties/title").asText()).isEqualTo("미리 보기");
    assertThat(feature.at("/properties/teller").asText()).isEqualTo("노송동 주민 (예시)");
    assertThat(feature.path("properties").has("status")).isFalse();
    assertThat(feature.toString()).doesNotContain("resident@");
    assertThat(waiting()).isZero();
  }

  @Test
  void theDeskFindsWhatItLooksFor() {
    village.sent(village.story("하나 우물"));
    String second = village.submit(village.story("둘 우물")).expect(201).json().path("id").asText();
    village
        .decide(Residents.STAFF, second, "assign", Residents.object().put("to", "me"))
        .expect(200);
    village
        .send(
            Residents.STAFF,
            "POST",
            "/api/submissions/" + second + "/comment",
            Residents.object().put("text", "옆집 분"))
        .expect(200);
    JsonNode page = village.get(Residents.STAFF, "/api/submissions?limit=1").expect(200).json();
    assertThat(page.path("submissions")).hasSize(1);
    assertThat(page.at("/counts/received").asInt()).isEqualTo(2);
    String next = "/api/submissions?limit=1&after=" + page.path("after").asText();
    JsonNode rest = village.get(Residents.STAFF, next).expect(200).json();
    assertThat(rest.path("submissions")).hasSize(1);
    assertThat(rest.path("after").isNull()).isTrue();
    assertThat(rest.at("/submissions/0/id")).isNotEqualTo(page.at("/submissions/0/id"));
    assertThat(titles("?assigned=me")).containsExactly("둘 우물");
    assertThat(titles("?assigned=none")).containsExactly("하나 우물");
    assertThat(titles("?q=%ED%95%98%EB%82%98")).containsExactly("하나 우물");
    assertThat(titles("?layer=vacant-houses")).isEmpty();
    assertThat(village.get(Residents.STAFF, "/api/submissions?nope=1").status()).isEqualTo(400);
    JsonNode detail = village.submission(Residents.STAFF, second).json();
    assertThat(detail.path("history").toString()).contains("옆집 분");
    assertThat(detail.path("alike").isEmpty()).isTrue();
  }

  private List<String> titles(String query) {
    List<String> titles = new java.util.ArrayList<>();
    village
        .get(Residents.STAFF, "/api/submissions" + query)
        .expect(200)
        .json()
        .path("submissions")
        .forEach(s -> titles.add(s.path("title").asText()));
    return titles;
  }

  @Test
  void whatMayBeTheSameIsShown() {
    String item = approvedStory("버들 우물");
    String id = village.submit(village.story("버들 우물")).expect(201).json().path("id").asText();
    JsonNode alike = village.submission(Residents.STAFF, id).expect(200).json().path("alike");
    assertThat(alike).hasSize(1);
    assertThat(alike.at("/0/id").asText()).isEqualTo(item);
  }

  @Test
  void aPhotoGoesWithItsStory() throws Exception {
    String form = village.form();
    String photo = village.upload(form, picture()).expect(201).json().path("id").asText();
    String key = village.upload(form, picture()).expect(201).json().path("key").asText();
    ObjectNode sent = village.story("사진이 있는 이야기");
    ObjectNode one = sent.putArray("media").addObject().put("id", photo).put("people", true);
    assertThat(village.submit(sent).expect(422).pointers())
        .containsExactlyInAnyOrder("/media/0/alt", "/consents/portrait");
    one.put("alt", "우물 앞에 선 사람");
    ((ObjectNode) sent.get("consents")).put("portrait", true);
    ObjectNode anothers = sent.deepCopy().put("form", village.newForm());
    village.clock.goOn(java.time.Duration.ofSeconds(10));
    assertThat(village.submit(anothers).expect(422).pointers()).containsExactly("/media/0/id");
    Answer receipt = village.submit(sent).expect(201);
    String secret = receipt.json().path("secret").asText();
    String address = "/media/" + photo + "/thumbnail";
    assertThat(village.get(null, address).status()).isEqualTo(404);
    assertThat(village.mine(secret).json().at("/media/0/key").asText()).isEqualTo(key);
    village.send(null, "GET", address, null, "Maeul-Upload-Key", key).expect(200);
    village.get(Residents.STAFF, address).expect(200);
    String item =
        village
            .decide(
                Residents.STAFF, receipt.json().path("id").asText(), "approve", Residents.object())
            .expect(200)
            .json()
            .path("itemPath")
            .asText();
    village.get(null, address).expect(200);
    assertThat(village.get(null, item + "?f=html").text()).contains("우물 앞에 선 사람");
    village.withdraw(secret).expect(204);
    assertThat(village.get(null, address).status()).isEqualTo(404);
    assertThat(village.send(null, "GET", address, null, "Maeul-Upload-Key", key).status())
        .isEqualTo(404);
    assertThat(village.get(Residents.STAFF, address).status()).isEqualTo(404);
  }

  private static byte[] picture() throws java.io.IOException {
    var image = new java.awt.image.BufferedImage(64, 48, java.awt.image.BufferedImage.TYPE_INT_RGB);
    var bytes = new java.io.ByteArrayOutputStream();
    javax.imageio.ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
