package kr.maeul.feature.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.GeoJsonGeometry.InvalidGeometryException;
import kr.maeul.geo.Mending;
import kr.maeul.geo.Mending.Deed;
import kr.maeul.layer.kind.GeometryType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** What layers of each type make of shapes as people and programs send them. */
class FittingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Geometry fit(String type, String coordinates, GeometryType layer, Set<Deed> deeds)
      throws Exception {
    String text =
        type.equals("GeometryCollection")
            ? "{\"type\":\"" + type + "\",\"geometries\":" + coordinates + "}"
            : "{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}";
    return Fitting.fit(
        GeoJsonGeometry.read(Mending.closed(JSON.readTree(text), deeds)), layer, deeds);
  }

  private static Coordinate first(String coordinates) {
    String[] numbers = coordinates.replaceFirst("\\[+([^]]*)].*", "$1").split(",");
    return new Coordinate(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Polygon | [[[127.3,35.1],[127.4,35.1],[127.5,35.1],[127.3,35.1]]] | MULTIPOLYGON | area
          Polygon | [[[127.3,35.1],[127.3,35.1],[127.3,35.1],[127.3,35.1]]] | POLYGON | area
          Polygon | [[[127.3,35.1],[127.4,35.2],[127.3,35.1],[127.4,35.2],[127.3,35.1]]] | ANY | area
          Polygon | [[[127.3,35.1],[127.4,35.1],[127.4,35.1000000000001],[127.3,35.1]]] | POLYGON | area
          MultiPolygon | [[[[127,35],[128,35],[129,35],[127,35]]],[[[1,1],[1,1],[1,1],[1,1]]]] | MULTIPOLYGON | area
          LineString | [[127.3,35.1],[127.3,35.1]] | LINESTRING | length
          LineString | [[127.3,35.1],[127.3,35.1],[127.3,35.1]] | MULTILINESTRING | length
          MultiLineString | [[[127.3,35.1],[127.3,35.1]],[[1,1],[1,1]]] | ANY | length
          GeometryCollection | [] | ANY | empty
          Polygon | [[[0,0],[2,2],[2,0],[0,2],[0,0]]] | POLYGON | holds 2
          MultiPoint | [[127,35],[127,36],[127,37]] | POINT | one Point
          MultiLineString | [[[1,1],[2,2]],[[3,3],[4,4]]] | LINESTRING | one LineString
          MultiPoint | [[127,35]] | LINESTRING | takes LineString, not MultiPoint
          """)
  void refuses(String type, String coordinates, GeometryType layer, String word) {
    assertThatThrownBy(() -> fit(type, coordinates, layer, EnumSet.noneOf(Deed.class)))
        .isInstanceOf(InvalidGeometryException.class)
        .hasMessageContaining(word)
        .satisfies(
            e -> {
              if (word.matches("area|length")) { // the page marks it on the map
                Coordinate first = first(coordinates);
                assertThat(((InvalidGeometryException) e).spot()).isEqualTo(first);
              }
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Polygon | [[[0,0],[2,2],[2,0],[0,2],[0,0]]] | MULTIPOLYGON | outline-mended | MULTIPOLYGON (((0 0, 0 2, 1 1, 0 0)), ((1 1, 2 2, 2 0, 1 1)))
          Polygon | [[[0,0],[2,0],[2,2],[0,2]]] | POLYGON | ring-closed | POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0))
          MultiPolygon | [[[[0,0],[2,0],[2,2]]]] | MULTIPOLYGON | ring-closed | MULTIPOLYGON (((0 0, 2 2, 2 0, 0 0)))
          MultiPolygon | [[[[0,0],[2,0],[2,2],[0,0]]]] | POLYGON | taken-out-of-multi | POLYGON ((0 0, 2 2, 2 0, 0 0))
          MultiPoint | [[127.5,35.5]] | POINT | taken-out-of-multi | POINT (127.5 35.5)
          MultiLineString | [[[0,0],[1,1]]] | LINESTRING | taken-out-of-multi | LINESTRING (0 0, 1 1)
          GeometryCollection | [{"type":"Point","coordinates":[1,2]}] | POINT | taken-out-of-multi | POINT (1 2)
          MultiLineString | [[[0,0],[1,1]],[[3,3],[3,3]]] | MULTILINESTRING | part-left-out | MULTILINESTRING ((0 0, 1 1))
          LineString | [[0,0],[1,1],[1,1],[2,0]] | LINESTRING | '' | LINESTRING (0 0, 1 1, 1 1, 2 0)
          Point | [127.5,35.5] | MULTIPOINT | '' | MULTIPOINT ((127.5 35.5))
          MultiPoint | [[1,1],[2,2]] | MULTIPOINT | '' | MULTIPOINT ((1 1), (2 2))
          """)
  void takesAndTells(
      String type, String coordinates, GeometryType layer, String deeds, String stored)
      throws Exception {
    Set<Deed> told = EnumSet.noneOf(Deed.class);
    Geometry fit = fit(type, coordinates, layer, told);
    assertThat(fit.norm().toText()).isEqualTo(stored);
    assertThat(fit.getSRID()).isEqualTo(4326);
    assertThat(told.stream().map(Deed::word).collect(Collectors.joining(" "))).isEqualTo(deeds);
  }
}
