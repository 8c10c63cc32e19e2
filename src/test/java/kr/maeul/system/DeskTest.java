package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.people.factor.OneTimeCodes;
import kr.maeul.people.identity.Account;
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

/** The desk, as the people of a centre use it. */
@Tag("browser")
class DeskTest {
  private static final String PASSWORD = "구름 세탁소 네모난 우산";

  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    village = Village.start(TestDatabase.h2gisWithDemo(directory), null);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @ParameterizedTest
  @ArgumentsSource(Screens.class)
  void everyViewIsAccessibleAndFitsTheScreen(int width, int height, String lang) {
    String login = "axe" + lang + width;
    try (Browser browser = signedIn(width, height, login, Role.values())) {
      Page page = browser.page();
      page.navigate(village.url("/desk?lang=" + lang));
      see(browser, "home", lang);
      go(page, "me");
      page.locator("#sessions li").first().waitFor();
      see(browser, "me", lang);
      go(page, "me/two-steps");
      page.locator("#two-steps-card [type=submit]").waitFor();
      see(browser, "two steps", lang);
      page.locator("#two-steps-card [type=submit]").click();
      page.locator(".two-steps-qr").waitFor();
      page.locator("#two-steps-card details summary").click();
      see(browser, "two steps, to be set up, secret", lang);
      go(page, "accounts");
      page.locator("tr[data-login='" + login + "']").waitFor();
      see(browser, "accounts", lang);
      page.locator("#add-account").click();
      page.locator("dialog [type=submit]").click();
      assertThat(page.locator("dialog .error-summary")).isFocused();
      see(browser, "account with faults", lang);
      page.keyboard().press("Escape");
      go(page, "tokens");
      page.locator("#add-token").click();
      page.locator("dialog [name=name]").fill("예시 프로그램 " + login);
      see(browser, "new token", lang);
      page.locator("dialog [type=submit]").click();
      assertThat(page.locator("dialog textarea")).hasValue(Pattern.compile("maeul_.{20,}"));
      see(browser, "token, this once", lang);
      page.locator("dialog .dialog-actions button").click();
      page.locator("table.grid tbody tr").first().waitFor();
      see(browser, "tokens", lang);
      go(page, "log");
      page.locator("table.grid tbody tr").first().waitFor();
      see(browser, "access log", lang);
      go(page, "nowhere-at-all");
      see(browser, "nowhere", lang);
      signOut(page);
      see(browser, "sign in", lang);
      page.navigate(invitation("invited" + login).replace("#", "?lang=" + lang + "#"));
      page.locator("[name=new-password]").fill("짧다");
      see(browser, "welcome", lang);
      browser.assertNoErrors();
    }
  }

  @Test
  void fromTheFirstStartToASecondAccount(@TempDir Path fresh) {
    try (Village centre = Village.start(TestDatabase.h2gisWithDemo(fresh), null);
        Browser browser = Browser.open(768, 1024, List.of("ko-KR"))) {
      Page page = browser.page();
      page.navigate(
          centre.people().links().forFirstAdministrator().orElseThrow().address(centre.url("")));
      assertThat(page.locator("[name=name]")).isFocused();
      page.keyboard().type("홍 예시");
      page.keyboard().press("Tab");
      page.keyboard().type("hong");
      page.keyboard().press("Tab");
      page.keyboard().type("hong1234567");
      page.keyboard().press("Enter");
      assertThat(page.locator(".error-summary")).isFocused();
      assertThat(page.locator(".field-error")).containsText("아이디나 이름");
      page.locator("[name=new-password]").fill(PASSWORD);
      assertThat(page.locator(".strength")).hasAttribute("data-level", "3");
      shot(page, "welcome");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).containsText("홍 예시 님");
      assertThat(page).hasURL(centre.url("/desk#/"));
      assertThat(page.locator(".desk-who")).containsText("직원 · 관리자");
      assertThat(page.locator("[data-nav]"))
          .hasText(new String[] {"이야기·항목", "검토", "휴지통", "계정", "토큰", "접속기록", "백업", "내 계정"});
      shot(page, "home");
      browser.assertNoErrors();

      page.locator("[data-nav=accounts]").focus();
      page.keyboard().press("Enter");
      page.getByLabel("홍 예시: 사용 중지").click();
      page.locator("dialog [data-answer=yes]").click();
      assertThat(page.locator("dialog")).containsText("마지막 관리자입니다");
      page.keyboard().press("Escape");
      assertThat(page.getByLabel("홍 예시: 사용 중지")).isFocused(); // it is given back
      browser.errors().clear(); // the browser itself tells of the 409

      page.locator("#add-account").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("dialog [name=name]")).isFocused();
      page.keyboard().type("김 예시");
      page.keyboard().press("Tab");
      page.keyboard().type("kim");
      shot(page, "add-account");
      page.keyboard().press("Enter");
      String link = page.locator("dialog textarea").inputValue();
      shot(page, "link");
      page.locator("dialog .dialog-actions button").click();
      assertThat(page.locator("tr[data-login=kim]")).containsText("비밀번호 정하기 전");
      shot(page, "accounts");

      try (Browser second = Browser.open(1280, 800, List.of("ko-KR"))) {
        Page kim = second.page();
        kim.navigate(link);
        assertThat(kim.locator("[name=login]")).hasValue("kim");
        assertThat(kim.locator("[name=new-password]")).isFocused();
        kim.keyboard().type(PASSWORD);
        kim.keyboard().press("Enter");
        assertThat(kim.locator("[data-nav]"))
            .hasText(new String[] {"이야기·항목", "검토", "휴지통", "토큰", "내 계정"});
        go(kim, "accounts");
        assertThat(kim.locator("main")).containsText("관리자 역할이 있어야");
        String cookie = cookie(second);
        go(kim, "me");
        kim.locator("#everywhere").click();
        kim.locator("dialog [data-answer=yes]").click();
        assertThat(kim.locator("h1")).hasText("로그인");
        assertThat(centre.json("/api/session", "Cookie", cookie).get("signedIn").asBoolean())
            .isFalse();
        kim.keyboard().type("kim");
        kim.keyboard().press("Tab");
        kim.keyboard().type(PASSWORD);
        kim.keyboard().press("Enter");
        assertThat(kim.locator("h1")).containsText("김 예시 님");
        second.assertNoErrors();
        kim.navigate(link.replace("/desk", "/desk?again"));
        assertThat(kim.locator("h1")).hasText("쓸 수 없는 링크입니다");
      }

      page.reload();
      page.setViewportSize(1280, 800);
      assertThat(page.locator("tr[data-login=kim]")).containsText("사용 중");
      go(page, "log");
      assertThat(page.locator("table.grid")).containsText("모든 기기에서 로그아웃");
      shot(page, "log");
      browser.assertNoErrors();
    }
  }

  @Test
  void anEndedSessionKeepsWhatWasTyped() {
    try (Browser browser = signedIn(768, 1024, "keeper", Role.ADMIN)) {
      Page page = browser.page();
      page.navigate(village.url("/desk#/accounts"));
      page.locator("#add-account").click();
      page.locator("dialog [name=name]").fill("박 예시");
      page.locator("dialog [name=login]").fill("park");
      village.execute("DELETE FROM \"maeul_session\"");
      page.locator("dialog [type=submit]").click();
      Locator again =
          page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("다시 로그인해 주세요"));
      assertThat(again.locator("[name=password]")).isFocused();
      assertThat(again.locator("[name=login]")).hasValue("keeper");
      assertThat(page.locator("dialog [name=login]").first()).hasValue("park");
      browser.assertAccessible("sign in again");
      shot(page, "again");
      page.keyboard().type("틀린 비밀번호입니다");
      page.keyboard().press("Enter");
      assertThat(again.locator(".error-summary")).containsText("맞지 않습니다");
      again.locator("[name=password]").fill(passwordOf("keeper"));
      page.keyboard().press("Enter");
      assertThat(page.locator("dialog textarea")).hasValue(Pattern.compile(".*/desk#welcome=.+"));
      page.locator("dialog .dialog-actions button").click();
      assertThat(page.locator("tr[data-login=park]")).isVisible();
    }
  }

  @Test
  void whoDoesNothingIsTold() {
    try (Browser browser = signedIn(1280, 800, "sleeper", Role.STAFF)) {
      Page page = browser.page();
      browser.spoil();
      page.clock().install();
      page.navigate(village.url("/desk#/me"));
      page.locator("[name=current]").fill("적던 것");
      page.clock().fastForward("01:58:00");
      Locator dialog = page.locator("dialog");
      assertThat(dialog).containsText("분 뒤에 로그아웃됩니다");
      browser.assertAccessible("the warning");
      page.keyboard().press("Enter");
      assertThat(dialog).hasCount(0);
      village.execute("DELETE FROM \"maeul_session\"");
      page.clock().fastForward("02:05:00");
      page.clock().fastForward("00:00:10");
      assertThat(dialog).containsText("다시 로그인해 주세요");
      dialog.locator("[name=password]").fill(passwordOf("sleeper"));
      page.keyboard().press("Enter");
      assertThat(dialog).hasCount(0);
      assertThat(page.locator("[name=current]")).hasValue("적던 것");
      browser.assertNoErrors();
    }
  }

  @Test
  void thePasswordIsChangedAndNothingUnsavedIsLostUnasked() {
    try (Browser browser = signedIn(360, 740, "changer", Role.STAFF)) {
      Page page = browser.page();
      page.navigate(village.url("/desk#/me"));
      page.locator("[name=current]").fill(passwordOf("changer"));
      page.locator("[name=new-password]").fill(PASSWORD);
      page.locator("#menu").click();
      page.locator("[data-nav=tokens]").click();
      assertThat(page.locator("dialog")).containsText("저장하지 않고 나갈까요?");
      page.keyboard().press("Escape");
      assertThat(page).hasURL(village.url("/desk#/me"));
      assertThat(page.locator("[name=new-password]")).hasValue(PASSWORD);
      page.locator("main [type=submit]").click();
      assertThat(page.locator(".toast")).containsText("비밀번호를 바꾸었습니다");
      assertThat(village.people().signIn("changer", PASSWORD, null, Actor.MACHINE)).isNotNull();
      browser.assertNoErrors();
    }
  }

  @Test
  void whoSignsInAnewInAnotherTabGoesOnInThisOne() {
    try (Browser browser = signedIn(1280, 800, "tabber", Role.STAFF)) {
      Page page = browser.page();
      page.navigate(village.url("/desk#/tokens"));
      page.locator("#add-token").click();
      page.locator("dialog [name=name]").fill("옆 탭");
      String token =
          village.people().signIn("tabber", passwordOf("tabber"), null, Actor.MACHINE).token();
      browser.context().addCookies(List.of(new Cookie("maeul", token).setUrl(village.url("/"))));
      page.locator("dialog [type=submit]").click();
      assertThat(page.locator("dialog textarea")).hasValue(Pattern.compile("maeul_.{20,}"));
      page.locator("dialog .dialog-actions button").click();

      String other = village.signIn("somebody-else", Role.STAFF).split("=", 2)[1];
      page.locator("#add-token").click();
      page.locator("dialog [name=name]").fill("남의 것");
      browser.context().addCookies(List.of(new Cookie("maeul", other).setUrl(village.url("/"))));
      page.locator("dialog [type=submit]").click();
      assertThat(page.locator(".desk-who")).containsText("somebody-else");
      assertThat(page.locator("main")).containsText("아직 만든 토큰이 없습니다");
    }
  }

  @Test
  void aTokenIsShownOnceAndRevoked() {
    try (Browser browser = signedIn(768, 1024, "programmer", Role.STAFF)) {
      Page page = browser.page();
      page.navigate(village.url("/desk#/tokens"));
      assertThat(page.locator("main")).containsText("아직 만든 토큰이 없습니다");
      page.locator("#add-token").click();
      page.locator("dialog [name=name]").fill("<b>통계</b>");
      page.locator("dialog [value=read]").uncheck();
      page.locator("dialog [value=write]").check();
      page.locator("dialog [type=submit]").click();
      assertThat(page.locator("dialog .field-error")).containsText("읽기도 고르세요");
      page.locator("dialog [value=read]").check();
      page.locator("dialog [type=submit]").click();
      String token = page.locator("dialog textarea").inputValue();
      String[] bearer = {"Authorization", "Bearer " + token};
      assertThat(village.json("/api/session", bearer).path("account").path("login").asText())
          .isEqualTo("programmer");
      page.locator("dialog .dialog-actions button").click();
      assertThat(page.locator("table th[scope=row]")).containsText("<b>통계</b>");
      assertThat(page.locator("main").textContent()).doesNotContain(token);
      page.locator("td .button-danger").click();
      page.locator("dialog [data-answer=yes]").click();
      assertThat(page.locator("main")).containsText("아직 만든 토큰이 없습니다");
      assertThat(village.get("/api/session", bearer).statusCode()).isEqualTo(401);
      browser.assertNoErrors();
    }
  }

  /**
   * Keyboard alone, on a small phone, from the password to the first page and back in by a code.
   */
  @Test
  void whoHasToHaveTwoStepsSetsThemUpFirst(@TempDir Path fresh) {
    try (Village centre =
            Village.start(
                TestDatabase.h2gisWithDemo(fresh),
                null,
                Map.of("MAEUL_SECOND_FACTOR", "planners"));
        Browser browser = Browser.open(360, 620, List.of("ko-KR"))) {
      Account account =
          centre
              .people()
              .accounts()
              .add("planner@example.kr", "계획 예시", Set.of(Role.PLANNER, Role.ADMIN), Actor.MACHINE);
      centre.people().setPassword(account, PASSWORD, Actor.MACHINE);
      Page page = browser.page();
      page.navigate(centre.url("/desk#/accounts"));
      assertThat(page.locator("[name=login]")).isFocused();
      page.keyboard().type("planner@example.kr");
      page.keyboard().press("Tab");
      page.keyboard().type(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("2단계 인증");
      assertThat(page.locator("main")).containsText("지금 켜야 다른 일을 할 수 있습니다");
      assertThat(page.locator("[data-nav]")).hasCount(0);
      go(page, "board");
      assertThat(page.locator("h1")).hasText("2단계 인증");
      assertThat(centre.get("/api/accounts", "Cookie", cookie(browser)).statusCode())
          .isEqualTo(403);
      see(browser, "two steps, required", "ko");
      go(page, "");
      page.locator("#two-steps-card [type=submit]").focus();
      page.keyboard().press("Enter");
      page.locator("#two-steps-card details summary").focus();
      page.keyboard().press("Enter");
      String secret = page.locator(".two-steps-secret").innerText().replace(" ", "");
      assertThat(page.locator("a[href^='otpauth:']"))
          .hasAttribute("href", Pattern.compile(".*secret=" + secret + "&.*"));
      OneTimeCodes app = new OneTimeCodes();
      page.locator("[name=code]").focus();
      page.keyboard().type("12345");
      page.locator("[name=password]").fill(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator(".field-error")).containsText("코드가 맞지 않거나");
      browser.errors().clear(); // the browser itself tells of the 422
      Instant now = Instant.now();
      page.locator("[name=code]").fill(app.code(secret, now));
      page.keyboard().press("Enter");
      assertThat(page.locator(".two-steps-codes code")).hasCount(10);
      see(browser, "recovery codes, secret", "ko");
      String paper = page.locator(".two-steps-codes code").nth(4).innerText();
      page.locator("main [type=submit]").click();
      assertThat(page.locator(".error-summary")).containsText("먼저 복구 코드를 보관하고");
      page.locator("[name=kept]").check();
      page.locator("main [type=submit]").click();
      assertThat(page.locator("h1")).containsText("계획 예시 님");
      assertThat(page.locator("[data-nav=accounts]")).hasCount(1);

      signOut(page);
      assertThat(page.locator("[name=login]")).isFocused();
      page.keyboard().type("planner@example.kr");
      page.keyboard().press("Tab");
      page.keyboard().type(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("[name=code]")).isFocused();
      see(browser, "the code", "ko");
      page.keyboard().type(app.code(secret, now)); // which was used
      page.keyboard().press("Enter");
      assertThat(page.locator(".field-error")).containsText("이미 쓴 코드");
      browser.errors().clear();
      page.locator(".code-other button").click();
      page.keyboard().type(paper.toLowerCase());
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).containsText("계획 예시 님");

      centre.people().accounts().add("hidden", "몰래 예시", Set.of(Role.ADMIN), Actor.MACHINE);
      page.reload();
      assertThat(page.locator(".home-notices"))
          .containsText("몰래 예시(hidden) 계정을 만들고 역할을 주었습니다: 관리자");
      see(browser, "notices", "ko");
      page.locator(".home-notices button").click();
      assertThat(page.locator(".home-notices li")).hasCount(0);
      page.reload();
      assertThat(page.locator("h1")).containsText("계획 예시 님");
      go(page, "me/two-steps");
      assertThat(page.locator("#two-steps-card")).containsText("9개 남았습니다");
      see(browser, "two steps, on", "ko");
      assertThat(page.locator(".home-notices li")).hasCount(0);
      browser.assertNoErrors();
    }
  }

  @Test
  void aSessionOfOnesOwnIsSeenAndEnded() {
    try (Browser browser = signedIn(360, 620, "many", Role.STAFF);
        Browser other = Browser.open(360, 620, List.of("ko-KR"))) {
      Page elsewhere = other.page();
      elsewhere.navigate(village.url("/desk"));
      elsewhere.locator("[name=login]").fill("many");
      elsewhere.locator("[name=password]").fill(passwordOf("many"));
      elsewhere.keyboard().press("Enter");
      assertThat(elsewhere.locator("h1")).containsText("님");
      Page page = browser.page();
      page.navigate(village.url("/desk#/me"));
      assertThat(page.locator("#sessions li")).hasCount(2);
      assertThat(page.locator("#sessions")).containsText("리눅스 컴퓨터의 크롬");
      assertThat(page.locator("#sessions li", new Page.LocatorOptions().setHasText("지금 이 기기")))
          .hasCount(1);
      page.locator("#end-others").click();
      assertThat(page.locator("#sessions li")).hasCount(1);
      assertThat(page.locator("#sessions h2")).isFocused();
      assertThat(village.json("/api/session", "Cookie", cookie(other)).get("signedIn").asBoolean())
          .isFalse();
      browser.assertNoErrors();
    }
  }

  private static Browser signedIn(int width, int height, String login, Role... roles) {
    String[] cookie = village.signIn(login, roles).split("=", 2);
    Browser browser = Browser.open(width, height, List.of("ko-KR"));
    browser
        .context()
        .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(village.url("/"))));
    return browser;
  }

  /** As {@link Village#signIn} makes them. */
  private static String passwordOf(String login) {
    return "네모난 구름 세탁소 " + login.length();
  }

  private static String invitation(String login) {
    Account account =
        village.people().accounts().add(login, "초대 예시", Set.of(Role.STAFF), Actor.MACHINE);
    return village
        .people()
        .links()
        .forAccount(account.id(), Actor.MACHINE)
        .address(village.url(""));
  }

  private static String cookie(Browser browser) {
    Cookie cookie =
        browser.context().cookies().stream()
            .filter(c -> c.name.equals("maeul"))
            .findFirst()
            .orElseThrow();
    return cookie.name + "=" + cookie.value;
  }

  private static void go(Page page, String view) {
    page.evaluate("view => { location.hash = '#/' + view; }", view);
    page.locator("h1").waitFor();
  }

  private static void signOut(Page page) {
    if (page.locator("#menu").isVisible()) {
      page.locator("#menu").click();
    }
    page.locator("#sign-out").click();
    page.locator("[name=password]").waitFor();
  }

  private static void see(Browser browser, String what, String lang) {
    Page page = browser.page();
    page.locator("h1").waitFor();
    int width = page.viewportSize().width;
    assertThat(page.locator("html")).hasAttribute("lang", lang);
    browser.assertAccessible(what + " " + lang + " " + width);
    Object wider = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wider).as(what + " scrolls sideways at " + width).isEqualTo(false);
    assertThat((String) page.evaluate("document.body.innerText"))
        .as(what + ": a word without a translation, or none at all")
        .doesNotContainPattern("desk\\.[a-z]")
        .doesNotContainPattern("(?m)^(null|undefined)$");
    shot(page, what.replaceAll("[ ,]+", "-") + "-" + lang + width);
  }

  private static void shot(Page page, String name) {
    Browser.shot(
        page,
        name,
        !name.startsWith("again") && !name.contains("token") && !name.contains("secret"));
  }
}
