package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;
import kr.maeul.parts.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as a browser has them, checked against WCAG 2.2 AA. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
  private Village village;
  private Playwright playwright;
  private Browser browser;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Part.chromium().orElseThrow())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
      playwright.close();
    }
    if (village != null) {
      village.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/conformance",
        "/api/openapi",
        "/api/collections",
        "/api/collections/stories",
        "/api/collections/stories/items?limit=1&offset=1",
        "/api/collections/stories/items/angel",
        "/api/collections/trails/items/angel-way?lang=en",
        "/api/collections/stories/schema",
        "/api/collections/vacant-houses/summary",
        "/api/tileMatrixSets",
        "/api/tileMatrixSets/WebMercatorQuad",
        "/api/collections/stories/tiles",
        "/api/collections/stories/tiles/WebMercatorQuad",
        "/api/search?q=%EC%B2%9C",
        "/api/nope",
        "/api?x=1&y=2"
      })
  void everybodyCanReadThePage(String path) {
    Browser.NewContextOptions options = new Browser.NewContextOptions().setBypassCSP(true);
    try (var context = browser.newContext(options);
        Page page = context.newPage()) {
      page.setViewportSize(360, 740);
      page.navigate(village.base() + path);
      List<String> violations =
          new AxeBuilder(page)
              .analyze().getViolations().stream().map(AccessibilityTest::describe).toList();
      assertThat(violations).isEmpty();
    }
  }

  private static String describe(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().get(0).getHtml();
  }
}
