package kr.maeul.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import kr.maeul.config.Settings;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.html.Pages;
import kr.maeul.web.ogc.ApiHandlers;
import kr.maeul.web.request.Exchange;

/** The service on the web. The routes below are all there are. */
public final class MaeulServer implements AutoCloseable {
  private static final String ALLOWED_METHODS = "GET, HEAD, OPTIONS";

  private final Settings settings;
  private final Javalin javalin;
  private final Problems problems;
  private final StandardHeaders headers;

  /**
   * Makes the server; {@link #start()} opens the port.
   *
   * @param settings where to listen, how the world reaches the service, what lies under the layers
   * @param layers all layers
   * @param store where features are; not closed with the server
   * @param version of the program
   */
  public MaeulServer(Settings settings, LayerCatalog layers, FeatureStore store, String version) {
    this.settings = settings;
    Pages pages = new Pages();
    this.problems = new Problems(store, pages);
    this.headers = new StandardHeaders(settings.basemap());
    ApiHandlers api = new ApiHandlers(layers, store, pages, version);
    ServiceHandlers service = new ServiceHandlers(settings, store, version);
    StaticFiles files = new StaticFiles();
    this.javalin =
        Javalin.create(
            config -> {
              configure(config);
              route(config, "/api", api::landing);
              route(config, "/api/conformance", api::conformance);
              route(config, "/api/openapi", api::openApi);
              route(config, "/api/collections", api::collections);
              route(config, "/api/collections/{layer}", api::collection);
              route(config, "/api/collections/{layer}/items", api::items);
              route(config, "/api/collections/{layer}/items/{id}", api::item);
              route(config, "/api/collections/{layer}/schema", api::schema);
              route(config, "/api/collections/{layer}/queryables", api::queryables);
              route(config, "/api/collections/{layer}/sortables", api::sortables);
              route(config, "/api/collections/{layer}/summary", api::summary);
              route(config, "/api/search", api::search);
              route(config, "/config.json", service::config);
              route(config, "/health/live", service::live);
              route(config, "/health/ready", service::ready);
              route(config, "/", files::index);
              route(config, "/<file>", files::file);
            });
  }

  /** Opens the port. */
  public void start() {
    javalin.start(settings.http().host(), settings.http().port());
  }

  /** The port that is open; of interest where the settings leave the choice to the system. */
  public int port() {
    return javalin.port();
  }

  /**
   * Takes no further requests, lets those in flight finish for up to ten seconds, and closes the
   * port.
   */
  @Override
  public void close() {
    javalin.stop();
  }

  /** What a route does with a request. */
  private interface Action {
    void handle(Exchange exchange) throws Exception;
  }

  private void route(JavalinConfig config, String template, Action action) {
    boolean isApi = template.startsWith("/api");
    io.javalin.http.Handler handler =
        ctx -> {
          RequestLine.setRoute(ctx, template);
          try {
            action.handle(new Exchange(ctx, settings.http()));
          } catch (StackOverflowError | LinkageError error) {
            throw new IllegalStateException(error); // told like any other mistake of ours
          }
        };
    config.routes.get(template, handler);
    config.routes.head(template, handler);
    if (isApi) {
      config.routes.options(
          template,
          ctx -> {
            RequestLine.setRoute(ctx, template);
            ctx.header("Allow", ALLOWED_METHODS)
                .header("Access-Control-Allow-Methods", ALLOWED_METHODS);
            ctx.header("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match");
            ctx.header("Access-Control-Max-Age", "86400").status(204);
          });
    }
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
        ctx.header("Allow", ALLOWED_METHODS);
      }
      problems.send(new Exchange(ctx, settings.http()), problem);
    } catch (IOException e) {
      Jetty.cutOff(ctx.req());
    }
  }
}
