package kr.maeul.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.people.People;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.web.MaeulServer;

/** A server that can be written to. Who asks is said by a cookie, which no real server believes. */
final class Desk implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String WHO = "test-caller";
  static final String STAFF = "staff";
  static final String PLANNER = "planner";

  final LayerCatalog layers;
  final Database database;
  final SqlFeatureStore store;
  final MaeulServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  Desk(TestDatabase where, Path layerFolder, Clock clock) {
    this.layers = new LayerFiles().read(layerFolder).catalog();
    this.database = Database.open(where.settings(), where.directory());
    this.store = SqlFeatureStore.over(database, layers);
    Settings settings = Settings.of(Map.of("MAEUL_PORT", "0", "MAEUL_BASEMAP_URL", ""));
    People people = People.over(database, settings.people());
    this.server =
        new MaeulServer(
            Services.of(settings, layers, store, database, people, "test", clock), Desk::caller);
    server.start();
  }

  private static Caller caller(Context ctx) {
    String who = ctx.cookie(WHO);
    if (who == null) {
      return Caller.ANYONE;
    }
    return switch (who) {
      case STAFF -> new Caller("a-1", "직원 예시", Set.of(Role.STAFF));
      case PLANNER -> new Caller("a-2", "계획가 예시", Set.of(Role.STAFF, Role.PLANNER));
      case "admin" -> new Caller("a-3", "관리자 예시", Set.of(Role.ADMIN));
      default -> throw new IllegalArgumentException(who);
    };
  }

  /**
   * Sends a request.
   *
   * @param who a role, or null for anyone
   * @param body or null for none
   * @param headers names and values
   */
  HttpResponse<String> send(
      String who, String method, String pathOrUrl, String body, String... headers) {
    String url = pathOrUrl.startsWith("/") ? base() + pathOrUrl : pathOrUrl;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (who != null) {
      request.header("Cookie", WHO + "=" + who);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(pathOrUrl, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String who, String path, String... headers) {
    return send(who, "GET", path, null, headers);
  }

  JsonNode json(String who, String path) {
    HttpResponse<String> answer =
        get(who, path, "Accept", "application/geo+json, application/json");
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return json(answer);
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** JSON pointers of all that a problem complains of. */
  static List<String> pointers(HttpResponse<String> problem) {
    return json(problem).path("errors").findValuesAsText("pointer");
  }

  String base() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.close();
    store.close();
    database.close();
  }
}
