package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kr.maeul.parts.Part;

/** Chromium with one page. Whatever the page does wrong is remembered. */
public final class Browser implements AutoCloseable {
  /** What does not come at all fails after it; a busy machine needs most of it. */
  private static final double PATIENCE_MS = 30_000;

  private static final String BLANK = "about:blank";
  private static final int DESK_WIDTH = 1000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  private static final Map<Screen, Deque<Page>> IDLE = new HashMap<>();

  private final Screen screen;
  private final BrowserContext context;
  private final Page page;
  private final Consumer<String> onPageError;
  private final Consumer<ConsoleMessage> onConsoleMessage;
  private final Consumer<Response> onResponse;
  private boolean isSpoilt;
  private final List<String> errors = new ArrayList<>();
  private final Set<String> origins = new HashSet<>();

  private Browser(Screen screen, Page page) {
    this.screen = screen;
    this.context = page.context();
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    onPageError = e -> errors.add("page error: " + e);
    onConsoleMessage =
        m -> {
          if (m.type().equals("error")) {
            errors.add("console: " + m.text() + " " + m.location());
          }
        };
    onResponse =
        r -> {
          if (r.url().startsWith("http")) {
            origins.add(URI.create(r.url()).resolve("/").toString());
          }
          if (r.status() >= 400) {
            errors.add(r.status() + " " + r.url());
          }
        };
    page.onPageError(onPageError);
    page.onConsoleMessage(onConsoleMessage);
    page.onResponse(onResponse);
  }

  /** Opens a page of that size in CSS pixels; skips the test where there is no Chromium. */
  public static Browser open(int width, int height, List<String> languages) {
    Part.BROWSER.need();
    Screen screen = new Screen(width, height, languages.isEmpty() ? "ko-KR" : languages.get(0));
    Page idle = IDLE.computeIfAbsent(screen, s -> new ArrayDeque<>()).poll();
    return new Browser(screen, idle == null ? screen.context().newPage() : idle);
  }

  /** What a context is made for. */
  private record Screen(int width, int height, String locale) {
    BrowserContext context() {
      BrowserContext made =
          Chromium.of(Part.chromium().orElseThrow())
              .newContext(
                  new com.microsoft.playwright.Browser.NewContextOptions()
                      .setViewportSize(width, height)
                      // Phones with motion and desks without it: both are asked for.
                      .setReducedMotion(
                          width < DESK_WIDTH ? ReducedMotion.NO_PREFERENCE : ReducedMotion.REDUCE)
                      .setLocale(locale));
      made.newPage(); // stays, and with it the process that shows pages of this context
      return made;
    }
  }

  public Page page() {
    return page;
  }

  /**
   * What the test does to the page stays as long as the page, such as another clock: no other test
   * gets it. Routes, sizes and what is stored need no word.
   */
  void spoil() {
    isSpoilt = true;
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
  public void assertAccessible(String what) {
    assertAccessible(page, what);
  }

  /** The same for another page, such as one that this one opened. */
  public void assertAccessible(Page shown, String what) {
    assertAccessible(shown, what, List.of());
  }

  /**
   * The same but for parts of the page that were looked at in a state before: a long list takes axe
   * seconds each time.
   *
   * @param seen selectors
   */
  void assertAccessible(String what, List<String> seen) {
    assertAccessible(page, what, seen);
  }

  private void assertAccessible(Page shown, String what, List<String> seen) {
    assertThat(Axe.violations(shown, seen)).as(what).isEmpty();
  }

  /** Words that are not in the page's language say which one they are in; so on both pages. */
  public void assertLanguagesAreSaid(String what) {
    Object unsaid =
        page.evaluate(
            """
            () => {
              const lang = document.documentElement.lang;
              const [other, words] = lang === 'en' ? ['ko', /\\p{Script=Hangul}/u] : ['en', /\\b[A-Za-z]{2,}( [A-Za-z]{2,}){3,}/];
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const found = [];
              while (walk.nextNode()) {
                const at = walk.currentNode.parentElement;
                if (words.test(walk.currentNode.data) && !at.closest('script, noscript, style, code, pre, .leaflet-container')
                    && at.closest('[lang]').lang !== other) found.push(walk.currentNode.data.trim());
              }
              return found;
            }""");
    assertThat((List<?>) unsaid).as(what).isEmpty();
  }

  /**
   * No number beside a map is broken over two lines, not even if each that stands alone had five
   * digits; numbers as long as a parcel's may be.
   */
  void assertNumbersWhole(String what) {
    Object broken =
        page.evaluate(
            """
            () => {
              const texts = [];
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('.leaflet-container')) texts.push([walk.currentNode, walk.currentNode.data]);
              for (const [node, data] of texts) if (/^\\s*[0-9,]+\\s*$/.test(data)) node.data = '12,345';
              const broken = texts.flatMap(([node]) => [...node.data.matchAll(/\\d[\\d,.]*\\d/g)].filter(([n]) => n.length < 13).filter((match) => {
                const range = document.createRange();
                range.setStart(node, match.index);
                range.setEnd(node, match.index + match[0].length);
                const tops = [...range.getClientRects()].filter((one) => one.width > 0).map((one) => Math.round(one.top));
                return new Set(tops).size > 1;
              }).map(([n]) => `${n} in ${node.parentElement.outerHTML.slice(0, 80)}`));
              for (const [node, data] of texts) if (node.data !== data) node.data = data;
              return broken;
            }
            """);
    assertThat((List<?>) broken).as("numbers broken over lines: " + what).isEmpty();
  }

  /** Keeps a picture of the page where {@code MAEUL_TEST_SHOTS} names a folder for them. */
  static void shot(Page shown, String name, boolean isWhole) {
    String folder = System.getenv("MAEUL_TEST_SHOTS");
    if (folder != null) {
      shown.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of(folder, name + ".png"))
              .setFullPage(isWhole));
    }
  }

  /**
   * Leaves the page to the next test with nothing in it but what Chromium keeps of files: a new
   * page, and to fetch and compile those again, takes half of what opening one does.
   */
  @Override
  public void close() {
    try {
      if (isSpoilt || page.isClosed() || origins.size() > 1) {
        page.close();
        forget();
        IDLE.get(screen).push(context.newPage());
      } else {
        page.offPageError(onPageError);
        page.offConsoleMessage(onConsoleMessage);
        page.offResponse(onResponse);
        page.unrouteAll();
        context.setOffline(false);
        if (!page.url().equals(BLANK)) {
          page.evaluate("sessionStorage.clear()");
          page.navigate(BLANK);
        }
        page.setViewportSize(screen.width(), screen.height());
        forget();
        IDLE.get(screen).push(page);
      }
    } catch (PlaywrightException e) {
      context.close(); // a page that cannot be left is nobody's any more
    }
  }

  private void forget() {
    List<Page> pages = context.pages();
    CDPSession session = context.newCDPSession(pages.get(0));
    for (String origin : origins) {
      JsonObject asked = new JsonObject();
      asked.addProperty("origin", origin);
      asked.addProperty("storageTypes", "all");
      session.send("Storage.clearDataForOrigin", asked);
    }
    session.detach();
    for (Page open : pages.subList(1, pages.size())) {
      if (open != page) {
        open.close();
      }
    }
    context.clearCookies();
    context.clearPermissions();
    context.setGeolocation(null);
    context.setOffline(false);
  }

  /** One Chromium for all tests of the run: starting it takes longer than most of them. */
  private static final class Chromium {
    /**
     * What of Chromium only costs time. The pages of its address bar are loaded anew for each
     * window: that takes longer than ours. The others are Playwright's own list, which this one
     * replaces.
     */
    private static final List<String> NOT_NEEDED =
        List.of(
            "WebUIOmniboxPopup",
            "WebUIOmniboxFullPopup",
            "WebUIOmniboxAimPopup",
            "AvoidUnnecessaryBeforeUnloadCheckSync",
            "BlockOriginHeaderModificationOnRedirect",
            "BoundaryEventDispatchTracksNodeRemoval",
            "DestroyProfileOnBrowserClose",
            "DialMediaRouteProvider",
            "GlobalMediaControls",
            "HttpsUpgrades",
            "LensOverlay",
            "MediaRouter",
            "OptimizationHints",
            "PaintHolding",
            "ThirdPartyStoragePartitioning",
            "Translate");

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
                                "--disable-site-isolation-trials",
                                // No process is kept in reserve for a site that never comes.
                                "--renderer-process-limit=1",
                                "--disable-features=" + String.join(",", NOT_NEEDED),
                                "--use-fake-device-for-media-stream",
                                "--use-fake-ui-for-media-stream")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      }
      return browser;
    }
  }
}
