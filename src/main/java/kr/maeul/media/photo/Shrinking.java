package kr.maeul.media.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/**
 * Makes a picture smaller while its rows come, so that the whole of it never stands in memory. A
 * pixel becomes the mean of what it covers, each part by how much of it is covered. Not safe for
 * use by several threads.
 */
final class Shrinking {
  private static final int CHANNELS = 3;

  /** Means of a row have so many bits behind the point. */
  private static final int FRACTION_BITS = 8;

  private final int fromWidth;
  private final int fromHeight;
  private final int width;
  private final int height;
  private final BufferedImage image;
  private final int[] pixels;
  private final long[] across;
  private final long[] sums;

  /** Rows that have come, in heights of a row that comes out, which are {@code fromHeight} each. */
  private long at;

  /**
   * @param longestSide of what comes out, in pixels; a picture that has no longer one stays as it
   *     is
   */
  Shrinking(int fromWidth, int fromHeight, int longestSide) {
    double scale = Math.min(1, (double) longestSide / Math.max(fromWidth, fromHeight));
    this.fromWidth = fromWidth;
    this.fromHeight = fromHeight;
    this.width = Math.max(1, (int) Math.round(fromWidth * scale));
    this.height = Math.max(1, (int) Math.round(fromHeight * scale));
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    this.across = new long[width * CHANNELS];
    this.sums = new long[width * CHANNELS];
  }

  /**
   * Takes the next row.
   *
   * @param rgb red, green, blue for each pixel from the left
   * @param first pixel in it
   */
  void row(byte[] rgb, int first) {
    narrow(rgb, CHANNELS * first);
    long end = at + height;
    while (at < end) {
      int row = (int) (at / fromHeight);
      long part = Math.min(end, (row + 1L) * fromHeight) - at;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += across[i] * part;
      }
      at += part;
      if (at % fromHeight == 0) {
        finish(row);
      }
    }
  }

  /** The means across one row that comes. A pixel of it lies in one that comes out, or in two. */
  private void narrow(byte[] rgb, int first) {
    int to = 0;
    long left = fromWidth; // of the pixel that comes out; one that comes takes up `width` of it
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int from = first; from < first + CHANNELS * fromWidth; from += CHANNELS) {
      int r = rgb[from] & 0xff;
      int g = rgb[from + 1] & 0xff;
      int b = rgb[from + 2] & 0xff;
      if (left > width) {
        red += (long) r * width;
        green += (long) g * width;
        blue += (long) b * width;
        left -= width;
      } else {
        across[to] = mean(red + r * left);
        across[to + 1] = mean(green + g * left);
        across[to + 2] = mean(blue + b * left);
        to += CHANNELS;
        long rest = width - left;
        red = r * rest;
        green = g * rest;
        blue = b * rest;
        left = fromWidth - rest;
      }
    }
  }

  private long mean(long sum) {
    return (sum << FRACTION_BITS) / fromWidth;
  }

  private void finish(int row) {
    int first = row * width;
    for (int x = 0; x < width; x++) {
      int red = down(CHANNELS * x);
      int green = down(CHANNELS * x + 1);
      int blue = down(CHANNELS * x + 2);
      pixels[first + x] = red << 16 | green << 8 | blue;
    }
    Arrays.fill(sums, 0);
  }

  /** The mean of the rows that one that comes out covers. */
  private int down(int i) {
    long half = (long) fromHeight << FRACTION_BITS - 1;
    return (int) ((sums[i] + half) / fromHeight) >> FRACTION_BITS;
  }

  /** What has come out; rows that never came are black. */
  BufferedImage image() {
    return image;
  }
}
