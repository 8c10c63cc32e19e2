package kr.maeul.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import kr.maeul.config.AddressRange;
import kr.maeul.config.Settings;
import kr.maeul.store.Patience;
import kr.maeul.web.front.Peer;
import kr.maeul.web.request.Callers;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.send.Connections;
import kr.maeul.web.send.Spools;

/**
 * Takes the routes: what each of them passes on its way in, and what is answered from memory. None
 * is without a rule of who may use it. Used while the server is made.
 */
final class Router {
  private final JavalinConfig config;
  private final Settings.Http http;
  private final Callers callers;
  private final Gate gate;
  private final ResponseCache cache;
  private final Methods methods;
  private final Settings.Limits limits;
  private final Spools spools;

  Router(
      JavalinConfig config,
      Settings settings,
      Callers callers,
      Gate gate,
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

  /** What anyone may read, answered from memory while nothing was written. */
  void read(String template, Action action) {
    readAnew(template, Access.ANYONE, cache.over(template, action));
  }

  /** What is answered anew each time. */
  void readAnew(String template, Access access, Action action) {
    route(HandlerType.GET, template, access, action);
    route(HandlerType.HEAD, template, access, action);
    if (template.startsWith("/api")) {
      options(template);
    }
  }

  void route(HandlerType method, String template, Access access, Action action) {
    methods.add(method, template, access);
    config.routes.addHttpHandler(
        method,
        template,
        ctx -> {
          RequestLine.setRoute(ctx, template);
          Exchange e = new Exchange(ctx, http, callers, spools);
          Peer peer = new Peer(Connections.of(ctx.req()));
          try {
            patience(method, e, peer).during(() -> gate.pass(method, template, access, e, action));
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
        },
        access);
  }

  /** A write is carried out whether its sender waits for word of it or not. */
  private Patience patience(HandlerType method, Exchange e, Peer peer) {
    return new Patience(
        AddressRange.network(e.clientAddress()),
        limits.publicQuery(),
        limits.deskQuery(),
        method == HandlerType.GET || method == HandlerType.HEAD ? peer : () -> false);
  }

  /** Says what may be done there, beside {@link #readAnew}, which does so of itself. */
  void options(String template) {
    config.routes.options(
        template,
        ctx -> {
          RequestLine.setRoute(ctx, template);
          methods.tell(ctx, template, new Exchange(ctx, http, callers, null).caller());
        },
        Access.ANYONE);
  }
}
