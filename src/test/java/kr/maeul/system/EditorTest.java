package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.media.MediaFiles;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The editor at the desk, used as staff do. */
@Tag("browser")
class EditorTest {
  @TempDir static Path directory;
  private static Village village;
  private static int people;

  @BeforeAll
  static void start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine
    village = Village.start(TestDatabase.h2gisWithDemo(directory), null);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  /** Signs somebody new in and opens a route of the desk. */
  private static Browser open(int width, int height, String lang, String route) {
    Browser browser = Browser.open(width, height, List.of("ko-KR"));
    signIn(browser);
    browser.page().navigate(village.url("/desk?lang=" + lang + "#" + route));
    return browser;
  }

  private static void signIn(Browser browser) {
    String cookie = village.signIn("staff" + ++people, Role.STAFF);
    browser
        .context()
        .addCookies(
            List.of(
                new com.microsoft.playwright.options.Cookie(
                        "maeul", cookie.substring(cookie.indexOf('=') + 1))
                    .setUrl(village.url("/"))));
  }

  private static Locator act(Page page, String name) {
    return page.locator("[data-act=" + name + "]");
  }

  private static Locator field(Page page, String property) {
    return page.locator("[data-pointer='/properties/" + property + "']")
        .locator("input, textarea, select")
        .first();
  }

  /** Writes a story by the page; answers its id. */
  private static String written(Page page, String title) {
    page.navigate(village.url("/desk?lang=ko#/items/stories/new"));
    field(page, "title").fill(title);
    act(page, "saveDraft").click();
    page.waitForURL(Pattern.compile(".*/items/stories/(?!new).+"));
    assertThat(act(page, "delete")).isVisible();
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  private static JsonNode story(String id, Browser browser) {
    return village.json(
        "/api/collections/stories/items/" + id, "Cookie", "maeul=" + cookie(browser));
  }

  private static String cookie(Browser browser) {
    return browser.context().cookies().stream()
        .filter(c -> c.name.equals("maeul"))
        .findFirst()
        .orElseThrow()
        .value;
  }

  private static void shot(Page page, String name) {
    String folder = System.getenv("MAEUL_TEST_SHOTS");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }

  @Test
  void aStoryWithPhotosIsWrittenPlacedAndPublishedAndOthersSeeItAppear() {
    try (Browser reader = Browser.open(1280, 800, List.of("ko-KR"));
        Browser browser = open(1280, 900, "ko", "/items/stories/new")) {
      reader.page().navigate(village.url("/"));
      assertThat(reader.page().locator("#list")).not().hasAttribute("data-state", "loading");
      Page page = browser.page();
      field(page, "title").fill("물왕멀 버드나무 우물 예시");
      field(page, "text").fill("우물가에 **버드나무**가 있었다.");
      byte[] avif =
          Arrays.copyOf(MediaFiles.ascii("\0\0\0\u001cftypavif\0\0\0\0mif1miafMA1B"), 4 << 20);
      page.locator("input[type=file]")
          .first()
          .setInputFiles(new FilePayload("IMG_0001.jpg", "image/jpeg", avif));
      assertThat(page.locator(".media-progress .field-error")).containsText("AVIF");
      browser.errors().removeIf(e -> e.contains("415"));
      page.locator("input[type=file]")
          .first()
          .setInputFiles(
              new FilePayload[] {
                new FilePayload("well.jpg", "image/jpeg", MediaFiles.jpeg(640, 480)),
                new FilePayload("phone.jpg", "image/jpeg", MediaFiles.jpegOfTelephone(800, 600, 6))
              });
      assertThat(page.locator(".media-photo .media-entry")).hasCount(2);
      assertThat(page.locator(".place-photo")).containsText("phone.jpg");
      page.locator("[data-do=photo]").click();
      assertThat(page.getByLabel("위도")).hasValue(Pattern.compile("35\\.824.*"));
      assertThat(page.locator(".sketch-pin")).isVisible();
      page.locator(".media-entry").first().locator("[name=alt]").fill("우물 예시 사진");
      page.locator(".media-entry").first().locator("[name=credit]").fill("예시 제공");
      shot(page, "editor-1280-ko");
      act(page, "publishNow").click();
      assertThat(page.locator("[data-state=published]")).isVisible();

      Locator there = reader.page().locator("#list").getByText("물왕멀 버드나무 우물 예시");
      assertThat(there).isVisible(); // by itself
      there.click();
      Locator photo = reader.page().locator("#item .item-photo img").first();
      assertThat(photo).hasAttribute("alt", "우물 예시 사진");
      assertThat(reader.page().locator("#item .item-photo").first()).containsText("예시 제공");
      assertThat(reader.page().locator("#item .prose strong")).hasText("버드나무");
      assertThat(
              (Boolean)
                  photo.evaluate("async i => { await i.decode(); return i.naturalWidth > 0; }"))
          .isTrue();
      reader.assertAccessible("a story with photos");
      shot(reader.page(), "reader-1280-ko");
      reader.assertNoErrors();
      browser.assertNoErrors();
    }
  }

  @Test
  void twoWhoSaveTheSameItemLoseNothing() {
    try (Browser first = open(1280, 900, "ko", "/items/stories/new");
        Browser second = Browser.open(1280, 900, List.of("ko-KR"))) {
      String id = written(first.page(), "둘이 고치는 예시");
      signIn(second);
      Page other = second.page();
      other.navigate(village.url("/desk?lang=ko#/items/stories/" + id));
      field(other, "summary").fill("둘째가 적은 소개");
      field(other, "place").fill("둘째가 적은 장소");
      field(first.page(), "summary").fill("첫째가 적은 소개");
      field(first.page(), "year").fill("1978");
      act(first.page(), "saveDraft").click();
      assertThat(first.page().locator(".toast")).containsText("저장했습니다");

      act(other, "saveDraft").click();
      Locator dialog = other.locator("dialog[open]");
      assertThat(dialog).containsText("첫째가 적은 소개");
      assertThat(dialog).containsText("둘째가 적은 소개");
      assertThat(dialog.locator("[data-property]")).hasCount(1);
      second.assertAccessible("two versions");
      shot(other, "conflict-1280-ko");
      dialog.locator("[data-property=summary] input[value=theirs]").check();
      dialog.locator("[data-answer=merge]").click();
      assertThat(dialog).isHidden();
      assertThat(other.locator(".toast")).containsText("저장했습니다"); // it is saved after that
      assertThat(field(other, "summary")).hasValue("첫째가 적은 소개");

      JsonNode properties = story(id, first).path("properties");
      assertThat(properties.path("summary").asText()).isEqualTo("첫째가 적은 소개");
      assertThat(properties.path("place").asText()).isEqualTo("둘째가 적은 장소");
      assertThat(properties.path("year").asInt()).isEqualTo(1978);
      assertThat(second.errors()).allMatch(e -> e.contains("412"));
      first.assertNoErrors();
    }
  }

  @Test
  void whatWasTypedSurvivesAReloadAndASessionThatHasEnded() {
    try (Browser browser = open(1280, 900, "ko", "/items/stories/new")) {
      Page page = browser.page();
      String id = written(page, "사라지지 않는 예시");
      field(page, "place").fill("적다 만 장소");
      assertThat(page.locator(".publish-told")).containsText("이 브라우저에");
      page.reload();
      assertThat(page.locator(".draft-offer")).isVisible();
      browser.assertAccessible("a draft is offered");
      page.locator("[data-draft=take]").click();
      assertThat(field(page, "place")).hasValue("적다 만 장소");

      String login = "staff" + people;
      String account =
          village
              .json("/api/session", "Cookie", "maeul=" + cookie(browser))
              .at("/account/id")
              .asText();
      village.people().signOutEverywhere(account, Actor.MACHINE);
      act(page, "saveDraft").click();
      Locator dialog = page.locator("dialog[open]");
      dialog.locator("[type=password]").fill("네모난 구름 세탁소 " + login.length());
      dialog.locator("[type=submit]").click();
      assertThat(page.locator(".toast")).containsText("저장했습니다");
      assertThat(story(id, browser).at("/properties/place").asText()).isEqualTo("적다 만 장소");
      page.reload();
      assertThat(field(page, "place")).hasValue("적다 만 장소");
      assertThat(page.locator(".draft-offer")).hasCount(0);
    }
  }

  @Test
  void anAreaIsDrawnUndoneAndDrawnAgain() {
    try (Browser browser = open(1280, 900, "ko", "/items/regeneration-sites/new")) {
      Page page = browser.page();
      Locator map = page.locator(".sketch[data-ready]");
      map.scrollIntoViewIfNeeded();
      int[][] corners = {{100, 60}, {300, 70}, {280, 200}, {120, 180}};
      for (int[] corner : corners) {
        map.click(new Locator.ClickOptions().setPosition(corner[0], corner[1]));
      }
      assertThat(map).hasAttribute("data-corners", "4");
      page.locator("[data-do=undo]").click();
      assertThat(map).hasAttribute("data-corners", "3");
      page.locator("[data-do=redo]").click();
      assertThat(map).hasAttribute("data-corners", "4");
      page.locator("[data-do=removeCorner]").click();
      page.locator("[data-do=undo]").click();
      assertThat(map).hasAttribute("data-corners", "4");
      Locator corner = page.locator(".sketch-corner").first();
      corner.focus();
      String before = corner.evaluate("n => n.style.transform").toString();
      page.keyboard().press("Shift+ArrowRight");
      assertThat(page.locator(".sketch-corner").first().evaluate("n => n.style.transform"))
          .isNotEqualTo(before);
      assertThat(page.locator(".sketch-corner:focus")).hasCount(1);
      page.locator("[data-do=here]").click();
      assertThat(map).hasAttribute("data-corners", "5");
      browser.assertAccessible("an area");
      shot(page, "area-1280-ko");
      browser.assertNoErrors();
    }
  }

  @Test
  void manyAreChangedAndUndoneAsOne() {
    try (Browser browser = open(1280, 900, "ko", "/items/stories")) {
      Page page = browser.page();
      page.locator("tbody tr").first().waitFor();
      Locator boxes = page.locator("tbody .choose input");
      boxes.nth(0).check();
      boxes.nth(1).check();
      String id = page.locator("tbody tr").first().getAttribute("data-item");
      String before = story(id, browser).at("/properties/locationCertainty").asText();
      String wanted = before.equals("exact") ? "approximate" : "exact";
      shot(page, "table-1280-ko");
      page.getByText("한꺼번에 바꾸기").click();
      Locator dialog = page.locator("dialog[open]").first();
      Locator save = dialog.locator("[data-answer=bulk]");
      assertThat(dialog.locator(".bulk-list li")).hasCount(0);
      assertThat(save).isDisabled(); // nothing that destroys opens loaded
      dialog.locator("select").first().selectOption("locationCertainty");
      assertThat(dialog.locator(".bulk-list li")).hasCount(0);
      assertThat(save).isDisabled();
      dialog.locator("[data-clear]").check();
      assertThat(dialog.locator(".bulk-list ins").first()).hasText("(없음)");
      assertThat(save).isEnabled();
      dialog.locator("[data-clear]").uncheck();
      assertThat(save).isDisabled();
      dialog.locator("input[value=" + wanted + "]").check();
      assertThat(dialog.locator(".bulk-list li").first()).isVisible();
      browser.assertAccessible("a bulk change");
      shot(page, "bulk-1280-ko");
      save.click();
      Locator sure = page.locator("dialog[open]").last();
      assertThat(sure).containsText(Pattern.compile("[12]건의 ‘.+’[을를] 바꿀까요"));
      assertThat(sure.locator("li").first()).containsText(Pattern.compile("지금 .+: [12]건"));
      shot(page, "bulk-sure-1280-ko");
      sure.locator("[data-answer=yes]").click();
      assertThat(page.locator(".toast")).containsText("바꾸었습니다");
      assertThat(story(id, browser).at("/properties/locationCertainty").asText()).isEqualTo(wanted);
      page.locator(".toast .button").click();
      assertThat(page.locator(".toast")).containsText("되돌렸습니다");
      assertThat(story(id, browser).at("/properties/locationCertainty").asText()).isEqualTo(before);
      browser.assertNoErrors();
    }
  }

  @Test
  void whatSomebodyChangedMeanwhileIsNotChangedWithTheOthersUnseen() {
    try (Browser browser = open(1280, 900, "ko", "/items/stories")) {
      Page page = browser.page();
      List<String> changes = new ArrayList<>();
      page.onRequest(r -> Optional.of(r.method()).filter("PATCH"::equals).ifPresent(changes::add));
      page.locator("tbody .choose input").nth(0).check();
      String id = page.locator("tbody tr").first().getAttribute("data-item");
      String before = story(id, browser).at("/properties/locationCertainty").asText();
      String wanted = before.equals("exact") ? "approximate" : "exact";
      page.getByText("한꺼번에 바꾸기").click();
      Locator dialog = page.locator("dialog[open]").first();
      dialog.locator("select").first().selectOption("locationCertainty");
      dialog.locator("input[value=" + wanted + "]").check();
      dialog.locator("[data-answer=bulk]").click();
      page.route( // as if somebody had saved it
          Pattern.compile(".*/items\\?id=.*"),
          r -> {
            String property = "\"locationCertainty\":\"" + wanted + "\"";
            String now =
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\""
                    + id
                    + "\",\"geometry\":null,\"properties\":{"
                    + property
                    + "}}]}";
            r.fulfill(new Route.FulfillOptions().setBody(now).setContentType("application/json"));
          });
      page.locator("dialog[open]").last().locator("[data-answer=yes]").click();
      assertThat(dialog).containsText("그사이 다른 사람이");
      assertThat(changes).isEmpty();
      browser.assertNoErrors();
    }
  }

  @Test
  void aValueIsChangedInTheTable() {
    try (Browser browser = open(1280, 900, "ko", "/items/stories/new")) {
      Page page = browser.page();
      String id = written(page, "표에서 고치는 예시");
      page.navigate(village.url("/desk?lang=ko#/items/stories"));
      page.getByRole(AriaRole.SEARCHBOX).fill("표에서 고치는");
      Locator cell = page.locator("tr[data-item='" + id + "'] td[data-property=year]");
      assertThat(page.locator("tbody tr")).hasCount(1);
      cell.locator("button").click();
      cell.locator("input").fill("1969");
      page.keyboard().press("Enter");
      assertThat(cell).containsText("1969");
      assertThat(story(id, browser).at("/properties/year").asInt()).isEqualTo(1969);
      browser.assertNoErrors();
    }
  }

  @Test
  void whatAnItemWasComesBackAndSoDoesWhatWasDeleted() {
    try (Browser browser = open(1280, 900, "ko", "/items/stories/new")) {
      Page page = browser.page();
      String id = written(page, "이력이 있는 예시");
      field(page, "title").fill("고친 제목 예시");
      page.waitForResponse(
          answer -> Set.of("PUT", "PATCH").contains(answer.request().method()),
          () -> act(page, "saveDraft").click());
      page.waitForCondition(
          () -> story(id, browser).at("/properties/title").asText().equals("고친 제목 예시"));
      assertThat(page.locator(".toast")).containsText("저장했습니다");
      page.locator("a[href$='/history']").click();
      assertThat(page.locator(".revision")).hasCount(2);
      browser.assertAccessible("history");
      shot(page, "history-1280-ko");
      page.locator(".revision").nth(1).locator("button").click();
      page.locator("dialog[open] [data-answer=yes]").click();
      assertThat(field(page, "title")).hasValue("이력이 있는 예시");

      act(page, "delete").click();
      page.locator("dialog[open] [data-answer=yes]").click();
      page.locator("tbody tr").first().waitFor();
      page.navigate(village.url("/desk?lang=ko#/bin"));
      Locator card = page.locator("[data-item='stories/" + id + "']");
      card.waitFor();
      browser.assertAccessible("bin");
      card.locator("button").click();
      Locator dialog = page.locator("dialog[open]");
      assertThat(dialog.locator(".bulk-map")).hasText("되살려도 공개 지도에는 나타나지 않습니다.");
      browser.assertAccessible("putting back from the bin");
      page.keyboard().press("Escape");
      assertThat(dialog).hasCount(0);
      card.locator("button").click();
      dialog.locator("[data-answer=yes]").click();
      assertThat(page.locator(".toast")).containsText("되살렸습니다");
      assertThat(story(id, browser).at("/properties/title").asText()).isEqualTo("이력이 있는 예시");
      browser.assertNoErrors();
    }
  }

  @Test
  void everyMistakeStandsBesideItsField() {
    try (Browser browser = open(360, 740, "ko", "/items/stories/new")) {
      Page page = browser.page();
      field(page, "year").fill("옛날");
      act(page, "saveDraft").click();
      Locator summary = page.locator(".error-summary");
      assertThat(summary).isFocused();
      assertThat(page.locator("[data-pointer='/properties/year'] .field-error")).isVisible();
      assertThat(page.locator("[data-pointer='/properties/title'] .field-error")).isVisible();
      browser.assertAccessible("mistakes");
      shot(page, "mistakes-360-ko");
      assertThat(browser.errors()).allMatch(e -> e.contains("422"));
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Screens.class)
  void everyViewIsAccessibleAndFitsTheScreen(int width, int height, String lang) {
    String aStory =
        village.json("/api/collections/stories/items?limit=1").at("/features/0/id").asText();
    try (Browser browser = open(width, height, lang, "/items")) {
      Page page = browser.page();
      page.locator("#view h1").waitFor();
      for (String route :
          List.of(
              "/items",
              "/items/stories",
              "/items/stories/new",
              "/items/stories/" + aStory,
              "/items/trails/new",
              "/items/vacant-houses/new",
              "/items/stories/" + aStory + "/history",
              "/bin")) {
        page.navigate(village.url("/desk?lang=" + lang + "#" + route));
        page.locator("#view h1").waitFor();
        page.locator(".state-loading")
            .waitFor(
                new Locator.WaitForOptions()
                    .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        assertThat(page.locator(".state-failed")).hasCount(0);
        if (route.contains("new") || route.endsWith(aStory)) {
          page.locator(".sketch[data-ready]").waitFor();
        }
        browser.assertAccessible(route + " " + lang + " " + width);
        Object wider = page.evaluate("document.documentElement.scrollWidth > innerWidth");
        assertThat(wider).as(route + " scrolls sideways at " + width).isEqualTo(false);
        shot(
            page,
            "view" + route.replace('/', '-').replace(aStory, "story") + "-" + width + "-" + lang);
      }
      browser.assertNoErrors();
    }
  }
}
