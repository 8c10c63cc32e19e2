package kr.maeul.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.negotiation.MediaTypes;

/**
 * What is sent without an account, what is decided about it, and how both are described. What a
 * contribution may hold is read where it is kept; a test holds the members named here to that.
 * Stateless.
 */
public final class ReviewOperations {
  static final String SECRET = "X-Maeul-Contribution";
  static final String FORM = "X-Maeul-Form";
  static final String ONCE = "Idempotency-Key";

  /** Of what people without an account send, and what is decided about it. */
  static final JsonBody.Limits LIMITS =
      JsonBody.Limits.of(List.of(MediaTypes.JSON, MediaTypes.MERGE_PATCH), 256 * 1024, 12);

  private static final Members CONTRIBUTION =
      Members.of(
              LIMITS,
              json("kind", Schemas.oneOf(List.of("new", "correction", "vacancy"))).required(),
              json("layer", Schemas.string()).required(),
              json("item", Schemas.string()),
              json("properties", Schemas.anyObject()),
              json("geometry", Schemas.ref("schemas", "geometry")),
              json("addressText", Schemas.string(300)),
              json("text", Schemas.string(5000)),
              json("name", Schemas.string(60)),
              json("media", Schemas.listOf(Schemas.anyObject())),
              json("contact", contact()),
              json("consents", consents()).required(),
              json("form", Schemas.string()).required(),
              json("website", Schemas.string())
                  .saying(
                      "비워 두세요. 사람은 보지 못하는 칸입니다.", "Leave it empty: a field that no person sees."))
          .named("contribution");
  private static final Members CHANGE =
      Members.of(
              LIMITS,
              json("properties", Schemas.anyObject()),
              json("geometry", Schemas.ref("schemas", "geometry")),
              json("addressText", Schemas.string(300)),
              json("text", Schemas.string(5000)),
              json("name", Schemas.string(60)),
              json("media", Schemas.listOf(Schemas.anyObject())),
              json("contact", contact()),
              json("portrait", Schemas.bool()),
              json("answer", Schemas.string(2000)))
          .named("contributionChange");
  private static final Members TEXT = Members.of(LIMITS, json("text", Schemas.string()).required());
  private static final Members REASON =
      Members.of(LIMITS, json("reason", Schemas.string()).required());

  public static final Operation CONSENTS = sent("consents", "동의 문구", "What contributors agree to");
  public static final Operation FORM_OF_LAYER = sent("contributionForm", "양식", "A form to fill in");
  public static final Operation SUBMIT =
      sent("contribute", "이야기 보내기", "Send a contribution")
          .mayHave(ONCE)
          .reads(CONTRIBUTION)
          .answers(201)
          .or(200);
  public static final Operation PREVIEW =
      sent("previewContribution", "모두가 보게 될 모습", "What everyone will see")
          .mayHave(SECRET)
          .reads(CONTRIBUTION);
  public static final Operation UPLOAD =
      sent("giveMedium", "사진·소리 하나 보내기", "Send a photo or a recording")
          .mayHave(FORM)
          .mayHave(SECRET)
          .readsFile()
          .answers(201);
  public static final Operation MINE =
      sent("mine", "보낸 것 보기", "See what one has sent").needs(SECRET);
  public static final Operation CHANGE_MINE =
      sent("changeMine", "고치거나 답하기", "Change it, or answer").needs(SECRET).reads(CHANGE);
  public static final Operation WITHDRAW =
      sent("withdraw", "철회", "Withdraw it").needs(SECRET).answersNothing(204);

  public static final Operation LIST =
      desk("submissions", "검토할 것", "What is to be reviewed").takes(DeskQuestion.PARAMETERS);
  public static final Operation COUNTS =
      desk("submissionCounts", "상태별 수", "How many there are in each state");
  public static final Operation DETAIL = desk("submission", "검토할 것 하나", "One of them");
  public static final Operation CONTACT =
      desk("submissionContact", "보낸 이의 연락처", "How to reach its sender");
  public static final Operation REVIEWERS =
      desk("submissionReviewers", "맡을 수 있는 사람", "Who may look after it");
  public static final Operation ASK = decision("ask", "고쳐 달라고 하기", "Ask for a change").reads(TEXT);
  public static final Operation APPROVE =
      decision("approve", "펴내기", "Publish it")
          .reads(
              Members.of(
                  LIMITS,
                  json("properties", Schemas.anyObject()),
                  json("geometry", Schemas.anyObject()),
                  json("draft", Schemas.bool()),
                  json("media", Schemas.bool()),
                  json("message", Schemas.string())));
  public static final Operation REFUSE = decision("refuse", "거절하기", "Refuse it").reads(REASON);
  public static final Operation TAKE_DOWN =
      decision("takeDown", "내리기", "Take it down").reads(REASON);
  public static final Operation ASSIGN =
      decision("assign", "맡기기", "Assign it")
          .reads(Members.of(LIMITS, json("to", Schemas.string().put("nullable", true))));
  public static final Operation COMMENT =
      desk("comment", "안에서만 보는 말 남기기", "Note something for the desk alone").reads(TEXT);

  private ReviewOperations() {}

  private static Member<JsonNode> json(String name, ObjectNode schema) {
    return Member.json(name, schema);
  }

  private static ObjectNode contact() {
    return Members.nested(json("email", Schemas.string()), json("telephone", Schemas.string()));
  }

  private static ObjectNode consents() {
    return Members.nested(
        json("version", Schemas.string()).required(),
        json("language", Schemas.oneOf(List.of("ko", "en"))),
        json("collection", Schemas.bool()),
        json("publication", Schemas.bool()),
        json("portrait", Schemas.bool()),
        json("age", Schemas.oneOf(List.of("over-14", "guardian"))),
        json("guardian", Schemas.string()));
  }

  private static Operation sent(String id, String ko, String en) {
    return Operation.of("contributions", id, ko, en);
  }

  private static Operation desk(String id, String ko, String en) {
    return Operation.of("review", id, ko, en);
  }

  /** Held to the version that the decider has seen. */
  private static Operation decision(String id, String ko, String en) {
    return desk(id, ko, en).needs("If-Match");
  }
}
