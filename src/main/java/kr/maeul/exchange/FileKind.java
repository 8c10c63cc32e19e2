package kr.maeul.exchange;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import kr.maeul.exchange.read.FileHead;
import kr.maeul.exchange.read.ForeignFile;
import kr.maeul.exchange.row.BoundedRecords;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.Limits;
import kr.maeul.layer.text.Text;

/**
 * What kind of file it is, recognised by its content; its name helps only where the content leaves
 * it open.
 */
enum FileKind {
  CSV,
  WORKBOOK,
  JSON_DOCUMENT,
  JSON_LINES,
  JSON_SEQUENCE;

  private static final int BOM_LENGTH = 3;
  private static final int COMPOUND_BYTES = 16 << 20;
  private static final int ARRAY_BYTES = 64;
  private static final Pattern JSON_ARRAY =
      Pattern.compile("\\s*(?:[{\\[\"\\]]|-?[0-9.eE+-]+\\s*[,\\]]|true|false|null)");

  static FileKind of(DataFile file) throws IOException, InvalidFileException {
    try (InputStream in = new BufferedInputStream(file.open(), 1 << 16)) {
      in.mark(ForeignFile.LOOKED_AT);
      byte[] head = in.readNBytes(ForeignFile.LOOKED_AT);
      if (FileHead.begins(head, 'P', 'K', 3, 4)) {
        return WORKBOOK;
      }
      Text foreign =
          ForeignFile.of(
              FileHead.begins(head, 0xD0, 0xCF) ? withDirectory(file) : head, file.name());
      if (foreign != null) {
        throw new InvalidFileException(foreign.ko(), foreign.en());
      }
      in.reset();
      boolean bom = FileHead.begins(head, 0xEF, 0xBB, 0xBF);
      in.skipNBytes(bom ? BOM_LENGTH : 0);
      int c = in.read();
      while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        c = in.read();
      }
      if (c < 0) {
        throw new InvalidFileException("빈 파일입니다.", "the file is empty");
      }
      return switch (c) {
        case BoundedRecords.RECORD_SEPARATOR -> JSON_SEQUENCE;
        case '{' -> json(in, file.name());
        case '[' -> {
          if (!JSON_ARRAY
              .matcher(new String(in.readNBytes(ARRAY_BYTES), StandardCharsets.ISO_8859_1))
              .lookingAt()) {
            yield CSV; // a title in brackets
          }
          throw new InvalidFileException(
              "JSON 배열입니다. GeoJSON은 객체로 시작해야 합니다. FeatureCollection으로 묶거나, 표라면 CSV로 주세요.",
              "is a JSON array; GeoJSON is an object, such as a FeatureCollection. Give a table as CSV");
        }
        default -> CSV;
      };
    }
  }

  /**
   * Lines, where a first value ends and another begins; a document, where a value goes on over the
   * end of a line.
   */
  private static FileKind json(InputStream in, String name) throws IOException {
    int depth = 1;
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < Limits.FEATURE_BYTES; i++) {
      int c = in.read();
      if (c < 0) {
        return depth == 0 || !isNamedLines(name) ? JSON_DOCUMENT : JSON_LINES;
      }
      if (quoted) {
        quoted = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (depth == 0 && c == '{') {
        return JSON_LINES;
      } else if (depth > 0 && c == '\n') {
        return isNamedLines(name) ? JSON_LINES : JSON_DOCUMENT;
      } else {
        quoted = c == '"';
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
    }
    return isNamedLines(name) ? JSON_LINES : JSON_DOCUMENT;
  }

  private static boolean isNamedLines(String name) {
    String n = name.toLowerCase(Locale.ROOT);
    return n.endsWith(".ndjson")
        || n.endsWith(".geojsonl")
        || n.endsWith(".jsonl")
        || n.endsWith(".geojsons");
  }

  /** The names by which files of this kind are distinguished stand anywhere in them. */
  private static byte[] withDirectory(DataFile file) throws IOException {
    try (InputStream in = file.open()) {
      return in.readNBytes(COMPOUND_BYTES);
    }
  }
}
