package kr.maeul.exchange.table;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.TextEncoding;
import kr.maeul.layer.text.ComparedText;

/** The names of a table's columns, in their order. Immutable. */
record HeaderNames(List<String> all) {
  String of(int column) {
    return all.get(column);
  }

  /** The index of a column, or -1; case, spaces and signs do not matter. */
  int find(String name) {
    String key = ComparedText.of(name);
    for (int i = 0; i < all.size(); i++) {
      if (ComparedText.of(all.get(i)).equals(key)) {
        return i;
      }
    }
    return -1;
  }

  InvalidFileException missing(String option, String name) {
    return new InvalidFileException(
        option + ": \"" + name + "\" 열이 없습니다. 열: " + list(),
        option + ": there is no column \"" + name + "\". Columns: " + list());
  }

  String list() {
    String joined = String.join(", ", all);
    return joined.length() <= 600 ? joined : joined.substring(0, 600) + "…";
  }

  /**
   * Text that was saved in one encoding and opened in another cannot be mended here, only
   * recognised.
   *
   * @throws InvalidFileException if the names are such text
   */
  void checkReadable() throws InvalidFileException {
    String text = String.join(",", all);
    boolean questions =
        all.stream().filter(n -> n.length() > 1 && n.chars().allMatch(c -> c == '?')).count() > 1;
    if (text.indexOf('\uFFFD') >= 0 || questions || isUtf8ReadAsCp949(text)) {
      throw new InvalidFileException(
          "열 이름의 글자가 깨져 있습니다. 원본을 다시 받아, 엑셀에서는 \"CSV UTF-8(쉼표로 분리)\"로 저장하세요: " + list(),
          "the header is garbled: it was opened in the wrong encoding and saved again. Take the original, and in Excel"
              + " save as \"CSV UTF-8\": "
              + list());
    }
  }

  private static boolean isUtf8ReadAsCp949(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return false;
    }
    try {
      var bytes = TextEncoding.CP949.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      String back = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return back.chars().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3);
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
