package kr.maeul.exchange;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import kr.maeul.exchange.geojson.GeoJsonDocument;
import kr.maeul.exchange.geojson.GeoJsonLines;
import kr.maeul.exchange.geojson.GeoJsonRows;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.CountedInput;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.TextEncoding;
import kr.maeul.exchange.table.CsvRecords;
import kr.maeul.exchange.table.TableRecords;
import kr.maeul.exchange.table.TableSource;
import kr.maeul.exchange.table.WorkbookRecords;

/**
 * A file opened for reading features.
 *
 * @param source its features
 * @param input its bytes
 */
record OpenFile(FeatureSource source, CountedInput input) implements Closeable {
  private static final int BUFFER = 1 << 16;

  static OpenFile open(ImportRequest request, ColumnMatcher matcher)
      throws IOException, InvalidFileException {
    FileKind kind = FileKind.of(request.file());
    CountedInput in = new CountedInput(new BufferedInputStream(request.file().open(), BUFFER));
    try {
      return new OpenFile(source(kind, request, matcher, in), in);
    } catch (IOException | InvalidFileException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static FeatureSource source(
      FileKind kind, ImportRequest request, ColumnMatcher matcher, CountedInput in)
      throws IOException, InvalidFileException {
    if (request.sheet() != null && kind != FileKind.WORKBOOK) {
      throw new InvalidFileException(
          "--sheet 는 엑셀(xlsx) 파일에만 씁니다.",
          "--sheet is for workbooks (xlsx); this file has no sheets");
    }
    if (kind == FileKind.CSV || kind == FileKind.WORKBOOK) {
      TableRecords records =
          kind == FileKind.CSV
              ? new CsvRecords(TextEncoding.of(request.file()), in)
              : new WorkbookRecords(in, request.sheet(), TableSource.knows(request, matcher));
      return new TableSource(request, records, matcher);
    }
    GeoJsonRows rows = new GeoJsonRows(request, matcher);
    return kind == FileKind.JSON_DOCUMENT
        ? new GeoJsonDocument(in, rows)
        : new GeoJsonLines(in, rows, kind == FileKind.JSON_SEQUENCE);
  }

  long bytesRead() {
    return input.count();
  }

  @Override
  public void close() throws IOException {
    source.close();
    input.close();
  }
}
