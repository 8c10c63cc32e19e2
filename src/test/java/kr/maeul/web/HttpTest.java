package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers: negotiation, caching, compression, security. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {
  private static final String ITEMS = "/api/collections/stories/items";
  private Village village;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
  }

  @AfterAll
  void close() {
    village.close();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/geo+json",
        "application/json | application/geo+json",
        "application/geo+json | application/geo+json",
        "application/* | application/geo+json",
        "text/html | text/html;charset=utf-8",
        "text/* | text/html;charset=utf-8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;charset=utf-8",
        "text/html;q=0.2, application/geo+json;q=0.9 | application/geo+json",
        "text/html;q=0.9, application/json;q=0.2 | text/html;charset=utf-8",
        "text/html;q=0, */*;q=0.1 | application/geo+json",
        "application/geo+json;q=0, text/html;q=0.1, application/json;q=0 | text/html;charset=utf-8",
        "image/png, */*;q=0.1 | application/geo+json",
        "nonsense | application/geo+json",
        ", ;;, | application/geo+json",
      })
  void theAnswerIsWhatTheCallerLikesBest(String accept, String type) throws Exception {
    HttpResponse<String> response = village.get(ITEMS, "Accept", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo(type);
    assertThat(header(response, "Vary")).contains("Accept", "Accept-Language");
  }

  @Test
  void whoTakesNeitherFormIsToldSo() throws Exception {
    HttpResponse<String> response = village.get(ITEMS, "Accept", "image/png");
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(village.get(ITEMS + "?f=json", "Accept", "image/png").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ko-KR,ko;q=0.9,en;q=0.8 | ko",
        "en-US,en;q=0.5 | en",
        "en;q=0.2,ko;q=0.9 | ko",
        "fr | ko",
        "fr,en;q=0.1 | en",
        "*;q=0.5,en;q=0.4 | ko",
      })
  void theLanguageIsWhatTheCallerLikesBest(String accept, String language) throws Exception {
    HttpResponse<String> response =
        village.get("/api/collections/stories", "Accept-Language", accept);
    assertThat(header(response, "Content-Language")).isEqualTo(language);
    assertThat(response.body())
        .contains(language.equals("en") ? "\"title\":\"Stories\"" : "\"title\":\"마을이야기\"");
  }

  @Test
  void theParameterGoesBeforeTheHeader() throws Exception {
    assertThat(header(village.get("/api?lang=en", "Accept-Language", "ko"), "Content-Language"))
        .isEqualTo("en");
    assertThat(header(village.get("/api?f=html", "Accept", "application/json"), "Content-Type"))
        .startsWith("text/html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/conformance",
        "/api/openapi",
        "/api/collections",
        "/api/collections/stories",
        ITEMS,
        ITEMS + "/angel",
        ITEMS + "?f=html",
        ITEMS + "/angel?f=html",
        "/api/collections/stories/schema",
        "/api/collections/vacant-houses/summary",
        "/api/tileMatrixSets",
        "/api/tileMatrixSets/WebMercatorQuad",
        "/api/collections/stories/tiles",
        "/api/collections/stories/tiles/WebMercatorQuad",
        "/api/collections/stories/tiles/WebMercatorQuad?f=tilejson",
        "/api/collections/stories/tiles/WebMercatorQuad/0/0/0",
        "/api/collections/stories/tiles/WebMercatorQuad/0/0/0?f=geojson",
        "/vendor/leaflet/leaflet.js"
      })
  void whoHasItAlreadyIsNotSentItAgain(String path) throws Exception {
    HttpResponse<String> first = village.get(path);
    String tag = header(first, "ETag");
    assertThat(tag).isNotEmpty();
    assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
    HttpResponse<String> second = village.get(path, "If-None-Match", "\"x\", " + tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(header(second, "ETag")).isEqualTo(tag);
    assertThat(village.get(path, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void aTagIsOfOneAnswerOnly() throws Exception {
    List<String> tags =
        List.of(
            header(village.get(ITEMS), "ETag"),
            header(village.get(ITEMS + "?limit=1"), "ETag"),
            header(village.get(ITEMS + "?lang=en"), "ETag"),
            header(village.get(ITEMS, "Accept-Language", "en"), "ETag"),
            header(village.get(ITEMS, "Accept", "text/html"), "ETag"));
    assertThat(tags).doesNotHaveDuplicates();
  }

  @Test
  void aWriteMakesTagsOld() throws Exception {
    try (Village other = new Village()) {
      for (String path :
          List.of(ITEMS, ITEMS + "/pond", ITEMS + "/pond?f=html", "/api/collections")) {
        String tag = header(other.get(path), "ETag");
        other.store.put(
            other.layer("stories"),
            Village.parse(
                other.layer("stories"),
                Village.JSON.readTree(
                    "[{\"type\":\"Feature\",\"id\":\"pond\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127,35]},"
                        + "\"properties\":{\"title\":\"방죽 "
                        + path
                        + "\"}}]")));
        assertThat(other.get(path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/collections",
        ITEMS,
        ITEMS + "/angel",
        ITEMS + "?f=html",
        "/api/collections/nope",
        "/config.json",
        "/health/live",
        "/vendor/leaflet/leaflet.css",
        ITEMS + "?limit=0"
      })
  void headIsGetWithoutTheBody(String path) throws Exception {
    HttpResponse<String> get = village.get(path);
    HttpResponse<String> head = village.send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    for (String name :
        List.of("Content-Type", "ETag", "Content-Language", "Content-Security-Policy", "Vary")) {
      assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        ITEMS,
        "/api/nope",
        "/api/collections/nope",
        "/nope",
        "/config.json",
        "/api?f=html"
      })
  void everyAnswerIsGuarded(String path) throws Exception {
    HttpResponse<String> response = village.get(path);
    assertThat(header(response, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:"
                + " https://tile.openstreetmap.org; connect-src 'self'; media-src 'self' blob:; font-src 'self'; object-src 'none'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'self'; manifest-src 'self'");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
    assertThat(header(response, "X-Request-Id")).matches("[0-9a-f]{16}");
    assertThat(header(response, "Server")).isEmpty();
    assertThat(header(response, "Set-Cookie")).isEmpty();
  }

  @Test
  void noBasemapNoOrigin() throws Exception {
    try (Village bare = new Village(Map.of("MAEUL_BASEMAP_URL", ""))) {
      assertThat(header(bare.get("/api"), "Content-Security-Policy"))
          .contains("img-src 'self' data: blob:; connect-src");
    }
  }

  @Test
  void otherSitesMayReadTheApi() throws Exception {
    assertThat(
            header(
                village.get(ITEMS, "Origin", "https://a.example"), "Access-Control-Allow-Origin"))
        .isEqualTo("*");
    assertThat(header(village.get("/api/nope"), "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(village.get("/config.json"), "Access-Control-Allow-Origin")).isEmpty();
    HttpResponse<String> asked =
        village.send(
            "OPTIONS",
            ITEMS,
            "Origin",
            "https://a.example",
            "Access-Control-Request-Method",
            "GET");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(header(asked, "Access-Control-Allow-Methods")).contains("GET");
    assertThat(header(asked, "Access-Control-Allow-Headers")).contains("If-None-Match");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ITEMS, "/api/openapi", ITEMS + "/angel?f=html", "/vendor/leaflet/leaflet.js"})
  void answersAreCompressed(String path) throws Exception {
    HttpResponse<byte[]> plain = village.bytes(path);
    HttpResponse<byte[]> zipped = village.bytes(path, "Accept-Encoding", "gzip");
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(zipped, "Vary")).contains("Accept-Encoding");
    byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    String timeStamps = "\"timeStamp\":\"[^\"]*\"";
    assertThat(new String(unzipped, StandardCharsets.UTF_8).replaceAll(timeStamps, ""))
        .isEqualTo(new String(plain.body(), StandardCharsets.UTF_8).replaceAll(timeStamps, ""));
    assertThat(header(village.bytes(path, "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
        .isEmpty();
  }

  @Test
  void leafletIsServedWithItsTypes() throws Exception {
    assertThat(header(village.get("/vendor/leaflet/leaflet.js"), "Content-Type"))
        .isEqualTo("text/javascript;charset=utf-8");
    assertThat(header(village.get("/vendor/leaflet/leaflet.css"), "Content-Type"))
        .isEqualTo("text/css;charset=utf-8");
    HttpResponse<byte[]> icon = village.bytes("/vendor/leaflet/images/marker-icon.png");
    assertThat(header(icon, "Content-Type")).isEqualTo("image/png");
    assertThat(icon.body()).startsWith(0x89, 'P', 'N', 'G');
    String plain = header(village.get("/vendor/leaflet/leaflet.js"), "ETag");
    String zipped =
        header(village.bytes("/vendor/leaflet/leaflet.js", "Accept-Encoding", "gzip"), "ETag");
    assertThat(plain).isNotEqualTo(zipped).doesNotStartWith("W/");
  }

  /** Whoever opens the page again asks for its address, and for no script or style sheet. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/desk", "/contribute", "/mine"})
  void partsOfAPageAreKeptUntilAnotherEdition(String page) throws Exception {
    String html = village.get(page).body();
    Matcher part = Pattern.compile("\"(/page/(\\w+)/((?:src|css|vendor)/[^\"]+))\"").matcher(html);
    Set<String> editions = new HashSet<>();
    while (part.find()) {
      editions.add(part.group(2));
      HttpResponse<String> kept = village.get(part.group(1));
      assertThat(header(kept, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      HttpResponse<String> again =
          village.get(part.group(1), "If-None-Match", header(kept, "ETag"));
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(header(again, "Cache-Control")).isEqualTo(header(kept, "Cache-Control"));
      HttpResponse<String> plain = village.get("/" + part.group(3));
      assertThat(kept.body()).isEqualTo(plain.body());
      assertThat(header(plain, "Cache-Control")).isEqualTo("no-cache");
      for (String other : List.of("0123456789abcdef", part.group(2) + "0")) {
        String before = part.group(1).replace(part.group(2), other);
        assertThat(header(village.get(before), "Cache-Control")).isEqualTo("no-cache");
      }
    }
    assertThat(editions).hasSize(1);
    assertThat(html).doesNotContainPattern("\"/(src|css|vendor)/");
    assertThat(village.get("/page/" + editions.iterator().next() + "/src/nope.js").statusCode())
        .isEqualTo(404);
    assertThat(village.get("/page/x/page/x/src/main.js").statusCode()).isEqualTo(404);
  }
}
