package kr.maeul.media.photo;

import java.io.ByteArrayOutputStream;
import kr.maeul.media.MediaFiles;

/** Writes lossless WebP bit by bit (RFC 9649, 3), also such as no program writes. */
final class WebpBits {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int rest;
  private int count;

  /** The beginning of a picture. */
  static WebpBits of(int width, int height) {
    WebpBits bits = new WebpBits().put(0x2F, 8);
    return bits.put(width - 1, 14).put(height - 1, 14).put(1, 1).put(0, 3);
  }

  WebpBits put(int value, int bits) {
    for (int i = 0; i < bits; i++) {
      rest |= (value >> i & 1) << count;
      if (++count == 8) {
        out.write(rest);
        rest = 0;
        count = 0;
      }
    }
    return this;
  }

  /** No further transforms, no cache of colours, one group of codes. */
  WebpBits plain() {
    return put(0, 3);
  }

  /** A code of one symbol, which takes no bits. */
  WebpBits one(int symbol) {
    return put(0b101, 3).put(symbol, 8);
  }

  /** A code of two symbols, a bit each. */
  WebpBits two(int first, int second) {
    return put(0b111, 3).put(first, 8).put(second, 8);
  }

  /** Codes of a picture that has one colour. */
  WebpBits colour(int argb) {
    one(argb >> 8 & 0xFF).one(argb >> 16 & 0xFF).one(argb & 0xFF);
    return one(argb >>> 24).one(0);
  }

  /** What is in the chunk. */
  byte[] content() {
    put(0, (8 - count) % 8);
    return out.toByteArray();
  }

  byte[] file() {
    return MediaFiles.riff(MediaFiles.riffChunk("VP8L", content()));
  }
}
