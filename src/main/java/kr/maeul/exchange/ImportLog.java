package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;

/**
 * Takes down what is found during an import: counted for the report, the first problems in full,
 * and everything in the file of the report if there is one. For one thread.
 */
final class ImportLog {
  private final NoteTally tally = new NoteTally();
  private final List<RowProblem> problems = new ArrayList<>();
  private final ReportFile file;

  /**
   * @param file or null
   */
  ImportLog(ReportFile file) {
    this.file = file;
  }

  /** What is added from here on is found of another record. */
  void begin() {
    tally.begin();
  }

  void add(RowNote note) {
    add(note, note);
  }

  /** Counts a note, and writes it with more detail into the file. */
  void add(RowNote note, RowNote detailed) {
    tally.add(note);
    write(detailed);
  }

  /** Writes a note into the file without counting it. */
  void write(RowNote note) {
    if (file != null) {
      file.add(note);
    }
  }

  void add(RowProblem problem) {
    tally.add(problem);
    if (file != null) {
      file.add(problem);
    }
    if (problems.size() < ImportReport.MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  void add(ImportReport.LostColumn column) {
    if (file != null) {
      file.add(column);
    }
  }

  NoteTally tally() {
    return tally;
  }

  /** The first problems, in the order of the file. */
  List<RowProblem> problems() {
    problems.sort(Comparator.comparingLong(RowProblem::place));
    return problems;
  }
}
