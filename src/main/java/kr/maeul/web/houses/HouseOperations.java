package kr.maeul.web.houses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.finder.FinderOperations;
import kr.maeul.web.request.negotiation.MediaTypes;

/** What is asked of the houses as a whole, and how it is read and described. Stateless. */
public final class HouseOperations {
  private static final int MOST_BYTES = 100_000;
  static final int MOST_SHEETS = 50;

  static final Member<List<String>> IDS =
      Member.words("ids", id -> Optional.of(id).filter(t -> !t.isEmpty()), List.of(), "id")
          .as(Schemas.listOf(Schemas.string(), 1, MOST_SHEETS));

  /** To be read by {@link ExportReason}. */
  static final Member<String> REASON = Member.text("reason").as(ExportReason.schema());

  public static final Operation FIGURES =
      of(
              "houseFigures",
              "빈집의 수: 동·등급·확인 상태·진행 단계·조사연도·달마다 바뀐 횟수·자료가 채워진 정도",
              "Figures of the vacant houses: by dong, grade, evidence, follow-up, year, month, and how complete the data"
                  + " are")
          .answering(
              "수마다 이름, 무엇을 센 것인지 한 문장, 묶음",
              "Each figure with its title, a sentence that says what it counts, and its groups");
  public static final Operation BOARD =
      of("houseBoard", "진행 단계마다 빈집", "Vacant houses by how far they have come")
          .saying(
              "카드의 tag를 If-Match로 그 집을 PATCH하면 단계가 바뀝니다.",
              "A card is moved by PATCH of the house, with the card’s tag as If-Match.")
          .takes(BoardQuestion.PARAMETERS)
          .answering("단계마다 카드", "Cards of each stage");
  public static final Operation SHEETS =
      of("surveySheets", "고른 집의 현장조사표", "Survey sheets of chosen houses")
          .saying(
              "한 집이 A4 한 장입니다. 집마다 까닭과 함께 접속기록에 남습니다.",
              "One A4 page a house. Each is on the access log, with the reason.")
          .reads(Members.of(MOST_BYTES, IDS, REASON))
          .answering("인쇄할 쪽", "Pages to print")
          .answers(Map.of(MediaTypes.HTML, Schemas.string()));
  public static final Operation MEMO =
      of("councilMemo", "의회에 보이는 순위표", "A ranking for the council")
          .saying(
              "finder에 묻는 본문에 reason을 더해 보냅니다. 주소는 addresses가 exact일 때만 실립니다.",
              "The body of a question to the finder, with a reason. Addresses stand in it only where addresses is"
                  + " exact.")
          .reads(FinderOperations.QUESTION.and(REASON, addresses()))
          .answering("인쇄할 쪽", "A page to print")
          .answers(Map.of(MediaTypes.HTML, Schemas.string()));

  private HouseOperations() {}

  private static Operation of(String id, String ko, String en) {
    return Operation.of("planning", id, ko, en);
  }

  private static Member<JsonNode> addresses() {
    List<String> words =
        Arrays.stream(MemoHandlers.Addresses.values()).map(MemoHandlers.Addresses::word).toList();
    return Member.json("addresses", Schemas.oneOf(words).put("default", words.get(0)));
  }
}
