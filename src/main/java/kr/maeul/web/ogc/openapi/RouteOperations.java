package kr.maeul.web.ogc.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import kr.maeul.layer.text.Lang;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.ogc.document.Paths;

/**
 * Describes in an OpenAPI document the routes that belong to no layer and to no standard: people,
 * media, contributions and their review, the finder, changes as they come. Stateless.
 */
public final class RouteOperations {

  /** By what somebody shows that they may use a route. */
  public enum Means {
    NONE,
    SESSION,
    SESSION_OR_TOKEN
  }

  /**
   * A route that says what it takes and answers.
   *
   * @param method such as {@code GET}
   * @param path below {@code /api}, with its variables in braces
   */
  public record Described(String method, String path, Means means, Operation operation) {}

  private RouteOperations() {}

  static void addTo(OpenApiDocument document, Lang lang, List<Described> routes) {
    for (Described route : routes) {
      String path = route.path().substring(Paths.LANDING.length());
      ObjectNode operation =
          route
              .operation()
              .describe(route.method(), path, lang, (name, s) -> document.schemas().set(name, s));
      OpenApiDocument.writeErrors((ObjectNode) operation.path("responses"));
      ArrayNode security = operation.putArray("security");
      boolean isByKey = route.operation().isByKey();
      if (route.means() != Means.NONE || isByKey) {
        security.addObject().putArray(OpenApiDocument.COOKIE);
      }
      if (route.means() == Means.SESSION_OR_TOKEN || isByKey) {
        security.addObject().putArray(OpenApiDocument.BEARER);
      }
      document.path(path).set(route.method().toLowerCase(Locale.ROOT), operation);
    }
  }
}
