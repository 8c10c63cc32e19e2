package kr.maeul.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;

class CrsRegistryTest {
  private static final double METRES_A_DEGREE = 111_320;
  private final CrsRegistry registry = new CrsRegistry();

  /** Values of PROJ: 전주시청 and 노송동주민센터. */
  @ParameterizedTest
  @CsvSource({
    "5179, 127.14801122677846, 35.82430626863803, 968205.81, 1758703.88, 0.02",
    "5179, 127.158363, 35.824363, 969140.88, 1758706.86, 0.02",
    "5181, 127.14801122677846, 35.82430626863803, 213374.78, 258560.25, 0.02",
    "5181, 127.158363, 35.824363, 214310.19, 258568.01, 0.02",
    "5186, 127.14801122677846, 35.82430626863803, 213374.78, 358560.25, 0.02",
    "5186, 127.158363, 35.824363, 214310.19, 358568.01, 0.02",
    "5174, 127.14801122677846, 35.82430626863803, 213302.26, 258253.40, 0.1",
    "5174, 127.158363, 35.824363, 214237.68, 258261.14, 0.1",
    "2097, 127.14801122677846, 35.82430626863803, 213563.42, 258253.80, 0.1",
    "2097, 127.158363, 35.824363, 214498.83, 258261.57, 0.1",
    "3857, 127.14801122677846, 35.82430626863803, 14154051.87, 4276473.04, 0.02",
    "3857, 127.158363, 35.824363, 14155204.22, 4276480.83, 0.02",
    "4326, 127.158363, 35.824363, 127.158363, 35.824363, 0",
  })
  void agreesWithProjBothWays(
      String epsg, double lon, double lat, double x, double y, double metres) throws Exception {
    Crs crs = Crs.of(epsg).orElseThrow();
    Coordinate projected = registry.fromLonLat(crs, lon, lat);
    assertThat(projected.x).isCloseTo(x, within(metres));
    assertThat(projected.y).isCloseTo(y, within(metres));
    Coordinate place = registry.toLonLat(crs, x, y);
    assertThat(place.x)
        .isCloseTo(lon, within(metres / METRES_A_DEGREE / Math.cos(Math.toRadians(lat))));
    assertThat(place.y).isCloseTo(lat, within(metres / METRES_A_DEGREE));
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:5186, EPSG_5186",
    "epsg:5179, EPSG_5179",
    "5174, EPSG_5174",
    "CRS84, CRS84",
    "urn:ogc:def:crs:OGC:1.3:CRS84, CRS84",
    "urn:ogc:def:crs:EPSG::5186, EPSG_5186",
    "http://www.opengis.net/def/crs/EPSG/0/4326, EPSG_4326",
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84, CRS84",
  })
  void knowsTheNamesInUse(String name, Crs crs) {
    assertThat(Crs.of(name)).contains(crs);
  }

  @Test
  void refusesOthers() {
    assertThat(Crs.of("EPSG:27700")).isEmpty();
    assertThat(Crs.of("Korea 2000")).isEmpty();
    assertThat(Crs.of("")).isEmpty();
  }
}
