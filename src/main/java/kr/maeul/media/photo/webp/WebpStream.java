package kr.maeul.media.photo.webp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;

/**
 * A WebP as its reader is to see it: the chunks of which its picture is made, each once, and after
 * them an end that is felt. The reader of lossless pictures and of transparency knows no end of a
 * chunk: of a cut one it makes the rest from what comes next, and at the end of the file from
 * nothing, slowly, a lost exception for each pixel. Here some zeros follow, so that it may look
 * ahead, as it does; and what reads beyond them fails. Not safe for use by several threads.
 */
public final class WebpStream extends ImageInputStreamImpl {
  /** As many as a reader looks ahead: who takes only what is there never comes behind them. */
  private static final int ZEROS = 8;

  /** After the zeros so many bytes that nobody may read. They are jumped over by who seeks. */
  private static final int FORBIDDEN = 64;

  /** Bytes with a sign, sides and version. */
  private static final int LOSSLESS_HEAD = 5;

  private static final String COLOURS = "ICCP";
  private static final String ALPHA = "ALPH";

  private final byte[] bytes;

  /** Where what may not be read begins, of transparency and of the picture; or the end. */
  private final int afterAlpha;

  private final int afterPicture;

  private WebpStream(byte[] bytes, int afterAlpha, int afterPicture) {
    this.bytes = bytes;
    this.afterAlpha = afterAlpha;
    this.afterPicture = afterPicture;
  }

  /**
   * Looks over the file.
   *
   * @throws MediaRefusedException if it is cut, or has no picture of the size that it says
   */
  public static WebpStream of(byte[] file) {
    if (8 + Bytes.u32le(file, 4) > file.length + 1L) { // the last chunk may lack what makes it even
      throw MediaRefusedException.broken();
    }
    WebpHead head = WebpHead.of(file);
    Chunks chunks = new Chunks(file);
    int afterAlpha = Integer.MAX_VALUE;
    boolean hasColours = false;
    long at = WebpHead.FIRST_CHUNK;
    if (head.isExtended()) {
      chunks.copy(at, false);
      at = chunks.next(at);
    }
    while (!chunks.isPicture(at)) {
      if (chunks.is(at, COLOURS) && !hasColours) {
        hasColours = true;
        chunks.copy(at, false);
      } else if (chunks.is(at, ALPHA) && head.isSeeThrough() && afterAlpha == Integer.MAX_VALUE) {
        chunks.checkAlpha(at, head);
        afterAlpha = chunks.copy(at, true);
      }
      at = chunks.next(at);
    }
    if (!WebpHead.ofPicture(file, at).isAsLargeAs(head)) {
      throw MediaRefusedException.broken();
    }
    if (chunks.is(at, WebpHead.LOSSLESS)) {
      chunks.checkLossless(at, LOSSLESS_HEAD, head);
    }
    int afterPicture = chunks.copy(at, true);
    return new WebpStream(chunks.finished(), afterAlpha, afterPicture);
  }

  /** Takes chunks over. */
  private static final class Chunks {
    private final byte[] file;
    private final ByteArrayOutputStream out;

    Chunks(byte[] file) {
      this.file = file;
      this.out = new ByteArrayOutputStream(file.length + 4 * (ZEROS + FORBIDDEN));
      out.write(file, 0, WebpHead.FIRST_CHUNK);
    }

    boolean is(long at, String name) {
      return Bytes.has(file, at, name);
    }

    boolean isPicture(long at) {
      return is(at, WebpHead.LOSSY) || is(at, WebpHead.LOSSLESS);
    }

    long next(long at) {
      long length = Bytes.u32le(file, at + 4);
      return at + 8 + length + (length & 1);
    }

    void checkAlpha(long at, WebpHead head) {
      boolean isPacked = Bytes.u32le(file, at + 4) > 0 && (Bytes.u8(file, at + 8) & 3) == 1;
      if (isPacked) {
        checkLossless(at, 1, head);
      }
    }

    void checkLossless(long at, int skipped, WebpHead head) {
      long begin = at + 8;
      long end = begin + Bytes.u32le(file, at + 4);
      LosslessPlan.check(new LosslessBits(file, begin + skipped, end), head.width(), head.height());
    }

    /** Returns where what may not be read begins. */
    int copy(long at, boolean hasEnd) {
      long length = Bytes.u32le(file, at + 4);
      if (at + 8 + length > file.length) {
        throw MediaRefusedException.broken();
      }
      int zeros = (int) (length & 1) + (hasEnd ? ZEROS : 0);
      int forbidden = hasEnd ? FORBIDDEN : 0;
      byte[] size = new byte[4];
      Bytes.putU32le(size, 0, length + zeros + forbidden);
      out.write(file, (int) at, 4);
      out.writeBytes(size);
      out.write(file, (int) at + 8, (int) length);
      out.writeBytes(new byte[zeros + forbidden]);
      return out.size() - forbidden;
    }

    byte[] finished() {
      byte[] all = out.toByteArray();
      Bytes.putU32le(all, 4, all.length - 8L);
      return all;
    }
  }

  private void check(int count) throws IOException {
    if (isForbidden(count, afterAlpha) || isForbidden(count, afterPicture)) {
      throw new IOException("the picture goes on after the end of its chunk");
    }
  }

  private boolean isForbidden(int count, long from) {
    return streamPos < from + FORBIDDEN && streamPos + count > from;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      return -1;
    }
    check(1);
    return bytes[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    check(count);
    System.arraycopy(bytes, (int) streamPos, to, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
