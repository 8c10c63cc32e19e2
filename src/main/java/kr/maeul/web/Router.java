package kr.maeul.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kr.maeul.config.AddressRange;
import kr.maeul.config.Settings;
import kr.maeul.db.request.Patience;
import kr.maeul.web.front.Peer;
import kr.maeul.web.request.Callers;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.route.Access;
import kr.maeul.web.route.Logged;
import kr.maeul.web.route.Route;
import kr.maeul.web.send.Connections;
import kr.maeul.web.send.Spools;

/**
 * Makes an endpoint of each {@link Route}: what passes on its way in and out. Used while the server
 * is made.
 */
final class Router {
  private final JavalinConfig config;
  private final Settings.Http http;
  private final Callers callers;
  private final AccessGuard gate;
  private final ResponseCache cache;
  private final Methods methods;
  private final Settings.Limits limits;
  private final Spools spools;

  Router(
      JavalinConfig config,
      Settings settings,
      Callers callers,
      AccessGuard gate,
      ResponseCache cache,
      Methods methods,
      Spools spools) {
    this.config = config;
    this.http = settings.http();
    this.limits = settings.limits();
    this.spools = spools;
    this.callers = callers;
    this.gate = gate;
    this.cache = cache;
    this.methods = methods;
  }

  /** The routes of the table, and what goes with them: {@code HEAD} and {@code OPTIONS}. */
  void add(List<Route> table) {
    Set<String> open = new LinkedHashSet<>();
    for (Route line : table) {
      Route route =
          line.kept() == null
              ? line
              : line.as(line.method(), cache.over(line.kept(), line.path(), line.action()));
      add(route);
      if (route.method() == HandlerType.GET && route.isOpen()) {
        add(route.as(HandlerType.HEAD, route.action()));
      }
      if (route.isApi() && route.isOpen()) {
        open.add(route.path());
      }
    }
    open.forEach(this::options);
  }

  private void add(Route route) {
    methods.add(route);
    config.routes.addEndpoint(
        Endpoint.create(route.method(), route.path())
            .addMetadata(route)
            .handler(ctx -> answer(route, ctx)));
  }

  private void answer(Route route, Context ctx) throws Exception {
    RequestLine.setRoute(ctx, route.path());
    Exchange e = new Exchange(ctx, http, callers, spools);
    Peer peer = new Peer(Connections.of(ctx.req()));
    try {
      patience(route, e, peer).during(() -> gate.pass(route, e));
      peer.answered();
      e.closeUnlessRead();
      if (peer.hasSpoken()) {
        ctx.header("Connection", "close");
      }
      e.deliver();
    } catch (Error error) {
      e.discard();
      throw new IllegalStateException(error); // told like any other mistake of ours
    } catch (Exception thrown) {
      e.discard();
      throw thrown;
    } finally {
      peer.answered();
    }
  }

  /** A write is carried out whether its sender waits for word of it or not. */
  private Patience patience(Route route, Exchange e, Peer peer) {
    String network = AddressRange.network(e.clientAddress());
    return new Patience(
        network,
        limits.publicQuery(),
        limits.deskQuery(),
        route.effect() == Route.Effect.READS ? peer : () -> false,
        () -> spools.isTaking(network));
  }

  /** Says what may be done there. */
  private void options(String path) {
    Route route = Route.get(path, Access.ANYONE, Logged.NOTHING, e -> {});
    config.routes.addEndpoint(
        Endpoint.create(HandlerType.OPTIONS, path)
            .addMetadata(route.as(HandlerType.OPTIONS, route.action()))
            .handler(
                ctx -> {
                  RequestLine.setRoute(ctx, path);
                  methods.tell(ctx, path, new Exchange(ctx, http, callers, null).caller());
                }));
  }
}
