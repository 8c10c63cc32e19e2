package kr.maeul.exchange.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kr.maeul.exchange.read.CellText;
import kr.maeul.exchange.read.workbook.BookParts;
import kr.maeul.exchange.read.workbook.Days;
import kr.maeul.exchange.read.workbook.MergedCells;
import kr.maeul.exchange.read.workbook.SheetChoice;
import kr.maeul.exchange.read.workbook.SheetLayout;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.text.Text;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * The lines of one sheet of an Excel workbook (xlsx). Formulas are not reckoned: what counts is the
 * value that was saved with them. A number is read as it is stored, whatever its format shows, but
 * for dates and for zeros in front.
 */
public final class WorkbookRecords implements TableRecords {
  private static final int SHOWN_DIGITS = 6;
  private static final int MOST_ZEROS = 20;

  private final ReadableWorkbook book;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final String format;
  private final Days days;
  private final SheetLayout layout;
  private final MergedCells merged;
  private final List<RowNote> notes;
  private long lastLine;

  /**
   * @param in the file from its beginning; all of it is read
   * @param wanted name or number of the sheet, or null to take the one that fits best
   * @param knows whether a header is known
   * @throws InvalidFileException if it is no workbook, has no such sheet, or is larger than {@link
   *     WorkbookLimits} allow
   */
  public WorkbookRecords(InputStream in, String wanted, Predicate<String> knows)
      throws IOException, InvalidFileException {
    byte[] file = WorkbookLimits.read(in);
    ReadableWorkbook opened = null;
    try (BookParts parts = new BookParts(file)) {
      opened = open(file);
      days = new Days(parts.countsFrom1904());
      SheetChoice choice = SheetChoice.of(opened, wanted, sheet -> known(sheet, knows));
      Sheet sheet = choice.sheet();
      if (sheet == null) {
        throw new InvalidFileException(choice.missing().ko(), choice.missing().en());
      }
      layout = parts.layout(sheet.getId());
      merged = new MergedCells(layout);
      notes = new ArrayList<>();
      choice.alike().forEach(t -> notes.add(new RowNote(0, "", RowNote.Kind.CHECK, t)));
      choice.passedOver().forEach(t -> notes.add(new RowNote(0, "", RowNote.Kind.LEFT_OUT, t)));
      format = "XLSX, \"" + sheet.getName() + "\"";
      stream = sheet.openStream();
      rows = stream.iterator();
      book = opened;
    } catch (RuntimeException | IOException e) {
      close(opened);
      throw broken(0, e);
    } catch (InvalidFileException e) {
      close(opened);
      throw e;
    }
    if (layout.moreUnsaved()) {
      notes.add(
          new RowNote(
              0,
              "",
              RowNote.Kind.CHECK,
              new Text(
                  "저장된 값이 없는 수식이 너무 많아 다 적지 못합니다. 엑셀에서 열어 저장한 뒤 다시 넣으세요.",
                  "too many formulas without a saved value to name all; open the file in Excel, save it, and import it again")));
    }
    if (layout.filtered()) {
      notes.add(
          new RowNote(
              0,
              "",
              RowNote.Kind.CHECK,
              new Text(
                  "필터가 걸린 시트입니다. 가려진 행도 함께 넣습니다. 보이는 행만 넣으려면 새 시트에 복사하세요.",
                  "the sheet is filtered; rows that are not shown are imported too. To import only those shown, copy"
                      + " them to a new sheet")));
    }
  }

  /** Formats tell dates from numbers; a workbook need not have any. */
  private static ReadableWorkbook open(byte[] file) throws IOException {
    try {
      return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
    } catch (RuntimeException e) {
      return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(false, true));
    }
  }

  private static void close(ReadableWorkbook book) throws IOException {
    if (book != null) {
      book.close();
    }
  }

  /** How many columns of a sheet are known. */
  private static long known(Sheet sheet, Predicate<String> knows) throws IOException {
    try (Stream<Row> top = sheet.openStream()) {
      List<Line> first = new ArrayList<>();
      Iterator<Row> rows = top.iterator();
      while (first.size() < HeaderLines.LOOKED_AT && rows.hasNext()) {
        List<String> cells = new ArrayList<>();
        for (Cell cell : rows.next()) {
          boolean isText = cell != null && cell.getValue() instanceof String;
          cells.add(isText ? CellText.clean((String) cell.getValue()) : "");
        }
        first.add(new Line(first.size() + 1, cells));
      }
      return first.isEmpty() ? 0 : HeaderLines.find(first, knows).known(knows);
    }
  }

  @Override
  public Line next() throws InvalidFileException {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      Row row = rows.next();
      lastLine = row.getRowNum();
      int width = row.getCellCount();
      if (width > TableSource.MOST_COLUMNS) {
        throw new InvalidFileException(
            lastLine + "번째 줄에 열이 너무 많습니다 (최대 " + TableSource.MOST_COLUMNS + "개).",
            "line " + lastLine + " has more than " + TableSource.MOST_COLUMNS + " columns");
      }
      List<String> cells = new ArrayList<>(width);
      List<Remark> remarks = new ArrayList<>(0);
      for (int i = 0; i < width; i++) {
        String text = text(row.getOptionalCell(i).orElse(null));
        if (layout.unsaved().contains(SheetLayout.cell(lastLine, i))) {
          remarks.add(new Remark(i, unsaved(i)));
          text = "";
        }
        cells.add(text);
      }
      return new Line(lastLine, cells, remarks, row.isHidden());
    } catch (RuntimeException e) {
      // The library has no common type for what is wrong with a file.
      throw broken(lastLine, e);
    }
  }

  private Text unsaved(int column) {
    String name = SheetLayout.name(lastLine, column);
    return new Text(
        name + " 칸의 수식에 저장된 값이 없습니다. 엑셀에서 열어 저장한 뒤 다시 넣으세요.",
        "the formula in "
            + name
            + " has no saved value; open the file in Excel, save it, and import it again");
  }

  @Override
  public MergedCells.Filled filled(Line line, boolean isRecord) {
    return merged.fill(line.line(), line.cells(), isRecord);
  }

  private String text(Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
    // A formula has the type of what it gave: a number, a text, yes or no.
    Object value = cell.getValue();
    if (value instanceof BigDecimal number) {
      return number(cell, number, raw);
    }
    if (value instanceof Boolean yes) {
      return yes ? "Y" : "N";
    }
    return cell.getType() == CellType.ERROR || value == null ? raw : value.toString();
  }

  private String number(Cell cell, BigDecimal number, String raw) {
    String pattern = cell.getDataFormatString();
    if (Days.isDate(cell.getDataFormatId(), pattern)) {
      String day = days.text(number);
      return day == null ? raw : day;
    }
    String text = number(number, raw);
    if (pattern != null && pattern.matches("0\\.0{1,9}") && text.matches("-?[0-9]+(\\.[0-9]+)?")) {
      // 2019.10 for October is stored as 2019.1.
      BigDecimal shown = new BigDecimal(text);
      return shown.scale() < pattern.length() - 2
          ? shown.setScale(pattern.length() - 2).toPlainString()
          : text;
    }
    boolean showsZeros =
        pattern != null && pattern.length() <= MOST_ZEROS && pattern.matches("00+");
    return showsZeros && text.matches("[0-9]+") && text.length() < pattern.length()
        ? "0".repeat(pattern.length() - text.length()) + text
        : text;
  }

  /**
   * As people would write it: 5.211112E9 is 5211112000. A number of more than 15 digits has lost
   * the rest; it stays as it is, so that nobody takes it for a code.
   */
  private static String number(BigDecimal number, String raw) {
    if (raw.length() > WorkbookLimits.LONGEST_NUMBER || Math.abs((long) number.scale()) > 1000) {
      return raw;
    }
    if (number.precision() - number.scale() > WorkbookLimits.EXACT_DIGITS) {
      return number.round(new MathContext(SHOWN_DIGITS)).stripTrailingZeros().toString();
    }
    return rounded(number).toPlainString();
  }

  /** Without what binary fractions add: 62.400000000000006 is 62.4. */
  private static BigDecimal rounded(BigDecimal number) {
    BigDecimal r = number.round(new MathContext(WorkbookLimits.EXACT_DIGITS));
    return r.signum() == 0 ? BigDecimal.ZERO : r.stripTrailingZeros();
  }

  private static InvalidFileException broken(long line, Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    String detail = " (" + cause.getClass().getSimpleName() + ")";
    return new InvalidFileException(
        "엑셀(xlsx) 파일로 읽을 수 없습니다"
            + (line > 0 ? " (" + line + "번째 줄 다음)" : "")
            + ". 엑셀에서 열어 xlsx나 \"CSV UTF-8(쉼표로 분리)\"로 다시 저장해 주세요."
            + detail,
        "cannot be read as an Excel workbook (xlsx)"
            + (line > 0 ? " after line " + line : "")
            + "; open it in Excel and save it again, as xlsx or as \"CSV UTF-8\""
            + detail);
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public boolean linesAreWhole() {
    return false;
  }

  @Override
  public BitSet hiddenColumns() {
    return layout.hiddenColumns();
  }

  @Override
  public boolean countsFrom1904() {
    return days.countsFrom1904();
  }

  @Override
  public List<RowNote> notes() {
    return notes;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    book.close();
  }
}
