package kr.maeul.media.photo;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.FileType;
import kr.maeul.media.photo.webp.WebpHead;

/**
 * What work on a photo takes, estimated from how its file begins. What cannot be estimated is
 * little: such a file is refused soon.
 *
 * @param heapBytes at most, measured and rounded up; beside them a progressive JPEG takes up to 160
 *     MB outside of the heap
 * @param isLarge whether it takes seconds
 */
public record PhotoCost(long heapBytes, boolean isLarge) {
  /** Of the pixels of what is kept, in two pictures and the smaller ones and files made of them. */
  private static final int BYTES_OF_KEPT_PIXEL = 10;

  private static final int BYTES_OF_JPEG_PIXEL = 3;
  private static final int BYTES_OF_WEBP_PIXEL = 6;

  /** Where it is lossless or see-through. */
  private static final int BYTES_OF_DEAR_WEBP_PIXEL = 15;

  /** Of a row of a PNG: it and the one above with 16 bits a sample, and its colours. */
  private static final int BYTES_OF_ROW_PIXEL = 2 * 8 + 3;

  private static final int PNG_SIZE_AT = 16;
  private static final int INTERLACED_AT = 28;
  private static final int HEAD_BYTES = WebpHead.BYTES;
  private static final int MOST_WEBP_CHUNKS = 32;

  /** Asks the file for it. */
  public static PhotoCost of(FileType type, Path file) throws IOException {
    long bytes = Files.size(file);
    Size size = size(type, file);
    long pixels = size.pixels();
    long rows = type == FileType.PNG ? (long) size.width() * BYTES_OF_ROW_PIXEL : 0;
    long most = (long) PhotoSize.FULL.longestSidePixels() * PhotoSize.FULL.longestSidePixels();
    long decoded = Math.min(pixels, Photos.MOST_DECODED_PIXELS);
    long heap =
        (type == FileType.WEBP ? 3 : type == FileType.JPEG ? 2 : 1) * bytes
            + (type == FileType.JPEG ? JpegParts.TABLES_BYTES : 0)
            + Math.min(pixels, most) * BYTES_OF_KEPT_PIXEL
            + decoded * perPixel(type, file)
            + rows;
    boolean isLarge =
        pixels > (type == FileType.WEBP ? Photos.MOST_WEBP_PIXELS / 4 : Photos.MOST_DECODED_PIXELS);
    return new PhotoCost(heap, isLarge);
  }

  /** In pixels. */
  record Size(int width, int height) {
    static final Size NONE = new Size(0, 0);

    long pixels() {
      return (long) width * height;
    }
  }

  /** None where it cannot be read, or a side is too long to be taken. */
  private static Size size(FileType type, Path file) throws IOException {
    Size size =
        switch (type) {
          case PNG -> ofPng(head(file));
          case WEBP -> ofWebp(head(file));
          default -> JpegParts.size(file);
        };
    return Math.max(size.width(), size.height()) <= Photos.LONGEST_SIDE_PIXELS ? size : Size.NONE;
  }

  private static Size ofPng(byte[] head) {
    if (head.length < HEAD_BYTES) {
      return Size.NONE;
    }
    long width = Bytes.u32(head, PNG_SIZE_AT);
    long height = Bytes.u32(head, PNG_SIZE_AT + 4);
    return new Size(
        (int) Math.min(width, Integer.MAX_VALUE), (int) Math.min(height, Integer.MAX_VALUE));
  }

  private static Size ofWebp(byte[] head) {
    WebpHead webp = WebpHead.of(head);
    return new Size(webp.width(), webp.height());
  }

  private static byte[] head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  private static int perPixel(FileType type, Path file) throws IOException {
    byte[] head = head(file);
    if (head.length < HEAD_BYTES) {
      return 0;
    }
    return switch (type) {
      case PNG -> head[INTERLACED_AT] == 0 ? 0 : 3;
      case WEBP -> isDear(head, file) ? BYTES_OF_DEAR_WEBP_PIXEL : BYTES_OF_WEBP_PIXEL;
      default -> BYTES_OF_JPEG_PIXEL;
    };
  }

  private static boolean isDear(byte[] head, Path file) throws IOException {
    WebpHead webp = WebpHead.of(head);
    if (webp.isSeeThrough() || !webp.isExtended()) {
      return webp.isSeeThrough() || Bytes.has(head, WebpHead.FIRST_CHUNK, WebpHead.LOSSLESS);
    }
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
      in.seek(WebpHead.FIRST_CHUNK);
      byte[] name = new byte[4];
      for (int i = 0; i < MOST_WEBP_CHUNKS; i++) {
        in.readFully(name);
        if (Bytes.has(name, 0, WebpHead.LOSSY)) {
          return false;
        }
        long length = in.readUnsignedInt();
        in.seek(in.getStreamPosition() + length + (length & 1));
      }
      return true;
    } catch (EOFException noPicture) {
      return true;
    }
  }
}
