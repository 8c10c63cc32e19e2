package kr.maeul.web.houses;

import java.util.Map;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.request.refusal.BadRequestException;

/** Which cards of the board are asked for. For one thread. */
final class BoardQuestion {
  private static final long DEFAULT_CARDS = 30;
  private static final long MOST_CARDS = 100;
  private static final int LONGEST_TEXT = 200;
  private static final long FARTHEST = 1_000_000;

  static final ParameterTable<BoardQuestion> PARAMETERS =
      ParameterTable.of(
          Parameter.text("dong", LONGEST_TEXT, (asked, v) -> asked.dong = v),
          Parameter.text("q", LONGEST_TEXT, (asked, v) -> asked.words = v.isEmpty() ? null : v),
          Parameter.yesOrNo("examples", (asked, v) -> asked.hasExamples = v),
          Parameter.text("column", (asked, v) -> asked.column = v),
          Parameter.number(
              "limit", 1, MOST_CARDS, DEFAULT_CARDS, (asked, v) -> asked.limit = v.intValue()),
          Parameter.number("offset", 0, FARTHEST, 0L, (asked, v) -> asked.offset = v.intValue()));

  private String dong;
  private String words;
  private boolean hasExamples = true;
  private String column;
  private int limit = (int) DEFAULT_CARDS;
  private int offset;

  /**
   * @param followUp whose values are the columns
   * @throws BadRequestException with what is wrong
   */
  static Board.Wanted read(Map<String, String> query, Property followUp) {
    BoardQuestion asked = PARAMETERS.read(query, new BoardQuestion());
    String column = asked.column;
    if (column != null && !column.isEmpty() && followUp.choice(column).isEmpty()) {
      throw new BadRequestException(
          "column", new Text("column: 그런 단계가 없습니다.", "column: there is no such stage"));
    }
    return new Board.Wanted(
        asked.dong, asked.words, asked.hasExamples, column, asked.limit, asked.offset);
  }
}
