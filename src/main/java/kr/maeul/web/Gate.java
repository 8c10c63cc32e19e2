package kr.maeul.web;

import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.Set;
import kr.maeul.config.AddressRange;
import kr.maeul.layer.text.Text;
import kr.maeul.limit.Places;
import kr.maeul.people.People;
import kr.maeul.people.Sessions;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.log.AccessLog;
import kr.maeul.people.log.Reading;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.BusyException;
import kr.maeul.web.request.refusal.RefusedException;
import kr.maeul.web.route.Access;
import kr.maeul.web.route.Logged;
import kr.maeul.web.route.Route;

/**
 * What every request passes before its route: who may use it, whether it was sent by our own page,
 * and in whose name the store is read. Safe for use by several threads.
 */
final class Gate {
  private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);

  /**
   * Requests that change something. Each holds a thread while its body comes in, however slowly; so
   * there are fewer places than threads, and whoever only reads is always answered.
   */
  private final Places writing = new Places(100, 40, 240, 2);

  private final Optional<Accounts> accounts;

  /** Who may sign in, and how they are known again. */
  record Accounts(People people, Credentials credentials) {}

  /**
   * @param accounts empty if nobody has one
   */
  Gate(Optional<Accounts> accounts) {
    this.accounts = accounts;
  }

  void pass(Route route, Exchange e) throws Exception {
    if (route.isApi() || route.access() != Access.ANYONE) {
      require(route.access(), e.caller());
    }
    boolean isSafe = SAFE.contains(route.method());
    if (!isSafe) {
      requireOwnPage(route, e);
    }
    if (!isInScope(route, e.caller())) {
      throw forbidden();
    }
    if (isSafe) {
      handle(route, e);
    } else {
      String network = AddressRange.network(e.clientAddress());
      try (Places.Place place = writing.enter(network).orElseThrow(Gate::tooMany)) {
        handle(route, e);
      }
    }
  }

  private static BusyException tooMany() {
    return new BusyException(
        new Text(
            "지금 보내는 사람이 너무 많습니다. 쓴 것은 그대로 두고 잠시 뒤 다시 보내 주세요.",
            "too many are sending at once; keep what you wrote and send it again shortly"));
  }

  private void handle(Route route, Exchange e) throws Exception {
    Logged logged = route.logged();
    if (accounts.isEmpty()) {
      route.action().handle(e);
      return;
    }
    People people = accounts.get().people();
    if (route.access().isDesk() && logged.isByRequest()) {
      record(people, route, e);
    }
    if (logged == Logged.NOTHING) {
      route.action().handle(e);
    } else {
      people.reading(() -> reading(logged, e), () -> route.action().handle(e));
    }
  }

  private static void require(Access access, Caller caller) {
    if (!access.admits(caller)) {
      throw caller.isSignedIn()
          ? forbidden()
          : new RefusedException(
              RefusedException.Status.UNAUTHENTICATED, new Text("먼저 로그인하세요.", "sign in first"));
    }
  }

  /** Whether this caller would be let through to a route. */
  static boolean admits(Route route, Caller caller) {
    return route.access().admits(caller) && isInScope(route, caller);
  }

  /** To ask, a token needs no scope but what the route wants of everyone. */
  private static boolean isInScope(Route route, Caller caller) {
    return route.isHarmless() || !caller.isSignedIn() || caller.may(route.access().scopeToChange());
  }

  private static RefusedException forbidden() {
    return new RefusedException(
        RefusedException.Status.FORBIDDEN,
        new Text("이 일을 할 권한이 없는 계정입니다.", "this account may not do that"));
  }

  /**
   * A browser sends cookies along whoever makes it ask. So what is done in the name of a session
   * needs its word, which another site cannot know, and must come from our own page. A token is
   * sent by a program that means it, and a program without either does what anyone may.
   */
  private void requireOwnPage(Route route, Exchange e) {
    Optional<Credentials> credentials = accounts.map(Accounts::credentials);
    if (credentials.filter(c -> c.isByToken(e)).isPresent()) {
      return;
    }
    Optional<Sessions.Session> session = credentials.flatMap(c -> c.session(e));
    boolean isInSession = session.isPresent();
    boolean isBeginning = route.effect() == Route.Effect.SIGNS_IN;
    if (!isFromUs(e, isInSession && !isBeginning)) {
      throw new RefusedException(
          RefusedException.Status.FORBIDDEN,
          new Text(
              "다른 사이트에서 온 요청입니다. 이 사이트의 페이지에서 다시 하세요. (프록시 뒤라면 MAEUL_PUBLIC_URL을 정해야 합니다.)",
              "the request comes from another site; use our own page (behind a proxy, MAEUL_PUBLIC_URL must be set)"));
    }
    if (isInSession && !isBeginning && !session.get().isCsrf(e.requestHeader("X-Maeul-CSRF"))) {
      throw new RefusedException(
          RefusedException.Status.FORBIDDEN,
          new Text(
              "X-Maeul-CSRF 헤더가 이 로그인의 것이 아닙니다. 페이지를 새로 고치세요.",
              "the header X-Maeul-CSRF is not the one of this session; reload the page"));
    }
  }

  /** Pages cannot forge either header; programs send none. */
  private static boolean isFromUs(Exchange e, boolean mustSay) {
    String site = e.requestHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = e.requestHeader("Origin");
    return origin == null ? !mustSay : origin.equals(e.urls().origin());
  }

  /**
   * What is answered at the desk – drafts, history, what people sent – is not for the public,
   * whether it comes from the store or not.
   */
  private static void record(People people, Route route, Exchange e) {
    String layer = route.logged().layer(e);
    people
        .accessLog()
        .read(
            Credentials.actor(e),
            route.effect() == Route.Effect.CHANGES
                ? AccessLog.Action.CHANGE
                : route.logged().action(),
            layer,
            e.pathParamOrNull("id"),
            layer == null ? route.path() : Credentials.reason(e));
  }

  private static Reading reading(Logged logged, Exchange e) {
    return new Reading(
        Credentials.actor(e),
        logged.action(),
        logged.layer(e),
        e.pathParamOrNull("id"),
        Credentials.reason(e));
  }
}
