package kr.maeul.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.exchange.DemoContent;
import kr.maeul.exchange.row.BadFileException;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.people.People;
import kr.maeul.people.QuickHash;
import kr.maeul.people.Sessions;
import kr.maeul.people.TestClock;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureStore;
import org.slf4j.LoggerFactory;

/**
 * The whole service as it runs – bundled layers, demo content, accounts, media, contributions – on
 * a real database, with a clock that goes on when it is told to, and everything it logs.
 */
final class Town implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String PASSWORD = "네모난 구름 세탁소";

  final TestClock clock;
  final LayerCatalog layers = new LayerFiles().readBundled().catalog();
  final Database database;
  final SqlFeatureStore store;
  final People people;
  final MaeulServer server;
  private final TestDatabase where;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /** Who asks, as headers. */
  record Who(String name, List<String> headers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final Who NOBODY = new Who("nobody", List.of());

  /** An answer: its body as bytes and as text. */
  record Answer(int status, byte[] bytes, HttpResponse<byte[]> response) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("wanted " + wanted + " but was " + status + ": " + text());
      }
      return this;
    }
  }

  Town(TestDatabase where, Path folder, Map<String, String> more) {
    this(where, folder, more, new TestClock());
  }

  Town(TestDatabase where, Path folder, Map<String, String> more, TestClock clock) {
    this.where = where;
    this.clock = clock;
    Map<String, String> env = new HashMap<>(more);
    env.put("MAEUL_PORT", "0");
    env.put("MAEUL_BASEMAP_URL", "");
    env.put("MAEUL_DATA_DIR", folder.toString());
    Settings settings = Settings.of(env);
    database = Database.open(where.settings(), where.directory(), clock);
    store = SqlFeatureStore.over(database, layers);
    try {
      new DemoContent(layers, store, new CrsRegistry()).load();
    } catch (IOException | BadFileException e) {
      throw new IllegalStateException(e);
    }
    people = People.over(database, settings.people(), clock, new QuickHash());
    server =
        new MaeulServer(
            Services.of(settings, layers, store, database, people, "test", clock),
            MaeulServer.credentials(people, settings));
    log.start();
    root().addAppender(log);
    server.start();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** Everything that was logged. */
  List<String> logged() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  void forgetLog() {
    log.list.clear();
  }

  /** What went wrong on our side. */
  List<String> errors() {
    return List.copyOf(log.list).stream()
        .filter(e -> e.getLevel().isGreaterOrEqual(Level.ERROR))
        .map(
            e ->
                e.getFormattedMessage()
                    + (e.getThrowableProxy() == null
                        ? ""
                        : ": " + e.getThrowableProxy().getMessage()))
        .toList();
  }

  Account account(String login, Role... roles) {
    Account account = people.accounts().add(login, login, Set.of(roles), Actor.MACHINE);
    people.setPassword(account, PASSWORD, Actor.MACHINE);
    return account;
  }

  /** Somebody new, signed in as a browser is. */
  Who signedIn(String login, Role... roles) {
    account(login, roles);
    return session(login);
  }

  /** Somebody who has an account already. */
  Who session(String login) {
    Sessions.Session session = people.signIn(login, PASSWORD, null, Actor.MACHINE);
    return new Who(
        login,
        List.of(
            "Cookie",
            "maeul=" + session.token(),
            "X-Maeul-CSRF",
            session.csrf(),
            "Sec-Fetch-Site",
            "same-origin"));
  }

  Who program(String login, Set<Scope> scopes, Role... roles) {
    Account account = account(login, roles);
    String secret = people.tokens().make(account, "bot", scopes, 30, Actor.MACHINE).secret();
    return new Who(login, List.of("Authorization", "Bearer " + secret));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  Answer send(Who who, String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (!who.headers.isEmpty()) {
      request.headers(who.headers.toArray(String[]::new));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> answer;
      try {
        answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      } catch (IOException connectionWasJustClosed) { // after a body that was not read to its end
        answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      }
      return new Answer(answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer get(Who who, String path, String... headers) {
    return send(who, "GET", path, null, headers);
  }

  /** Sends JSON; of the type that the method wants unless a header says another. */
  Answer json(Who who, String method, String path, JsonNode body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!all.contains("Content-Type")) {
      boolean isPatch = method.equals("PATCH") && path.contains("/items/");
      all.add("Content-Type");
      all.add(isPatch ? "application/merge-patch+json" : "application/json");
    }
    return send(who, method, path, bytes(body.toString()), all.toArray(String[]::new));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A feature of points; what is said of it comes as name, value, name, value. */
  static ObjectNode feature(String id, double lon, double lat, String... properties) {
    ObjectNode feature = object().put("type", "Feature");
    if (id != null) {
      feature.put("id", id);
    }
    feature.putObject("geometry").put("type", "Point").putArray("coordinates").add(lon).add(lat);
    ObjectNode values = feature.putObject("properties");
    for (int i = 0; i < properties.length; i += 2) {
      values.put(properties[i], properties[i + 1]);
    }
    return feature;
  }

  /** A form that was opened long enough ago. */
  String form(String layer) {
    String form =
        get(NOBODY, "/api/contributions/form/" + layer).expect(200).json().get("form").asText();
    clock.goOn(Duration.ofSeconds(10));
    return form;
  }

  /** A story as somebody without an account sends it. */
  ObjectNode contribution(String form, String title, String text) {
    ObjectNode sent = object().put("kind", "new").put("layer", "stories").put("form", form);
    sent.putObject("properties").put("title", title).put("text", text);
    sent.putObject("geometry")
        .put("type", "Point")
        .putArray("coordinates")
        .add(127.1555)
        .add(35.8245);
    sent.put("name", "노송동 주민 (예시)");
    sent.putObject("consents")
        .put("version", get(NOBODY, "/api/consents").json().get("version").asText())
        .put("language", "ko")
        .put("collection", true)
        .put("publication", true)
        .put("portrait", true)
        .put("age", "over-14");
    return sent;
  }

  /** A decision on the version that there is now. */
  Answer decide(Who who, String id, String what, ObjectNode body) {
    long version = get(who, "/api/submissions/" + id).expect(200).json().path("version").asLong();
    return json(
        who,
        "POST",
        "/api/submissions/" + id + "/" + what,
        body,
        "If-Match",
        "\"" + version + "\"");
  }

  @Override
  public void close() {
    root().detachAppender(log);
    server.close();
    store.close();
    database.close();
    where.close();
  }
}
