package kr.maeul.exchange.row;

import kr.maeul.layer.text.Text;

/**
 * What somebody should know of a row, or of the whole file.
 *
 * @param place the row, as in {@link RowProblem}; 0 for the whole file
 * @param column header or property name as it stands in the file, or empty for the whole row
 * @param kind what was done
 * @param reason why, the same for rows that are alike
 * @param detail what is known of this row beyond that, or empty
 */
public record RowNote(long place, String column, Kind kind, Text reason, Text detail) {

  public RowNote(long place, String column, Kind kind, Text reason) {
    this(place, column, kind, reason, Text.EMPTY);
  }

  /** What was done to a value or a row. */
  public enum Kind {
    CHANGED(new Text("바꾸어 넣음", "changed")),
    LEFT_BLANK(new Text("비워 둠", "left blank")),
    LEFT_OUT(new Text("뺌", "left out")),
    CHECK(new Text("확인 필요", "to be checked")),
    /** A shape that was not sound. */
    MENDED(new Text("도형을 고침", "shape mended")),
    /** Coordinates that say that there is no place, such as {@code 0,0}. */
    NO_PLACE(new Text("위치 없음", "no location")),
    /** A place that may not be meant. */
    CHECK_PLACE(new Text("확인할 위치", "location to be checked")),
    /** A right of a person that goes before what people keep. */
    WITHDRAWN(new Text("철회·거부 받음", "withdrawal taken")),
    /** A value of before that goes since whole rows are written without it. */
    WIPED(new Text("지움", "removed")),
    KEPT(new Text("있던 값 그대로 둠", "left as it is")),
    /** A value of before that does not belong to what the file says now. */
    CLEARED(new Text("지난 값 비움", "earlier value cleared"));

    private final Text title;

    Kind(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }
}
