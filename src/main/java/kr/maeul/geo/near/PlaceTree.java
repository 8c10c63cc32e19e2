package kr.maeul.geo.near;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import kr.maeul.geo.GeoJsonGeometry;
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
 * one, and only those are measured. Short ways are measured by the bend of the ground in their
 * direction, which is right to a few thousandths of a millimetre, and by the geodesic where several
 * are as near as that; long ones by the geodesic. A line or an area is a ball around it, and is
 * measured when the ball is near enough.
 *
 * <p>About 60 bytes a point. Immutable once built; safe for use by several threads.
 */
public final class PlaceTree {
  /** A line or area that is larger than this is measured whatever. */
  private static final double LARGEST_BALL_METRES = 200_000;

  private final SpaceTree tree;
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
    this.tree = new SpaceTree(longitudes, latitudes);
    this.items = tree.items;
    this.xs = tree.xs;
    this.ys = tree.ys;
    this.zs = tree.zs;
    this.axes = tree.axes;
    this.radii = shapes == null ? null : new double[size];
    this.largest = shapes == null ? null : new double[size];
    if (shapes != null) {
      for (int i = 0; i < size; i++) {
        radii[i] = shapes[i] == null ? 0 : ball(i);
      }
      largest(0, size);
    }
  }

  /** Holds the whole of the shape: the ground between its corners rises a little over them. */
  private double ball(int item) {
    double[] middle = EarthSpace.at(longitudes[item], latitudes[item]);
    double corners = 0;
    for (Coordinate c : shapes[item].getCoordinates()) {
      double[] p = EarthSpace.at(c.x, c.y);
      double away =
          squared(p[0] - middle[0]) + squared(p[1] - middle[1]) + squared(p[2] - middle[2]);
      corners = Math.max(corners, Math.sqrt(away));
    }
    return corners > LARGEST_BALL_METRES
        ? Double.POSITIVE_INFINITY
        : corners * 1.05 + EarthSpace.SLACK_METRES;
  }

  /** The largest ball of each branch. */
  private double largest(int from, int to) {
    if (from >= to) {
      return 0;
    }
    int node = (from + to) >>> 1;
    double max = Math.max(largest(from, node), largest(node + 1, to));
    largest[node] = Math.max(max, radii[items[node]]);
    return largest[node];
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
    if (shapes == null) {
      NearestPoint point = new NearestPoint(tree, longitude, latitude, except);
      if (point.isClear()) {
        int item = point.place();
        return new Found(item, metres(item, longitude, latitude, point.straight()));
      }
    }
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

  private double metres(int item, double longitude, double latitude, double straight) {
    return straight > EarthSpace.SHORT_METRES
        ? metres(item, longitude, latitude)
        : EarthSpace.metres(
            longitude, latitude, longitudes[item], latitudes[item], Math.max(0, straight));
  }

  private double metres(int item, double longitude, double latitude) {
    return shapes != null && shapes[item] != null
        ? GeodesicDistance.between(
            GeoJsonGeometry.FACTORY.createPoint(new Coordinate(longitude, latitude)), shapes[item])
        : GeodesicDistance.between(
            new Coordinate(longitude, latitude), new Coordinate(longitudes[item], latitudes[item]));
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
      double[] p = EarthSpace.at(longitude, latitude);
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
      if (straight - EarthSpace.SLACK_METRES <= reach()) {
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
          && distance - EarthSpace.SLACK_METRES - (largest == null ? 0 : largest[(from + to) >>> 1])
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
      double most = isShape ? metres(item, longitude, latitude) : EarthSpace.longest(straight);
      if (isShape && most > reach) {
        return;
      }
      if (most < reach) {
        reach = most;
        int kept = 0;
        for (int i = 0; i < count; i++) {
          if (leasts[i] - EarthSpace.SLACK_METRES <= reach) {
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
      boolean isClear = count == 1 && (shapes == null || shapes[candidates[0]] == null);
      if (isClear) {
        return new Found(candidates[0], metres(candidates[0], longitude, latitude, leasts[0]));
      }
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
      this.surelyWithin = EarthSpace.surely(metres);
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
