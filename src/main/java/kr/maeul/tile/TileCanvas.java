package kr.maeul.tile;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.geo.GeoJsonGeometry;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.GeometryTransformer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * Brings geometries into one tile. A point stands in the one tile that it lies in; lines and areas
 * are cut off {@value TileFeature#MARGIN} units beyond the edge, made as simple as a quarter of a
 * pixel allows, and left out where they are smaller than a pixel. Safe for use by several threads.
 */
public final class TileCanvas {
  private static final GeometryFactory FACTORY = GeoJsonGeometry.FACTORY;
  private static final int PIXEL = TileFeature.EXTENT / TileMatrixSet.TILE_PIXELS;
  private static final double TOLERANCE = PIXEL / 4.0;
  private static final Envelope FRAME =
      new Envelope(
          -TileFeature.MARGIN,
          TileFeature.EXTENT + TileFeature.MARGIN,
          -TileFeature.MARGIN,
          TileFeature.EXTENT + TileFeature.MARGIN);
  private static final Geometry FRAME_AREA = FACTORY.toGeometry(FRAME);
  private static final PrecisionModel WHOLE = new PrecisionModel(1);

  private final TileAddress tile;
  private final double width;

  public TileCanvas(TileAddress tile) {
    this.tile = tile;
    this.width = TileMatrixSet.width(tile.zoom());
  }

  /** Whether a place lies in this tile, and so in no other of its zoom. */
  boolean contains(double longitude, double latitude) {
    return MercatorGrid.tile(MercatorGrid.x(longitude), tile.zoom()) == tile.column()
        && MercatorGrid.tile(MercatorGrid.y(latitude), tile.zoom()) == tile.row();
  }

  /** A place in units of the tile; what the world's edge took in stays within the tile. */
  public Point point(double longitude, double latitude) {
    return at(MercatorGrid.x(longitude), MercatorGrid.y(latitude));
  }

  /** A place given as a share of the world, likewise. */
  Point at(double x, double y) {
    return FACTORY.createPoint(new Coordinate(inside(unitsX(x)), inside(unitsY(y))));
  }

  private static double inside(double units) {
    return Math.max(0, Math.min(Math.nextDown((double) TileFeature.EXTENT), units));
  }

  private double unitsX(double x) {
    return (x * width - tile.column()) * TileFeature.EXTENT;
  }

  private double unitsY(double y) {
    return (y * width - tile.row()) * TileFeature.EXTENT;
  }

  /** Longitude of a coordinate in units of the tile. */
  public double longitude(double x) {
    return MercatorGrid.longitude((x / TileFeature.EXTENT + tile.column()) / width);
  }

  /** Latitude of a coordinate in units of the tile. */
  public double latitude(double y) {
    return MercatorGrid.latitude((y / TileFeature.EXTENT + tile.row()) / width);
  }

  /**
   * What is to be seen of a geometry.
   *
   * @param lonLat longitude, latitude
   * @return one geometry for the points, one for the lines, one for the areas in it, as far as
   *     there are any
   */
  public List<Geometry> draw(Geometry lonLat) {
    List<Point> points = new ArrayList<>();
    List<LineString> lines = new ArrayList<>();
    List<Polygon> areas = new ArrayList<>();
    collect(lonLat, points, lines, areas);
    List<Geometry> drawn = new ArrayList<>();
    List<Point> inside = new ArrayList<>();
    for (Point p : points) {
      if (contains(p.getX(), p.getY())) {
        inside.add(point(p.getX(), p.getY()));
      }
    }
    add(drawn, FACTORY.buildGeometry(inside));
    if (!lines.isEmpty()) {
      Geometry units = toUnits(FACTORY.buildGeometry(lines));
      if (isWorthDrawing(units)) {
        add(drawn, cutLines(DouglasPeuckerSimplifier.simplify(units, TOLERANCE)));
      }
    }
    if (!areas.isEmpty()) {
      Geometry units = toUnits(FACTORY.buildGeometry(areas));
      if (isWorthDrawing(units)) {
        add(drawn, cutAreas(units));
      }
    }
    return drawn;
  }

  private static void add(List<Geometry> drawn, Geometry g) {
    if (!g.isEmpty()) {
      drawn.add(g);
    }
  }

  private static void collect(
      Geometry g, List<Point> points, List<LineString> lines, List<Polygon> areas) {
    if (g.isEmpty()) {
      return;
    }
    if (g instanceof Point p) {
      points.add(p);
    } else if (g instanceof LineString l) {
      lines.add(l);
    } else if (g instanceof Polygon p) {
      areas.add(p);
    } else {
      for (int i = 0; i < g.getNumGeometries(); i++) {
        collect(g.getGeometryN(i), points, lines, areas);
      }
    }
  }

  private Geometry toUnits(Geometry lonLat) {
    return new GeometryTransformer() {
      @Override
      protected CoordinateSequence transformCoordinates(CoordinateSequence from, Geometry parent) {
        Coordinate[] to = new Coordinate[from.size()];
        for (int i = 0; i < to.length; i++) {
          to[i] =
              new Coordinate(
                  unitsX(MercatorGrid.x(from.getX(i))), unitsY(MercatorGrid.y(from.getY(i))));
        }
        return FACTORY.getCoordinateSequenceFactory().create(to);
      }
    }.transform(lonLat);
  }

  private static boolean isWorthDrawing(Geometry g) {
    Envelope e = g.getEnvelopeInternal();
    return (e.getWidth() >= PIXEL || e.getHeight() >= PIXEL) && e.intersects(FRAME);
  }

  private static Geometry cutAreas(Geometry areas) {
    try {
      Geometry simple = DouglasPeuckerSimplifier.simplify(areas, TOLERANCE);
      if (FRAME.contains(simple.getEnvelopeInternal())) {
        Geometry rounded = round(simple);
        if (rounded.isValid()) { // as nearly all are; the overlay takes ten times as long
          return rounded;
        }
      }
      return areasOf(OverlayNG.overlay(simple, FRAME_AREA, OverlayNG.INTERSECTION, WHOLE));
    } catch (TopologyException | IllegalArgumentException e) {
      Geometry sound = GeometryFixer.fix(areas);
      return areasOf(OverlayNG.overlay(sound, FRAME_AREA, OverlayNG.INTERSECTION, WHOLE));
    }
  }

  private static Geometry round(Geometry g) {
    Geometry rounded = g.copy();
    rounded.apply(
        (CoordinateFilter)
            c -> {
              c.x = Math.rint(c.x);
              c.y = Math.rint(c.y);
            });
    rounded.geometryChanged();
    return rounded;
  }

  private static Geometry areasOf(Geometry g) {
    List<Polygon> areas = new ArrayList<>();
    collect(g, new ArrayList<>(), new ArrayList<>(), areas);
    return FACTORY.buildGeometry(areas);
  }

  /** Segment by segment, so that a line that crosses itself stays one line. */
  private static Geometry cutLines(Geometry lines) {
    List<LineString> cut = new ArrayList<>();
    for (int i = 0; i < lines.getNumGeometries(); i++) {
      Coordinate[] c = lines.getGeometryN(i).getCoordinates();
      List<Coordinate> run = new ArrayList<>();
      for (int s = 1; s < c.length; s++) {
        double[] part = cut(c[s - 1], c[s]);
        if (part == null) {
          end(run, cut);
          continue;
        }
        if (part[0] > 0) {
          end(run, cut);
        }
        push(run, along(c[s - 1], c[s], part[0]));
        push(run, along(c[s - 1], c[s], part[1]));
        if (part[1] < 1) {
          end(run, cut);
        }
      }
      end(run, cut);
    }
    return FACTORY.buildGeometry(cut);
  }

  private static void push(List<Coordinate> run, Coordinate at) {
    Coordinate whole = new Coordinate(Math.rint(at.x), Math.rint(at.y));
    if (run.isEmpty() || !run.get(run.size() - 1).equals2D(whole)) {
      run.add(whole);
    }
  }

  private static void end(List<Coordinate> run, List<LineString> lines) {
    if (run.size() > 1) {
      lines.add(FACTORY.createLineString(run.toArray(new Coordinate[0])));
    }
    run.clear();
  }

  private static Coordinate along(Coordinate a, Coordinate b, double share) {
    return share == 1 ? b : new Coordinate(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y));
  }

  /**
   * From where to where a segment is within the frame, as shares of its length; null where it is
   * not (Liang and Barsky).
   */
  private static double[] cut(Coordinate a, Coordinate b) {
    double[] part = {0, 1};
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    boolean isIn =
        clip(-dx, a.x - FRAME.getMinX(), part)
            && clip(dx, FRAME.getMaxX() - a.x, part)
            && clip(-dy, a.y - FRAME.getMinY(), part)
            && clip(dy, FRAME.getMaxY() - a.y, part);
    return isIn ? part : null;
  }

  private static boolean clip(double direction, double distance, double[] part) {
    if (direction == 0) {
      return distance >= 0;
    }
    double share = distance / direction;
    if (direction < 0) {
      part[0] = Math.max(part[0], share);
    } else {
      part[1] = Math.min(part[1], share);
    }
    return part[0] <= part[1];
  }
}
