package kr.maeul.exchange.write;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a workbook row by row: no more than some hundred rows are held in memory. Texts are
 * written as texts, never as formulas; the header stays in view; each sheet says how far it
 * reaches, for programs that go by its dimension. The file is made in the temporary folder and
 * handed on at the end. For one thread.
 */
public final class WorkbookFile implements Closeable {
  private static final int MOST_CHARACTERS_OF_A_CELL = 32_767;
  private static final int LONGEST_SHEET_NAME = 31;
  private static final int WIDEST_COLUMN = 60;
  private static final int NARROWEST_COLUMN = 8;

  /** So many rows are kept to see how wide columns are, and between two flushes. */
  private static final int ROWS_HELD = 200;

  /**
   * What fastexcel says of each sheet, whatever is on it
   * (https://github.com/dhatim/fastexcel/issues/452).
   */
  private static final String FASTEXCELS_DIMENSION = "<dimension ref=\"A1\"/>";

  private static final int DIMENSION_WITHIN_BYTES = 2048;

  /** Before it, spreadsheets miscount days. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

  /** What a reader would take for an escaped character, although somebody wrote it. */
  private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private final OutputStream out;
  private final Path draft;
  private final OutputStream drafting;
  private final Workbook workbook;
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> dimensions = new HashMap<>();
  private boolean isOpen;

  /**
   * Begins a workbook.
   *
   * @param out closed with it
   * @param application that made it, as the file's properties name it
   */
  public WorkbookFile(OutputStream out, String application) throws IOException {
    this.out = out;
    this.draft = Files.createTempFile("maeul-", ".xlsx");
    this.drafting = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16);
    this.workbook = new Workbook(drafting, application, "1.0");
  }

  /** Begins the next sheet; the one before has to be closed. */
  public Sheet sheet(String title, List<String> headers) {
    if (isOpen) {
      throw new IllegalStateException("the sheet before is still open");
    }
    isOpen = true;
    return new Sheet(workbook.newWorksheet(sheetName(title)), headers);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      workbook.close();
      drafting.close();
      handOn();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void handOn() throws IOException {
    try (ZipFile made = new ZipFile(draft.toFile(), StandardCharsets.UTF_8)) {
      ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
      for (ZipEntry entry : (Iterable<ZipEntry>) made.stream().<ZipEntry>map(e -> e)::iterator) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = made.getInputStream(entry)) {
          String dimension = dimensions.get(entry.getName());
          if (dimension != null) {
            String head =
                new String(in.readNBytes(DIMENSION_WITHIN_BYTES), StandardCharsets.ISO_8859_1);
            if (!head.contains(FASTEXCELS_DIMENSION)) {
              throw new IllegalStateException("no dimension in " + entry.getName());
            }
            zip.write(
                head.replace(FASTEXCELS_DIMENSION, "<dimension ref=\"" + dimension + "\"/>")
                    .getBytes(StandardCharsets.ISO_8859_1));
          }
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
      zip.finish();
    }
  }

  /** A sheet that is being written. */
  public final class Sheet implements Closeable {
    private final Worksheet sheet;
    private final int[] widths;
    private int rows;

    private Sheet(Worksheet sheet, List<String> headers) {
      this.sheet = sheet;
      this.widths = new int[headers.size()];
      sheet.freezePane(0, 1);
      put(new ArrayList<>(headers));
      for (int column = 0; column < widths.length; column++) {
        sheet.style(0, column).bold().fillColor("E8E2D4").wrapText(true).set();
      }
    }

    /** Adds a row: texts, numbers, days, yes or no, or null for nothing. */
    public void row(List<Object> values) throws IOException {
      put(values);
      if (rows % ROWS_HELD == 0) {
        flush();
      }
    }

    private void put(List<Object> values) {
      for (int column = 0; column < values.size(); column++) {
        Object value = values.get(column);
        if (value != null) {
          put(rows, column, value);
          if (column < widths.length && rows < ROWS_HELD) {
            widths[column] = Math.max(widths[column], width(value.toString()));
          }
        }
      }
      rows++;
    }

    private void put(int row, int column, Object value) {
      if (value instanceof Number number) {
        if (Double.isFinite(number.doubleValue())) {
          sheet.value(row, column, number);
        }
      } else if (value instanceof LocalDate day && !day.isBefore(FIRST_DAY)) {
        sheet.value(row, column, day);
        sheet.style(row, column).format("yyyy-mm-dd").set();
      } else if (value instanceof Boolean yes) {
        sheet.value(row, column, yes);
      } else {
        String text = LIKE_AN_ESCAPE.matcher(clean(value.toString())).replaceAll("_x005F_");
        sheet.inlineString(row, column, text);
      }
    }

    private void flush() throws IOException {
      if (rows <= ROWS_HELD) { // widths come before the first row
        for (int column = 0; column < widths.length; column++) {
          int width = Math.max(NARROWEST_COLUMN, widths[column] + 2);
          sheet.width(column, Math.min(WIDEST_COLUMN, width));
        }
      }
      sheet.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
      sheet.finish();
      String part = "xl/worksheets/sheet" + (dimensions.size() + 1) + ".xml";
      dimensions.put(part, "A1:" + column(Math.max(1, widths.length) - 1) + rows);
      isOpen = false;
    }
  }

  /** The letters of a column, from 0. */
  private static String column(int number) {
    StringBuilder letters = new StringBuilder();
    for (int left = number; left >= 0; left = left / 26 - 1) {
      letters.insert(0, (char) ('A' + left % 26));
    }
    return letters.toString();
  }

  /** In half-width characters: 한글 takes two. */
  private static int width(String text) {
    return text.lines()
        .mapToInt(line -> line.codePoints().map(c -> c < 0x1100 ? 1 : 2).sum())
        .max()
        .orElse(0);
  }

  /** What XML can hold, and no more than a cell can. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || c >= 0x20 && c <= 0xD7FF
                    || c >= 0xE000 && c <= 0xFFFD
                    || c >= 0x10000)
        .forEach(clean::appendCodePoint);
    int end = Math.min(clean.length(), MOST_CHARACTERS_OF_A_CELL);
    if (end > 0 && end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(0, end);
  }

  private String sheetName(String title) {
    String clean = clean(title).replaceAll("[\\[\\]:*?/\\\\'\\p{Cc}]", " ").strip();
    String name =
        clean.isEmpty()
            ? "Sheet"
            : clean.substring(0, Math.min(clean.length(), LONGEST_SHEET_NAME));
    String one = name;
    for (int i = 2; !names.add(one.toLowerCase(Locale.ROOT)); i++) {
      String end = " " + i;
      one = name.substring(0, Math.min(name.length(), LONGEST_SHEET_NAME - end.length())) + end;
    }
    return one;
  }
}
