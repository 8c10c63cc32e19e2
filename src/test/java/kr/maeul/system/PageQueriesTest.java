package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Layer;
import kr.maeul.parts.Thorough;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.locationtech.jts.geom.Coordinate;

/** What the page asks of the server: what is near, what is inside, large layers, what is new. */
@Tag("browser")
class PageQueriesTest {
  private static final int TREES = Thorough.count(5_000, 20_000);
  private static final int HOUSES = 2_100;
  private static final List<String> GRADES = List.of("reuse", "manage", "clear");
  private static final double WEST = 127.12;
  private static final double SOUTH = 35.80;
  private static final String STREET_TREES =
      """
      { "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "street-trees", "title": "가로수", "x-maeul-en": "Street trees", "type": "object",
        "x-maeul-accent": "#2f6b4f", "x-maeul-symbol": "triangle",
        "required": ["location"],
        "properties": {
          "location": { "format": "geometry-point", "x-ogc-role": "primary-geometry" },
          "name": { "type": "string", "title": "이름", "x-maeul-en": "Name", "x-maeul-role": "title" },
          "kind": { "title": "수종", "x-maeul-en": "Kind", "x-maeul-role": "category", "type": "string", "oneOf": [
            { "const": "ginkgo", "title": "은행나무", "x-maeul-en": "Ginkgo", "x-maeul-colour": "#8a6212", "x-maeul-shape": "star" },
            { "const": "pine", "title": "소나무", "x-maeul-en": "Pine", "x-maeul-colour": "#1f4a38", "x-maeul-shape": "triangle" } ] } } }
      """;

  private static final String BENCHES =
      """
      { "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "benches", "title": "긴 의자", "x-maeul-en": "Benches", "type": "object",
        "x-maeul-accent": "#1d5f8a", "x-maeul-symbol": "hexagon",
        "required": ["location"],
        "properties": {
          "location": { "format": "geometry-point", "x-ogc-role": "primary-geometry" },
          "name": { "type": "string", "title": "이름", "x-maeul-en": "Name", "x-maeul-role": "title" } } }
      """;

  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() throws IOException {
    Path layers = Files.createDirectories(directory.resolve("layers"));
    Files.writeString(layers.resolve("street-trees.schema.json"), STREET_TREES);
    Files.writeString(layers.resolve("benches.schema.json"), BENCHES);
    Files.writeString(layers.resolve("stones.schema.json"), BENCHES.replace("benches", "stones"));
    village = Village.start(TestDatabase.h2gisWithDemo(directory.resolve("data")), layers);
    Random random = new Random(14);
    List<Feature> trees = new ArrayList<>();
    for (int i = 0; i < TREES; i++) {
      String kind = i % 3 == 0 ? "ginkgo" : "pine";
      trees.add(
          point(
              "t" + i,
              WEST + random.nextDouble() * 0.07,
              SOUTH + random.nextDouble() * 0.05,
              Map.of("name", "나무 " + i, "kind", kind)));
    }
    put("street-trees", trees, LoadMode.INSERT);
    List<Feature> benches = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      benches.add(point("b" + i, 127.15, 35.82, Map.of("name", "긴 의자 " + (100 + i))));
    }
    put("benches", benches, LoadMode.INSERT);
    List<Feature> houses = new ArrayList<>(); // far from what the other tests look at
    for (int i = 0; i < HOUSES; i++) {
      Map<String, Object> house =
          Map.of(
              "title",
              "먼 집 " + i,
              "evidence",
              "confirmed",
              "consent",
              "listed",
              "grade",
              GRADES.get(i % 3));
      houses.add(point("far" + i, 128.5 + i % 50 * 0.001, 36.5 + i / 50 * 0.001, house));
    }
    put("vacant-houses", houses, LoadMode.INSERT);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @Test
  void aResidentSeesWhatIsNearAStory() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?item=stories/angel-of-nosong"));
      page.locator("#item [data-go='500']").click();
      page.waitForURL(Pattern.compile(".*around=500.*"));
      found(page);
      assertThat(page.locator("#item h2")).isFocused();
      assertListIsWhatIsNear(page, 500);
      assertThat(page.locator("#map .ring")).hasCount(1);
      assertThat(page.locator("#item .near-far").first()).containsText("약");
      assertThat(page.locator("#status")).containsText("500 m 안에");

      page.locator("#item input[value='200']").check();
      page.waitForURL(Pattern.compile(".*around=200.*"));
      found(page);
      assertThat(page.locator("#item input[value='200']")).isFocused();
      assertListIsWhatIsNear(page, 200);

      page.reload();
      found(page);
      assertListIsWhatIsNear(page, 200);
      page.goBack();
      assertThat(page.locator("#item [data-go='500']")).isVisible();
      assertThat(page.locator("#map .ring")).hasCount(0);
      page.goForward();
      found(page);
      page.locator("#item [data-feature]").first().click();
      assertThat(page.locator("#item dl")).isVisible();
      browser.assertNoErrors();
    }
  }

  @Test
  void anAreaTellsWhatIsInsideOfIt() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?item=districts/nosong&lang=en"));
      page.locator("#item [data-go=inside]").click();
      found(page);
      for (String layer : List.of("stories", "facilities", "street-trees")) {
        JsonNode inside =
            village.json("/api/collections/" + layer + "/items?limit=100&within=districts/nosong");
        assertThat(page.locator("#item [data-layer=" + layer + "] h3"))
            .containsText(String.format("%,d", inside.get("numberMatched").asInt()));
      }
      // Keyboard alone: the radio buttons are one stop, then the rows.
      page.locator("#item input:checked").focus();
      page.keyboard().press("Tab");
      Object at = page.evaluate("document.activeElement.dataset.feature ?? ''");
      assertThat(at.toString()).contains("/");
      page.keyboard().press("Escape");
      assertThat(page.locator("#item [data-go=inside]")).isVisible();
      browser.assertNoErrors();
    }
  }

  @Test
  void whereNothingIsNearThePageSaysSo() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.route(
          Pattern.compile(".*/items\\?near=.*"),
          r ->
              r.fulfill(
                  new com.microsoft.playwright.Route.FulfillOptions()
                      .setContentType("application/geo+json")
                      .setBody(
                          "{\"type\":\"FeatureCollection\",\"numberMatched\":0,\"numberReturned\":0,\"links\":[],\"features\":[]}")));
      page.navigate(village.url("/?item=stories/angel-of-nosong&around=200"));
      assertThat(page.locator("#item .state-empty")).containsText("200 m");
      browser.assertAccessible("nothing near");
      page.unrouteAll();
      page.route(Pattern.compile(".*/items\\?near=.*"), r -> r.abort());
      page.reload();
      assertThat(page.locator("#item .state-failed")).isVisible();
      page.unrouteAll();
      page.locator("#item .state-failed button").click();
      found(page);
      assertThat(page.locator("#item [data-feature]").first()).isVisible();
    }
  }

  @Test
  void thePositionOfTheReaderStaysInTheDevice() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      BrowserContext context = browser.context();
      context.grantPermissions(List.of("geolocation"));
      context.setGeolocation(new Geolocation(35.8243, 127.1583).setAccuracy(20));
      List<String> asked = new ArrayList<>();
      Page page = browser.page();
      page.onRequest(r -> asked.add(r.url() + r.postData()));
      page.navigate(village.url("/"));
      ready(page);
      page.locator("[data-label='map.me']").click();
      page.locator("#item [data-feature^='stories/']").first().waitFor();
      assertThat(page.locator("#map .ring")).hasCount(2);
      assertThat(page.locator("#item")).containsText("가로수");
      page.locator("#item input[value='1000']").check();
      assertThat(page.locator("#status")).containsText("1 km 안에");
      browser.assertAccessible("around me");
      assertThat(page.url())
          .contains("around=me")
          .doesNotContain("35.824")
          .doesNotContain("127.158");
      assertThat(asked).noneMatch(u -> u.contains("35.824") || u.contains("127.158"));
      page.reload();
      page.locator("#locate").waitFor();
      assertThat(page.locator("#item [data-feature]")).hasCount(0); // only on a tap
      page.goBack();
      assertThat(page.locator("#item")).isHidden();
      browser.assertNoErrors();
    }
  }

  @Test
  void searchIsGroupedByLayer() {
    for (int width : List.of(360, 1280)) {
      try (Browser browser = Browser.open(width, 740, List.of())) {
        Page page = browser.page();
        page.navigate(village.url("/"));
        ready(page);
        page.locator("#search").focus();
        page.keyboard().type("ㄴㅅㄷ");
        Locator groups = page.locator("#search-options [role=group]");
        groups.first().waitFor();
        JsonNode best =
            village.json("/api/search?limit=100&q=%E3%84%B4%E3%85%85%E3%84%B7").get("features");
        var layers = new java.util.LinkedHashMap<String, Integer>();
        best.forEach(f -> layers.merge(f.at("/properties/layer").asText(), 1, Integer::sum));
        // What was found for the letters typed first may stand there until then.
        page.waitForFunction(
            "wanted => [...document.querySelectorAll('#search-options [role=group]')]"
                + ".map(g => g.dataset.group).join() === wanted",
            String.join(",", layers.keySet()));
        layers.forEach(
            (layer, n) ->
                assertThat(page.locator("#search-options [data-group=" + layer + "] .search-group"))
                    .containsText(n.toString()));
        browser.assertAccessible("search at " + width);
        page.keyboard().press("ArrowUp"); // the last one
        assertThat(page.locator("#search-options [aria-selected=true]")).hasCount(1);
        page.keyboard().press("ArrowDown"); // round to the first
        assertThat(page.locator("#search-option-0")).hasAttribute("aria-selected", "true");
        Locator more = page.locator("#search-options .search-more").first();
        int before = page.locator("#search-options [role=option]").count();
        more.click();
        assertThat(page.locator("#search-options [role=option]").nth(before)).isAttached();
        assertThat(page.locator("#search")).isFocused();
        Object wider = page.evaluate("document.documentElement.scrollWidth > innerWidth");
        assertThat(wider).isEqualTo(false);
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*item=.*"));
        browser.assertNoErrors();
      }
    }
  }

  @Test
  void aLargeLayerIsDrawnFromTilesAndListedAsTheMapShowsIt() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      List<String> asked = new ArrayList<>();
      page.onRequest(r -> asked.add(r.url()));
      page.navigate(village.url("/?view=layers&layers=street-trees&map=12/35.825/127.155"));
      drawn(page);
      assertThat(page.locator("#list .large-note")).containsText("묶어서 보이고 있습니다");
      assertThat(page.locator("#list .large-note")).containsText("%,d".formatted(TREES));
      assertThat(LargeLayer.counted(page)).isEqualTo(TREES);
      assertThat(asked.stream().filter(u -> u.contains("/street-trees/items")))
          .as("never read whole")
          .allMatch(u -> u.contains("S_INTERSECTS") && u.contains("limit=40"));

      // By hand to where single trees stand; the list follows.
      String total = page.locator("#list .large-note").textContent();
      for (int i = 0; i < 3; i++) {
        Object was = page.evaluate("location.search");
        click(page, LargeLayer.reachable(page).stream().filter(LargeLayer.Spot::isCircle).toList());
        page.waitForFunction(
            "was => location.search !== was && document.getElementById('map').dataset.tiles === 'ready'",
            was);
      }
      page.waitForFunction(
          "before => document.querySelector('#list .large-note').textContent !== before", total);
      page.navigate(village.url("/?view=layers&layers=street-trees&map=19/35.825/127.155"));
      drawn(page);
      // Each that is listed stands on the map, alone or in a circle with others too near to it.
      var listed = new TreeSet<>(keys(page, "#list [data-feature^='street-trees/']", "feature"));
      List<LargeLayer.Spot> inView = LargeLayer.inView(page);
      assertThat(inView.stream().filter(s -> !s.isCircle()).map(LargeLayer.Spot::key))
          .isNotEmpty()
          .isSubsetOf(listed);
      assertThat(inView.stream().mapToInt(LargeLayer.Spot::many).sum()).isEqualTo(listed.size());
      click(page, LargeLayer.reachable(page).stream().filter(s -> !s.isCircle()).toList());
      page.waitForURL(Pattern.compile(".*item=street-trees/.*"));
      browser.assertNoErrors();
    }
  }

  @Test
  void aLargeListIsReadPageByPage() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?view=layers&layers=street-trees&map=15/35.825/127.155"));
      drawn(page);
      Locator rows = page.locator("#list [data-feature^='street-trees/']");
      assertThat(rows).hasCount(40);
      page.locator("#list .button-wide").click();
      assertThat(rows).hasCount(80);
      Object at = page.evaluate("document.activeElement.dataset.feature ?? ''");
      assertThat(at.toString()).startsWith("street-trees/");
      browser.assertNoErrors();
    }
  }

  @Test
  void aLargeLayerIsFilteredByTheServer() {
    for (int width : List.of(360, 1280)) {
      try (Browser browser = Browser.open(width, 740, List.of())) {
        Page page = browser.page();
        page.navigate(village.url("/?view=houses&kind=reuse&map=14/36.52/128.525"));
        drawn(page);
        assertThat(page.locator("#list [data-kind]")).hasCount(GRADES.size());
        assertThat(page.locator("#list .chip-count")).hasCount(0); // nobody has counted
        assertThat(LargeLayer.counted(page)).isEqualTo(HOUSES / 3);
        page.locator("#list [data-kind=manage]").click();
        page.waitForFunction(
            "n => document.querySelector('#map canvas.plot').spots().reduce((sum, s) => sum + s.many, 0) === n",
            HOUSES / 3 * 2);
        assertThat(page.locator("#list [data-kind=manage]")).isFocused();
        page.locator("#list .clear-row button").click();
        page.waitForFunction(
            "n => document.querySelector('#map canvas.plot').spots().reduce((sum, s) => sum + s.many, 0) === n",
            HOUSES);
        browser.assertAccessible("a large layer with filters at " + width);
        browser.assertNoErrors();
      }
    }
  }

  @Test
  void aHeapOfSymbolsIsOneCircle() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?view=layers&layers=benches&map=18/35.82/127.15"));
      ready(page);
      Locator heap = page.locator("#map .marker-bunch");
      assertThat(heap).hasText("90");
      assertThat(page.locator("#map [data-marker='benches/b10']")).hasCount(0);
      page.locator("#list [data-feature='benches/b10']").focus();
      assertThat(heap).hasClass(Pattern.compile(".*is-hot.*"));
      page.navigate(village.url("/?view=layers&layers=benches&map=19/35.82/127.15"));
      ready(page);
      heap.click(); // there is no nearer
      assertThat(page.locator("#status")).containsText("목록에서 고르세요");
      browser.assertNoErrors();
    }
  }

  /** Old browsers cannot paint in a worker: then the page does it itself, and shows the same. */
  @Test
  void withoutAWorkerThePagePaints() {
    List<List<LargeLayer.Spot>> shown = new ArrayList<>();
    for (String script :
        List.of("", "delete globalThis.OffscreenCanvas", "delete globalThis.Worker")) {
      try (Browser browser = Browser.open(360, 740, List.of())) {
        Page page = browser.page();
        browser.spoil();
        page.addInitScript(script);
        page.navigate(village.url("/?view=layers&layers=street-trees&map=14/35.825/127.155"));
        drawn(page);
        assertThat(page.workers()).hasSize(script.isEmpty() ? 1 : 0);
        shown.add(LargeLayer.spots(page));
        browser.assertNoErrors();
      }
    }
    assertThat(shown.get(1)).isEqualTo(shown.get(0));
    assertThat(shown.get(2)).isEqualTo(shown.get(0));
  }

  @Test
  void tilesThatLeaveTheViewAreGivenUp() {
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/?view=layers&layers=street-trees&map=16/35.825/127.155"));
      drawn(page);
      List<String> asked = new ArrayList<>();
      List<String> givenUp = new ArrayList<>();
      page.route(
          Pattern.compile(".*/tiles/WebMercatorQuad/17/.*"), r -> asked.add(r.request().url()));
      page.onRequestFailed(r -> givenUp.add(r.url()));
      page.locator("[data-label='map.in']").click();
      page.waitForCondition(() -> !asked.isEmpty());
      page.locator("[data-label='map.out']").click();
      page.waitForCondition(() -> givenUp.containsAll(asked));
      drawn(page);
      browser.assertNoErrors();
    }
  }

  @Test
  void whatIsNewComesQuietly() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      List<String> answered = new ArrayList<>();
      page.onResponse(r -> answered.add(r.url()));
      page.navigate(village.url("/?view=layers&layers=benches"));
      ready(page);
      page.waitForCondition(
          () ->
              answered.stream().filter(u -> u.endsWith("/api/collections")).count()
                  == 2); // it has caught up
      page.locator("#list .button-wide").click();
      Locator kept = page.locator("#list [data-feature='benches/b70']");
      kept.focus();
      Object before = page.evaluate(PLACE);
      put(
          "benches",
          List.of(point("b0a", 127.151, 35.821, Map.of("name", "긴 의자 000 새것"))),
          LoadMode.UPSERT);
      assertThat(page.locator("#list")).containsText("긴 의자 000 새것");
      assertThat(kept).isFocused();
      assertThat(((Number) page.evaluate(PLACE)).doubleValue())
          .isCloseTo(((Number) before).doubleValue(), org.assertj.core.data.Offset.offset(2.0));
      assertThat(page.locator("#status")).containsText("새로 바뀌었습니다");
      assertThat(page.locator("body")).hasAttribute("data-sheet", "half");
      page.evaluate("document.getElementById('status').textContent = ''");

      // A layer that is not shown changes nothing and is not spoken of.
      put("stones", List.of(point("other", WEST, SOUTH, Map.of("name", "다른 돌"))), LoadMode.UPSERT);
      page.waitForCondition(
          () -> answered.stream().anyMatch(u -> u.endsWith("/api/collections/stones")));
      put(
          "benches",
          List.of(point("b0a", 127.151, 35.821, Map.of("name", "긴 의자 000 새것"))),
          LoadMode.UPSERT); // as it was, so that nothing is written
      put("stones", List.of(point("last", WEST, SOUTH, Map.of("name", "끝 돌"))), LoadMode.UPSERT);
      page.waitForCondition(
          () -> answered.stream().filter(u -> u.endsWith("/api/collections/stones")).count() == 2);
      long asked = answered.stream().filter(u -> u.endsWith("/api/collections/benches")).count();
      assertThat(asked).isEqualTo(1);
      assertThat(page.locator("#status")).hasText("");
      browser.assertNoErrors();
    }
  }

  @Test
  void whatIsNewInTheOpenItemComesAndWhatIsWithdrawnGoes() {
    put("stones", List.of(point("open", 127.15, 35.82, Map.of("name", "옛 이름"))), LoadMode.REPLACE);
    try (Browser browser = Browser.open(1280, 800, List.of())) {
      Page page = browser.page();
      List<String> answered = new ArrayList<>();
      page.onResponse(r -> answered.add(r.url()));
      page.navigate(village.url("/?view=layers&layers=stones&item=stones/open"));
      assertThat(page.locator("#item h2")).hasText("옛 이름");
      page.waitForCondition(
          () -> answered.stream().filter(u -> u.endsWith("/api/collections")).count() == 2);
      put(
          "stones",
          List.of(point("open", 127.15, 35.82, Map.of("name", "새 이름"))),
          LoadMode.REPLACE);
      assertThat(page.locator("#item h2")).hasText("새 이름");
      put("stones", List.of(), LoadMode.REPLACE);
      assertThat(page.locator("#item .state-failed")).isVisible();
      assertThat(page.locator("#item")).not().containsText("새 이름");
    }
  }

  @Test
  void withoutTheStreamThePageGoesOn() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      List<String> asked = new ArrayList<>();
      page.route(
          "**/api/changes",
          r -> {
            asked.add(r.request().url());
            r.abort();
          });
      page.navigate(village.url("/"));
      ready(page);
      page.waitForTimeout(2500);
      assertThat(asked).hasSize(1); // tried again later, not at once
      assertThat(page.locator("#list [data-feature]").first()).isVisible();
      assertThat(page.locator("#notices .notice")).hasCount(1); // that of the missing base map
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Screens.class)
  void theNewStatesAreAccessible(int width, int height, String lang) {
    try (Browser browser = Browser.open(width, height, List.of())) {
      Page page = browser.page();
      String end = "&lang=" + lang;
      page.navigate(village.url("/?item=stories/angel-of-nosong&around=500" + end));
      found(page);
      assertAccessible(browser, "near " + lang + width);
      page.navigate(village.url("/?item=districts/nosong&around=inside" + end));
      found(page);
      assertAccessible(browser, "inside " + lang + width);
      page.navigate(village.url("/?around=me" + end));
      page.locator("#locate").waitFor();
      assertAccessible(browser, "around me " + lang + width);
      page.navigate(village.url("/?view=layers&layers=street-trees&map=13/35.825/127.155" + end));
      drawn(page);
      assertAccessible(browser, "clusters " + lang + width);
      page.locator("#search").fill("노송");
      page.locator("#search-options [role=option]").first().waitFor();
      assertAccessible(browser, "search " + lang + width);
      browser.assertNoErrors();
    }
  }

  private static void assertAccessible(Browser browser, String what) {
    browser.assertAccessible(what);
    Object wider = browser.page().evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wider).as(what + " scrolls sideways").isEqualTo(false);
  }

  /** The rows and the markers are the answers of the API, each layer's nearest first. */
  private static void assertListIsWhatIsNear(Page page, int metres) {
    for (String layer : List.of("stories", "facilities", "network-members")) {
      JsonNode near =
          village.json(
              "/api/collections/"
                  + layer
                  + "/items?limit=100&near=stories/angel-of-nosong&radius="
                  + metres);
      List<String> wanted = new ArrayList<>();
      near.get("features").forEach(f -> wanted.add(layer + "/" + f.get("id").asText()));
      wanted.remove("stories/angel-of-nosong");
      List<String> listed =
          keys(page, "#item [data-layer=" + layer + "] [data-feature]", "feature");
      assertThat(wanted).startsWith(listed.toArray(String[]::new));
      assertThat(listed).hasSizeGreaterThanOrEqualTo(Math.min(8, wanted.size()));
      assertThat(keys(page, "#map [data-marker^='" + layer + "/']", "marker"))
          .isSubsetOf(append(wanted, "stories/angel-of-nosong"));
    }
  }

  private static List<String> append(List<String> list, String last) {
    List<String> all = new ArrayList<>(list);
    all.add(last);
    return all;
  }

  @SuppressWarnings("unchecked")
  private static List<String> keys(Page page, String selector, String name) {
    return (List<String>)
        page.evaluate(
            "([s, n]) => [...document.querySelectorAll(s)].map(e => e.dataset[n])",
            List.of(selector, name));
  }

  /** Where the focused row stands on the screen. */
  private static final String PLACE = "document.activeElement.getBoundingClientRect().top";

  private static Feature point(String id, double lon, double lat, Map<String, Object> properties) {
    return new Feature(
        id, GeoJsonGeometry.FACTORY.createPoint(new Coordinate(lon, lat)), properties);
  }

  private static void put(String layerId, List<Feature> features, LoadMode mode) {
    Layer layer = village.layers().layer(layerId).orElseThrow();
    try (FeatureLoad load = village.store().load(layer, mode)) {
      for (int i = 0; i < features.size(); i++) {
        load.add(i + 1, features.get(i));
      }
      load.conflicts(1);
      load.commit();
    }
  }

  private static void ready(Page page) {
    page.locator("#list[data-state=ready], #list[data-state=empty]").waitFor();
  }

  private static void found(Page page) {
    page.locator("#item .around-results[aria-busy=false]").waitFor();
  }

  /** What stands in the middle of the list of those that can be reached. */
  private static void click(Page page, List<LargeLayer.Spot> spots) {
    LargeLayer.Spot spot = spots.get(spots.size() / 2);
    page.mouse().click(spot.x(), spot.y());
  }

  /** The circles of a large layer are all there. */
  private static void drawn(Page page) {
    LargeLayer.drawn(page);
  }
}
