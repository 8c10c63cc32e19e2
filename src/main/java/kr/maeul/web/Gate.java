package kr.maeul.web;

import io.javalin.http.HandlerType;
import java.util.Set;
import kr.maeul.config.AddressRange;
import kr.maeul.houses.HouseField;
import kr.maeul.layer.Text;
import kr.maeul.limit.Places;
import kr.maeul.people.AccessLog;
import kr.maeul.people.Caller;
import kr.maeul.people.People;
import kr.maeul.people.Reading;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.BusyException;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.RefusedException;

/**
 * What every request passes before its route: who may use it, whether it was sent by our own page,
 * and in whose name the store is read. Safe for use by several threads.
 */
final class Gate {
  private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);

  /** Here nothing is done in the name of the session that there may be: a new one begins. */
  private static final Set<String> BEGINNINGS =
      Set.of("/api/session", "/api/welcome", "/api/welcome/look");

  /** How many of each there are, which the page of the desk asks for again and again. */
  private static final String NUMBERS_ALONE = "/api/submissions/counts";

  /** What planners keep beside the houses. */
  private static final String HOUSES = "/api/houses/";

  /** In which order houses are best gone to. */
  private static final String ROUTE = HOUSES + "route";

  /** What is asked there by a body is a question all the same. */
  private static final String QUESTIONS = "/api/finder/{profile}";

  /**
   * Requests that change something. Each holds a thread while its body comes in, however slowly; so
   * there are fewer places than threads, and whoever only reads is always answered.
   */
  private final Places writing = new Places(100, 40, 240, 2);

  private final People people;
  private final Credentials credentials;

  /**
   * @param people null where there are no accounts
   * @param credentials null likewise
   */
  Gate(People people, Credentials credentials) {
    this.people = people;
    this.credentials = credentials;
  }

  void pass(HandlerType method, String template, Access access, Exchange e, Action action)
      throws Exception {
    boolean isApi = template.equals("/api") || template.startsWith("/api/");
    if (isApi || access != Access.ANYONE) {
      require(access, e.caller());
    }
    if (!SAFE.contains(method)) {
      requireOwnPage(method, template, e);
    }
    if (!isInScope(method, template, access, e.caller())) {
      throw forbidden();
    }
    if (SAFE.contains(method)) {
      handle(method, template, access, e, action);
    } else {
      String network = AddressRange.network(e.clientAddress());
      try (Places.Place place = writing.enter(network).orElseThrow(Gate::tooMany)) {
        handle(method, template, access, e, action);
      }
    }
  }

  private static BusyException tooMany() {
    return new BusyException(
        new Text(
            "지금 보내는 사람이 너무 많습니다. 쓴 것은 그대로 두고 잠시 뒤 다시 보내 주세요.",
            "too many are sending at once; keep what you wrote and send it again shortly"));
  }

  private void handle(HandlerType method, String template, Access access, Exchange e, Action action)
      throws Exception {
    if (people == null) {
      action.handle(e);
    } else {
      if (access.isDesk() && !template.equals(NUMBERS_ALONE)) {
        record(method, template, e);
      }
      people.reading(() -> reading(template, e), () -> action.handle(e));
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
  static boolean admits(HandlerType method, String template, Access access, Caller caller) {
    return access.admits(caller) && isInScope(method, template, access, caller);
  }

  /**
   * To ask, a token needs no scope but what the route wants of everyone; to take something away it
   * does.
   */
  private static boolean isInScope(
      HandlerType method, String template, Access access, Caller caller) {
    return SAFE.contains(method)
        || template.equals(QUESTIONS)
        || template.equals(ROUTE)
        || !caller.isSignedIn()
        || caller.may(access.scopeToChange());
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
  private void requireOwnPage(HandlerType method, String template, Exchange e) {
    if (credentials != null && credentials.isByToken(e)) {
      return;
    }
    boolean isInSession = credentials != null && credentials.session(e).isPresent();
    boolean isBeginning = method == HandlerType.POST && BEGINNINGS.contains(template);
    if (!isFromUs(e, isInSession && !isBeginning)) {
      throw new RefusedException(
          RefusedException.Status.FORBIDDEN,
          new Text(
              "다른 사이트에서 온 요청입니다. 이 사이트의 페이지에서 다시 하세요. (프록시 뒤라면 MAEUL_PUBLIC_URL을 정해야 합니다.)",
              "the request comes from another site; use our own page (behind a proxy, MAEUL_PUBLIC_URL must be set)"));
    }
    if (isInSession
        && !isBeginning
        && !credentials.session(e).get().isCsrf(e.requestHeader("X-Maeul-CSRF"))) {
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
  private void record(HandlerType method, String template, Exchange e) {
    String layer = layer(template, e);
    people
        .accessLog()
        .read(
            Credentials.actor(e),
            isReading(method, template) ? action(template) : AccessLog.Action.CHANGE,
            layer,
            e.pathParamOrNull("id"),
            layer == null ? template : Credentials.reason(e));
  }

  /** Some ask by POST, so that what they ask for and why stays out of addresses. */
  private static boolean isReading(HandlerType method, String template) {
    return SAFE.contains(method) || isQuestion(template) || isPrinted(template);
  }

  private static boolean isPrinted(String template) {
    return template.endsWith("/sheets") || template.endsWith("/memo");
  }

  private static Reading reading(String template, Exchange e) {
    return new Reading(
        Credentials.actor(e),
        action(template),
        layer(template, e),
        e.pathParamOrNull("id"),
        Credentials.reason(e));
  }

  /** The layer that a request is about, or null. */
  private static String layer(String template, Exchange e) {
    return template.startsWith(HOUSES) ? HouseField.LAYER : e.pathParamOrNull("layer");
  }

  /** One that changes nothing, although it comes as a body. */
  private static boolean isQuestion(String template) {
    return template.startsWith(QUESTIONS) || template.equals(ROUTE);
  }

  private static AccessLog.Action action(String template) {
    if (isPrinted(template)) {
      return AccessLog.Action.EXPORT;
    }
    if (template.startsWith(QUESTIONS)) {
      return AccessLog.Action.SEARCH; // what is taken away of a ranking is noted when it is known
    }
    boolean isOfOwner = template.endsWith("/owner") || template.endsWith("/contacts");
    if (template.startsWith(HOUSES) && isOfOwner) {
      return AccessLog.Action.OWNER;
    }
    if (template.startsWith(HOUSES) && template.endsWith("/timeline")) {
      return AccessLog.Action.ITEM;
    }
    if (template.endsWith("/{column}")) {
      return AccessLog.Action.TILE;
    }
    if (template.contains("/export")) {
      return AccessLog.Action.EXPORT;
    }
    if (template.contains("/history") || template.startsWith("/api/bin")) {
      return AccessLog.Action.HISTORY;
    }
    if (template.contains("/items/") || template.startsWith("/api/submissions/{id}")) {
      return AccessLog.Action.ITEM;
    }
    if (template.endsWith("/summary")) {
      return AccessLog.Action.SUMMARY;
    }
    if (template.startsWith("/api/search")) {
      return AccessLog.Action.SEARCH;
    }
    boolean isOfLayers =
        template.equals("/api/collections")
            || template.equals("/api/collections/{layer}")
            || template.contains("/tiles");
    return isOfLayers ? AccessLog.Action.OVERVIEW : AccessLog.Action.LIST;
  }
}
