package kr.maeul.web.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kr.maeul.review.desk.SubmissionList;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.BadRequestException;

/** Which submissions are asked for. For one thread. */
final class DeskQuestion {
  private static final int LONGEST_WORDS = 100;
  private static final long MOST = 200;
  private static final long USUAL = 50;
  private static final String OLDEST = "oldest";

  static final ParameterTable<DeskQuestion> PARAMETERS =
      ParameterTable.of(
          Parameter.optional(
              "state",
              Schemas.listOf(
                  Schemas.oneOf(
                      Stream.of(SubmissionState.values()).map(SubmissionState::word).toList())),
              (v, asked) -> asked.readStates(v)),
          Parameter.text("layer", (asked, v) -> asked.layer = v),
          Parameter.text("assigned", (asked, v) -> asked.assigned = v),
          Parameter.text("q", LONGEST_WORDS, (asked, v) -> asked.words = v),
          Parameter.word(
              "sort", List.of("newest", OLDEST), (asked, v) -> asked.isOldest = v.equals(OLDEST)),
          Parameter.number("limit", 1, MOST, USUAL, (asked, v) -> asked.limit = v.intValue()),
          Parameter.text("after", (asked, v) -> asked.after = v));

  private final Set<SubmissionState> states = EnumSet.noneOf(SubmissionState.class);
  private String layer;
  private String assigned;
  private String words = "";
  private boolean isOldest;
  private int limit = (int) USUAL;
  private String after;

  /**
   * @throws BadRequestException with everything that is wrong
   */
  static SubmissionList.Question read(Exchange e) {
    DeskQuestion asked = PARAMETERS.read(e.query(), new DeskQuestion());
    String whose =
        asked.assigned == null
            ? null
            : switch (asked.assigned) {
              case "me" -> e.caller().account();
              case "none" -> "";
              default -> asked.assigned;
            };
    return new SubmissionList.Question(
        asked.states, asked.layer, whose, asked.words, asked.isOldest, asked.limit, asked.after);
  }

  private void readStates(String value) throws InvalidParameterException {
    for (String word : value.split(",")) {
      if (!word.isEmpty()) {
        states.add(
            SubmissionState.ofWord(word)
                .orElseThrow(() -> new InvalidParameterException("모르는 상태입니다.", "unknown state")));
      }
    }
  }
}
