package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Role;
import kr.maeul.people.log.AccessLog;
import kr.maeul.review.submit.Contributions;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The review desk, used as the centre's staff do. */
@Tag("browser")
class ReviewPageTest {
  private static final double SLOWLY_MS = 30_000;
  private static final String EVIL = "<img src=x onerror=document.title='got'><script>1</script>";

  @TempDir Path directory;
  private Village village;
  private Sent residents;

  @BeforeEach
  void start() {
    com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(SLOWLY_MS);
    Path data = directory.resolve("data");
    village =
        Village.start(
            TestDatabase.h2gisWithDemo(directory), null, Map.of("MAEUL_DATA_DIR", data.toString()));
    residents = new Sent(village, data);
  }

  @AfterEach
  void stop() {
    residents.close();
    village.close();
  }

  private Browser desk(String login, int width, int height, Role... roles) {
    Browser browser = Browser.open(width, height, List.of("ko-KR"));
    browser.page().setDefaultTimeout(SLOWLY_MS);
    String[] cookie = village.signIn(login, roles).split("=", 2);
    browser
        .context()
        .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(village.url("/"))));
    return browser;
  }

  private Page openDesk(Browser browser, String more) {
    Page page = browser.page();
    page.navigate(village.url("/desk" + more));
    page.locator(".review-items, .review-rows .state-empty").first().waitFor();
    return page;
  }

  private static void shot(Page page, String name) {
    String folder = System.getenv("MAEUL_TEST_SHOTS");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }

  private long published(String title) {
    long n = 0;
    for (JsonNode f : village.json("/api/collections/stories/items?limit=1000").get("features")) {
      n += f.at("/properties/title").asText().equals(title) ? 1 : 0;
    }
    return n;
  }

  private String aStory() {
    return village.json("/api/collections/stories/items?limit=1").at("/features/0/id").asText();
  }

  /** One of each kind, so that every part of the page has something to show. */
  private void fill() {
    ObjectNode first = residents.story("버드나무 우물");
    ((ObjectNode) first.get("properties")).put("year", 1978).put("theme", "lanes");
    residents.photo(first, "우물 앞에 선 버드나무");
    first.put("text", "사진은 1978년 봄에 찍었습니다.");
    residents.send(first);
    residents.send(residents.story("버드나무 우물"));
    ObjectNode correction = residents.sent("correction", "stories");
    correction.put("item", aStory()).put("text", "해가 틀렸습니다.");
    correction.putObject("properties").put("title", "고친 제목").put("year", 1979);
    Sent.place(correction, 127.156, 35.8245);
    residents.send(correction);
    ObjectNode house = residents.sent("vacancy", "vacant-houses");
    house.put("text", "3년째 비어 있습니다.").put("addressText", "중노송동 예시 1");
    Sent.place(house, 127.156, 35.825);
    residents.send(house);
  }

  @ParameterizedTest
  @ArgumentsSource(Screens.class)
  void everyPartIsAccessibleAndFitsTheScreen(int width, int height, String lang) {
    fill();
    try (Browser browser = desk("planner", width, height, Role.STAFF, Role.PLANNER)) {
      Page page = openDesk(browser, "?lang=" + lang + "#/review");
      String what = " " + lang + " " + width;
      assertThat(page.locator(".review-items a")).hasCount(4);
      check(browser, "the list" + what);
      for (int i = 0; i < 4; i++) {
        Locator row = page.locator(".review-items a").nth(i);
        String id = row.getAttribute("data-id");
        page.navigate(village.url("/desk?lang=" + lang + "#/review/" + id));
        page.locator(".review-head h2").waitFor();
        page.locator(".review-map.leaflet-container").waitFor();
        check(browser, "number " + i + what);
        page.locator("[data-action=approve]").click();
        page.locator("dialog[open] form").waitFor();
        check(browser, "approving number " + i + what);
        page.keyboard().press("Escape");
        page.locator("dialog").waitFor(detached());
        page.navigate(village.url("/desk?lang=" + lang + "#/review"));
        page.locator(".review-items").waitFor();
      }
      page.locator(".review-items a").first().click();
      page.locator("[data-action=ask]").click();
      page.locator("dialog[open] textarea").waitFor();
      page.locator("dialog [data-answer=yes]").click();
      page.locator("dialog .error-summary").waitFor();
      check(browser, "asking nothing" + what);
      page.keyboard().press("Escape");
      page.locator("#review-help").click();
      page.locator("dialog[open] .review-keys").waitFor();
      check(browser, "keys" + what);
      page.keyboard().press("Escape");
      page.locator("[data-alike] button").first().click();
      page.locator("dialog[open] [data-beside] article, dialog[open] [data-beside] dl")
          .first()
          .waitFor();
      check(browser, "side by side" + what);
      browser.assertNoErrors();
    }
  }

  private static Locator.WaitForOptions detached() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
  }

  private void check(Browser browser, String what) {
    Page page = browser.page();
    shot(page, "review " + what);
    browser.assertAccessible(what);
    Object wider = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wider).as(what + " scrolls sideways").isEqualTo(false);
    Object missing =
        page.evaluate(
            "[...document.body.innerText.matchAll(/review\\.[a-z][\\w.-]+/g)].map(m => m[0])");
    assertThat((List<?>) missing).as(what + " has words that are not translated").isEmpty();
  }

  @Test
  void fromTheQueueToADecisionByMouse() {
    Contributions.Receipt first = residents.send(residents.story("첫 이야기"));
    residents.send(residents.story("둘째 이야기"));
    try (Browser browser = desk("staff", 1280, 900, Role.STAFF)) {
      Page page = openDesk(browser, "#/review");
      assertThat(page.locator("[data-tab=waiting] .review-count")).hasText("2");
      page.locator(".review-items a").first().click();
      assertThat(page.locator(".review-head h2")).hasText("첫 이야기");
      assertThat(page.locator(".review-part-look .prose strong")).hasText("버드나무");
      page.locator("[data-action=mine]").click();
      assertThat(page.locator(".review-head")).containsText("담당 staff");
      page.locator(".toast button").first().click();
      assertThat(page.locator(".review-head")).containsText("담당 없음");

      page.locator("[data-action=approve]").click();
      page.locator("dialog [name=title]").fill("고쳐 실은 이야기");
      page.locator("dialog [data-answer=yes]").click();
      assertThat(page.locator(".review-head h2")).hasText("둘째 이야기");
      assertThat(page.locator("[data-tab=waiting] .review-count")).hasText("1");
      assertThat(page.locator("[data-tab=published] .review-count")).hasText("1");
      assertThat(published("고쳐 실은 이야기")).isEqualTo(1);

      page.locator("[data-tab=published]").click();
      page.locator(".review-items a").first().click();
      page.locator("[data-action=take-down]").click();
      page.locator("dialog textarea").fill("사진 속 분의 요청");
      page.locator("dialog [data-answer=yes]").click();
      assertThat(page.locator(".review-detail .notice")).containsText("사진 속 분의 요청");
      assertThat(published("고쳐 실은 이야기")).isZero();
      assertThat(residents.review().links().mine(first.secret(), "10.9.9.9").submission().reason())
          .isEqualTo("사진 속 분의 요청");
      browser.assertNoErrors();
    }
  }

  @Test
  void fromTheQueueToADecisionByKeyboardAlone() {
    Contributions.Receipt first = residents.send(residents.story("하나"));
    Contributions.Receipt second = residents.send(residents.story("둘"));
    residents.send(residents.story("셋"));
    try (Browser browser = desk("staff", 1280, 900, Role.STAFF)) {
      Page page = openDesk(browser, "#/review");
      page.keyboard().press("j");
      assertThat(page.locator(".review-head h2")).hasText("하나");
      assertThat(page.locator(".review-head h2")).isFocused();
      page.keyboard().press("j");
      assertThat(page.locator(".review-head h2")).hasText("둘");
      page.keyboard().press("k");
      assertThat(page.locator(".review-head h2")).hasText("하나");
      page.locator("[data-action=ask]").waitFor();
      page.keyboard().press("c");
      assertThat(page.locator("dialog textarea")).isFocused();
      page.keyboard().type("j와 k, r은 글자일 뿐입니다.");
      page.keyboard().press("Tab");
      page.keyboard().press("Tab");
      assertThat(page.locator("dialog [data-answer=yes]")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.locator(".review-head h2")).hasText("둘");
      assertThat(
              residents.review().links().mine(first.secret(), "10.9.9.9").history().stream()
                  .map(m -> String.valueOf(m.text())))
          .contains("j와 k, r은 글자일 뿐입니다.");
      page.locator("[data-action=refuse]").waitFor();
      page.keyboard().press("r");
      assertThat(page.locator("dialog textarea")).isFocused();
      page.keyboard().type("다른 분의 이야기입니다.");
      page.keyboard().press("Tab");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      assertThat(page.locator(".review-head h2")).hasText("셋");
      assertThat(residents.review().links().mine(second.secret(), "10.9.9.9").submission().reason())
          .isEqualTo("다른 분의 이야기입니다.");
      page.locator("[data-action=approve]").waitFor();
      page.keyboard().press("a");
      page.locator("dialog[open] form").waitFor();
      page.locator("dialog [data-answer=yes]").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".review-rows .state-empty")).isVisible();
      assertThat(published("셋")).isEqualTo(1);
      page.keyboard().press("?");
      assertThat(page.locator("dialog .review-keys")).isVisible();
      page.locator("dialog input[type=checkbox]").focus();
      page.keyboard().press("Space");
      page.keyboard().press("Escape");
      page.locator("[data-tab=asked]").click();
      assertThat(page.locator(".review-items a")).hasCount(1);
      page.keyboard().press("j");
      page.keyboard().press("?");
      assertThat(page.locator("dialog .review-keys")).isVisible();
      assertThat(page.locator(".review-head h2")).hasCount(0);
      browser.assertNoErrors();
    }
  }

  @Test
  void theSecondOfTwoReviewersIsToldWhoDecidedAndLosesNothing() {
    residents.send(residents.story("둘이 보는 이야기"));
    try (Browser one = desk("hong", 1280, 900, Role.STAFF);
        Browser other = desk("kimmm", 1280, 900, Role.STAFF)) {
      Page first = openDesk(one, "#/review");
      Page second = openDesk(other, "#/review");
      first.locator(".review-items a").first().click();
      second.locator(".review-items a").first().click();
      second.locator("[data-action=ask]").click();
      second.locator("dialog textarea").fill("언제쯤 일인가요?");
      first.locator("[data-action=refuse]").click();
      first.locator("dialog textarea").fill("겹치는 이야기입니다.");
      first.locator("dialog [data-answer=yes]").click();
      assertThat(first.locator(".review-rows .state-empty")).isVisible();
      second.locator("dialog [data-answer=yes]").click();
      Locator notice = second.locator(".review-detail .notice").first();
      assertThat(notice).containsText("hong");
      assertThat(second.locator(".review-detail")).containsText("겹치는 이야기입니다.");
      assertThat(second.locator("[data-action=ask]")).hasCount(0);
      other.errors().removeIf(e -> e.contains("409")); // that is what it is about
      other.assertNoErrors();
      one.assertNoErrors();
    }
  }

  @Test
  void whatHasChangedIsReadAgainAndTheTextIsKept() {
    Contributions.Receipt receipt = residents.send(residents.story("그사이"));
    try (Browser browser = desk("staff", 1280, 900, Role.STAFF)) {
      Page page = openDesk(browser, "#/review/" + receipt.id());
      page.locator("[data-action=ask]").click();
      page.locator("dialog textarea").fill("오래 쓴 물음");
      ObjectNode change = residents.story("x").objectNode();
      change.putObject("properties").put("title", "바뀐 제목");
      residents.review().links().change(receipt.secret(), change, "10.9.9.9");
      page.locator("dialog [data-answer=yes]").click();
      assertThat(page.locator(".review-head h2")).hasText("바뀐 제목");
      page.locator("[data-action=ask]").click();
      assertThat(page.locator("dialog textarea")).hasValue("오래 쓴 물음");
      browser.errors().removeIf(e -> e.contains("412"));
      browser.assertNoErrors();
    }
  }

  @Test
  void differencesCanBeReadAndHeard() {
    ObjectNode sent = residents.story("우물 이야기");
    ((ObjectNode) sent.get("properties")).put("text", "우물은 크고 깊었다.").put("year", 1978);
    Contributions.Receipt receipt = residents.send(sent);
    try (Browser browser = desk("staff", 1280, 900, Role.STAFF)) {
      Page page = openDesk(browser, "#/review/" + receipt.id());
      page.locator("[data-action=approve]").click();
      page.locator("dialog [data-answer=yes]").click();
      assertThat(page.locator(".review-rows .state-empty")).isVisible();
      ObjectNode change = sent.objectNode();
      change.putObject("properties").put("text", "우물은 작고 깊었다.").put("year", 1979);
      String edit =
          residents
              .review()
              .links()
              .change(receipt.secret(), change, "10.9.9.9")
              .edit()
              .submission()
              .id();
      page.navigate(village.url("/desk#/review/" + edit));
      Locator text = page.locator(".review-diff [data-property=text]");
      assertThat(text.locator(".review-before del")).containsText("크고");
      assertThat(text.locator(".review-after ins")).containsText("작고");
      assertThat(text.locator("del .sr-only").first()).hasText("빠지는 말: ");
      Object line =
          text.locator("del").evaluate("node => getComputedStyle(node).textDecorationLine");
      assertThat(line).isEqualTo("line-through");
      Locator year = page.locator(".review-diff [data-property=year]");
      assertThat(year.locator(".review-before")).containsText("1978년");
      assertThat(year.locator(".review-after")).containsText("1979년");
      assertThat(year.locator("th")).containsText("바뀜");
      page.locator("[data-action=approve]").click();
      page.locator("dialog [data-answer=yes]").click();
      assertThat(page.locator("[data-tab=published] .review-count")).hasText("2");
      assertThat(village.json("/api/collections/stories/items?limit=1000").toString())
          .contains("우물은 작고 깊었다.")
          .doesNotContain("우물은 크고 깊었다.");
      browser.assertNoErrors();
    }
  }

  @Test
  void whatMayBeTheSameStandsOnTheMapAndBesideIt() {
    ObjectNode sent = residents.story("겹치는 이야기");
    JsonNode there =
        village.json("/api/collections/stories/items?limit=1000").get("features").get(0);
    sent.set("geometry", there.get("geometry"));
    Contributions.Receipt receipt = residents.send(sent);
    try (Browser browser = desk("staff", 1280, 900, Role.STAFF)) {
      Page page = openDesk(browser, "#/review/" + receipt.id());
      Locator alike = page.locator("[data-alike='" + there.get("id").asText() + "']");
      assertThat(alike).isVisible();
      assertThat(page.locator(".review-map .marker").nth(1)).isAttached();
      alike.locator("button").click();
      assertThat(page.locator("dialog [data-beside] .review-look-title"))
          .hasText(there.at("/properties/title").asText());
      assertThat(page.locator("dialog .review-look-title").first()).hasText("겹치는 이야기");
      browser.assertNoErrors();
    }
  }

  @Test
  void aContactIsShownOnDemandAndThatIsOnRecord() {
    Contributions.Receipt receipt = residents.send(residents.story("연락처"));
    try (Browser browser = desk("staff", 1280, 900, Role.STAFF)) {
      Page page = openDesk(browser, "#/review/" + receipt.id());
      page.locator("[data-action=contact]").waitFor();
      assertThat(page.content()).doesNotContain("resident@example.invalid");
      Account staff = village.people().accounts().byLogin("staff").orElseThrow();
      assertThat(contactsRead(staff)).isZero();
      page.locator("[data-action=contact]").click();
      assertThat(page.locator(".review-part-contact")).containsText("resident@example.invalid");
      assertThat(contactsRead(staff)).isEqualTo(1);
      browser.assertNoErrors();
    }
  }

  private long contactsRead(Account account) {
    return village
        .people()
        .accessLog()
        .entries(
            new AccessLog.Wanted(
                null, null, account.id(), null, AccessLog.Action.CONTACT, null, 100))
        .size();
  }

  @Test
  void whatIsSentIsTextWhateverItSays() {
    ObjectNode sent = residents.story(EVIL);
    ((ObjectNode) sent.get("properties")).put("text", EVIL).put("place", EVIL).put("address", EVIL);
    sent.put("name", EVIL).put("text", EVIL).put("addressText", EVIL);
    residents.photo(sent, EVIL);
    Contributions.Receipt receipt = residents.send(sent);
    residents.send(residents.story(EVIL));
    ObjectNode answer = sent.objectNode().put("answer", EVIL);
    residents.review().links().change(receipt.secret(), answer, "10.9.9.9");
    try (Browser browser = desk("staff", 1280, 900, Role.STAFF)) {
      Page page = openDesk(browser, "#/review");
      page.locator(".review-items a[data-id='" + receipt.id() + "']").click();
      assertThat(page.locator(".review-head h2")).hasText(EVIL);
      assertThat(page.locator(".review-history")).containsText(EVIL);
      assertThat(page.locator(".review-part-message")).containsText(EVIL);
      page.locator(".review-map.leaflet-container").waitFor();
      page.locator(".review-map .marker").last().hover(); // they lie upon each other
      page.locator("[data-alike] button").first().click();
      page.locator("dialog[open] [data-beside] article").waitFor();
      page.keyboard().press("Escape");
      page.locator("[data-action=approve]").click();
      assertThat(page.locator("dialog [name=title]")).hasValue(EVIL);
      assertThat(page.locator("img[src='x']")).hasCount(0);
      assertThat(page.locator("body script")).hasCount(0);
      assertThat(page.title()).contains("<img src=x"); // the title as it was sent, and no other
      assertThat(page.title()).isNotEqualTo("got");
      browser.assertNoErrors();
    }
  }

  @Test
  void aFailureIsSaidAndCanBeRetried() {
    residents.send(residents.story("끊긴 이야기"));
    try (Browser browser = desk("staff", 360, 740, Role.STAFF)) {
      Page page = browser.page();
      Pattern lists = Pattern.compile(".*/api/submissions\\?.*");
      page.route(lists, r -> r.abort());
      page.navigate(village.url("/desk#/review"));
      page.locator(".review-rows .state-failed").waitFor();
      browser.assertAccessible("failed");
      page.unrouteAll();
      page.locator(".review-rows .state-failed button").click();
      assertThat(page.locator(".review-items a")).hasCount(1);
    }
  }
}
