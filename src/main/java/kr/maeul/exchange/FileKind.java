package kr.maeul.exchange;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * What kind of file it is, told by its content; its name helps only where the content leaves it
 * open.
 */
enum FileKind {
  CSV,
  WORKBOOK,
  JSON_DOCUMENT,
  JSON_LINES,
  JSON_SEQUENCE;

  private static final int BOM_LENGTH = 3;

  static FileKind of(DataFile file) throws IOException, BadFileException {
    try (InputStream in = new BufferedInputStream(file.open(), 1 << 16)) {
      in.mark(64);
      byte[] head = in.readNBytes(8);
      if (begins(head, 'P', 'K', 3, 4)) {
        return WORKBOOK;
      }
      refuseOthers(head);
      in.reset();
      boolean bom =
          head.length >= BOM_LENGTH && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB;
      in.skipNBytes(bom ? BOM_LENGTH : 0);
      int c = in.read();
      while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        c = in.read();
      }
      if (c < 0) {
        throw new BadFileException("빈 파일입니다.", "the file is empty");
      }
      return switch (c) {
        case BoundedRecords.RECORD_SEPARATOR -> JSON_SEQUENCE;
        case '{' -> json(in, file.name());
        case '[' ->
            throw new BadFileException(
                "GeoJSON은 객체로 시작해야 합니다. FeatureCollection으로 묶어 주세요.",
                "begins with an array; GeoJSON is an object, such as a FeatureCollection");
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

  private static void refuseOthers(byte[] head) throws BadFileException {
    if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new BadFileException(
          "옛 엑셀(xls), 암호가 걸린 엑셀, 한글(hwp) 파일 가운데 하나입니다. 암호 없이 xlsx나 \"CSV UTF-8(쉼표로 분리)\"로 저장해 주세요.",
          "is an old Excel (xls), an encrypted workbook or an hwp file; save it as xlsx without a password, or as \"CSV UTF-8\"");
    }
    if (begins(head, 0, 0, 0x27, 0x0A)) {
      throw new BadFileException(
          "셰이프파일(shp)입니다. GeoJSON으로 바꾸어 주세요.", "is a shapefile; convert it to GeoJSON");
    }
  }

  private static boolean begins(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
