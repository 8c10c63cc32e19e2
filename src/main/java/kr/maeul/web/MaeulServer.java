package kr.maeul.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import kr.maeul.config.Settings;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Text;
import kr.maeul.media.Media;
import kr.maeul.media.MediaCatalog;
import kr.maeul.review.Review;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.sql.Database;
import kr.maeul.store.sql.Housekeeping;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.web.html.Pages;
import kr.maeul.web.ogc.ApiHandlers;
import kr.maeul.web.ogc.ArchiveHandlers;
import kr.maeul.web.ogc.BatchHandlers;
import kr.maeul.web.ogc.EditHandlers;
import kr.maeul.web.ogc.TileHandlers;
import kr.maeul.web.request.Callers;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.RefusedException;

/** The service on the web. The routes below are all there are. */
public final class MaeulServer implements AutoCloseable {
  private static final String CHANGES = "/api/changes";
  private static final String ITEMS = "/api/collections/{layer}/items";
  private static final String ITEM = ITEMS + "/{id}";
  private static final String MEDIA = "/api/media";
  private static final String MEDIUM = MEDIA + "/{id}";
  private static final Set<String> UNCACHED = Set.of(CHANGES, MEDIUM);
  private static final String TILES = "/api/collections/{layer}/tiles";

  private final Settings settings;
  private final Javalin javalin;
  private final Problems problems;
  private final StandardHeaders headers;
  private final ResponseCache cache;
  private final ChangeStreams changes;
  private final Callers callers;
  private final Housekeeping housekeeping;
  private final Methods methods = new Methods();
  private final Review review;
  private final Media media;
  private final Sweeping sweeping;

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
    this(settings, layers, store, database, version, Callers.NOBODY_KNOWN, Clock.systemUTC());
  }

  /**
   * The same where others say who asks and what time it is.
   *
   * @param callers says who asks
   * @param clock of what is written
   */
  public MaeulServer(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      Database database,
      String version,
      Callers callers,
      Clock clock) {
    this.settings = settings;
    this.callers = callers;
    this.media =
        database == null
            ? null
            : Media.open(
                database, layers, store, settings.dataDirectory(), settings.media(), clock);
    this.sweeping = media == null ? null : new Sweeping(media.sweep());
    Pages pages = new Pages(media == null ? MediaCatalog.EMPTY : media);
    this.problems = new Problems(store, pages);
    this.headers = new StandardHeaders(settings.basemap());
    this.changes = new ChangeStreams(layers, store);
    this.cache = new ResponseCache(settings.cacheMegabytes(), layers, store, headers);
    SqlFeatureEdits edits = database == null ? null : new SqlFeatureEdits(database, layers, clock);
    this.review =
        database == null
            ? null
            : ReviewRoutes.open(settings, layers, store, edits, media, database, clock);
    this.housekeeping = edits == null ? null : new Housekeeping(database, layers, edits, clock);
    ApiHandlers api = new ApiHandlers(layers, store, edits, pages, version);
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
              read(config, ITEMS, Access.ANYONE, api::items);
              read(config, ITEM, Access.ANYONE, api::item);
              if (edits != null) {
                write(config, new EditHandlers(layers, database, edits, edits, clock));
                archive(config, new ArchiveHandlers(layers, database, edits, edits, clock));
                batches(config, new BatchHandlers(layers, database, edits, edits, clock));
              }
              read(config, "/api/collections/{layer}/schema", Access.ANYONE, api::schema);
              read(config, "/api/collections/{layer}/queryables", Access.ANYONE, api::queryables);
              read(config, "/api/collections/{layer}/sortables", Access.ANYONE, api::sortables);
              read(config, "/api/collections/{layer}/summary", Access.ANYONE, api::summary);
              if (review != null) {
                new ReviewRoutes(layers, review).add((m, t, a, h) -> route(config, m, t, a, h));
              }
              read(config, "/api/tileMatrixSets", Access.ANYONE, tiles::matrixSets);
              read(config, "/api/tileMatrixSets/{tileMatrixSet}", Access.ANYONE, tiles::matrixSet);
              read(config, TILES, Access.ANYONE, tiles::tilesets);
              read(config, TILES + "/{tileMatrixSet}", Access.ANYONE, tiles::tileset);
              read(
                  config,
                  TILES + "/{tileMatrixSet}/{zoom}/{row}/{column}",
                  Access.ANYONE,
                  tiles::tile);
              read(config, "/api/search", Access.ANYONE, api::search);
              read(config, CHANGES, Access.ANYONE, changes::listen);
              if (media != null) {
                media(config, new MediaHandlers(media));
              }
              read(config, "/config.json", Access.ANYONE, service::config);
              read(config, "/health/live", Access.ANYONE, service::live);
              read(config, "/health/ready", Access.ANYONE, service::ready);
              read(config, "/", Access.ANYONE, files::index);
              read(config, "/<file>", Access.ANYONE, files::file);
            });
  }

  private void write(JavalinConfig config, EditHandlers edit) {
    route(config, HandlerType.POST, ITEMS, Access.EDITORS, edit::create);
    route(config, HandlerType.PUT, ITEM, Access.EDITORS, edit::replace);
    route(config, HandlerType.PATCH, ITEM, Access.EDITORS, edit::update);
    route(config, HandlerType.DELETE, ITEM, Access.EDITORS, edit::delete);
  }

  /** What there is to see is asked anew each time: {@link MediaHandlers} says by whom. */
  private void media(JavalinConfig config, MediaHandlers handlers) {
    route(config, HandlerType.POST, MEDIA, Access.EDITORS, handlers::upload);
    read(config, MEDIUM, Access.ANYONE, handlers::describe);
    // Somebody without an account may have its key; the handlers refuse everybody else.
    route(config, HandlerType.PATCH, MEDIUM, Access.ANYONE, handlers::edit);
    route(config, HandlerType.DELETE, MEDIUM, Access.ANYONE, handlers::delete);
    read(config, "/media/{id}", Access.ANYONE, handlers::sound);
    read(config, "/media/{id}/{size}", Access.ANYONE, handlers::photo);
  }

  private void archive(JavalinConfig config, ArchiveHandlers archive) {
    readAnew(config, ITEM + "/history", Access.EDITORS, archive::history);
    readAnew(config, "/api/bin", Access.EDITORS, archive::bin);
    String revert = ITEM + "/history/{number}/restore";
    String restore = "/api/bin/{layer}/{id}/restore";
    route(config, HandlerType.POST, revert, Access.EDITORS, archive::revert);
    route(config, HandlerType.POST, restore, Access.EDITORS, archive::restore);
    options(config, revert);
    options(config, restore);
  }

  private void batches(JavalinConfig config, BatchHandlers batches) {
    String undo = "/api/batches/{batch}/undo";
    route(config, HandlerType.PATCH, ITEMS, Access.EDITORS, batches::change);
    route(config, HandlerType.POST, undo, Access.EDITORS, batches::undo);
    options(config, undo);
  }

  /** Opens the port. */
  public void start() {
    if (sweeping != null) {
      sweeping.start();
    }
    if (housekeeping != null) {
      housekeeping.start();
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
    if (housekeeping != null) {
      housekeeping.close();
    }
    javalin.stop();
    if (review != null) {
      review.close();
    }
    if (media != null) {
      sweeping.close();
      media.close();
    }
  }

  /** What lies under {@code /api} is answered from memory while nothing was written. */
  private void read(JavalinConfig config, String template, Access access, Action action) {
    boolean isApi = template.startsWith("/api");
    Action answer = isApi && !UNCACHED.contains(template) ? cache.over(template, action) : action;
    readAnew(config, template, access, answer);
  }

  /** What is answered anew each time. */
  private void readAnew(JavalinConfig config, String template, Access access, Action action) {
    route(config, HandlerType.GET, template, access, action);
    route(config, HandlerType.HEAD, template, access, action);
    if (template.startsWith("/api")) {
      options(config, template);
    }
  }

  private void options(JavalinConfig config, String template) {
    config.routes.options(
        template,
        ctx -> {
          RequestLine.setRoute(ctx, template);
          methods.tell(ctx, template, new Exchange(ctx, settings.http(), callers).caller());
        });
  }

  /** The only way to add a route: none is without a rule of who may use it. */
  private void route(
      JavalinConfig config, HandlerType method, String template, Access access, Action action) {
    methods.add(method, template, access);
    config.routes.addHttpHandler(
        method,
        template,
        ctx -> {
          RequestLine.setRoute(ctx, template);
          Exchange e = new Exchange(ctx, settings.http(), callers);
          require(access, e);
          try {
            action.handle(e);
          } catch (StackOverflowError | LinkageError error) {
            throw new IllegalStateException(error); // told like any other mistake of ours
          }
        },
        access);
  }

  private static void require(Access access, Exchange e) {
    if (access != Access.ANYONE && !access.admits(e.caller())) {
      throw e.caller().isSignedIn()
          ? new RefusedException(
              RefusedException.Status.FORBIDDEN,
              new Text("이 일을 할 권한이 없는 계정입니다.", "this account may not do that"))
          : new RefusedException(
              RefusedException.Status.UNAUTHENTICATED, new Text("먼저 로그인하세요.", "sign in first"));
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    Jetty.configure(config.jetty, problems, headers, cache.front());
    config.routes.before(headers::set);
    config.routes.exception(Exception.class, this::answerWithProblem);
    config.routes.exception(HttpResponseException.class, this::answerWithProblem);
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
        ctx.header("Allow", methods.allowed(ctx.path()));
      }
      Methods.tellOfBodies(ctx, problem.status());
      problems.send(new Exchange(ctx, settings.http(), callers), problem);
    } catch (IOException e) {
      Jetty.cutOff(ctx.req());
    }
  }
}
