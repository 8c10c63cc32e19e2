package kr.maeul.geo;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.geo.GeoJsonGeometry.InvalidGeometryException;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.operation.DefaultCoordinateOperationFactory;
import org.geotools.referencing.wkt.Parser;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/**
 * Moves coordinates between {@link Crs reference systems} and longitude, latitude on WGS84. The
 * first look-up of a projected system takes seconds, so nothing is loaded before it is asked for.
 * Safe for use by several threads.
 */
public final class CrsRegistry {
  private final Map<Crs, MathTransform> toLonLat = new ConcurrentHashMap<>();

  /** Coordinates that have no counterpart in the other system. */
  public static final class TransformFailedException extends Exception {

    TransformFailedException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Longitude and latitude.
   *
   * @param x easting, or longitude
   * @param y northing, or latitude
   * @throws TransformFailedException if there is no such place
   */
  public Coordinate toLonLat(Crs from, double x, double y) throws TransformFailedException {
    return from.isLonLat() ? new Coordinate(x, y) : apply(transform(from), x, y);
  }

  /**
   * Easting and northing of a place.
   *
   * @throws TransformFailedException if the system does not reach there
   */
  public Coordinate fromLonLat(Crs to, double longitude, double latitude)
      throws TransformFailedException {
    if (to.isLonLat()) {
      return new Coordinate(longitude, latitude);
    }
    try {
      return apply(transform(to).inverse(), longitude, latitude);
    } catch (TransformException e) {
      throw new TransformFailedException(e);
    }
  }

  /** Loads what the first look-up of a projected system takes up to a few seconds for. */
  public void warmUp() {
    for (Crs crs : Crs.values()) {
      if (!crs.isLonLat()) {
        transform(crs);
      }
    }
  }

  /** The system as answers and boxes use it. */
  public Projection projection(Crs crs) {
    return new Projection(this, crs);
  }

  /**
   * Reads GeoJSON geometries whose numbers are in the given system.
   *
   * @param swapped whether the northing or latitude comes first in them
   */
  public GeoJsonGeometry.Reading reading(Crs crs, boolean swapped) {
    return crs.isLonLat() && !swapped ? GeoJsonGeometry::read : node -> read(crs, swapped, node);
  }

  private Geometry read(Crs crs, boolean swapped, JsonNode node) throws InvalidGeometryException {
    Geometry given = GeoJsonGeometry.readUnbounded(node);
    if (swapped) {
      given.apply((Coordinate c) -> c.setCoordinate(new Coordinate(c.y, c.x)));
      given.geometryChanged();
    }
    try {
      Geometry moved = crs.isLonLat() ? given : moved(given, transform(crs));
      moved.setSRID(GeoJsonGeometry.FACTORY.getSRID());
      var box = moved.getEnvelopeInternal();
      if (box.getMinX() >= -180
          && box.getMaxX() <= 180
          && box.getMinY() >= -90
          && box.getMaxY() <= 90) {
        return moved;
      }
    } catch (TransformException e) {
      // reported below
    }
    Coordinate first = given.getCoordinate();
    throw new InvalidGeometryException(
        "/coordinates",
        "좌표 ["
            + first.x
            + ", "
            + first.y
            + "]는 "
            + crs.code()
            + "의 좌표가 아닙니다."
            + Crs.guess(first.x, first.y).ko(),
        "the position ["
            + first.x
            + ", "
            + first.y
            + "] is not one of "
            + crs.code()
            + Crs.guess(first.x, first.y).en());
  }

  private static Coordinate apply(MathTransform transform, double x, double y)
      throws TransformFailedException {
    double[] c = {x, y};
    try {
      transform.transform(c, 0, c, 0, 1);
    } catch (TransformException e) {
      throw new TransformFailedException(e);
    }
    return new Coordinate(c[0], c[1]);
  }

  private static Geometry moved(Geometry given, MathTransform transform) throws TransformException {
    Geometry moved = given.copy();
    Mover mover = new Mover(transform);
    moved.apply(mover);
    if (mover.failure != null) {
      throw mover.failure;
    }
    moved.geometryChanged();
    return moved;
  }

  private static final class Mover implements CoordinateSequenceFilter {
    private final MathTransform transform;
    private TransformException failure;

    Mover(MathTransform transform) {
      this.transform = transform;
    }

    @Override
    public void filter(CoordinateSequence positions, int i) {
      double[] c = {positions.getX(i), positions.getY(i)};
      try {
        transform.transform(c, 0, c, 0, 1);
        positions.setOrdinate(i, 0, c[0]);
        positions.setOrdinate(i, 1, c[1]);
      } catch (TransformException e) {
        failure = e;
      }
    }

    @Override
    public boolean isDone() {
      return failure != null;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }

  private MathTransform transform(Crs crs) {
    return toLonLat.computeIfAbsent(crs, CrsRegistry::load);
  }

  /** Without GeoTools' own registry of factories, which would look for databases first. */
  private static MathTransform load(Crs crs) {
    try {
      return new DefaultCoordinateOperationFactory()
          .createOperation(
              new Parser().parseCoordinateReferenceSystem(crs.wkt()), DefaultGeographicCRS.WGS84)
          .getMathTransform();
    } catch (FactoryException | ParseException e) {
      throw new IllegalStateException("cannot set up " + crs.code(), e);
    }
  }
}
