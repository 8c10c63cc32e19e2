package kr.maeul.media.photo.webp;

import kr.maeul.media.file.Bytes;

/**
 * What a WebP says at its beginning (RFC 9649): the first chunk is the picture itself, or tells the
 * canvas on which it lies.
 *
 * @param width of the picture or canvas, in pixels
 * @param height of the picture or canvas, in pixels
 * @param isExtended whether other chunks come between this one and the picture
 * @param isSeeThrough whether an extended one says that it is
 * @param isMoving whether it has several pictures
 */
public record WebpHead(
    int width, int height, boolean isExtended, boolean isSeeThrough, boolean isMoving) {
  public static final int FIRST_CHUNK = 12;
  public static final int BYTES = 30;
  static final String EXTENDED = "VP8X";
  public static final String LOSSY = "VP8 ";
  public static final String LOSSLESS = "VP8L";
  private static final int CONTENT = FIRST_CHUNK + 8;
  private static final int SEE_THROUGH = 0x10;
  private static final int MOVING = 0x02;
  private static final int SIDE_BITS = 14;

  /** Nothing that can be recognised. */
  static final WebpHead NONE = new WebpHead(0, 0, false, false, false);

  /**
   * Reads it.
   *
   * @param file or its first {@link #BYTES}
   */
  public static WebpHead of(byte[] file) {
    if (Bytes.has(file, FIRST_CHUNK, EXTENDED) && file.length >= BYTES) {
      int flags = Bytes.u8(file, CONTENT);
      return new WebpHead(
          1 + u24(file, CONTENT + 4),
          1 + u24(file, CONTENT + 7),
          true,
          (flags & SEE_THROUGH) != 0,
          (flags & MOVING) != 0);
    }
    return ofPicture(file, FIRST_CHUNK);
  }

  /**
   * Reads that of a picture.
   *
   * @param chunkAt where its chunk begins
   */
  static WebpHead ofPicture(byte[] file, long chunkAt) {
    long at = chunkAt + 8;
    if (Bytes.has(file, chunkAt, LOSSY) && at + 10 <= file.length) {
      int most = (1 << SIDE_BITS) - 1;
      return picture(Bytes.u16le(file, at + 6) & most, Bytes.u16le(file, at + 8) & most);
    }
    if (Bytes.has(file, chunkAt, LOSSLESS) && at + 5 <= file.length) {
      int most = (1 << SIDE_BITS) - 1;
      long sides = Bytes.u32le(file, at + 1);
      return picture(1 + (int) (sides & most), 1 + (int) (sides >> SIDE_BITS & most));
    }
    return NONE;
  }

  private static WebpHead picture(int width, int height) {
    return new WebpHead(width, height, false, false, false);
  }

  private static int u24(byte[] file, int at) {
    return Bytes.u16le(file, at) | Bytes.u8(file, at + 2) << 16;
  }

  boolean isAsLargeAs(WebpHead other) {
    return width == other.width && height == other.height;
  }
}
