package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden answers exactly as what never was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTest {
  private static final String HOUSES = "/api/collections/vacant-houses";
  private Village village;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
  }

  @AfterAll
  void close() {
    village.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?NAME=listed",
        "?sortby=NAME",
        "?sortby=-NAME",
        "?properties=NAME",
        "?properties=dong,NAME",
        "?NAME=x&f=html",
        "?sortby=NAME&lang=en"
      })
  void aHiddenPropertyAnswersLikeNone(String query) throws Exception {
    for (String hidden : List.of("consent", "ownerPhone")) {
      String same = "x".repeat(hidden.length());
      HttpResponse<String> asked = village.get(HOUSES + "/items" + query.replace("NAME", hidden));
      HttpResponse<String> unknown = village.get(HOUSES + "/items" + query.replace("NAME", same));
      assertThat(asked.statusCode()).isEqualTo(400).isEqualTo(unknown.statusCode());
      assertThat(asked.body().replace(hidden, same)).isEqualTo(unknown.body());
    }
  }

  @Test
  void aHiddenRowAnswersLikeNone() throws Exception {
    for (String suffix : List.of("", "?f=html", "?lang=en")) {
      HttpResponse<String> hidden = village.get(HOUSES + "/items/h2" + suffix);
      HttpResponse<String> absent = village.get(HOUSES + "/items/h9" + suffix);
      assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(absent.statusCode());
      assertThat(hidden.body().replace("h2", "h9")).isEqualTo(absent.body());
    }
    assertThat(village.json(HOUSES + "/items").path("numberMatched").asInt()).isEqualTo(1);
    assertThat(
            village
                .json(HOUSES + "/items?bbox=127.1552,35.8242,127.1552,35.8242")
                .path("numberMatched")
                .asInt())
        .isZero();
  }

  @Test
  void aHiddenLayerAnswersLikeNone() throws Exception {
    for (String path :
        List.of("", "/items", "/items/l1", "/schema", "/queryables", "/sortables", "/summary")) {
      HttpResponse<String> hidden = village.get("/api/collections/ledger" + path);
      HttpResponse<String> absent = village.get("/api/collections/lodger" + path);
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.body().replace("ledger", "lodger")).isEqualTo(absent.body());
    }
  }

  @Test
  void nothingHiddenStandsAnywhere() throws Exception {
    for (String path :
        List.of(
            "/api",
            "/api/openapi",
            "/api/collections",
            HOUSES,
            HOUSES + "/items",
            HOUSES + "/items/h1",
            HOUSES + "/schema",
            HOUSES + "/queryables",
            HOUSES + "/sortables",
            HOUSES + "/summary",
            "/api/collections/conversions/items/c2",
            "/api/collections/conversions/schema",
            "/api/search?q=%EC%A7%91",
            "/api/collections/stories/items")) {
      for (String format : List.of("json", "html")) {
        String body = village.get(path + (path.contains("?") ? "&f=" : "?f=") + format).body();
        assertThat(body)
            .as(path)
            .doesNotContain("ownerPhone", "063-000", "숨은 집", "consent", "비밀", "ledger", "장부 하나");
      }
    }
  }

  @Test
  void aReferenceToAHiddenRowLeadsNowhere() throws Exception {
    assertThat(village.get("/api/collections/conversions/items/c2?f=html").body())
        .doesNotContain("/items/h2");
    assertThat(village.get("/api/collections/conversions/items/c1?f=html").body())
        .contains("/items/h1");
  }
}
