package kr.maeul.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.config.Settings;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.People;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.sql.Database;
import kr.maeul.web.html.Pages;
import kr.maeul.web.ogc.ApiHandlers;
import kr.maeul.web.ogc.TileHandlers;
import kr.maeul.web.people.AccountHandlers;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.people.OpenIdHandlers;
import kr.maeul.web.people.SessionHandlers;
import kr.maeul.web.people.TokenHandlers;
import kr.maeul.web.request.Callers;
import kr.maeul.web.request.Exchange;

/** The service on the web. The routes below are all there are. */
public final class MaeulServer implements AutoCloseable {
  private static final String CHANGES = "/api/changes";
  private static final String ALLOWED_METHODS = "GET, HEAD, OPTIONS";

  private static final String TILES = "/api/collections/{layer}/tiles";

  private final Settings settings;
  private final Javalin javalin;
  private final Problems problems;
  private final StandardHeaders headers;
  private final ResponseCache cache;
  private final ChangeStreams changes;
  private final Callers callers;
  private final Gate gate;
  private final People people;

  /**
   * Makes the server; {@link #start()} opens the port.
   *
   * @param settings where to listen, how the world reaches the service, what lies under the layers
   * @param layers all layers
   * @param store where features are; not closed with the server
   * @param database where accounts and contributions are; null for a server that only reads and
   *     knows nobody
   * @param version of the program
   */
  public MaeulServer(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      Database database,
      String version) {
    this(
        database == null ? null : People.over(database, settings.people()),
        settings,
        layers,
        store,
        version);
  }

  /**
   * The same, where somebody else says who there is.
   *
   * @param people closed with the server
   */
  public static MaeulServer with(
      People people, Settings settings, LayerCatalog layers, FeatureStore store, String version) {
    return new MaeulServer(people, settings, layers, store, version);
  }

  private MaeulServer(
      People people,
      Settings settings,
      LayerCatalog layers,
      FeatureStore features,
      String version) {
    this.settings = settings;
    this.people = people;
    FeatureStore store = people == null ? features : people.watching(features);
    Credentials credentials =
        people == null ? null : new Credentials(people, settings.http().isTls());
    this.callers = people == null ? Callers.NOBODY_KNOWN : credentials;
    this.gate = new Gate(people, credentials);
    Pages pages = new Pages();
    this.problems = new Problems(store, pages);
    this.headers = new StandardHeaders(settings.basemap(), settings.http().isTls());
    this.changes = new ChangeStreams(layers, store);
    this.cache = new ResponseCache(settings.cacheMegabytes(), layers, store);
    ApiHandlers api = new ApiHandlers(layers, store, pages, version);
    TileHandlers tiles = new TileHandlers(layers, store, pages, version);
    ServiceHandlers service = new ServiceHandlers(settings, store, version);
    StaticFiles files = new StaticFiles();
    this.javalin =
        Javalin.create(
            config -> {
              configure(config);
              read(config, "/api", Access.ANYONE, api::landing);
              read(config, "/api/conformance", Access.ANYONE, api::conformance);
              read(config, "/api/openapi", Access.ANYONE, api::openApi);
              read(config, "/api/collections", Access.ANYONE, api::collections);
              read(config, "/api/collections/{layer}", Access.ANYONE, api::collection);
              read(config, "/api/collections/{layer}/items", Access.ANYONE, api::items);
              read(config, "/api/collections/{layer}/items/{id}", Access.ANYONE, api::item);
              read(config, "/api/collections/{layer}/schema", Access.ANYONE, api::schema);
              read(config, "/api/collections/{layer}/queryables", Access.ANYONE, api::queryables);
              read(config, "/api/collections/{layer}/sortables", Access.ANYONE, api::sortables);
              read(config, "/api/collections/{layer}/summary", Access.ANYONE, api::summary);
              read(config, "/api/tileMatrixSets", Access.ANYONE, tiles::matrixSets);
              read(config, "/api/tileMatrixSets/{tileMatrixSet}", Access.ANYONE, tiles::matrixSet);
              read(config, TILES, Access.ANYONE, tiles::tilesets);
              read(config, TILES + "/{tileMatrixSet}", Access.ANYONE, tiles::tileset);
              read(
                  config,
                  TILES + "/{tileMatrixSet}/{zoom}/{row}/{column}",
                  Access.ANYONE,
                  tiles::tile);
              if (people != null) {
                peopleRoutes(config, credentials);
              }
              read(config, "/api/search", Access.ANYONE, api::search);
              read(config, CHANGES, Access.ANYONE, changes::listen);
              read(config, "/config.json", Access.ANYONE, service::config);
              read(config, "/health/live", Access.ANYONE, service::live);
              read(config, "/health/ready", Access.ANYONE, service::ready);
              read(config, "/", Access.ANYONE, files::index);
              read(config, "/<file>", Access.ANYONE, files::file);
            });
  }

  /** Who there is, and what an administrator may know and do about it. */
  private void peopleRoutes(JavalinConfig config, Credentials credentials) {
    SessionHandlers sessions = new SessionHandlers(people, credentials, settings.openId() != null);
    route(config, HandlerType.GET, "/api/session", Access.ANYONE, sessions::session);
    route(config, HandlerType.POST, "/api/session", Access.ANYONE, sessions::signIn);
    route(config, HandlerType.DELETE, "/api/session", Access.IN_PERSON, sessions::signOut);
    route(config, HandlerType.DELETE, "/api/sessions", Access.IN_PERSON, sessions::everywhere);
    route(config, HandlerType.POST, "/api/password", Access.IN_PERSON, sessions::password);
    route(config, HandlerType.POST, "/api/welcome/look", Access.ANYONE, sessions::look);
    route(config, HandlerType.POST, "/api/welcome", Access.ANYONE, sessions::welcome);
    if (settings.openId() != null) {
      OpenIdHandlers openId = new OpenIdHandlers(people, credentials, settings);
      route(config, HandlerType.GET, "/api/oidc", Access.ANYONE, openId::begin);
      route(config, HandlerType.GET, "/api/oidc/callback", Access.ANYONE, openId::end);
    }
    TokenHandlers tokens = new TokenHandlers(people, credentials);
    route(config, HandlerType.GET, "/api/tokens", Access.IN_PERSON, tokens::list);
    route(config, HandlerType.POST, "/api/tokens", Access.IN_PERSON, tokens::make);
    route(config, HandlerType.DELETE, "/api/tokens/{id}", Access.IN_PERSON, tokens::revoke);
    AccountHandlers accounts = new AccountHandlers(people);
    route(config, HandlerType.GET, "/api/accounts", Access.ADMINS, accounts::list);
    route(config, HandlerType.POST, "/api/accounts", Access.ADMINS, accounts::add);
    route(config, HandlerType.PATCH, "/api/accounts/{id}", Access.ADMINS, accounts::change);
    route(config, HandlerType.POST, "/api/accounts/{id}/link", Access.ADMINS, accounts::link);
    route(config, HandlerType.GET, "/api/access-log", Access.ADMINS, accounts::accessLog);
  }

  /** Every route: for the test that walks them all. */
  List<Endpoint> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream().map(r -> r.endpoint).toList();
  }

  /** Opens the port. */
  public void start() {
    if (people != null) {
      people.begin();
    }
    javalin.start(settings.http().host(), settings.http().port());
  }

  /** The port that is open; of interest where the settings leave the choice to the system. */
  public int port() {
    return javalin.port();
  }

  /** What finished answers take in memory, about. */
  long cachedBytes() {
    return cache.weight();
  }

  /**
   * Takes no further requests, lets those in flight finish for up to ten seconds, and closes the
   * port.
   */
  @Override
  public void close() {
    changes.close();
    javalin.stop();
    if (people != null) {
      people.close();
    }
  }

  /** What lies under {@code /api} is answered from memory while nothing was written. */
  private void read(JavalinConfig config, String template, Access access, Action action) {
    boolean isApi = template.startsWith("/api");
    Action answer = isApi && !template.equals(CHANGES) ? cache.over(template, action) : action;
    route(config, HandlerType.GET, template, access, answer);
    route(config, HandlerType.HEAD, template, access, answer);
    if (isApi) {
      config.routes.options(
          template,
          ctx -> {
            RequestLine.setRoute(ctx, template);
            ctx.header("Allow", ALLOWED_METHODS)
                .header("Access-Control-Allow-Methods", ALLOWED_METHODS);
            ctx.header("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match");
            ctx.header("Access-Control-Max-Age", "86400").status(204);
          },
          Access.ANYONE);
    }
  }

  /** The only way to add a route: none is without a rule of who may use it. */
  private void route(
      JavalinConfig config, HandlerType method, String template, Access access, Action action) {
    config.routes.addHttpHandler(
        method,
        template,
        ctx -> {
          RequestLine.setRoute(ctx, template);
          Exchange e = new Exchange(ctx, settings.http(), callers);
          try {
            gate.pass(method, template, access, e, action);
          } catch (StackOverflowError | LinkageError error) {
            throw new IllegalStateException(error); // told like any other mistake of ours
          }
        },
        access);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    Jetty.configure(config.jetty, problems, headers);
    config.routes.before(headers::set);
    config.routes.exception(Exception.class, this::answerWithProblem);
    config.routes.exception(HttpResponseException.class, this::answerWithProblem);
  }

  private String allowed(Context ctx) {
    return Stream.concat(
            Stream.of(HandlerType.GET, HandlerType.HEAD), HandlerType.commonHttp().stream())
        .distinct()
        .filter(m -> !javalin.unsafe.internalRouter.findHttpHandlerEntries(m, ctx.path()).isEmpty())
        .map(HandlerType::name)
        .collect(Collectors.joining(", "));
  }

  /**
   * An answer that has begun cannot become another: it is cut off, so that nobody takes it for
   * whole.
   */
  private void answerWithProblem(Exception thrown, Context ctx) {
    boolean isCommitted = ctx.res().isCommitted();
    if (isCommitted && thrown instanceof IOException) {
      return; // the caller went away
    }
    Problem problem = problems.of(thrown);
    if (isCommitted) {
      Jetty.cutOff(ctx.req());
      return;
    }
    try {
      ctx.res().reset();
      headers.set(ctx);
      if (thrown instanceof MethodNotAllowedResponse) {
        ctx.header("Allow", allowed(ctx));
      }
      if (Problems.retryAfterSeconds(thrown) > 0) {
        ctx.header("Retry-After", String.valueOf(Problems.retryAfterSeconds(thrown)));
      }
      problems.send(new Exchange(ctx, settings.http(), callers), problem);
    } catch (IOException e) {
      Jetty.cutOff(ctx.req());
    }
  }
}
