package kr.maeul.exchange;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a workbook row by row: no more than the first rows of a sheet are held in memory, to see
 * how wide its columns should be. Each sheet says beforehand how many rows it has, so that programs
 * which go by a sheet's dimension see all of them. Texts are written as texts, never as formulas;
 * the header stays in view. For one thread.
 */
public final class WorkbookFile implements Closeable {
  private static final int MOST_CHARACTERS_OF_A_CELL = 32_767;
  private static final int LONGEST_SHEET_NAME = 31;
  private static final int WIDEST_COLUMN = 60;
  private static final int NARROWEST_COLUMN = 8;
  private static final int ROWS_MEASURED = 200;

  /** Day 0 of spreadsheets, for all days from {@link #FIRST_DAY} on; before, they miscount. */
  private static final long DAY_ZERO = LocalDate.of(1899, 12, 30).toEpochDay();

  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);
  private static final int PLAIN = 0;
  private static final int HEADER = 1;
  private static final int DAY = 2;
  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  /** What a reader would take for an escaped character, although somebody wrote it. */
  private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private final ZipOutputStream zip;
  private final Writer xml;
  private final int sheets;
  private int begun;
  private Sheet open;

  /**
   * Begins a workbook.
   *
   * @param out closed with it
   * @param application that made it, as the file's properties name it
   * @param titles of the sheets, in their order
   */
  public WorkbookFile(OutputStream out, String application, List<String> titles)
      throws IOException {
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    this.sheets = titles.size();
    this.xml =
        new BufferedWriter(
            new OutputStreamWriter(
                new FilterOutputStream(zip) {
                  @Override
                  public void write(byte[] bytes, int from, int length) throws IOException {
                    zip.write(bytes, from, length);
                  }

                  @Override
                  public void flush() {
                    // a part is ended, not the file
                  }
                },
                StandardCharsets.UTF_8),
            1 << 16);
    contents(application, titles);
  }

  private void contents(String application, List<String> titles) throws IOException {
    StringBuilder types = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    StringBuilder names = new StringBuilder();
    Set<String> taken = new HashSet<>();
    for (int i = 1; i <= sheets; i++) {
      types.append(override("/xl/worksheets/sheet" + i + ".xml", TYPE + "worksheet+xml"));
      relations.append(
          "<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
              .formatted(i, RELATIONS, i));
      String name = escaped(sheetName(titles.get(i - 1), taken));
      names.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(name, i, i));
    }
    part(
        "[Content_Types].xml",
        "<Types xmlns=\""
            + PACKAGE
            + "/content-types\"><Default Extension=\"rels\" ContentType=\""
            + "application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + override("/xl/workbook.xml", TYPE + "sheet.main+xml")
            + override("/xl/styles.xml", TYPE + "styles+xml")
            + override(
                "/docProps/app.xml",
                "application/vnd.openxmlformats-officedocument.extended-properties+xml")
            + types
            + "</Types>");
    part(
        "_rels/.rels",
        relationships(
            "<Relationship Id=\"rId1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/>"
                    .formatted(RELATIONS)
                + "<Relationship Id=\"rId2\" Type=\"%s/extended-properties\" Target=\"docProps/app.xml\"/>"
                    .formatted(RELATIONS)));
    part(
        "docProps/app.xml",
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
            + "extended-properties\"><Application>"
            + escaped(application)
            + "</Application></Properties>");
    part(
        "xl/workbook.xml",
        "<workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + RELATIONS
            + "\"><sheets>"
            + names
            + "</sheets></workbook>");
    part(
        "xl/_rels/workbook.xml.rels",
        relationships(
            relations
                + "<Relationship Id=\"rId%d\" Type=\"%s/styles\" Target=\"styles.xml\"/>"
                    .formatted(sheets + 1, RELATIONS)));
    part("xl/styles.xml", STYLES);
  }

  /** Plain; a header; a day. */
  private static final String STYLES =
      "<styleSheet xmlns=\""
          + MAIN
          + "\">"
          + "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
          + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
          + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
          + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
          + "<fill><patternFill patternType=\"gray125\"/></fill>"
          + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8E2D4\"/></patternFill></fill>"
          + "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border>"
          + "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\""
          + " borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\">"
          + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
          + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\""
          + " applyFill=\"1\" applyAlignment=\"1\"><alignment wrapText=\"1\"/></xf>"
          + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
          + " applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

  private static String override(String part, String type) {
    return "<Override PartName=\"%s\" ContentType=\"%s\"/>".formatted(part, type);
  }

  private static String relationships(String inner) {
    return "<Relationships xmlns=\"" + PACKAGE + "/relationships\">" + inner + "</Relationships>";
  }

  private void part(String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    xml.write(XML);
    xml.write(content);
    xml.flush();
    zip.closeEntry();
  }

  /**
   * Begins the next sheet; the one before has to be closed.
   *
   * @param rows how many will come, the headers aside
   */
  public Sheet sheet(List<String> headers, int rows) throws IOException {
    if (open != null || begun == sheets) {
      throw new IllegalStateException("sheet " + begun + " of " + sheets);
    }
    begun++;
    zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + begun + ".xml"));
    open = new Sheet(headers, rows);
    return open;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** A sheet that is being written. */
  public final class Sheet implements Closeable {
    private final List<String> headers;
    private final int rows;
    private final List<List<Object>> first = new ArrayList<>();
    private int written;
    private boolean isBegun;

    private Sheet(List<String> headers, int rows) {
      this.headers = headers;
      this.rows = rows;
    }

    /** Adds a row: texts, numbers, days, yes or no, or null for nothing. */
    public void row(List<Object> values) throws IOException {
      if (isBegun) {
        put(values);
        return;
      }
      first.add(values);
      if (first.size() == ROWS_MEASURED) {
        begin();
      }
    }

    private void begin() throws IOException {
      isBegun = true;
      String last = column(Math.max(1, headers.size()) - 1) + (rows + 1);
      xml.write(XML + "<worksheet xmlns=\"" + MAIN + "\"><dimension ref=\"A1:" + last + "\"/>");
      xml.write(
          "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\"");
      xml.write(" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
      for (int column = 0; column < headers.size(); column++) {
        xml.write(
            "<col min=\"%d\" max=\"%d\" width=\"%d\" customWidth=\"1\"/>"
                .formatted(column + 1, column + 1, widthOf(column)));
      }
      xml.write("</cols><sheetData>");
      put(headers, HEADER);
      for (List<Object> values : first) {
        put(values);
      }
      first.clear();
    }

    private int widthOf(int column) {
      int widest = width(headers.get(column));
      for (List<Object> values : first) {
        if (column < values.size() && values.get(column) != null) {
          widest = Math.max(widest, width(values.get(column).toString()));
        }
      }
      return Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, widest + 2));
    }

    private void put(List<Object> values) throws IOException {
      put(values, PLAIN);
    }

    private void put(List<?> values, int style) throws IOException {
      written++;
      xml.write("<row r=\"" + written + "\">");
      for (int column = 0; column < values.size(); column++) {
        if (values.get(column) != null) {
          cell(column(column) + written, values.get(column), style);
        }
      }
      xml.write("</row>");
    }

    private void cell(String at, Object value, int style) throws IOException {
      if (value instanceof Number number) {
        if (Double.isFinite(number.doubleValue())) {
          xml.write("<c r=\"" + at + "\"><v>" + plain(number) + "</v></c>");
        }
      } else if (value instanceof LocalDate day && !day.isBefore(FIRST_DAY)) {
        long days = day.toEpochDay() - DAY_ZERO;
        xml.write("<c r=\"" + at + "\" s=\"" + DAY + "\"><v>" + days + "</v></c>");
      } else if (value instanceof Boolean yes) {
        xml.write("<c r=\"" + at + "\" t=\"b\"><v>" + (yes ? 1 : 0) + "</v></c>");
      } else {
        xml.write("<c r=\"" + at + "\" t=\"inlineStr\" s=\"" + style + "\"><is>");
        String text = LIKE_AN_ESCAPE.matcher(clean(value.toString())).replaceAll("_x005F_");
        xml.write("<t xml:space=\"preserve\">" + escaped(text) + "</t></is></c>");
      }
    }

    /** Ends the sheet; as many rows as were said must have come. */
    @Override
    public void close() throws IOException {
      if (!isBegun) {
        begin();
      }
      if (written != rows + 1) {
        throw new IllegalStateException(written - 1 + " rows of " + rows);
      }
      xml.write("</sheetData></worksheet>");
      xml.flush();
      zip.closeEntry();
      open = null;
    }
  }

  private static String plain(Number number) {
    return number instanceof Double || number instanceof Float
        ? BigDecimal.valueOf(number.doubleValue()).toPlainString()
        : number.toString();
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

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#13;");
  }

  private static String sheetName(String title, Set<String> taken) {
    String clean = clean(title).replaceAll("[\\[\\]:*?/\\\\'\\p{Cc}]", " ").strip();
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
}
