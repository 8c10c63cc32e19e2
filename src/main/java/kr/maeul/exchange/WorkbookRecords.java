package kr.maeul.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * The lines of the first visible sheet of an Excel workbook (xlsx). Formulas are not reckoned: what
 * counts is the value that was saved with them. A number is read as it is stored, whatever its
 * format shows, and a date by its format.
 */
final class WorkbookRecords implements TableRecords {
  private static final Set<String> DATE_FORMATS =
      Set.of(
          "14", "15", "16", "17", "22", "27", "28", "29", "30", "31", "34", "35", "36", "50", "51",
          "52", "53", "54", "57", "58");

  private static final int SHOWN_DIGITS = 6;

  private final ReadableWorkbook book;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final String format;
  private long lastLine;

  /**
   * @param in the file from its beginning; all of it is read
   * @throws BadFileException if it is no workbook, or larger than {@link WorkbookLimits} allow
   */
  WorkbookRecords(InputStream in) throws IOException, BadFileException {
    byte[] file = WorkbookLimits.read(in);
    ReadableWorkbook opened = null;
    try {
      opened = open(file);
      List<Sheet> sheets =
          opened.getSheets().filter(s -> s.getVisibility() == SheetVisibility.VISIBLE).toList();
      if (sheets.isEmpty()) {
        throw new BadFileException("보이는 시트가 없습니다.", "no sheet is visible");
      }
      Sheet sheet = sheets.get(0);
      String others = sheets.size() == 1 ? "" : " (+" + (sheets.size() - 1) + ")";
      this.format = "XLSX, \"" + sheet.getName() + "\"" + others;
      this.stream = sheet.openStream();
      this.rows = stream.iterator();
      this.book = opened;
    } catch (RuntimeException | IOException e) {
      close(opened);
      throw broken(0, e);
    } catch (BadFileException e) {
      close(opened);
      throw e;
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

  @Override
  public Line next() throws BadFileException {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      Row row = rows.next();
      lastLine = row.getRowNum();
      int width = row.getCellCount();
      if (width > TableSource.MOST_COLUMNS) {
        throw new BadFileException(
            lastLine + "번째 줄에 열이 너무 많습니다 (최대 " + TableSource.MOST_COLUMNS + "개).",
            "line " + lastLine + " has more than " + TableSource.MOST_COLUMNS + " columns");
      }
      List<String> cells = new ArrayList<>(width);
      for (int i = 0; i < width; i++) {
        cells.add(text(row.getOptionalCell(i).orElse(null)));
      }
      return new Line(lastLine, cells);
    } catch (RuntimeException e) {
      // The library has no common type for what is wrong with a file.
      throw broken(lastLine, e);
    }
  }

  private static String text(Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
    return switch (cell.getType()) {
      case NUMBER -> isDate(cell) ? date(cell, raw) : number(raw);
      case BOOLEAN -> "1".equals(raw) ? "Y" : "N";
      case FORMULA -> isNumber(raw) ? number(raw) : raw;
      case ERROR -> raw;
      default -> cell.getText();
    };
  }

  private static boolean isDate(Cell cell) {
    if (cell.getDataFormatId() != null && DATE_FORMATS.contains(cell.getDataFormatId())) {
      return true;
    }
    String pattern = cell.getDataFormatString();
    if (pattern == null) {
      return false;
    }
    String letters =
        pattern.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
    return letters.contains("yy") || letters.contains("d") && letters.contains("m");
  }

  private static String date(Cell cell, String raw) {
    try {
      LocalDateTime time = cell.asDate();
      boolean isDay = time.toLocalTime().equals(LocalTime.MIDNIGHT);
      return isDay ? time.toLocalDate().toString() : time.withNano(0).toString();
    } catch (ExcelReaderException | DateTimeException | NumberFormatException e) {
      return raw;
    }
  }

  private static boolean isNumber(String raw) {
    return raw.length() <= WorkbookLimits.LONGEST_NUMBER
        && raw.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
  }

  /**
   * As people would write it: 5.211112E9 is 5211112000. A number of more than 15 digits has lost
   * the rest; it stays as it is, so that nobody takes it for a code.
   */
  private static String number(String raw) {
    if (!isNumber(raw)) {
      return raw;
    }
    BigDecimal number = new BigDecimal(raw);
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

  private static BadFileException broken(long line, Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    String detail = " (" + cause.getClass().getSimpleName() + ")";
    return new BadFileException(
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
  public void close() throws IOException {
    stream.close();
    book.close();
  }
}
