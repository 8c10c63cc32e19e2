package kr.maeul.exchange.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import kr.maeul.exchange.read.FileHead;
import kr.maeul.layer.text.Particle;

/**
 * The encoding of a text file: its byte order mark, else UTF-8 if all of it is UTF-8, else CP949.
 *
 * @param charset the encoding
 * @param bomBytes how many bytes of byte order mark stand in front
 */
public record TextEncoding(Charset charset, int bomBytes) {
  /** Microsoft's superset of EUC-KR, which is what Excel writes in Korea. */
  public static final Charset CP949 = Charset.forName("x-windows-949");

  private static final int BUFFER = 1 << 16;

  /**
   * Reads the whole file once, or twice where it is not UTF-8.
   *
   * @throws InvalidFileException if it is no text that Korean offices write
   */
  public static TextEncoding of(DataFile file) throws IOException, InvalidFileException {
    byte[] head;
    try (InputStream in = file.open()) {
      head = in.readNBytes(3);
    }
    if (FileHead.begins(head, 0xFF, 0xFE)) {
      return checked(file, StandardCharsets.UTF_16LE, 2);
    }
    if (FileHead.begins(head, 0xFE, 0xFF)) {
      return checked(file, StandardCharsets.UTF_16BE, 2);
    }
    if (FileHead.begins(head, 0xEF, 0xBB, 0xBF)) {
      return checked(file, StandardCharsets.UTF_8, 3);
    }
    Check utf8 = check(file, StandardCharsets.UTF_8, 0);
    if (utf8.ok) {
      return new TextEncoding(StandardCharsets.UTF_8, 0);
    }
    if (utf8.endsInside) {
      throw cutOff(utf8.line);
    }
    Check cp949 = check(file, CP949, 0);
    if (cp949.endsInside) {
      throw cutOff(cp949.line);
    }
    if (!cp949.ok) {
      throw new InvalidFileException(
          "UTF-8도 CP949도 아닙니다. UTF-8로는 "
              + utf8.line
              + "번째 줄, CP949로는 "
              + cp949.line
              + "번째 줄부터 읽을 수 없습니다. UTF-8로 다시 저장하세요.",
          "is neither UTF-8 (line "
              + utf8.line
              + ") nor CP949 (line "
              + cp949.line
              + "); save it as UTF-8");
    }
    return new TextEncoding(CP949, 0);
  }

  private static TextEncoding checked(DataFile file, Charset charset, int bom)
      throws IOException, InvalidFileException {
    Check check = check(file, charset, bom);
    if (check.endsInside) {
      throw cutOff(check.line);
    }
    if (!check.ok) {
      throw new InvalidFileException(
          check.line + "번째 줄에 " + Particle.SUBJECT.after(charset.name()) + " 아닌 글자가 있습니다.",
          "line " + check.line + " is not " + charset);
    }
    return new TextEncoding(charset, bom);
  }

  private static InvalidFileException cutOff(long line) {
    return new InvalidFileException(
        "파일이 " + line + "번째 줄의 글자 중간에서 끊겼습니다. 다시 내려받으세요.",
        "the file ends in the middle of a character on line " + line + "; fetch it again");
  }

  /** Opens the file after its byte order mark. */
  public Reader reader(InputStream in) throws IOException {
    in.skipNBytes(bomBytes);
    return new InputStreamReader(in, decoder(charset));
  }

  /** The name as people know it. */
  public String title() {
    return charset.equals(CP949) ? "CP949" : charset + (bomBytes > 0 ? " BOM" : "");
  }

  private static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private record Check(boolean ok, boolean endsInside, long line) {}

  private static Check check(DataFile file, Charset charset, int bom) throws IOException {
    CharsetDecoder decoder = decoder(charset);
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    long line = 1;
    try (InputStream in = file.open()) {
      in.skipNBytes(bom);
      boolean end = false;
      while (!end) {
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = n < 0;
        bytes.position(bytes.position() + Math.max(n, 0)).flip();
        CoderResult result;
        do {
          chars.clear();
          // Never told the end: a character that is cut off shows as bytes left over.
          result = decoder.decode(bytes, chars, false);
          line += newlines(chars);
        } while (result.isOverflow());
        if (result.isError()) {
          return new Check(false, false, line);
        }
        bytes.compact();
      }
    }
    return new Check(bytes.position() == 0, bytes.position() > 0, line);
  }

  private static long newlines(CharBuffer chars) {
    long n = 0;
    char[] array = chars.array();
    for (int i = 0; i < chars.position(); i++) {
      n += array[i] == '\n' ? 1 : 0;
    }
    return n;
  }
}
