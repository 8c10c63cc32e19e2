package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;

/** A CSV file whose points stand in two columns. */
final class CsvSource implements FeatureSource {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_COLUMNS = 2_000;
  private static final int LONGEST_LINE_SNIFFED = 1 << 16;

  private final FeatureBuilder builder;
  private final IdMaker ids;
  private final CsvHeader header;
  private final String format;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private long lastLine = 1;

  /**
   * @param in the file from its beginning
   * @throws BadFileException if the header does not fit the layer
   */
  CsvSource(ImportRequest request, TextEncoding encoding, InputStream in, ColumnMatcher matcher)
      throws IOException, BadFileException {
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
                        h.maxFields(MOST_COLUMNS)
                            .maxFieldSize(Limits.FEATURE_BYTES)
                            .maxRecordSize(Limits.FEATURE_BYTES)),
                text);
    this.records = reader.iterator();
    this.builder = new FeatureBuilder(request);
    this.ids =
        request.idFrom().isEmpty() ? null : new IdMaker(request.idPrefix(), request.idFrom());
    CsvRecord first = read();
    if (first == null) {
      throw new BadFileException("빈 파일입니다.", "the file is empty");
    }
    this.header = new CsvHeader(first.getFields(), request, matcher);
    this.format =
        "CSV, " + encoding.title() + ", \"" + (separator == '\t' ? "\\t" : separator) + "\"";
  }

  @Override
  public Row next() throws IOException, BadFileException {
    CsvRecord record;
    do {
      record = read();
    } while (record != null && record.getFields().stream().allMatch(String::isBlank));
    return record == null ? null : row(record.getStartingLineNumber(), record.getFields());
  }

  private Row row(long line, List<String> cells) {
    builder.begin(line);
    if (cells.size() < header.size()) {
      builder.problem(
          "",
          "칸이 모자랍니다: " + cells.size() + "칸 (열은 " + header.size() + "개). 줄이 끊겼거나 따옴표가 빠졌을 수 있습니다.",
          "too few cells: "
              + cells.size()
              + " of "
              + header.size()
              + "; the line may be cut off or lack a quote");
      return new Row(line, null, builder.problems(), cells, null);
    }
    if (!cells.subList(header.size(), cells.size()).stream().allMatch(String::isBlank)) {
      builder.problem(
          "",
          "칸이 남습니다: " + cells.size() + "칸 (열은 " + header.size() + "개). 쉼표가 든 값은 따옴표로 묶어야 합니다.",
          "too many cells: "
              + cells.size()
              + " for "
              + header.size()
              + "; a value with a comma must be quoted");
      return new Row(line, null, builder.problems(), cells, null);
    }
    for (int i = 0; i < header.size(); i++) {
      Column column = header.column(i);
      if (column != null) {
        cell(column, cells.get(i));
      }
    }
    if (ids != null) {
      String id = ids.make(header.idValues(cells));
      if (id == null) {
        builder.problem(
            "", "id를 만들 열이 모두 비어 있습니다.", "the columns that the id is made of are blank");
      } else {
        builder.id(JSON.textNode(id));
      }
    }
    JsonNode point = header.hasPlace() ? point(cells) : null;
    return new Row(line, builder.feature(point), builder.problems(), cells, null);
  }

  private void cell(Column column, String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      builder.problem(column.header(), "깨진 글자(�)가 있습니다.", "has a broken character (�)");
    } else if (!column.isId() || ids == null) {
      builder.cell(column, text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n"));
    }
  }

  private JsonNode point(List<String> cells) {
    String longitude = header.longitudeOf(cells);
    String latitude = header.latitudeOf(cells);
    if (longitude.isBlank() && latitude.isBlank()) {
      return null;
    }
    Double x = degrees(header.longitudeName(), longitude);
    Double y = degrees(header.latitudeName(), latitude);
    if (x == null || y == null) {
      return null;
    }
    ObjectNode point = JSON.objectNode().put("type", "Point");
    point.putArray("coordinates").add(x).add(y);
    return point;
  }

  private Double degrees(String column, String text) {
    try {
      return Degrees.read(text);
    } catch (BadValueException e) {
      builder.problem(column, e);
      return null;
    }
  }

  private CsvRecord read() throws IOException, BadFileException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      lastLine = record.getStartingLineNumber();
      return record;
    } catch (CsvParseException e) {
      String detail = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new BadFileException(
          lastLine
              + "번째 줄 다음부터 읽을 수 없습니다. 닫히지 않은 따옴표(\")가 있거나 파일이 끊겼거나 한 줄이 "
              + Limits.FEATURE_MEBIBYTES
              + " MiB를 넘습니다. ("
              + detail
              + ")",
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
  public boolean placesAreLines() {
    return true;
  }

  @Override
  public List<String> header() {
    return header.names();
  }

  @Override
  public String columnOf(String pointer) {
    if (pointer.startsWith("/geometry")) {
      return header.placeNames();
    }
    if (pointer.startsWith("/properties/")) {
      return builder.columnOf(pointer.substring("/properties/".length()).split("/", 2)[0]);
    }
    return pointer.equals("/id") ? "id" : "";
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
