package kr.maeul.exchange.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import kr.maeul.exchange.korea.StatedUnits;
import kr.maeul.exchange.korea.UnitReader;
import kr.maeul.exchange.mapping.Column;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.Degrees;
import kr.maeul.exchange.mapping.FeatureBuilder;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.read.CellText;
import kr.maeul.exchange.read.NoRecord;
import kr.maeul.exchange.read.workbook.Days;
import kr.maeul.exchange.read.workbook.MergedCells;
import kr.maeul.exchange.read.workbook.SheetLayout;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.InvalidValueException;
import kr.maeul.exchange.row.Row;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Text;

/** A table whose points stand in two columns: a CSV file, a sheet of a workbook. */
public final class TableSource implements FeatureSource {
  static final int MOST_COLUMNS = 2_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Text FROM_ABOVE =
      new Text("세로로 합친 칸의 값을 이 행에도 넣었습니다.", "has the value of the merged cells that it lies in");
  private static final Text SAME_THING =
      new Text(
          "이름이나 번호가 위 행과 합쳐져 있습니다. 한 기록이 여러 줄에 걸친 것인지 확인하세요.",
          "its name or number is merged with the row above; is it one record on several lines?");
  private static final Text NAMELESS =
      new Text(
          "열 이름이 없는 칸의 값은 넣지 않았습니다.", "stands in a column without a name; the value was not taken");
  private static final Text HIDDEN =
      new Text("파일에서 숨긴 행입니다. 함께 넣었습니다.", "the row is hidden in the file; it was taken too");

  private final FeatureBuilder builder;
  private final IdMaker ids;
  private final TableHeader header;
  private final List<NoRecord.Sense> senses;
  private final NoRecord noRecord;
  private final TableRecords records;
  private final TableLines lines;
  private final List<String> measured;
  private final List<RowNote> notes;

  /**
   * @param records the lines from the first on
   * @throws InvalidFileException if the header does not fit the layer
   */
  public TableSource(ImportRequest request, TableRecords records, ColumnMatcher matcher)
      throws IOException, InvalidFileException {
    this.builder = new FeatureBuilder(request);
    this.lines = new TableLines(records, known(request, matcher));
    this.records = lines.records();
    this.header = new TableHeader(lines.names(), request, matcher);
    this.measured = header.measured(lines.units());
    this.senses = header.senses(request.layer());
    this.noRecord = new NoRecord(header.names(), senses);
    boolean makesIds =
        !request.idFrom().isEmpty() && !IdMaker.isOfProperties(request, header.names());
    this.ids = makesIds ? new IdMaker(request.idPrefix(), request.idFrom()) : null;
    this.notes = TableNotes.of(request, this.records, header, measured);
    for (int i = 0; i < header.size(); i++) {
      if (header.column(i) != null) {
        builder.know(header.column(i));
      }
    }
  }

  private static TableParts.Known known(ImportRequest request, ColumnMatcher matcher) {
    Predicate<String> knows = knows(request, matcher);
    return new TableParts.Known() {
      @Override
      public boolean knows(String name) {
        return knows.test(name);
      }

      @Override
      public String meaning(String name) {
        String axis = CoordinateColumns.axis(name);
        return axis == null ? matcher.meaning(name) : axis;
      }

      @Override
      public boolean tells(List<String> names) {
        return matcher.tells(names);
      }
    };
  }

  /** Whether a header means something. */
  public static Predicate<String> knows(ImportRequest request, ColumnMatcher matcher) {
    return name -> matcher.knows(name) || TableHeader.isUsed(name, request);
  }

  @Override
  public Row next() throws IOException, InvalidFileException {
    TableLines.Placed placed = lines.next();
    if (placed == null) {
      return null;
    }
    TableRecords.Line line = placed.line();
    builder.begin(line.line());
    return switch (placed.kind()) {
      case RECORD -> row(line, placed.filled());
      case STRAY -> {
        builder.problem("", TableNotes.STRAY.ko(), TableNotes.STRAY.en());
        yield Row.unreadable(line.line(), builder.problems(), line.cells(), null);
      }
      default -> {
        builder.note(TableNotes.leftOut(line, placed.kind()));
        yield Row.leftOut(line.line(), builder.notes(), line.cells());
      }
    };
  }

  private Row row(TableRecords.Line line, MergedCells.Filled filled) {
    List<String> given = given(filled.cells());
    List<String> own = new ArrayList<>(given);
    filled.filled().stream().forEach(i -> own.set(i, ""));
    NoRecord.Finding finding = noRecord.of(own.stream().map(CellText::clean).toList());
    if (finding != null) {
      boolean isLeftOut = finding.leftOut() && line.remarks().isEmpty();
      String column = nameOf(finding.column());
      if (isLeftOut) {
        String unit = unappliedUnit(own);
        if (!unit.isEmpty()) {
          builder.problem("", TableNotes.UNIT_BELOW.ko() + unit, TableNotes.UNIT_BELOW.en() + unit);
          return Row.unreadable(line.line(), builder.problems(), given, null);
        }
        builder.note(column, RowNote.Kind.LEFT_OUT, finding.reason());
        return Row.leftOut(line.line(), builder.notes(), given);
      }
      if (!finding.leftOut()) {
        builder.note(column, RowNote.Kind.CHECK, finding.reason());
      }
    }
    List<String> cells = given;
    if (cells.size() < header.size() && !records.linesAreWhole()) {
      cells = new ArrayList<>(given);
      while (cells.size() < header.size()) {
        cells.add("");
      }
    }
    if (!isWhole(cells)) {
      return Row.unreadable(line.line(), builder.problems(), cells, null);
    }
    remark(line, filled);
    List<String> plain = cells.stream().map(CellText::clean).toList();
    for (int i = 0; i < plain.size(); i++) {
      if (nameOf(i).isEmpty() && !plain.get(i).isBlank()) {
        builder.note(SheetLayout.letters(i), RowNote.Kind.LEFT_OUT, NAMELESS);
      }
    }
    for (int i = 0; i < header.size(); i++) {
      Column column = header.column(i);
      if (column != null) {
        cell(column, measured.get(i), plain.get(i));
      }
    }
    if (ids != null) {
      String id = ids.make(header.idValues(plain));
      if (id == null) {
        builder.problem(
            "", "id를 만들 열이 모두 비어 있습니다.", "the columns that the id is made of are blank");
      } else {
        builder.id(JSON.textNode(id));
      }
    }
    JsonNode point = header.coordinates().hasPlace() ? point(plain) : null;
    return Row.of(
        line.line(), builder.read(point), builder.problems(), builder.notes(), cells, null);
  }

  /** A unit that a footnote says only when the rows above have been read. */
  private String unappliedUnit(List<String> cells) {
    StatedUnits below = StatedUnits.of(String.join(" ", cells));
    if (below.words().isEmpty()) {
      return "";
    }
    List<String> other = header.measured(lines.units().and(below));
    for (int i = 0; i < other.size(); i++) {
      String name = other.get(i);
      boolean isOther =
          !name.equals(measured.get(i))
              && (UnitReader.isPyeongHeader(name)
                  || UnitReader.isOtherHeader(name, header.column(i).property().unit()));
      if (isOther) {
        return name;
      }
    }
    return "";
  }

  /** What was kept from being a formula in a file of invalid rows is as it was again. */
  private List<String> given(List<String> cells) {
    return header.isBadRowsFile() ? cells.stream().map(CellText::unguarded).toList() : cells;
  }

  private String nameOf(int column) {
    return column >= 0 && column < header.size() ? header.names().get(column) : "";
  }

  private boolean isWhole(List<String> cells) {
    if (cells.size() < header.size()) {
      builder.problem(
          "",
          "칸이 모자랍니다: " + cells.size() + "칸 (열은 " + header.size() + "개). 줄이 끊겼거나 따옴표가 빠졌을 수 있습니다.",
          "too few cells: "
              + cells.size()
              + " of "
              + header.size()
              + "; the line may be cut off or lack a quote");
      return false;
    }
    boolean isLonger =
        !cells.subList(header.size(), cells.size()).stream().allMatch(String::isBlank);
    if (isLonger && records.linesAreWhole()) {
      builder.problem(
          "",
          "칸이 남습니다: " + cells.size() + "칸 (열은 " + header.size() + "개). 쉼표가 든 값은 따옴표로 묶어야 합니다.",
          "too many cells: "
              + cells.size()
              + " for "
              + header.size()
              + "; a value with a comma must be quoted");
      return false;
    }
    return true;
  }

  /** Says what the file says of cells beside their values. */
  private void remark(TableRecords.Line line, MergedCells.Filled filled) {
    if (line.hidden()) {
      builder.note("", RowNote.Kind.CHECK, HIDDEN);
    }
    for (TableRecords.Remark remark : line.remarks()) {
      if (isKept(remark.column())) {
        builder.note(nameOf(remark.column()), RowNote.Kind.LEFT_BLANK, remark.reason());
      }
    }
    for (int i = filled.filled().nextSetBit(0); i >= 0; i = filled.filled().nextSetBit(i + 1)) {
      if (isKept(i)) {
        builder.note(nameOf(i), RowNote.Kind.CHANGED, FROM_ABOVE);
      }
      NoRecord.Sense sense = i < senses.size() ? senses.get(i) : NoRecord.Sense.UNUSED;
      if (sense == NoRecord.Sense.SERIAL || sense == NoRecord.Sense.NAME) {
        builder.note(nameOf(i), RowNote.Kind.CHECK, SAME_THING);
      }
    }
  }

  private boolean isKept(int column) {
    return column < senses.size() && senses.get(column) != NoRecord.Sense.UNUSED;
  }

  private void cell(Column column, String name, String text) {
    boolean isUsed = column.property() != null || column.isId();
    if (text.indexOf('\uFFFD') >= 0) {
      builder.problem(column.header(), "깨진 글자(�)가 있습니다.", "has a broken character (�)");
    } else if (CellText.isError(text) && isUsed) {
      builder.note(column.header(), RowNote.Kind.LEFT_BLANK, error(text));
    } else if (!column.isId() || ids == null) {
      builder.cell(
          column, name, text.indexOf('\r') < 0 ? day(column, text) : text.replace("\r\n", "\n"));
    }
  }

  private static Text error(String text) {
    return new Text(
        "엑셀 오류 값(" + text.strip() + ")이라 비웁니다.",
        "shows the error " + text.strip() + "; left blank");
  }

  /** Where a workbook counts from 1904, so do its dates that are not shown as such. */
  private String day(Column column, String text) {
    boolean isDay =
        records.countsFrom1904()
            && column.property() != null
            && (column.property().type() == PropertyType.DATE
                || column.property().type() == PropertyType.DATE_TIME);
    return isDay && text.matches("[0-9]{4,5}")
        ? Integer.toString(Integer.parseInt(text) + Days.FROM_1904)
        : text;
  }

  private JsonNode point(List<String> cells) {
    String longitude = header.coordinates().longitudeOf(cells);
    String latitude = header.coordinates().latitudeOf(cells);
    if (CellText.isError(longitude) || CellText.isError(latitude)) {
      builder.note(
          header.coordinates().placeNames(),
          RowNote.Kind.LEFT_BLANK,
          error(CellText.isError(longitude) ? longitude : latitude));
      return null;
    }
    if (Degrees.isBlank(longitude) && Degrees.isBlank(latitude)) {
      return null;
    }
    if (Degrees.isZeroOrBlank(longitude) && Degrees.isZeroOrBlank(latitude)) {
      return point(0, 0); // no place, which is told
    }
    Double x = degrees(header.coordinates().longitudeName(), longitude);
    Double y = degrees(header.coordinates().latitudeName(), latitude);
    if (x == null || y == null) {
      return null;
    }
    return point(x, y);
  }

  private static ObjectNode point(double x, double y) {
    ObjectNode point = JSON.objectNode().put("type", "Point");
    point.putArray("coordinates").add(x).add(y);
    return point;
  }

  private Double degrees(String column, String text) {
    try {
      return Degrees.read(text);
    } catch (InvalidValueException e) {
      builder.problem(column, e);
      return null;
    }
  }

  @Override
  public String format() {
    return records.format();
  }

  @Override
  public boolean placesAreLines() {
    return true;
  }

  @Override
  public List<String> header() {
    return header.names();
  }

  @Override
  public List<String> measuredHeader() {
    return measured;
  }

  @Override
  public List<String> placeColumns() {
    return header.coordinates().placeColumns();
  }

  @Override
  public List<RowNote> notes() {
    return notes;
  }

  @Override
  public String columnOf(String pointer) {
    if (pointer.startsWith("/geometry")) {
      return header.coordinates().placeNames();
    }
    if (pointer.startsWith("/properties/")) {
      return builder.columnOf(pointer.substring("/properties/".length()).split("/", 2)[0]);
    }
    return pointer.equals("/id") ? "id" : "";
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
