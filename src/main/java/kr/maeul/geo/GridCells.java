package kr.maeul.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Numbers for shapes, by which an ordinary index finds what lies in a box: cells of grids in
 * degrees, each grid four times as fine as the one before. A shape belongs to the cell that its
 * south-western corner is in, of the finest grid whose cells are as large as the shape. So its box
 * reaches into that cell's neighbours to the north and east at most. Cells of a grid are numbered
 * along a Z-order curve: those of a square are few spans of numbers. Stateless.
 *
 * <p>The embedded database keeps these numbers in its files. Anyone who changes them has to renew
 * what is there.
 */
public final class GridCells {
  /** Of what has no place. */
  public static final long NOWHERE = -1;

  /** Cells are 360°/2^24 wide, two metres. */
  private static final int FINEST = 24;

  /** Levels from one grid to the next. */
  private static final int STEP = 2;

  /** Where the level stands in a number, above 24 bits of column and of row. */
  private static final int LEVEL_SHIFT = 58;

  /** Less than a cell's width, lest rounding lets a shape reach beyond the next cell. */
  private static final double MOST_OF_A_CELL = 0.999;

  /**
   * Cells along a side, in which the spans of a box are told: more fit it closer, so that fewer
   * rows are read in vain, but are more spans to look for.
   */
  private static final int CELLS_A_SIDE_OF_POINTS = 16;

  /** There are as many grids to look at. */
  private static final int CELLS_A_SIDE = 6;

  /** Numbers from {@code first} to {@code last}, both included. */
  public record Span(long first, long last) {}

  private GridCells() {}

  /**
   * The number of a shape in longitude and latitude, which may be null or empty. H2 calls it by
   * name.
   */
  public static long of(Geometry shape) {
    if (shape == null || shape.isEmpty()) {
      return NOWHERE;
    }
    Envelope box = shape.getEnvelopeInternal();
    double size = Math.max(box.getWidth(), box.getHeight());
    int level = FINEST;
    while (level > 0 && side(level) * MOST_OF_A_CELL < size) {
      level -= STEP;
    }
    return number(level, column(box.getMinX(), level), row(box.getMinY(), level));
  }

  /**
   * The numbers that shapes may have whose box meets one of these: no such shape has another one,
   * but shapes farther off may have these.
   *
   * @param areAllPoints whether no shape is larger than a point
   * @return in order, none meeting another
   */
  public static List<Span> spans(List<Envelope> boxes, boolean areAllPoints) {
    List<Span> spans = new ArrayList<>();
    for (Envelope box : boxes) {
      if (areAllPoints) {
        addSpans(spans, box, FINEST, 0, CELLS_A_SIDE_OF_POINTS);
        continue;
      }
      for (int level = FINEST; level >= 0; level -= STEP) {
        addSpans(spans, box, level, 1, CELLS_A_SIDE);
      }
    }
    return merged(spans);
  }

  /**
   * Adds the cells of a level, told in those of a coarser one so that they are not too many.
   *
   * @param before cells to the west and south that shapes may reach out of
   */
  private static void addSpans(
      List<Span> spans, Envelope box, int level, int before, int cellsASide) {
    long west = inside(column(box.getMinX(), level) - before, level);
    long south = inside(row(box.getMinY(), level) - before, level);
    long east = column(box.getMaxX(), level);
    long north = row(box.getMaxY(), level);
    int up = 0;
    while (Math.max((east >> up) - (west >> up), (north >> up) - (south >> up)) >= cellsASide) {
      up++;
    }
    long within = (1L << 2 * up) - 1;
    for (long row = south >> up; row <= north >> up; row++) {
      for (long column = west >> up; column <= east >> up; column++) {
        long first = number(level, column << up, row << up);
        spans.add(new Span(first, first + within));
      }
    }
  }

  private static List<Span> merged(List<Span> spans) {
    Span[] sorted = spans.toArray(Span[]::new);
    Arrays.sort(sorted, Comparator.comparingLong(Span::first));
    List<Span> merged = new ArrayList<>();
    Span last = null;
    for (Span span : sorted) {
      if (last != null && span.first() <= last.last() + 1) {
        last = new Span(last.first(), Math.max(last.last(), span.last()));
        merged.set(merged.size() - 1, last);
      } else {
        last = span;
        merged.add(span);
      }
    }
    return merged;
  }

  private static double side(int level) {
    return 360.0 / (1L << level);
  }

  private static long column(double longitude, int level) {
    return inside((long) Math.floor((longitude + 180) / side(level)), level);
  }

  private static long row(double latitude, int level) {
    return inside((long) Math.floor((latitude + 90) / side(level)), level);
  }

  /** What lies off the earth belongs to its edge. */
  private static long inside(long cell, int level) {
    return Math.max(0, Math.min(cell, (1L << level) - 1));
  }

  private static long number(int level, long column, long row) {
    return (long) level << LEVEL_SHIFT | spread(column) | spread(row) << 1;
  }

  /** Puts a zero between the bits of a number below 2^32. */
  private static long spread(long bits) {
    long v = bits;
    v = (v | v << 16) & 0x0000FFFF0000FFFFL;
    v = (v | v << 8) & 0x00FF00FF00FF00FFL;
    v = (v | v << 4) & 0x0F0F0F0F0F0F0F0FL;
    v = (v | v << 2) & 0x3333333333333333L;
    return (v | v << 1) & 0x5555555555555555L;
  }
}
