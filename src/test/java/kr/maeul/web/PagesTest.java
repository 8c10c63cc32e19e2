package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Pages say what people need, without scripts, in both languages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
  private static final String ANGEL = "/api/collections/stories/items/angel";
  private Village village;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
  }

  @AfterAll
  void close() {
    village.close();
  }

  private String page(String path) throws Exception {
    return village.get(path, "Accept", "text/html").body();
  }

  @Test
  void theItemPageTellsTheStory() throws Exception {
    assertThat(page(ANGEL))
        .contains("<html lang=\"ko\">", "<h1>얼굴 없는 천사</h1>", "<p class=\"lede\">해마다 12월의 선물</p>")
        .contains(
            "<img src=\"/covers/angel.svg\"",
            "<strong>12월</strong>",
            "<span class=\"badge\">확인됨</span>")
        .contains(
            "<dt>갈래</dt>", "<dd>나눔</dd>", "<dd>2000.04.03</dd>", "<dd>2000</dd>", "<dd>나눔, 천사</dd>")
        .contains(
            "href=\"/?item=stories/angel\"",
            "<svg class=\"minimap\"",
            "class=\"here\"",
            "class=\"area\"",
            "class=\"near\"")
        .contains("<section class=\"related\">", "/api/collections/trails/items/angel-way")
        .doesNotContain("titleEn", "The faceless", "<script", "javascript:", "evil.example");
  }

  @Test
  void theItemPageSpeaksEnglish() throws Exception {
    assertThat(page(ANGEL + "?lang=en"))
        .contains(
            "<html lang=\"en\">", "<h1>The faceless angel</h1>", "Every <strong>December</strong>")
        .contains(
            "<dt>Theme</dt>", "<dd>Giving</dd>", "Show on the map", "lang=\"ko\" hreflang=\"ko\"")
        .contains("/api/collections/trails/items/angel-way?lang=en");
  }

  @Test
  void theItemPageMakesACard() throws Exception {
    String base = village.base();
    assertThat(page(ANGEL + "?f=html"))
        .contains("<meta property=\"og:title\" content=\"얼굴 없는 천사\">")
        .contains("<meta property=\"og:description\" content=\"해마다 12월의 선물\">")
        .contains("<meta property=\"og:image\" content=\"" + base + "/covers/angel.svg\">")
        .contains("<meta property=\"og:url\" content=\"" + base + ANGEL + "\">")
        .contains("<meta property=\"og:type\" content=\"article\">", "content=\"ko_KR\"")
        .contains("<link rel=\"canonical\" href=\"" + base + ANGEL + "\">")
        .contains("<link rel=\"alternate\" hreflang=\"en\" href=\"" + base + ANGEL + "?lang=en\">")
        .contains("<link rel=\"alternate\" hreflang=\"ko\" href=\"" + base + ANGEL + "\">");
  }

  @Test
  void aTrailNamesItsStoriesInOrder() throws Exception {
    String page = page("/api/collections/trails/items/angel-way");
    assertThat(page)
        .contains(
            "<ol class=\"cards\">", "420.5m", "<dt>해설</dt>", "<dd>예</dd>", "/covers/default.svg");
    assertThat(page.indexOf("인봉리방죽")).isPositive().isLessThan(page.indexOf("얼굴 없는 천사"));
    assertThat(page).doesNotContain("gone");
  }

  @Test
  void aHouseNamesWhatItBecame() throws Exception {
    assertThat(page("/api/collections/vacant-houses/items/h1"))
        .contains("청년 쉐어하우스", "84.5㎡ (25.6평)", "2025.03.02 10:02", "활용대상");
    assertThat(page("/api/collections/vacant-houses/items/h1?lang=en"))
        .contains("84.5 ㎡ (25.6 pyeong)");
  }

  @Test
  void theListIsATableWithAPager() throws Exception {
    String page = page("/api/collections/stories/items?limit=1&offset=1");
    assertThat(page).contains("<th scope=\"col\">제목</th>", "<th scope=\"row\">", "모두 3개, 2–2");
    assertThat(page).contains("rel=\"prev\"", "rel=\"next\"", "offset=0", "offset=2");
    assertThat(page("/api/collections/stories/items?q=%EC%97%86%EB%8A%94%EB%A7%90"))
        .contains("보일 것이 없습니다.");
  }

  @Test
  void smallCountsAreNotOnThePageEither() throws Exception {
    assertThat(page("/api/collections/vacant-houses/summary"))
        .contains("가림", "5개보다 적으면", "2026-11-30에 센 수", "24", "활용대상")
        .doesNotContain("null");
  }

  @Test
  void whatPeopleWroteIsTextOnly() throws Exception {
    assertThat(page("/api/collections/stories/items/a%2Fb%20c%3F%23%25"))
        .contains("물왕멀 &lt;b>&amp;")
        .doesNotContain("<b>&");
  }

  /** Checked as XML, which is stricter than HTML: void elements are closed first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/conformance",
        "/api/openapi",
        "/api/collections",
        "/api/collections/stories",
        "/api/collections/stories/items",
        "/api/collections/stories/items?limit=1&offset=1",
        ANGEL,
        ANGEL + "?lang=en",
        "/api/collections/trails/items/angel-way",
        "/api/collections/districts/items/5211160500",
        "/api/collections/stories/schema",
        "/api/collections/stories/queryables",
        "/api/collections/vacant-houses/summary",
        "/api/search?q=%EC%B2%9C",
        "/api/search?q=zzz",
        "/nope",
        "/api?x=1&y=2",
        "/api/collections/stories/items/a%2Fb%20c%3F%23%25"
      })
  void pagesAreWellFormedAndReadableByEar(String path) throws Exception {
    String page = page(path);
    String xml =
        page.replace("<!DOCTYPE html>", "")
            .replaceAll("<(meta|link|img|input|br|hr)\\b((?:[^>\"]|\"[^\"]*\")*)>", "<$1$2/>");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
    assertThat(Pattern.compile("<h1>").matcher(page).results().count()).isEqualTo(1);
    int level = 1;
    for (var heading : Pattern.compile("<h([1-6])>").matcher(page).results().toList()) {
      int next = Integer.parseInt(heading.group(1));
      assertThat(next).isLessThanOrEqualTo(level + 1);
      level = next;
    }
    List<String> labels =
        Pattern.compile("<nav[^>]*aria-label=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(labels)
        .doesNotHaveDuplicates()
        .hasSize((int) Pattern.compile("<nav").matcher(page).results().count());
    assertThat(page).doesNotContain("<th>").doesNotContain(" style=").doesNotContain("<script");
  }
}
