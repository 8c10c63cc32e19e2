package kr.maeul.web.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.UUID;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.geo.OutsideCrsException;
import kr.maeul.houses.finder.ranking.FinderRefusedException;
import kr.maeul.houses.ledger.house.PlanningException;
import kr.maeul.layer.text.Text;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.media.InvalidDraftException;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.WriteRefusedException;
import kr.maeul.web.html.Pages;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.Format;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.BusyException;
import kr.maeul.web.request.refusal.InvalidContentException;
import kr.maeul.web.request.refusal.NotAcceptableException;
import kr.maeul.web.request.refusal.NotFoundException;
import kr.maeul.web.request.refusal.RefusedException;
import kr.maeul.web.request.refusal.WebException;
import kr.maeul.web.send.NoRoomException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one table from exceptions to the problems that callers get. Safe for use by several threads.
 */
public final class Problems {
  static final Text BAD_REQUEST = new Text("잘못된 요청", "Bad request");
  private static final Text NOT_FOUND = new Text("찾을 수 없음", "Not found");
  private static final Text NOT_ACCEPTABLE = new Text("제공하지 않는 형식", "Not acceptable");
  private static final Text NOT_ALLOWED = new Text("허용되지 않는 메서드", "Method not allowed");
  static final Text UNAVAILABLE = new Text("잠시 이용할 수 없음", "Temporarily unavailable");
  private static final Text OURS = new Text("서버 오류", "Internal server error");
  public static final String RETRY_AFTER = "Retry-After";
  public static final int RETRY_AFTER_SECONDS = 5;
  private static final int MINUTE_SECONDS = 60;

  private final Logger log = LoggerFactory.getLogger(Problems.class);
  private final ObjectMapper mapper = new ObjectMapper();
  private final FeatureStore store;
  private final Pages pages;

  public Problems(FeatureStore store, Pages pages) {
    this.store = store;
    this.pages = pages;
  }

  /**
   * What a thrown thing means. Unexpected ones are logged under the id that the caller is given.
   */
  public Problem of(Throwable thrown) {
    if (thrown instanceof BadRequestException e) {
      return new Problem(400, BAD_REQUEST, e.detail(), e.faults(), null);
    }
    if (thrown instanceof OutsideCrsException e) {
      return new Problem(400, BAD_REQUEST, outside(e), List.of(), null);
    }
    if (thrown instanceof NotFoundException e) {
      return new Problem(404, NOT_FOUND, e.detail(), List.of(), null);
    }
    if (thrown instanceof NotAcceptableException e) {
      return new Problem(406, NOT_ACCEPTABLE, e.detail(), List.of(), null);
    }
    if (thrown instanceof InvalidContentException e) {
      List<BadRequestException.Fault> faults =
          e.faults().stream()
              .map(f -> new BadRequestException.Fault(f.pointer(), f.reason(), f.spot()))
              .toList();
      return new Problem(422, RefusedException.Status.INVALID.title(), e.detail(), faults, null);
    }
    if (thrown instanceof InvalidDraftException e) {
      return of(
          new InvalidContentException(
              e.problems().stream()
                  .map(p -> new InvalidContentException.Fault(p.pointer(), p.reason(), p.spot()))
                  .toList()));
    }
    if (thrown instanceof WriteRefusedException e) {
      return of(
          new InvalidContentException(
              e.problems().stream()
                  .map(p -> new InvalidContentException.Fault(p.pointer(), p.reason(), p.spot()))
                  .toList()));
    }
    if (thrown instanceof ReviewException e) {
      return ofReview(e);
    }
    if (thrown instanceof PlanningException e) {
      return ofPlanning(e);
    }
    if (thrown instanceof FinderRefusedException e) {
      return switch (e.reason()) {
        case TOO_LARGE -> refused(RefusedException.Status.INVALID, e.detail());
        case BUSY -> new Problem(503, UNAVAILABLE, e.detail(), List.of(), null);
      };
    }
    if (thrown instanceof RefusedException e) {
      return new Problem(e.status().code(), e.status().title(), e.detail(), List.of(), null);
    }
    if (thrown instanceof MediaRefusedException e) {
      return ofMedia(e);
    }
    if (thrown instanceof PersonRefusedException e) {
      return of(refused(e));
    }
    if (thrown instanceof BusyException e) {
      return new Problem(503, UNAVAILABLE, e.detail(), List.of(), null);
    }
    if (thrown instanceof IllegalCharsetNameException
        || thrown instanceof UnsupportedCharsetException) {
      return refused(
          RefusedException.Status.UNSUPPORTED,
          new Text("Content-Type의 charset을 알 수 없습니다.", "the charset of Content-Type is unknown"));
    }
    if (thrown instanceof HttpResponseException e && e.getStatus() < 500) {
      return ofStatus(e.getStatus());
    }
    if (thrown instanceof NoRoomException e) {
      return LoadProblems.problem(e.why());
    }
    String errorId = UUID.randomUUID().toString();
    if (thrown instanceof DatabaseException e) {
      DatabaseException.Reason reason =
          e.reason() == DatabaseException.Reason.FAILED && !isStoreReady()
              ? DatabaseException.Reason.AWAY
              : e.reason();
      if (reason == DatabaseException.Reason.AWAY) {
        log.warn("errorId={} the database does not answer: {}", errorId, e.getMessage());
        return LoadProblems.away(errorId);
      }
      if (reason != DatabaseException.Reason.FAILED) {
        return LoadProblems.problem(reason);
      }
    }
    log.error("errorId={} unexpected error", errorId, thrown);
    return new Problem(500, OURS, null, List.of(), errorId);
  }

  private static Problem ofReview(ReviewException e) {
    return switch (e.reason()) {
      case ABSENT -> new Problem(404, NOT_FOUND, e.detail(), List.of(), null);
      case DECIDED, KEY_REUSED -> refused(RefusedException.Status.CONFLICT, e);
      case STALE -> refused(RefusedException.Status.STALE, e);
      case VERSION_MISSING -> refused(RefusedException.Status.PRECONDITION_REQUIRED, e);
      case TOO_MANY -> refused(RefusedException.Status.TOO_MANY, e);
      case QUEUE_FULL -> new Problem(503, UNAVAILABLE, e.detail(), List.of(), null);
    };
  }

  private static Problem refused(RefusedException.Status status, ReviewException e) {
    return refused(status, e.detail());
  }

  private static Problem refused(RefusedException.Status status, Text detail) {
    return new Problem(status.code(), status.title(), detail, List.of(), null);
  }

  private static Problem ofPlanning(PlanningException e) {
    return switch (e.reason()) {
      case ABSENT -> new Problem(404, NOT_FOUND, e.detail(), List.of(), null);
      case FULL, DO_NOT_CONTACT, CORRECTED -> refused(RefusedException.Status.CONFLICT, e.detail());
    };
  }

  private static Problem ofMedia(MediaRefusedException e) {
    RefusedException.Status status =
        switch (e.reason()) {
          case TOO_LARGE -> RefusedException.Status.TOO_LARGE;
          case UNSUPPORTED -> RefusedException.Status.UNSUPPORTED;
          case INVALID -> RefusedException.Status.INVALID;
          case IN_USE -> RefusedException.Status.CONFLICT;
          case NOT_YOURS -> RefusedException.Status.FORBIDDEN;
          case TOO_SLOW -> RefusedException.Status.TOO_SLOW;
          case BUSY, FULL -> null;
        };
    return status == null
        ? new Problem(503, UNAVAILABLE, e.detail(), List.of(), null)
        : new Problem(status.code(), status.title(), e.detail(), List.of(), null);
  }

  /** What people did wrong, said as the web says it. */
  private static WebException refused(PersonRefusedException e) {
    return switch (e.kind()) {
      case WRONG_CREDENTIALS ->
          new RefusedException(RefusedException.Status.UNAUTHENTICATED, e.detail());
      case UNKNOWN -> new NotFoundException(e.detail());
      case CONFLICT -> new RefusedException(RefusedException.Status.CONFLICT, e.detail());
      case INVALID ->
          new InvalidContentException(
              e.faults().stream()
                  .map(f -> new InvalidContentException.Fault(f.pointer(), f.reason()))
                  .toList());
      case TOO_MANY -> new RefusedException(RefusedException.Status.TOO_MANY, e.detail());
      case BUSY -> new BusyException(e.detail());
    };
  }

  /** How many seconds to wait before another try, or 0 where that does not help. */
  public static long retryAfterSeconds(Throwable thrown) {
    if (LoadProblems.isCrowded(thrown)) {
      return RETRY_AFTER_SECONDS;
    }
    if (thrown instanceof MediaRefusedException e
        && e.reason() == MediaRefusedException.Reason.BUSY) {
      return MINUTE_SECONDS; // as its words say
    }
    if (thrown instanceof ReviewException e) {
      return e.waiting().toSeconds();
    }
    return thrown instanceof RefusedException e
        ? e.retryAfterSeconds()
        : thrown instanceof PersonRefusedException e ? e.waiting().toSeconds() : 0;
  }

  private static Text outside(OutsideCrsException e) {
    String crs = e.crs().code();
    return new Text(
        "이 항목은 " + crs + " 좌표계가 닿지 않는 곳에 있습니다. 다른 crs로 받으세요.",
        "this item lies where " + crs + " does not reach; ask for another crs");
  }

  /** What a bare status means, where the server itself refused the request. */
  public Problem ofStatus(int status) {
    return switch (status) {
      case 404 ->
          new Problem(
              404,
              NOT_FOUND,
              new Text("이 주소에는 아무것도 없습니다.", "there is nothing at this address"),
              List.of(),
              null);
      case 405 ->
          new Problem(
              405,
              NOT_ALLOWED,
              new Text(
                  "이 주소에서는 그 메서드를 쓸 수 없습니다. 쓸 수 있는 것은 Allow 헤더에 있습니다.",
                  "this address does not take that method; the header Allow has those it takes"),
              List.of(),
              null);
      case 429 -> LoadProblems.crowded();
      case 503 -> LoadProblems.busy();
      case 414, 431 ->
          new Problem(
              status,
              BAD_REQUEST,
              new Text(
                  "요청의 주소나 헤더가 너무 깁니다.", "the address or the headers of the request are too long"),
              List.of(),
              null);
      case 501, 505 ->
          new Problem(
              status,
              BAD_REQUEST,
              new Text("그런 HTTP는 쓰지 않습니다.", "this kind of HTTP is not spoken here"),
              List.of(),
              null);
      default ->
          status < 500
              ? new Problem(
                  status,
                  BAD_REQUEST,
                  new Text("요청을 읽을 수 없습니다.", "the request cannot be read"),
                  List.of(),
                  null)
              : new Problem(status, OURS, null, List.of(), null);
    };
  }

  /** Answers with a problem, as a page where the caller wants pages. */
  public void send(Exchange e, Problem problem) throws IOException {
    e.status(problem.status());
    e.header("Content-Language", e.lang().tag()).header("Cache-Control", "no-store");
    if (problem.status() == 401) {
      e.header("WWW-Authenticate", "Bearer realm=\"maeul\"");
    }
    if (problem.status() == 503 && !e.hasAnswerHeader(RETRY_AFTER)) {
      e.header(RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
    }
    if (e.problemFormat() == Format.HTML) {
      String detail = problem.detail() == null ? "" : e.say(problem.detail());
      List<String> faults =
          problem.faults().size() < 2
              ? List.of()
              : problem.faults().stream().map(f -> e.say(f.reason())).toList();
      e.send(
          MediaTypes.HTML_UTF8,
          pages.problem(
              e, problem.status(), e.say(problem.title()), detail, faults, problem.errorId()));
    } else {
      e.send(MediaTypes.PROBLEM, toJson(problem, e));
    }
  }

  private byte[] toJson(Problem problem, Exchange e) throws IOException {
    ObjectNode json = json(problem);
    json.put("title", e.say(problem.title()));
    if (problem.detail() != null) {
      json.put("detail", e.say(problem.detail()))
          .put("detailEn", problem.detail().en())
          .put("instance", e.path());
    }
    boolean isBody = problem.status() == RefusedException.Status.INVALID.code();
    if (!isBody && !problem.faults().isEmpty() && problem.faults().get(0).parameter() != null) {
      json.put("parameter", problem.faults().get(0).parameter());
    }
    if (problem.faults().size() > 1 || isBody && !problem.faults().isEmpty()) {
      var errors = json.putArray("errors");
      for (BadRequestException.Fault fault : problem.faults()) {
        ObjectNode error =
            errors
                .addObject()
                .put(isBody ? "pointer" : "parameter", fault.parameter())
                .put("detail", e.say(fault.reason()))
                .put("detailEn", fault.reason().en());
        if (fault.spot() != null) {
          error.putArray("at").add(fault.spot().x).add(fault.spot().y);
        }
      }
    }
    return mapper.writeValueAsBytes(json);
  }

  /**
   * The problem in both languages' default, for requests too broken to say in which language they
   * are.
   */
  public byte[] toJson(Problem problem) throws IOException {
    ObjectNode json = json(problem);
    if (problem.detail() != null) {
      json.put("detail", problem.detail().ko()).put("detailEn", problem.detail().en());
    }
    return mapper.writeValueAsBytes(json);
  }

  private ObjectNode json(Problem problem) {
    ObjectNode json = mapper.createObjectNode();
    json.put("type", "about:blank")
        .put("title", problem.title().ko())
        .put("status", problem.status());
    if (problem.errorId() != null) {
      json.put("errorId", problem.errorId());
    }
    return json;
  }

  private boolean isStoreReady() {
    try {
      return store.isReady();
    } catch (RuntimeException e) {
      return false;
    }
  }
}
