package kr.maeul.media.photo.webp;

import kr.maeul.media.file.MediaRefusedException;

/**
 * Looks over what stands before the pixels of a lossless WebP (RFC 9649, 4 and 5), without keeping
 * any. Its reader takes whatever is written there: the same change of all pixels a thousand times,
 * at three bits each, or codes for 65,536 groups of them, at 5 KB of memory each.
 */
final class LosslessPlan {
  /** Programs write no more than 2,600. */
  private static final int MOST_GROUPS = 2_600;

  private static final int MOST_CACHE_BITS = 11;
  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;

  private final LosslessBits bits;

  private LosslessPlan(LosslessBits bits) {
    this.bits = bits;
  }

  /**
   * Looks it over.
   *
   * @param bits from the changes on
   * @param width in pixels
   * @param height in pixels
   * @throws MediaRefusedException if it is broken, repeats itself, or is larger than any program
   *     writes it
   */
  static void check(LosslessBits bits, int width, int height) {
    new LosslessPlan(bits).check(width, height);
  }

  private void check(int fullWidth, int height) {
    int width = fullWidth;
    int seen = 0;
    while (bits.takeBit()) {
      int change = bits.take(2);
      if ((seen & 1 << change) != 0) {
        throw MediaRefusedException.broken();
      }
      seen |= 1 << change;
      switch (change) {
        case 0, 1 -> skipInBlocks(width, height); // foretelling from neighbours; between colours
        case 3 -> { // numbers of a palette, several of them in a pixel where it is small
          int colours = bits.take(8) + 1;
          skip(colours, 1);
          width = blocks(width, colours > 16 ? 0 : colours > 4 ? 1 : colours > 2 ? 2 : 3);
        }
        default -> {} // green is taken out of the others; nothing is said of how
      }
    }
    cacheBits();
    if (bits.takeBit() && skipInBlocks(width, height) >= MOST_GROUPS) {
      throw MediaRefusedException.broken();
    }
  }

  private int skipInBlocks(int width, int height) {
    int sideBits = bits.take(3) + 2;
    return skip(blocks(width, sideBits), blocks(height, sideBits));
  }

  private static int blocks(int pixels, int sideBits) {
    return (pixels + (1 << sideBits) - 1) >> sideBits;
  }

  private int cacheBits() {
    int size = bits.takeBit() ? bits.take(4) : 0;
    if (size > MOST_CACHE_BITS) {
      throw MediaRefusedException.broken();
    }
    return size;
  }

  /**
   * Passes over a picture within. What is repeated, and what is cached, was there before.
   *
   * @return the highest of the numbers that red and green of a pixel make
   */
  private int skip(int width, int height) {
    int cacheBits = cacheBits();
    int cached = cacheBits == 0 ? 0 : 1 << cacheBits;
    LosslessBits.Code green = bits.code(LITERALS + LENGTHS + cached);
    LosslessBits.Code red = bits.code(LITERALS);
    LosslessBits.Code blue = bits.code(LITERALS);
    LosslessBits.Code alpha = bits.code(LITERALS);
    LosslessBits.Code distance = bits.code(DISTANCES);
    int highest = 0;
    for (long left = (long) width * height; left > 0; ) {
      int symbol = green.next();
      if (symbol < LITERALS) {
        highest = Math.max(highest, red.next() << 8 | symbol);
        blue.next();
        alpha.next();
        left--;
      } else if (symbol < LITERALS + LENGTHS) {
        left -= number(symbol - LITERALS);
        number(distance.next());
      } else {
        left--;
      }
    }
    return highest;
  }

  /** The code and the bits behind it make a number. */
  private int number(int code) {
    if (code < 4) {
      return code + 1;
    }
    int more = code - 2 >> 1;
    return (2 + (code & 1) << more) + bits.take(more) + 1;
  }
}
