package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk, from its first start on, as the people of a centre use it. */
class DeskTest {
  private static final String PASSWORD = "구름 세탁소 네모난 우산";

  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() {
    village = Village.start(TestDatabase.h2gis(directory), null);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @Test
  void fromTheFirstStartToASecondAccount() {
    String link =
        village.people().links().forFirstAdministrator().orElseThrow().address(village.url(""));
    try (Browser browser = Browser.open(768, 1024, List.of("ko-KR"))) {
      Page page = browser.page();
      page.navigate(link);
      page.locator("h1, .state-failed").first().waitFor();
      shot(page, "welcome");
      browser.assertNoErrors();
      page.getByLabel("이름").fill("홍 예시");
      page.getByLabel("아이디").fill("hong");
      page.locator("[name=new-password]").fill("hong");
      shot(page, "welcome-weak");
      page.locator("[name=new-password]").fill(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).containsText("홍 예시 님");
      shot(page, "home");
      page.setViewportSize(360, 740);
      page.locator("#menu").click();
      shot(page, "home-phone");
      page.setViewportSize(1280, 800);
      page.navigate(village.url("/desk#/me"));
      assertThat(page.locator("h1")).hasText("내 계정");
      shot(page, "me");
      page.locator("#sign-out").click();
      assertThat(page.locator("h1")).hasText("로그인");
      shot(page, "signin");
      browser.assertNoErrors();
    }
  }

  private static void shot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("/tmp/shell-shots/" + name + ".png"))
            .setFullPage(true));
  }
}
