package kr.maeul.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.people.identity.Caller;
import kr.maeul.web.ogc.openapi.RouteOperations;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.negotiation.Preferences;
import kr.maeul.web.route.Route;

/**
 * Which methods each route has, and for whom. Filled while the routes are made; safe for use by
 * several threads after that.
 */
final class Methods {
  private static final String FEATURES = MediaTypes.GEO_JSON + ", " + MediaTypes.JSON;
  private static final List<HandlerType> IN_ORDER =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE);

  private final Map<String, Map<HandlerType, Route>> routes = new LinkedHashMap<>();

  void add(Route route) {
    routes.computeIfAbsent(route.path(), t -> new LinkedHashMap<>()).put(route.method(), route);
  }

  /** The routes that say what they take and answer, in the order of the table. */
  List<RouteOperations.Described> described() {
    return routes.values().stream()
        .flatMap(methods -> methods.values().stream())
        .filter(r -> r.operation() != null && r.method() != HandlerType.HEAD)
        .map(
            r ->
                new RouteOperations.Described(
                    r.method().name(), r.path(), r.access().means(), r.operation()))
        .toList();
  }

  /**
   * Answers {@code OPTIONS}: {@code Allow} says what this caller may do. A browser asks on behalf
   * of another site without saying who the caller is, so it is told of all methods.
   */
  void tell(Context ctx, String template, Caller caller) {
    Map<HandlerType, Route> known = routes.get(template);
    List<String> allowed = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (HandlerType method : IN_ORDER) {
      if (known.containsKey(method)) {
        all.add(method.name());
        if (AccessGuard.admits(known.get(method), caller)) {
          allowed.add(method.name());
        }
      }
    }
    if (allowed.contains("POST")) {
      ctx.header("Accept-Post", FEATURES);
    }
    if (allowed.contains("PATCH")) {
      ctx.header("Accept-Patch", MediaTypes.MERGE_PATCH);
    }
    ctx.header("Allow", String.join(", ", allowed) + ", OPTIONS");
    ctx.header("Access-Control-Allow-Methods", String.join(", ", all) + ", OPTIONS");
    ctx.header(
        "Access-Control-Allow-Headers",
        "Accept, Accept-Language, Authorization, Content-Crs, Content-Type, If-Match, If-None-Match,"
            + " If-Unmodified-Since, Prefer");
    ctx.header("Access-Control-Max-Age", "86400").header("Content-Length", "0").status(200);
  }

  /** The methods of whatever route a path belongs to. */
  String allowed(String path) {
    for (Map.Entry<String, Map<HandlerType, Route>> route : routes.entrySet()) {
      if (matches(route.getKey(), path)) {
        List<String> names =
            IN_ORDER.stream().filter(route.getValue()::containsKey).map(HandlerType::name).toList();
        return String.join(", ", names) + ", OPTIONS";
      }
    }
    return "GET, HEAD, OPTIONS";
  }

  private static boolean matches(String template, String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  /** What a refusal of a body has to say besides the problem. */
  static void tellOfBodies(Context ctx, int status) {
    String applied = Preferences.of(ctx.header("Prefer")).handlingApplied();
    if (!applied.isEmpty()) {
      ctx.header("Preference-Applied", applied);
    }
    if (status == 415) {
      boolean isPatch = ctx.method() == HandlerType.PATCH;
      ctx.header(
          isPatch ? "Accept-Patch" : "Accept-Post", isPatch ? MediaTypes.MERGE_PATCH : FEATURES);
    }
  }
}
