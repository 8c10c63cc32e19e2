package kr.maeul.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kr.maeul.app.Desk;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.MediaCatalog;
import kr.maeul.people.People;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.front.Doors;
import kr.maeul.web.html.Pages;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.problem.Problem;
import kr.maeul.web.problem.Problems;
import kr.maeul.web.request.Callers;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.send.Connections;
import kr.maeul.web.send.Spools;

/** The service on the web: what it does stands in {@link Routes}. */
public final class MaeulServer implements AutoCloseable {
  private final Services services;
  private final Javalin javalin;
  private final Doors doors;
  private final Problems problems;
  private final StandardHeaders headers;
  private final ResponseCache cache;
  private final ChangeStreams changes;
  private final Callers callers;
  private final Methods methods = new Methods();

  /**
   * Makes the server; {@link #start()} opens the port.
   *
   * @param services what it serves; closed with the server
   * @param callers says who asks
   */
  public MaeulServer(Services services, Callers callers) {
    this.services = services;
    this.callers = callers;
    Settings settings = services.settings();
    LayerCatalog layers = services.layers();
    FeatureStore store = services.store();
    Optional<Gate.Accounts> accounts =
        services
            .desk()
            .map(desk -> new Gate.Accounts(desk.people(), credentials(desk.people(), settings)));
    Pages pages =
        new Pages(services.desk().<MediaCatalog>map(Desk::media).orElse(MediaCatalog.EMPTY));
    Spools spools = new Spools(settings.dataDirectory().resolve("answers"));
    this.problems = new Problems(store, pages);
    this.headers = new StandardHeaders(settings.basemap(), settings.http().isTls());
    this.changes = new ChangeStreams(layers, store);
    services
        .chores()
        .add("heartbeat", ChangeStreams.HEARTBEAT, ChangeStreams.HEARTBEAT, changes::beat);
    this.cache = new ResponseCache(settings, layers, store, headers, spools);
    this.doors = new Doors(cache.front(), settings.http().trustedProxies());
    Handlers handlers =
        new Handlers(
            services, accounts.map(Gate.Accounts::credentials), changes, pages, methods::described);
    this.javalin =
        Javalin.create(
            config -> {
              configure(config);
              new Router(config, settings, callers, new Gate(accounts), cache, methods, spools)
                  .add(Routes.all(handlers));
            });
  }

  /** Who asks, by the cookie of a session or the token of a program. */
  public static Credentials credentials(People people, Settings settings) {
    return new Credentials(people, settings.http().isTls());
  }

  /** Every route: for the test that walks them all. */
  List<Endpoint> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream().map(r -> r.endpoint).toList();
  }

  /** Starts the background jobs and opens the port. */
  public void start() {
    services.start();
    javalin.start(services.settings().http().host(), services.settings().http().port());
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
   * Takes no further requests, lets those in flight finish for up to ten seconds, cuts off those
   * that have not, closes the port and stops the background jobs.
   */
  @Override
  public void close() {
    changes.close();
    Jetty.finish(doors.getServer());
    javalin.stop();
    services.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    Jetty.configure(config.jetty, problems, headers, doors);
    config.router.javaLangErrorHandler(this::answerWithLastWords);
    config.routes.before(headers::set);
    config.routes.exception(Exception.class, this::answerWithProblem);
    config.routes.exception(HttpResponseException.class, this::answerWithProblem);
  }

  /** An error outside of any route, or while another one was being told. */
  private void answerWithLastWords(HttpServletResponse response, Error thrown) {
    Problem problem = problems.of(thrown);
    if (response.isCommitted()) {
      throw new IllegalStateException(thrown); // the server below cuts it off
    }
    response.reset();
    headers.fixed().forEach(response::setHeader);
    response.setStatus(problem.status());
    response.setContentType(MediaTypes.PROBLEM);
    if (problem.status() == 503) {
      response.setHeader(Problems.RETRY_AFTER, String.valueOf(Problems.RETRY_AFTER_SECONDS));
    }
    try {
      response.getOutputStream().write(problems.toJson(problem));
    } catch (IOException e) {
      // the caller went away
    }
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
      Connections.cutOff(ctx.req());
      return;
    }
    try {
      ctx.res().reset();
      headers.set(ctx);
      if (thrown instanceof MethodNotAllowedResponse) {
        ctx.header("Allow", methods.allowed(ctx.path()));
      }
      if (Problems.retryAfterSeconds(thrown) > 0) {
        ctx.header(Problems.RETRY_AFTER, String.valueOf(Problems.retryAfterSeconds(thrown)));
      }
      Methods.tellOfBodies(ctx, problem.status());
      Exchange e = new Exchange(ctx, services.settings().http(), callers, null);
      e.closeUnlessRead();
      problems.send(e, problem);
    } catch (IOException gone) {
      Connections.cutOff(ctx.req());
    }
  }
}
