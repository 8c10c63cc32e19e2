package kr.maeul.houses.figures;

import kr.maeul.layer.text.Text;

/**
 * The figures of the dashboard, each in one sentence. What counts as one is decided in {@link
 * Figures} and nowhere else.
 */
public enum Figure {
  DONG(
      "dong",
      HouseField.DONG,
      new Text("동별", "By dong"),
      new Text(
          "해제되지 않은 빈집을 기록된 행정동마다 센 수입니다.",
          "Houses that are not recorded as no longer vacant, by the dong on record.")),
  GRADE(
      "grade",
      HouseField.GRADE,
      new Text("등급별", "By grade"),
      new Text(
          "해제되지 않은 빈집을 통합 3등급으로 옮긴 등급마다 센 수이며, 옮길 수 없던 등급은 ‘값 없음’입니다.",
          "Houses not recorded as no longer vacant, by grade carried over to the unified scheme; grades"
              + " that could not be carried over are ‘no value’.")),
  EVIDENCE(
      "evidence",
      HouseField.EVIDENCE,
      new Text("확인 상태별", "By evidence"),
      new Text(
          "기록된 모든 집을 지금의 확인 상태마다 센 수이며, 해제된 집도 셉니다.",
          "All houses on record by their evidence as it is now, those no longer vacant included.")),
  FOLLOW_UP(
      "followUp",
      HouseField.FOLLOW_UP,
      new Text("진행 단계별", "By follow-up"),
      new Text(
          "해제되지 않은 빈집을 지금의 진행 단계마다 센 수입니다.",
          "Houses not recorded as no longer vacant, by their follow-up as it is now.")),
  SURVEYED(
      "surveyed",
      HouseField.SURVEY_YEAR,
      new Text("마지막 조사연도별", "By year of the last survey"),
      new Text(
          "해제되지 않은 빈집을 조사연도 칸의 해마다 센 수이며, 다시 조사한 집은 새 해로 옮겨 갑니다.",
          "Houses not recorded as no longer vacant, by the year in the field ‘surveyed in’; a house that"
              + " is surveyed again moves to the new year.")),
  MOVES(
      "moves",
      HouseField.FOLLOW_UP,
      new Text("달마다 진행이 바뀐 횟수", "Moves of the follow-up, by month"),
      new Text(
          "수정 이력에서 진행 단계가 바뀐 횟수를 최근 12달의 달마다 센 것이며, 파일로 가져온 값은 이력이 아니므로 세지 않습니다.",
          "How often the follow-up of a house was changed in each of the last 12 months, by the history"
              + " of edits; what came by a file is in no history and is not counted.")),
  COMPLETENESS(
      "completeness",
      null,
      new Text("자료가 채워진 정도", "How complete the data are"),
      new Text(
          "해제되지 않은 빈집 가운데 그 칸에 값이 있는 집의 수입니다.",
          "Of the houses not recorded as no longer vacant, how many have a value in the field."));

  private final String id;
  private final HouseField by;
  private final Text title;
  private final Text definition;

  Figure(String id, HouseField by, Text title, Text definition) {
    this.id = id;
    this.by = by;
    this.title = title;
    this.definition = definition;
  }

  public String id() {
    return id;
  }

  /** What makes the groups, or null where each field is a group. */
  HouseField by() {
    return by;
  }

  public Text title() {
    return title;
  }

  /** One sentence that says what is counted. */
  public Text definition() {
    return definition;
  }
}
