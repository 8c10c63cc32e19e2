package kr.maeul.media.photo;

import java.awt.image.BufferedImage;
import java.util.function.BooleanSupplier;
import kr.maeul.media.file.MediaRefusedException;

/**
 * Reads a PNG row by row and makes it smaller at once, so that one of 50 megapixels takes no more
 * memory than what comes of it. An interlaced one comes in seven passes, each finer than the one
 * before: of a large one only so many are read as its smaller picture needs. Stateless.
 */
final class Png {
  /** Of each pass: the first column and row, and how far apart columns and rows are. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int ROWS_BETWEEN_LOOKS = 64;

  private Png() {}

  /**
   * Reads it.
   *
   * @param longestSide of what comes of it, in pixels, at most
   * @param mostKept pixels of an interlaced one that are kept until all are there
   * @param isLate whether to give up
   * @throws MediaRefusedException if it is broken, or takes too long
   */
  static BufferedImage read(
      byte[] file, PngHead head, int longestSide, long mostKept, BooleanSupplier isLate) {
    try (PngPixels pixels = new PngPixels(file, head)) {
      return head.isInterlaced()
          ? interlaced(pixels, head, longestSide, mostKept, isLate)
          : plain(pixels, head, longestSide, isLate);
    }
  }

  private static BufferedImage plain(
      PngPixels pixels, PngHead head, int longestSide, BooleanSupplier isLate) {
    Shrinking shrinking = new Shrinking(head.width(), head.height(), longestSide);
    PngColours colours = new PngColours(head);
    byte[] rgb = new byte[3 * head.width()];
    pixels.begin(head.rowBytes(head.width()));
    for (int y = 0; y < head.height(); y++) {
      look(y, isLate);
      colours.read(pixels.next(), head.width(), rgb, 0, 1);
      shrinking.row(rgb, 0);
    }
    return shrinking.image();
  }

  private static BufferedImage interlaced(
      PngPixels pixels, PngHead head, int longestSide, long mostKept, BooleanSupplier isLate) {
    int step = 1;
    while (head.pixels() / ((long) step * step) > mostKept && step < 8) {
      step *= 2;
    }
    int width = (head.width() + step - 1) / step;
    int height = (head.height() + step - 1) / step;
    Rows rows = new Rows(width, height);
    PngColours colours = new PngColours(head);
    for (int[] pass : PASSES) {
      int columns = (head.width() - pass[0] + pass[2] - 1) / pass[2];
      int lines = (head.height() - pass[1] + pass[3] - 1) / pass[3];
      if (columns <= 0 || lines <= 0) {
        continue;
      }
      if (pass[0] % step != 0 || pass[1] % step != 0) {
        break; // this pass and those after it lie between the pixels that are kept
      }
      pixels.begin(head.rowBytes(columns));
      for (int y = 0; y < lines; y++) {
        look(y, isLate);
        int row = (pass[1] + y * pass[3]) / step;
        colours.read(
            pixels.next(),
            columns,
            rows.block(row),
            rows.first(row) + pass[0] / step,
            pass[2] / step);
      }
    }
    Shrinking shrinking = new Shrinking(width, height, longestSide);
    for (int y = 0; y < height; y++) {
      shrinking.row(rows.block(y), rows.first(y));
    }
    return shrinking.image();
  }

  /** A picture in blocks of rows, none of which is large: a heap in use has no room for that. */
  private static final class Rows {
    private static final int PIXELS_OF_BLOCK = 64 * 1024;

    private final int width;
    private final int rowsOfBlock;
    private final byte[][] blocks;

    Rows(int width, int height) {
      this.width = width;
      this.rowsOfBlock = Math.max(1, PIXELS_OF_BLOCK / width);
      this.blocks = new byte[(height - 1) / rowsOfBlock + 1][3 * width * rowsOfBlock];
    }

    byte[] block(int row) {
      return blocks[row / rowsOfBlock];
    }

    /** The row's first pixel in its block. */
    int first(int row) {
      return row % rowsOfBlock * width;
    }
  }

  private static void look(int y, BooleanSupplier isLate) {
    if (y % ROWS_BETWEEN_LOOKS == 0 && isLate.getAsBoolean()) {
      throw MediaRefusedException.broken();
    }
  }
}
