package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kr.maeul.system.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as a browser has them, checked against WCAG 2.2 AA. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
  private Village village;
  private Browser browser;

  @BeforeAll
  void open() throws Exception {
    browser = Browser.open(360, 740, List.of());
    village = new Village();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
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
        "/api/collections/trails/items/angel-way",
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
    browser.page().navigate(village.base() + path);
    browser.assertAccessible(path);
    for (String lang : List.of("ko", "en")) {
      browser
          .page()
          .navigate(village.base() + path + (path.contains("?") ? "&" : "?") + "lang=" + lang);
      browser.assertLanguagesAreSaid(path);
    }
  }

  @Test
  void whatIsWrongIsFound() {
    browser.page().setContent("<html lang=en><title>x</title><main><p>A word: 노송동");
    assertThatThrownBy(() -> browser.assertLanguagesAreSaid("unmarked"))
        .hasMessageContaining("노송동");
    browser.page().setContent("<html lang=ko><title>예시</title><main><h1>예시</h1><img src='data:,'>");
    assertThatThrownBy(() -> browser.assertAccessible("no words for a picture"))
        .hasMessageContaining("image-alt");
  }
}
