package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The finder at the desk, used as planners do. */
@Tag("browser")
class FinderPageTest {
  private static final double SLOWLY_MS = 30_000;

  /** Rows and markers that were looked at when all of them came up. */
  private static final List<String> MANY_ALIKE =
      List.of(".find-rows > :nth-child(n + 4)", "[data-marker] ~ [data-marker]");

  /** What stays beside the list, and was looked at with the ranking and the settings. */
  private static final List<String> BESIDE =
      List.of(".find-settings", ".find-top", ".find-map", ".find-rows > :nth-child(n + 4)");

  private static final String PROFILE = "youth-share-house";

  @TempDir static Path directory;
  private static Village village;
  private static String cookie;
  private static int people;

  @BeforeAll
  static void start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(SLOWLY_MS);
    village = Village.start(TestDatabase.h2gisWithDemo(directory), null);
    NosongHouses.into(village, directory);
    cookie = village.signIn("asker", Role.STAFF, Role.PLANNER);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  private static Browser desk(int width, int height, Role... roles) {
    Browser browser = Browser.open(width, height, List.of("ko-KR"));
    browser.page().setDefaultTimeout(SLOWLY_MS);
    String[] pair = village.signIn("someone" + ++people, roles).split("=", 2);
    browser.context().addCookies(List.of(new Cookie(pair[0], pair[1]).setUrl(village.url("/"))));
    return browser;
  }

  private static Browser planner(int width, int height) {
    return desk(width, height, Role.STAFF, Role.PLANNER);
  }

  private static Page open(Browser browser, String more) {
    Page page = browser.page();
    page.navigate(village.url("/desk" + more));
    page.locator(".find-results[aria-busy=false] .find-rows > *:not(.state-loading)")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    return page;
  }

  private static void mapReady(Page page) {
    page.locator(".find-map[data-ready=true][data-shown]")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
  }

  private static JsonNode api(String query) {
    return village.json("/api/finder/" + PROFILE + "?" + query, "Cookie", cookie);
  }

  private static List<String> ids(JsonNode houses) {
    List<String> ids = new ArrayList<>();
    houses.forEach(h -> ids.add(h.get("id").asText()));
    return ids;
  }

  @SuppressWarnings("unchecked")
  private static List<String> shown(Page page) {
    return (List<String>)
        page.evaluate(
            "[...document.querySelectorAll('.find-rows [data-open]')].map(a => a.dataset.open)");
  }

  @SuppressWarnings("unchecked")
  private static List<String> marked(Page page) {
    return (List<String>)
        page.evaluate("[...document.querySelectorAll('[data-marker]')].map(m => m.dataset.marker)");
  }

  /** The page shows the API's order, however long it takes. */
  private static void assertOrder(Page page, List<String> ids) {
    assertThat(page.locator(".find-row")).hasCount(ids.size());
    page.waitForFunction(
        "ids => JSON.stringify([...document.querySelectorAll('.find-rows [data-open]')].map(a => a.dataset.open)) === JSON.stringify(ids)",
        ids);
    assertThat(shown(page)).isEqualTo(ids);
  }

  private static void shot(Page page, String name) {
    String folder = System.getenv("MAEUL_TEST_SHOTS");
    if (folder != null) {
      Path file = Path.of(folder, "finder-" + name.replace(' ', '-') + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }
  }

  private static void check(Browser browser, String what) {
    check(browser, what, BESIDE);
  }

  private static void check(Browser browser, String what, List<String> seen) {
    Page page = browser.page();
    shot(page, what);
    browser.assertAccessible(what, seen);
    browser.assertNumbersWhole(what);
    Object wider = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wider).as(what + " scrolls sideways").isEqualTo(false);
    Object missing =
        page.evaluate(
            "[...document.body.innerText.matchAll(/(find|desk|edit)\\.[a-z][\\w.-]+/g)].map(m => m[0])");
    assertThat((List<?>) missing).as(what + " has words that are not translated").isEmpty();
  }

  /** Shows a part, where not all of them are there at once. */
  private static boolean pane(Page page, String name) {
    Locator button = page.locator("[data-pane=" + name + "].find-pane");
    if (!button.isVisible()) {
      return false;
    }
    button.click();
    return true;
  }

  private static void close(Page page) {
    page.keyboard().press("Escape");
    page.locator("dialog")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  /** A link that was cut, typed or is of another profile still leads to a ranking. */
  @Test
  void whatTheAddressSaysWronglyIsLeftOut() {
    List<String> all = ids(api("limit=50").get("ranking"));
    String first = village.json("/api/finder", "Cookie", cookie).at("/profiles/0/id").asText();
    String filtered = "/api/finder/" + first + "?limit=50&filter=rooms%3E%3D3";
    List<String> clear = ids(village.json(filtered, "Cookie", cookie).get("ranking"));
    String crossing = "127.14+35.82,127.16+35.83,127.16+35.82,127.14+35.83";
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "?lang=ko#/finder?f.rooms==true&p=" + PROFILE);
      assertOrder(page, all);
      Locator told = page.locator(".find-unread");
      assertThat(told).hasText("주소에서 알아볼 수 없는 부분은 빼고 보여 드립니다: 방 수.");
      assertThat(page).hasURL(Pattern.compile("#/finder\\?p=" + PROFILE + "$"));
      check(browser, "unread ko 1280", List.of(".find-settings", ".find-rows", ".find-map"));
      page.locator("[data-do=searches]").focus();
      page.evaluate(
          "location.hash = '#/finder?p=no-such&w=grade:1e99,nope:3&f.rooms=~3..&f.grade==reuse2"
              + "&f.nope=~1..&in=no/where&area=1+2,3+4&not="
              + crossing
              + "&o=best&n=many&tab=all&x=1'");
      assertOrder(page, clear);
      assertThat(told)
          .hasText(
              "주소에서 알아볼 수 없는 부분은 빼고 보여 드립니다: 무엇으로 쓸 집인지, 가중치, 등급, “nope”, 구역,"
                  + " 포함할 구역, 뺄 구역, 차례, 보여 줄 수, 목록, “x”.");
      Locator within = page.locator("[data-do=within] option");
      page.evaluate("location.hash = '#/finder?f.rooms=~3..&in=districts/none&house=none'");
      assertThat(told).hasText("주소에서 알아볼 수 없는 부분은 빼고 보여 드립니다: 구역, 집.");
      assertThat(within.filter(new Locator.FilterOptions().setHasText("none"))).hasCount(0);
      assertThat(page.locator("#find-why-title")).hasText("찾을 수 없는 집입니다");
      page.locator("#find-why [data-do=close]").click();
      assertThat(told).isHidden();
      for (String cql : List.of("{\"op\":\"no\"}", "5", "\"rooms >\"", "{", "[]")) {
        page.evaluate(
            "c => { location.hash = '#/finder?f.rooms=~3..&cql=' + encodeURIComponent(c); }", cql);
        assertThat(told).containsText("가져온 조건");
        assertOrder(page, clear);
      }
      page.locator("[data-tab=excluded]").click();
      assertThat(told).isHidden();
      page.navigate(village.url("/desk?lang=en#/finder?f.rooms==true"));
      page.reload();
      assertThat(page.locator(".find-unread"))
          .hasText("Parts of the address could not be read and were left out: Rooms.");
    }
  }

  @Test
  void whereNoHouseIsRankedThePageSaysWhatIsMissing() {
    String none = "f.rooms=?unknown&f.structure=?unknown&f.consent=?unknown&f.grade=?unknown";
    String filter = "rooms IS NULL AND structure IS NULL AND consent IS NULL AND grade IS NULL";
    JsonNode answer = api("filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    int houses = answer.at("/houses/matched").asInt() - answer.at("/houses/excluded").asInt();
    assertThat(answer.at("/houses/ranked").asInt()).isZero();
    assertThat(houses).isPositive();
    for (String lang : List.of("ko", "en")) {
      try (Browser browser = planner(1280, 900)) {
        Page page = open(browser, "?lang=" + lang + "#/finder?" + none + "&p=" + PROFILE);
        Locator own = page.locator("[data-lack=own]");
        assertThat(own.locator("[data-lacks=grade]")).containsText(String.valueOf(houses));
        assertThat(own).containsText("maeul import vacant-houses");
        assertThat(page.locator(".find-lack")).containsText("50%");
        for (JsonNode c : answer.get("criteria")) {
          boolean isOwn = c.path("measuredTo").isMissingNode();
          boolean isMissing = c.get("known").asInt() < houses && c.get("weight").asDouble() > 0;
          assertThat(own.locator("[data-lacks='" + c.get("id").asText() + "']"))
              .hasCount(isOwn && isMissing ? 1 : 0);
        }
        check(browser, "lack " + lang + " 1280", List.of(".find-settings", ".find-map"));
        page.locator("[data-do=lack-sheets]").click();
        page.locator("dialog[open] [name=reason]").waitFor();
      }
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Screens.class)
  void everyStateIsAccessibleAndFitsTheScreen(int width, int height, String lang) {
    try (Browser browser = planner(width, height)) {
      String what = " " + lang + " " + width;
      // With filters, so that there are fewer rows for axe.
      String address = "?lang=" + lang + "#/finder?f.grade==reuse&f.rooms=~3..&p=" + PROFILE;
      Page page = open(browser, address);
      mapReady(page);
      check(browser, "ranking" + what, List.of());
      if (pane(page, "map")) {
        check(browser, "map" + what, MANY_ALIKE);
      }
      pane(page, "settings");
      page.locator("[data-weight=grade]").press("ArrowRight");
      check(browser, "settings" + what, List.of(".find-rows", ".find-map"));
      pane(page, "list");
      for (String tab : List.of("groups", "insufficient", "excluded")) {
        page.locator("[data-tab=" + tab + "]").click();
        check(browser, tab + what);
      }
      page.locator("[data-tab=ranked]").click();
      page.locator("[data-open]").nth(1).click();
      page.locator(".find-why .find-criteria").waitFor();
      page.locator(".find-why .find-timeline, .find-why .find-past .state").first().waitFor();
      check(browser, "why" + what);
      page.locator("[data-do=owner]").click();
      page.locator(".find-owner .facts").waitFor();
      page.locator(".find-contact-new summary").click();
      check(browser, "owner" + what);
      page.locator("[data-do=close]").click();
      for (int i = 0; i < 4; i++) {
        page.locator("[data-choose]").nth(i).check();
      }
      page.locator("[data-basket=save]").click();
      page.locator("dialog[open] [name=name]").waitFor();
      check(browser, "saving" + what);
      close(page);
      page.locator("[data-basket=way]").click();
      page.locator("dialog [type=submit]").click();
      page.locator(".find-way-list li").first().waitFor();
      check(browser, "way" + what);
      page.locator("[data-do=way-show]").click();
      check(browser, "way on the map" + what, List.of(".find-settings", ".find-rows"));
      pane(page, "list");
      page.locator("[data-basket=compare]").click();
      page.locator(".find-compare-table").waitFor();
      check(browser, "compare" + what);
      page.locator("[data-do=compare-back]").click();
      page.locator("[data-do=out]").click();
      page.locator("dialog [type=submit]").click();
      page.locator("dialog .error-summary").waitFor();
      check(browser, "export without a reason" + what);
      close(page);
      page.locator("[data-do=searches]").click();
      page.locator("dialog .find-searches > :not(.state-loading)").waitFor();
      check(browser, "searches" + what);
      close(page);
      pane(page, "settings");
      page.locator("[data-draw=exclude]").click();
      page.locator("dialog .sketch[data-ready=true]").waitFor();
      check(browser, "drawing" + what);
      close(page);
      page.locator("[data-do=lists]").click();
      page.locator(".find-lists .state-empty, .find-list-cards").first().waitFor();
      check(browser, "shortlists" + what);
      page.navigate(village.url("/desk?lang=" + lang + "#/finder?f.rooms=~90.."));
      page.locator(".find-rows .state-empty")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      check(browser, "empty" + what);
      browser.assertNoErrors();
    }
  }

  @Test
  void fromSigningInToAShortlistOfFiveAndAFileByMouse() throws IOException {
    village.signIn("planner-mouse", Role.STAFF, Role.PLANNER);
    try (Browser browser = Browser.open(1280, 900, List.of("ko-KR"))) {
      Page page = browser.page();
      page.setDefaultTimeout(SLOWLY_MS);
      page.navigate(village.url("/desk"));
      page.locator("[name=login]").fill("planner-mouse");
      page.locator("[name=password]").fill("네모난 구름 세탁소 " + "planner-mouse".length());
      page.locator("[type=submit]").click();
      page.locator("[data-nav=finder]").click();
      page.locator(".find-row").first().waitFor();
      mapReady(page);
      browser.errors().clear(); // nobody was signed in at first, which the browser may tell of
      for (int i = 0; i < 5; i++) {
        page.locator("[data-choose]").nth(2 * i).check();
      }
      List<String> five = shown(page).stream().limit(9).toList();
      assertThat(page.locator(".find-basket-told")).hasText("5곳 고름");
      page.locator("[data-basket=save]").click();
      page.locator("dialog [name=name]").fill("노송동 첫 후보");
      page.locator("dialog [type=submit]").click();
      page.locator(".toast .button").click();
      assertThat(page.locator(".find-list-house")).hasCount(5);
      page.locator("[data-note='" + five.get(0) + "']").fill("지붕을 먼저 봐야 함");
      page.locator("[data-do=list-save]").click();
      assertThat(page.locator(".toast")).containsText("저장했습니다");
      JsonNode saved = village.json("/api/shortlists", "Cookie", cookie).get("shortlists");
      JsonNode list = byName(saved, "노송동 첫 후보");
      assertThat(ids(list.get("houses")))
          .containsExactly(five.get(0), five.get(2), five.get(4), five.get(6), five.get(8));
      assertThat(list.at("/houses/0/note").asText()).isEqualTo("지붕을 먼저 봐야 함");
      shot(page, "shortlist ko 1280");
      browser.assertAccessible("a shortlist");

      page.locator("[data-do=compare]").click();
      assertThat(page.locator(".find-compare-table thead th")).hasCount(4);
      page.locator("[data-do=compare-back]").click();
      page.locator("[data-do=out]").click();
      page.locator("dialog [name=reason]").fill("심의 자료");
      Download file = page.waitForDownload(() -> page.locator("dialog [type=submit]").click());
      assertXlsx(file);
      browser.assertNoErrors();
    }
  }

  @Test
  void sheetsAndAMemoAreAskedForWithAReasonAndOpenInAWindowOfTheirOwn() {
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?p=" + PROFILE);
      List<String> asked = new ArrayList<>();
      page.onRequest(
          r -> {
            if (r.method().equals("POST") && r.url().matches(".*/(sheets|memo)$")) {
              asked.add(r.postData());
            }
          });
      List<String> first = shown(page).subList(0, 2);
      page.locator("[data-choose]").nth(0).check();
      page.locator("[data-choose]").nth(1).check();
      page.locator("[data-basket=sheets]").click();
      page.locator("dialog [type=submit]").click();
      assertThat(page.locator("dialog .error-summary")).isFocused();
      assertThat(asked).isEmpty();
      page.locator("dialog [name=reason]").fill("봄 현장 조사");
      Page sheets = page.waitForPopup(() -> page.locator("dialog [type=submit]").click());
      sheets.locator(".sheet").last().waitFor();
      assertThat(sheets.locator(".sheet")).hasCount(2);
      JsonNode wanted = json(asked.get(0));
      assertThat(wanted.get("reason").asText()).isEqualTo("봄 현장 조사");
      assertThat(wanted.get("ids")).extracting(JsonNode::asText).isEqualTo(first);
      sheets.close();

      page.locator("[data-do=memo]").first().click();
      page.locator("dialog [name=reason]").fill("도시건설위원회 보고");
      Page memo = page.waitForPopup(() -> page.locator("dialog [type=submit]").click());
      memo.locator(".memo-table").first().waitFor();
      assertThat(memo.locator("h1")).hasText("청년 쉐어하우스");
      assertThat(json(asked.get(1)).get("reason").asText()).isEqualTo("도시건설위원회 보고");
      assertThat(page.url()).doesNotContain("reason");
      browser.assertNoErrors();
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode byName(JsonNode lists, String name) {
    for (JsonNode list : lists) {
      if (list.get("name").asText().equals(name)) {
        return list;
      }
    }
    throw new AssertionError(name + " is not in " + lists);
  }

  /** As a spreadsheet reads it: a head, and a row for each house that was chosen. */
  private static void assertXlsx(Download file) throws IOException {
    assertThat(file.suggestedFilename()).endsWith(".xlsx");
    try (ReadableWorkbook book = new ReadableWorkbook(file.path().toFile())) {
      List<Row> rows = book.getFirstSheet().read();
      assertThat(rows).hasSizeGreaterThan(5);
      assertThat(rows.get(0).getCellText(0)).isNotBlank();
    }
  }

  /** Presses Tab until the focus is there. */
  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 160; i++) {
      if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab never comes to " + selector);
  }

  @Test
  void fromTheRankingToAShortlistAndAFileByKeyboardAlone() throws IOException {
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?p=" + PROFILE);
      mapReady(page);
      tabTo(page, "[data-open]");
      List<String> order = shown(page);
      page.keyboard().press("Space");
      for (int i = 1; i < 5; i++) {
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Space");
      }
      assertThat(page.locator(".find-basket-told")).hasText("5곳 고름");
      assertThat(page.locator(".score-marker.is-hot[data-marker='" + order.get(4) + "']"))
          .hasCount(1);
      page.keyboard().press("ArrowUp");
      page.keyboard().press("Enter");
      assertThat(page.locator(".find-why h2")).isFocused();
      assertThat(page.locator(".find-row [aria-current]")).hasAttribute("data-open", order.get(3));
      page.keyboard().press("Escape");
      assertThat(page.locator("[data-open='" + order.get(3) + "']")).isFocused();

      tabTo(page, "[data-basket=compare]");
      page.keyboard().press("Enter");
      assertThat(page.locator("#find-compare-title")).isFocused();
      assertThat(page.locator(".find-compare-table thead th")).hasCount(4);
      tabTo(page, "[data-do=compare-save]");
      page.keyboard().press("Enter");
      assertThat(page.locator("dialog [name=name]")).isFocused();
      page.keyboard().type("글쇠만으로");
      page.keyboard().press("Enter");
      page.locator(".toast").waitFor();
      JsonNode lists = village.json("/api/shortlists", "Cookie", cookie).get("shortlists");
      assertThat(ids(byName(lists, "글쇠만으로").get("houses"))).isEqualTo(order.subList(0, 5));

      tabTo(page, "[data-do=compare-back]");
      page.keyboard().press("Enter");
      assertThat(page.locator(".find-rows [data-open]:focus")).hasCount(1);
      page.locator("#skip").focus();
      tabTo(page, "[data-do=out]");
      page.keyboard().press("Enter");
      tabTo(page, "dialog [name=reason]");
      page.keyboard().type("현장 조사");
      Download file = page.waitForDownload(() -> page.keyboard().press("Enter"));
      assertXlsx(file);
      browser.assertNoErrors();
    }
  }

  @Test
  void aWeightThatIsMovedGivesTheOrderOfTheApi() {
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?p=" + PROFILE);
      List<String> before = ids(api("limit=50").get("ranking"));
      assertOrder(page, before);
      page.locator("[data-number=road-width]").fill("30");
      List<String> wider = ids(api("limit=50&weights=road-width:30").get("ranking"));
      assertThat(wider).isNotEqualTo(before);
      assertOrder(page, wider);
      page.locator("[data-weight=grade]").focus();
      for (int i = 0; i < 8; i++) {
        page.keyboard().press("ArrowLeft");
      }
      JsonNode both = api("limit=50&weights=road-width:30,grade:11");
      assertOrder(page, ids(both.get("ranking")));
      assertThat(page.locator(".find-row-score b").first())
          .hasText("%.1f".formatted(both.at("/ranking/0/score").asDouble()));
      assertThat(page).hasURL(Pattern.compile(".*w=grade:11,road-width:30.*"));
      page.reload();
      assertOrder(page, ids(both.get("ranking")));
      page.locator("[data-do=weights-back]").click();
      assertOrder(page, before);

      page.locator("[data-do=order]").selectOption("worst-case");
      JsonNode worst = api("limit=50&order=worst-case");
      assertThat(ids(worst.get("ranking"))).isNotEqualTo(before);
      assertOrder(page, ids(worst.get("ranking")));
      assertThat(page.locator(".find-order")).containsText("모르는 것이 모두 가장 나쁘게");
      assertThat(page).hasURL(Pattern.compile(".*[?&]o=worst-case.*"));
      page.reload();
      assertOrder(page, ids(worst.get("ranking")));
      JsonNode first = worst.at("/ranking/0");
      assertThat(page.locator(".find-row").first().locator(".find-rank"))
          .containsText(first.get("rank").asText());
      Locator span = page.locator(".find-row").first().locator(".find-span");
      assertThat(span).containsText("이 집을 다 알면 " + ranks(first.at("/span/own")));
      assertThat(span).containsText("모든 집을 다 알면 " + ranks(first.at("/span/all")));
      page.locator("[data-open]").first().click();
      for (JsonNode c : first.get("criteria")) {
        String most = c.get("weight").asText();
        if (c.get("value").isNull()) {
          assertThat(page.locator(".find-why .is-unknown .find-criterion-points").first())
              .containsText("? (");
        } else if (c.get("id").asText().equals("grade")) {
          assertThat(page.locator(".find-why .find-criteria")).containsText("/ " + most + "점");
        }
      }
      boolean always = first.at("/span/alwaysInTop10").asBoolean();
      assertThat(page.locator(".find-why")).containsText(always ? "늘 10위 안입니다" : "이 집을 다 알면");
      assertThat(page.locator(".find-examples")).containsText("모두 예시");
      browser.assertNoErrors();
    }
  }

  private static String ranks(JsonNode span) {
    int best = span.get("bestRank").asInt();
    int worst = span.get("worstRank").asInt();
    return best == worst ? best + "위" : best + "~" + worst + "위";
  }

  @Test
  void theMapShowsWhatTheListShowsAndSelectingGoesBothWays() {
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?p=" + PROFILE);
      mapReady(page);
      List<String> listed = shown(page);
      assertThat(marked(page)).containsExactlyInAnyOrderElementsOf(listed);
      JsonNode first = api("limit=1").at("/ranking/0");
      Locator marker = page.locator("[data-marker='" + listed.get(0) + "']");
      assertThat(marker)
          .hasAttribute("data-score", String.valueOf(Math.round(first.get("score").asDouble())));
      marker.click();
      assertThat(page.locator(".find-why h2")).hasText(first.get("title").asText());
      assertThat(page.locator("[data-open='" + listed.get(0) + "']"))
          .hasAttribute("aria-current", "true");
      page.locator("[data-open='" + listed.get(3) + "']").click();
      assertThat(page.locator(".score-marker.is-open")).hasAttribute("data-marker", listed.get(3));
      page.goBack();
      assertThat(page.locator(".score-marker.is-open")).hasAttribute("data-marker", listed.get(0));
      page.goBack();
      assertThat(page.locator(".find-why")).isHidden();
      browser.assertNoErrors();
    }
  }

  @Test
  void whatAGateKeepsOutIsNeverRankedAndThePageSaysWhichAndHowMany() {
    JsonNode all = api("limit=1000");
    List<String> ranked = ids(all.get("ranking"));
    List<String> excluded = ids(all.get("excluded"));
    assertThat(excluded).isNotEmpty();
    assertThat(ranked).doesNotContainAnyElementsOf(excluded).hasSizeGreaterThan(20);
    JsonNode houses = all.get("houses");
    assertThat(houses.get("matched").asInt()).isEqualTo(NosongHouses.HOW_MANY);
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?n=200&p=" + PROFILE);
      for (String count : List.of("matched", "ranked", "insufficient", "excluded")) {
        assertThat(page.locator("[data-count=" + count + "] b"))
            .hasText(houses.get(count).asText());
      }
      for (JsonNode gate : all.get("gates")) {
        Locator shown = page.locator("[data-gate='" + gate.get("id").asText() + "']");
        assertThat(shown).hasAttribute("data-hits", gate.get("hits").asText());
        assertThat(shown).containsText(gate.get("title").asText());
      }
      assertOrder(page, ranked);
      page.locator("[data-count=excluded] button").click();
      assertThat(page.locator(".find-row")).hasCount(Math.min(100, excluded.size()));
      assertThat(page.locator(".find-row .badge-stop").first()).containsText("제외: ");
      page.locator("[data-open]").first().click();
      assertThat(page.locator(".find-why .notice")).containsText("순위에 넣지 않았습니다");
      page.locator("[data-count=insufficient] button").click();
      assertThat(page.locator(".find-row"))
          .hasCount(Math.min(100, houses.get("insufficient").asInt()));
      assertThat(page.locator(".find-may-match")).hasCount(0);

      page.navigate(village.url("/desk?lang=ko#/finder?f.leaseYears=~3..&p=" + PROFILE));
      int may = api("filter=leaseYears%20%3E%3D%203&limit=1").at("/houses/mayMatch").asInt();
      assertThat(may).isPositive();
      assertThat(page.locator(".find-may-match")).containsText("들 수 있는 집이 " + may + "곳");
      page.locator(".find-may-match [data-do=unknown]").click();
      assertThat(page).hasURL(Pattern.compile(".*[?&]unknown=1.*"));
      assertThat(page.locator(".find-may-match")).hasCount(0);
      browser.assertNoErrors();
    }
  }

  /** Of a house that is left out all is told that is known, and why, and nothing is made up. */
  @ParameterizedTest
  @CsvSource({
    "ko,1280,900,제외,기준이 되는 자료가 모두 있습니다.",
    "en,360,620,left out,All facts that count are known."
  })
  void whatIsLeftOutIsComparedAsItIs(
      String lang, int width, int height, String leftOut, String allKnown) {
    JsonNode all = village.json("/api/finder/" + PROFILE + "?lang=" + lang, "Cookie", cookie);
    String best = all.at("/ranking/0/id").asText();
    JsonNode left = all.at("/excluded/0");
    String reason = null;
    for (JsonNode gate : all.get("gates")) {
      boolean isIts = gate.get("id").asText().equals(left.at("/gates/0").asText());
      reason = isIts ? gate.get("title").asText() : reason;
    }
    String chosen = "&sel=" + best + "," + left.get("id").asText() + ",nobody";
    try (Browser browser = planner(width, height)) {
      Page page = browser.page();
      page.navigate(village.url("/desk?lang=" + lang + "#/finder/compare?p=" + PROFILE + chosen));
      Locator rows = page.locator(".find-compare-table tbody tr");
      assertThat(rows).hasCount(all.get("criteria").size() + 8);
      List<String> cells = rows.locator("td:nth-child(3)").allInnerTexts();
      assertThat(cells.get(0)).contains(leftOut, reason);
      assertThat(cells).noneMatch(c -> c.contains("★"));
      for (int i = 0; i < left.get("criteria").size(); i++) {
        JsonNode c = left.at("/criteria/" + i);
        boolean isKnown = !c.get("value").isNull();
        String fact = isKnown ? c.get("fact").asText().replaceFirst("^[^:]*: ", "") : "?";
        assertThat(cells.get(4 + i)).as(c.toString()).isNotEqualTo("–").contains(fact);
      }
      String missing = cells.get(cells.size() - 1);
      assertThat(missing.contains(allKnown)).isEqualTo(left.get("missing").isEmpty());
      for (int i = 0; i < Math.min(3, left.get("missing").size()); i++) {
        assertThat(missing).contains(left.at("/missing/" + i + "/title").asText());
      }
      assertThat(rows.locator("td:nth-child(4)").allInnerTexts().subList(1, cells.size()))
          .as("of a house that is not there nothing is said")
          .containsOnly("–");
      check(browser, "compare left out " + lang + " " + width, List.of());

      page.locator("[data-drop=nobody]").click();
      assertThat(page.locator(".find-compare-table thead th")).hasCount(2);
      page.locator("[data-do=compare-save]").click();
      page.locator("dialog [name=name]").fill("뺀 집도 있는 목록 " + lang);
      page.locator("dialog [type=submit]").click();
      page.locator(".toast .button").click();
      Locator told = page.locator("[data-house='" + left.get("id").asText() + "'] .find-row-facts");
      assertThat(told).containsText(reason);
      check(browser, "shortlist left out " + lang + " " + width, List.of());
      browser.assertNoErrors();
    }
  }

  @Test
  void filtersAndAreasBecomeTheQuestionAndStandInTheAddress() {
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?p=" + PROFILE);
      page.locator("[data-filter=grade][value=reuse]").check();
      String reuse = "limit=50&filter=" + encoded("grade IN ('reuse')");
      assertOrder(page, ids(api(reuse).get("ranking")));
      page.locator("summary", new Page.LocatorOptions().setHasText("방 수")).click();
      page.locator("input[data-filter=rooms]").first().fill("3");
      String both = "limit=50&filter=" + encoded("grade IN ('reuse') AND rooms >= 3");
      assertOrder(page, ids(api(both).get("ranking")));

      Locator most = page.locator("input[data-filter=rooms]").nth(1);
      most.fill("2"); // below the lower limit: told beside the fields, and nothing else changes
      Locator said = page.locator(".find-fold:has([data-filter=rooms]) .field-error");
      assertThat(said).containsText("끝 값이 시작 값보다 작습니다");
      assertOrder(page, ids(api(both).get("ranking")));
      most.fill("");
      assertThat(said).isEmpty();

      page.locator("[data-draw=area]").click();
      page.locator("dialog .sketch[data-ready=true]").waitFor();
      Locator map = page.locator("dialog .sketch");
      map.click(new Locator.ClickOptions().setPosition(60, 60));
      map.click(new Locator.ClickOptions().setPosition(420, 60));
      map.click(new Locator.ClickOptions().setPosition(240, 260));
      page.locator("dialog [data-answer=area]").click();
      assertThat(page).hasURL(Pattern.compile(".*area=127.*"));
      page.locator(".area-in")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      page.locator(".find-results[aria-busy=false]").waitFor();
      String matched = page.locator("[data-count=matched] b").textContent();
      assertThat(Integer.parseInt(matched)).isLessThan(api(both).at("/houses/matched").asInt());
      page.reload();
      assertThat(page.locator("[data-count=matched] b")).hasText(matched);
      assertThat(page.locator("[data-filter=grade][value=reuse]")).isChecked();
      page.locator("[data-do=filters-back]").click();
      page.locator("[data-undraw=area]").click();
      assertThat(page.locator("[data-count=matched] b")).hasText("200");

      page.locator("[data-do=searches]").click();
      page.locator("dialog [name=name]").fill("길 넓은 집");
      page.locator("dialog [type=submit]").click();
      page.locator("dialog [data-do=open-search]").first().waitFor();
      browser.assertNoErrors();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void staffWithoutTheRoleSeeNoSuchView() {
    try (Browser browser = desk(1280, 900, Role.STAFF)) {
      Page page = browser.page();
      page.navigate(village.url("/desk#/finder"));
      assertThat(page.locator("#view .state")).containsText("계획 담당");
      assertThat(page.locator("[data-nav=finder]")).hasCount(0);
      assertThat(page.locator(".finder")).hasCount(0);
      browser.assertNoErrors();
      Object status =
          page.evaluate(
              "Promise.all(['/api/finder', '/api/finder/"
                  + PROFILE
                  + "', '/api/shortlists'].map(u => fetch(u).then(r => r.status)))");
      assertThat((List<?>) status).allMatch(s -> List.of(403, 404).contains(s));
    }
  }

  @Test
  void aFailureIsSaidAndWhatWasThereStays() {
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?p=" + PROFILE);
      List<String> before = shown(page);
      Pattern finder = Pattern.compile(".*/api/finder/" + PROFILE + "$");
      page.route(finder, Route::abort);
      page.locator("[data-number=rooms]").fill("20");
      page.locator(".find-notice .state-failed").waitFor();
      assertThat(shown(page)).isEqualTo(before);
      shot(page, "failed ko 1280");
      browser.assertAccessible("failed");
      page.unrouteAll();
      page.locator(".find-notice button").click();
      assertOrder(page, ids(api("limit=50&weights=rooms:20").get("ranking")));
    }
  }

  @Test
  void aLateAnswerIsDropped() {
    try (Browser browser = planner(1280, 900)) {
      Page page = open(browser, "#/finder?p=" + PROFILE);
      List<Route> held = new ArrayList<>();
      page.route(Pattern.compile(".*/api/finder/" + PROFILE + "$"), held::add);
      page.locator("[data-number=rooms]").fill("20");
      page.waitForCondition(() -> held.size() == 1);
      page.locator("[data-number=rooms]").fill("0");
      page.waitForCondition(() -> held.size() == 2);
      List<String> last = ids(api("limit=50&weights=rooms:0").get("ranking"));
      held.get(1).resume();
      assertOrder(page, last);
      held.get(0).resume(); // given up by then
      page.unrouteAll();
      page.locator("[data-number=rooms]").fill("5");
      assertOrder(page, ids(api("limit=50").get("ranking")));
      for (String wrong : List.of("", "-5")) {
        page.locator("[data-number=rooms]").fill(wrong);
        page.locator("[data-number=rooms]").blur();
        assertThat(page.locator(".find-weights .field-error:not(:empty)"))
            .containsText("지금은 5로 계산합니다");
      }
      page.locator("[data-number=rooms]").fill("5");
      assertThat(page.locator(".find-weights .field-error:not(:empty)")).hasCount(0);
    }
  }

  @Test
  void twoWhoSaveTheSameShortlistLoseNothing() {
    try (Browser first = planner(1280, 900);
        Browser second = planner(1280, 900)) {
      Page page = open(first, "#/finder?p=" + PROFILE);
      page.locator("[data-choose]").nth(0).check();
      page.locator("[data-choose]").nth(1).check();
      String house = shown(page).get(0);
      page.locator("[data-basket=save]").click();
      page.locator("dialog [name=name]").fill("함께 보는 목록");
      page.locator("dialog [type=submit]").click();
      page.locator(".toast .button").click();
      page.locator(".find-list-house").first().waitFor();
      Page other = second.page();
      other.navigate(page.url());
      other.locator("[data-note='" + house + "']").fill("동료의 메모");
      other.locator("[data-do=list-save]").click();
      other.locator(".toast").waitFor();

      page.locator("[data-note='" + house + "']").fill("나의 메모");
      Pattern lists = Pattern.compile(".*/api/shortlists/.*");
      page.route(lists, Route::abort);
      page.locator("[data-do=list-save]").click();
      assertThat(page.locator(".find-list-told")).containsText("저장하지 못했습니다");
      assertThat(page.locator("[data-note='" + house + "']")).hasValue("나의 메모");
      page.unrouteAll();
      page.locator("[data-do=list-save]").click();
      page.locator("dialog .find-clash").waitFor();
      assertThat(page.locator("dialog")).containsText("나의 메모");
      assertThat(page.locator("dialog")).containsText("동료의 메모");
      shot(page, "clash ko 1280");
      first.assertAccessible("a clash");
      page.locator("dialog [data-answer=both]").click();
      assertThat(page.locator(".toast")).containsText("(내 것)");
      JsonNode all = village.json("/api/shortlists", "Cookie", cookie).get("shortlists");
      assertThat(byName(all, "함께 보는 목록").at("/houses/0/note").asText()).isEqualTo("동료의 메모");
      assertThat(byName(all, "함께 보는 목록 (내 것)").at("/houses/0/note").asText()).isEqualTo("나의 메모");
    }
  }
}
