package kr.maeul.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.people.People;
import kr.maeul.people.TestClock;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.web.MaeulServer;

/** A server that takes contributions, people who send them, and a clock that they turn. */
final class Residents implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String STAFF = "staff";
  static final String OTHER_STAFF = "other-staff";
  static final String PLANNER = "planner";
  private static final String WHO = "test-caller";
  private static final String LINK = "X-Maeul-Contribution";

  /** Where contributions and what becomes of them are written; those that refer come first. */
  private static final List<String> WRITTEN =
      List.of(
          "maeul_submission_message",
          "maeul_submission_contact",
          "maeul_submission_media",
          "maeul_submission",
          "maeul_contribution_day",
          "maeul_outbox",
          "maeul_media_keep",
          "maeul_media_file",
          "maeul_media",
          "maeul_media_blob",
          "maeul_revision",
          "stories",
          "vacant_houses");

  final LayerCatalog layers;
  final Database database;
  final SqlFeatureStore store;
  final MaeulServer server;
  final TestClock clock = new TestClock(Instant.parse("2026-11-26T03:00:00Z"));
  private final HttpClient http = HttpClient.newHttpClient();
  private String form;

  Residents(TestDatabase where, Path dataDirectory, Map<String, String> settings) {
    this.layers = new LayerFiles().readBundled().catalog();
    this.database = Database.open(where.settings(), where.directory());
    this.store = SqlFeatureStore.over(database, layers);
    Map<String, String> env = new HashMap<>(settings);
    env.put("MAEUL_PORT", "0");
    env.put("MAEUL_BASEMAP_URL", "");
    env.put("MAEUL_DATA_DIR", dataDirectory.toString());
    Settings read = Settings.of(env);
    People people = People.over(database, read.people());
    this.server =
        new MaeulServer(
            Services.of(read, layers, store, database, people, "test", clock), Residents::caller);
    server.start();
  }

  /**
   * Another day on which nobody has sent anything yet: what there was is gone, and nobody has sent
   * too much. A hundred times as quick as a new server.
   */
  void beginAnew() {
    clock.goOn(Duration.ofDays(2));
    form = null;
    database.inTransaction(
        tx -> {
          for (String table : WRITTEN) {
            tx.handle().execute("DELETE FROM \"" + table + "\"");
          }
          database.touch(tx, "stories");
          database.touch(tx, "vacant-houses");
          return null;
        });
  }

  private static Caller caller(Context ctx) {
    String who = ctx.cookie(WHO);
    if (who == null) {
      return Caller.ANYONE;
    }
    return switch (who) {
      case STAFF -> new Caller("a-1", "직원 예시", Set.of(Role.STAFF));
      case OTHER_STAFF -> new Caller("a-2", "다른 직원 예시", Set.of(Role.STAFF));
      case PLANNER -> new Caller("a-3", "계획가 예시", Set.of(Role.STAFF, Role.PLANNER));
      case "admin" -> new Caller("a-4", "관리자 예시", Set.of(Role.ADMIN));
      default -> throw new IllegalArgumentException(who);
    };
  }

  /** An answer. */
  record Answer(int status, JsonNode json, String text, HttpResponse<String> response) {
    Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("wanted " + wanted + " but was " + status + ": " + text);
      }
      return this;
    }

    /** The JSON pointers of everything that is wrong. */
    Set<String> pointers() {
      Set<String> pointers = new java.util.TreeSet<>();
      json.path("errors").forEach(e -> pointers.add(e.path("pointer").asText()));
      return pointers;
    }
  }

  Answer send(String who, String method, String path, JsonNode body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()));
    if (who != null) {
      request.header("Cookie", WHO + "=" + who);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return answer(request.build(), path);
  }

  private Answer answer(HttpRequest request, String path) {
    try {
      HttpResponse<String> answer =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      boolean isJson =
          answer.headers().firstValue("Content-Type").orElse("").contains("json")
              && !answer.body().isEmpty();
      return new Answer(
          answer.statusCode(),
          isJson ? JSON.readTree(answer.body()) : JSON.missingNode(),
          answer.body(),
          answer);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer upload(String form, byte[] bytes) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/contributions/media"))
            .header("X-Maeul-Form", form)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    return answer(request, "/api/contributions/media");
  }

  Answer get(String who, String path) {
    return send(who, "GET", path, null);
  }

  /** A form that was opened long enough ago to be filled in. */
  String form() {
    if (form == null) {
      newForm();
      clock.goOn(Duration.ofSeconds(10));
    }
    return form;
  }

  String newForm() {
    form = get(null, "/api/contributions/form/stories").expect(200).json().path("form").asText();
    return form;
  }

  /** A story that is complete, of which a test changes what it is about. */
  ObjectNode story(String title) {
    ObjectNode sent = JSON.createObjectNode();
    sent.put("kind", "new").put("layer", "stories").put("form", form());
    sent.putObject("properties").put("title", title).put("text", "우물가에 **버드나무**가 있었다. (예시)");
    sent.putObject("geometry")
        .put("type", "Point")
        .putArray("coordinates")
        .add(127.155)
        .add(35.824);
    sent.put("name", "노송동 주민 (예시)");
    sent.putObject("contact").put("email", "resident@example.invalid");
    consents(sent);
    return sent;
  }

  ObjectNode consents(ObjectNode sent) {
    String version = get(null, "/api/consents").expect(200).json().path("version").asText();
    return sent.putObject("consents")
        .put("version", version)
        .put("language", "ko")
        .put("collection", true)
        .put("publication", true)
        .put("portrait", false)
        .put("age", "over-14");
  }

  Answer submit(JsonNode sent, String... headers) {
    return send(null, "POST", "/api/contributions", sent, headers);
  }

  /** The secret of what is sent. */
  String sent(JsonNode sent) {
    return submit(sent).expect(201).json().path("secret").asText();
  }

  Answer mine(String secret) {
    return send(null, "GET", "/api/contributions/mine", null, LINK, secret);
  }

  Answer change(String secret, JsonNode change) {
    return send(null, "PATCH", "/api/contributions/mine", change, LINK, secret);
  }

  Answer withdraw(String secret) {
    return send(null, "DELETE", "/api/contributions/mine", null, LINK, secret);
  }

  Answer submission(String who, String id) {
    return get(who, "/api/submissions/" + id);
  }

  /** A decision on the version that there is now. */
  Answer decide(String who, String id, String what, JsonNode body) {
    long version = submission(who, id).expect(200).json().path("version").asLong();
    return decide(who, id, what, version, body);
  }

  Answer decide(String who, String id, String what, long version, JsonNode body) {
    return send(
        who,
        "POST",
        "/api/submissions/" + id + "/" + what,
        body,
        "If-Match",
        "\"" + version + "\"");
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  @Override
  public void close() {
    server.close();
    store.close();
    database.close();
  }
}
