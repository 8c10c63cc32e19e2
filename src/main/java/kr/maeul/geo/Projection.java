package kr.maeul.geo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.maeul.geo.CrsRegistry.TransformFailedException;
import kr.maeul.layer.text.Particle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * A coordinate reference system as answers and boxes use it: with the axes in the order of the EPSG
 * registry. Safe for use by several threads.
 */
public final class Projection {
  private static final int METRE_DECIMALS = 3;
  private static final double LONGEST_EDGE_METRES = 1000;

  /**
   * Half of this for a coordinate that was rounded, half for what moving it there and back costs.
   */
  private static final double MARGIN_METRES = 0.001;

  /**
   * How far the middle of a straight line in degrees lies off the curve that an edge is, over the
   * square of its length: the curvature of a parallel at 45°, the northern end of the Korean grids.
   */
  private static final double SAGITTA_PER_SQUARE_METRE = 1 / 6_378_000.0 / 8;

  private static final int MOST_EDGES = 1000;
  private static final int BOUNDS_STEPS = 100;

  private final CrsRegistry registry;
  private final Crs crs;

  Projection(CrsRegistry registry, Crs crs) {
    this.registry = registry;
    this.crs = crs;
  }

  public Crs crs() {
    return crs;
  }

  /** Decimals worth writing: a centimetre in degrees, a millimetre in metres. */
  int decimals() {
    return crs.isLonLat() ? WkbGeoJson.DECIMALS : METRE_DECIMALS;
  }

  /**
   * Moves longitude and latitude to the system's first and second axis, in place.
   *
   * @throws OutsideCrsException if the system does not reach there; never a wrong number
   */
  void apply(double[] position) {
    double longitude = position[0];
    double latitude = position[1];
    if (!crs.area().contains(longitude, latitude)) {
      throw new OutsideCrsException(crs, longitude, latitude);
    }
    Coordinate c = projected(longitude, latitude);
    position[0] = crs.isNorthFirst() ? c.y : c.x;
    position[1] = crs.isNorthFirst() ? c.x : c.y;
  }

  private Coordinate projected(double longitude, double latitude) {
    try {
      Coordinate c = registry.fromLonLat(crs, longitude, latitude);
      if (Double.isFinite(c.x) && Double.isFinite(c.y)) {
        return c;
      }
    } catch (TransformFailedException e) {
      // reported below
    }
    throw new OutsideCrsException(crs, longitude, latitude);
  }

  /**
   * A geometry whose first and second axis are the system's, in longitude and latitude.
   *
   * @throws TransformFailedException if part of it lies where the system does not reach
   */
  public Geometry toLonLat(Geometry given) throws TransformFailedException {
    Geometry moved = given.copy();
    if (crs == Crs.CRS84) {
      return moved;
    }
    for (Coordinate c : distinct(moved)) {
      Coordinate to =
          registry.toLonLat(crs, crs.isNorthFirst() ? c.y : c.x, crs.isNorthFirst() ? c.x : c.y);
      if (!crs.area().contains(to.x, to.y)) {
        throw new TransformFailedException(new OutsideCrsException(crs, to.x, to.y));
      }
      c.setCoordinate(to);
    }
    moved.geometryChanged();
    moved.setSRID(GeoJsonGeometry.FACTORY.getSRID());
    return moved;
  }

  /**
   * Reads GeoJSON geometries whose positions have the system's first axis first, and moves them to
   * longitude, latitude.
   */
  public GeoJsonGeometry.Reading reading() {
    if (crs == Crs.CRS84) {
      return GeoJsonGeometry::read;
    }
    return node -> {
      Geometry given = GeoJsonGeometry.readUnbounded(node);
      try {
        return toLonLat(given);
      } catch (TransformFailedException e) {
        Coordinate first = given.getCoordinate();
        String where = first == null ? "" : " [" + first.x + ", " + first.y + "]";
        throw new GeoJsonGeometry.InvalidGeometryException(
            "/coordinates",
            Particle.TOPIC.after("좌표" + where)
                + " "
                + Particle.SUBJECT.after(crs.code())
                + " 닿는 곳이 아닙니다. 축의 순서와 좌표계를 확인하세요.",
            "the position"
                + where
                + " is not where "
                + crs.code()
                + " reaches; check the order of the axes and the system");
      }
    };
  }

  /** Each coordinate object once: the ends of a ring may be one. */
  private static Set<Coordinate> distinct(Geometry g) {
    Set<Coordinate> all = Collections.newSetFromMap(new IdentityHashMap<>());
    g.apply((Coordinate c) -> all.add(c));
    return all;
  }

  /**
   * The part of the earth under a rectangle of a projected system, in longitude and latitude. Its
   * edges are curves there, so they are followed in steps of a kilometre (or a thousandth of the
   * edge), which keeps them within 2 cm. So that nothing gets lost which lies on an edge, the
   * rectangle is made wider by that, and by the millimetre that coordinates in metres are rounded
   * to. What lies beyond the system's {@link Crs#area} is left out.
   *
   * @param rectangle easting along x, northing along y, metres
   * @return empty where nothing of the rectangle lies in the area
   */
  public Optional<Geometry> toLonLat(Envelope rectangle) {
    Envelope wider = new Envelope(rectangle);
    wider.expandBy(margin(rectangle.getHeight()), margin(rectangle.getWidth()));
    Envelope within = wider.intersection(bounds());
    if (within.isNull()) {
      return Optional.empty();
    }
    double w = within.getMinX();
    double e = within.getMaxX();
    double s = within.getMinY();
    double n = within.getMaxY();
    List<Coordinate> ring = new ArrayList<>();
    try {
      addEdge(ring, w, s, e, s);
      addEdge(ring, e, s, e, n);
      addEdge(ring, e, n, w, n);
      addEdge(ring, w, n, w, s);
      ring.add(ring.get(0).copy());
    } catch (TransformFailedException thrown) {
      return Optional.empty();
    }
    return Optional.of(GeoJsonGeometry.FACTORY.createPolygon(ring.toArray(Coordinate[]::new)));
  }

  /** By how much the edges of that length are to be moved outward. */
  private double margin(double length) {
    if (crs == Crs.EPSG_3857) {
      return MARGIN_METRES; // its edges are straight in degrees too
    }
    double step = length / steps(length);
    return MARGIN_METRES + step * step * SAGITTA_PER_SQUARE_METRE;
  }

  private static int steps(double length) {
    return (int) Math.max(1, Math.min(MOST_EDGES, Math.ceil(length / LONGEST_EDGE_METRES)));
  }

  /** The points of an edge but its last one. */
  private void addEdge(List<Coordinate> to, double x1, double y1, double x2, double y2)
      throws TransformFailedException {
    double length = Math.hypot(x2 - x1, y2 - y1);
    int steps = steps(length);
    for (int i = 0; i < steps; i++) {
      double t = (double) i / steps;
      to.add(registry.toLonLat(crs, x1 + t * (x2 - x1), y1 + t * (y2 - y1)));
    }
  }

  /** A rectangle around the system's area, in the system. */
  private Envelope bounds() {
    Box area = crs.area();
    Envelope bounds = new Envelope();
    for (int i = 0; i <= BOUNDS_STEPS; i++) {
      double t = (double) i / BOUNDS_STEPS;
      double x = area.west() + t * (area.east() - area.west());
      double y = area.south() + t * (area.north() - area.south());
      bounds.expandToInclude(projected(x, area.south()));
      bounds.expandToInclude(projected(x, area.north()));
      bounds.expandToInclude(projected(area.west(), y));
      bounds.expandToInclude(projected(area.east(), y));
    }
    return bounds;
  }
}
