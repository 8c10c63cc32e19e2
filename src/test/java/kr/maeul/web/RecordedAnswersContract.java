package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import kr.maeul.fixture.Town;
import kr.maeul.media.storage.Hashes;
import kr.maeul.parts.Thorough;
import kr.maeul.people.TestClock;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every route answers to everybody is what it answered when it was recorded, on both
 * databases, but for ids and secrets: so a change of the code that should change nothing is seen to
 * change nothing. {@code -Dmaeul.recorded=write} records anew, on the embedded database; the whole
 * answers are then in {@code target/recorded}, as they are where some are others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecordedAnswersContract {
  private static final String RECORDING = "/recorded/answers.txt";

  /**
   * Later than any clock of a database that this runs beside, and before the consents of the demo
   * content run out.
   */
  private static final Instant THEN = Instant.parse("2029-03-05T03:00:00Z");

  private static final int SHOWN_CHARACTERS = 120;
  private static final List<String> HEADERS =
      List.of(
          "Allow",
          "Accept-Patch",
          "Accept-Post",
          "Cache-Control",
          "Content-Crs",
          "Content-Disposition",
          "Content-Language",
          "Content-Type",
          "Link",
          "Location",
          "OGC-NumberMatched",
          "OGC-NumberReturned",
          "Preference-Applied",
          "Retry-After",
          "Vary",
          "WWW-Authenticate");

  /**
   * What is drawn by chance: ids, tokens, forms, the mark of an answer; or changes with every line
   * of the page: its edition.
   */
  private static final Pattern DRAWN =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|maeul_[A-Za-z0-9_-]{20,}"
              // Looked for behind a mark first, so that most places are passed by at once.
              + "|(?<=\")(?:"
              + "(?<=\"(?:csrf|form|secret|key|link|uri|token|ticket|path|reference)\":\")[^\"]{16,}(?=\")"
              + "|(?<=\"id\":\")[0-9a-f]{20}(?=\")"
              + "|(?<=\"timeStamp\":\")[^\"]*"
              + "|(?<=\"version\":\")[0-9a-f]{32}(?=\"))"
              + "|(?<=:)(?<=\"revision\":)\\d+"
              + "|(?<=/)(?<=/page/)[0-9a-f]{12}(?=/)"
              + "|(?<==)(?<=#welcome=)[A-Za-z0-9_-]{20,}"
              + "|(?<=>)(?<=W3CDTF\">)[^<]*"
              + "|(?<=-)(?<=nonce-)[A-Za-z0-9+/=_-]{16,}");

  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|localhost):\\d+");

  /** What goes on for ever, or says what the machine is like just now. */
  private static final List<String> NOT_RECORDED =
      List.of("/api/changes", "/health/ready", "/<file>");

  @TempDir static Path folder;
  private final TestClock clock = new TestClock(THEN);
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final Map<String, byte[]> whole = new LinkedHashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Map<String, Town.Who> whos = new LinkedHashMap<>();
  private boolean isPostGis;
  private Town town;

  abstract TestDatabase newDatabase(Path folder);

  @BeforeAll
  void start() {
    TestDatabase database = newDatabase(folder.resolve("data"));
    isPostGis = database.isPostGis();
    town = new Town(database, folder, Map.of(), clock);
    whos.put("nobody", Town.NOBODY);
    whos.put("staff", town.signedIn("staff", Role.STAFF));
    whos.put("planner", town.signedIn("planner", Role.PLANNER));
    whos.put("admin", town.signedIn("admin", Role.ADMIN));
    town.account("everything", Role.STAFF, Role.PLANNER, Role.ADMIN);
  }

  @AfterAll
  void stop() {
    if (town != null) {
      town.close();
      town.where.close();
    }
  }

  @Test
  void everyAnswerIsAsItWasRecorded() throws IOException {
    everythingThatIsRead();
    everyFormat();
    aDayOfWork();
    if (!isPostGis || Thorough.isAsked()) { // what no database has a part in
      everyWrongBody();
      everyWrongParameter();
    }
    if (System.getProperty("maeul.recorded", "").equals("write")) {
      keepWhole();
      Files.writeString(Path.of("src/test/resources" + RECORDING), String.join("\n", all()));
    }
    Map<String, String> recorded = read();
    assertThat(answers.size()).isGreaterThan(500);
    if (isPostGis) {
      recorded.keySet().retainAll(answers.keySet());
    }
    assertThat(recorded.keySet()).containsExactlyElementsOf(answers.keySet());
    List<String> others =
        recorded.keySet().stream().filter(k -> !recorded.get(k).equals(answers.get(k))).toList();
    if (!others.isEmpty()) {
      keepWhole();
    }
    assertThat(others)
        .as(
            () ->
                others.size()
                    + " answers are others, first that was recorded:\n"
                    + recorded.get(others.get(0))
                    + "\nand now:\n"
                    + answers.get(others.get(0)))
        .isEmpty();
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    answers.forEach((request, answer) -> all.add("=== " + request + "\n" + answer));
    all.add("");
    return all;
  }

  private static Map<String, String> read() throws IOException {
    Map<String, String> recorded = new LinkedHashMap<>();
    try (InputStream in = RecordedAnswersContract.class.getResourceAsStream(RECORDING)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String one : text.split("(?m)^=== ")) {
        if (!one.isEmpty()) {
          int end = one.indexOf('\n');
          recorded.put(one.substring(0, end), one.substring(end + 1, one.length() - 1));
        }
      }
    }
    return recorded;
  }

  private void everythingThatIsRead() {
    for (Endpoint route : routes()) {
      if (route.method == HandlerType.GET || route.method == HandlerType.OPTIONS) {
        for (Map.Entry<String, Town.Who> who : whos.entrySet()) {
          record(who.getKey(), who.getValue(), route.method.name(), there(route.path), null);
        }
      }
    }
  }

  private List<Endpoint> routes() {
    return town.server.routes().stream()
        .filter(r -> !r.method.name().startsWith("BEFORE") && !NOT_RECORDED.contains(r.path))
        .sorted(Comparator.comparing((Endpoint r) -> r.path).thenComparing(r -> r.method.name()))
        .toList();
  }

  /** An address of a route at which there is something, where the demo content has it. */
  private static String there(String path) {
    return path.replace("/api/houses/{id}", "/api/houses/house-persimmon")
        .replace("{layer}", "stories")
        .replace("{tileMatrixSet}/{zoom}/{row}/{column}", "WebMercatorQuad/13/3222/6989")
        .replace("{tileMatrixSet}", "WebMercatorQuad")
        .replace("/items/{id}", "/items/angel-of-nosong")
        .replace("{profile}", "youth-share-house")
        .replaceAll("\\{[^}]*}", "1");
  }

  /** An address of a route at which there is nothing. */
  private static String nowhere(String path) {
    return path.replace("{layer}", "stories")
        .replace("{profile}", "youth-share-house")
        .replaceAll("\\{[^}]*}", "1");
  }

  private void everyFormat() {
    String layers = "/api/collections";
    List<String> paths = new ArrayList<>();
    for (String resource :
        List.of(
            "/api",
            "/api/conformance",
            "/api/openapi",
            layers,
            layers + "/stories",
            layers + "/stories/items",
            layers + "/stories/items/angel-of-nosong",
            layers + "/stories/schema",
            layers + "/stories/queryables",
            layers + "/stories/tiles",
            layers + "/stories/tiles/WebMercatorQuad",
            "/api/tileMatrixSets")) {
      for (String format : List.of("json", "html", "html&lang=en", "nonsense")) {
        paths.add(resource + "?f=" + format);
      }
    }
    for (String layer :
        List.of("vacant-houses", "trails", "districts", "conversions", "network-ties", "nowhere")) {
      paths.add(layers + "/" + layer + "?f=json&lang=en");
      paths.add(layers + "/" + layer + "/items?f=json&limit=3");
      paths.add(layers + "/" + layer + "/items?f=json&limit=2&crs=EPSG:5186");
      paths.add(layers + "/" + layer + "/schema?f=json");
    }
    String stories = layers + "/stories/items?f=json&limit=4&";
    for (String query :
        List.of(
            "bbox=127.15,35.8,127.16,35.83",
            "bbox=1,2,3",
            "datetime=2020-01-01/..",
            "datetime=yesterday",
            "sortby=-title",
            "sortby=nothing",
            "filter=title%20LIKE%20%27%25%EC%B2%9C%EC%82%AC%25%27",
            "filter=title%20LIKE",
            "filter=secret%3D1",
            "filter-lang=cql2-json&filter=%7B%22op%22:%22isNull%22,%22args%22:%5B%7B%22property%22:%22title%22%7D%5D%7D",
            "near=127.15,35.82",
            "properties=title",
            "properties=nothing",
            "skipGeometry=true",
            "limit=0",
            "limit=10001",
            "crs=EPSG:9999",
            "kind=memory",
            "offset=1")) {
      paths.add(stories + query);
    }
    for (String query : List.of("by=kind", "by=nothing", "by=kind&f=csv", "")) {
      paths.add(layers + "/stories/summary?" + query);
    }
    for (String query : List.of("q=천사", "q=", "q=노송동&limit=2", "q=a&layers=stories", "limit=1")) {
      paths.add(
          "/api/search?"
              + query
                  .replace("천사", "%EC%B2%9C%EC%82%AC")
                  .replace("노송동", "%EB%85%B8%EC%86%A1%EB%8F%99"));
    }
    for (String path : paths) {
      for (String who : List.of("nobody", "planner")) {
        record(who, whos.get(who), "GET", path, null);
      }
    }
  }

  /** One by one what a body can be that it should not. */
  private void everyWrongBody() {
    Map<String, String> bodies = new TreeMap<>();
    bodies.put("no body", null);
    bodies.put("{}", "{}");
    bodies.put("a list", "[1]");
    bodies.put("broken", "{\"x\":");
    bodies.put("something unknown", "{\"nonsense\":1}");
    bodies.put("a name twice", "{\"title\":\"a\",\"title\":\"b\"}");
    bodies.put("deep", "{\"x\":" + "[".repeat(70) + "]".repeat(70) + "}");
    bodies.put("two", "{} {}");
    for (Endpoint route : routes()) {
      boolean isWrite =
          route.method == HandlerType.POST
              || route.method == HandlerType.PUT
              || route.method == HandlerType.PATCH
              || route.method == HandlerType.DELETE;
      if (!isWrite || route.path.startsWith("/api/backups")) {
        continue;
      }
      String path = nowhere(route.path);
      for (String who : List.of("nobody", "staff", "planner", "admin")) {
        record(who, again(who), route.method.name(), path, null);
      }
      bodies.forEach(
          (name, body) ->
              record(
                  "everything, " + name,
                  again("everything"),
                  route.method.name(),
                  path,
                  body,
                  "Content-Type",
                  typeOf(route)));
      record(
          "everything, a text",
          again("everything"),
          route.method.name(),
          path,
          "{}",
          "Content-Type",
          "text/plain");
    }
  }

  /** Some routes end the session that one has. */
  private Town.Who again(String who) {
    clock.goOn(Duration.ofSeconds(20));
    return who.equals("nobody") ? Town.NOBODY : town.session(who);
  }

  private static String typeOf(Endpoint route) {
    return route.method == HandlerType.PATCH && route.path.endsWith("/items/{id}")
        ? "application/merge-patch+json"
        : "application/json";
  }

  private void everyWrongParameter() {
    for (Endpoint route : routes()) {
      if (route.method == HandlerType.GET) {
        record("everything", again("everything"), "GET", there(route.path) + "?nonsense=1", null);
      }
    }
  }

  /** What people do there, each of it once. */
  private void aDayOfWork() {
    Town.Who all = town.session("everything");
    String items = "/api/collections/stories/items";
    JsonNode feature = Town.feature(null, 127.15, 35.82, "title", "우물 (예시)", "status", "published");
    String[] json = {"Content-Type", "application/json"};
    String[] merge = {"Content-Type", "application/merge-patch+json"};
    Town.Answer made = record("everything", all, "POST", items, feature.toString(), json);
    String item =
        items + made.header("Location").substring(made.header("Location").lastIndexOf('/'));
    record("everything", all, "GET", item + "?f=json", null);
    record("everything", all, "PATCH", item, "{\"properties\":{\"title\":\"샘 (예시)\"}}", merge);
    String tag = town.get(all, item + "?f=json").header("ETag");
    record(
        "everything",
        all,
        "PATCH",
        item,
        "{\"properties\":{\"title\":\"샘 (예시)\",\"nothing\":1}}",
        with(merge, "If-Match", tag));
    record(
        "everything",
        all,
        "PATCH",
        item,
        "{\"properties\":{\"title\":\"샘 (예시)\"}}",
        with(merge, "If-Match", tag));
    record("everything", all, "GET", item + "/history", null);
    tag = town.get(all, item + "?f=json").header("ETag");
    record("everything", all, "DELETE", item, null, "If-Match", tag);
    record("everything", all, "GET", item, null);
    record("everything", all, "GET", "/api/bin?layer=stories", null);
    record(
        "everything",
        all,
        "POST",
        "/api/bin/"
            + item.substring("/api/collections/".length()).replace("/items", "")
            + "/restore",
        null);
    record(
        "planner",
        whos.get("planner"),
        "POST",
        "/api/finder/youth-share-house",
        "{\"limit\":2}",
        json);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/finder/youth-share-house",
        "{\"limit\":2,\"weights\":{\"nothing\":1}}",
        json);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/finder/youth-share-house/export",
        "{\"limit\":3,\"format\":\"csv\",\"reason\":\"회의 (예시)\"}",
        json);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/finder/youth-share-house/export",
        "{\"limit\":3,\"format\":\"xlsx\",\"reason\":\"회의 (예시)\"}",
        json);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/finder/youth-share-house/export",
        "{\"limit\":3,\"format\":\"geojson\",\"reason\":\"회의 (예시)\"}",
        json);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/finder/youth-share-house/memo",
        "{\"limit\":3,\"reason\":\"회의 (예시)\"}",
        json);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/houses/sheets",
        "{\"houses\":[\"house-persimmon\"],\"reason\":\"현장조사 (예시)\"}",
        json);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/houses/route",
        "{\"houses\":[\"house-persimmon\",\"house-blue-gate\"]}",
        json);
    record(
        "planner",
        again("planner"),
        "PUT",
        "/api/houses/house-persimmon/owner",
        "{\"name\":\"홍길동 (예시)\",\"note\":\"\"}",
        json);
    record(
        "planner",
        again("planner"),
        "GET",
        "/api/houses/house-persimmon/owner",
        null,
        "X-Maeul-Reason",
        "x");
    record(
        "planner", again("planner"), "POST", "/api/shortlists", "{\"name\":\"첫 목록 (예시)\"}", json);
    record("planner", again("planner"), "GET", "/api/shortlists", null);
    record(
        "planner",
        again("planner"),
        "POST",
        "/api/finder-searches",
        "{\"name\":\"찾기 (예시)\",\"profile\":\"youth-share-house\"}",
        json);
    record("planner", again("planner"), "GET", "/api/finder-searches", null);
    record(
        "admin",
        again("admin"),
        "POST",
        "/api/accounts",
        "{\"login\":\"new\",\"name\":\"새 사람 (예시)\",\"roles\":[\"staff\"]}",
        json);
    record("admin", again("admin"), "GET", "/api/accounts", null);
    record(
        "admin",
        again("admin"),
        "POST",
        "/api/tokens",
        "{\"name\":\"qgis\",\"scopes\":[\"read\"],\"days\":30}",
        json);
    record("admin", again("admin"), "GET", "/api/tokens", null);
    String contribution = town.contribution(town.form("stories"), "살던 집 (예시)", "이야기").toString();
    record("nobody", Town.NOBODY, "POST", "/api/contributions/preview", contribution, json);
    record("nobody", Town.NOBODY, "POST", "/api/contributions", contribution, json);
    record("staff", again("staff"), "GET", "/api/submissions", null);
    record("staff", again("staff"), "GET", "/api/submissions/counts", null);
    record("staff", again("staff"), "POST", "/api/markdown", "{\"text\":\"**굵게**\"}", json);
    record(
        "nobody",
        Town.NOBODY,
        "POST",
        "/api/session",
        "{\"login\":\"staff\",\"password\":\"wrong\"}",
        json);
    record(
        "nobody",
        Town.NOBODY,
        "POST",
        "/api/session",
        "{\"login\":\"staff\",\"password\":\"" + Town.PASSWORD + "\"}",
        json);
  }

  private static String[] with(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Town.Answer record(
      String as, Town.Who who, String method, String path, String body, String... headers) {
    Town.Answer answer =
        town.send(who, method, path, body == null ? null : Town.bytes(body), headers);
    String request = method + " " + unnamed(path) + " (" + as + ")";
    int times = asked.merge(request, 1, Integer::sum);
    if (times > 1) {
      request += " again " + times;
    }
    StringBuilder said = new StringBuilder().append(answer.status()).append('\n');
    for (String name : HEADERS) {
      for (String value : answer.response().headers().allValues(name)) {
        said.append(name).append(": ").append(unnamed(value)).append('\n');
      }
    }
    said.append(shown(answer));
    answers.put(request, said.toString());
    whole.put(request, answer.bytes());
    return answer;
  }

  private static String shown(Town.Answer answer) {
    String type = answer.header("Content-Type");
    byte[] bytes = answer.bytes();
    if (type.contains("sheet") || type.contains("zip")) {
      return entries(bytes);
    }
    boolean isText = type.contains("json") || type.startsWith("text/");
    if (!isText) {
      return bytes.length == 0 ? "" : bytes.length + " bytes " + hash(bytes);
    }
    String text = unnamed(answer.text());
    return text.length() <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, SHOWN_CHARACTERS)
            + "… "
            + text.length()
            + " characters "
            + hash(Town.bytes(text));
  }

  private static String entries(byte[] zip) {
    StringBuilder said = new StringBuilder();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String text = unnamed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        said.append(entry.getName()).append(' ').append(hash(Town.bytes(text))).append('\n');
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return said.toString();
  }

  /** The text with what was drawn by chance numbered in the order in which it comes there. */
  private static String unnamed(String text) {
    Map<String, String> drawn = new HashMap<>();
    Matcher found = DRAWN.matcher(text);
    StringBuilder said = new StringBuilder();
    while (found.find()) {
      String name = drawn.computeIfAbsent(found.group(), f -> "drawn-" + (drawn.size() + 1));
      found.appendReplacement(said, name);
    }
    found.appendTail(said);
    return PORT.matcher(said).replaceAll("here");
  }

  private static String hash(byte[] bytes) {
    return Hashes.sha256(bytes).substring(0, 16);
  }

  /** So that two runs can be laid beside each other where only a hash differs. */
  private void keepWhole() throws IOException {
    Path kept = Files.createDirectories(Path.of("target", "recorded", getClass().getSimpleName()));
    int number = 0;
    for (Map.Entry<String, byte[]> one : whole.entrySet()) {
      String name =
          "%04d %s".formatted(number++, one.getKey()).replaceAll("[^A-Za-z0-9 .,=-]", "_");
      String text = unnamed(new String(one.getValue(), StandardCharsets.UTF_8));
      Files.writeString(kept.resolve(name.substring(0, Math.min(name.length(), 120))), text);
    }
  }
}
