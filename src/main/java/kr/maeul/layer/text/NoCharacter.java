package kr.maeul.layer.text;

/**
 * What may stand in a text but is no character: U+0000, which no text column of PostgreSQL can
 * hold, and half of a surrogate pair, which no answer in UTF-8 can. Stateless.
 */
public final class NoCharacter {
  /** What to do about it. */
  public static final Text REFUSED =
      new Text(
          "쓸 수 없는 글자(U+0000 또는 반쪽 글자)가 들어 있습니다. 지우고 다시 보내 주세요.",
          "has what is no character (U+0000, or half of one); take it out and send it again");

  private NoCharacter() {}

  /** Whether the text has any. */
  public static boolean isIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (c == 0 || Character.isSurrogate(c) && !isPair) {
        return true;
      }
      i += isPair ? 1 : 0;
    }
    return false;
  }
}
