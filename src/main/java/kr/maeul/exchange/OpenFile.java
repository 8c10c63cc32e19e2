package kr.maeul.exchange;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import kr.maeul.store.LoadMode;

/**
 * A file opened for reading features.
 *
 * @param source its features
 * @param input its bytes
 */
record OpenFile(FeatureSource source, CountedInput input) implements Closeable {
  private static final int BUFFER = 1 << 16;

  static OpenFile open(ImportRequest request, ColumnMatcher matcher)
      throws IOException, BadFileException {
    FileKind kind = FileKind.of(request.file());
    CountedInput in = new CountedInput(new BufferedInputStream(request.file().open(), BUFFER));
    try {
      return new OpenFile(source(kind, request, matcher, in), in);
    } catch (IOException | BadFileException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static FeatureSource source(
      FileKind kind, ImportRequest request, ColumnMatcher matcher, CountedInput in)
      throws IOException, BadFileException {
    if (kind == FileKind.CSV) {
      CsvSource csv = new CsvSource(request, TextEncoding.of(request.file()), in, matcher);
      boolean hasId = !request.idFrom().isEmpty() || csv.hasIdColumn();
      if (request.mode() == LoadMode.UPSERT && !hasId) {
        throw new BadFileException(
            "upsert에는 행마다 변하지 않는 id가 필요합니다. --id-from 연번 처럼 행을 구별하는 열을 알려 주세요. 열: "
                + String.join(", ", csv.header()),
            "upsert needs an id that stays with its row; say with --id-from which columns tell rows apart. Columns: "
                + String.join(", ", csv.header()));
      }
      return csv;
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
