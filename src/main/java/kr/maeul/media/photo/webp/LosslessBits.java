package kr.maeul.media.photo.webp;

import java.util.Arrays;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;

/** The bits of a lossless WebP and the codes written in them (RFC 9649, 3). */
final class LosslessBits {
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };
  private static final int LONGEST_CODE = 15;

  private final byte[] file;
  private final long end;
  private long at;

  /**
   * @param from in bytes
   * @param to in bytes, the first that is not read
   */
  LosslessBits(byte[] file, long from, long to) {
    this.file = file;
    this.at = 8 * from;
    this.end = 8 * to;
  }

  /**
   * The next bits, the first of them the lowest.
   *
   * @throws MediaRefusedException if there are not as many
   */
  int take(int bits) {
    if (at + bits > end) {
      throw MediaRefusedException.broken();
    }
    int value = 0;
    for (int i = 0; i < bits; i++, at++) {
      value |= (Bytes.u8(file, at >> 3) >> (int) (at & 7) & 1) << i;
    }
    return value;
  }

  boolean takeBit() {
    return take(1) == 1;
  }

  /**
   * The next code.
   *
   * @param symbols of the alphabet
   */
  Code code(int symbols) {
    if (takeBit()) {
      boolean isPair = takeBit();
      int first = take(takeBit() ? 8 : 1);
      return isPair ? new Code(new int[] {first, take(8)}) : new Code(new int[] {first});
    }
    int[] lengthsOfLengths = new int[ORDER.length];
    int count = take(4) + 4;
    for (int i = 0; i < count; i++) {
      lengthsOfLengths[ORDER[i]] = take(3);
    }
    return new Code(lengths(symbols, new Code(lengthsOfLengths, 7)), LONGEST_CODE);
  }

  private int[] lengths(int symbols, Code code) {
    int rest = symbols;
    if (takeBit()) {
      rest = 2 + take(2 + 2 * take(3));
    }
    int[] lengths = new int[symbols];
    int last = 8;
    for (int i = 0; i < symbols && rest > 0; rest--) {
      int symbol = code.next();
      if (symbol < 16) {
        lengths[i++] = symbol;
        last = symbol == 0 ? last : symbol;
        continue;
      }
      int value = symbol == 16 ? last : 0;
      int times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
      if (i + times > symbols) {
        throw MediaRefusedException.broken();
      }
      Arrays.fill(lengths, i, i + times, value);
      i += times;
    }
    return lengths;
  }

  /** A code without gaps; of one symbol, which takes no bits; or of none, which is always 0. */
  final class Code {
    private final int[] counts = new int[LONGEST_CODE + 1];
    private final int[] symbols;

    /** One symbol, or two of a bit each in this order. */
    private Code(int[] symbols) {
      this.symbols = symbols;
      counts[1] = symbols.length;
    }

    private Code(int[] lengths, int longest) {
      for (int length : lengths) {
        counts[length]++;
      }
      counts[0] = 0;
      int[] next = new int[LONGEST_CODE + 2];
      int space = 0;
      for (int length = 1; length <= longest; length++) {
        next[length + 1] = next[length] + counts[length];
        space += counts[length] << LONGEST_CODE - length;
      }
      symbols = new int[next[longest + 1]];
      if (symbols.length > 1 && space != 1 << LONGEST_CODE) {
        throw MediaRefusedException.broken();
      }
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] > 0) {
          symbols[next[lengths[symbol]]++] = symbol;
        }
      }
    }

    int next() {
      if (symbols.length <= 1) {
        return symbols.length == 0 ? 0 : symbols[0];
      }
      int code = 0;
      int first = 0;
      int index = 0;
      for (int length = 1; length <= LONGEST_CODE; length++) {
        code = code << 1 | take(1);
        if (code - first < counts[length]) {
          return symbols[index + code - first];
        }
        index += counts[length];
        first = first + counts[length] << 1;
      }
      throw MediaRefusedException.broken();
    }
  }
}
