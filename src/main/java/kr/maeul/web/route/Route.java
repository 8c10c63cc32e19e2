package kr.maeul.web.route;

import io.javalin.http.HandlerType;
import io.javalin.router.EndpointMetadata;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.ParameterTable;

/**
 * One route: what it takes to reach it, what goes on the access log, and what it does. It is the
 * metadata of its endpoint; everything that has to do with routes as a whole – the gate, {@code
 * OPTIONS}, the cache, the log of requests, the tests that walk them – asks it and nothing else.
 * Immutable.
 *
 * @param path with the names of its parameters in braces, such as {@code /api/houses/{id}/owner}
 * @param effect of a request, where it is let in
 * @param kept whether memory may answer, and by what it goes out of date; null where it may not
 * @param isOpen whether programs and pages of other sites may use it, so that it has {@code HEAD}
 *     beside {@code GET} and, in the API, its path answers {@code OPTIONS}
 * @param operation what it takes and answers; null of pages, and of what has to do with a layer,
 *     whose parameters and bodies are the layer's
 */
public record Route(
    HandlerType method,
    String path,
    Access access,
    Logged logged,
    Effect effect,
    Kept kept,
    boolean isOpen,
    Operation operation,
    Action action)
    implements EndpointMetadata {

  /** What a request does. */
  public enum Effect {
    READS,
    /** A question that comes as a body, so that what is asked stays out of addresses. */
    ASKS,
    /** Something to take away is made of what is read; as for a change, a token needs scope. */
    EXPORTS,
    CHANGES,
    /** A session begins: the one that there may be plays no part. */
    SIGNS_IN
  }

  /** What a kept answer is made from. */
  public enum Kept {
    /** The layer files and the program alone; it is there without the store. */
    OF_FILES,
    /** Some layers, or what cannot be told from the address. */
    OF_LAYERS,
    /** The layer that the path names. */
    OF_LAYER,
    /** The layer that the path names, or its published figures, which are not kept. */
    OF_FIGURES
  }

  public Route {
    if (access.isDesk() && logged == Logged.NOTHING) {
      throw new IllegalArgumentException(method + " " + path + " does not say what is logged");
    }
  }

  /** A resource of the API or a page: {@code GET}, and with it {@code HEAD}. */
  public static Route get(String path, Access access, Logged logged, Action action) {
    return new Route(HandlerType.GET, path, access, logged, Effect.READS, null, true, null, action);
  }

  public static Route post(String path, Access access, Logged logged, Action action) {
    return changes(HandlerType.POST, path, access, logged, action);
  }

  public static Route put(String path, Access access, Logged logged, Action action) {
    return changes(HandlerType.PUT, path, access, logged, action);
  }

  public static Route patch(String path, Access access, Logged logged, Action action) {
    return changes(HandlerType.PATCH, path, access, logged, action);
  }

  public static Route delete(String path, Access access, Logged logged, Action action) {
    return changes(HandlerType.DELETE, path, access, logged, action);
  }

  private static Route changes(
      HandlerType method, String path, Access access, Logged logged, Action action) {
    return new Route(method, path, access, logged, Effect.CHANGES, null, true, null, action);
  }

  public Route that(Effect has) {
    return new Route(method, path, access, logged, has, kept, isOpen, operation, action);
  }

  /**
   * Says what it takes and answers. Where nothing is asked by parameters, they are refused here;
   * otherwise its action reads them.
   */
  public Route of(Operation takes) {
    Action does =
        takes.takesNothing()
            ? e -> {
              ParameterTable.NONE.read(e.query(), null);
              action.handle(e);
            }
            : action;
    return new Route(method, path, access, logged, effect, kept, isOpen, takes, does);
  }

  /** May be answered from memory for anyone who has no account. */
  public Route kept(Kept from) {
    return new Route(method, path, access, logged, effect, from, isOpen, operation, action);
  }

  /** For our own pages alone: no {@code HEAD}, and its path answers no {@code OPTIONS}. */
  public Route ofOwnPages() {
    return new Route(method, path, access, logged, effect, kept, false, operation, action);
  }

  /** The same route for another method or with another action. */
  public Route as(HandlerType other, Action does) {
    return new Route(other, path, access, logged, effect, kept, isOpen, operation, does);
  }

  public boolean isApi() {
    return path.equals("/api") || path.startsWith("/api/");
  }

  /** Whether nothing is changed and nothing taken away: a token needs no scope to change. */
  public boolean isHarmless() {
    return effect == Effect.READS || effect == Effect.ASKS;
  }
}
