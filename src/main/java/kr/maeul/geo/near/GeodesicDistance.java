package kr.maeul.geo.near;

import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Distance between geometries on the WGS84 ellipsoid, in metres: the length of the geodesic between
 * their nearest points, 0 where they meet. As PostGIS does for {@code geography}, the nearest
 * points are sought on the sphere and the way between them is measured on the ellipsoid: exact
 * between points, never more than 0.5 % long where lines or areas are concerned. Stateless.
 */
public final class GeodesicDistance {

  private GeodesicDistance() {}

  /**
   * The distance in metres.
   *
   * @param a longitude, latitude
   * @param b longitude, latitude
   * @return NaN where either is empty
   */
  public static double between(Geometry a, Geometry b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Double.NaN;
    }
    if (a instanceof Point p && b instanceof Point q) {
      return between(p.getCoordinate(), q.getCoordinate());
    }
    if (a.getEnvelopeInternal().intersects(b.getEnvelopeInternal()) && a.intersects(b)) {
      return 0;
    }
    Nearest nearest = new Nearest();
    List<double[][]> chains = chains(b);
    for (double[][] one : chains(a)) {
      for (double[][] other : chains) {
        nearest.search(one, other);
        nearest.search(other, one);
      }
    }
    return between(coordinate(nearest.from), coordinate(nearest.to));
  }

  /** The distance between two positions in metres. */
  public static double between(Coordinate a, Coordinate b) {
    return Geodesic.WGS84.Inverse(a.y, a.x, b.y, b.x, GeodesicMask.DISTANCE).s12;
  }

  private static List<Geometry> parts(Geometry g) {
    List<Geometry> parts = new ArrayList<>();
    if (g instanceof GeometryCollection) {
      for (int i = 0; i < g.getNumGeometries(); i++) {
        parts.addAll(parts(g.getGeometryN(i)));
      }
    } else if (!g.isEmpty()) {
      parts.add(g);
    }
    return parts;
  }

  /** Points, lines and rings as chains of unit vectors. */
  private static List<double[][]> chains(Geometry g) {
    List<double[][]> chains = new ArrayList<>();
    for (Geometry part : parts(g)) {
      if (part instanceof Polygon p) {
        chains.add(vectors(p.getExteriorRing()));
        for (int i = 0; i < p.getNumInteriorRing(); i++) {
          chains.add(vectors(p.getInteriorRingN(i)));
        }
      } else {
        chains.add(vectors(part));
      }
    }
    return chains;
  }

  private static double[][] vectors(Geometry lineOrPoint) {
    Coordinate[] all =
        lineOrPoint instanceof LineString l
            ? l.getCoordinates()
            : new Coordinate[] {lineOrPoint.getCoordinate()};
    double[][] vectors = new double[all.length][];
    for (int i = 0; i < all.length; i++) {
      double lon = Math.toRadians(all[i].x);
      double lat = Math.toRadians(all[i].y);
      vectors[i] =
          new double[] {
            Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)
          };
    }
    return vectors;
  }

  private static Coordinate coordinate(double[] v) {
    return new Coordinate(
        Math.toDegrees(Math.atan2(v[1], v[0])),
        Math.toDegrees(Math.atan2(v[2], Math.hypot(v[0], v[1]))));
  }

  /** The nearest pair so far; chords compare as arcs do. For one thread. */
  private static final class Nearest {
    private double squaredChord = Double.POSITIVE_INFINITY;
    private double[] from;
    private double[] to;

    /** Vertices of one chain against edges of the other. */
    void search(double[][] vertices, double[][] chain) {
      for (double[] v : vertices) {
        take(v, chain[0]);
        for (int i = 1; i < chain.length; i++) {
          take(v, chain[i]);
          double[] foot = foot(v, chain[i - 1], chain[i]);
          if (foot != null) {
            take(v, foot);
          }
        }
      }
    }

    private void take(double[] a, double[] b) {
      double x = a[0] - b[0];
      double y = a[1] - b[1];
      double z = a[2] - b[2];
      double d = x * x + y * y + z * z;
      if (d < squaredChord) {
        squaredChord = d;
        from = a;
        to = b;
      }
    }

    /** The point of the great circle nearest to v, or null where it lies beyond the arc's ends. */
    private static double[] foot(double[] v, double[] a, double[] b) {
      double[] n = cross(minus(a, b), plus(a, b)); // along a × b, without its loss of digits
      double length = Math.sqrt(dot(n, n));
      if (length == 0) {
        return null;
      }
      double height = dot(v, n) / length;
      double[] p = {
        v[0] - height * n[0] / length, v[1] - height * n[1] / length, v[2] - height * n[2] / length
      };
      double size = Math.sqrt(dot(p, p));
      if (size < 1e-12) {
        return null; // v is the circle's pole: all of it is as far
      }
      double[] foot = {p[0] / size, p[1] / size, p[2] / size};
      boolean isPastA = dot(cross(n, a), foot) >= 0;
      boolean isBeforeB = dot(cross(b, n), foot) >= 0;
      return isPastA && isBeforeB ? foot : null;
    }

    private static double[] cross(double[] a, double[] b) {
      return new double[] {
        a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
      };
    }

    private static double[] plus(double[] a, double[] b) {
      return new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
    }

    private static double[] minus(double[] a, double[] b) {
      return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double dot(double[] a, double[] b) {
      return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
  }
}
