package kr.maeul.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.people.People;
import kr.maeul.review.desk.DeskReading;
import kr.maeul.review.desk.ReviewDesk;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.InvalidContentException;

/** The review desk on the web. Safe for use by several threads. */
public final class DeskHandlers {
  private final ReviewDesk desk;
  private final ReviewJson json;
  private final DeskLog log;

  public DeskHandlers(LayerCatalog layers, ReviewDesk desk, People people) {
    this.desk = desk;
    this.json = new ReviewJson(layers);
    this.log = new DeskLog(layers, people);
  }

  public void list(Exchange e) throws IOException {
    DeskReading.Page page = desk.list(e.caller(), DeskQuestion.read(e));
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
    desk.ask(e.caller(), id(e), version(e), ReviewOperations.ASK.object(e).path("text").asText());
    detail(e);
  }

  public void approve(Exchange e) throws IOException {
    JsonNode body = ReviewOperations.APPROVE.object(e);
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
    String reason = ReviewOperations.REFUSE.object(e).path("reason").asText();
    desk.refuse(e.caller(), id(e), version(e), reason);
    detail(e);
  }

  public void takeDown(Exchange e) throws IOException {
    String reason = ReviewOperations.TAKE_DOWN.object(e).path("reason").asText();
    desk.takeDown(e.caller(), id(e), version(e), reason);
    detail(e);
  }

  /** To oneself, to somebody else by their account, or to nobody. */
  public void assign(Exchange e) throws IOException {
    JsonNode to = ReviewOperations.ASSIGN.object(e).path("to");
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
    desk.comment(e.caller(), id(e), ReviewOperations.COMMENT.object(e).path("text").asText());
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
}
