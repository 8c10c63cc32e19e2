package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.parts.Part;

/** Chromium with one page. Whatever the page does wrong is remembered. */
final class Browser implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new ArrayList<>();

  private Browser(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.onPageError(e -> errors.add("page error: " + e));
    page.onConsoleMessage(
        m -> {
          if (m.type().equals("error")) {
            errors.add("console: " + m.text() + " " + m.location());
          }
        });
    page.onResponse(
        r -> {
          if (r.status() >= 400) {
            errors.add(r.status() + " " + r.url());
          }
        });
  }

  /** Opens a page of that size in CSS pixels; skips the test where there is no Chromium. */
  static Browser open(int width, int height, List<String> languages) {
    Part.BROWSER.need();
    com.microsoft.playwright.Browser browser = Chromium.of(Part.chromium().orElseThrow());
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(languages.isEmpty() ? "ko-KR" : languages.get(0)));
    return new Browser(context);
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  List<String> errors() {
    return errors;
  }

  void assertNoErrors() {
    assertThat(errors).isEmpty();
  }

  /** Nothing that axe knows of is wrong with what the page shows now. */
  void assertAccessible(String what) {
    assertAccessible(page, what);
  }

  /** The same for another page, such as one that this one opened. */
  void assertAccessible(Page shown, String what) {
    List<Rule> violations = new AxeBuilder(shown).analyze().getViolations();
    assertThat(violations)
        .as(what)
        .extracting(
            v ->
                v.getId()
                    + ": "
                    + v.getHelp()
                    + " "
                    + v.getNodes().stream().limit(3).map(n -> n.getHtml()).toList())
        .isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }

  /** One Chromium for all tests of the run: starting it takes longer than most of them. */
  private static final class Chromium {
    private static com.microsoft.playwright.Browser browser;

    static synchronized com.microsoft.playwright.Browser of(Path program) {
      if (browser == null) {
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(
                            List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-gpu",
                                "--use-fake-device-for-media-stream",
                                "--use-fake-ui-for-media-stream")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      }
      return browser;
    }
  }
}
