package kr.maeul.media.photo;

import kr.maeul.media.file.MediaRefusedException;

/**
 * What the samples of a PNG mean: red, green and blue of 8 bits, on white where it is clear. What
 * it says of gamma and profiles is left out, as most programs do. Stateless but for its tables;
 * safe for use by several threads.
 */
final class PngColours {
  private final PngHead head;
  private final int samples;
  private final boolean isWide;
  private final int clearRed;
  private final int clearGreen;
  private final int clearBlue;

  /** Packed red, green, blue by the number in the palette, on white. */
  private final int[] palette;

  PngColours(PngHead head) {
    this.head = head;
    this.samples = head.samples();
    this.isWide = head.depth() == 16;
    boolean hasClear = head.colour() == 0 && head.clear().length >= 2;
    boolean hasClearColour = head.colour() == 2 && head.clear().length >= 6;
    this.clearRed = hasClear || hasClearColour ? clear(0) : -1;
    this.clearGreen = hasClearColour ? clear(1) : clearRed;
    this.clearBlue = hasClearColour ? clear(2) : clearRed;
    this.palette = head.colour() == PngHead.PALETTE ? palette(head) : new int[0];
  }

  private int clear(int sample) {
    byte[] of = head.clear();
    return (of[2 * sample] & 0xff) << 8 | of[2 * sample + 1] & 0xff;
  }

  private static int[] palette(PngHead head) {
    int[] colours = new int[head.palette().length / 3];
    for (int i = 0; i < colours.length; i++) {
      int alpha = i < head.clear().length ? head.clear()[i] & 0xff : 255;
      for (int c = 0; c < 3; c++) {
        colours[i] = colours[i] << 8 | onWhite(head.palette()[3 * i + c] & 0xff, alpha);
      }
    }
    return colours;
  }

  private static int onWhite(int value, int alpha) {
    return alpha == 255 ? value : (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  /**
   * Reads pixels of a row.
   *
   * @param row as it lies in the file, its filter undone
   * @param count pixels
   * @param to red, green, blue for each pixel
   * @param first pixel of {@code to} that is written
   * @param step so many pixels of {@code to} further for the next one
   */
  void read(byte[] row, int count, byte[] to, int first, int step) {
    if (head.colour() == 2 || head.colour() == 6) {
      for (int x = 0, at = 3 * first; x < count; x++, at += 3 * step) {
        readColour(row, x * samples, to, at);
      }
    } else if (head.colour() == PngHead.PALETTE) {
      for (int x = 0, at = 3 * first; x < count; x++, at += 3 * step) {
        readNumber(sample(row, x), to, at);
      }
    } else {
      for (int x = 0, at = 3 * first; x < count; x++, at += 3 * step) {
        byte grey = (byte) grey(row, x);
        to[at] = grey;
        to[at + 1] = grey;
        to[at + 2] = grey;
      }
    }
  }

  private void readNumber(int number, byte[] to, int at) {
    if (number >= palette.length) {
      throw MediaRefusedException.broken();
    }
    to[at] = (byte) (palette[number] >> 16);
    to[at + 1] = (byte) (palette[number] >> 8);
    to[at + 2] = (byte) palette[number];
  }

  private void readColour(byte[] row, int sample, byte[] to, int at) {
    int alpha = samples == 4 ? eight(row, sample + 3) : 255;
    if (clearRed >= 0
        && sample(row, sample) == clearRed
        && sample(row, sample + 1) == clearGreen
        && sample(row, sample + 2) == clearBlue) {
      alpha = 0;
    }
    to[at] = (byte) onWhite(eight(row, sample), alpha);
    to[at + 1] = (byte) onWhite(eight(row, sample + 1), alpha);
    to[at + 2] = (byte) onWhite(eight(row, sample + 2), alpha);
  }

  private int grey(byte[] row, int x) {
    int sample = x * samples;
    if (clearRed >= 0 && sample(row, sample) == clearRed) {
      return 255;
    }
    int value =
        head.depth() < 8
            ? sample(row, sample) * 255 / ((1 << head.depth()) - 1)
            : eight(row, sample);
    return onWhite(value, head.colour() == 4 ? eight(row, sample + 1) : 255);
  }

  /** Of 8 bits or more: the higher 8. */
  private int eight(byte[] row, int sample) {
    return row[isWide ? 2 * sample : sample] & 0xff;
  }

  /** As it is written. */
  private int sample(byte[] row, int sample) {
    int depth = head.depth();
    if (isWide) {
      return (row[2 * sample] & 0xff) << 8 | row[2 * sample + 1] & 0xff;
    }
    if (depth == 8) {
      return row[sample] & 0xff;
    }
    int bit = sample * depth;
    return (row[bit >> 3] & 0xff) >> 8 - depth - (bit & 7) & (1 << depth) - 1;
  }
}
