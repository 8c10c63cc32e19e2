package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.people.People;
import kr.maeul.people.QuickHash;
import kr.maeul.people.TestClock;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in, as a page and as an attacker would. */
class SessionRoutesTest {
  private static final String PASSWORD = "네모난 구름 세탁소";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestClock clock = new TestClock();
  private Database database;
  private People people;
  private MaeulServer server;

  @BeforeEach
  void start() throws Exception {
    TestDatabase test = TestDatabase.h2gisWithLayers(folder);
    database = Database.open(test.settings(), test.directory());
    serve(Map.of());
    Account account =
        people.accounts().add("hong", "홍 예시", Set.of(Role.STAFF, Role.ADMIN), Actor.MACHINE);
    people.setPassword(account, PASSWORD, Actor.MACHINE);
  }

  private void serve(Map<String, String> more) throws Exception {
    if (server != null) {
      server.close();
    }
    Map<String, String> env = new HashMap<>(more);
    env.put("MAEUL_PORT", "0");
    env.put("MAEUL_DATA_DIR", folder.toString());
    Settings settings = Settings.of(env);
    people = People.over(database, settings.people(), clock, new QuickHash());
    server =
        new MaeulServer(
            Services.of(
                settings,
                new LayerFiles().readBundled().catalog(),
                new MemoryStore(),
                database,
                people,
                "test",
                clock),
            MaeulServer.credentials(people, settings));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> signIn(String login, String password, String... headers)
      throws Exception {
    String body = JSON.createObjectNode().put("login", login).put("password", password).toString();
    return send("POST", "/api/session", body, headers);
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private boolean isSignedIn(String cookie) throws Exception {
    return json(send("GET", "/api/session", "", "Cookie", cookie)).get("signedIn").asBoolean();
  }

  @Test
  void signsInAndOut() throws Exception {
    HttpResponse<String> answer = signIn("HONG ", PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("maeul=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    String cookie = cookie(answer);
    JsonNode session = json(send("GET", "/api/session", "", "Cookie", cookie));
    assertThat(session.at("/account/name").asText()).isEqualTo("홍 예시");
    String csrf = session.get("csrf").asText();
    assertThat(cookie).doesNotContain(csrf);
    HttpResponse<String> out =
        send(
            "DELETE",
            "/api/session",
            "",
            "Cookie",
            cookie,
            "X-Maeul-CSRF",
            csrf,
            "Origin",
            "http://localhost:" + server.port());
    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(cookie(out)).isEqualTo("maeul=");
    assertThat(isSignedIn(cookie)).isFalse();
  }

  /** An attacker who plants a cookie before must not share the session after. */
  @Test
  void aPlantedCookieIsWorthNothing() throws Exception {
    HttpResponse<String> planted = signIn("hong", PASSWORD, "Cookie", "maeul=planted");
    assertThat(cookie(planted)).isNotEqualTo("maeul=planted");
    assertThat(isSignedIn("maeul=planted")).isFalse();
    String attackers = cookie(signIn("hong", PASSWORD));
    String mine = cookie(signIn("hong", PASSWORD, "Cookie", attackers));
    assertThat(mine).isNotEqualTo(attackers);
    assertThat(isSignedIn(attackers)).isFalse();
    assertThat(isSignedIn(mine)).isTrue();
  }

  @Test
  void everywhereIsEverywhere() throws Exception {
    String one = cookie(signIn("hong", PASSWORD));
    String two = cookie(signIn("hong", PASSWORD));
    String csrf = json(send("GET", "/api/session", "", "Cookie", one)).get("csrf").asText();
    send(
        "DELETE",
        "/api/sessions",
        "",
        "Cookie",
        one,
        "X-Maeul-CSRF",
        csrf,
        "Sec-Fetch-Site",
        "same-origin");
    assertThat(isSignedIn(one)).isFalse();
    assertThat(isSignedIn(two)).isFalse();
  }

  @Test
  void expiresByTheClock() throws Exception {
    String cookie = cookie(signIn("hong", PASSWORD));
    clock.goOn(Duration.ofMinutes(119));
    assertThat(isSignedIn(cookie)).isTrue();
    clock.goOn(Duration.ofMinutes(121));
    assertThat(isSignedIn(cookie)).isFalse();
  }

  @Test
  void overTlsTheCookieIsForThisHostOnly() throws Exception {
    serve(Map.of("MAEUL_PUBLIC_URL", "https://map.example.kr"));
    HttpResponse<String> answer = signIn("hong", PASSWORD, "Origin", "https://map.example.kr");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-maeul=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(isSignedIn(cookie(answer))).isTrue();
    assertThat(isSignedIn(cookie(answer).replace("__Host-", ""))).isFalse();
    assertThat(signIn("hong", PASSWORD, "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
  }

  @Test
  void tellsHowLongToWait() throws Exception {
    HttpResponse<String> answer = null;
    for (int i = 0; i < 6; i++) {
      answer = signIn("hong", "wrong");
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).doesNotContain("hong");
  }

  /**
   * Two servers on one database: whoever guesses at one is known to the other, and so is a device.
   */
  @Test
  void twoServersCountTogetherAndKnowTheSameDevices() throws Exception {
    MaeulServer first = server;
    HttpResponse<String> known = signIn("hong", PASSWORD);
    List<String> cookies = known.headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(2);
    assertThat(cookies.get(1))
        .matches("maeul-device=[\\w-]{43}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax");
    String device = cookies.get(1).split(";")[0];
    People firstPeople = people;
    server = null;
    serve(Map.of());
    MaeulServer second = server;
    try {
      for (int i = 0; i < 5; i++) {
        server = i % 2 == 0 ? first : second;
        assertThat(signIn("hong", "wrong").statusCode()).isEqualTo(401);
      }
      for (MaeulServer each : List.of(first, second)) {
        server = each;
        assertThat(signIn("hong", PASSWORD).statusCode()).isEqualTo(429);
        HttpResponse<String> mine = signIn("hong", PASSWORD, "Cookie", device);
        assertThat(mine.statusCode()).isEqualTo(200);
        assertThat(mine.headers().allValues("Set-Cookie")).as("has one already").hasSize(1);
      }
    } finally {
      server = second;
      first.close();
      firstPeople.close();
    }
  }

  @Test
  void tellsAllThatIsWrongWithABody() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/api/session", "{\"login\": 1, \"pass/word\": \"x\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("errors"))
        .extracting(e -> e.get("pointer").asText())
        .containsExactlyInAnyOrder("/login", "/password", "/pass~1word");
    for (String body :
        List.of(
            "",
            "[]",
            "nonsense",
            "{",
            "{\"login\":\"a\",\"login\":\"b\"}",
            "{} {}",
            "[".repeat(9000))) {
      assertThat(send("POST", "/api/session", body).statusCode()).as(body).isEqualTo(400);
    }
    String large = "{\"login\":\"" + "x".repeat(20_000) + "\"}";
    assertThat(send("POST", "/api/session", large).statusCode()).isEqualTo(413);
  }

  @Test
  void neitherPasswordNorTokenComesBack() throws Exception {
    String cookie = cookie(signIn("hong", PASSWORD));
    String csrf = json(send("GET", "/api/session", "", "Cookie", cookie)).get("csrf").asText();
    String[] mine = {"Cookie", cookie, "X-Maeul-CSRF", csrf, "Sec-Fetch-Site", "same-origin"};
    JsonNode made =
        json(send("POST", "/api/tokens", "{\"name\":\"bot\",\"scopes\":[\"read\"]}", mine));
    String token = made.get("token").asText();
    assertThat(token).startsWith("maeul_");
    assertThat(
            json(send("GET", "/api/session", "", "Authorization", "Bearer " + token))
                .at("/account/login")
                .asText())
        .isEqualTo("hong");
    for (String path :
        List.of("/api/session", "/api/tokens?all=true", "/api/accounts", "/api/access-log")) {
      assertThat(send("GET", path, "", mine).body())
          .as(path)
          .doesNotContain(token, PASSWORD, "quick:", cookie.substring(6));
    }
    String id = made.get("id").asText();
    assertThat(send("DELETE", "/api/tokens/" + id, "", mine).statusCode()).isEqualTo(204);
    assertThat(send("GET", "/api/session", "", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(401);
  }

  @Test
  void believesProxiesOfOursAndNobodyElse() throws Exception {
    signIn("nobody", "x", "X-Forwarded-For", "203.0.113.1");
    assertThat(addresses()).contains("127.0.0.1").doesNotContain("203.0.113.1");
    serve(Map.of("MAEUL_TRUSTED_PROXIES", "127.0.0.0/8, ::1, 10.0.0.0/8"));
    signIn("nobody", "x", "X-Forwarded-For", "198.51.100.9, 203.0.113.2, 10.1.2.3");
    assertThat(addresses()).contains("203.0.113.2").doesNotContain("198.51.100.9", "10.1.2.3");
  }

  private List<String> addresses() throws Exception {
    String cookie = cookie(signIn("hong", PASSWORD));
    return json(send("GET", "/api/access-log?action=sign-in-failed", "", "Cookie", cookie))
        .get("entries")
        .findValuesAsText("address");
  }
}
