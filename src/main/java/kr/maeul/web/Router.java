package kr.maeul.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import kr.maeul.config.Settings;
import kr.maeul.web.request.Callers;
import kr.maeul.web.request.Exchange;

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

  Router(
      JavalinConfig config,
      Settings.Http http,
      Callers callers,
      Gate gate,
      ResponseCache cache,
      Methods methods) {
    this.config = config;
    this.http = http;
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
          Exchange e = new Exchange(ctx, http, callers);
          try {
            gate.pass(method, template, access, e, action);
          } catch (Error error) {
            throw new IllegalStateException(error); // told like any other mistake of ours
          }
        },
        access);
  }

  /** Says what may be done there, beside {@link #readAnew}, which does so of itself. */
  void options(String template) {
    config.routes.options(
        template,
        ctx -> {
          RequestLine.setRoute(ctx, template);
          methods.tell(ctx, template, new Exchange(ctx, http, callers).caller());
        },
        Access.ANYONE);
  }
}
