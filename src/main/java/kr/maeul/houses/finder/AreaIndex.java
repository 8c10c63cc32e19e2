package kr.maeul.houses.finder;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.geo.GeoJsonGeometry;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Areas found by a point in them, their edge being part of them. Safe for use by several threads.
 */
final class AreaIndex {
  private final STRtree tree = new STRtree();
  private final int size;

  private record Area(int item, PreparedGeometry geometry) {}

  /**
   * @param areas longitude, latitude; the first is item 0
   */
  AreaIndex(List<Geometry> areas) {
    size = areas.size();
    for (int i = 0; i < size; i++) {
      tree.insert(
          areas.get(i).getEnvelopeInternal(),
          new Area(i, PreparedGeometryFactory.prepare(areas.get(i))));
    }
    tree.build();
  }

  int size() {
    return size;
  }

  /** The first of the areas that the point is in, or -1. */
  int around(double longitude, double latitude) {
    Point point = GeoJsonGeometry.FACTORY.createPoint(new Coordinate(longitude, latitude));
    List<Integer> around = new ArrayList<>();
    tree.query(
        new Envelope(point.getCoordinate()),
        found -> {
          if (found instanceof Area area && area.geometry().intersects(point)) {
            around.add(area.item());
          }
        });
    return around.stream().mapToInt(Integer::intValue).min().orElse(-1);
  }
}
