package kr.maeul.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * Geometries found by how far they are on the WGS84 ellipsoid, wherever on the earth: no degrees
 * are compared, so neither the latitude nor the date line matters.
 *
 * <p>Every place is a point in space, in metres from the middle of the earth. The straight way
 * between two places is never longer than the way along the ground, and the way along the ground is
 * never longer than an arc over the same chord on a circle as small as the ellipsoid's sharpest
 * bend. A tree over the points in space therefore gives few candidates, for a town nearly always
 * one, and only those are measured. A line or an area is a ball around it, and is measured when the
 * ball is near enough.
 *
 * <p>32 bytes a point. Immutable once built; safe for use by several threads.
 */
public final class PlaceTree {
  private static final double EQUATOR_METRES = 6_378_137;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

  /** The ellipsoid's sharpest bend: along the meridian at the equator. */
  private static final double SHARPEST_RADIUS_METRES =
      EQUATOR_METRES * (1 - FLATTENING) * (1 - FLATTENING);

  /** More than what is lost in rounding numbers as large as the earth. */
  private static final double SLACK_METRES = 1e-6;

  /** A line or area that is larger than this is measured whatever. */
  private static final double LARGEST_BALL_METRES = 200_000;

  private final int[] items;
  private final double[] xs;
  private final double[] ys;
  private final double[] zs;

  /** By node: along which of the three axes it parts its branch. */
  private final byte[] axes;

  /** By item; null where all are points. */
  private final double[] radii;

  /** By node: the largest ball of its branch; null where all are points. */
  private final double[] largest;

  private final Geometry[] shapes;
  private final double[] longitudes;
  private final double[] latitudes;

  /** What is found nearest. */
  public record Found(int item, double metres) {}

  /** Takes geometries one by one; the first is item 0. For one thread. */
  public static final class Builder {
    private double[] longitudes = new double[64];
    private double[] latitudes = new double[64];
    private final List<Geometry> shapes = new ArrayList<>();
    private boolean hasShapes;
    private int size;

    /**
     * Adds a point.
     *
     * @param longitude finite
     * @param latitude finite
     */
    public void add(double longitude, double latitude) {
      if (size == longitudes.length) {
        longitudes = Arrays.copyOf(longitudes, size * 2);
        latitudes = Arrays.copyOf(latitudes, size * 2);
      }
      longitudes[size] = longitude;
      latitudes[size] = latitude;
      size++;
    }

    /**
     * Adds any geometry.
     *
     * @param g longitude, latitude; not empty
     */
    public void add(Geometry g) {
      if (g instanceof Point p) {
        add(p.getX(), p.getY());
        return;
      }
      hasShapes = true;
      while (shapes.size() < size) {
        shapes.add(null);
      }
      Coordinate middle = g.getEnvelopeInternal().centre();
      add(middle.x, middle.y);
      shapes.add(g);
    }

    public int size() {
      return size;
    }

    public PlaceTree build() {
      Geometry[] all = hasShapes ? shapes.toArray(new Geometry[size]) : null;
      return new PlaceTree(Arrays.copyOf(longitudes, size), Arrays.copyOf(latitudes, size), all);
    }
  }

  private PlaceTree(double[] longitudes, double[] latitudes, Geometry[] shapes) {
    int size = longitudes.length;
    this.longitudes = longitudes;
    this.latitudes = latitudes;
    this.shapes = shapes;
    this.items = new int[size];
    this.xs = new double[size];
    this.ys = new double[size];
    this.zs = new double[size];
    this.axes = new byte[size];
    for (int i = 0; i < size; i++) {
      items[i] = i;
      double[] p = inSpace(longitudes[i], latitudes[i]);
      xs[i] = p[0];
      ys[i] = p[1];
      zs[i] = p[2];
    }
    this.radii = shapes == null ? null : new double[size];
    this.largest = shapes == null ? null : new double[size];
    if (shapes != null) {
      for (int i = 0; i < size; i++) {
        radii[i] = shapes[i] == null ? 0 : ball(i);
      }
    }
    build(0, size);
  }

  /** Holds the whole of the shape: the ground between its corners rises a little over them. */
  private double ball(int item) {
    double corners = 0;
    for (Coordinate c : shapes[item].getCoordinates()) {
      double[] p = inSpace(c.x, c.y);
      corners =
          Math.max(
              corners,
              Math.sqrt(
                  squared(p[0] - xs[item]) + squared(p[1] - ys[item]) + squared(p[2] - zs[item])));
    }
    return corners > LARGEST_BALL_METRES ? Double.POSITIVE_INFINITY : corners * 1.05 + SLACK_METRES;
  }

  private static double[] inSpace(double longitude, double latitude) {
    double lon = Math.toRadians(longitude);
    double lat = Math.toRadians(latitude);
    double sin = Math.sin(lat);
    double n = EQUATOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    return new double[] {
      n * Math.cos(lat) * Math.cos(lon),
      n * Math.cos(lat) * Math.sin(lon),
      n * (1 - ECCENTRICITY_SQUARED) * sin
    };
  }

  /** The node of a branch is in its middle; what is less along the axis before it. */
  private void build(int from, int to) {
    if (from >= to) {
      return;
    }
    double[] axis = widest(from, to);
    int middle = (from + to) >>> 1;
    select(axis, from, to - 1, middle);
    axes[middle] = (byte) (axis == xs ? 0 : axis == ys ? 1 : 2);
    build(from, middle);
    build(middle + 1, to);
    if (largest != null) {
      double max = radii[items[middle]];
      if (from < middle) {
        max = Math.max(max, largest[(from + middle) >>> 1]);
      }
      if (middle + 1 < to) {
        max = Math.max(max, largest[(middle + 1 + to) >>> 1]);
      }
      largest[middle] = max;
    }
  }

  private double[] widest(int from, int to) {
    double[] best = xs;
    double widest = -1;
    for (double[] axis : new double[][] {xs, ys, zs}) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        least = Math.min(least, axis[i]);
        most = Math.max(most, axis[i]);
      }
      if (most - least > widest) {
        widest = most - least;
        best = axis;
      }
    }
    return best;
  }

  /** Puts in place what belongs there in the order of the axis, with nothing less after it. */
  private void select(double[] axis, int from, int to, int wanted) {
    int left = from;
    int right = to;
    while (left < right) {
      double pivot = axis[(left + right) >>> 1];
      int i = left;
      int j = right;
      while (i <= j) {
        while (axis[i] < pivot) {
          i++;
        }
        while (axis[j] > pivot) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (wanted <= j) {
        right = j;
      } else if (wanted >= i) {
        left = i;
      } else {
        return;
      }
    }
  }

  private void swap(int a, int b) {
    int item = items[a];
    items[a] = items[b];
    items[b] = item;
    for (double[] axis : new double[][] {xs, ys, zs}) {
      double v = axis[a];
      axis[a] = axis[b];
      axis[b] = v;
    }
  }

  public int size() {
    return items.length;
  }

  /**
   * The nearest geometry, and how far it is; of several as near, the one that was added first.
   *
   * @param except an item that is passed over, or -1
   * @return null where there is none
   */
  public Found nearest(double longitude, double latitude, int except) {
    Search search = new Search(longitude, latitude, except);
    search.branch(0, items.length);
    return search.found();
  }

  /**
   * How many geometries come within a distance.
   *
   * @param except an item that is not counted, or -1
   */
  public int countWithin(double longitude, double latitude, double metres, int except) {
    int[] count = {0};
    within(longitude, latitude, metres, item -> count[0] += item == except ? 0 : 1);
    return count[0];
  }

  /** Tells every geometry that comes within a distance, in no order. */
  public void within(double longitude, double latitude, double metres, IntConsumer told) {
    new Circle(longitude, latitude, metres, told).branch(0, items.length);
  }

  private double metres(int item, double longitude, double latitude) {
    return shapes != null && shapes[item] != null
        ? GeodesicDistance.between(
            GeoJsonGeometry.FACTORY.createPoint(new Coordinate(longitude, latitude)), shapes[item])
        : GeodesicDistance.between(
            new Coordinate(longitude, latitude), new Coordinate(longitudes[item], latitudes[item]));
  }

  /** The most that the way along the ground can be over a straight way. */
  private static double longest(double chord) {
    double half = (chord + SLACK_METRES) / (2 * SHARPEST_RADIUS_METRES);
    return half >= 1
        ? Double.POSITIVE_INFINITY
        : 2 * SHARPEST_RADIUS_METRES * Math.asin(half) + SLACK_METRES;
  }

  private static double squared(double d) {
    return d * d;
  }

  /** A walk through the tree from one place. For one thread. */
  private abstract class Walk {
    final double longitude;
    final double latitude;
    private final double x;
    private final double y;
    private final double z;

    Walk(double longitude, double latitude) {
      this.longitude = longitude;
      this.latitude = latitude;
      double[] p = inSpace(longitude, latitude);
      x = p[0];
      y = p[1];
      z = p[2];
    }

    /** How far, straight, is still of interest. */
    abstract double reach();

    /** A node that is within reach, and the least way to it. */
    abstract void meet(int item, double straight);

    final void branch(int from, int to) {
      if (from >= to) {
        return;
      }
      int node = (from + to) >>> 1;
      int item = items[node];
      double radius = radii == null ? 0 : radii[item];
      double straight =
          Math.sqrt(squared(xs[node] - x) + squared(ys[node] - y) + squared(zs[node] - z)) - radius;
      if (straight - SLACK_METRES <= reach()) {
        meet(item, straight);
      }
      double ahead = axes[node] == 0 ? x - xs[node] : axes[node] == 1 ? y - ys[node] : z - zs[node];
      if (ahead < 0) {
        branch(from, node);
        if (reaches(-ahead, node + 1, to)) {
          branch(node + 1, to);
        }
      } else {
        branch(node + 1, to);
        if (reaches(ahead, from, node)) {
          branch(from, node);
        }
      }
    }

    private boolean reaches(double distance, int from, int to) {
      return from < to
          && distance - SLACK_METRES - (largest == null ? 0 : largest[(from + to) >>> 1])
              <= reach();
    }
  }

  /** Gathers what may be the nearest. */
  private final class Search extends Walk {
    private final int except;
    private double reach = Double.POSITIVE_INFINITY;
    private int[] candidates = new int[8];
    private double[] leasts = new double[8];
    private int count;

    Search(double longitude, double latitude, int except) {
      super(longitude, latitude);
      this.except = except;
    }

    @Override
    double reach() {
      return reach;
    }

    @Override
    void meet(int item, double straight) {
      if (item == except) {
        return;
      }
      boolean isShape = shapes != null && shapes[item] != null;
      double most = isShape ? metres(item, longitude, latitude) : longest(straight);
      if (isShape && most > reach) {
        return;
      }
      if (most < reach) {
        reach = most;
        int kept = 0;
        for (int i = 0; i < count; i++) {
          if (leasts[i] - SLACK_METRES <= reach) {
            candidates[kept] = candidates[i];
            leasts[kept++] = leasts[i];
          }
        }
        count = kept;
      }
      if (count == candidates.length) {
        candidates = Arrays.copyOf(candidates, count * 2);
        leasts = Arrays.copyOf(leasts, count * 2);
      }
      candidates[count] = item;
      leasts[count++] = isShape ? most : straight;
    }

    Found found() {
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        double metres = metres(candidates[i], longitude, latitude);
        if (metres < least || metres == least && candidates[i] < best) {
          least = metres;
          best = candidates[i];
        }
      }
      return best < 0 ? null : new Found(best, least);
    }
  }

  /** Tells what is within a distance. */
  private final class Circle extends Walk {
    private final double metres;
    private final double surelyWithin;
    private final IntConsumer told;

    Circle(double longitude, double latitude, double metres, IntConsumer told) {
      super(longitude, latitude);
      this.metres = metres;
      this.told = told;
      double half = metres / (2 * SHARPEST_RADIUS_METRES);
      this.surelyWithin =
          half >= Math.PI / 2
              ? Double.POSITIVE_INFINITY
              : 2 * SHARPEST_RADIUS_METRES * Math.sin(half) - 2 * SLACK_METRES;
    }

    @Override
    double reach() {
      return metres;
    }

    @Override
    void meet(int item, double straight) {
      boolean isShape = shapes != null && shapes[item] != null;
      if (!isShape && straight <= surelyWithin || metres(item, longitude, latitude) <= metres) {
        told.accept(item);
      }
    }
  }
}
