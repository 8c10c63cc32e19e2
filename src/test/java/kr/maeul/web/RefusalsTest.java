package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, the answer is one of ours: a problem that says what to do, never a stack trace.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bbox=",
        "bbox=1,2,3",
        "bbox=1,2,3,4,5",
        "bbox=1,2,3,4,5,6,7",
        "bbox=a,b,c,d",
        "bbox=NaN,1,2,3",
        "bbox=1,Infinity,2,3",
        "bbox=1,2,,4",
        "bbox=1e999,0,1,1",
        "bbox=0x10,0,1,1",
        "bbox=-181,0,1,1",
        "bbox=0,-91,1,1",
        "bbox=0,10,1,5",
        "bbox=1%202,0,1,1",
        "bbox-crs=EPSG:27700",
        "bbox-crs=",
        "datetime=",
        "datetime=yesterday",
        "datetime=2018-13-01",
        "datetime=2018-02-30",
        "datetime=2018-02-12T25:00:00Z",
        "datetime=2018-02-12T10:00:00",
        "datetime=2018",
        "datetime=..",
        "datetime=/",
        "datetime=../..",
        "datetime=2019-01-01/2018-01-01",
        "datetime=2018-01-01/2018-02-01/2018-03-01",
        "datetime=P2D",
        "datetime=P1D/P2D",
        "datetime=../P2D",
        "datetime=2018-01-01/P",
        "datetime=2018-01-01/PT",
        "datetime=2018-01-01/P1DT",
        "datetime=2018-01-01/P1H",
        "datetime=2018-01-01/-P2D",
        "datetime=2018-01-01/P-2D",
        "datetime=2018-01-01/P9999Y",
        "datetime=P9999Y/2018-01-01",
        "datetime=+99999-01-01T00:00:00Z",
        "limit=",
        "limit=0",
        "limit=-1",
        "limit=1.5",
        "limit=ten",
        "limit=1e3",
        "offset=-1",
        "offset=x",
        "after=",
        "after=!!!",
        "after=bm9wZQ",
        "after=WyIiXQ",
        "after=W10",
        "after=WyIiLDVd",
        "after=WyIreWVhciIsImEiLCJ4Il0",
        "sortby=",
        "sortby=nope",
        "sortby=-",
        "sortby=tags",
        "sortby=year,year",
        "sortby=year,,title",
        "properties=nope",
        "properties=title,,year",
        "crs=EPSG:27700",
        "crs=http://www.opengis.net/def/crs/EPSG/0/27700",
        "crs=5186",
        "crs=[EPSG:27700]",
        "bbox=35,127,36,128&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/27700",
        "bbox=127,35,128,36&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326",
        "bbox=36,127,35,128&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326",
        "bbox=1000000,900000,900000,1000000&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/5179",
        "bbox=1,2,3,NaN&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/5186",
        "near=",
        "near=127",
        "near=127,35,0",
        "near=x,y",
        "near=35.8,127.1",
        "near=181,35",
        "near=NaN,35",
        "near=stories",
        "near=stories/",
        "near=/angel",
        "near=stories/nobody",
        "near=nope/angel",
        "near=ledger/l1",
        "near=127,35&radius=0",
        "near=127,35&radius=0.9",
        "near=127,35&radius=100001",
        "near=127,35&radius=-5",
        "near=127,35&radius=far",
        "near=127,35&radius=NaN",
        "near=127,35&radius=",
        "near=127,35&sortby=title",
        "near=127,35&after=WyIiLCJhIl0",
        "radius=100",
        "within=",
        "within=127,35",
        "within=stories",
        "within=stories/nobody",
        "within=ledger/l1",
        "within=stories/angel&radius=0",
        "within=stories/angel&near=127,35&radius=100",
        "f=xml",
        "f=",
        "f=JSON",
        "lang=fr",
        "lang=",
        "theme=nope",
        "theme=",
        "theme=place,,giving",
        "year=abc",
        "year=1.0",
        "year=99999999999999999999",
        "since=2018",
        "since=2018-02-30",
        "since=+12345-01-01",
        "nope=1",
        "Limit=1",
        "limit=1&limit=2",
        "%00=1",
        "q=%00",
        "=1",
        "limit",
        "q=%ff",
        "q=%c3%28",
        "q=%",
        "q=%4",
        "q=%zz",
        "%zz=1",
        "bbox=0,0,1,1&bbox=0,0,1,1"
      })
  void queriesThatCannotBeTakenAreRefused(String query) throws Exception {
    JsonNode problem = refused(ITEMS + "?" + query, 400);
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertThat(problem.path("detailEn").asText()).isNotEmpty();
    assertThat(problem.path("instance").asText()).isEqualTo(ITEMS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api?x=1",
        "/api/conformance?limit=1",
        "/api/collections?q=1",
        "/api/collections/stories?bbox=1,2,3,4",
        "/api/collections/stories/items/angel?limit=1",
        "/api/collections/stories/schema?x=1",
        "/api/collections/vacant-houses/summary?by=x",
        "/api/search",
        "/api/search?q=a&bbox=1,2,3,4",
        "/api/search?q=a&limit=0",
        "/api/openapi?f=yaml",
        "/api/collections/stories/items/angel?crs=x"
      })
  void everyResourceRefusesWhatItDoesNotKnow(String path) throws Exception {
    refused(path, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/api/nope",
        "/api/collections/nope",
        "/api/collections/nope/items",
        "/api/collections/ledger",
        "/api/collections/ledger/items",
        "/api/collections/ledger/items/l1",
        "/api/collections/ledger/schema",
        "/api/collections/stories/items/nope",
        "/api/collections/stories/nope",
        "/vendor/leaflet/nope.js",
        "/vendor/leaflet/",
        "/vendor/leaflet/images",
        "/css",
        "/css/",
        "/js",
        "/src",
        "/i18n",
        "/index.html.bak",
        "/pom.xml",
        "/logback.xml",
        "/kr/maeul/Main.class",
        "/api/collections/%EB%B9%88%EC%A7%91",
        "/.git/config",
        "//api"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    refused(path, 404);
  }

  @Test
  void anUnknownParameterIsToldWhichThereAre() throws Exception {
    JsonNode problem = refused(ITEMS + "?colour=red", 400);
    assertThat(problem.path("parameter").asText()).isEqualTo("colour");
    assertThat(problem.path("detailEn").asText())
        .contains("bbox", "datetime", "limit", "theme", "lang");
  }

  @Test
  void everyMistakeIsToldAtOnce() throws Exception {
    JsonNode problem = refused(ITEMS + "?limit=x&bbox=1&colour=red", 400);
    assertThat(problem.path("errors")).hasSize(3);
    assertThat(problem.path("errors").path(1).path("parameter").asText()).isEqualTo("bbox");
  }

  @Test
  void aPositionOfAnotherOrderIsRefused() throws Exception {
    String next = "";
    for (JsonNode link : village.json(ITEMS + "?limit=1&sortby=-year").path("links")) {
      next = link.path("rel").asText().equals("next") ? link.path("href").asText() : next;
    }
    refused(next.replace("sortby=-year", "sortby=year"), 400);
    refused(next.replace("&sortby=-year", ""), 400);
    refused(next + "&offset=1", 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "BREW"})
  void nothingCanBeWritten(String method) throws Exception {
    HttpResponse<String> response = village.send(method, ITEMS);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  /** Straight onto the wire: clients mend such addresses before they send them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/%zz",
        "/api/%",
        "/api/%f",
        "/%ff%fe",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/vendor/leaflet/..%2f..%2fx.js",
        "/vendor/leaflet/%2e%2e/x.js",
        "/api;x=1/..",
        "/a\\..\\b.js",
        "/api/%00",
        "/vendor/leaflet/..;/..;/leaflet.js",
        "/api/collections/stories/items/%c3%28"
      })
  void addressesThatCannotBeReadAreRefused(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .containsIgnoringCase("Content-Type: application/problem+json");
    assertThat(answer)
        .contains("\"status\":4")
        .doesNotContain("\tat ")
        .doesNotContain("Exception")
        .doesNotContain("Jetty");
  }

  /**
   * Of what is refused before a route is looked for: whoever is not told that the connection ends
   * sends the next request into it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /vendor/leaflet/..%2f..%2fx.js HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api HTTP/1.1\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: x:y:z\r\n\r\n",
        "GET /api HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: x\r\nX-Long: LONG\r\n\r\n",
        "GET /LONG HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/markdown HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /api/markdown HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /api/markdown HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: other\r\n\r\n",
        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void whoeverCannotBeReadHearsWhetherTheConnectionGoesOn(String request) throws Exception {
    try (Socket socket = new Socket("localhost", village.server.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      String whole = request.replace("LONG", "a".repeat(20_000));
      out.write(whole.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      String head = head(in);
      assertThat(head).startsWith("HTTP/1.1 ").contains(" application/problem+json");
      assertThat(head.substring(9, 12)).isIn("400", "404", "405", "414", "431", "501", "505");
      Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
      assertThat(length.find()).as(head).isTrue();
      byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
      assertThat(Village.JSON.readTree(body).path("status").asText())
          .isEqualTo(head.substring(9, 12));
      if (head.toLowerCase(Locale.ROOT).contains("connection: close")) {
        assertThat(in.read()).isEqualTo(-1);
      } else {
        out.write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(head(in)).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  @Test
  void aQueryThatIsTooLongIsRefused() throws Exception {
    String answer =
        raw(
            "GET /api?x="
                + "a".repeat(20_000)
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
  }

  @Test
  void tooManyParametersAreRefused() throws Exception {
    StringBuilder query = new StringBuilder("?a=1");
    for (int i = 0; i < 200; i++) {
      query.append("&p").append(i).append("=1");
    }
    refused(ITEMS + query, 400);
  }

  @Test
  void randomQueriesNeverBreakTheServer() throws Exception {
    Seed seed = Seed.of("queries");
    Random random = seed.random();
    String[] names = {
      "bbox",
      "datetime",
      "limit",
      "offset",
      "after",
      "sortby",
      "properties",
      "q",
      "f",
      "theme",
      "year"
    };
    String alphabet = "0123456789-+.,/:TZ%eE가 ㄴ\"'<>{}[]\\aAnull";
    for (int i = 0; i < 500; i++) {
      StringBuilder query = new StringBuilder(names[random.nextInt(names.length)]).append('=');
      for (int n = random.nextInt(30); n > 0; n--) {
        query.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String encoded =
          query.toString().replaceAll("[^0-9A-Za-z=%,./:+-]", "%EC%9D%B4").replace("%%", "%25");
      String safe = encoded.replaceAll("%(?![0-9A-F]{2})", "%25");
      HttpResponse<String> response = village.get(ITEMS + "?" + safe);
      assertThat(response.statusCode()).as("seed %s, query %s", seed, safe).isIn(200, 400);
    }
  }

  @Test
  void theLanguageOfAProblemIsTheCallers() throws Exception {
    assertThat(
            village.json("/api/nope", "Accept-Language", "en-GB,en;q=0.8").path("title").asText())
        .isEqualTo("Not found");
    assertThat(village.json("/api/nope").path("title").asText()).isEqualTo("찾을 수 없음");
  }

  @Test
  void whoAsksForPagesIsToldOnAPage() throws Exception {
    HttpResponse<String> response = village.get("/api/collections/nope?f=html&lang=en");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(response.body()).contains("<h1>Not found</h1>", "lang=\"en\"");
    assertThat(village.get("/api?f=html&%3Cscript%3E=1&y=1").body())
        .doesNotContain("<script>")
        .contains("&lt;script&gt;");
    assertThat(village.get("/api?x=%ff", "Accept", "text/html").statusCode()).isEqualTo(400);
  }

  private JsonNode refused(String path, int status) throws Exception {
    HttpResponse<String> response;
    if (path.matches(".*%(?![0-9A-Fa-f]{2}).*")) {
      String answer =
          raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
      return Village.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
    }
    response = village.get(path);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = Village.JSON.readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem;
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket("localhost", village.server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
