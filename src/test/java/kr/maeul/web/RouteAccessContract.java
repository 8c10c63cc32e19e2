package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.backup.BackupFile;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.Town;
import kr.maeul.fixture.WithTown;
import kr.maeul.parts.Thorough;
import kr.maeul.people.Accounts;
import kr.maeul.people.LoginSessions;
import kr.maeul.people.People;
import kr.maeul.people.TestClock;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.log.AccessLog;
import kr.maeul.web.route.Access;
import kr.maeul.web.route.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Walks every route there is, as everyone there is. The list comes from the router and who may use
 * a route from its rule, so a new route is walked by being added; one without a rule fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithTown(
    settings = { // so that the routes of OpenID are there; nobody is asked
      "MAEUL_OIDC_ISSUER=http://127.0.0.1:1",
      "MAEUL_OIDC_CLIENT_ID=maeul",
      "MAEUL_OIDC_CLIENT_SECRET=not-a-secret",
      "MAEUL_PUBLIC_URL=http://127.0.0.1:1"
    })
abstract class RouteAccessContract {
  /** What changes nothing and takes nothing away, though it is asked by a body. */
  private static final Set<String> QUESTIONS = Set.of("/api/finder/{profile}", "/api/houses/route");

  private final HttpClient http = HttpClient.newHttpClient();
  private boolean isPostGis;
  @Given private Town town;
  private TestClock clock;
  private People people;
  private MaeulServer server;

  /** One who asks: how they are known to the server, and what it should take them for. */
  private interface Person {
    /** Anew each time, because some routes end what one has. */
    Known known();
  }

  private record Known(Caller caller, List<String> headers) {}

  private final Map<String, Person> persons = new LinkedHashMap<>();

  @BeforeAll
  void start() {
    isPostGis = town.where.isPostGis();
    clock = town.clock;
    people = town.people;
    server = town.server;
    persons.put("nobody", () -> new Known(Caller.ANYONE, List.of()));
    session("nothing");
    session("staff", Role.STAFF);
    session("planner", Role.PLANNER);
    session("admin", Role.ADMIN);
    session("everything", Role.STAFF, Role.PLANNER, Role.ADMIN);
    token("token-read", Scope.READ);
    token("token-write", Scope.READ, Scope.WRITE);
    token("token-review", Scope.READ, Scope.REVIEW);
    token("token-planner", Scope.PLANNER);
    token("token-all", Scope.READ, Scope.WRITE, Scope.REVIEW, Scope.PLANNER);
  }

  private void session(String login, Role... roles) {
    Account account = town.account(login, roles);
    persons.put(
        login,
        () -> {
          people
              .accounts()
              .change(account.id(), new Accounts.Change(null, Set.of(roles), false), Actor.MACHINE);
          LoginSessions.Session session = people.signIn(login, Town.PASSWORD, null, Actor.MACHINE);
          return new Known(
              session.caller(),
              List.of(
                  "Cookie",
                  "maeul=" + session.token(),
                  "X-Maeul-CSRF",
                  session.csrf(),
                  "Sec-Fetch-Site",
                  "same-origin"));
        });
  }

  private void token(String login, Scope... scopes) {
    Account account = town.account(login, Role.STAFF, Role.PLANNER, Role.ADMIN);
    String secret =
        people.tokens().make(account, "bot", Set.of(scopes), 30, Actor.MACHINE).secret();
    persons.put(
        login,
        () ->
            new Known(
                people.tokens().find(secret).orElseThrow(),
                List.of("Authorization", "Bearer " + secret)));
  }

  private static Access rule(Endpoint route) {
    assertThat(route.metadata(Route.class))
        .as("%s %s is not in the table", route.method, route.path)
        .isNotNull();
    return route.metadata(Route.class).access();
  }

  private List<Endpoint> routes() {
    List<Endpoint> routes = new ArrayList<>();
    for (Endpoint route : server.routes()) {
      if (!route.method.name().startsWith("BEFORE")) {
        routes.add(route);
      }
    }
    assertThat(routes).hasSizeGreaterThan(120);
    return routes;
  }

  @Test
  void aBackupIsFetchedOnceForAReasonThatIsOnRecord() throws Exception {
    Known admin = persons.get("admin").known();
    assertThat(post("/api/backups", admin, "{\"reason\":\"\"}").statusCode()).isEqualTo(422);
    HttpResponse<byte[]> asked = post("/api/backups", admin, "{\"reason\":\"월말 보관\"}");
    assertThat(asked.statusCode()).isEqualTo(201);
    String path = new ObjectMapper().readTree(asked.body()).path("path").asText();
    Known other = persons.get("everything").known();
    assertThat(fetch(path, other).statusCode()).as("somebody else").isEqualTo(404);
    HttpResponse<byte[]> backup = fetch(path, admin);
    assertThat(backup.statusCode()).isEqualTo(200);
    assertThat(backup.headers().firstValue("Content-Disposition").orElse("")).contains(".zip");
    Path file = Files.write(town.folder.resolve("fetched.zip"), backup.body());
    try (BackupFile whole = BackupFile.open(file)) {
      assertThat(whole.manifest().tables()).containsKeys("stories", "maeul_account");
      assertThat(whole.manifest().keyCheck()).isNotNull();
    }
    assertThat(fetch(path, admin).statusCode()).as("once more").isEqualTo(404);
    HttpResponse<byte[]> key = post("/api/backups/key", admin, "{\"reason\":\"봉투에 보관\"}");
    assertThat(new String(key.body(), StandardCharsets.US_ASCII)).hasSize(44);
    assertThat(
            people
                .accessLog()
                .entries(
                    new AccessLog.Wanted(
                        null, null, null, null, AccessLog.Action.EXPORT, null, 10)))
        .extracting(AccessLog.Entry::item, AccessLog.Entry::detail)
        .contains(tuple("backup", "월말 보관"), tuple("key", "봉투에 보관"));
  }

  private HttpResponse<byte[]> post(String path, Known who, String body) throws Exception {
    return http.send(
        request(path, who)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> fetch(String path, Known who) throws Exception {
    return http.send(request(path, who).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path, Known who) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    return who.headers().isEmpty()
        ? request
        : request.headers(who.headers().toArray(String[]::new));
  }

  /** A place where something could be, were it there. */
  private static String address(Endpoint route) {
    return route
        .path
        .replace("{layer}", "stories")
        .replace("<file>", "main.css")
        .replaceAll("\\{[^}]*}", "1");
  }

  @Test
  void everyRouteOfTheApiIsDescribedAndNothingElseIs() throws Exception {
    for (String lang : List.of("ko", "en")) {
      JsonNode paths =
          new ObjectMapper()
              .readTree(
                  http.send(
                          HttpRequest.newBuilder(
                                  URI.create(
                                      "http://localhost:"
                                          + server.port()
                                          + "/api/openapi?f=json&lang="
                                          + lang))
                              .build(),
                          HttpResponse.BodyHandlers.ofString())
                      .body())
              .path("paths");
      Set<String> described = new TreeSet<>();
      for (var path : paths.properties()) {
        for (var operation : path.getValue().properties()) {
          described.add(
              operation.getKey().toUpperCase(Locale.ROOT)
                  + " "
                  + shape("/api" + path.getKey().replace("/stories/items", "/{layer}/items")));
          assertThat(operation.getValue().path("summary").asText())
              .as(path.getKey() + " " + operation.getKey())
              .isNotBlank();
          assertThat(operation.getValue().path("responses").size()).isPositive();
        }
      }
      Set<String> routed = new TreeSet<>();
      for (Endpoint route : routes()) {
        boolean isSide =
            route.method == HandlerType.HEAD
                || route.method == HandlerType.OPTIONS
                || !route.path.startsWith("/api");
        if (!isSide) {
          routed.add(route.method.name() + " " + shape(route.path));
        }
      }
      described.removeIf(d -> d.contains("/collections/") && !d.contains("/collections/{}"));
      assertThat(described).isEqualTo(routed);
    }
  }

  /** Clients read it whole before they ask anything. */
  @Test
  void theDescriptionOfTheApiStaysShortForEverybody() throws Exception {
    for (String who : List.of("nobody", "staff", "planner", "admin", "everything")) {
      for (String lang : List.of("ko", "en")) {
        String path = "/api/openapi?f=json&lang=" + lang;
        assertThat(fetch(path, persons.get(who).known()).body().length)
            .as(who + " " + lang)
            .isBetween(100_000, 200_000);
      }
    }
  }

  private static String shape(String path) {
    String shape = path.replace("WebMercatorQuad", "{}").replaceAll("\\{[^}]*}", "{}");
    return shape.equals("/api/") ? "/api" : shape;
  }

  private int ask(Endpoint route, List<String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + address(route)))
            .method(route.method.name(), HttpRequest.BodyPublishers.noBody());
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close(); // some go on for ever
    return answer.statusCode();
  }

  private static boolean isSafe(Endpoint route) {
    return Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS).contains(route.method);
  }

  @Test
  void everyRouteLetsInWhomItsRuleSaysAndNobodyElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    int turn = 0;
    for (Endpoint route : routes()) {
      if (!Thorough.isHere(isPostGis, turn++)) {
        continue;
      }
      Access rule = rule(route);
      for (Map.Entry<String, Person> person : persons.entrySet()) {
        Known known = person.getValue().known();
        Caller caller = known.caller();
        boolean may = rule.admits(caller);
        if (!isSafe(route) && !QUESTIONS.contains(route.path) && caller.isSignedIn()) {
          may &= caller.may(rule.scopeToChange());
        }
        int status = ask(route, known.headers());
        int expected = caller.isSignedIn() ? 403 : 401;
        boolean isIn = status != 401 && status != 403;
        if (route.path.equals("/api/oidc/callback")) {
          isIn |= status == 403; // nobody comes back from there with what they were sent off with
        }
        if (may ? !isIn : status != expected) {
          wrong.add(
              route.method + " " + route.path + " " + rule + " " + person.getKey() + ": " + status);
        }
        refused += may ? 0 : 1;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(200); // of half of the routes
  }

  /** Whatever a route of the desk answers, that it was asked is on record. */
  @Test
  void whatHappensAtTheDeskIsOnRecord() throws Exception {
    for (Endpoint route : routes()) {
      boolean isNumbersAlone =
          route.path.equals("/api/submissions/counts"); // of nobody in particular
      if (rule(route).isDesk() && route.method != HandlerType.OPTIONS && !isNumbersAlone) {
        clock.goOn(Duration.ofMinutes(1));
        Known known = persons.get("everything").known();
        ask(route, known.headers());
        assertThat(
                people
                    .accessLog()
                    .entries(
                        new AccessLog.Wanted(
                            clock.instant(), null, known.caller().account(), null, null, null, 10)))
            .as("%s %s", route.method, route.path)
            .anyMatch(line -> line.action() != AccessLog.Action.SIGNED_IN);
      }
    }
  }

  /** Spelt out once, so that a rule that is too wide is seen. */
  @Test
  void nobodyWithoutAnAccountChangesAnythingBut() {
    List<String> open =
        routes().stream()
            .filter(r -> !isSafe(r) && rule(r) == Access.ANYONE)
            .map(r -> r.method + " " + r.path)
            .toList();
    assertThat(open)
        .containsExactlyInAnyOrder(
            "POST /api/session",
            "POST /api/welcome",
            "POST /api/welcome/look",
            // what people give without an account, and what they do about it by their private link
            "POST /api/contributions",
            "POST /api/contributions/preview",
            "POST /api/contributions/media",
            "PATCH /api/contributions/mine",
            "DELETE /api/contributions/mine",
            // by the key of an upload
            "PATCH /api/media/{id}",
            "DELETE /api/media/{id}");
  }

  /** What a foreign page can make a browser send: the cookie, and nothing else that counts. */
  @Test
  void noRouteChangesAnythingForAnotherSite() throws Exception {
    for (Endpoint route : routes()) {
      if (isSafe(route)) {
        continue;
      }
      Known known = persons.get("everything").known();
      String cookie = known.headers().get(1);
      String csrf = known.headers().get(3);
      boolean isBeginning =
          Set.of("/api/session", "/api/welcome", "/api/welcome/look").contains(route.path)
              && route.method == HandlerType.POST;
      List<List<String>> forged =
          new ArrayList<>(
              List.of(
                  List.of("Cookie", cookie, "Sec-Fetch-Site", "cross-site"),
                  List.of("Cookie", cookie, "Sec-Fetch-Site", "same-site"),
                  List.of("Cookie", cookie, "Origin", "https://evil.example"),
                  List.of("Cookie", cookie, "Origin", "null"),
                  List.of("Origin", "https://evil.example"),
                  List.of("Cookie", cookie, "X-Maeul-CSRF", csrf, "Sec-Fetch-Site", "cross-site")));
      if (!isBeginning) {
        forged.add(List.of("Cookie", cookie));
        forged.add(List.of("Cookie", cookie, "Sec-Fetch-Site", "same-origin"));
        forged.add(List.of("Cookie", cookie, "X-Maeul-CSRF", csrf));
        forged.add(
            List.of("Cookie", cookie, "Sec-Fetch-Site", "same-origin", "X-Maeul-CSRF", "x" + csrf));
      }
      for (List<String> headers : forged) {
        assertThat(ask(route, headers))
            .as("%s %s with %s", route.method, route.path, headers)
            .isIn(401, 403);
      }
      assertThat(people.sessions().find(cookie.substring("maeul=".length()))).isPresent();
    }
  }

  @Test
  void aBrokenTokenIsToldAndABrokenCookieIsTakenAway() throws Exception {
    for (Endpoint route : routes()) {
      if (route.method == HandlerType.GET && route.path.startsWith("/api")) {
        assertThat(ask(route, List.of("Authorization", "Bearer maeul_nobody")))
            .as(route.path)
            .isEqualTo(401);
      }
    }
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/api/session"))
                .header("Cookie", "maeul=rubbish")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).startsWith("{\"signedIn\":false");
    assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("maeul=; Max-Age=0");
  }
}
