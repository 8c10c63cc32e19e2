package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.ledger.Shortlists;
import kr.maeul.houses.ledger.owner.Means;
import kr.maeul.houses.ledger.owner.Outcome;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.finder.FinderOperations;

/** What planners write down and ask, and how it is read and described. Stateless. */
public final class PlanningOperations {
  private static final int MOST_BYTES_OF_LIST = 512 * 1024;
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_NAME = 100;
  static final int LONGEST_HOUSE_NOTE = 1_000;
  static final int MOST_STOPS = 200;

  static final Member<String> NAME = Member.text("name", LONGEST_NAME, false);
  static final Member<String> NOTE = Member.text("note", 4_000, true);
  static final Member<String> PROFILE = Member.text("profile", LONGEST_NAME, false);
  static final Member<JsonNode> REQUEST = Member.json("request", Schemas.anyObject());
  static final Member<JsonNode> HOUSES =
      Member.json(
          "houses",
          Schemas.listOf(
                  Members.nested(Member.text("id"), Member.text("note", LONGEST_HOUSE_NOTE, true)))
              .put("maxItems", Shortlists.MOST_HOUSES));

  static final Member<String> TELEPHONE = Member.text("telephone", 40, false);
  static final Member<String> ADDRESS = Member.text("address", 300, false);
  static final Member<Boolean> DO_NOT_CONTACT = Member.yesOrNo("doNotContact");
  static final Member<String> DO_NOT_CONTACT_SINCE = day("doNotContactSince").optional();
  static final Member<String> OWNER_REASON = Member.text("reason", 500, false);
  static final Member<String> DATE = day("date");
  static final Member<Means> MEANS =
      Member.word("means", Means::ofWord, Arrays.stream(Means.values()).map(Means::word).toList());
  static final Member<Outcome> OUTCOME =
      Member.word(
          "outcome", Outcome::ofWord, Arrays.stream(Outcome.values()).map(Outcome::word).toList());
  static final Member<String> TEXT = Member.text("text", 4_000, true);
  static final Member<String> CORRECTS = Member.text("corrects", 36, false);
  static final Member<JsonNode> IDS =
      Member.json("ids", Schemas.listOf(Schemas.string(), 1, MOST_STOPS)).required();
  static final Member<JsonNode> FROM =
      Member.json("from", Schemas.listOf(Schemas.object().put("type", "number"), 2, 2));

  public static final Operation SHORTLISTS = of("shortlists", "팀의 후보 목록", "The team's shortlists");
  public static final Operation ADD_SHORTLIST =
      of("addShortlist", "후보 목록 만들기", "Make a shortlist")
          .reads(Members.of(MOST_BYTES_OF_LIST, NAME.required(), NOTE, PROFILE, REQUEST, HOUSES))
          .answers(201);
  public static final Operation SHORTLIST = of("shortlist", "후보 목록 하나", "A shortlist");
  public static final Operation CHANGE_SHORTLIST =
      of("changeShortlist", "후보 목록 고치기", "Change a shortlist")
          .needs("If-Match")
          .reads(Members.of(MOST_BYTES_OF_LIST, NAME, NOTE, PROFILE, REQUEST, HOUSES));
  public static final Operation REMOVE_SHORTLIST =
      of("removeShortlist", "후보 목록 지우기", "Remove a shortlist")
          .needs("If-Match")
          .answersNothing(204);
  public static final Operation SEARCHES = of("finderSearches", "저장한 검색", "Saved searches");
  public static final Operation SAVE_SEARCH =
      of("saveFinderSearch", "검색 저장하기", "Save a search")
          .reads(Members.of(MOST_BYTES_OF_LIST, NAME.required(), PROFILE, REQUEST.required()))
          .answers(201);
  public static final Operation REMOVE_SEARCH =
      of("removeFinderSearch", "저장한 검색 지우기", "Remove a saved search").answersNothing(204);

  public static final Operation OWNER =
      of("houseOwner", "빈집의 소유자 (접속기록에 남음)", "Who owns a house (on the access log)");
  public static final Operation PUT_OWNER =
      of(
              "putHouseOwner",
              "소유자와 연락 금지 적기",
              "Write who owns a house, and whether they may be contacted")
          .saying(
              "없는 칸의 개인정보는 지워지고, doNotContact는 적지 않으면 그대로입니다.",
              "What is left out of a person is deleted; doNotContact stays as it is where it is left out.")
          .mayHave("If-Match")
          .reads(
              Members.of(
                  MOST_BYTES,
                  NAME,
                  TELEPHONE,
                  ADDRESS,
                  DO_NOT_CONTACT,
                  DO_NOT_CONTACT_SINCE,
                  OWNER_REASON));
  public static final Operation CONTACTS =
      of(
          "houseContacts",
          "소유자와 연락한 기록 (접속기록에 남음)",
          "The log of contacts with the owner (on the access log)");
  public static final Operation ADD_CONTACT =
      of("addHouseContact", "연락 기록 더하기나 바로잡기", "Add to the log of contacts, or correct it")
          .saying("소유자가 연락을 원하지 않으면 409입니다.", "409 where the owner does not want to be contacted.")
          .reads(Members.of(MOST_BYTES, DATE, MEANS, OUTCOME, TEXT, CORRECTS))
          .answers(201);
  public static final Operation TIMELINE =
      of("houseTimeline", "빈집에 있었던 일, 오래된 것부터", "What happened to a house, oldest first");
  public static final Operation ROUTE =
      of(
              "surveyRoute",
              "고른 빈집을 가까운 곳부터 도는 순서 (직선거리)",
              "An order to visit chosen houses in, the nearest first (straight lines)")
          .reads(Members.of(MOST_BYTES, IDS, FROM));

  public static final Operation EXPORT =
      of(
              "exportRanking",
              "순위를 파일로 내려받기 (접속기록에 남음)",
              "Take a ranking away as a file (on the access log)")
          .saying(
              "본문은 POST /finder/{profile}의 것에 format과 reason을 더한 것입니다. limit이 없으면 순위를 매긴 집 모두입니다.",
              "The body is that of POST /finder/{profile} with format and reason. Without limit it is all ranked"
                  + " houses.")
          .reads(
              FinderOperations.QUESTION.and(
                  Member.json("format", Schemas.oneOf(ExportHandlers.FileFormat.words()))
                      .required(),
                  Member.json(
                          "reason",
                          Schemas.string(ExportHandlers.LONGEST_REASON)
                              .put("minLength", ExportHandlers.SHORTEST_REASON))
                      .required(),
                  Member.json("unranked", Schemas.bool().put("default", true)),
                  Member.json("limit", Schemas.integer(1, (long) FinderQuestion.ALL, null))))
          .answering("파일", "The file")
          .answers(files());

  private PlanningOperations() {}

  private static Operation of(String id, String ko, String en) {
    return Operation.of("planning", id, ko, en);
  }

  private static Member<String> day(String name) {
    return Member.text(name).as(Schemas.string().put("format", "date"));
  }

  private static Map<String, ObjectNode> files() {
    Map<String, ObjectNode> types = new LinkedHashMap<>();
    types.put(ExportHandlers.FileFormat.XLSX.plainType(), Schemas.binary());
    types.put(ExportHandlers.FileFormat.CSV.plainType(), Schemas.string());
    types.put(ExportHandlers.FileFormat.GEOJSON.plainType(), Schemas.anyObject());
    return types;
  }
}
