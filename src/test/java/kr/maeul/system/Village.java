package kr.maeul.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
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
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.web.MaeulServer;

/** The service with the bundled layers and the demo content, listening on a free port. */
public final class Village implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_PAGES = 200;

  private final TestDatabase database;
  private final Database opened;
  private final People people;
  private final LayerCatalog layers;
  private final SqlFeatureStore store;
  private final MaeulServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private Village(
      TestDatabase database,
      Database opened,
      LayerCatalog layers,
      SqlFeatureStore store,
      MaeulServer server,
      People people) {
    this.database = database;
    this.opened = opened;
    this.people = people;
    this.layers = layers;
    this.store = store;
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param moreLayers a folder of further layer files, or null
   */
  public static Village start(TestDatabase database, Path moreLayers) {
    return start(database, moreLayers, Map.of());
  }

  /** The same with further settings. */
  static Village start(TestDatabase database, Path moreLayers, Map<String, String> more) {
    LayerFiles files = new LayerFiles().readBundled();
    if (moreLayers != null) {
      files.read(moreLayers);
    }
    LayerCatalog layers = files.catalog();
    Map<String, String> env = new HashMap<>(more);
    env.put("MAEUL_PORT", "0");
    env.put("MAEUL_BASEMAP_URL", "");
    Settings settings = Settings.of(env);
    Database opened = Database.open(database.settings(), database.directory());
    SqlFeatureStore store = SqlFeatureStore.over(opened, layers);
    try {
      if (!database.hasDemo()) {
        new DemoContent(layers, store, new CrsRegistry()).load();
      }
    } catch (IOException | BadFileException e) {
      store.close();
      opened.close();
      throw new IllegalStateException(e);
    }
    Clock clock = Clock.systemUTC();
    People own = people(opened, settings);
    MaeulServer server =
        new MaeulServer(
            Services.of(settings, layers, store, opened, own, "test", clock),
            MaeulServer.credentials(own, settings));
    server.start();
    return new Village(database, opened, layers, store, server, people(opened, settings));
  }

  private static People people(Database opened, Settings settings) {
    return People.over(opened, settings.people(), Clock.systemUTC(), new QuickHash());
  }

  /** The layers of which the public sees anything. */
  public List<kr.maeul.layer.Layer> listed() {
    return layers.all().stream()
        .filter(l -> l.viewFor(kr.maeul.layer.Audience.PUBLIC).isListed())
        .toList();
  }

  public LayerCatalog layers() {
    return layers;
  }

  public SqlFeatureStore store() {
    return store;
  }

  public TestDatabase database() {
    return database;
  }

  /** Accounts and the log, as another instance would see them. */
  public People people() {
    return people;
  }

  /** The database that the service works with. */
  Database opened() {
    return opened;
  }

  /** Says SQL beside the service. */
  public void execute(String sql) {
    opened.<Object>inTransaction(tx -> tx.handle().execute(sql));
  }

  /** Signs somebody new in; answers what to send as {@code Cookie}. */
  public String signIn(String login, Role... roles) {
    String password = "네모난 구름 세탁소 " + login.length();
    Account account = people.accounts().add(login, login, Set.of(roles), Actor.MACHINE);
    people.setPassword(account, password, Actor.MACHINE);
    return "maeul=" + people.signIn(login, password, null, Actor.MACHINE).token();
  }

  /** The address of a path that begins with a slash. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  /** Answers a GET, whatever its status. */
  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Answers a GET with its body as it came. */
  HttpResponse<java.io.InputStream> stream(String path, String coding)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path))).header("Accept-Encoding", coding).build();
    return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The JSON of a path that must answer 200. */
  public JsonNode json(String path, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Accept";
    all[headers.length + 1] = "application/json, application/geo+json";
    HttpResponse<String> answer = get(path, all);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** The answer at a path and every page that its links lead to. */
  List<JsonNode> pages(String path) {
    List<JsonNode> pages = new ArrayList<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      JsonNode page = json(next.get());
      pages.add(page);
      if (pages.size() > MOST_PAGES) {
        throw new AssertionError(path + " has no last page");
      }
      next =
          StreamSupport.stream(page.get("links").spliterator(), false)
              .filter(link -> link.get("rel").asText().equals("next"))
              .map(link -> link.get("href").asText().substring(url("").length()))
              .findFirst();
    }
    return pages;
  }

  @Override
  public void close() {
    server.close();
    store.close();
    opened.close();
    database.close();
  }
}
