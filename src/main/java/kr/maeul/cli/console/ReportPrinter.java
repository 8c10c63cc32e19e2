package kr.maeul.cli.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad;

/**
 * Tells people what came of an import, on a screen at most: by column and outcome, with counts and
 * the first examples. All of it is in the file of {@code --report}. English gives the first example
 * alone.
 */
public final class ReportPrinter {
  /** Groups that are shown; with what stands around them the whole stays under 24 lines. */
  private static final int MOST_GROUPS = 8;

  private static final int MOST_REASONS_FOR_COLUMNS = 3;
  private static final int LONGEST_NAMES = 100;
  private static final int LONGEST_REASON = 160;

  private final Console console;

  public ReportPrinter(Console console) {
    this.console = console;
  }

  public void print(ImportRequest request, ImportReport report) {
    String name = request.file().name();
    console.say(
        name + " → " + request.layer().id() + " (" + report.format() + "): " + report.rows() + "행",
        rows(report.rows()));
    lostColumns(report.columns());
    if (report.idsFromContent() > 0) {
      console.say(
          "  id가 없는 "
              + report.idsFromContent()
              + "행은 내용으로 구별했습니다. 내용이 바뀐 행은 새 행이 됩니다. 변하지 않는 열이 있으면 --id-from 으로 알려 주세요.",
          "rows without an id ("
              + report.idsFromContent()
              + ") are told apart by their content: a changed row will be a new one."
              + " If columns stay with their row, name them with --id-from.");
    }
    if (report.withoutPlace() > 0) {
      console.say(
          "  위치가 없는 "
              + report.withoutPlace()
              + "행은 위치 없이 넣습니다 (그 가운데 동을 아는 행 "
              + report.withoutPlaceButArea()
              + ").",
          "rows without a location ("
              + report.withoutPlace()
              + ") are kept without one ("
              + report.withoutPlaceButArea()
              + " of them with a known dong)");
    }
    report.remarks().forEach(r -> console.say("  " + r.ko(), r.en()));
    groups(report);
    whereTheRestIs(request, report);
    ShownPrinter.print(console, report.effects());
    if (report.badRows() > 0) {
      badRows(request, report);
    }
    outcome(request, report);
  }

  /** Columns that are not kept, by the reason why. */
  private void lostColumns(List<ImportReport.LostColumn> columns) {
    Map<Text, List<ImportReport.LostColumn>> byReason = new LinkedHashMap<>();
    columns.forEach(c -> byReason.computeIfAbsent(c.reason(), r -> new ArrayList<>()).add(c));
    int shown = 0;
    for (Map.Entry<Text, List<ImportReport.LostColumn>> e : byReason.entrySet()) {
      if (++shown > MOST_REASONS_FOR_COLUMNS) {
        int rest = byReason.size() - MOST_REASONS_FOR_COLUMNS;
        console.say(
            "  버린 열, 다른 까닭 " + rest + "가지", "columns not kept, for " + rest + " more reasons");
        return;
      }
      StringBuilder ko = new StringBuilder();
      StringBuilder en = new StringBuilder();
      for (ImportReport.LostColumn c : e.getValue()) {
        if (ko.length() > LONGEST_NAMES) {
          ko.append(" …");
          en.append(" …");
          break;
        }
        String comma = ko.isEmpty() ? "" : "; ";
        ko.append(comma)
            .append('"')
            .append(c.header())
            .append("\", 값 ")
            .append(c.valuesLost())
            .append("개");
        en.append(comma)
            .append('"')
            .append(c.header())
            .append("\" (")
            .append(c.valuesLost())
            .append(')');
      }
      int n = e.getValue().size();
      console.say(
          "  버린 열 " + n + "개 (" + ko + "): " + e.getKey().ko(),
          n
              + (n == 1 ? " column" : " columns")
              + " not kept, values lost: "
              + en
              + ": "
              + e.getKey().en());
    }
  }

  private void groups(ImportReport report) {
    List<ImportReport.Group> groups = report.groups();
    for (ImportReport.Group g : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      Text line =
          new Text(line(g, report.placesAreLines(), true), line(g, report.placesAreLines(), false));
      if (g.isRefusal()) {
        console.complain(line);
      } else {
        console.say(line.ko(), line.en());
      }
    }
    if (groups.size() > MOST_GROUPS) {
      int rest = groups.size() - MOST_GROUPS;
      long rows =
          groups.subList(MOST_GROUPS, groups.size()).stream()
              .mapToLong(ImportReport.Group::rows)
              .sum();
      console.say(
          "  그 밖에 " + rest + "가지 (" + rows + "행)",
          rest + (rest == 1 ? " more kind (" : " more kinds (") + rows(rows) + ")");
    }
  }

  /** {@code 비워 둠 12행, 등급: 3번째 줄 …; 7번째 줄 …}. */
  private static String line(ImportReport.Group g, boolean lines, boolean ko) {
    StringBuilder text = new StringBuilder();
    boolean isFile = g.examples().get(0).place() == 0;
    if (ko) {
      text.append("  ").append(g.outcome().ko()).append(isFile ? "" : " " + g.rows() + "행");
    } else {
      text.append(g.outcome().en()).append(isFile ? "" : ", " + rows(g.rows()));
    }
    for (ImportReport.Example e : g.examples()) {
      boolean isFirst = e == g.examples().get(0);
      if (!isFirst && !ko) {
        break;
      }
      String reason = shortened(ko ? e.reason().ko() : e.reason().en());
      if (!isFirst && text.length() + reason.length() > LONGEST_REASON) {
        text.append(" …");
        break;
      }
      text.append(isFirst ? ": " : "; ")
          .append(place(e.place(), lines, ko))
          .append(g.column().isEmpty() ? "" : (e.place() == 0 ? "" : ", ") + g.column())
          .append(e.place() == 0 && g.column().isEmpty() ? "" : ": ")
          .append(reason);
    }
    return text.toString();
  }

  private static String rows(long n) {
    return Counted.rows(n);
  }

  private static String place(long place, boolean lines, boolean ko) {
    if (place == 0) {
      return "";
    }
    if (ko) {
      return place + (lines ? "번째 줄" : "번째 도형");
    }
    return (lines ? "line " : "feature ") + place;
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }

  private void whereTheRestIs(ImportRequest request, ImportReport report) {
    if (request.reportFile() != null) {
      console.say(
          "  행과 열마다 알아낸 것은 " + request.reportFile() + "에 적었습니다.",
          "what was found by row and column is in " + request.reportFile());
    } else if (!report.groups().isEmpty()) {
      console.say("  행마다 보려면 --report 파일.csv", "--report file.csv writes them row by row");
    }
  }

  private void badRows(ImportRequest request, ImportReport report) {
    String atLeast = report.moreConflicts() ? "+" : "";
    console.complain(
        "잘못된 행 " + report.badRows() + atLeast + "개",
        report.badRows() + atLeast + (report.badRows() == 1 ? " bad row" : " bad rows"));
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
