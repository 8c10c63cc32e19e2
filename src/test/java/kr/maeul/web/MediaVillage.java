package kr.maeul.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.media.Media;
import kr.maeul.people.People;
import kr.maeul.people.TestClock;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.edit.Author;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;

/**
 * A server over a real database and a folder, whose callers say in a header who they are. Its clock
 * stands until it is moved.
 */
final class MediaVillage implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  final Path folder;
  final Database database;
  final SqlFeatureStore store;
  final Media media;
  final MaeulServer server;
  final TestClock clock = new TestClock();
  final LayerCatalog layers;
  final Layer stories;
  private final TestDatabase testDatabase;
  private final HttpClient http = HttpClient.newHttpClient();

  MediaVillage(TestDatabase testDatabase, Path folder, Map<String, String> more) {
    this.testDatabase = testDatabase;
    this.folder = folder;
    layers = new LayerFiles().readBundled().catalog();
    stories = layers.layer("stories").orElseThrow();
    Map<String, String> env =
        new HashMap<>(
            Map.of(
                "MAEUL_PORT", "0",
                "MAEUL_BASEMAP_URL", "",
                "MAEUL_DATA_DIR", folder.toString()));
    env.putAll(more);
    Settings settings = Settings.of(env);
    database = Database.open(testDatabase.settings(), folder);
    store = SqlFeatureStore.over(database, layers);
    media = Media.open(database, layers, store, folder, settings.media(), clock);
    server =
        new MaeulServer(
            Services.of(
                settings,
                layers,
                store,
                database,
                People.over(database, settings.people()),
                "test",
                clock),
            ctx -> {
              String name = ctx.header("Test-Account");
              return name == null
                  ? Caller.ANYONE
                  : new Caller(
                      name,
                      name,
                      Set.of(Role.ofWord(name.substring(0, name.indexOf('-'))).orElseThrow()));
            });
    server.start();
  }

  /** Puts a story there without asking anyone, whatever uploads it names. */
  void story(String id, String status, List<String> photos, String recording) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", "예시 이야기");
    values.put("status", status);
    if (!photos.isEmpty()) {
      values.put("photos", photos);
    }
    if (recording != null) {
      values.put("recording", recording);
    }
    story(id, values);
  }

  void story(String id, Map<String, Object> values) {
    put(stories, id, values);
  }

  /** The same for what happened to a house, which planners alone see. */
  void houseEvent(String id, List<String> photos) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", "조사 (예시)");
    values.put("houseId", "house-1");
    values.put("date", "2024-11");
    values.put("kind", "survey");
    values.put("photosBefore", photos);
    Layer events = layers.layer("house-events").orElseThrow();
    put(events, id, values);
  }

  private void put(Layer layer, String id, Map<String, Object> values) {
    SqlFeatureEdits edits = new SqlFeatureEdits(database, layers, clock);
    View view = layer.viewFor(Audience.PLANNER);
    Author author = new Author(null, "시험", null);
    Feature feature = new Feature(id, null, values);
    database.inTransaction(
        tx ->
            edits.read(tx, view, id).isPresent()
                ? edits.replace(tx, view, id, feature, null, author)
                : edits.create(tx, view, feature, author));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return send(request(path, headers).build());
  }

  HttpResponse<byte[]> upload(byte[] file, String account) {
    return send(
        request("/api/media", "Test-Account", account, "Content-Type", "text/plain")
            .POST(BodyPublishers.ofByteArray(file))
            .build());
  }

  /** Uploads what must be taken. */
  JsonNode taken(byte[] file, String account) {
    HttpResponse<byte[]> answer = upload(file, account);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + new String(answer.body()));
    }
    return json(answer);
  }

  HttpResponse<byte[]> patch(String id, String body, String... headers) {
    return send(
        request("/api/media/" + id, headers)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<byte[]> delete(String id, String... headers) {
    return send(request("/api/media/" + id, headers).DELETE().build());
  }

  static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Files of contents, and of uploads on their way. */
  List<Path> files() {
    try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    media.close();
    store.close();
    database.close();
    testDatabase.close();
  }
}
