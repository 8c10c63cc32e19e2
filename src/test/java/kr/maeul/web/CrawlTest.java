package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every link leads somewhere, and what it leads to is of the type that it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrawlTest {
  private static final Pattern HREF = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
  private Village village;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
  }

  @AfterAll
  void close() {
    village.close();
  }

  @Test
  void everyLinkOfTheDataAnswersWithItsType() throws Exception {
    Deque<String> queue = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    queue.add(village.base() + "/api");
    queue.add(village.base() + "/api/collections/stories/items/angel?lang=en");
    queue.add(village.base() + "/api/collections/stories/items?limit=1&offset=1&theme=place");
    queue.add(village.base() + "/api/search?q=%EC%B2%9C");
    while (!queue.isEmpty()) {
      String url = queue.remove();
      if (!seen.add(url)) {
        continue;
      }
      HttpResponse<String> response = village.get(url);
      String type = response.headers().firstValue("Content-Type").orElse("");
      assertThat(response.statusCode()).as(url).isEqualTo(200);
      if (type.contains("json")) {
        for (JsonNode link : Village.JSON.readTree(response.body()).findParents("rel")) {
          if (link.path("href").isTextual()) {
            String target = link.path("href").asText();
            HttpResponse<String> linked =
                village.get(target, "Accept", link.path("type").asText() + ", */*;q=0.1");
            assertThat(linked.statusCode()).as(target).isEqualTo(200);
            assertThat(linked.headers().firstValue("Content-Type").orElse(""))
                .as(target)
                .startsWith(link.path("type").asText());
            queue.add(target);
          }
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(40);
  }

  @Test
  void everyAddressOnThePagesAnswers() throws Exception {
    boolean hasPage = MaeulServer.class.getResource("/maeul/web/css/pages.css") != null;
    Deque<String> queue = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    queue.add("/api?f=html");
    queue.add("/api/search?f=html&lang=en&q=%EC%B2%9C");
    while (!queue.isEmpty()) {
      String path = queue.remove();
      if (!seen.add(path)) {
        continue;
      }
      HttpResponse<String> response = village.get(path, "Accept", "text/html");
      boolean isForm = path.equals("/api/search");
      boolean isPageFile = !path.startsWith("/api");
      if (!isForm && (hasPage || !isPageFile)) {
        assertThat(response.statusCode()).as(path).isEqualTo(200);
      }
      if (response.statusCode() == 200
          && path.startsWith("/api")
          && response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
        assertThat(response.body()).as(path).doesNotContain("<script", "style=", "onclick");
        Matcher m = HREF.matcher(response.body());
        while (m.find()) {
          String href = m.group(1).replace("&amp;", "&");
          if (href.startsWith("/") || href.startsWith(village.base())) {
            URI uri = URI.create(href);
            queue.add(
                uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
          }
        }
      }
    }
    assertThat(seen.stream().filter(p -> p.contains("/items/")).count()).isGreaterThan(10);
  }
}
