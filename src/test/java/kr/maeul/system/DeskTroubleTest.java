package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do by halves, and what the desk says to them of it. */
@Tag("browser")
class DeskTroubleTest {
  @TempDir static Path directory;
  private static Village village;
  private static Sent residents;
  private static int people;

  @BeforeAll
  static void start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    Path data = directory.resolve("data");
    village =
        Village.start(
            TestDatabase.h2gisWithDemo(directory.resolve("database")),
            null,
            Map.of("MAEUL_DATA_DIR", data.toString()));
    residents = new Sent(village, data);
    house("unnamed-1", Map.of("address", "중노송동 예시 12-3", "dong", "노송동"));
    house("unnamed-2", Map.of("address", "중노송동 예시 45", "dong", "노송동", "consent", "listed"));
  }

  @AfterAll
  static void stop() {
    residents.close();
    village.close();
  }

  private static void house(String id, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(Map.of("evidence", "confirmed", "consent", "none"));
    all.put("followUp", "agreed");
    all.putAll(values);
    PlannedHouses.add(village, id, 127.1551, 35.8241, all);
  }

  private static Browser open(int width, String lang, String route, Role... roles) {
    Browser browser = Browser.open(width, width < 600 ? 620 : 800, List.of("ko-KR"));
    String[] cookie = village.signIn("trouble" + ++people, roles).split("=", 2);
    browser
        .context()
        .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(village.url("/"))));
    browser.page().navigate(village.url("/desk?lang=" + lang + "#" + route));
    return browser;
  }

  private static JsonNode asStaff(Browser browser, String path) {
    Cookie cookie =
        browser.context().cookies().stream().filter(c -> c.name.equals("maeul")).findFirst().get();
    return village.json(path, "Cookie", "maeul=" + cookie.value);
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  /** A story that says as of when it is true. */
  private static String datedStory() {
    for (JsonNode one : village.json("/api/collections/stories/items?limit=100").get("features")) {
      if (one.at("/properties").has("asOf")) {
        return one.get("id").asText();
      }
    }
    throw new AssertionError("no story with a date");
  }

  private static Locator field(Page page, String property) {
    return page.locator("[data-pointer='/properties/" + property + "']")
        .locator("input, textarea, select")
        .first();
  }

  private static void shot(Page page, String name) {
    String folder = System.getenv("MAEUL_TEST_SHOTS");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }

  private static List<String> changes(Page page) {
    List<String> sent = new java.util.concurrent.CopyOnWriteArrayList<>();
    page.onRequest(
        r -> {
          if (Set.of("PATCH", "PUT", "POST").contains(r.method())) {
            sent.add(r.method() + " " + r.url());
          }
        });
    return sent;
  }

  /**
   * Takes the year, the month or the day out of a date, as somebody does who begins to change it.
   */
  private static void halfType(Locator date) {
    date.focus();
    date.press("Backspace");
    assertThat(date).hasJSProperty("value", "");
    assertThat((Boolean) date.evaluate("d => d.validity.badInput")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1280,ko,끝까지 적어 주세요", "360,en,is not finished"})
  void aHalfTypedDateIsAnErrorAndErasesNothing(int width, String lang, String words) {
    String id = datedStory();
    String path = "/api/collections/stories/items/" + id;
    try (Browser browser = open(width, lang, "/items/stories/" + id, Role.STAFF)) {
      Page page = browser.page();
      page.locator("[data-act=save]").waitFor();
      String before = asStaff(browser, path).at("/properties/asOf").asText();
      assertThat(before).isNotEmpty();
      List<String> sent = changes(page);
      page.locator("details[data-group=keeping] summary").click();
      Locator date = field(page, "asOf");
      halfType(date);
      page.locator("[data-act=save]").click();
      assertThat(page.locator(".error-summary")).containsText(words);
      assertThat(page.locator("[data-pointer='/properties/asOf'] .field-error"))
          .containsText(words);
      shot(page, "half-date-" + width + "-" + lang);
      assertThat(sent).isEmpty();
      assertThat(asStaff(browser, path).at("/properties/asOf").asText()).isEqualTo(before);
      date.fill("2020-02-03");
      page.locator("[data-act=save]").click();
      assertThat(page.locator(".toast")).isVisible();
      assertThat(asStaff(browser, path).at("/properties/asOf").asText()).isEqualTo("2020-02-03");
      browser.assertNoErrors();
    }
  }

  @Test
  void norInTheTableNorInABulkChangeNorInTheLog() {
    try (Browser browser = open(1280, "ko", "/items/stories", Role.STAFF, Role.ADMIN)) {
      Page page = browser.page();
      Locator row = page.locator("tr[data-item='" + datedStory() + "']");
      Locator cell = row.locator("td[data-property=asOf]");
      cell.locator("button").click();
      List<String> sent = changes(page);
      halfType(cell.locator("input"));
      page.locator("h1").click();
      assertThat(cell.locator(".field-error")).containsText("끝까지");
      cell.locator("[type=submit]").click();
      assertThat(cell.locator(".field-error")).containsText("끝까지");
      cell.locator("button").last().click();
      page.locator("tbody .choose input").first().check();
      page.getByText("한꺼번에 바꾸기").click();
      Locator dialog = page.locator("dialog[open]");
      dialog.locator("select").first().selectOption("asOf");
      Locator date = dialog.locator("input[type=date]");
      date.fill("2021-05-06");
      assertThat(dialog.locator("[data-answer=bulk]")).isEnabled();
      halfType(date);
      assertThat(dialog.locator("[data-answer=bulk]")).isDisabled();
      assertThat(dialog.locator(".field-error")).containsText("끝까지");
      dialog.locator(".dialog-actions button").first().click();
      page.navigate(village.url("/desk?lang=ko#/log"));
      page.locator("input[name=from]").waitFor();
      halfType(page.locator("input[name=from]"));
      page.locator(".filters [type=submit]").click();
      assertThat(page.locator(".error-summary")).containsText("끝까지");
      assertThat(sent).isEmpty();
      browser.assertNoErrors();
    }
  }

  @Test
  void whatCannotBeMeantIsSaidAtItsFieldAndNotSent() {
    String id = datedStory();
    String path = "/api/collections/stories/items/" + id;
    try (Browser browser = open(360, "ko", "/items/stories/" + id, Role.STAFF)) {
      Page page = browser.page();
      page.locator(".sketch[data-ready]").waitFor();
      JsonNode before = asStaff(browser, path);
      List<String> sent = changes(page);
      Locator latitude = page.locator("[data-pointer='/geometry#lat']");
      String stored = latitude.locator("input").inputValue();
      for (String wrong : List.of("35.8.2", "95", "", "서른다섯", "35.")) {
        latitude.locator("input").fill(wrong);
        page.locator("[data-act=save]").click();
        assertThat(latitude.locator(".field-error")).containsText("숫자로 적어 주세요");
      }
      shot(page, "wrong-latitude-360-ko");
      latitude.locator("input").fill("36.9");
      latitude.locator("input").press("Tab");
      Locator dialog = page.locator("dialog[open]");
      assertThat(dialog).containsText("km 떨어진 곳으로");
      dialog.getByText("취소").click();
      assertThat(latitude.locator("input")).hasValue(stored);
      assertThat(page.locator(".error-summary, .has-error")).hasCount(0);

      Locator year = page.locator("[data-pointer='/properties/year']");
      String storedYear = year.locator("input").inputValue();
      for (String wrong : List.of("20OO", "19육", "12e3")) {
        year.locator("input").fill(wrong);
        page.locator("[data-act=save]").click();
        assertThat(year.locator(".field-error")).containsText("숫자로 적어 주세요. 예: 1975");
      }
      assertThat(sent).isEmpty();
      assertThat(asStaff(browser, path)).isEqualTo(before);
      year.locator("input").fill(storedYear);
      assertThat(page.locator(".error-summary, .has-error")).hasCount(0);

      page.navigate(village.url("/desk?lang=ko#/items/stories"));
      page.locator("tbody .choose input").first().check();
      page.getByText("한꺼번에 바꾸기").click();
      dialog.locator("select").first().selectOption("year");
      dialog.locator("[data-pointer='/properties/year'] input").fill("19육");
      assertThat(dialog.locator(".field-error")).containsText("예: 1975");
      assertThat(dialog.locator("[data-answer=bulk]")).isDisabled();
      dialog.locator("select").first().selectOption("asOf");
      dialog.locator("input[type=date]").fill("0009-02-01");
      assertThat(dialog.locator(".field-error")).containsText("네 자리로");
      shot(page, "bulk-year-360-ko");
      assertThat(sent).isEmpty();
      browser.assertNoErrors();
    }
  }

  private static void tap(Page page, double... parts) {
    BoundingBox box = page.locator(".sketch").boundingBox();
    for (int i = 0; i < parts.length; i += 2) {
      page.mouse().click(box.x + parts[i] * box.width, box.y + parts[i + 1] * box.height);
    }
  }

  @ParameterizedTest
  @CsvSource({"1280,ko,엇갈리거나", "360,en,crosses or touches itself"})
  void aShapeThatCrossesItselfIsMarkedOnTheMapAndAHoleCanBeDrawn(
      int width, String lang, String words) {
    try (Browser browser = open(width, lang, "/items/regeneration-sites/new", Role.STAFF)) {
      Page page = browser.page();
      field(page, "title").fill("그리는 구역 예시 " + lang);
      Locator map = page.locator(".sketch[data-ready]");
      map.scrollIntoViewIfNeeded();
      tap(page, 0.2, 0.2, 0.8, 0.8, 0.8, 0.2, 0.2, 0.8);
      assertThat(map).hasAttribute("data-corners", "4");
      Locator save = page.locator("[data-act=save], [data-act=saveDraft]");
      save.click();
      assertThat(page.locator(".error-summary")).containsText(words);
      assertThat(page.locator(".sketch-fault [role=img]")).isVisible();
      String all = (String) page.evaluate("document.body.innerText");
      assertThat(all).doesNotContain("Prefer", "lenient");
      assertThat(all.split(Pattern.quote(words), -1)).as("said once").hasSize(2);
      browser.assertAccessible("a wrong shape " + lang);
      shot(page, "wrong-shape-" + width + "-" + lang);
      assertThat(browser.errors()).allMatch(e -> e.contains("422"));
      browser.errors().clear();

      page.locator("[data-do=clear]").click();
      assertThat(page.locator(".sketch-fault")).hasCount(0);
      assertThat(page.locator(".error-summary, .has-error")).hasCount(0);
      map.scrollIntoViewIfNeeded();
      tap(page, 0.15, 0.15, 0.85, 0.15, 0.85, 0.85, 0.15, 0.85);
      page.locator("[data-do=hole]").click();
      map.scrollIntoViewIfNeeded();
      tap(page, 0.3, 0.3, 0.7, 0.3);
      save.click();
      assertThat(page.locator(".error-summary")).isVisible(); // a hole of two corners is none yet
      page.locator("[data-do=here]").click(); // by keyboard
      assertThat(map).hasAttribute("data-holes", "1");
      page.locator("[data-do=undo]").click();
      page.locator("[data-do=redo]").click();
      assertThat(map).hasAttribute("data-holes", "1");
      shot(page, "hole-" + width + "-" + lang);
      save.click();
      page.waitForURL(Pattern.compile(".*/items/regeneration-sites/(?!new).+"));
      String id = page.url().substring(page.url().lastIndexOf('/') + 1);
      JsonNode rings =
          asStaff(browser, "/api/collections/regeneration-sites/items/" + id)
              .at("/geometry/coordinates/0");
      assertThat(rings).hasSize(2);
      assertThat(rings.get(1)).hasSize(4);
      browser.assertNoErrors();
    }
  }

  /** The same photo, taken six seconds of longitude further east. */
  private static byte[] furtherEast(byte[] photo) {
    ByteBuffer bytes = ByteBuffer.wrap(photo.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 8 <= photo.length; i++) {
      if (bytes.getInt(i) == 528 && bytes.getInt(i + 4) == 10) {
        return bytes.putInt(i, 588).array();
      }
    }
    throw new AssertionError("no place in the photo");
  }

  @Test
  void everyFileSaysForItselfWhatIsWrongAndWhereItWasTaken() {
    byte[] none = "<html>".getBytes(StandardCharsets.UTF_8);
    byte[] here = MediaFiles.jpegOfTelephone(320, 240, 1);
    try (Browser browser = open(360, "ko", "/items/stories/new", Role.STAFF)) {
      Page page = browser.page();
      page.locator(".sketch[data-ready]").waitFor();
      AtomicInteger sent = new AtomicInteger();
      page.onRequest(
          r -> {
            if (r.method().equals("POST") && r.url().endsWith("/api/media")) {
              sent.incrementAndGet();
            }
          });
      page.locator("input[type=file]")
          .first()
          .setInputFiles(
              new FilePayload[] {
                new FilePayload("first.jpg", "image/jpeg", none),
                new FilePayload("here.jpg", "image/jpeg", here),
                new FilePayload("second.jpg", "image/jpeg", none),
                new FilePayload("there.jpg", "image/jpeg", furtherEast(here))
              });
      assertThat(page.locator(".media-photo .media-entry")).hasCount(2);
      Locator failed = page.locator(".media-line");
      assertThat(failed).hasCount(2);
      assertThat(failed.first()).containsText("first.jpg");
      assertThat(failed.last()).containsText("second.jpg");
      assertThat(failed.locator("button")).hasCount(2); // to put away: trying again would not help
      org.assertj.core.api.Assertions.assertThat(sent).as("each once").hasValue(4);
      Locator offers = page.locator(".place-photo");
      assertThat(offers).hasCount(2);
      assertThat(offers.last()).containsText("there.jpg");
      browser.assertAccessible("two that failed and two places");
      shot(page, "photos-360-ko");
      offers.last().locator("[data-do=photo]").click();
      assertThat(page.getByLabel("경도")).hasValue(Pattern.compile("127\\.149666.*"));
      assertThat(offers).hasCount(0);
    }
  }

  @Test
  void aHouseWithoutANameIsCalledByWhatItsReaderMaySee() {
    try (Browser browser = open(1280, "ko", "/board", Role.STAFF, Role.PLANNER)) {
      Page page = browser.page();
      page.locator("input[name=q]").fill("예시 12-3");
      Locator card = page.locator("[data-house=unnamed-1]");
      assertThat(card.locator("h3")).hasText("중노송동 예시 12-3");
      assertThat(card.locator(".board-where")).hasText("노송동");
      JsonNode found =
          asStaff(browser, "/api/search?q=" + encoded("중노송동 예시 12-3")).at("/features/0");
      assertThat(found.at("/properties/title").asText()).isEqualTo("중노송동 예시 12-3");
      page.navigate(village.url("/desk?lang=ko#/items/vacant-houses/unnamed-1/history"));
      assertThat(page.locator("#view h1")).hasText("‘중노송동 예시 12-3’의 이력");
      page.navigate(village.url("/desk?lang=ko#/items/vacant-houses/unnamed-1"));
      page.locator("[data-act=delete]").click();
      page.locator("dialog[open] [data-answer=yes]").click();
      page.locator("tbody tr").first().waitFor();
      page.navigate(village.url("/desk?lang=ko#/bin"));
      assertThat(page.locator("[data-item='vacant-houses/unnamed-1'] h2")).hasText("중노송동 예시 12-3");
      browser.assertNoErrors();
    }
    assertThat(village.get("/api/search?q=" + encoded("노송동") + "&limit=100").body())
        .contains("노송동 빈집")
        .doesNotContain("예시 45", "unnamed-1");
    try (Browser anyone = Browser.open(360, 620, List.of("ko-KR"))) {
      anyone.page().navigate(village.url("/?view=houses&item=vacant-houses/unnamed-2"));
      assertThat(anyone.page().locator(".item-title")).hasText("노송동 빈집");
      shot(anyone.page(), "unnamed-360-ko");
      anyone.page().navigate(village.url("/?view=houses&item=vacant-houses/unnamed-2&lang=en"));
      assertThat(anyone.page().locator(".item-title")).hasText("Vacant house in 노송동");
      anyone
          .page()
          .navigate(village.url("/api/collections/vacant-houses/items/unnamed-2?f=html&lang=ko"));
      assertThat(anyone.page()).hasTitle(Pattern.compile("노송동 빈집.*"));
      anyone.assertNoErrors();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void whatWaitsForPlannersIsToldToStaffAsANumberAlone(String lang) {
    ObjectNode report = residents.sent("vacancy", "vacant-houses");
    report.putObject("properties");
    report.put("addressText", "물왕멀 예시길 " + lang);
    Sent.place(report, 127.155, 35.824);
    residents.send(report);
    String words = lang.equals("ko") ? "계획 담당의 검토를 기다리는 빈집 알림이" : "to be reviewed by a";
    try (Browser browser = open(360, lang, "/home", Role.STAFF)) {
      Page page = browser.page();
      assertThat(page.locator(".home-waits")).containsText(words);
      shot(page, "waits-360-" + lang);
      assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
          .as("scrolls sideways")
          .isEqualTo(false);
      page.navigate(village.url("/desk?lang=" + lang + "#/review"));
      assertThat(page.locator(".review-elsewhere")).containsText(words);
      assertThat((String) page.evaluate("document.body.innerText")).doesNotContain("예시길");
      browser.assertAccessible("what waits elsewhere " + lang);
      browser.assertNoErrors();
    }
  }

  @Test
  void whatIsRequiredIsAskedBeforeTheYes() {
    residents.send(residents.story("허락할 예시"));
    try (Browser browser = open(1280, "ko", "/review", Role.STAFF)) {
      Page page = browser.page();
      page.locator(".review-items a")
          .filter(new Locator.FilterOptions().setHasText("허락할 예시"))
          .click();
      assertThat(page.locator(".review-map .leaflet-control-zoom-in"))
          .hasAttribute("aria-label", "지도 확대");
      page.locator("[data-action=approve]").click();
      Locator dialog = page.locator("dialog[open]");
      Locator label = dialog.locator("[data-pointer='/properties/title'] label");
      assertThat(label).not().containsText("선택");
      List<String> sent = changes(page);
      dialog.locator("[name=title]").fill(" ");
      dialog.locator("[data-answer=yes]").click();
      assertThat(dialog.locator(".error-summary")).containsText("칸을 채워 주세요");
      assertThat(sent).isEmpty();
      dialog.locator("[name=title]").fill("허락한 예시");
      dialog.locator(".review-more summary").click();
      Locator asOf = dialog.locator("[data-pointer='/properties/asOf']");
      asOf.locator("input").fill("0009-02-01");
      dialog.locator("[data-answer=yes]").click();
      assertThat(asOf.locator(".field-error")).containsText("네 자리로");
      assertThat(sent).isEmpty();
      asOf.locator("input").fill("");
      shot(page, "approve-1280-ko");
      page.evaluate(
          "window.told = []; new MutationObserver(() => { const toast = document.querySelector('.toast');"
              + " if (toast) told.push(toast.textContent); })"
              + ".observe(document.querySelector('.toasts'), { childList: true })");
      dialog.locator("[data-answer=yes]").click();
      assertThat(page.locator("[role=tab]").filter(new Locator.FilterOptions().setHasText("반영됨")))
          .containsText("1");
      page.locator(".review-detail, .review-items, .empty").first().waitFor();
      assertThat(page.evaluate("told.length > 0")).isEqualTo(true);
      assertThat(page.evaluate("told.filter(words => !words.includes('지도에 실었습니다'))"))
          .as("no later note takes the place of what was done")
          .isEqualTo(List.of());
      browser.assertNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280,ko,빈집", "360,en,Vacant houses"})
  void theLogSpeaksInWords(int width, String lang, String layer) {
    try (Browser browser = open(width, lang, "/review", Role.STAFF, Role.PLANNER, Role.ADMIN)) {
      Page page = browser.page();
      page.locator(".tabs").waitFor();
      String story = "angel-of-nosong";
      for (String path :
          List.of(
              "/api/bin",
              "/api/shortlists",
              "/api/finder-searches",
              "/api/houses/board",
              "/api/houses/unnamed-2/timeline",
              "/api/collections/stories/items/" + story,
              "/api/collections/vacant-houses/items/unnamed-2")) {
        asStaff(browser, path);
      }
      page.navigate(village.url("/desk?lang=" + lang + "#/log"));
      page.locator("table.grid tbody tr").first().waitFor();
      assertThat(page.locator("table.grid")).containsText(layer);
      String title =
          village
              .json("/api/collections/stories/items/" + story)
              .at("/properties/title" + (lang.equals("en") ? "En" : ""))
              .asText();
      assertThat(page.locator("table.grid").getByText(title).first()).isVisible();
      assertThat(page.locator("table.grid").innerText())
          .doesNotContain("/api/", "{", "vacant-houses", "house-events", "desk.");
      shot(page, "log-" + width + "-" + lang);
      browser.assertAccessible("log " + lang);
      browser.assertNoErrors();
    }
  }

  @Test
  void zeroIsAPlaceTheFarPastIsReachedAndParticlesFit() {
    try (Browser anyone = Browser.open(1280, 800, List.of("ko-KR"))) {
      Page page = anyone.page();
      page.navigate(village.url("/?map=0/0/0"));
      Locator map = page.locator("#map");
      assertThat(map).hasAttribute("role", "application");
      assertThat(map).hasAttribute("aria-label", Pattern.compile(".*지도에 있는 것은 모두 목록에도 있습니다.*"));
      assertThat(
              page.evaluate(
                  "async () => { const { readAddress, writeAddress } = await import('/src/state.js');"
                      + " const s = readAddress('http://x/?map=0/0/0', 'ko');"
                      + " return JSON.stringify(s.place) + writeAddress(s)"
                      + " + readAddress('http://x/?map=//', 'ko').place; }"))
          .isEqualTo("{\"zoom\":0,\"lat\":0,\"lon\":0}/?map=0/0.00000/0.00000null");
      assertThat(
              page.evaluate(
                  "async () => { const { yearSteps } = await import('/src/schema/filter.js');"
                      + " return [yearSteps(892, 2026)[0], yearSteps(892, 2026).at(-1), yearSteps(-57, 1950)[0],"
                      + " yearSteps(-57, 1950)[1], yearSteps(1955, 2019).length].join('|'); }"))
          .isEqualTo("892,899|2020,2026|-57,-1|1,99|7");
      assertThat(
              page.evaluate(
                  "async () => { const { particle } = await import('/src/particles.js');"
                      + " return ['이메일', '주소', '10', 'PNG', '집 (예시)', 'ㄴㅅㄷ', '…']"
                      + ".map((w) => particle(w, '을(를)') + particle(w, '(으)로')).join(); }"))
          .isEqualTo("을로,를로,을으로,를로,를로,을으로,을(를)(으)로");
      anyone.assertNoErrors();
    }
  }
}
