package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import kr.maeul.media.MediaFiles;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong while giving, and that nothing written is lost by it. */
@Tag("browser")
class ContributeTroubleTest {
  private static final String EVIL =
      "<img src=x onerror=\"window.pwned=1\"><script>pwned=1</script>";

  @TempDir static Path directory;
  @TempDir static Path data;
  private static Village village;
  private static Centre centre;

  @BeforeAll
  static void start() {
    village =
        Village.start(
            TestDatabase.h2gisWithDemo(directory), null, Map.of("MAEUL_DATA_DIR", data.toString()));
    centre = new Centre(village, "review@example.invalid", Role.STAFF);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @Test
  void whatIsMissingIsSaidBesideTheFieldAndInAListThatTakesTheFocus() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      page.locator("#next").click();
      assertThat(page.locator(".summary")).isFocused();
      assertThat(page.locator("#f-properties-title-error")).isVisible();
      page.locator(".summary a").click();
      assertThat(page.locator("#f-properties-title")).isFocused();
      page.locator("#f-when input[value=year]").check(new Locator.CheckOptions().setForce(true));
      page.locator("#f-properties-year").fill("19");
      page.locator("#next").click();
      assertThat(page.locator("#f-properties-year-error")).containsText("네 자리");
      page.locator("#f-properties-year").fill("1978");
      giver.words("빠진 예시", "글 (예시)").next("place").next("media").next("you");
      page.locator("#next").click();
      assertThat(page.locator("#f-consents-collection-error")).isVisible();
      assertThat(page.locator("#f-consents-publication-error")).isVisible();
      assertThat(page.locator("#f-consents-age-error")).isVisible();
      assertThat(page.locator("#f-consents-portrait")).hasCount(0);
      phone.assertNoErrors();
    }
  }

  @Test
  void photosThatCannotBeTakenAreRefusedInWords() throws IOException {
    Path large = Files.write(directory.resolve("large.jpg"), new byte[21 * 1024 * 1024]);
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      giver.words("사진 예시", "글 (예시)").next("place").next("media");
      Locator refusals = page.locator(".photo-refusal");
      choose(page, new FilePayload("a.mov", "video/quicktime", new byte[10]));
      assertThat(refusals).containsText("영상");
      page.locator("#photos-choose").setInputFiles(large);
      assertThat(refusals).hasCount(2); // the second does not hide the first
      assertThat(refusals.last()).containsText("20MB");
      refusals.first().locator("button").click();
      assertThat(refusals).hasCount(1);
      refusals.first().locator("button").click();
      // Six that cannot be taken: each says why, none keeps a place or holds the next step back.
      String heic = "\0\0\0\u001cftypheic\0\0\0\0mif1heicmiaf";
      List<FilePayload> six = new ArrayList<>();
      for (String beginning : List.of("%PDF-1.7", "<html>", heic, heic, heic, heic)) {
        byte[] whole = Arrays.copyOf(beginning.getBytes(StandardCharsets.UTF_8), 1 << 20);
        six.add(new FilePayload(six.size() + ".jpg", "image/jpeg", whole));
      }
      page.locator("#photos-choose").setInputFiles(six.toArray(new FilePayload[0]));
      assertThat(refusals).hasCount(6);
      assertThat(page.locator(".photo-waiting")).hasCount(0);
      assertThat(refusals.nth(0)).containsText("0.jpg");
      assertThat(refusals.nth(1)).containsText("JPEG");
      assertThat(refusals.nth(5)).containsText("HEIC");
      assertThat(refusals.nth(5)).containsText("높은 호환성");
      assertThat(page.locator("label[for=photos-choose]")).isVisible();
      assertThat(page.locator("label[for=photos-camera]")).isVisible();
      giver.next("you");
      page.goBack();
      giver.at("media");
      assertThat(refusals).hasCount(6); // until they are put away
      for (int left = 5; left >= 0; left--) {
        refusals.first().locator("button").click();
        assertThat(refusals).hasCount(left);
      }
      // What is refused while another step is open is told too.
      AtomicReference<Route> sending = new AtomicReference<>();
      page.route("**/api/contributions/media", sending::set);
      choose(page, six.get(5));
      page.waitForCondition(() -> sending.get() != null);
      page.goBack();
      giver.at("place").next("media");
      sending.get().resume();
      page.unroute("**/api/contributions/media");
      assertThat(refusals).containsText("5.jpg");
      refusals.locator("button").click();
      List<FilePayload> seven = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        seven.add(new FilePayload(i + ".jpg", "image/jpeg", MediaFiles.jpeg(30 + i, 30)));
      }
      page.locator("#photos-choose").setInputFiles(seven.toArray(new FilePayload[0]));
      assertThat(refusals.last()).containsText("6장까지");
      assertThat(page.locator("[data-photo]")).hasCount(6);
      String second = page.locator("[data-photo]").nth(1).getAttribute("data-photo");
      page.locator("[data-photo]").nth(1).locator("[data-move='-1']").click();
      assertThat(page.locator("[data-photo]").first()).hasAttribute("data-photo", second);
      page.locator("[data-photo] [data-remove]").first().click();
      assertThat(page.locator("[data-photo]")).hasCount(5);
      assertThat(refusals).hasCount(0); // there is room for another
      page.locator(".photo-notes button").click();
      assertThat(page.locator("[data-photo]").first()).hasAttribute("data-photo", second);
      // A recording that is on its way says so, and shows how far it has come.
      sending.set(null);
      page.route("**/api/contributions/media", sending::set);
      byte[] sound = new byte[2000];
      page.locator("#sound-file").setInputFiles(new FilePayload("a.mp3", "audio/mpeg", sound));
      page.waitForCondition(() -> sending.get() != null);
      assertThat(page.locator(".sound > .hint")).hasText("녹음을 올리는 중…");
      assertThat(page.locator(".sound > [role=progressbar]")).hasCount(1);
      sending.get().abort();
      assertThat(page.locator(".sound > .field-error")).not().isEmpty();
    }
  }

  private static void choose(Page page, FilePayload file) {
    page.locator("#photos-choose").setInputFiles(file);
  }

  @Test
  void aFailedSendingKeepsEverythingAndSendsTheSameAgain() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      giver.words("다시 보내는 예시", "글 (예시)").next("place").next("media").next("you");
      giver.consents("collection", "publication").grown().next("check");
      page.locator(".phone .item-title").waitFor();
      HashSet<String> keys = new HashSet<>();
      AtomicInteger tries = new AtomicInteger();
      page.route(
          "**/api/contributions",
          route -> {
            keys.add(route.request().headers().get("idempotency-key"));
            switch (tries.getAndIncrement()) {
              case 0 -> route.abort();
              case 1 -> problem(route, 429, "짧은 시간에 너무 많이 보내셨습니다.", "");
              case 2 ->
                  problem(
                      route,
                      422,
                      "틀린 곳이 있습니다.",
                      ",\"errors\":[{\"pointer\":\"/properties/title\",\"detail\":\"제목이 너무 깁니다. (예시)\"}]");
              default -> route.resume();
            }
          });
      page.locator("#send").click();
      assertThat(page.locator(".give-said .summary")).containsText("그대로 있습니다");
      assertThat(page.locator(".give-said .summary")).isFocused();
      page.locator("#send").click();
      assertThat(page.locator(".give-said .summary")).containsText("너무 많이 보내셨습니다");
      page.locator("#send").click();
      giver.at("words");
      assertThat(page.locator("#f-properties-title-error")).containsText("제목이 너무 깁니다");
      assertThat(page.locator("#f-properties-text")).hasValue("글 (예시)");
      for (String step : List.of("place", "media", "you", "check")) {
        giver.next(step);
      }
      giver.send();
      assertThat(keys).hasSize(1);
      assertThat(tries).hasValue(4);
    }
  }

  private static void problem(Route route, int status, String detail, String more) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(status)
            .setContentType("application/problem+json")
            .setBody("{\"status\":" + status + ",\"detail\":\"" + detail + "\"" + more + "}"));
  }

  @Test
  void beingOfflineIsSaidAndLosesNothing() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      giver.words("끊긴 예시", "글 (예시)").next("place").next("media").next("you");
      giver.consents("collection", "publication").grown().next("check");
      page.locator(".phone .item-title").waitFor();
      page.context().setOffline(true);
      assertThat(page.locator("#network")).containsText("인터넷 연결이 끊겼습니다");
      page.locator("#send").click();
      assertThat(page.locator(".give-said .summary")).isVisible();
      page.context().setOffline(false);
      assertThat(page.locator("#network")).isHidden();
      giver.send();
    }
  }

  @Test
  void aLinkThatIsNoneSaysSoAndTakesAnother() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      page.navigate(village.url("/mine#" + "A".repeat(43)));
      assertThat(page.locator(".summary")).containsText("찾을 수 있는 것이 없습니다");
      String link = new Giver(page, village).give("링크 예시", "글 (예시)");
      page.navigate(village.url("/mine"));
      page.locator("#f-link").fill("여기 있어요 " + village.url(link));
      page.locator("form button").click();
      assertThat(page.locator(".mine .sent")).containsText("링크 예시");
    }
  }

  @Test
  void whatLooksLikeMarkupIsShownAsText() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      List<String> leaks = new ArrayList<>();
      page.onRequest(
          r -> {
            if (r.url().matches(".*[A-Za-z0-9_-]{43}.*")
                || r.headers().getOrDefault("referer", "").contains("#")) {
              leaks.add(r.url());
            }
          });
      giver.words("제목 " + EVIL, EVIL).next("place");
      page.locator("#f-properties-place").fill(EVIL);
      page.locator("#f-addressText").fill(EVIL);
      giver.next("media").photo("e.jpg", MediaFiles.jpeg(40, 30), EVIL).next("you");
      page.locator("#f-name").fill("<b onclick=alert(1)>이름</b>");
      giver.consents("collection", "publication").grown().next("check");
      assertThat(page.locator(".phone")).containsText("onerror=");
      assertThat(page.locator(".phone img")).hasCount(1);
      String link = giver.send();
      assertThat(page.locator("#letter")).containsText("onerror=");
      page.navigate(village.url(link));
      assertThat(page.locator(".sent")).containsText("onerror=");
      assertThat(page.locator(".sent img")).hasCount(1);
      centre.decide(centre.submission("제목 " + EVIL), "ask", "text", EVIL);
      page.reload();
      assertThat(page.locator(".talk")).containsText("onerror=");
      page.locator("#f-answer").fill(EVIL);
      page.locator("#answer").click();
      assertThat(page.locator(".talk-contributor")).containsText("onerror=");
      assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
      assertThat(leaks).isEmpty();
      phone.assertNoErrors();
    }
  }

  @Test
  void everythingCanBeDoneByKeyboard() {
    try (Browser phone = Browser.open(360, 740, List.of())) {
      Page page = phone.page();
      Giver giver = new Giver(page, village).open("/contribute");
      reach(page, "#f-properties-title");
      page.keyboard().type("자판 예시");
      reach(page, "#f-properties-text");
      page.keyboard().type("글 (예시)");
      press(page, "#next");
      giver.at("place");
      page.locator(".pin-map.leaflet-container").waitFor();
      press(page, ".pin-tools .button");
      assertThat(page.locator(".marker-own")).isFocused();
      Object before = page.evaluate("JSON.parse(localStorage['maeul.draft.new.stories']).point[0]");
      page.keyboard().press("ArrowRight");
      Object after = page.evaluate("JSON.parse(localStorage['maeul.draft.new.stories']).point[0]");
      assertThat(((Number) after).doubleValue()).isGreaterThan(((Number) before).doubleValue());
      press(page, "#next");
      giver.at("media");
      press(page, "#next");
      giver.at("you");
      for (String consent : List.of("collection", "publication")) {
        reach(page, "#f-consents-" + consent);
        page.keyboard().press("Space");
      }
      reach(page, "input[value=over-14]");
      page.keyboard().press("Space");
      press(page, "#next");
      giver.at("check");
      press(page, "#send");
      page.locator("#link").waitFor();
      phone.assertNoErrors();
    }
  }

  private static void press(Page page, String selector) {
    reach(page, selector);
    page.keyboard().press("Enter");
  }

  private static void reach(Page page, String selector) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      Object there =
          page.evaluate("s => document.activeElement === document.querySelector(s)", selector);
      if (Boolean.TRUE.equals(there)) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + selector);
  }
}
