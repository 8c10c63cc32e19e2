package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import kr.maeul.layer.Text;

/** What is found about one row while it is read. For one thread. */
final class RowFindings {
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
  RowFindings(long place, UnaryOperator<String> columnOf, boolean blankBad) {
    this.place = place;
    this.columnOf = columnOf;
    this.blankBad = blankBad;
  }

  String column(String property) {
    return property == null ? "" : columnOf.apply(property);
  }

  void note(String property, RowNote.Kind kind, Text reason) {
    notes.add(new RowNote(place, column(property), kind, reason));
  }

  void note(String property, RowNote.Kind kind, String ko, String en) {
    note(property, kind, new Text(ko, en));
  }

  /** Whether the value is to be left blank; the row is bad otherwise. */
  boolean unreadable(String property, Text reason) {
    if (blankBad) {
      note(property, RowNote.Kind.LEFT_BLANK, reason);
    } else {
      problems.add(new RowProblem(place, column(property), reason));
    }
    return blankBad;
  }

  /** Notes that nobody said the value that a property has. */
  void assume(String property) {
    assumed.add(property);
  }

  Set<String> assumed() {
    return assumed;
  }

  List<RowNote> notes() {
    return notes;
  }

  List<RowProblem> problems() {
    return problems;
  }
}
