package kr.maeul.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.people.People;
import kr.maeul.review.desk.DeskReading;
import kr.maeul.review.desk.ReviewDesk;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.web.request.BadRequestException;
import kr.maeul.web.request.BadRequestException.Fault;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.InvalidContentException;
import kr.maeul.web.request.JsonBody;

/** The review desk on the web. Safe for use by several threads. */
public final class DeskHandlers {
  private static final List<String> PARAMETERS =
      List.of("state", "layer", "assigned", "q", "sort", "limit", "after", "f", "lang");
  private static final int LONGEST_WORDS = 100;
  private static final int MOST = 200;
  private static final int USUAL = 50;

  private final ReviewDesk desk;
  private final ReviewJson json;
  private final DeskLog log;

  /**
   * @param people null where there are no accounts
   */
  public DeskHandlers(LayerCatalog layers, ReviewDesk desk, People people) {
    this.desk = desk;
    this.json = new ReviewJson(layers);
    this.log = new DeskLog(layers, people);
  }

  public void list(Exchange e) throws IOException {
    DeskReading.Page page = desk.list(e.caller(), question(e));
    log.list(e, page);
    e.sendUncached(json.page(e, page));
  }

  public void counts(Exchange e) throws IOException {
    e.sendUncached(json.counts(e, desk.counts(e.caller()), desk.elsewhere(e.caller())));
  }

  public void contact(Exchange e) throws IOException {
    ContributorContact contact = desk.contact(e.caller(), id(e));
    log.contact(e, id(e));
    e.sendUncached(json.contact(contact));
  }

  public void reviewers(Exchange e) throws IOException {
    e.sendUncached(json.reviewers(desk.reviewers(e.caller(), id(e))));
  }

  public void detail(Exchange e) throws IOException {
    DeskReading.Detail detail = desk.detail(e.caller(), id(e));
    log.detail(e, detail.submission());
    e.header("ETag", "\"" + detail.submission().version() + "\"");
    e.sendUncached(json.detail(e, detail));
  }

  public void ask(Exchange e) throws IOException {
    desk.ask(
        e.caller(),
        id(e),
        version(e),
        JsonBody.object(e, ContributionHandlers.LIMITS, List.of("text")).path("text").asText());
    detail(e);
  }

  public void approve(Exchange e) throws IOException {
    JsonNode body =
        JsonBody.object(
            e,
            ContributionHandlers.LIMITS,
            List.of("properties", "geometry", "draft", "media", "message"));
    JsonNode message = body.path("message");
    ReviewDesk.Approval approval =
        new ReviewDesk.Approval(
            object(body, "properties"),
            object(body, "geometry"),
            flag(body, "draft", false),
            flag(body, "media", true),
            message.isTextual() && !message.asText().isBlank() ? message.asText() : null);
    desk.approve(e.caller(), id(e), version(e), approval);
    detail(e);
  }

  public void refuse(Exchange e) throws IOException {
    String reason =
        JsonBody.object(e, ContributionHandlers.LIMITS, List.of("reason")).path("reason").asText();
    desk.refuse(e.caller(), id(e), version(e), reason);
    detail(e);
  }

  public void takeDown(Exchange e) throws IOException {
    String reason =
        JsonBody.object(e, ContributionHandlers.LIMITS, List.of("reason")).path("reason").asText();
    desk.takeDown(e.caller(), id(e), version(e), reason);
    detail(e);
  }

  /** To oneself, to somebody else by their account, or to nobody. */
  public void assign(Exchange e) throws IOException {
    JsonNode to = JsonBody.object(e, ContributionHandlers.LIMITS, List.of("to")).path("to");
    if (!to.isNull() && !to.isTextual()) {
      throw InvalidContentException.at(
          "/to",
          new Text(
              "\"me\", 계정 id, null 가운데 하나를 쓰세요.", "is \"me\", an account, or null for nobody"));
    }
    String account = to.isNull() ? null : to.asText();
    desk.assign(
        e.caller(), id(e), version(e), "me".equals(account) ? e.caller().account() : account);
    detail(e);
  }

  public void comment(Exchange e) throws IOException {
    desk.comment(
        e.caller(),
        id(e),
        JsonBody.object(e, ContributionHandlers.LIMITS, List.of("text")).path("text").asText());
    detail(e);
  }

  private static String id(Exchange e) {
    return e.pathParam("id");
  }

  /** Null where the request does not say; no version there ever was where it says nonsense. */
  private static Long version(Exchange e) {
    String header = e.requestHeader("If-Match");
    if (header == null) {
      return null;
    }
    try {
      return Long.valueOf(header.strip().replaceFirst("^W/", "").replace("\"", ""));
    } catch (NumberFormatException notOne) {
      return -1L;
    }
  }

  private static JsonNode object(JsonNode body, String member) {
    JsonNode node = body.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isObject()) {
      throw InvalidContentException.at("/" + member, new Text("객체여야 합니다.", "must be an object"));
    }
    return node;
  }

  private static boolean flag(JsonNode body, String member, boolean otherwise) {
    JsonNode node = body.path(member);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw InvalidContentException.at(
          "/" + member, new Text("true나 false를 쓰세요.", "is true or false"));
    }
    return node.asBoolean(otherwise);
  }

  private static DeskReading.Question question(Exchange e) {
    Map<String, String> query = e.query();
    List<Fault> faults = new ArrayList<>();
    for (String name : query.keySet()) {
      if (!PARAMETERS.contains(name)) {
        String list = String.join(", ", PARAMETERS);
        faults.add(
            new Fault(
                name, new Text("모르는 매개변수입니다. 쓸 수 있는 것: " + list, "unknown; there are: " + list)));
      }
    }
    Set<SubmissionState> states = EnumSet.noneOf(SubmissionState.class);
    for (String word : query.getOrDefault("state", "").split(",")) {
      if (!word.isEmpty()) {
        SubmissionState.ofWord(word)
            .ifPresentOrElse(
                states::add,
                () -> faults.add(new Fault("state", new Text("모르는 상태입니다.", "unknown state"))));
      }
    }
    int limit = limit(query.get("limit"), faults);
    String words = query.getOrDefault("q", "").strip();
    if (words.length() > LONGEST_WORDS) {
      faults.add(new Fault("q", new Text("너무 깁니다.", "too long")));
    }
    if (!Set.of("newest", "oldest").contains(query.getOrDefault("sort", "newest"))) {
      faults.add(new Fault("sort", new Text("newest나 oldest를 쓰세요.", "is newest or oldest")));
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    String assigned = query.get("assigned");
    boolean isOldestFirst = "oldest".equals(query.get("sort"));
    return new DeskReading.Question(
        states,
        query.get("layer"),
        "me".equals(assigned) ? e.caller().account() : "none".equals(assigned) ? "" : assigned,
        words,
        isOldestFirst,
        limit,
        query.get("after"));
  }

  private static int limit(String text, List<Fault> faults) {
    if (text == null) {
      return USUAL;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    faults.add(new Fault("limit", new Text("1~" + MOST + "의 수를 쓰세요.", "is 1 to " + MOST)));
    return USUAL;
  }
}
