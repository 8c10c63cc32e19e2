package kr.maeul.exchange.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.Limits;
import kr.maeul.exchange.row.TextEncoding;

/** The lines of a CSV file. */
public final class CsvRecords implements TableRecords {
  private static final int LONGEST_LINE_SNIFFED = 1 << 16;

  private final String format;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private long lastLine = 1;

  /**
   * @param in the file from its beginning
   */
  public CsvRecords(TextEncoding encoding, InputStream in) throws IOException {
    BufferedReader text = new BufferedReader(encoding.reader(in), LONGEST_LINE_SNIFFED);
    char separator = separator(text);
    this.reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .build(
                CsvRecordHandler.of(
                    h ->
                        h.maxFields(TableSource.MOST_COLUMNS)
                            .maxFieldSize(Limits.FEATURE_BYTES)
                            .maxRecordSize(Limits.FEATURE_BYTES)),
                text);
    this.records = reader.iterator();
    this.format =
        "CSV, " + encoding.title() + ", \"" + (separator == '\t' ? "\\t" : separator) + "\"";
  }

  @Override
  public Line next() throws IOException, InvalidFileException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      lastLine = record.getStartingLineNumber();
      return new Line(lastLine, record.getFields());
    } catch (CsvParseException e) {
      String detail = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new InvalidFileException(
          lastLine
              + "번째 줄 다음부터 읽을 수 없습니다. 닫히지 않은 따옴표(\")가 있거나 파일이 끊겼거나 한 줄이 "
              + Limits.FEATURE_MEBIBYTES
              + " MiB를 넘습니다.",
          "cannot be read after line "
              + lastLine
              + ": a quote is not closed, the file is cut off, or a row is over "
              + Limits.FEATURE_MEBIBYTES
              + " MiB ("
              + detail
              + ")");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The separator that the first line has most of, outside quotes. */
  private static char separator(Reader text) throws IOException {
    text.mark(LONGEST_LINE_SNIFFED);
    int[] counts = new int[3];
    boolean quoted = false;
    int c = text.read();
    for (int i = 1; i < LONGEST_LINE_SNIFFED && c >= 0 && (quoted || c != '\n'); i++) {
      quoted ^= c == '"';
      int which = quoted ? -1 : ",;\t".indexOf(c);
      if (which >= 0) {
        counts[which]++;
      }
      c = text.read();
    }
    text.reset();
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return ",;\t".charAt(best);
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public boolean linesAreWhole() {
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
