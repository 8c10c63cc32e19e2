package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.Town;
import kr.maeul.fixture.WithTown;
import kr.maeul.media.MediaFiles;
import kr.maeul.parts.Thorough;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What somebody sends who means harm: it is refused in words, changes nothing, is never our mistake
 * (500, or an error in the log), and others are answered meanwhile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithTown
abstract class HostileContract {
  private static final String STORIES = "/api/collections/stories/items";
  private static final String SCRIPT = "<script>alert(1)</script>";

  /** Marks that HTML must not hold as they are. */
  private static final List<String> XSS =
      List.of(
          SCRIPT,
          "\"><img src=x onerror=alert(1)>",
          "'\"><svg/onload=alert(1)>",
          "javascript:alert(1)",
          "<a href=\"javascript:alert(1)\">x</a>",
          "[x](javascript:alert(1))",
          "[x](data:text/html;base64,PHNjcmlwdD4=)",
          "![x](x \"onerror=alert(1)\")",
          "<iframe src=//evil.example></iframe>",
          "</title><script>alert(1)</script>",
          "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
          "<style>@import'//evil.example'</style>",
          "<base href=//evil.example>",
          "${7*7}{{7*7}}#{7*7}<%=7*7%>@(7*7)");

  private static final List<String> SQL =
      List.of(
          "'",
          "\"",
          "';DROP TABLE \"stories\";--",
          "x' OR '1'='1",
          "1) OR (1=1",
          "\\",
          "%27",
          "x'||(SELECT version())||'",
          "1;SELECT pg_sleep(9)--",
          "$$;$$",
          "?",
          ":id",
          "{0}",
          "\u0000",
          "＇ OR 1=1",
          "\ud83d\ude00",
          "../../../../etc/passwd",
          "..\\..\\windows\\win.ini",
          "\r\nX-Evil: 1",
          "%",
          "%zz",
          "{",
          "9".repeat(400),
          "-1",
          "1e999",
          "NaN",
          "(".repeat(2000),
          "a".repeat(201),
          "a".repeat(6000));

  private static final List<String> PARAMETERS =
      List.of(
          "bbox",
          "datetime",
          "limit",
          "offset",
          "after",
          "sortby",
          "properties",
          "filter",
          "filter-lang",
          "filter-crs",
          "crs",
          "bbox-crs",
          "q",
          "near",
          "within",
          "radius",
          "by",
          "measure",
          "f",
          "lang",
          "id",
          "title",
          "year",
          "state",
          "assigned",
          "layer",
          "from",
          "until",
          "account",
          "action",
          "all");

  @Given private Town town;
  private boolean isPostGis;
  private Town.Who staff;
  private Town.Who everything;

  @BeforeAll
  void start() {
    isPostGis = town.where.isPostGis();
    town.account("staff", Role.STAFF);
    town.account("everything", Role.STAFF, Role.PLANNER, Role.ADMIN);
  }

  @BeforeEach
  void signIn() {
    town.forgetLog();
    town.clock.goOn(java.time.Duration.ofHours(1)); // nobody has sent too much just now
    staff = town.session("staff");
    everything = town.session("everything");
  }

  @AfterEach
  void nothingWasOurMistake() {
    assertThat(town.errors()).isEmpty();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void check(String as, Town.Answer answer) {
    assertThat(answer.status()).as(as).isLessThan(500);
    String type = answer.header("Content-Type");
    if (answer.response().headers().firstValue("X-Request-Id").isPresent()) {
      assertThat(answer.header("X-Content-Type-Options")).as(as).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy")).as(as).contains("default-src 'none'");
    }
    assertThat(answer.response().headers().map()).as(as).doesNotContainKey("x-evil");
    if (type.startsWith("text/html")) {
      assertThat(answer.text())
          .as(as)
          .doesNotContain(SCRIPT, "<img src=x", "<svg/on", "<iframe", "<base ", "<style>@")
          .doesNotContainPattern("<\\w[^>]*\\s(href|src|action)=\"(javascript|data):")
          .doesNotContain("=49", ">49<");
    }
  }

  // What is stored.

  @Test
  void whatIsWrittenIsToldAsText() {
    for (String bad : XSS) {
      ObjectNode story = Town.feature(null, 127.15, 35.82, "status", "published");
      ObjectNode values = (ObjectNode) story.get("properties");
      for (String name :
          List.of("title", "titleEn", "text", "textEn", "summary", "teller", "source", "address")) {
        values.put(name, bad + " 예시");
      }
      Town.Answer made = town.json(staff, "POST", STORIES, story);
      check("POST " + bad, made);
      while (made.status() == 422) { // what may not hold such a text says so; the others do hold it
        for (JsonNode error : made.json().get("errors")) {
          values.remove(error.get("pointer").asText().replace("/properties/", ""));
        }
        made = town.json(staff, "POST", STORIES, story);
      }
      String path = made.expect(201).header("Location").replaceAll("^https?://[^/]*", "");
      assertThat(values.has("title")).isTrue();
      JsonNode read = town.get(Town.NOBODY, path + "?f=json").expect(200).json();
      assertThat(read.at("/properties/title").asText()).isEqualTo(bad + " 예시");
      assertThat(read.at("/html").toString())
          .doesNotContain(
              "<script",
              "<img",
              "<svg",
              "=\\\"javascript:",
              "=\\\"data:",
              "<iframe",
              "<style",
              "<base");
      for (String where :
          List.of(
              path + "?f=html",
              path + "/history?f=html",
              path + "/history?f=json",
              STORIES + "?f=html&limit=1000",
              "/api/search?f=html&q=" + encode(bad),
              "/api/search?f=json&q=" + encode(bad),
              "/api/collections/stories/tiles/WebMercatorQuad/0/0/0?f=geojson",
              "/api/bin?f=html",
              "/?item=stories/" + encode(bad),
              "/desk")) {
        Town.Answer answer = town.get(everything, where);
        check(where, answer);
        if (answer.status() == 200 && !where.startsWith("/api/collections/stories/tiles")) {
          assertThat(answer.header("Content-Type")).matches("(text/html|application/.*json).*");
        }
      }
    }
  }

  @Test
  void whatIsContributedIsToldAsText() {
    for (String bad : XSS) {
      ObjectNode sent = town.contribution(town.form("stories"), bad, bad + " 예시");
      sent.put("name", bad).put("text", bad).put("addressText", bad);
      Town.Answer preview = town.json(Town.NOBODY, "POST", "/api/contributions/preview", sent);
      check("preview " + bad, preview);
      assertThat(preview.json().at("/feature/html").toString())
          .doesNotContain(
              "<script",
              "<img",
              "<svg",
              "=\\\"javascript:",
              "=\\\"data:",
              "<iframe",
              "<style",
              "<base");
      Town.Answer receipt = town.json(Town.NOBODY, "POST", "/api/contributions", sent);
      check("submit " + bad, receipt);
      assertThat(receipt.header("Content-Type")).contains("json");
      if (receipt.status() == 201) {
        String id = receipt.json().get("id").asText();
        for (String path : List.of("/api/submissions/" + id, "/api/submissions?q=" + encode(bad))) {
          Town.Answer seen = town.get(staff, path, "Accept", "text/html");
          check(path, seen);
          assertThat(town.get(staff, path).expect(200).header("Content-Type")).contains("json");
        }
      }
      town.clock.goOn(java.time.Duration.ofMinutes(1));
    }
  }

  /** Neither what is sent, nor what came into a table before it was looked at. */
  @Test
  void onlyWebAddressesAreLinks() {
    int n = 0;
    for (String bad :
        List.of(
            "javascript:alert(1)",
            "JavaScript://example.org/%0Aalert(1)",
            "data:text/html;base64,PHNjcmlwdD4=",
            "vbscript:x",
            "javascript&colon;alert(1)",
            "javascript&#58;alert(1)",
            "file:///etc/passwd",
            "ftp://example.org/x",
            "http://",
            "https:///path",
            "http://?q=1",
            "//",
            "mailto:a@example.org")) {
      for (String name : List.of("sourceUrl", "cover")) {
        ObjectNode story = Town.feature(null, 127.15, 35.82, "status", "published");
        ((ObjectNode) story.get("properties")).put("title", "주소 예시").put(name, bad);
        Town.Answer refused = town.json(staff, "POST", STORIES, story).expect(422);
        assertThat(refused.json().at("/errors").findValuesAsText("pointer"))
            .as(bad)
            .containsExactly("/properties/" + name);
      }
      String id = "stored-" + n++;
      var stories = town.layers.layer("stories").orElseThrow();
      try (var load = town.store.load(stories, kr.maeul.store.load.LoadMode.INSERT)) {
        Map<String, Object> values =
            Map.of(
                "title", "예시", "status", "published", "sourceUrl", bad, "text", "[x](" + bad + ")");
        load.add(1, new kr.maeul.feature.Feature(id, null, values));
        load.conflicts(1);
        load.commit();
      }
      String page = town.get(Town.NOBODY, STORIES + "/" + id + "?f=html").expect(200).text();
      assertThat(page).contains("예시").doesNotContain("href=\"" + begin(bad, "\""));
      String html =
          town.get(Town.NOBODY, STORIES + "/" + id + "?f=json").json().path("html").toString();
      assertThat(html).doesNotContain("href=\\\"" + begin(bad, "\\\""));
    }
    ObjectNode story = Town.feature(null, 127.15, 35.82, "status", "published");
    ((ObjectNode) story.get("properties"))
        .put("title", "주소 예시")
        .put("sourceUrl", "HTTPS://example.org/a?b=c:d#e")
        .put("cover", "/media/a.jpg");
    town.json(staff, "POST", STORIES, story).expect(201);
  }

  /** Enough of an address to know it by; whole where it is short, with the quote after it. */
  private static String begin(String address, String quote) {
    return address.length() < 9 ? address + quote : address.substring(0, 9);
  }

  @Test
  void namesOfAccountsAndTokensAreText() {
    int n = 0;
    for (String bad : XSS) {
      ObjectNode account = Town.object().put("login", "x" + n++).put("name", bad);
      account.putArray("roles").add("staff");
      check(bad, town.json(everything, "POST", "/api/accounts", account));
      ObjectNode token = Town.object().put("name", bad).put("days", 1);
      token.putArray("scopes").add("read");
      check(bad, town.json(everything, "POST", "/api/tokens", token));
    }
    for (String path : List.of("/api/accounts", "/api/tokens?all=true", "/api/access-log")) {
      Town.Answer answer =
          town.get(everything, path, "Accept", "text/html", "X-Maeul-Reason", SCRIPT);
      check(path, answer);
      assertThat(town.get(everything, path).expect(200).header("Content-Type")).contains("json");
    }
  }

  // What is asked.

  @Test
  void noParameterReachesTheDatabaseOrThePage() {
    String before = state();
    List<String> paths = new ArrayList<>();
    for (Endpoint route : town.server.routes()) {
      if (route.method == HandlerType.GET && !route.path.equals("/api/changes")) {
        paths.add(
            route
                .path
                .replace("{layer}", "stories")
                .replace("{id}", "angel-of-nosong")
                .replace("{tileMatrixSet}", "WebMercatorQuad")
                .replace("<file>", "main.js")
                .replaceAll("\\{[^}]*}", "0"));
      }
    }
    List<String> values = new ArrayList<>(SQL);
    values.add(SCRIPT);
    assertThat(PARAMETERS)
        .as("so that every value comes to every route")
        .hasSizeGreaterThan(values.size());
    int turn = 0;
    for (String path : paths) {
      for (int i = 0; i < PARAMETERS.size(); i++) {
        if (!Thorough.isHere(isPostGis, turn + i)) {
          continue;
        }
        String asked = path + "?" + PARAMETERS.get(i) + "=";
        if (Thorough.isAsked()) {
          for (String value : List.of(SQL.get(0), SQL.get(1), SQL.get(2), SCRIPT)) {
            check(asked + value, town.get(everything, asked + encode(value)));
            check(asked + value, town.get(Town.NOBODY, asked + encode(value) + "&f=html"));
          }
        }
        // Every two of route, parameter, value and who, with whatever else.
        String value = values.get((turn + i) % values.size());
        boolean isNobody = (turn + i) / 2 % 2 == 0;
        String more = isNobody ? "&f=html" : "";
        check(
            asked + value,
            town.get(isNobody ? Town.NOBODY : everything, asked + encode(value) + more));
      }
      turn++;
    }
    for (String path : // where parameters mean most, every value in each that is known there
        List.of(
            STORIES,
            "/api/collections/vacant-houses/summary",
            "/api/search",
            "/api/submissions",
            "/api/access-log")) {
      for (String parameter : Thorough.isAsked() ? PARAMETERS : known(path)) {
        for (String value : SQL) {
          String asked = path + "?" + parameter + "=" + encode(value);
          check(asked, town.get(everything, asked));
        }
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  /**
   * Those of the parameters that a resource takes, as it names them when it is asked with another
   * one.
   */
  private List<String> known(String path) {
    List<String> told =
        town.get(
                everything,
                path + (path.endsWith("/search") ? "?q=x&" : "?") + "no-such-parameter=1")
            .expect(400)
            .json()
            .findValuesAsText("detailEn");
    String last = told.get(told.size() - 1);
    List<String> known = new ArrayList<>(PARAMETERS);
    known.retainAll(List.of(last.substring(last.indexOf("are: ") + 5).split(", ")));
    assertThat(known).as(path + ": " + last).hasSizeGreaterThan(3);
    return known;
  }

  @Test
  void noSegmentOfAPathDoes() throws IOException {
    String before = state();
    int turn = 0;
    for (Endpoint route : town.server.routes()) {
      if (route.method.name().startsWith("BEFORE") || !route.path.contains("{")) {
        continue;
      }
      turn++;
      for (int i = 0; i < SQL.size(); i++) {
        String value = SQL.get(i);
        if (value.length() > 5000 || !Thorough.isHere(isPostGis, turn + i)) {
          continue;
        }
        String path =
            route
                .path
                .replace("{layer}", value.length() % 2 == 0 ? "stories" : "{layer}")
                .replaceAll("\\{[^}]*}", java.util.regex.Matcher.quoteReplacement(encode(value)));
        check(
            route.method + " " + path,
            town.send(everything, route.method.name(), path, null, "If-Match", "*"));
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void noHeaderDoes() throws IOException {
    String before = state();
    List<String> names =
        List.of(
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "If-Match",
            "If-None-Match",
            "If-Unmodified-Since",
            "If-Range",
            "Range",
            "Prefer",
            "Content-Crs",
            "Content-Type",
            "Content-Encoding",
            "Authorization",
            "Cookie",
            "X-Maeul-CSRF",
            "X-Maeul-Reason",
            "X-Maeul-Contribution",
            "X-Maeul-Form",
            "Maeul-Upload-Key",
            "Idempotency-Key",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "Forwarded",
            "Origin",
            "Sec-Fetch-Site",
            "User-Agent",
            "Referer");
    List<String> values = new ArrayList<>(SQL);
    values.addAll(XSS);
    List<String> lines =
        List.of(
            "GET " + STORIES + "?limit=1",
            "GET /api/contributions/mine",
            "GET /media/x/thumbnail",
            "PATCH " + STORIES + "/angel-of-nosong",
            "POST /api/contributions");
    for (String name : names) {
      for (String value : values) {
        if (value.indexOf('\u0000') >= 0 || value.indexOf('\n') >= 0) {
          continue;
        }
        int turn = names.indexOf(name) + values.indexOf(value); // every two of the three
        for (String line : Thorough.isAsked() ? lines : List.of(lines.get(turn % lines.size()))) {
          String answer = raw(line + " HTTP/1.1", name + ": " + value, "");
          assertThat(answer).as(line + " " + name + ": " + value).startsWith("HTTP/1.1 ");
          assertThat(answer.substring(9, 12))
              .as(line + " " + name + ": " + value)
              .isLessThan("500");
          if (answer.contains("Content-Type: text/html")) {
            assertThat(answer).doesNotContain(SCRIPT);
          }
        }
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  /** How much there is of everything, as somebody who sees everything sees it. */
  private String state() {
    StringBuilder all = new StringBuilder();
    town.layers
        .all()
        .forEach(
            l ->
                all.append(l.id())
                    .append(
                        town.get(everything, "/api/collections/" + l.id() + "/items?limit=1000")
                            .expect(200)
                            .json()
                            .get("features")
                            .hashCode()));
    all.append(town.get(everything, "/api/accounts").expect(200).json().get("accounts").size());
    return all.toString();
  }

  // What is sent.

  @Test
  void jsonThatIsMeantToHurt() {
    List<String> bodies =
        List.of(
            "",
            "null",
            "[]",
            "\"x\"",
            "{",
            "{}",
            "{}{}",
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "{\"type\":\"Feature\",\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}",
            "{\"login\":\"a\",\"login\":\"b\",\"password\":\"c\"}",
            "{\"x\":" + "9".repeat(20_000) + "}",
            "{\"year\":1e400000000}",
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1e400,NaN]},\"properties\":{}}",
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1e300,-1e300]},\"properties\":{\"title\":\"x\"}}",
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":["
                + "1,".repeat(30_000)
                + "1]},\"properties\":{}}",
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":\"\\u0000\"}}",
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":\"\\ud800\"}}",
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"year\":99999999999999999999999999999999}}",
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"__proto__\":{\"x\":1},\"constructor\":1}}",
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":["
                + "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(500)
                + "]}".repeat(500)
                + "]},\"properties\":{}}",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
    List<byte[]> all = new ArrayList<>();
    bodies.forEach(b -> all.add(Town.bytes(b)));
    all.add(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});
    all.add(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'});
    all.add(
        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'});
    List<String> types =
        List.of(
            "application/json",
            "application/geo+json",
            "application/merge-patch+json",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            ";");
    int turn = 0;
    for (Endpoint route : town.server.routes()) {
      String method = route.method.name();
      boolean isEnd = route.path.equals("/api/session") || route.path.equals("/api/sessions");
      if (!Set.of("POST", "PUT", "PATCH", "DELETE").contains(method)
          || isEnd && method.equals("DELETE")) {
        continue;
      }
      String path =
          route
              .path
              .replace("{layer}", "stories")
              .replace("{id}", "angel-of-nosong")
              .replaceAll("\\{[^}]*}", "1");
      if (method.equals("DELETE")) {
        path = path.replace("angel-of-nosong", "nobody");
      }
      List<String> taken = new ArrayList<>();
      for (String type : types) {
        if (sendBody(method, path, Town.bytes("{}"), type) != 415) {
          taken.add(type);
        }
      }
      boolean looksAtNone = taken.size() == types.size();
      for (int i = 0; i < all.size(); i++) {
        if (!Thorough.isHere(isPostGis, turn + i)) {
          continue;
        }
        if (Thorough.isAsked() || !looksAtNone) {
          for (String type : Thorough.isAsked() ? types : taken) {
            sendBody(method, path, all.get(i), type);
          }
        }
        if (!Thorough.isAsked()) { // and every body once as something that it is not
          sendBody(method, path, all.get(i), types.get((turn + i) % types.size()));
        }
      }
      turn++;
    }
  }

  /**
   * U+0000 and half of a surrogate pair are JSON, but in no text of PostgreSQL and in no UTF-8.
   * Each body tells its own members.
   */
  @Test
  void noMemberOfABodyMayHaveWhatIsNoCharacter() throws IOException {
    Pattern members = Pattern.compile("there are: ([\\w, -]+)");
    int tried = 0;
    for (Endpoint route : town.server.routes()) {
      if (!Set.of("POST", "PUT", "PATCH").contains(route.method.name())) {
        continue;
      }
      String path = route.path.replace("{layer}", "stories").replaceAll("\\{[^}]*}", "1");
      for (Town.Who who : List.of(Town.NOBODY, everything)) {
        String method = route.method.name();
        String[] json = {"Content-Type", "application/json", "If-Match", "*"};
        String told = town.send(who, method, path, Town.bytes("{\"nope\":1}"), json).text();
        Matcher known = members.matcher(told);
        if (!known.find()) {
          continue;
        }
        ObjectNode whole = Town.object();
        for (String name : known.group(1).split(", ")) {
          whole.put(name, "\u0000");
        }
        for (String no : List.of("\\u0000", "\\ud800", "\\udc00\\ud800")) {
          String body = whole.toString().replace("\\u0000", no);
          assertThat(town.send(who, method, path, Town.bytes(body), json).status())
              .as("%s %s %s", method, path, body)
              .isBetween(400, 499);
        }
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(10);
  }

  /** Sends something as somebody who may do everything; 0 where the other end hung up. */
  private int sendBody(String method, String path, byte[] body, String type) {
    Town.Answer answer;
    try {
      answer = town.send(everything, method, path, body, "Content-Type", type, "If-Match", "*");
    } catch (java.io.UncheckedIOException hungUp) {
      assertThat(body.length).as("only on what is too long").isGreaterThan(16 * 1024);
      return 0;
    }
    String start = new String(body, 0, Math.min(60, body.length), StandardCharsets.UTF_8);
    check(method + " " + path + " " + type + " " + start, answer);
    assertThat(answer.text()).doesNotContain("root:x:");
    return answer.status();
  }

  @Test
  void filesThatAreDressedAsPhotos() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("../../evil.jpg"));
      out.write(new byte[50_000_000]);
    }
    byte[] jpeg = MediaFiles.jpeg(64, 48);
    byte[] script = Town.bytes(SCRIPT);
    List<byte[]> files =
        List.of(
            zip.toByteArray(),
            Town.bytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
            Town.bytes("<!doctype html>" + SCRIPT),
            Town.bytes("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>"),
            Town.bytes("GIF89a/*" + SCRIPT + "*/=1;"),
            Town.bytes("%PDF-1.7 " + SCRIPT),
            MediaFiles.concat(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, script),
            MediaFiles.pngBomb(50_000, 50_000, 50_000),
            new byte[0]);
    for (byte[] file : files) {
      for (String type : List.of("image/jpeg", "image/svg+xml", "text/html", "application/zip")) {
        Town.Answer answer = town.send(staff, "POST", "/api/media", file, "Content-Type", type);
        check(type, answer);
        assertThat(answer.status()).isIn(413, 415, 422);
      }
    }
    // A photo with a page behind it is taken as the photo that it is, without the page.
    Town.Answer taken =
        town.send(staff, "POST", "/api/media", MediaFiles.concat(jpeg, script)).expect(201);
    String id = taken.json().get("id").asText();
    Town.Answer full = town.get(staff, "/media/" + id + "/full").expect(200);
    assertThat(full.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(full.header("Content-Security-Policy")).contains("sandbox");
    assertThat(full.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(new String(full.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(SCRIPT);
    for (String name :
        List.of("../../../evil.jpg", "..\\evil.jpg", "/etc/passwd", "a\u0000.jpg", "x\".html")) {
      byte[] form =
          MediaFiles.concat(
              Town.bytes(
                  "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                      + name
                      + "\"\r\nContent-Type: text/html\r\n\r\n"),
              jpeg,
              Town.bytes("\r\n--b--\r\n"));
      Town.Answer answer =
          town.send(
              staff, "POST", "/api/media", form, "Content-Type", "multipart/form-data; boundary=b");
      check(name, answer);
    }
    try (var all = java.nio.file.Files.walk(town.folder)) {
      assertThat(all.map(p -> p.getFileName().toString()))
          .noneMatch(n -> n.contains("evil") || n.endsWith(".html"));
    }
  }

  @Test
  void pathsThatLeadOutOfTheirFolder() throws IOException {
    for (String path :
        List.of(
            "/../pom.xml",
            "/..%2fpom.xml",
            "/%2e%2e/pom.xml",
            "/%2e%2e%2fpom.xml",
            "/..%5cpom.xml",
            "/js/..%2f..%2f..%2fetc%2fpasswd",
            "/js/....//....//etc/passwd",
            "/js/%252e%252e/%252e%252e/etc/passwd",
            "/js/..;/..;/version.properties",
            "/js//etc/passwd",
            "//etc/passwd",
            "/./version.properties",
            "/version.properties",
            "/kr/maeul/Main.class",
            "/db/postgis/V1__core.sql",
            "/logback.xml",
            "/META-INF/MANIFEST.MF",
            "/maeul/layers/stories.schema.json",
            "/.git/config",
            "/media/..%2f..%2fcontributions.key/full",
            "/media/%2e%2e/full",
            "/vendor/leaflet/../../version.properties",
            "/vendor/leaflet/..%2f..%2fpom.xml",
            "file:///etc/passwd",
            "http://evil.example/",
            "/js/main.js%00.html",
            "/CON",
            "/js/main.js/",
            "/js/")) {
      String answer = raw("GET " + path + " HTTP/1.1");
      assertThat(answer.substring(9, 12)).as(path).isIn("400", "404", "200");
      assertThat(answer)
          .as(path)
          .doesNotContain("root:x:", "<modelVersion>", "version=0", "CREATE TABLE", "Manifest-V");
      if (!path.startsWith("http") && !path.contains("leaflet/.")) {
        assertThat(answer.substring(9, 12)).as(path).isNotEqualTo("200");
      }
    }
  }

  // How it is sent.

  @Test
  void bodiesOfAGigabyteAreRefusedBeforeTheyCome() throws IOException {
    for (Town.Who who : List.of(Town.NOBODY, staff)) {
      for (String path :
          List.of(
              "POST /api/contributions",
              "POST /api/session",
              "POST /api/media",
              "POST /api/contributions/media",
              "POST " + STORIES,
              "PATCH " + STORIES + "/angel-of-nosong")) {
        StringBuilder head = new StringBuilder(path + " HTTP/1.1\r\nHost: x\r\nIf-Match: *\r\n");
        for (int i = 0; i < who.headers().size(); i += 2) {
          head.append(who.headers().get(i))
              .append(": ")
              .append(who.headers().get(i + 1))
              .append("\r\n");
        }
        head.append("Content-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n");
        try (Socket socket = new Socket("127.0.0.1", town.server.port())) {
          socket.setSoTimeout(20_000);
          socket.getOutputStream().write(Town.bytes(head.toString()));
          String status =
              new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
          assertThat(status)
              .as(who + " " + path)
              .isIn(
                  "HTTP/1.1 413",
                  "HTTP/1.1 401",
                  "HTTP/1.1 403",
                  "HTTP/1.1 415",
                  "HTTP/1.1 422",
                  "HTTP/1.1 400");
        }
      }
    }
  }

  /** Without saying how long it will be: taken up to the limit, and cut off. */
  @Test
  void chunksWithoutEndAreCutOff() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    for (String path : List.of("/api/contributions", "/api/session")) {
      try (Socket socket = new Socket("127.0.0.1", town.server.port())) {
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(
            Town.bytes(
                "POST "
                    + path
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"));
        int sent = 0;
        try {
          for (; sent < 1024; sent++) {
            out.write(Town.bytes("100000\r\n"));
            out.write(megabyte);
            out.write(Town.bytes("\r\n"));
          }
        } catch (IOException cutOff) {
          // as it should be
        }
        assertThat(sent).as(path).isLessThan(64);
      }
    }
  }

  @Test
  void aCharsetThatIsNoneIsNotOurMistake() {
    for (String path :
        List.of("/api/session", "/api/welcome", "/api/markdown", "/api/shortlists")) {
      for (String charset : List.of("bogus", "\"", "'", "x y")) {
        Town.Answer answer =
            town.send(
                everything,
                "POST",
                path,
                Town.bytes("{}"),
                "Content-Type",
                "application/json;charset=" + charset);
        assertThat(answer.status()).as(path + " " + charset).isBetween(200, 499);
      }
    }
  }

  /** Else a program sends its next request into a connection that is about to close. */
  @Test
  void whoIsAnsweredBeforeTheBodyCameHearsThatTheConnectionEnds() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", town.server.port())) {
      socket.setSoTimeout(20_000);
      String head =
          "POST /api/collections/stories/items HTTP/1.1\r\nHost: x\r\nContent-Type: application/geo+json\r\nContent-Length: 300\r\n\r\n";
      socket.getOutputStream().write(Town.bytes(head));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401").containsIgnoringCase("\r\nConnection: close");
    }
  }

  /** Hundreds who send a byte now and then hold few threads; whoever reads is answered. */
  @Test
  void slowSendersKeepNobodyWaiting() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      InetAddress here = InetAddress.getByName("127.0.0.1");
      for (int i = 0; i < 300; i++) { // of three networks, which so have all the usual places
        InetAddress from = InetAddress.getByName("127.0." + (1 + i % 3) + ".1");
        Socket socket = new Socket(here, town.server.port(), from, 0);
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                Town.bytes(
                    "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"));
      }
      for (int i = 0; i < 300; i++) { // and as many whose headers never end
        Socket socket = new Socket("127.0.0.1", town.server.port());
        slow.add(socket);
        socket.getOutputStream().write(Town.bytes("GET /api HTTP/1.1\r\nHost: x\r\nX-A: "));
      }
      Set<Integer> statuses = new TreeSet<>();
      for (Socket socket : slow.subList(0, 300)) {
        socket.setSoTimeout(1);
        if (socket.getInputStream().available() > 0) {
          statuses.add(503);
        }
      }
      for (int i = 0; i < 20; i++) {
        town.get(Town.NOBODY, STORIES + "?limit=1").expect(200);
      }
      ObjectNode login = Town.object().put("login", "nobody").put("password", "구름 세탁소 네모난");
      assertThat(town.json(Town.NOBODY, "POST", "/api/session", login).status())
          .as("who signs in from elsewhere")
          .isNotEqualTo(503);
      Socket refused = slow.get(299);
      refused.setSoTimeout(20_000);
      assertThat(new String(refused.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 503");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void requestsThatAreNoneAreNotOurMistake() throws IOException {
    for (String line :
        List.of(
            "GET / HTTP/9.9",
            "TRACE / HTTP/1.1",
            "CONNECT x:1 HTTP/1.1",
            "FOO / HTTP/1.1",
            "PROPFIND /api HTTP/1.1",
            "GET  / HTTP/1.1",
            "GET /" + "a".repeat(20_000) + " HTTP/1.1",
            "GET /%c0%ae%c0%ae/ HTTP/1.1",
            "GET /\u0001 HTTP/1.1",
            "GET * HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "\u0016\u0003\u0001")) {
      String answer = raw(line);
      if (!answer.isEmpty()) {
        assertThat(answer.substring(9, 12))
            .as(line)
            .isIn("400", "404", "405", "414", "431", "501", "505", "200");
        assertThat(answer).doesNotContain("at kr.maeul", "at org.eclipse", "Jetty(");
      }
    }
    assertThat(raw("TRACE / HTTP/1.1")).doesNotStartWith("HTTP/1.1 200");
    for (String header :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: -1",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "X-A : 1",
            " X-A: 1",
            "Expect: 200-ok",
            "X-" + "a".repeat(20_000) + ": 1")) {
      String answer = raw("POST /api/session HTTP/1.1", header, "");
      if (!answer.isEmpty()) {
        assertThat(answer.substring(9, 12)).as(header).isBetween("400", "499");
      }
    }
  }

  /** A made-up Host gets into no link that is kept or sent to somebody else. */
  @Test
  void aForgedHostIsNotBelieved() throws IOException {
    for (String host :
        List.of(
            "evil.example@x", "x\"><script>", "a b", "evil.example/path", "x:99999999", "[::1")) {
      String answer = raw("GET /api?f=html HTTP/1.1", "Host: " + host);
      assertThat(answer).as(host).doesNotContain("evil.example/", "\"><script>", "evil.example@");
    }
    String forwarded =
        raw(
            "GET /api?f=json HTTP/1.1",
            "X-Forwarded-Host: evil.example",
            "Forwarded: host=evil.example");
    assertThat(forwarded).doesNotContain("evil.example");
    // Nothing that is answered from memory carries the host of who asked before.
    raw("GET " + STORIES + "?limit=1 HTTP/1.1", "Host: evil.example");
    assertThat(town.get(Town.NOBODY, STORIES + "?limit=1").text()).doesNotContain("evil.example");
  }

  @Test
  void noRedirectLeadsElsewhere() throws IOException {
    for (String path :
        List.of(
            "//evil.example",
            "//evil.example/%2e%2e",
            "/\\evil.example",
            "/api//evil.example",
            "/desk?next=//evil.example",
            "/api/session?return=https://evil.example",
            "/%0d%0aLocation:%20https://evil.example")) {
      String answer = raw("GET " + path + " HTTP/1.1");
      assertThat(answer).as(path).doesNotContain("\nLocation:").doesNotStartWith("HTTP/1.1 3");
    }
  }

  // Who it is.

  @Test
  void aSessionCannotBeFixed() {
    String planted = "maeul=" + "A".repeat(43);
    town.account("victim", Role.STAFF);
    ObjectNode login = Town.object().put("login", "victim").put("password", Town.PASSWORD);
    Town.Answer first = town.json(Town.NOBODY, "POST", "/api/session", login, "Cookie", planted);
    String cookie = first.expect(200).header("Set-Cookie");
    List<String> cookies =
        first.response().headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("maeul="))
            .toList();
    assertThat(cookies.get(cookies.size() - 1))
        .contains("HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain", planted);
    assertThat(cookie).doesNotContain(planted);
    assertThat(
            town.get(Town.NOBODY, "/api/session", "Cookie", planted)
                .json()
                .get("signedIn")
                .asBoolean())
        .isFalse();
    String mine = cookies.get(cookies.size() - 1).split(";")[0];
    Town.Answer again = town.json(Town.NOBODY, "POST", "/api/session", login, "Cookie", mine);
    assertThat(again.expect(200).header("Set-Cookie")).doesNotStartWith(mine);
    assertThat(
            town.get(Town.NOBODY, "/api/session", "Cookie", mine)
                .json()
                .get("signedIn")
                .asBoolean())
        .as("the one before has ended")
        .isFalse();
  }

  @Test
  void guessingIsSlow() {
    town.account("guessed", Role.STAFF);
    int tried = 0;
    for (int i = 0; i < 40; i++) {
      ObjectNode login = Town.object().put("login", "guessed").put("password", "wrong " + i);
      Town.Answer answer =
          town.json(Town.NOBODY, "POST", "/api/session", login, "X-Forwarded-For", "10.0.0." + i);
      assertThat(answer.status()).isIn(401, 429);
      tried += answer.status() == 401 ? 1 : 0;
    }
    assertThat(tried).as("a header that anyone can send does not help").isLessThanOrEqualTo(6);
    int looked = 0;
    for (int i = 0; i < 60; i++) {
      ObjectNode secret = Town.object().put("secret", ("" + i).repeat(40).substring(0, 40));
      int status = town.json(Town.NOBODY, "POST", "/api/welcome/look", secret).status();
      looked += status == 429 ? 0 : 1;
    }
    assertThat(looked).isLessThan(40);
    int mine = 0;
    for (int i = 0; i < 60; i++) {
      String guess = ("" + i).repeat(43).substring(0, 43);
      int status =
          town.get(Town.NOBODY, "/api/contributions/mine", "X-Maeul-Contribution", guess).status();
      mine += status == 429 ? 0 : 1;
    }
    assertThat(mine).isLessThanOrEqualTo(31);
    town.clock.goOn(java.time.Duration.ofHours(2));
  }

  @Test
  void aTokenThatMayReadLearnsNothingOfContributors() {
    Town.Who reader = town.program("reader", Set.of(Scope.READ), Role.STAFF);
    ObjectNode sent = town.contribution(town.form("stories"), "읽기 토큰", "예시 글");
    sent.putObject("contact").put("email", "cat-tail@example.invalid");
    String id =
        town.json(Town.NOBODY, "POST", "/api/contributions", sent)
            .expect(201)
            .json()
            .get("id")
            .asText();
    String contact = "/api/submissions/" + id + "/contact";
    assertThat(town.get(staff, contact).expect(200).text()).contains("cat-tail@");
    for (String path : List.of("/api/submissions", "/api/submissions/" + id, contact)) {
      assertThat(town.get(reader, path).expect(403).text()).doesNotContain("cat-tail@", "예시 글");
    }
  }

  @Test
  void nobodyWritesLinesOfTheLog() {
    town.get(
        everything,
        "/api/collections/vacant-houses/items?limit=1",
        "X-Maeul-Reason",
        "a%0Ats=2020-01-01 level=INFO msg=forged%1b%5b31m");
    JsonNode log = town.get(everything, "/api/access-log?limit=50").expect(200).json();
    for (String detail : log.findValuesAsText("detail")) {
      assertThat(detail).doesNotContain("\n", "\u001b");
    }
    town.get(Town.NOBODY, "/api/collections/x%0Alevel=ERROR");
    assertThat(town.logged())
        .noneMatch(line -> line.contains("level=ERROR") || line.contains("\nts="));
  }

  private String raw(String line, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", town.server.port())) {
      socket.setSoTimeout(20_000);
      StringBuilder request = new StringBuilder(line + "\r\n");
      boolean hasHost = false;
      for (String header : headers) {
        if (!header.isEmpty()) {
          request.append(header).append("\r\n");
          hasHost |= header.startsWith("Host:");
        }
      }
      request.append(hasHost ? "" : "Host: localhost\r\n").append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      try {
        for (int n = in.read(buffer); n >= 0 && answer.size() < 1 << 20; n = in.read(buffer)) {
          answer.write(buffer, 0, n);
        }
      } catch (IOException reset) {
        // what came until then
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
