package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows links until there are none left, and fails at the first that is broken. */
final class Crawler {
  private static final Pattern HREF = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
  private final Village village;

  Crawler(Village village) {
    this.village = village;
  }

  /** Every link in JSON answers with 200 and with the type that it names. */
  List<String> data(String... from) throws Exception {
    Deque<String> queue = new ArrayDeque<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String path : from) {
      queue.add(village.base() + path);
    }
    while (!queue.isEmpty()) {
      String url = queue.remove();
      if (!seen.add(url)) {
        continue;
      }
      HttpResponse<String> response = village.get(url);
      assertThat(response.statusCode()).as(url).isEqualTo(200);
      if (!type(response).contains("json")) {
        continue;
      }
      for (JsonNode link : Village.JSON.readTree(response.body()).findParents("rel")) {
        if (link.path("href").isTextual() && !link.path("templated").asBoolean()) {
          String target = link.path("href").asText();
          String wanted = link.path("type").asText();
          HttpResponse<String> linked = village.get(target, "Accept", wanted + ", */*;q=0.1");
          assertThat(linked.statusCode()).as(target).isEqualTo(200);
          assertThat(type(linked)).as(target).startsWith(wanted);
          queue.add(target);
        }
      }
    }
    return List.copyOf(seen);
  }

  /** Every address on every page answers; files of the page only where the page is there. */
  List<String> pages(String... from) throws Exception {
    boolean hasPage = MaeulServer.class.getResource("/maeul/web/css/pages.css") != null;
    Deque<String> queue = new ArrayDeque<>(List.of(from));
    Set<String> seen = new LinkedHashSet<>();
    while (!queue.isEmpty()) {
      String path = queue.remove();
      if (!seen.add(path)) {
        continue;
      }
      boolean isApi = path.startsWith("/api");
      if (!isApi && !hasPage) {
        continue;
      }
      HttpResponse<String> response = village.get(path, "Accept", "text/html, */*;q=0.5");
      if (path.startsWith("/api/search") && !path.contains("q=")) {
        continue; // where a form goes; it brings its q with it
      }
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      if (isApi && type(response).startsWith("text/html")) {
        assertThat(response.body()).as(path).doesNotContain("<script", " style=", " onclick=");
        addLinks(response.body(), queue);
      }
    }
    return List.copyOf(seen);
  }

  private void addLinks(String page, Deque<String> queue) {
    Matcher m = HREF.matcher(page);
    while (m.find()) {
      String href = m.group(1).replace("&amp;", "&");
      if (href.startsWith("/") || href.startsWith(village.base())) {
        URI uri = URI.create(href);
        queue.add(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
      }
    }
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }
}
