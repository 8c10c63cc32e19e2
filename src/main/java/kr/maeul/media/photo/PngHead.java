package kr.maeul.media.photo;

import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;

/**
 * What stands before the pixels of a PNG (W3C PNG, 11.2): how they are written, and what they mean.
 *
 * @param depth bits a sample: 1, 2, 4, 8 or 16
 * @param colour 0 grey, 2 RGB, 3 of a palette, 4 grey and alpha, 6 RGB and alpha
 * @param palette 3 bytes a colour; empty where there is none
 * @param clear of a palette how opaque each colour is; else the samples of the one colour that is
 *     clear, 2 bytes each; empty where there is none
 * @param dataAt where the first chunk of pixels begins
 */
record PngHead(
    int width,
    int height,
    int depth,
    int colour,
    boolean isInterlaced,
    byte[] palette,
    byte[] clear,
    int dataAt) {
  static final int PALETTE = 3;
  private static final int FIRST_CHUNK = 8;
  private static final int HEAD_BYTES = 13;
  private static final int MOST_PALETTE_BYTES = 3 * 256;

  /**
   * Reads it.
   *
   * @throws MediaRefusedException if it is not whole, or contradicts itself
   */
  static PngHead of(byte[] file) {
    if (!Bytes.has(file, FIRST_CHUNK + 4, "IHDR")
        || Bytes.u32(file, FIRST_CHUNK) != HEAD_BYTES
        || Bytes.u8(file, FIRST_CHUNK + 18) != 0
        || Bytes.u8(file, FIRST_CHUNK + 19) != 0
        || Bytes.u8(file, FIRST_CHUNK + 20) > 1) {
      throw MediaRefusedException.broken();
    }
    byte[] palette = {};
    byte[] clear = {};
    long at = FIRST_CHUNK;
    while (!Bytes.has(file, at + 4, "IDAT")) {
      long length = Bytes.u32(file, at);
      if (Bytes.has(file, at + 4, "PLTE")) {
        palette = content(file, at, length);
      } else if (Bytes.has(file, at + 4, "tRNS")) {
        clear = content(file, at, length);
      }
      at += 12 + length;
    }
    long width = Bytes.u32(file, FIRST_CHUNK + 8);
    long height = Bytes.u32(file, FIRST_CHUNK + 12);
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw MediaRefusedException.broken();
    }
    PngHead head =
        new PngHead(
            (int) width,
            (int) height,
            Bytes.u8(file, FIRST_CHUNK + 16),
            Bytes.u8(file, FIRST_CHUNK + 17),
            Bytes.u8(file, FIRST_CHUNK + 20) == 1,
            palette,
            clear,
            (int) at);
    if (!head.isAllowed()) {
      throw MediaRefusedException.broken();
    }
    return head;
  }

  private static byte[] content(byte[] file, long at, long length) {
    if (length > MOST_PALETTE_BYTES || at + 8 + length > file.length) {
      throw MediaRefusedException.broken();
    }
    return java.util.Arrays.copyOfRange(file, (int) at + 8, (int) (at + 8 + length));
  }

  private boolean isAllowed() {
    boolean isDepth =
        switch (colour) {
          case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case 2, 4, 6 -> depth == 8 || depth == 16;
          default -> false;
        };
    return isDepth && (colour != PALETTE || palette.length >= 3 && palette.length % 3 == 0);
  }

  /** Samples a pixel. */
  int samples() {
    return switch (colour) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** Bytes of so many pixels in a row. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * samples() * depth + 7) / 8);
  }

  long pixels() {
    return (long) width * height;
  }
}
