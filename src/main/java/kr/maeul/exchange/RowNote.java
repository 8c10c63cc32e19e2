package kr.maeul.exchange;

import kr.maeul.layer.Text;

/**
 * What somebody should know of a row that was taken.
 *
 * @param place the row, as in {@link RowProblem}
 * @param column header or property name as it stands in the file, or empty for the whole row
 * @param kind what was done
 * @param reason why
 */
public record RowNote(long place, String column, Kind kind, Text reason) {

  /** What was done to a value. */
  public enum Kind {
    CHANGED(new Text("바꾸어 넣음", "changed")),
    LEFT_BLANK(new Text("비워 둠", "left blank")),
    CHECK(new Text("확인 필요", "to be checked")),
    KEPT(new Text("있던 값 그대로 둠", "left as it is"));

    private final Text title;

    Kind(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }
}
