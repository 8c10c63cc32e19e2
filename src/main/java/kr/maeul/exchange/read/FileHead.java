package kr.maeul.exchange.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first bytes of a file, by which its kind is recognised. Stateless. */
public final class FileHead {
  private FileHead() {}

  /** Whether it begins with these bytes, 0 to 255 each. */
  public static boolean begins(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it begins with this text, of characters up to U+00FF. */
  static boolean begins(byte[] head, String text) {
    return begins(head, 0, text);
  }

  /** Whether the text stands at that byte. */
  static boolean begins(byte[] head, int from, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= from + wanted.length
        && Arrays.equals(head, from, from + wanted.length, wanted, 0, wanted.length);
  }
}
