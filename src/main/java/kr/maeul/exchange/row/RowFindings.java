package kr.maeul.exchange.row;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import kr.maeul.exchange.place.RowCheck;
import kr.maeul.layer.text.Text;

/** What is found about one row while it is read. For one thread. */
public final class RowFindings {
  private final long place;
  private final UnaryOperator<String> columnOf;
  private final boolean blankBad;
  private final List<RowNote> notes = new ArrayList<>(0);
  private final List<RowProblem> problems = new ArrayList<>(0);
  private final Set<String> assumed = new HashSet<>(0);

  /**
   * @param columnOf how the file names a property
   * @param blankBad whether what cannot be read is left blank
   */
  public RowFindings(long place, UnaryOperator<String> columnOf, boolean blankBad) {
    this.place = place;
    this.columnOf = columnOf;
    this.blankBad = blankBad;
  }

  public String column(String property) {
    return property == null ? "" : columnOf.apply(property);
  }

  public void note(String property, RowNote.Kind kind, Text reason) {
    notes.add(new RowNote(place, column(property), kind, reason));
  }

  public void note(String property, RowNote.Kind kind, String ko, String en) {
    note(property, kind, new Text(ko, en));
  }

  /** Whether the value is to be left blank; the row is invalid otherwise. */
  public boolean unreadable(String property, Text reason) {
    if (blankBad) {
      note(property, RowNote.Kind.LEFT_BLANK, reason);
    } else {
      problems.add(new RowProblem(place, column(property), reason));
    }
    return blankBad;
  }

  /**
   * Coordinates of zero say that there is no place.
   *
   * @param columns where they stand
   * @param isRequired whether the layer takes no row without one
   */
  public void noPlace(String columns, boolean isRequired) {
    if (isRequired) {
      problems.add(
          new RowProblem(
              place,
              columns,
              new Text("위치가 없습니다. 좌표가 0,0입니다.", "has no location: its coordinates are 0,0")));
    } else {
      Text reason =
          new Text("좌표가 0,0이어서 위치로 쓰지 않습니다.", "its coordinates are 0,0, which is no location");
      notes.add(new RowNote(place, columns, RowNote.Kind.NO_PLACE, reason));
    }
  }

  /** A place that may not be meant. */
  public void doubt(String columns, RowCheck.Doubt doubt) {
    notes.add(
        new RowNote(place, columns, RowNote.Kind.CHECK_PLACE, doubt.reason(), doubt.detail()));
  }

  /** Notes that nobody said the value that a property has. */
  public void assume(String property) {
    assumed.add(property);
  }

  public Set<String> assumed() {
    return assumed;
  }

  public List<RowNote> notes() {
    return notes;
  }

  public List<RowProblem> problems() {
    return problems;
  }
}
