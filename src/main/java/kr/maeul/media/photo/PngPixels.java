package kr.maeul.media.photo;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;

/**
 * The rows of a PNG as they lie in the file, unpacked and with their filters undone (W3C PNG, 9 and
 * 10), one at a time. Close it. Not safe for use by several threads.
 */
final class PngPixels implements AutoCloseable {
  private static final int MOST_EMPTY_CHUNKS = 1_000;

  private final byte[] file;
  private final int pixelBytes;
  private final Inflater inflater = new Inflater();
  private long chunkAt;
  private final byte[] filter = new byte[1];
  private byte[] above = {};
  private byte[] row = {};

  PngPixels(byte[] file, PngHead head) {
    this.file = file;
    this.pixelBytes = Math.max(1, head.samples() * head.depth() / 8);
    this.chunkAt = head.dataAt();
    feed();
  }

  /**
   * Begins a picture, or a pass of one: no row stands above the first.
   *
   * @param bytes of each of its rows
   */
  void begin(int bytes) {
    above = new byte[bytes];
    row = new byte[bytes];
  }

  /**
   * The next row; as it is until the next one is asked for.
   *
   * @throws MediaRefusedException if there is none
   */
  byte[] next() {
    byte[] last = above;
    above = row;
    row = last;
    fill(filter);
    fill(row);
    undo(filter[0]);
    return row;
  }

  private void fill(byte[] to) {
    try {
      for (int count = 0; count < to.length; ) {
        int got = inflater.inflate(to, count, to.length - count);
        count += got;
        if (got == 0) {
          if (inflater.finished() || inflater.needsDictionary()) {
            throw MediaRefusedException.broken();
          }
          feed();
        }
      }
    } catch (DataFormatException e) {
      throw MediaRefusedException.broken();
    }
  }

  /** The next chunk of pixels. They follow each other. */
  private void feed() {
    for (int i = 0; i < MOST_EMPTY_CHUNKS; i++) {
      long length = Bytes.u32(file, chunkAt);
      if (!Bytes.has(file, chunkAt + 4, "IDAT")) {
        throw MediaRefusedException.broken();
      }
      long begin = chunkAt + 8;
      int there = (int) Math.min(length, file.length - begin);
      chunkAt = begin + length + 4;
      if (there > 0) {
        inflater.setInput(file, (int) begin, there);
        return;
      }
    }
    throw MediaRefusedException.broken();
  }

  private void undo(byte filter) {
    int n = pixelBytes;
    switch (filter) {
      case 0 -> {}
      case 1 -> {
        for (int i = n; i < row.length; i++) {
          row[i] += row[i - n];
        }
      }
      case 2 -> {
        for (int i = 0; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> {
        for (int i = 0; i < row.length; i++) {
          int left = i < n ? 0 : row[i - n] & 0xff;
          row[i] += (byte) (left + (above[i] & 0xff) >> 1);
        }
      }
      case 4 -> {
        for (int i = 0; i < row.length; i++) {
          boolean isFirst = i < n;
          row[i] +=
              (byte)
                  nearest(
                      isFirst ? 0 : row[i - n] & 0xff,
                      above[i] & 0xff,
                      isFirst ? 0 : above[i - n] & 0xff);
        }
      }
      default -> throw MediaRefusedException.broken();
    }
  }

  /** What Paeth foretells. */
  private static int nearest(int left, int up, int upLeft) {
    int foretold = left + up - upLeft;
    int byLeft = Math.abs(foretold - left);
    int byUp = Math.abs(foretold - up);
    int byUpLeft = Math.abs(foretold - upLeft);
    return byLeft <= byUp && byLeft <= byUpLeft ? left : byUp <= byUpLeft ? up : upLeft;
  }

  @Override
  public void close() {
    inflater.end();
    above = row = new byte[0];
  }
}
