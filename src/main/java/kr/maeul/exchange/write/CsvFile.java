package kr.maeul.exchange.write;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.exchange.row.TextEncoding;

/**
 * Writes a table as CSV, row by row. There are no types in it, so a text that a spreadsheet would
 * take for a formula gets an apostrophe in front. For one thread.
 */
public final class CsvFile implements Closeable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** What makes a formula, also as some input methods and full-width keyboards write it. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

  private final CsvWriter csv;
  private final KnownCharacters known;
  private final int columns;

  private CsvFile(OutputStream out, Charset charset, List<String> headers) {
    this.known =
        new KnownCharacters(new BufferedWriter(new OutputStreamWriter(out, charset)), charset);
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(known);
    this.columns = headers.size();
    csv.writeRecord(headers.stream().map(CsvFile::defused).toList());
  }

  /** Begins a file in UTF-8, with the mark by which spreadsheets know that it is. */
  public static CsvFile utf8(OutputStream out, List<String> headers) throws IOException {
    out.write(BYTE_ORDER_MARK);
    return new CsvFile(out, StandardCharsets.UTF_8, headers);
  }

  /** Begins a file in CP949, for spreadsheets that know nothing else. */
  public static CsvFile cp949(OutputStream out, List<String> headers) {
    return new CsvFile(out, TextEncoding.CP949, headers);
  }

  /** Adds a row, as long as the headers or shorter. */
  public void row(List<Object> values) {
    List<String> fields = new ArrayList<>(columns);
    values.forEach(value -> fields.add(field(value)));
    while (fields.size() < columns) {
      fields.add("");
    }
    csv.writeRecord(fields);
  }

  /** How many characters the encoding did not have; a question mark stands for each. */
  public int replaced() {
    return known.replaced;
  }

  @Override
  public void close() throws IOException {
    csv.close();
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

  /** Puts a question mark for what the encoding does not have, one a character, and counts them. */
  private static final class KnownCharacters extends FilterWriter {
    private final CharsetEncoder encoder;
    private int replaced;
    private char high;

    KnownCharacters(Writer out, Charset charset) {
      super(out);
      this.encoder = charset.newEncoder();
    }

    @Override
    public void write(int one) throws IOException {
      char c = (char) one;
      if (Character.isHighSurrogate(c)) {
        high = c;
      } else if (Character.isLowSurrogate(c) && high != 0) {
        put(new String(new char[] {high, c}));
        high = 0;
      } else if (c < 0x80) {
        out.write(c);
      } else {
        put(String.valueOf(c));
      }
    }

    private void put(String character) throws IOException {
      boolean isKnown = encoder.canEncode(character);
      out.write(isKnown ? character : "?");
      replaced += isKnown ? 0 : 1;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        write(text[i]);
      }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        write(text.charAt(i));
      }
    }
  }
}
