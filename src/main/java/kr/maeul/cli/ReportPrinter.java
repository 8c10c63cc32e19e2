package kr.maeul.cli;

import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.ImportRequest;
import kr.maeul.exchange.RowNote;
import kr.maeul.exchange.RowProblem;
import kr.maeul.store.FeatureLoad;

/** Tells people what came of an import. */
final class ReportPrinter {
  private final Console console;

  ReportPrinter(Console console) {
    this.console = console;
  }

  void print(ImportRequest request, ImportReport report) {
    String name = request.file().name();
    console.say(
        name + " → " + request.layer().id() + " (" + report.format() + "): " + report.rows() + "행",
        report.rows() + " rows");
    for (ImportReport.LostColumn c : report.columns()) {
      console.say(
          "  버린 열 \"" + c.header() + "\", 값 " + c.valuesLost() + "개: " + c.reason().ko(),
          "column \""
              + c.header()
              + "\" not kept, "
              + c.valuesLost()
              + " values: "
              + c.reason().en());
    }
    if (report.idsFromContent() > 0) {
      console.say(
          "  id가 없는 "
              + report.idsFromContent()
              + "행은 내용으로 구별했습니다. 내용이 바뀐 행은 새 행이 됩니다. 변하지 않는 열이 있으면 --id-from 으로 알려 주세요.",
          report.idsFromContent()
              + " rows without an id are told apart by their content: a changed row will be a new one."
              + " If columns stay with their row, name them with --id-from.");
    }
    notes(request, report);
    for (RowProblem p : report.problems()) {
      problem(p, report.placesAreLines());
    }
    if (report.badRows() > 0) {
      badRows(request, report);
    }
    outcome(request, report);
  }

  private void notes(ImportRequest request, ImportReport report) {
    if (report.withoutPlace() > 0) {
      console.say(
          "  위치가 없는 "
              + report.withoutPlace()
              + "행은 위치 없이 넣습니다 (그 가운데 동을 아는 행 "
              + report.withoutPlaceButArea()
              + ").",
          report.withoutPlace()
              + " rows have no location and are kept without one ("
              + report.withoutPlaceButArea()
              + " of them with a known dong)");
    }
    String place = report.placesAreLines() ? "번째 줄" : "번째 도형";
    for (ImportReport.NoteCount n : report.notes()) {
      RowNote first = n.first();
      String column = first.column().isEmpty() ? "" : first.column() + ": ";
      console.say(
          "  "
              + first.kind().title().ko()
              + " "
              + n.rows()
              + "행 (처음 "
              + first.place()
              + place
              + ") "
              + column
              + first.reason().ko(),
          first.kind().title().en() + ", " + n.rows() + " rows: " + column + first.reason().en());
    }
    if (request.reportFile() != null) {
      console.say(
          "  행과 열마다 알아낸 것은 " + request.reportFile() + "에 적었습니다.",
          "what was found by row and column is in " + request.reportFile());
    } else if (report.notesInAll() > 0) {
      console.say("  행마다 보려면 --report 파일.csv", "--report file.csv writes them row by row");
    }
  }

  private void problem(RowProblem p, boolean lines) {
    String column = p.column().isEmpty() ? "" : ", " + p.column();
    console.complain(
        "  " + p.place() + (lines ? "번째 줄" : "번째 도형") + column + ": " + p.reason().ko(),
        (lines ? "line " : "feature ") + p.place() + column + ": " + p.reason().en());
  }

  private void badRows(ImportRequest request, ImportReport report) {
    String atLeast = report.moreConflicts() ? "+" : "";
    console.complain(
        "잘못된 행 "
            + report.badRows()
            + atLeast
            + "개"
            + (report.problems().size() >= ImportReport.MOST_PROBLEMS ? " (앞의 것만 보임)" : ""),
        report.badRows()
            + atLeast
            + " bad rows"
            + (report.problems().size() >= ImportReport.MOST_PROBLEMS
                ? " (the first are shown)"
                : ""));
    if (request.badRows() != null) {
      console.complain(
          "잘못된 행은 " + request.badRows() + "에 적었습니다.", "They are in " + request.badRows());
    }
  }

  private void outcome(ImportRequest request, ImportReport report) {
    if (report.refusal() != null) {
      console.complain(report.refusal());
      console.complain("아무것도 넣지 않았습니다.", "Nothing was imported.");
    } else if (report.committed()) {
      counts(report.result(), "", "");
      console.say(
          "일괄 등록 "
              + report.result().number()
              + "번. 되돌리려면: maeul loads undo "
              + report.result().number(),
          "Load "
              + report.result().number()
              + "; to take it back: maeul loads undo "
              + report.result().number());
    } else if (report.badRows() > 0 && !(request.dryRun() && request.skipBad())) {
      console.complain(
          "아무것도 넣지 않았습니다. 고쳐서 다시 하거나 --skip-bad 로 나머지만 넣으세요.",
          "Nothing was imported. Mend the rows, or keep the others with --skip-bad.");
    } else {
      counts(report.result(), "그대로 넣으면: ", "would be: ");
      console.say("검사만 했습니다. 아무것도 넣지 않았습니다.", "Dry run: nothing was imported.");
    }
  }

  private void counts(FeatureLoad.Result r, String ko, String en) {
    console.say(
        ko
            + "넣음 "
            + r.inserted()
            + ", 바꿈 "
            + r.updated()
            + ", 같음 "
            + r.unchanged()
            + ", 지움 "
            + r.deleted(),
        en
            + "inserted "
            + r.inserted()
            + ", updated "
            + r.updated()
            + ", unchanged "
            + r.unchanged()
            + ", deleted "
            + r.deleted());
  }
}
