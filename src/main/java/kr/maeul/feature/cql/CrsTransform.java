package kr.maeul.feature.cql;

import org.locationtech.jts.geom.Geometry;

/**
 * The way from a filter's reference system ({@code filter-crs}) to longitude and latitude. Knows
 * the axis order of its system. Stateless.
 */
@FunctionalInterface
public interface CrsTransform {
  /** For filters that are in longitude and latitude already, as they are without filter-crs. */
  CrsTransform LON_LAT = geometry -> geometry;

  /**
   * The geometry in longitude and latitude on WGS84.
   *
   * @param geometry x and y as the filter has them; not to be changed
   * @throws OutsideException if it lies where the reference system does not reach
   */
  Geometry toLonLat(Geometry geometry) throws OutsideException;

  /** A geometry lies where its reference system does not reach. */
  final class OutsideException extends Exception {

    public OutsideException(Throwable cause) {
      super(cause);
    }
  }
}
