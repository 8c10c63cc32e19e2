package kr.maeul.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks by hand, the honest ones and the others. */
public final class Workbook {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final String MAIN =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private Workbook() {}

  /** A cell as XML. */
  record Raw(String type, String style, String inner) {}

  static Raw number(String value) {
    return new Raw("n", "0", "<v>" + value + "</v>");
  }

  /** A day counted from 1900, in a format of dates. */
  static Raw date(int serial) {
    return new Raw("n", "1", "<v>" + serial + "</v>");
  }

  static Raw formula(String formula, String saved) {
    return new Raw("str", "0", "<f>" + formula + "</f><v>" + saved + "</v>");
  }

  /** Rows of texts and {@link Raw} cells. */
  public static byte[] of(List<? extends List<?>> rows) throws IOException {
    return ofSheet(rows(rows), "");
  }

  /** The same with cells merged, such as {@code B2:B3}. */
  static byte[] merged(List<? extends List<?>> rows, String... ranges) throws IOException {
    StringBuilder merges = new StringBuilder("<mergeCells count=\"" + ranges.length + "\">");
    for (String range : ranges) {
      merges.append("<mergeCell ref=\"" + range + "\"/>");
    }
    return ofSheet(rows(rows), "", merges + "</mergeCells>");
  }

  private static String rows(List<? extends List<?>> rows) {
    StringBuilder sheet = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      sheet.append("<row r=\"").append(r + 1).append("\">");
      for (int c = 0; c < rows.get(r).size(); c++) {
        cell(sheet, name(c) + (r + 1), rows.get(r).get(c));
      }
      sheet.append("</row>");
    }
    return sheet.toString();
  }

  private static void cell(StringBuilder sheet, String name, Object value) {
    if (value instanceof Raw raw) {
      sheet
          .append("<c r=\"" + name + "\" t=\"" + raw.type() + "\" s=\"" + raw.style() + "\">")
          .append(raw.inner())
          .append("</c>");
    } else if (!value.toString().isEmpty()) {
      String text =
          value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      sheet
          .append("<c r=\"" + name + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
          .append(text)
          .append("</t></is></c>");
    }
  }

  private static String name(int column) {
    return column < 26
        ? "" + (char) ('A' + column)
        : "" + (char) ('A' + column / 26 - 1) + (char) ('A' + column % 26);
  }

  /**
   * @param rows what stands within {@code sheetData}
   * @param prolog what stands before the root element
   */
  static byte[] ofSheet(String rows, String prolog) throws IOException {
    return ofSheet(rows, prolog, "");
  }

  private static byte[] ofSheet(String rows, String prolog, String epilog) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      frame(zip);
      put(
          zip,
          "xl/worksheets/sheet1.xml",
          XML
              + prolog
              + "<worksheet "
              + MAIN
              + "><sheetData>"
              + rows
              + "</sheetData>"
              + epilog
              + "</worksheet>");
    }
    return bytes.toByteArray();
  }

  /** A workbook one of whose parts is blown up to many mebibytes of blanks. */
  static byte[] blownUp(String part, int mebibytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      frame(zip);
      put(
          zip,
          "xl/worksheets/sheet1.xml",
          XML + "<worksheet " + MAIN + "><sheetData></sheetData></worksheet>");
      zip.putNextEntry(new ZipEntry(part));
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < mebibytes; i++) {
        zip.write(blanks);
      }
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static void frame(ZipOutputStream zip) throws IOException {
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    put(
        zip,
        "[Content_Types].xml",
        XML
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
            + type
            + "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\""
            + type
            + "styles+xml\"/></Types>");
    put(
        zip,
        "xl/workbook.xml",
        XML
            + "<workbook "
            + MAIN
            + " xmlns:r=\""
            + OFFICE
            + "\"><sheets><sheet name=\"빈집\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    put(
        zip,
        "xl/_rels/workbook.xml.rels",
        XML
            + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"rId1\" Type=\""
            + OFFICE
            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
    put(
        zip,
        "xl/styles.xml",
        XML
            + "<styleSheet "
            + MAIN
            + "><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
