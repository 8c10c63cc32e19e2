package kr.maeul.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kr.maeul.geo.near.GeodesicDistance;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

class HexGridTest {

  @Test
  void aPlaceLiesInTheCellThatIsNamed() {
    Seed seed = Seed.of("hexagons");
    Random random = seed.random();
    for (int i = 0; i < 2000; i++) {
      HexGrid grid = new HexGrid(50 + random.nextInt(20_000));
      double lon = 124 + random.nextDouble() * 8;
      double lat = 33 + random.nextDouble() * 6;
      String cell = grid.cellAt(lon, lat);
      Geometry polygon = GeoJsonGeometry.FACTORY.createPolygon(grid.corners(cell));
      Geometry here = GeoJsonGeometry.FACTORY.createPoint(new Coordinate(lon, lat));
      // Sides are straight in degrees, not quite so on the grid: a hair may lie outside.
      double hair = 1e-4 * polygon.getEnvelopeInternal().getWidth();
      assertThat(polygon.distance(here))
          .as("seed %s, %f %f %s", seed, lon, lat, grid)
          .isLessThan(hair);
      Coordinate centre = grid.centre(cell);
      assertThat(grid.cellAt(centre.x, centre.y)).isEqualTo(cell);
    }
  }

  @Test
  void cellsAreAsWideAsTheySayInJeonju() {
    HexGrid grid = new HexGrid(500);
    Coordinate[] c = grid.corners(grid.cellAt(127.15, 35.82));
    assertThat(GeodesicDistance.between(c[1], c[5])).isCloseTo(500, within(1.5));
    assertThat(GeodesicDistance.between(c[0], c[3])).isCloseTo(1000 / Math.sqrt(3), within(1.8));
    assertThat(GeodesicDistance.between(c[1], c[2])).isCloseTo(500 / Math.sqrt(3), within(0.9));
  }
}
