package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.Town;
import kr.maeul.fixture.WithTown;
import kr.maeul.parts.Seed;
import kr.maeul.parts.Thorough;
import kr.maeul.people.Accounts;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.web.request.negotiation.MediaTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Programs that know the service by the standards and by its OpenAPI document alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithTown
abstract class ClientsContract {
  private static final String STORIES = "/api/collections/stories/items";
  private static final String[] GEO_JSON = {"Content-Type", "application/geo+json"};
  private static final String[] MERGE = {"Content-Type", "application/merge-patch+json"};

  @Given private Town town;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> allowed(Town.Who who, String path) {
    return List.of(town.send(who, "OPTIONS", path, null).expect(200).header("Allow").split(", "));
  }

  /**
   * What the OAPIF provider of QGIS sends when somebody edits: it turns its tools on by {@code
   * Allow}, takes the id from {@code Location}, and knows of no {@code If-Match}.
   */
  @Test
  void aGisEditsWithAToken() {
    Town.Who gis =
        town.program("gis", Set.of(Scope.READ, Scope.WRITE, Scope.OVERWRITE), Role.STAFF);
    assertThat(allowed(gis, STORIES)).contains("POST");
    String body =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[127.15,35.82]},
         "properties":{"title":"우물가 예시","status":"published"}}""";
    String location =
        town.send(gis, "POST", STORIES, bytes(body), GEO_JSON).expect(201).header("Location");
    String item = STORIES + location.substring(location.lastIndexOf('/'));
    assertThat(allowed(gis, item)).contains("PUT", "PATCH", "DELETE");
    town.send(
            gis,
            "PATCH",
            item,
            bytes("{\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.16,35.83]}}"),
            MERGE)
        .expect(204);
    town.send(gis, "PATCH", item, bytes("{\"properties\":{\"title\":\"옮긴 우물 예시\"}}"), MERGE)
        .expect(204);
    JsonNode read = town.get(Town.NOBODY, item + "?f=json").expect(200).json();
    assertThat(read.at("/geometry/coordinates").toString()).isEqualTo("[127.16,35.83]");
    assertThat(read.at("/properties/title").asText()).isEqualTo("옮긴 우물 예시");
    town.send(gis, "PUT", item, bytes(body), GEO_JSON).expect(204);
    // in another system, as a project in it sends it: QGIS leaves the brackets out
    String central = "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[358568.01,214310.19]}}";
    String system = "http://www.opengis.net/def/crs/EPSG/0/5186";
    for (String named : List.of("<" + system + ">", system)) {
      town.send(gis, "PATCH", item, bytes(central), MERGE[0], MERGE[1], "Content-Crs", named)
          .expect(204);
    }
    read = town.get(Town.NOBODY, item + "?f=json&crs=EPSG:5186").expect(200).json();
    assertThat(read.at("/geometry/coordinates").toString()).isEqualTo("[358568.01,214310.19]");
    assertThat(read.at("/properties/title").asText()).isEqualTo("우물가 예시");
    // a new feature comes with every field of the schema, those that were left empty too
    ObjectNode empty = Town.object().put("type", "Feature").putNull("geometry");
    ObjectNode fields = empty.putObject("properties");
    town.get(gis, "/api/collections/stories/schema?f=json")
        .expect(200)
        .json()
        .get("properties")
        .properties()
        .forEach(
            field -> {
              boolean isGeometry = field.getValue().path("format").asText().startsWith("geometry");
              if (!isGeometry && !field.getKey().equals("id")) {
                fields.putNull(field.getKey());
              }
            });
    fields.put("title", "제목만 적은 예시");
    town.send(gis, "POST", STORIES, bytes(empty.toString()), GEO_JSON).expect(201);
    // where a layer is empty it asks about an item that there is not
    assertThat(allowed(gis, STORIES + "/unknown_id")).contains("PUT", "PATCH", "DELETE");
    // what it says after all has to hold
    town.send(gis, "DELETE", item, null, "If-Match", "\"gone\"").expect(412);
    assertThat(town.get(gis, item + "/history").expect(200).json().toString()).contains("옮긴 우물 예시");
    town.send(gis, "DELETE", item, null).expect(204);
    town.get(Town.NOBODY, item).expect(404);

    // Everybody else has to say what they saw, and who may not write is not told that they may.
    Town.Who careful = town.program("careful", Set.of(Scope.READ, Scope.WRITE), Role.STAFF);
    Town.Who person = town.signedIn("person", Role.STAFF, Role.PLANNER, Role.ADMIN);
    location =
        town.send(careful, "POST", STORIES, bytes(body), GEO_JSON).expect(201).header("Location");
    item = STORIES + location.substring(location.lastIndexOf('/'));
    for (Town.Who who : List.of(careful, person)) {
      town.send(who, "PUT", item, bytes(body), GEO_JSON).expect(428);
      town.send(who, "PATCH", item, bytes("{\"properties\":{\"title\":\"x\"}}"), MERGE).expect(428);
      town.send(who, "DELETE", item, null).expect(428);
    }
    Town.Who reader = town.program("reader", Set.of(Scope.READ), Role.STAFF);
    assertThat(allowed(reader, item)).doesNotContain("PUT", "PATCH", "DELETE");
    assertThat(allowed(Town.NOBODY, item)).doesNotContain("PUT", "PATCH", "DELETE");
    assertThat(allowed(reader, STORIES)).doesNotContain("POST");
    town.send(reader, "DELETE", item, null).expect(403);
    ObjectNode alone = Town.object().put("name", "overwrite alone");
    alone.putArray("scopes").add("read").add("overwrite");
    assertThat(town.json(person, "POST", "/api/tokens", alone).expect(422).text())
        .contains("overwrite");
    for (String scope : List.of("write", "review")) {
      ObjectNode blind = Town.object().put("name", scope + " alone");
      blind.putArray("scopes").add(scope);
      assertThat(town.json(person, "POST", "/api/tokens", blind).expect(422).text())
          .contains("read or planner");
    }
  }

  /** Programs read it whole before they ask anything: for fourteen layers it stays small. */
  @Test
  void theDocumentIsSmall() {
    Town.Who staff = town.signedIn("reads-openapi", Role.STAFF, Role.PLANNER);
    for (String lang : List.of("ko", "en")) {
      String path = "/api/openapi?f=json&lang=" + lang;
      assertThat(town.get(Town.NOBODY, path).expect(200).bytes()).hasSizeLessThan(200_000);
      assertThat(town.get(staff, path).expect(200).bytes()).hasSizeLessThan(250_000);
    }
  }

  /**
   * Readers look an address up by the patterns of the paths (the official suite for Features does):
   * a second path that fits would describe it another time, and not as one that can be read.
   */
  @Test
  void everyCollectionIsDescribedByOnePath() {
    JsonNode paths = town.get(Town.NOBODY, "/api/openapi?f=json").expect(200).json().get("paths");
    List<String> all = new ArrayList<>();
    paths.fieldNames().forEachRemaining(all::add);
    assertThat(all).contains("/collections/stories/items", "/collections/{collectionId}");
    for (String path : all) {
      if (!path.startsWith("/collections")) {
        continue; // /backups/key is a backup of no name
      }
      String pattern = path.replaceAll("\\{[^/]+}", "[^/]+");
      assertThat(all).filteredOn(other -> other.matches(pattern)).containsExactly(path);
      if (path.matches("/collections/[^/]+/items")) {
        assertThat(paths.get(path).properties())
            .extracting(Map.Entry::getKey)
            .as(path)
            .containsExactlyInAnyOrder("get", "post", "patch");
      }
    }
  }

  /**
   * What a route takes is read and described by one thing: so it refuses a parameter that is not in
   * the document and names those that are, and a member of its body likewise.
   */
  @Test
  void whatARouteRefusesIsWhatItDoesNotDescribe() {
    Town.Who all = town.signedIn("refused", Role.STAFF, Role.PLANNER, Role.ADMIN);
    ObjectNode sent = town.contribution(town.form("stories"), "우물 (예시)", "글");
    String secret =
        town.json(Town.NOBODY, "POST", "/api/contributions", sent)
            .expect(201)
            .json()
            .path("secret")
            .asText();
    JsonNode document = town.get(all, "/api/openapi?f=json").expect(200).json();
    List<String> asked = new ArrayList<>();
    List<String> sentTo = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        JsonNode said = operation.getValue();
        boolean isOfLayers =
            path.getKey().matches("/|/(collections|bin|batches|tileMatrixSets|search).*")
                || said.at("/tags/0").asText().equals("service") && !said.has("security");
        if (isOfLayers || path.getKey().equals("/oidc/callback")) {
          continue;
        }
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        String address =
            "/api"
                + path.getKey()
                    .replace("{profile}", "youth-share-house")
                    .replace("{layer}", "stories")
                    .replaceAll("\\{[^}]*}", "1");
        refusesOtherParameters(document, all, said, method, address);
        asked.add(method + " " + address);
        JsonNode body = resolved(document, said.path("requestBody"));
        if (body.at("/content").has(MediaTypes.JSON) && !address.startsWith("/api/media/")) {
          JsonNode schema = body.path("content").path(MediaTypes.JSON).path("schema");
          JsonNode members = resolved(document, schema).path("properties");
          refusesOtherMembers(members, all, method, address, secret);
          sentTo.add(method + " " + address);
        }
      }
    }
    assertThat(asked).hasSizeGreaterThan(60);
    assertThat(sentTo).hasSizeGreaterThan(25);
  }

  private void refusesOtherParameters(
      JsonNode document, Town.Who who, JsonNode said, String method, String address) {
    List<String> described = new ArrayList<>(List.of("f", "lang"));
    for (JsonNode given : said.path("parameters")) {
      JsonNode parameter = resolved(document, given);
      if (parameter.path("in").asText().equals("query")) {
        described.add(parameter.path("name").asText());
      }
    }
    String query = "?no-such-parameter=1";
    JsonNode problem = town.send(who, method, address + query, null).expect(400).json();
    String told = problem.path("detailEn").asText();
    assertThat(told).as(method + " " + address).contains("allowed are: ");
    assertThat(told.substring(told.indexOf("allowed are: ") + 13).split(", "))
        .as(method + " " + address)
        .containsExactlyInAnyOrderElementsOf(described);
  }

  /** Members that are there and hold nothing are known, whatever else is wrong. */
  private void refusesOtherMembers(
      JsonNode members, Town.Who who, String method, String address, String secret) {
    ObjectNode body = Town.object().put("no-such-member", 1);
    members.fieldNames().forEachRemaining(body::putNull);
    JsonNode problem =
        town.json(who, method, address, body, "If-Match", "\"1\"", "X-Maeul-Contribution", secret)
            .expect(422)
            .json();
    String other = "/no-such-member";
    Map<String, String> told = new LinkedHashMap<>();
    for (JsonNode error : problem.path("errors")) {
      String pointer = error.path("pointer").asText();
      told.put(pointer, error.path("detailEn").asText().replace(pointer.replace("/", ""), ""));
    }
    assertThat(told).as(method + " " + address + " " + problem).containsKey(other);
    String unknown = told.remove(other);
    assertThat(told.values()).as(method + " " + address).doesNotContain(unknown);
    if (unknown.contains("there are: ")) {
      List<String> names = new ArrayList<>();
      members.fieldNames().forEachRemaining(names::add);
      String list = unknown.substring(unknown.indexOf("there are: ") + 11);
      assertThat(list.isEmpty() ? List.of() : List.of(list.split(", ")))
          .as(method + " " + address)
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** To ask is not to write, though what is asked for comes as a body. */
  @Test
  void aPlannersTokenAsksTheFinder() {
    Town.Who asks = town.program("asks", Set.of(Scope.PLANNER), Role.PLANNER);
    String youth = "/api/finder/youth-share-house";
    town.json(asks, "POST", youth, Town.object().put("limit", 3)).expect(200);
    town.json(asks, "POST", "/api/shortlists", Town.object().put("name", "예시")).expect(403);
    Town.Who reads = town.program("reads", Set.of(Scope.READ), Role.PLANNER);
    town.json(reads, "POST", youth, Town.object().put("limit", 3)).expect(403);
  }

  // Whatever is asked for, by whomever: never our mistake.

  private static int requests() {
    return Integer.getInteger("maeul.test.requests", Thorough.isAsked() ? 60_000 : 1_000);
  }

  private Town.Who as(String login, Role... roles) {
    if (login.equals("nobody")) {
      return Town.NOBODY;
    }
    for (var account : town.people.accounts().all()) {
      if (account.login().equals(login)) {
        town.people
            .accounts()
            .change(account.id(), new Accounts.Change(null, Set.of(roles), false), Actor.MACHINE);
        town.people.setPassword(account, Town.PASSWORD, Actor.MACHINE);
        return town.session(login);
      }
    }
    return town.signedIn(login, roles);
  }

  @Test
  @Tag("torture")
  void noRequestOfTheDocumentIsOurMistake() {
    Seed seed = Seed.of("requests");
    Random random = seed.random();
    Map<String, Role[]> people = new LinkedHashMap<>();
    people.put("nobody", new Role[0]);
    people.put("fuzz-staff", new Role[] {Role.STAFF});
    people.put("fuzz-planner", new Role[] {Role.PLANNER});
    people.put("fuzz-admin", new Role[] {Role.STAFF, Role.PLANNER, Role.ADMIN});
    town.signedIn("stays", Role.ADMIN); // so that the others may lose it
    Map<String, Town.Who> signedIn = new LinkedHashMap<>();
    people.forEach((login, roles) -> signedIn.put(login, as(login, roles)));
    OpenApiRequests requests =
        new OpenApiRequests(
            town.get(signedIn.get("fuzz-admin"), "/api/openapi?f=json").expect(200).json(), random);
    List<String> logins = List.copyOf(people.keySet());
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    int count = requests();
    for (int i = 0; i < count && wrong.size() < 20; i++) {
      String login = logins.get(random.nextInt(logins.size()));
      if (i % 20 == 0) {
        town.clock.goOn(Duration.ofMinutes(1)); // limits of what one may send are not what is tried
      }
      OpenApiRequests.Request request = requests.next();
      town.forgetLog();
      Town.Answer answer =
          town.send(
              signedIn.get(login),
              request.method(),
              request.path(),
              request.body(),
              request.headers().toArray(String[]::new));
      statuses.merge(answer.status(), 1, Integer::sum);
      requests.learn(request, answer);
      boolean isBusy = answer.status() == 503 && !answer.header("Retry-After").isEmpty();
      if (answer.status() >= 500 && !isBusy || !town.errors().isEmpty()) {
        wrong.add(
            "request "
                + i
                + " as "
                + login
                + ": "
                + request
                + "\n  "
                + answer.status()
                + " "
                + town.errors());
      }
      if (answer.status() == 401 && !login.equals("nobody") || i % 2_000 == 1_999) {
        people.forEach((who, roles) -> signedIn.put(who, as(who, roles)));
      }
    }
    System.out.println(
        "seed " + seed + ", " + requests.operations() + " operations, answers " + statuses);
    assertThat(wrong).as("seed %s, %d requests, answers %s", seed, count, statuses).isEmpty();
    assertThat(statuses).as("seed %s", seed).containsKeys(200, 201, 400, 401, 403, 404, 422);
  }
}
