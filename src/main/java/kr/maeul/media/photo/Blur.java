package kr.maeul.media.photo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Makes parts of a photo unrecognisable. What is left of a part are nine colours, each the mean of
 * a ninth of it, so no arithmetic brings a face or a number back, as it can with a mild blur or a
 * fine mosaic.
 */
public final class Blur {
  private static final int CELLS = 3;

  /** At least so many pixels, so that a region drawn too small still hides something. */
  private static final int SMALLEST_PIXELS = 8;

  private Blur() {}

  /** Changes the photo in place. */
  public static void apply(BufferedImage photo, Iterable<BlurRegion> regions) {
    for (BlurRegion region : regions) {
      apply(photo, region);
    }
  }

  private static void apply(BufferedImage photo, BlurRegion region) {
    int left = clamp((int) Math.floor(region.x() * photo.getWidth()), photo.getWidth());
    int top = clamp((int) Math.floor(region.y() * photo.getHeight()), photo.getHeight());
    int width = extent(left, (region.x() + region.width()) * photo.getWidth(), photo.getWidth());
    int height = extent(top, (region.y() + region.height()) * photo.getHeight(), photo.getHeight());
    BufferedImage means = new BufferedImage(CELLS, CELLS, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        means.setRGB(column, row, mean(photo, left, top, width, height, column, row));
      }
    }
    Graphics2D g = photo.createGraphics();
    try {
      Shape outline =
          region.shape() == BlurRegion.Shape.ELLIPSE
              ? new Ellipse2D.Double(left, top, width, height)
              : new Rectangle2D.Double(left, top, width, height);
      g.clip(outline);
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      g.drawImage(means, left, top, width, height, null);
    } finally {
      g.dispose();
    }
  }

  private static int clamp(int at, int size) {
    return Math.max(0, Math.min(at, Math.max(0, size - SMALLEST_PIXELS)));
  }

  private static int extent(int from, double to, int size) {
    int end = (int) Math.min(size, Math.max(Math.ceil(to), from + (double) SMALLEST_PIXELS));
    return Math.max(1, end - from);
  }

  private static int mean(
      BufferedImage photo, int left, int top, int width, int height, int column, int row) {
    int x0 = left + width * column / CELLS;
    int y0 = top + height * row / CELLS;
    int x1 = Math.max(x0 + 1, left + width * (column + 1) / CELLS);
    int y1 = Math.max(y0 + 1, top + height * (row + 1) / CELLS);
    long red = 0;
    long green = 0;
    long blue = 0;
    long count = 0;
    for (int y = y0; y < Math.min(y1, photo.getHeight()); y++) {
      for (int x = x0; x < Math.min(x1, photo.getWidth()); x++) {
        int rgb = photo.getRGB(x, y);
        red += rgb >> 16 & 0xff;
        green += rgb >> 8 & 0xff;
        blue += rgb & 0xff;
        count++;
      }
    }
    return count == 0
        ? 0
        : (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
  }
}
