package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.MouseButton;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kr.maeul.media.MediaFiles;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Giving on a telephone, from the first word to taking it back. */
@Tag("browser")
class ContributeTest {
  private static final Map<String, String> MANY =
      Map.of("MAEUL_CONTRIBUTIONS_PER_DAY", "500", "MAEUL_CONTRIBUTIONS_OPEN_PER_ADDRESS", "500");

  @TempDir static Path directory;
  @TempDir static Path data;
  private static Village village;
  private static Centre centre;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new LinkedHashMap<>(MANY);
    settings.put("MAEUL_DATA_DIR", data.toString());
    village = Village.start(TestDatabase.h2gisWithDemo(directory), null, settings);
    centre = new Centre(village, "review@example.invalid", Role.STAFF);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @Test
  void aStoryIsGivenAskedAboutChangedPublishedAndTakenBackEverywhere() {
    String title = "버드나무우물예시";
    try (Browser phone = Browser.open(360, 740, List.of());
        Browser reader = Browser.open(1280, 800, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      giver.words(title, "우물가에 버드나무가 있었다.\n아이들이 놀았다. (예시)").next("place").pin();
      giver.next("media").photo("well.jpg", MediaFiles.jpegOfTelephone(640, 480, 1), "우물과 버드나무");
      giver.recording().next("you");
      page.locator("#f-name").fill("노송동 주민 (예시)");
      giver.consents("collection", "publication").grown().next("check");
      assertThat(page.locator(".phone .item-title")).hasText(title);
      assertThat(page.locator(".phone")).containsText("노송동 주민 (예시)");
      assertThat(page.locator(".phone img[alt='우물과 버드나무']")).isVisible();
      assertThat(page.locator(".phone audio")).isVisible();
      assertThat(page.locator(".phone .prose br")).hasCount(1);
      String link = giver.send();
      assertThat(page.locator("#letter")).containsText(link);

      JsonNode waiting = centre.submission(title);
      assertThat(waiting.path("media")).hasSize(2);
      centre.decide(waiting, "ask", "text", "몇 년쯤 일인지 알려 주실 수 있을까요?");
      page.navigate(village.url(link));
      assertThat(page.locator(".talk-centre")).containsText("몇 년쯤 일인지");
      page.locator("#f-answer").fill("1970년대로 기억합니다.");
      page.locator("#answer").click();
      assertThat(page.locator(".mine .talk-contributor")).containsText("1970년대로 기억합니다.");
      page.locator("#edit").click();
      giver.at("words");
      page.locator("input[value=decade]").check();
      page.locator("input[value='1970']").check();
      giver.next("place").next("media").next("you").next("check");
      assertThat(page.locator(".phone .badges")).containsText("1970–1979년");
      assertThat(page.locator(".phone img[alt='우물과 버드나무']")).isVisible();
      page.locator("#send").click();
      assertThat(page.locator(".mine .sent")).containsText("1970–1979년");

      Page readers = reader.page();
      readers.navigate(village.url("/"));
      readers.locator("#list[data-state=ready]").waitFor();
      assertThat(readers.locator("#list")).not().containsText(title);
      JsonNode approved = centre.decide(centre.submission(title), "approve", null, null);
      String id = approved.path("item").asText();
      Locator row = readers.locator("#list [data-feature='stories/" + id + "']");
      row.waitFor(new Locator.WaitForOptions().setTimeout(30_000));
      row.click();
      assertThat(readers.locator("#item .item-photo img")).hasAttribute("alt", "우물과 버드나무");
      assertThat(readers.locator("#item audio")).isVisible();
      assertThat(readers.locator(".marker.is-chosen")).hasCount(1);
      readers.goBack();

      Traces traces = new Traces(id, title, approved.path("media"));
      page.reload();
      assertThat(page.locator(".mine")).hasAttribute("data-state", "approved");
      page.locator("#withdraw").click();
      phone.assertAccessible("the question before taking back");
      page.locator("#withdraw-sure").click();
      assertThat(page.locator(".mine")).hasAttribute("data-state", "withdrawn");
      assertThat(page.locator(".mine")).not().containsText("버드나무가 있었다");
      traces.assertGone();
      assertThat(row).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
      phone.assertNoErrors();
    }
  }

  /** Every address that told of a story, with the validators that a cache would have kept. */
  private static final class Traces {
    private final String title;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final List<String> own = new ArrayList<>();
    private final List<String> lists = new ArrayList<>();

    Traces(String id, String title, JsonNode media) {
      this.title = title;
      String item = "/api/collections/stories/items/" + id;
      JsonNode at = village.json(item).path("geometry").path("coordinates");
      own.addAll(List.of(item, item + "?f=html", item + "?f=html&lang=en"));
      for (JsonNode one : media) {
        String medium = one.path("id").asText();
        own.add("/api/media/" + medium);
        if (one.path("medium").asText().equals("photo")) {
          List.of("thumbnail", "screen", "full")
              .forEach(s -> own.add("/media/" + medium + "/" + s));
        } else {
          own.add("/media/" + medium);
        }
      }
      String words = URLEncoder.encode(title, StandardCharsets.UTF_8);
      lists.addAll(
          List.of(
              "/api/collections/stories/items?limit=1000",
              "/api/collections/stories/items?limit=1000&f=html",
              "/api/collections/stories/items?q=" + words,
              "/api/search?q=" + words,
              "/api/search?f=html&q=" + words));
      for (int zoom : new int[] {15, 17}) {
        String tile = tile(zoom, at.get(0).asDouble(), at.get(1).asDouble());
        lists.add(tile + "?f=geojson");
        lists.add(tile + "?f=mvt");
      }
      own.forEach(this::seen);
      for (String path : lists) {
        assertThat(seen(path)).as(path).contains(title);
      }
    }

    private String seen(String path) {
      HttpResponse<String> answer = village.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      tags.put(path, answer.headers().firstValue("ETag").orElse("\"none\""));
      return answer.body();
    }

    void assertGone() {
      for (String path : own) {
        assertThat(village.get(path).statusCode()).as(path).isEqualTo(404);
        String tag = tags.get(path);
        assertThat(village.get(path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(404);
        assertThat(village.get(path, "Range", "bytes=0-10").statusCode()).as(path).isEqualTo(404);
      }
      for (String path : lists) {
        for (int i = 0; i < 2; i++) { // the second answer may come from memory
          HttpResponse<String> plain = village.get(path);
          assertThat(plain.statusCode()).as(path).isIn(200, 204, 404);
          assertThat(withoutQuestion(plain.body())).as(path).doesNotContain(title);
        }
        HttpResponse<String> known = village.get(path, "If-None-Match", tags.get(path));
        assertThat(known.statusCode()).as(path).isNotEqualTo(304);
        assertThat(withoutQuestion(known.body())).as(path).doesNotContain(title);
      }
    }

    /** A page of results repeats what was asked for, and links to itself. */
    private String withoutQuestion(String body) {
      return body.replaceAll("(value|content)=\"" + title + "[^\"]*\"", "")
          .replaceAll("[‘'“\"]" + title + "[’'”\"]", "");
    }

    private static String tile(int zoom, double lon, double lat) {
      double across = Math.pow(2, zoom);
      double sine = Math.sin(Math.toRadians(lat));
      long column = (long) Math.floor((lon / 360 + 0.5) * across);
      long row =
          (long) Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * across);
      return "/api/collections/stories/tiles/WebMercatorQuad/" + zoom + "/" + row + "/" + column;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void everyStepIsAccessibleAndFitsASmallScreen(String lang) {
    try (Browser phone = Browser.open(360, 740, List.of("ko-KR"))) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute?lang=" + lang);
      look(phone, "words " + lang);
      page.locator("#next").click();
      page.locator(".summary").waitFor();
      look(phone, "words with an error " + lang);
      giver.words("걸음마다 예시 " + lang, "글 (예시)");
      page.locator("input[value=decade]").check();
      look(phone, "decades " + lang);
      page.locator("input[value='1960']").check();
      giver.next("place").pin();
      look(phone, "place " + lang);
      giver.next("media").photo("a.jpg", MediaFiles.jpeg(64, 48), "예시");
      giver.photo("b.jpg", MediaFiles.jpeg(50, 48), "예시 둘").recording();
      page.locator("#f-media-0-people").check();
      look(phone, "media " + lang);
      giver.next("you");
      page.locator("input[value=guardian]").check();
      page.locator(".consent-text summary").first().click();
      look(phone, "consents " + lang);
      page.locator("#next").click();
      page.locator(".summary").waitFor();
      look(phone, "consents with errors " + lang);
      giver.consents("collection", "publication", "portrait").grown().next("check");
      page.locator(".phone .item-title").waitFor();
      look(phone, "preview " + lang);
      String link = giver.send();
      look(phone, "thanks " + lang);
      page.navigate(village.url(link));
      page.locator(".mine").waitFor();
      look(phone, "mine " + lang);
      page.navigate(village.url("/mine?lang=" + lang));
      page.locator("#f-link").waitFor();
      look(phone, "mine without a link " + lang);
      giver.open("/contribute?kind=vacancy&lang=" + lang);
      look(phone, "vacancy " + lang);
      giver.open("/contribute?about=stories/" + aStory() + "&lang=" + lang);
      look(phone, "correction " + lang);
      phone.assertNoErrors();
    }
  }

  private static void look(Browser browser, String what) {
    browser.assertAccessible(what);
    Object wider = browser.page().evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wider).as(what + " scrolls sideways").isEqualTo(false);
  }

  @Test
  void aDraftSurvivesAReloadAndIsGoneOnceSent() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      giver.words("다시 읽는 예시", "끝까지 남는 글 (예시)").next("place").pin().next("media");
      giver.photo("c.jpg", MediaFiles.jpeg(60, 40), "남는 사진");
      page.reload();
      giver.at("media");
      assertThat(page.locator("#f-media-0-alt")).hasValue("남는 사진");
      assertThat(page.locator("[data-photo] img")).isVisible();
      page.goBack();
      giver.at("place");
      assertThat(page.locator(".marker-own")).hasCount(1);
      page.locator("#back").click();
      giver.at("words");
      assertThat(page.locator("#f-properties-text")).hasValue("끝까지 남는 글 (예시)");
      giver.next("place").next("media").next("you");
      giver.consents("collection", "publication").grown().next("check");
      String link = giver.send();
      page.reload();
      assertThat(page.locator("#link").getAttribute("href")).endsWith(link);
      page.locator("#another").click();
      giver.at("words");
      assertThat(page.locator("#f-properties-title")).hasValue("");
      phone.assertNoErrors();
    }
  }

  @Test
  void aChildSendsWithAGuardianAlone() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      giver.words("어린이 예시", "글 (예시)").next("place").next("media").next("you");
      giver.consents("collection", "publication");
      page.locator("input[value=guardian]").check();
      page.locator("#next").click();
      assertThat(page.locator(".summary")).containsText("보호자");
      giver.consents("guardianAgrees");
      page.locator("#f-consents-guardian").fill("보호자 예시");
      giver.next("check").send();
      JsonNode seen = centre.submission("어린이 예시");
      assertThat(seen.at("/consents/age").asText()).isEqualTo("guardian");
      String contact = "/api/submissions/" + seen.path("id").asText() + "/contact";
      assertThat(centre.get(contact).findValue("guardian").asText()).isEqualTo("보호자 예시");
      phone.assertNoErrors();
    }
  }

  @Test
  void aPhotoOffersItsPlaceAndIsNeverTakenAtItsWord() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      giver.words("사진 자리 예시", "글 (예시)").next("place");
      FilePayload photo =
          new FilePayload("d.jpg", "image/jpeg", MediaFiles.jpegOfTelephone(80, 60, 1));
      page.locator("#place-photo").setInputFiles(photo);
      Locator offer = page.locator(".offer-place .button-main");
      offer.waitFor();
      assertThat(page.locator(".marker-own")).hasCount(0);
      offer.click();
      assertThat(page.locator(".marker-own")).hasCount(1);
      Object point = page.evaluate("JSON.parse(localStorage['maeul.draft.new.stories']).point[1]");
      assertThat(((Number) point).doubleValue()).isBetween(35.824, 35.825);
      phone.assertNoErrors();
    }
  }

  @Test
  void aCorrectionComesFromTheItemAndItsPage() {
    String id = aStory();
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      page.navigate(village.url("/api/collections/stories/items/" + id + "?f=html"));
      assertThat(page.locator("a.correct"))
          .hasAttribute("href", Pattern.compile("/contribute\\?about=stories/" + id));
      page.navigate(village.url("/?item=stories/" + id));
      page.locator("[data-correct]").click();
      Giver giver = new Giver(page, village).at("words");
      page.locator("#next").click();
      assertThat(page.locator(".summary")).isVisible();
      page.locator("#f-text").fill("연도가 틀렸습니다. <b>1979</b>년입니다. (예시)");
      giver.next("place").next("media").next("you").consents("collection").grown().next("check");
      assertThat(page.locator(".letter")).containsText("<b>1979</b>년입니다");
      String link = giver.send();
      page.navigate(village.url(link));
      assertThat(page.locator(".mine .sent")).containsText("<b>1979</b>년입니다");
      phone.assertNoErrors();
    }
  }

  @Test
  void aVacantHouseIsReportedAndNeverShown() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute?kind=vacancy");
      assertThat(page.locator(".promise")).containsText("공개하지 않습니다");
      page.locator("#f-text").fill("지붕이 내려앉았습니다. (예시)");
      giver.next("place");
      page.locator("#next").click();
      assertThat(page.locator(".summary")).containsText("주소를 적어 주세요");
      page.locator("#f-addressText").fill("노송동 예시길 막다른 집");
      giver.next("media").next("you").consents("collection").grown().next("check");
      assertThat(page.locator(".letter")).containsText("예시길 막다른 집");
      giver.send();
      phone.assertNoErrors();
    }
    String all = village.get("/api/collections/vacant-houses/items?limit=1000").body();
    assertThat(all).doesNotContain("예시길 막다른 집");
  }

  @Test
  void theMapLeadsToGiving() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      page.navigate(village.url("/"));
      page.locator("#list[data-state=ready]").waitFor();
      assertThat(page.locator("#give")).isVisible();
      Object covered =
          page.evaluate(
              "(() => { const a = document.getElementById('give').getBoundingClientRect();"
                  + " return [...document.querySelectorAll('.map-button, .sheet-bar, .rail')].some(n => { const b = n.getBoundingClientRect();"
                  + " return b.width && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }); })()");
      assertThat(covered).isEqualTo(false);
      page.mouse().click(30, 230, new Mouse.ClickOptions().setButton(MouseButton.RIGHT));
      Locator here = page.locator(".hold a");
      here.waitFor();
      here.click();
      new Giver(page, village).at("words").words("누른 자리 예시", "글 (예시)").next("place");
      assertThat(page.locator(".marker-own")).hasCount(1);
      phone.assertNoErrors();
    }
  }

  private static String aStory() {
    for (JsonNode one : village.json("/api/collections/stories/items?limit=100").path("features")) {
      if (one.path("geometry").path("type").asText().equals("Point")) {
        return one.path("id").asText();
      }
    }
    throw new AssertionError("no story has a place");
  }
}
