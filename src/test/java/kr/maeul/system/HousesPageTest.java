package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kr.maeul.people.identity.Role;
import kr.maeul.people.log.AccessLog;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The planners' board, figures and sheets in a browser and on paper. */
@Tag("browser")
class HousesPageTest {
  private static final String ITEMS = "/api/collections/vacant-houses/items/";

  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() throws IOException {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    Path layers = PlannedHouses.layerWithDoNotContact(directory.resolve("layers"));
    village = Village.start(TestDatabase.h2gisWithDemo(directory.resolve("data")), layers);
    PlannedHouses.addMany(village, 60);
    add("arrows", "화살표 집", "not-started", false);
    add("menu", "차림표 집", "not-started", false);
    add("drag", "끄는 집", "not-started", false);
    add("both", "둘이 고친 집", "not-started", false);
    add("clash", "둘이 옮긴 집", "not-started", false);
    add("alone", "놔둘 집", "not-started", true);
    PlannedHouses.add(village, "empty", 127.1561, 35.8236, bare());
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  private static Map<String, Object> bare() {
    Map<String, Object> values = new HashMap<>();
    values.put("evidence", "presumed");
    values.put("consent", "none");
    values.put("title", "아는 것이 거의 없고 이름만 아주 길어서 두 줄을 넘기는 집: 마당에 감나무와 우물이 있던 골목 안 셋째 집 (예시)");
    values.put("source", "아주 긴 출처 ".repeat(40).strip());
    values.put("doNotContact", true);
    return values;
  }

  private static void add(String id, String title, String stage, boolean isOff) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", title);
    values.put("evidence", "confirmed");
    values.put("consent", "none");
    values.put("followUp", stage);
    values.put("dong", "시험동");
    values.put("grade", "reuse");
    if (isOff) {
      values.put("doNotContact", true);
    }
    PlannedHouses.add(village, id, 127.1551, 35.8241, values);
  }

  private static Browser signedIn(int width, int height, String login) {
    String[] cookie = village.signIn(login, Role.PLANNER).split("=", 2);
    Browser browser = Browser.open(width, height, List.of("ko-KR"));
    browser
        .context()
        .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(village.url("/"))));
    return browser;
  }

  private static void see(Browser browser, String what, String lang) {
    Page page = browser.page();
    int width = page.viewportSize().width;
    assertThat(page.locator("html")).hasAttribute("lang", lang);
    Browser.shot(page, what + "-" + lang + width, true);
    browser.assertAccessible(what + " " + lang + " " + width);
    browser.assertNumbersWhole(what + " " + lang + " " + width);
    assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
        .as(what + " scrolls sideways at " + width)
        .isEqualTo(false);
    assertThat((String) page.evaluate("document.body.innerText"))
        .doesNotContainPattern("(house|desk)\\.[a-z]")
        .doesNotContainPattern("(?m)\\b(null|undefined|NaN)\\b");
  }

  @ParameterizedTest
  @ArgumentsSource(Screens.class)
  void everyViewIsAccessibleAndFitsTheScreen(int width, int height, String lang) {
    try (Browser browser = signedIn(width, height, "axe" + lang + width)) {
      Page page = browser.page();
      page.navigate(village.url("/desk?lang=" + lang + "#/figures"));
      page.locator("[data-figure=completeness]").waitFor();
      see(browser, "figures", lang);
      page.locator("details summary").first().click();
      browser.assertAccessible("figures with a table");
      page.evaluate("location.hash = '#/board'");
      page.locator(".board-card:visible").first().waitFor();
      see(browser, "board", lang);
      page.locator(".board-card:visible [data-move]").first().click();
      page.locator("dialog[open] [data-stage]").first().waitFor();
      see(browser, "board-stages", lang);
      page.keyboard().press("Escape");
      page.locator(".board-card:visible input").first().check();
      page.locator(".board-chosen [data-action=sheets]").click();
      page.locator("dialog[open] [type=submit]").click();
      assertThat(page.locator("dialog .error-summary")).isFocused();
      see(browser, "board-reason", lang);
      browser.assertNoErrors();
    }
  }

  /** Who writes down that a consent has ended sees what follows, before it is saved and after. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ko|동의 철회 (2026-01-01): ‘소유자 동의’에 적은 값을 더는 인정하지 않으며, 공개 지도에도 나오지 않습니다."
            + "|저장했습니다. 이제 공개 지도에 나오지 않습니다: 동의 철회 (2026-01-01).|공개 지도에 나옴|공개 지도에 없음 · 동의 철회 (2026-01-01)"
            + "|동의 철회 (2026-01-01): ‘소유자 동의’ 칸을 ‘미동의’로 봅니다.",
        "en|Consent withdrawn (2026-01-01): what “Owner’s consent” says does not count any more, so this is not on the"
            + " public map.|Saved. It is off the public map now: Consent withdrawn (2026-01-01).|On the public map"
            + "|Not on the public map · Consent withdrawn (2026-01-01)"
            + "|Consent withdrawn (2026-01-01): “Owner’s consent” counts as “Refused”."
      })
  void theEndOfAConsentIsToldWhereItIsWritten(
      String lang, String follows, String saved, String shown, String hidden, String counts) {
    String id = "consenting-" + lang;
    PlannedHouses.add(
        village,
        id,
        127.1571,
        35.8251,
        Map.of("title", "동의한 집", "evidence", "confirmed", "consent", "listed"));
    String path = ITEMS + id;
    assertThat(village.get(path).statusCode()).isEqualTo(200);
    try (Browser browser = signedIn(1280, 800, "ends" + lang)) {
      Page page = browser.page();
      page.navigate(village.url("/desk?lang=" + lang + "#/items/vacant-houses/" + id));
      Locator badge = page.locator(".publish-state");
      assertThat(badge).hasText(shown);
      page.locator("[data-group=keeping] > summary").click();
      Locator withdrawn = page.locator("[data-pointer='/properties/consentWithdrawn'] input");
      Locator until = page.locator("[data-pointer='/properties/consentUntil'] input");
      Locator note = page.locator("[data-follows=consentWithdrawn]");
      until.fill("2099-12-31");
      assertThat(page.locator("[data-follows=consentUntil]")).containsText("2100-01-01");
      withdrawn.fill("2026-01-01");
      assertThat(note).hasText(follows);
      assertThat(page.locator("[data-follows=consent]")).hasText(follows);
      assertThat(page.locator("[data-follows=consentUntil]")).isEmpty();
      note.scrollIntoViewIfNeeded();
      Browser.shot(page, "consent-" + lang, false);
      browser.assertAccessible("the end of a consent " + lang);
      page.locator("[data-act=save]").click();
      assertThat(page.locator("body")).containsText(saved);
      assertThat(badge).hasText(hidden);
      assertThat(village.get(path).statusCode()).isEqualTo(404);
      for (String recorded : List.of("negotiating", "none", "")) {
        consent(page, recorded).check();
        assertThat(note).hasText(counts);
      }
      consent(page, "refused").check();
      assertThat(note).isEmpty(); // that is what is recorded
      consent(page, "listed").check();
      withdrawn.fill("");
      assertThat(note).isEmpty();
      page.locator("[data-act=save]").click();
      assertThat(badge).containsText(shown);
      assertThat(village.get(path).statusCode()).isEqualTo(200);
      browser.assertNoErrors();
    }
    PlannedHouses.remove(village, List.of(id));
  }

  private static Locator consent(Page page, String value) {
    return page.locator("[data-pointer='/properties/consent'] input[value='" + value + "']");
  }

  /** Whoever agrees for many is asked once more, with what everyone will see of them. */
  @Test
  void aBulkChangeSaysHowManyComeOntoThePublicMap() {
    Map<String, Map<String, Object>> houses =
        Map.of(
            "bulk-agreed", Map.of("consent", "agreed"),
            "bulk-withdrawn", Map.of("consent", "listed", "consentWithdrawn", "2026-01-01"),
            "bulk-held", Map.of("consent", "agreed", "visibility", "private"),
            "bulk-listed", Map.of("consent", "listed"));
    houses.forEach(
        (id, values) -> {
          Map<String, Object> all = new HashMap<>(values);
          all.put("title", "한꺼번에 " + id);
          all.put("evidence", "confirmed");
          PlannedHouses.add(village, id, 127.1571, 35.8251, all);
        });
    try (Browser browser = signedIn(1280, 800, "bulk")) {
      Page page = browser.page();
      page.navigate(village.url("/desk?lang=ko#/items/vacant-houses"));
      page.locator("#view input[type=search]").fill("한꺼번에");
      assertThat(page.locator("tbody tr")).hasCount(houses.size());
      houses.keySet().forEach(id -> page.locator("[data-item='" + id + "'] .choose input").check());
      page.getByText("한꺼번에 바꾸기").click();
      Locator dialog = page.locator("dialog[open]").first();
      dialog.locator("select").first().selectOption("consent");
      dialog.locator("input[value=listed]").check();
      assertThat(dialog.locator(".bulk-map")).hasText("공개 지도에 새로 나타나는 것: 1건");
      dialog.locator("select").first().selectOption("consentWithdrawn");
      dialog.locator("[data-clear]").check();
      assertThat(dialog.locator(".bulk-map").first()).hasText("공개 지도에 새로 나타나는 것: 1건");
      assertThat(dialog.locator(".bulk-map").last()).containsText("동의 기간이 끝났던 것: 1건");
      browser.assertAccessible("a bulk change of what is public");
      dialog.locator("[data-answer=bulk]").click();
      Locator sure = page.locator("dialog[open]").last();
      assertThat(sure.locator(".bulk-map").first()).hasText("공개 지도에 새로 나타나는 것: 1건");
      Browser.shot(page, "bulk-public-ko", false);
      assertThat(village.get(ITEMS + "bulk-withdrawn").statusCode()).isEqualTo(404);
      sure.locator("[data-answer=yes]").click();
      assertThat(page.locator(".toast")).containsText("바꾸었습니다");
      assertThat(village.get(ITEMS + "bulk-withdrawn").statusCode()).isEqualTo(200);
      waysBack(page);
      browser.assertNoErrors();
    }
    PlannedHouses.remove(village, List.copyOf(houses.keySet()));
  }

  /**
   * The undo of a bulk change and a version of before say the same, and deleting what is kept
   * beside.
   */
  private static void waysBack(Page page) {
    page.locator(".toast button").first().click();
    Locator dialog = page.locator("dialog[open]");
    assertThat(dialog.locator(".bulk-map")).hasText("공개 지도에서 내려가는 것: 1건");
    dialog.locator("[data-answer=yes]").click();
    assertThat(page.locator(".toast")).containsText("되돌렸습니다");
    assertThat(village.get(ITEMS + "bulk-withdrawn").statusCode()).isEqualTo(404);
    page.navigate(village.url("/desk?lang=ko#/items/vacant-houses/bulk-withdrawn/history"));
    page.locator(".revision").nth(1).getByText("이때로 되돌리기").click();
    assertThat(dialog.locator(".bulk-map")).hasCount(3);
    assertThat(dialog.locator(".bulk-map").first()).hasText("공개 지도에 새로 나타나는 것: 1건");
    assertThat(dialog.locator(".bulk-map").last()).containsText("‘동의 철회일’ 값이 지워지거나 미뤄지는 것: 1건");
    Browser.shot(page, "way-back-public-ko", false);
    page.keyboard().press("Escape");
    PlannedHouses.story(village, "bulk-story", "bulk-withdrawn");
    page.navigate(village.url("/desk?lang=ko#/items/vacant-houses/bulk-withdrawn"));
    page.locator("[data-act=delete]").click();
    assertThat(dialog.locator(".used li")).hasText("마을이야기: 1건");
    Browser.shot(page, "delete-in-use-ko", false);
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
    putBack(page);
    PlannedHouses.remove(village, "stories", List.of("bulk-story"));
  }

  /** A house that everyone sees comes back from the bin after a word only, and with what it has. */
  private static void putBack(Page page) {
    PlannedHouses.add(
        village,
        "binned",
        127.1571,
        35.8251,
        Map.of("title", "버린 집", "evidence", "confirmed", "consent", "listed"));
    PlannedHouses.story(village, "binned-story", "binned");
    PlannedHouses.remove(village, List.of("binned"));
    Locator dialog = page.locator("dialog[open]");
    Map<String, String> words =
        Map.of("ko", "되살리면 공개 지도에 다시 나타납니다.", "en", "It comes onto the public map again.");
    for (String lang : List.of("en", "ko")) {
      page.navigate(village.url("/desk?lang=" + lang + "#/bin"));
      page.locator("[data-item='vacant-houses/binned'] button").click();
      assertThat(dialog.locator(".bulk-map").first()).hasText(words.get(lang));
      assertThat(dialog.locator(".used li")).containsText("1");
      for (int width : new int[] {1280, 360}) {
        page.setViewportSize(width, 800);
        Browser.shot(page, "put-back-" + lang + "-" + width, false);
      }
      page.setViewportSize(1280, 800);
    }
    assertThat(dialog.locator(".used li")).hasText("마을이야기: 1건");
    assertThat(village.get(ITEMS + "binned").statusCode()).isEqualTo(404);
    dialog.locator("[data-answer=yes]").click();
    assertThat(page.locator(".toast")).containsText("되살렸습니다");
    assertThat(village.get(ITEMS + "binned").statusCode()).isEqualTo(200);
    wished(page);
    PlannedHouses.remove(village, "stories", List.of("binned-story"));
    PlannedHouses.remove(village, List.of("binned"));
  }

  /**
   * A version from before the owner asked not to be contacted says that this stays, and it does.
   */
  private static void wished(Page page) {
    page.navigate(village.url("/desk?lang=ko#/items/vacant-houses/binned"));
    Locator off = page.locator("[data-pointer='/properties/doNotContact'] input[value='true']");
    off.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    page.locator("#view details").evaluateAll("all => all.forEach(one => (one.open = true))");
    off.check();
    page.locator("[data-act=save]").click();
    assertThat(page.locator(".toast")).containsText("저장했습니다");
    for (String lang : List.of("ko", "en")) {
      page.navigate(village.url("/desk?lang=" + lang + "#/items/vacant-houses/binned/history"));
      page.locator(".revision").nth(1).locator("button").click();
      Locator line = page.locator("dialog[open] .bulk-map");
      assertThat(line).containsText(lang.equals("ko") ? "‘연락하지 않음’ 값은 되돌려도 그대로" : "Do not contact");
      for (int width : new int[] {1280, 360}) {
        page.setViewportSize(width, 800);
        Browser.shot(page, "way-back-right-" + lang + "-" + width, false);
      }
      page.setViewportSize(1280, 800);
    }
    page.locator("dialog[open] [data-answer=yes]").click();
    assertThat(page.locator(".toast")).containsText("Brought back");
    assertThat(page.locator("[data-pointer='/properties/doNotContact'] input[value='true']"))
        .isChecked();
  }

  /** To staff who are no planners it is lost from sight, and they are told so. */
  @Test
  void whoDoesNotSeeAHouseAnyMoreIsToldSo() {
    PlannedHouses.add(
        village,
        "consenting",
        127.1571,
        35.8251,
        Map.of("title", "동의한 집", "evidence", "confirmed", "consent", "listed"));
    String[] cookie = village.signIn("withdrawing", Role.STAFF).split("=", 2);
    try (Browser browser = Browser.open(1280, 800, List.of("ko-KR"))) {
      browser
          .context()
          .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(village.url("/"))));
      Page page = browser.page();
      page.navigate(village.url("/desk#/items/vacant-houses/consenting"));
      page.locator("[data-group=keeping] > summary").click();
      page.locator("[data-pointer='/properties/consentWithdrawn'] input").fill("2026-01-01");
      page.locator("[data-act=save]").click();
      assertThat(page.locator("body")).containsText("이 계정으로는 볼 수 없습니다.");
      page.waitForURL(Pattern.compile(".*#/items/vacant-houses$"));
      assertThat(village.get(ITEMS + "consenting").statusCode()).isEqualTo(404);
      browser.assertNoErrors();
    }
    PlannedHouses.remove(village, List.of("consenting"));
  }

  private static void open(Page page) {
    page.navigate(village.url("/desk#/board"));
    page.locator("select[name=dong]").selectOption("시험동");
    assertThat(page.locator(".board-place")).not().hasAttribute("aria-busy", "true");
    assertThat(page.locator(".board-card")).hasCount(6);
  }

  private static Locator card(Page page, String stage, String id) {
    return page.locator("[data-column='" + stage + "'] [data-house='" + id + "']");
  }

  private static String stage(String id, String... headers) {
    return village.json(ITEMS + id, headers).at("/properties/followUp").asText();
  }

  private static String[] planner(Browser browser) {
    Cookie cookie = browser.context().cookies().get(0);
    return new String[] {"Cookie", cookie.name + "=" + cookie.value};
  }

  @Test
  void madeUpHousesAreMarkedAndCanBeLeftOut() {
    try (Browser browser = signedIn(1280, 800, "examples")) {
      Page page = browser.page();
      page.navigate(village.url("/desk#/board"));
      assertThat(page.locator(".board-examples")).containsText("섞여 있습니다.");
      assertThat(page.locator("[data-house=many-000] .board-example")).hasText("예시");
      page.locator(".board-examples button").click();
      assertThat(page.locator(".board-examples")).containsText("곳을 뺐습니다.");
      assertThat(page.locator(".board-examples button")).isFocused(); // it was drawn anew
      assertThat(page.locator(".board-card")).hasCount(7);
      assertThat(page.locator(".board-example")).hasCount(0);
      page.locator("select[name=dong]").selectOption("");
      assertThat(page.locator(".board-card")).hasCount(1);
      assertThat(page.locator("[data-house=empty]")).isVisible();
      browser.assertNoErrors();
    }
  }

  @Test
  void movesByMenuByArrowsAndByDragging() {
    try (Browser browser = signedIn(1280, 800, "mover")) {
      Page page = browser.page();
      open(page);
      page.locator("[data-move=menu]").click();
      page.locator("dialog [data-stage=works]").click();
      assertThat(card(page, "works", "menu")).isVisible();
      assertThat(page.locator(".toast")).containsText("‘공사’로 옮겼습니다");
      assertThat(page.locator("[data-move=menu]")).isFocused();
      assertThat(stage("menu", planner(browser))).isEqualTo("works");
      page.locator(".toast .button").click();
      assertThat(card(page, "not-started", "menu")).isVisible();
      assertThat(page.locator(".toast")).containsText("되돌렸습니다");
      assertThat(stage("menu", planner(browser))).isEqualTo("not-started");

      page.locator("[data-move=arrows]").focus();
      page.keyboard().press("ArrowRight");
      assertThat(card(page, "owner-contacted", "arrows")).isVisible();
      assertThat(page.locator(".toast")).containsText("‘소유자 접촉’으로 옮겼습니다");
      page.keyboard().press("ArrowRight");
      assertThat(card(page, "negotiating", "arrows")).isVisible();
      assertThat(page.locator(".toast")).containsText("‘협의중’으로 옮겼습니다");
      assertThat(page.locator("[data-move=arrows]")).isFocused();
      assertThat(stage("arrows", planner(browser))).isEqualTo("negotiating");

      card(page, "not-started", "drag").dragTo(page.locator("[data-column=agreed]"));
      assertThat(card(page, "agreed", "drag")).isVisible();
      assertThat(page.locator(".toast")).containsText("끄는 집: ‘동의’로 옮겼습니다");
      assertThat(stage("drag", planner(browser))).isEqualTo("agreed");
      page.reload();
      page.locator("input[name=q]").fill("끄는");
      assertThat(page.locator(".board-card")).hasCount(1);
      assertThat(card(page, "agreed", "drag")).containsText("오늘 이 단계로 옴");
      browser.assertNoErrors();
    }
  }

  /** Somebody else writes by the API while the board is open. */
  private static void meanwhile(Browser browser, String id, String patch) throws Exception {
    String[] cookie = planner(browser);
    JsonNode session = village.json("/api/session", cookie);
    String tag = village.get(ITEMS + id, cookie).headers().firstValue("ETag").orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(village.url(ITEMS + id)))
            .headers(cookie)
            .header("X-Maeul-CSRF", session.path("csrf").asText())
            .header("Origin", village.url(""))
            .header("If-Match", tag)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  @Test
  void whatOthersWroteMeanwhileIsKeptAndTold() throws Exception {
    try (Browser browser = signedIn(1280, 800, "clasher")) {
      Page page = browser.page();
      open(page);
      meanwhile(browser, "both", "{\"properties\":{\"rooms\":7}}");
      page.locator("[data-move=both]").focus();
      page.keyboard().press("ArrowRight");
      assertThat(page.locator(".toast")).containsText("두 변경이 모두 남았습니다");
      JsonNode both = village.json(ITEMS + "both", planner(browser)).path("properties");
      assertThat(both.path("rooms").asInt()).isEqualTo(7);
      assertThat(both.path("followUp").asText()).isEqualTo("owner-contacted");

      meanwhile(browser, "clash", "{\"properties\":{\"followUp\":\"stopped\"}}");
      page.locator("[data-move=clash]").click();
      page.locator("dialog [data-stage=design]").click();
      Locator dialog = page.locator("dialog[open]");
      assertThat(dialog).containsText("그사이 다른 사람이 옮겼습니다");
      assertThat(dialog).containsText("설계");
      assertThat(dialog).containsText("중단");
      browser.assertAccessible("two moved it");
      Browser.shot(page, "board-clash-ko1280", false);
      dialog.locator("button").first().click();
      assertThat(card(page, "stopped", "clash")).isVisible();
      assertThat(stage("clash", planner(browser))).isEqualTo("stopped");
      page.locator("[data-move=clash]").click();
      page.locator("dialog [data-stage=design]").click();
      assertThat(card(page, "design", "clash")).isVisible();
      assertThat(page.locator(".toast")).containsText("‘설계’로 옮겼습니다");
      assertThat(stage("clash", planner(browser))).isEqualTo("design");
      assertThat(browser.errors()).isNotEmpty().allMatch(e -> e.contains("412"));
    }
  }

  @Test
  void whoWantsNoContactIsMarkedAndAskedAbout() {
    try (Browser browser = signedIn(360, 740, "careful")) {
      Page page = browser.page();
      open(page);
      assertThat(page.locator("[data-house=alone]")).containsText("연락 금지");
      page.locator("[data-move=alone]").click();
      page.locator("dialog [data-stage=negotiating]").click();
      assertThat(page.locator("dialog[open]")).containsText("연락을 원하지 않습니다");
      page.keyboard().press("Escape");
      assertThat(card(page, "not-started", "alone")).isVisible();
      assertThat(stage("alone", planner(browser))).isEqualTo("not-started");
      page.locator("[data-move=alone]").click();
      page.locator("dialog [data-stage=stopped]").click();
      assertThat(page.locator(".toast")).containsText("‘중단’으로 옮겼습니다");
      page.locator("select[name=column]").selectOption("stopped");
      assertThat(card(page, "stopped", "alone")).isVisible();
      browser.assertNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"ko", "en"})
  void sheetsArePrintedOneAPage(String lang) {
    try (Browser browser = signedIn(1280, 900, "printer" + lang)) {
      Page page = browser.page();
      page.navigate(village.url("/desk?lang=" + lang + "#/board"));
      Map<String, String> wanted = new LinkedHashMap<>();
      wanted.put("persimmon", "house-persimmon");
      wanted.put("감나무와 우물", "empty");
      wanted.put("시험 집 07", "many-007");
      for (Map.Entry<String, String> one : wanted.entrySet()) {
        page.locator("input[name=q]").fill(one.getKey());
        assertThat(page.locator(".board-card")).hasCount(1);
        page.locator("[data-house='" + one.getValue() + "'] input").check();
      }
      page.locator(".board-chosen [data-action=sheets]").click();
      page.locator("dialog [name=reason]").fill("노송동 현장조사 시험");
      Page sheets = page.waitForPopup(() -> page.locator("dialog [type=submit]").click());
      sheets.locator(".sheet").last().waitFor();
      assertThat(sheets.locator(".sheet")).hasCount(3);
      assertThat(sheets.locator("[data-print]")).isVisible();
      assertThat(sheets.url()).isEqualTo("about:blank");
      Browser.shot(sheets, "sheet-screen-" + lang, false);
      browser.assertAccessible(sheets, "sheets " + lang);
      try (Printed paper = Printed.of(sheets).keep("sheet-" + lang)) {
        assertThat(paper.pages()).isEqualTo(3);
        boolean isKorean = lang.equals("ko");
        assertThat(paper.text(1))
            .contains(isKorean ? "현장조사표" : "Surveysheet", isKorean ? "목조" : "Timber", "9001-2")
            .contains(isKorean ? "조사한사람" : "Surveyor", "1/3")
            .doesNotContain("예시소유자", "예시연락처");
        assertThat(paper.text(2)).contains(isKorean ? "연락금지" : "Donotcontact", "2/3");
        assertThat(paper.text(2)).contains(isKorean ? "기록없음" : "Notonrecord");
        assertThat(paper.scanned(1))
            .isEqualTo(village.url("/desk#/items/vacant-houses/house-persimmon"));
      }
      assertThat(
              village
                  .people()
                  .accessLog()
                  .entries(
                      new AccessLog.Wanted(
                          null, null, null, null, AccessLog.Action.EXPORT, null, 50)))
          .anyMatch(
              line ->
                  "house-persimmon".equals(line.item())
                      && "노송동 현장조사 시험".equals(line.detail())
                      && ("printer" + lang).equals(line.login()));
      browser.assertNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"ko,false", "ko,true", "en,false"})
  void theMemoIsPrintedOnAsManyPagesAsItTakes(String lang, boolean isExact) {
    try (Browser browser = signedIn(1280, 900, "council" + lang + isExact)) {
      Page page = browser.page();
      page.navigate(village.url("/desk?lang=" + lang + "#/board"));
      page.locator(".board-card").first().waitFor();
      page.evaluate(
          "async () => { const desk = document.querySelector('script[src*=\"/desk/\"]').src;"
              + " const api = await import(new URL('api.js', desk));"
              + " const { printMemo } = await import(new URL('frame/print.js', desk));"
              + " void printMemo({ api, say: () => {} }, 'youth-share-house', { limit: 20, examples: true }); }");
      page.locator("dialog [name=reason]").fill("도시건설위원회 보고 시험");
      if (isExact) {
        page.locator("dialog [name=exact]").check();
      }
      browser.assertAccessible("memo dialog " + lang);
      Page memo = page.waitForPopup(() -> page.locator("dialog [type=submit]").click());
      memo.locator(".memo-unknown").waitFor();
      browser.assertAccessible(memo, "memo " + lang);
      String name = "memo-" + lang + (isExact ? "-exact" : "");
      Browser.shot(memo, name + "-screen", true);
      try (Printed paper = Printed.of(memo).keep(name)) {
        assertThat(paper.pages()).isBetween(2, 6);
        assertThat(paper.text(1)).contains("도시건설위원회보고시험");
        String all = "";
        for (int i = 1; i <= paper.pages(); i++) {
          all += paper.text(i);
        }
        assertThat(all).contains(lang.equals("ko") ? "점수는이렇게나옵니다" : "Howthescoreismade");
        assertThat(all.contains("감나무집") || all.contains("persimmon")).isEqualTo(isExact);
      }
      browser.assertNoErrors();
    }
  }

  @Test
  void aPhoneShowsOneColumnAndReadsTheSheet() {
    try (Browser browser = signedIn(360, 740, "phone")) {
      Page page = browser.page();
      page.navigate(village.url("/desk#/board"));
      page.locator(".board-card:visible").first().waitFor();
      assertThat(page.locator(".board-column:visible")).hasCount(1);
      page.locator("select[name=column]").selectOption("works");
      assertThat(page.locator(".board-column:visible")).hasAttribute("data-column", "works");
      page.locator(".board-card:visible input").first().check();
      page.locator(".board-chosen [data-action=sheets]").click();
      page.locator("dialog [name=reason]").fill("전화로 보기");
      Page sheets = page.waitForPopup(() -> page.locator("dialog [type=submit]").click());
      sheets.locator(".sheet").waitFor();
      assertThat(sheets.evaluate("document.documentElement.scrollWidth > innerWidth"))
          .isEqualTo(false);
      Browser.shot(sheets, "sheet-phone", true);
    }
  }

  @Test
  void staffWhoAreNoPlannersAreToldSo() {
    String[] cookie = village.signIn("staffonly", Role.STAFF).split("=", 2);
    try (Browser browser = Browser.open(1280, 800, List.of("ko-KR"))) {
      browser
          .context()
          .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(village.url("/"))));
      Page page = browser.page();
      page.navigate(village.url("/desk#/board"));
      assertThat(page.locator("main")).containsText(Pattern.compile("계획 담당 역할이 있어야"));
      assertThat(page.locator("[data-nav=board]")).hasCount(0);
      page.navigate(village.url("/desk#/figures"));
      assertThat(page.locator("main")).containsText(Pattern.compile("계획 담당 역할이 있어야"));
      browser.assertNoErrors();
    }
  }
}
