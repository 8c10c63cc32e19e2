package kr.maeul.exchange.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kr.maeul.exchange.korea.StatedUnits;
import kr.maeul.exchange.korea.UnitReader;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.mapping.ValueReader;
import kr.maeul.exchange.read.CellText;
import kr.maeul.exchange.read.NoRecord;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.text.Text;

/** What is said of a table as a whole, and of its lines that are no records. Stateless. */
final class TableNotes {
  static final Text STRAY =
      new Text(
          "기록 같지만 어느 머리글의 행인지 알 수 없습니다. 머리글 바로 아래로 옮기거나, 표마다 다른 파일로 나누어 넣으세요.",
          "looks like a record, but of no header that is known; move it below its header, or import each table"
              + " as a file of its own");
  static final Text UNIT_BELOW =
      new Text(
          "단위가 표 아래에 있어 위의 행에 쓰지 못했습니다. 단위를 열 이름에 적어 다시 넣으세요: ",
          "a unit below the table, which the rows above were read without; write it into the header and import the"
              + " file again: ");
  private static final Text TITLE =
      new Text(
          "머리글 위에 있거나 머리글에 딸린 줄이라 뺐습니다.", "stands above the header or belongs to it; left out");
  private static final Text DATED =
      new Text(
          "머리글 위에 적힌 날짜는 쓰지 않았습니다. 행마다 넣으려면 --set 속성=날짜",
          "the date above the header is not used; --set PROPERTY=DATE gives it to every row");
  private static final Text OTHER_HEADER =
      new Text(
          "다른 표의 머리글이라 그 아래 행은 이 머리글로 읽었습니다.",
          "the header of another table; the rows below it were read by it");
  private static final Text FOREIGN_HEADER =
      new Text(
          "열이 다른 표의 머리글이라 그 아래 행은 넣지 않았습니다. 표마다 다른 파일로 나누어 넣으세요.",
          "the header of another table with other columns; the rows below it are refused. Import each table as a file"
              + " of its own");
  private static final Pattern DATE =
      Pattern.compile(
          ".*(?:기준일|작성일|조사일|기준|as of).*[0-9].*"
              + "|.*(?:19|20)[0-9]{2}\\s*[-./년]\\s*[0-9]{1,2}\\s*[-./월].*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private TableNotes() {}

  /** Why a line is no record. */
  static RowNote leftOut(TableRecords.Line line, TableParts.Kind kind) {
    String said =
        line.cells().stream()
            .map(c -> CellText.clean(c).strip())
            .filter(c -> !c.isEmpty())
            .collect(Collectors.joining(" | "));
    Text reason =
        switch (kind) {
          case OTHER_HEADER -> OTHER_HEADER;
          case FOREIGN_HEADER -> FOREIGN_HEADER;
          default -> DATE.matcher(said).matches() ? DATED : TITLE;
        };
    RowNote.Kind outcome =
        kind == TableParts.Kind.TITLE ? RowNote.Kind.LEFT_OUT : RowNote.Kind.CHECK;
    String quoted = ValueReader.quote(said);
    return new RowNote(line.line(), "", outcome, reason, new Text(quoted, quoted));
  }

  /** The columns stand so many times side by side. */
  static RowNote sideBySide(int blocks) {
    return new RowNote(
        0,
        "",
        RowNote.Kind.CHECK,
        new Text(
            "같은 열이 나란히 " + blocks + "번 있어, 한 줄에서 기록을 " + blocks + "개까지 읽었습니다. 줄 번호는 파일의 줄입니다.",
            "the same columns stand side by side "
                + blocks
                + " times, so a line has up to "
                + blocks
                + " records; lines are numbered as in the file"));
  }

  private static Text unit(String unit) {
    return StatedUnits.isUnclear(unit)
        ? new Text(
            "표 위에 단위가 여럿 적혀 있어 어느 것인지 알 수 없습니다: " + unit + ". 열 이름에 적어 주세요.",
            "several units stand above the table: "
                + unit
                + "; write the right one into the header")
        : new Text(
            "표 위에 적힌 단위로 읽습니다: " + unit,
            "is read in the unit that stands above the table: " + unit);
  }

  /** Notes on the whole of a table. */
  static List<RowNote> of(
      ImportRequest request, TableRecords records, TableHeader header, List<String> measured) {
    List<NoRecord.Sense> senses = header.senses(request.layer());
    List<RowNote> found = new ArrayList<>(records.notes());
    for (int i = 0; i < header.size(); i++) {
      boolean isKept = senses.get(i) != NoRecord.Sense.UNUSED;
      if (isKept && records.hiddenColumns().get(i)) {
        found.add(
            new RowNote(
                0,
                header.names().get(i),
                RowNote.Kind.CHECK,
                new Text(
                    "파일에서 숨긴 열입니다. 함께 넣었습니다.",
                    "the column is hidden in the file; it was taken too")));
      }
    }
    for (int i = 0; i < header.size(); i++) {
      if (!measured.get(i).equals(header.names().get(i))) {
        String unit = UnitReader.ofHeader(measured.get(i));
        found.add(new RowNote(0, header.names().get(i), RowNote.Kind.CHECK, unit(unit)));
      }
    }
    List<String> serial =
        request.idFrom().stream()
            .filter(name -> !name.equals(IdMaker.COUNT) && ColumnMatcher.isSerial(name))
            .toList();
    if (!serial.isEmpty() && request.idPrefix().isBlank()) {
      found.add(
          new RowNote(
              0,
              serial.get(0),
              RowNote.Kind.CHECK,
              new Text(
                  "파일마다 1부터 다시 세는 번호를 id로 씁니다. 다른 파일의 행을 바꿀 수 있으니 --id-prefix 로 구별하세요.",
                  "counts from 1 in every file, so it may replace rows of another one; tell files apart with --id-prefix")));
    }
    return found;
  }
}
