package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kr.maeul.parts.Thorough;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The page, used as a resident does. */
@Tag("browser")
class PageTest {
  private static final List<String> VIEWS =
      List.of("stories", "houses", "sites", "network", "economy", "programmes", "layers");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() {
    village = Village.start(TestDatabase.h2gisWithDemo(directory), null);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @ParameterizedTest
  @ArgumentsSource(Screens.class)
  void everyViewIsAccessibleAndFitsTheScreen(int width, int height, String lang) {
    try (Browser browser = Browser.open(width, height, List.of("ko-KR"))) {
      Page page = browser.page();
      page.navigate(village.url("/?lang=" + lang));
      ready(page);
      for (String view : VIEWS) {
        page.locator("[data-view=" + view + "]").first().click();
        ready(page);
        assertThat(page.locator("html")).hasAttribute("lang", lang);
        assertThat(page.locator("#list [data-feature], #list tr, #list li, #list label").first())
            .isVisible();
        browser.assertAccessible(view + " " + lang + " " + width);
        Object wider = page.evaluate("document.documentElement.scrollWidth > innerWidth");
        assertThat(wider).as(view + " scrolls sideways at " + width).isEqualTo(false);
      }
      page.navigate(village.url("/?lang=" + lang + "&item=stories/" + aStory()));
      page.locator("#item h1, #item h2").first().waitFor();
      browser.assertAccessible("a story " + lang + " " + width);
      browser.assertNoErrors();
    }
  }

  /** Read out by a machine, a Korean title on the English page is Korean. */
  @Test
  void wordsOfTheOtherLanguageSaySo() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      for (String path :
          List.of(
              "/?lang=en",
              "/?lang=en&view=houses",
              "/?lang=en&view=network",
              "/?lang=en&item=stories/angel-of-nosong",
              "/?item=stories/angel-of-nosong")) {
        browser.page().navigate(village.url(path));
        boolean isItem = path.contains("item=");
        browser.page().locator(isItem ? "#item h2" : "#list[data-state=ready]").first().waitFor();
        browser.assertLanguagesAreSaid(path);
      }
    }
  }

  @Test
  void aResidentReadsAStoryAndGoesBack() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/"));
      ready(page);
      Locator first = page.locator("#list [data-feature^='stories/']").first();
      String id = first.getAttribute("data-feature");
      first.click();
      page.waitForURL(Pattern.compile(".*item=stories/.*"));
      assertThat(page.locator("#item")).isVisible();
      JsonNode story =
          village.json("/api/collections/stories/items/" + id.substring(8)).get("properties");
      assertThat(page.locator("#item")).containsText(story.get("title").asText());
      assertThat(page.locator("#item")).containsText(story.get("source").asText().substring(0, 8));
      page.reload();
      assertThat(page.locator("#item")).containsText(story.get("title").asText());
      page.goBack();
      assertThat(page.locator("#item")).isHidden();
      ready(page);
      browser.assertNoErrors();
    }
  }

  @Test
  void searchWorksByInitialsAndByKeyboardAlone() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/"));
      ready(page);
      page.locator("#search").focus();
      page.keyboard().type("ㄴㅅㄷ");
      Locator options = page.locator("#search-options [role=option]");
      options.first().waitFor();
      assertThat(options.filter(new Locator.FilterOptions().setHasText("노송동")).first()).isVisible();
      browser.assertAccessible("search results");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      page.waitForURL(Pattern.compile(".*item=.*"));
      assertThat(page.locator("#item")).isVisible();
      page.locator("#search").fill("없는이름없는이름");
      assertThat(page.locator("#search-says")).isVisible();
      browser.assertNoErrors();
    }
  }

  @Test
  void theListReachesEverythingByKeyboard() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/"));
      ready(page);
      Set<String> wanted = new TreeSet<>();
      village
          .json("/api/collections/stories/items?limit=1000")
          .get("features")
          .forEach(f -> wanted.add("stories/" + f.get("id").asText()));
      Set<String> reached = new TreeSet<>();
      for (int i = 0; i < 200 && !reached.containsAll(wanted); i++) {
        page.keyboard().press("Tab");
        Object at =
            page.evaluate(
                "document.activeElement.closest('[data-feature]')?.dataset.feature ?? ''");
        reached.add(at.toString());
      }
      assertThat(reached).containsAll(wanted);
      browser.assertNoErrors();
    }
  }

  @Test
  void themesNarrowTheList() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?kind=angel"));
      ready(page);
      long angels =
          village.json("/api/collections/stories/items?theme=angel").get("numberMatched").asLong();
      assertThat(page.locator("#list [data-feature^='stories/']")).hasCount((int) angels);
      browser.assertNoErrors();
    }
  }

  /** A link that was cut or mistyped shows the view all the same. */
  @Test
  void whatTheAddressSaysWronglyIsLeftOut() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      Locator told = page.locator("#notices .notice", new Page.LocatorOptions().setHasText("주소"));
      for (String view : List.of("stories", "network", "houses", "layers")) {
        page.navigate(village.url("/?view=" + view + "&utm_source=mail"));
        ready(page);
        assertThat(told).hasCount(0);
        int whole = page.locator("#list [data-feature]").count();
        page.navigate(
            village.url(
                "/?view="
                    + view
                    + "&kind=no-such&layers=bogus,,&from=abc&map=99/x&item=stories&around=7"));
        ready(page);
        assertThat(told).hasText("주소에서 알아볼 수 없는 부분은 빼고 보여 드립니다.");
        assertThat(page.locator("#list [data-feature]")).hasCount(whole);
        String query = view.equals("stories") ? "" : "view=" + view;
        assertThat(page).hasURL(Pattern.compile("/(\\?" + query + "(&map=[^&]*)?)?$"));
      }
      page.navigate(village.url("/?lang=en&view=no-such"));
      ready(page);
      assertThat(page.locator("#notices"))
          .containsText("Parts of the address could not be read and were left out.");
      browser.assertNoErrors();
    }
  }

  @Test
  void housesAreCountedByDongAndSmallCountsAreNot() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?view=houses"));
      ready(page);
      assertThat(page.locator("#list table").first()).containsText("노송동");
      assertThat(page.locator("#list table").first()).containsText("가림");
      assertThat(page.locator("#list .counts")).containsText("에 센 수입니다");
      browser.assertNoErrors();
    }
  }

  @Test
  void housesOfNoDongAreAGroupOfTheirOwn() {
    for (int i = 1; i <= 20; i++) { // so many are told at once, whenever figures were taken last
      PlannedHouses.add(
          village,
          "nowhere-" + i,
          127.155,
          35.824,
          Map.of("evidence", "presumed", "consent", "none", "dong", "김씨네 뒷골목 " + i));
    }
    String told = village.get("/api/collections/vacant-houses/summary").body();
    assertThat(told).doesNotContain("김씨네");
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?view=houses"));
      ready(page);
      Locator row =
          page.locator("#list table tr").filter(new Locator.FilterOptions().setHasText("동을 모르는 집"));
      assertThat(row).hasCount(1);
      assertThat(row.locator("td").first()).hasText("20");
      assertThat(page.locator("body")).not().containsText("nowhere-");
      browser.assertNoErrors();
    }
  }

  @Test
  void yearsTheWrongWayRoundAreToldBesideTheFieldAndHideNothing() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?view=stories"));
      ready(page);
      int all = page.locator("#list [data-feature]").count();
      page.navigate(village.url("/?view=stories&from=2010&until=1990"));
      ready(page);
      assertThat(page.locator(".years .field-error")).hasText("끝이 시작보다 앞섭니다. 하나를 바꿔 주세요.");
      assertThat(page.locator("#list [data-feature]")).hasCount(all);
      page.locator(".years select").nth(1).selectOption("");
      assertThat(page.locator(".years .field-error")).isEmpty();
      assertThat(page.locator("#list [data-feature]")).not().hasCount(all);
      browser.assertAccessible("years");
      browser.assertNoErrors();
    }
  }

  @Test
  void languageAndTextSizeAreOneTapAway() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/"));
      ready(page);
      page.locator("#lang").click();
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      assertThat(page.locator("h1").first()).containsText("stories");
      Object before =
          page.evaluate(
              "getComputedStyle(document.body).fontSize + getComputedStyle(document.documentElement).fontSize");
      page.locator("#text-size").click();
      assertThat(page.locator("#text-size")).hasAttribute("aria-pressed", "true");
      Object after =
          page.evaluate(
              "getComputedStyle(document.body).fontSize + getComputedStyle(document.documentElement).fontSize");
      assertThat(after).isNotEqualTo(before);
      browser.assertAccessible("large text");
      page.reload();
      ready(page);
      assertThat(page.locator("#text-size")).hasAttribute("aria-pressed", "true");
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      browser.assertNoErrors();
    }
  }

  @Test
  void aFailureIsShownAndCanBeRetried() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.route(Pattern.compile(".*/collections/stories/items.*"), r -> r.abort());
      page.navigate(village.url("/"));
      page.locator("#list[data-state=failed], #list [data-state=failed]").first().waitFor();
      browser.assertAccessible("failed");
      page.unroute(Pattern.compile(".*/collections/stories/items.*"));
      page.unrouteAll();
      page.locator("#list button").first().click();
      ready(page);
      assertThat(page.locator("#list [data-feature^='stories/']").first()).isVisible();
    }
  }

  @Test
  void nothingThatThePageLoadsNamesAHiddenHouse() throws IOException {
    List<String> hidden = new ArrayList<>();
    try (InputStream in = getClass().getResourceAsStream("/maeul/demo/vacant-houses.geojson")) {
      for (JsonNode f : MAPPER.readTree(in).get("features")) {
        if (!f.at("/properties/consent").asText().equals("listed")) {
          hidden.add(f.get("id").asText());
          hidden.add(f.at("/properties/title").asText());
        }
      }
    }
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      List<com.microsoft.playwright.Response> responses = new ArrayList<>();
      page.onResponse(responses::add);
      page.navigate(village.url("/?view=houses"));
      ready(page);
      page.locator("[data-view=layers]").click();
      ready(page);
      String text = page.content();
      for (var r : responses) {
        text += r.url().endsWith("/api/changes") ? "" : r.text(); // the stream has no end
      }
      for (String name : hidden) {
        assertThat(text.contains('"' + name + '"') || text.contains(">" + name)).as(name).isFalse();
      }
    }
  }

  @Test
  void theFirstLoadIsSmall() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/"));
      ready(page);
      Object bytes =
          page.evaluate(
              "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
                  + ".filter(e => /\\/$|\\.(js|css|json)$/.test(new URL(e.name).pathname)).reduce((n, e) => n + e.encodedBodySize, 0)");
      Object own =
          page.evaluate(
              "performance.getEntriesByType('resource').filter(e => /\\.(js|css)$/.test(e.name) && !e.name.includes('/vendor/'))"
                  + ".reduce((n, e) => n + e.encodedBodySize, 0)");
      assertThat(((Number) bytes).longValue())
          .as("first load, compressed")
          .isBetween(20_000L, 120_000L);
      assertThat(((Number) own).longValue())
          .as("own modules and style")
          .isBetween(10_000L, 60_000L);
    }
  }

  @Test
  void pagesOfTheApiAreAccessible() {
    List<String> paths =
        List.of(
            "/api",
            "/api/collections",
            "/api/collections/stories",
            "/api/collections/vacant-houses/items",
            "/api/collections/stories/items/" + aStory(),
            "/api/collections/trails/items/" + first("trails"),
            "/api/conformance",
            "/api/openapi",
            "/api/collections/vacant-houses/summary",
            "/api/collections/nothing");
    try (Browser browser = Browser.open(1280, 740, List.of())) {
      Page page = browser.page();
      for (String lang : List.of("ko", "en")) {
        for (String path : paths) {
          page.setViewportSize(1280, 740);
          page.navigate(village.url(path + "?f=html&lang=" + lang));
          assertFits(page, path + " " + lang + " at 1280");
          page.setViewportSize(360, 740);
          assertFits(page, path + " " + lang + " at 360");
          // The languages take turns: a page of the API says the same in both.
          if (Thorough.isAsked() || lang.equals(paths.indexOf(path) % 2 == 0 ? "ko" : "en")) {
            browser.assertAccessible(path + " " + lang + " at 360");
          }
        }
      }
    }
  }

  private static void assertFits(Page page, String what) {
    Object wider = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wider).as(what + " scrolls sideways").isEqualTo(false);
  }

  private static String aStory() {
    return first("stories");
  }

  private static String first(String layer) {
    return village
        .json("/api/collections/" + layer + "/items?limit=1")
        .at("/features/0/id")
        .asText();
  }

  private static void ready(Page page) {
    page.locator("#list[data-state=ready], #list[data-state=empty]").waitFor();
  }
}
