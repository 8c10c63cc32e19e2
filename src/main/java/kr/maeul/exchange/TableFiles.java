package kr.maeul.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes tables as files that spreadsheets open. A text never becomes a formula: in a workbook it
 * is written as a text, and in CSV, where there are no types, one that a spreadsheet would take for
 * a formula gets an apostrophe in front. Stateless.
 */
public final class TableFiles {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int MOST_CHARACTERS_OF_A_CELL = 32_767;
  private static final int LONGEST_SHEET_NAME = 31;
  private static final int WIDEST_COLUMN = 60;
  private static final int NARROWEST_COLUMN = 8;

  /** What makes a formula, also as some input methods and full-width keyboards write it. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

  private TableFiles() {}

  /**
   * Writes a workbook of one sheet a table, whose header stays in view.
   *
   * @param application that made it, as the file's properties name it
   */
  public static void xlsx(OutputStream out, String application, List<Table> tables)
      throws IOException {
    Set<String> names = new HashSet<>();
    try (Workbook workbook = new Workbook(out, application, "1.0")) {
      for (Table table : tables) {
        write(workbook.newWorksheet(sheetName(table.title(), names)), table);
      }
    }
  }

  private static void write(Worksheet sheet, Table table) {
    int[] widths = new int[table.headers().size()];
    for (int column = 0; column < widths.length; column++) {
      String header = cell(table.headers().get(column));
      sheet.value(0, column, header);
      sheet.style(0, column).bold().fillColor("E8E2D4").wrapText(true).set();
      widths[column] = width(header);
    }
    int row = 1;
    for (List<Object> values : table.rows()) {
      for (int column = 0; column < values.size(); column++) {
        Object value = values.get(column);
        put(sheet, row, column, value);
        if (value != null && column < widths.length) {
          widths[column] = Math.max(widths[column], width(value.toString()));
        }
      }
      row++;
    }
    for (int column = 0; column < widths.length; column++) {
      sheet.width(column, Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, widths[column] + 2)));
    }
    sheet.freezePane(0, 1);
  }

  private static void put(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (value instanceof LocalDate day) {
      sheet.value(row, column, day);
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else if (value instanceof Boolean yes) {
      sheet.value(row, column, yes);
    } else if (value != null) {
      sheet.value(row, column, cell(value.toString()));
    }
  }

  /** In half-width characters: 한글 takes two. */
  private static int width(String text) {
    return text.lines()
        .mapToInt(line -> line.codePoints().map(c -> c < 0x1100 ? 1 : 2).sum())
        .max()
        .orElse(0);
  }

  /** What XML can hold, and no more than a cell can. */
  private static String cell(String text) {
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

  private static String sheetName(String title, Set<String> taken) {
    String clean = cell(title).replaceAll("[\\[\\]:*?/\\\\'\\p{Cc}]", " ").strip();
    String name =
        clean.isEmpty()
            ? "Sheet"
            : clean.substring(0, Math.min(clean.length(), LONGEST_SHEET_NAME));
    String one = name;
    for (int i = 2; !taken.add(one.toLowerCase(Locale.ROOT)); i++) {
      String end = " " + i;
      one = name.substring(0, Math.min(name.length(), LONGEST_SHEET_NAME - end.length())) + end;
    }
    return one;
  }

  /** The table as CSV in UTF-8, with the mark by which spreadsheets know that it is. */
  public static byte[] csv(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(BYTE_ORDER_MARK);
    out.writeBytes(text(table).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /**
   * The table as CSV in CP949.
   *
   * @param replaced how many characters CP949 does not have; a question mark stands for each
   */
  public record Cp949(byte[] bytes, int replaced) {}

  /** The table as CSV in CP949, for spreadsheets that know nothing else. */
  public static Cp949 cp949(Table table) {
    CharsetEncoder encoder = TextEncoding.CP949.newEncoder();
    StringBuilder known = new StringBuilder();
    int[] replaced = new int[1];
    text(table)
        .codePoints()
        .forEach(
            c -> {
              String character = Character.toString(c);
              boolean isKnown = encoder.canEncode(character);
              known.append(isKnown ? character : "?");
              replaced[0] += isKnown ? 0 : 1;
            });
    return new Cp949(known.toString().getBytes(TextEncoding.CP949), replaced[0]);
  }

  private static String text(Table table) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      csv.writeRecord(table.headers().stream().map(TableFiles::defused).toList());
      for (List<Object> row : table.rows()) {
        List<String> fields = new ArrayList<>();
        row.forEach(value -> fields.add(field(value)));
        while (fields.size() < table.headers().size()) {
          fields.add("");
        }
        csv.writeRecord(fields);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String field(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    return value instanceof Number ? value.toString() : defused(value.toString());
  }

  /** Blanks in front do not keep a spreadsheet from seeing a formula, nor do quotes. */
  private static String defused(String text) {
    String bare = text.stripLeading();
    boolean isFormula =
        !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0
            || !bare.isEmpty() && BEGINS_A_FORMULA.indexOf(bare.charAt(0)) >= 0;
    return isFormula ? "'" + text : text;
  }
}
