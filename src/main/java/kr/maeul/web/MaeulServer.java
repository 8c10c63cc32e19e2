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
import java.time.Clock;
import java.util.List;
import kr.maeul.config.Settings;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.MediaCatalog;
import kr.maeul.people.People;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.sql.database.Database;
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
  private final Settings settings;
  private final Javalin javalin;
  private final Doors doors;
  private final Problems problems;
  private final StandardHeaders headers;
  private final ResponseCache cache;
  private final ChangeStreams changes;
  private final Spools spools;
  private final Callers callers;
  private final Methods methods = new Methods();
  private final People people;
  private final Services services;

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
        settings,
        layers,
        store,
        database,
        version,
        database == null ? null : People.over(database, settings.people()),
        null,
        Clock.systemUTC());
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
    this(settings, layers, store, database, version, null, callers, clock);
  }

  /**
   * A server that reads and knows people, where somebody else says who there is.
   *
   * @param people closed with the server
   */
  public static MaeulServer with(
      People people, Settings settings, LayerCatalog layers, FeatureStore store, String version) {
    return with(people, settings, layers, store, null, version, Clock.systemUTC());
  }

  /**
   * A whole server, where somebody else says who there is and what time it is.
   *
   * @param people closed with the server
   */
  public static MaeulServer with(
      People people,
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      Database database,
      String version,
      Clock clock) {
    return new MaeulServer(settings, layers, store, database, version, people, null, clock);
  }

  private MaeulServer(
      Settings settings,
      LayerCatalog layers,
      FeatureStore features,
      Database database,
      String version,
      People people,
      Callers others,
      Clock clock) {
    this.settings = settings;
    this.people = people;
    FeatureStore store = people == null ? features : people.watching(features);
    Credentials credentials =
        people == null ? null : new Credentials(people, settings.http().isTls());
    this.callers =
        credentials != null ? credentials : others != null ? others : Callers.NOBODY_KNOWN;
    AccessGuard gate = new AccessGuard(people, credentials);
    this.services =
        database == null
            ? null
            : new Services(settings, layers, store, features, database, people, clock, version);
    Pages pages = new Pages(services == null ? MediaCatalog.EMPTY : services.media());
    this.spools = new Spools(settings.dataDirectory().resolve("answers"));
    this.problems = new Problems(store, pages);
    this.headers = new StandardHeaders(settings.basemap(), settings.http().isTls());
    this.changes = new ChangeStreams(layers, store);
    this.cache = new ResponseCache(settings, layers, store, headers, spools);
    this.doors = new Doors(cache.front(), settings.http().trustedProxies());
    Handlers handlers =
        new Handlers(
            settings,
            layers,
            store,
            services,
            people,
            credentials,
            changes,
            pages,
            version,
            clock,
            methods::described);
    this.javalin =
        Javalin.create(
            config -> {
              configure(config);
              new Router(config, settings, callers, gate, cache, methods, spools)
                  .add(Routes.all(handlers));
            });
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
    if (services != null) {
      services.begin();
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
   * Takes no further requests, lets those in flight finish for up to ten seconds, cuts off those
   * that have not, and closes the port.
   */
  @Override
  public void close() {
    changes.close();
    Jetty.finish(doors.getServer());
    javalin.stop();
    if (services != null) {
      services.close();
    }
    if (people != null) {
      people.close();
    }
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
      Exchange e = new Exchange(ctx, settings.http(), callers, null);
      e.closeUnlessRead();
      problems.send(e, problem);
    } catch (IOException gone) {
      Connections.cutOff(ctx.req());
    }
  }
}
