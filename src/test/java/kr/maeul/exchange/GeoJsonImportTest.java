package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.text.NoCharacter;
import kr.maeul.store.load.LoadMode;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

class GeoJsonImportTest extends ImportCase {
  private static final String A =
      "{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.1,35.8]},\"properties\":{\"name\":\"가\"}}";
  private static final String B = A.replace("\"a\"", "\"b\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"FeatureCollection\",\"features\":[A,B]}",
        "{\"features\":[A,B],\"name\":{\"deep\":[1,2]},\"type\":\"FeatureCollection\"}",
        "\uFEFF{ \"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\n\"type\":\"FeatureCollection\",\n\"features\":[\nA,\nB]}\n",
        "A\nB",
        "A\r\n\r\nB\r\n",
        "\u001eA\n\u001eB\n",
      })
  void readsEveryShapeWhateverTheName(String text) throws Exception {
    ImportReport report = run(places(file("자료.txt", text.replace("A", A).replace("B", B))));
    assertThat(report.problems()).isEmpty();
    assertThat(store.features("places")).containsOnlyKeys("a", "b");
  }

  /** PostgreSQL cannot keep the one, and no file can be written with the other. */
  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00\\ud800"})
  void whatIsNoCharacterMakesARowBad(String escape) throws Exception {
    for (String bad :
        List.of(
            A.replace("가", "가" + escape + "나"),
            A.replace("\"name\":\"가\"", "\"name\":\"가\",\"꼬리표\":[\"x\",\"y" + escape + "\"]"))) {
      ImportReport report = run(places(file("bad.geojson", bad)));
      assertThat(report.problems())
          .extracting(p -> p.reason().en())
          .containsExactly(NoCharacter.REFUSED.en());
      Path rows = folder.resolve("rows.ndjson");
      Path told = folder.resolve("report.csv");
      run(places(file("bad.geojson", bad)).skipBad(true).badRows(rows).reportFile(told));
      assertThat(List.of(rows, told)).allMatch(f -> f.toFile().length() > 0);
    }
    run(places(file("pair.geojson", A.replace("가", "가\\ud83c\\udfe0"))));
    assertThat(only().properties()).containsEntry("name", "가🏠");
  }

  @Test
  void readsASingleFeature() throws Exception {
    run(places(file("one.geojson", A.replace(",", ",\n"))));
    assertThat(only().id()).isEqualTo("a");
  }

  /** Natural Earth's Russia ends at 180.00000000000006. */
  @Test
  void whatLiesBeyondTheEdgeByRoundingIsOnTheEdge() throws Exception {
    String edge = A.replace("127.1,35.8", "-180.00000000000006,90.0000000001");
    run(places(file("edge.geojson", edge)));
    assertThat(only().geometry().getCoordinate()).isEqualTo(new Coordinate(-180, 90));
    String beyond = A.replace("127.1,35.8", "180.00001,35.8");
    assertThat(run(places(file("beyond.geojson", beyond))).problems()).hasSize(1);
  }

  @Test
  void anEmptyCollectionIsReadAndIsNoLoad() throws Exception {
    ImportReport report =
        run(places(file("none.json", "{\"type\":\"FeatureCollection\",\"features\":[]}")));
    assertThat(report.rows()).isZero();
    assertThat(report.problems()).isEmpty();
    assertThat(report.committed()).isFalse();
    assertThat(report.refusal().en()).contains("nothing to import");
  }

  @Test
  void matchesNamesAndTypes() throws Exception {
    ImportReport report =
        run(
            places(
                file(
                    "a.geojson",
                    """
                    {"type":"Feature","geometry":{"type":"Point","coordinates":[127.1,35.8,12]},
                     "properties":{"시설명":"가","종류":"학교","면적":"1,000㎡","이용인원":7,"코드":"A1","관리번호":17,
                       "운영":"Y","꼬리표":["x","y"],"주소":null,"폭":3}}""")));
    assertThat(report.problems()).isEmpty();
    assertThat(only().id()).isEqualTo("17");
    assertThat(only().properties())
        .containsEntry("name", "가")
        .containsEntry("kind", "school")
        .containsEntry("area", 1000.0)
        .containsEntry("people", 7L)
        .containsEntry("open", true)
        .containsEntry("tags", List.of("x", "y"));
    assertThat(report.columns()).extracting(ImportReport.LostColumn::header).containsExactly("폭");
  }

  @Test
  void oneAndZeroAreYesAndNo() throws Exception {
    String open = A.replace("\"name\"", "\"open\":0,\"name\"");
    run(places(file("a.geojson", open)));
    assertThat(only().properties()).containsEntry("open", false);
    assertThat(run(places(file("b.json", open.replace(":0", ":2")))).problems()).hasSize(1);
  }

  @Test
  void makesIdsOfProperties() throws Exception {
    run(
        places(file("a.ndjson", A + "\n" + B.replace("가", "나")))
            .idFrom(List.of("name"))
            .idPrefix("demo")
            .headers(Map.of()));
    assertThat(store.features("places")).containsOnlyKeys("demo:가", "demo:나");
  }

  @Test
  void bringsProjectedGeometriesToDegrees() throws Exception {
    String projected = A.replace("[127.1,35.8]", "[968205.81, 1758703.88]");
    run(places(file("a.geojson", projected)).crs(Crs.EPSG_5179));
    assertThat(only().geometry().getCoordinate().y).isCloseTo(35.824306, Assertions.within(1e-6));
  }

  @Test
  void anAreaBecomesTheMultiAreaOfItsLayer() throws Exception {
    String area =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]},\"properties\":{}}";
    run(into("areas", file("a.json", area), LoadMode.INSERT).withoutTitle(true));
    assertThat(store.features("areas").values())
        .singleElement()
        .satisfies(f -> assertThat(f.geometry().getGeometryType()).isEqualTo("MultiPolygon"));
  }

  /** Boundaries come from several offices, each with its own names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "adm_nm":"강원도 춘천시 근화동","adm_cd2":"5111057000","sggnm":"춘천시" | 근화동 | 강원도 춘천시 근화동
          "ADM_NM":"근화동","ADM_CD":"3201057" | 근화동 | 근화동
          "ADM_DR_NM":"근화동","ADM_DR_CD":"3201057","BASE_YEAR":"2020" | 근화동 | null
          "EMD_CD":"51110113","EMD_KOR_NM":"근화동","EMD_ENG_NM":"Geunhwa-dong" | 근화동 | null
          "행정동명":"근화동","adm_nm":"강원도 춘천시 근화동" | 근화동 | 강원도 춘천시 근화동
          """)
  void districtsHaveTheirNames(String properties, String name, String fullName) throws Exception {
    layers = new LayerFiles().readBundled().catalog();
    String area =
        "{\"type\":\"Feature\",\"properties\":{"
            + properties
            + "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[127.7,37.8],[127.8,37.8],[127.8,37.9],[127.7,37.8]]]}}";
    ImportReport report = run(into("districts", file("a.ndjson", area), LoadMode.INSERT));
    assertThat(report.committed()).isTrue();
    assertThat(report.remarks()).isEmpty();
    Feature stored = store.features("districts").values().iterator().next();
    assertThat(stored.properties().get("name")).isEqualTo(name);
    assertThat(String.valueOf(stored.properties().get("fullName"))).isEqualTo(fullName);
  }

  @Test
  void whatHasNoAreaIsRefusedAndWhatIsMendedIsTold() throws Exception {
    String rows =
        """
        {"type":"Feature","properties":{"name":"실"},"geometry":{"type":"Polygon","coordinates":[[[127.3,35.7],[127.4,35.7],[127.35,35.7],[127.3,35.7]]]}}
        {"type":"Feature","properties":{"name":"나비"},"geometry":{"type":"Polygon","coordinates":[[[127.3,35.7],[127.4,35.8],[127.4,35.7],[127.3,35.8],[127.3,35.7]]]}}
        {"type":"Feature","properties":{"name":"열린"},"geometry":{"type":"Polygon","coordinates":[[[127.3,35.7],[127.4,35.7],[127.4,35.8]]]}}
        """;
    ImportReport report = run(into("areas", file("a.ndjson", rows), LoadMode.INSERT).skipBad(true));
    assertThat(report.problems())
        .extracting(p -> p.place() + " " + p.column() + " " + p.reason().ko())
        .containsExactly("1 geometry 넓이가 없는 도형입니다. 다시 그리세요.");
    assertThat(report.notes())
        .extracting(n -> n.first().place() + " " + n.first().kind() + " " + n.first().column())
        .containsExactly("2 MENDED geometry", "3 MENDED geometry");
    assertThat(store.features("areas").values())
        .allSatisfy(f -> assertThat(f.geometry().isValid()).isTrue())
        .allSatisfy(f -> assertThat(f.geometry().getArea()).isPositive())
        .hasSize(2);
  }

  @Test
  void aBadLineSpoilsNoOther() throws Exception {
    String text = A + "\n{\"type\":\"Feature\",\n" + B + "\n[1]\n" + "{\"type\":\"Feature\"}\n";
    ImportReport report = run(places(file("a.ndjson", text)).skipBad(true));
    assertThat(store.features("places")).containsOnlyKeys("a", "b");
    assertThat(report.badRows()).isEqualTo(3);
    assertThat(report.problems())
        .extracting(RowProblem::place)
        .contains(2L, 4L, 5L)
        .doesNotContain(1L, 3L);
  }

  @Test
  void otherGeometriesAndPlacesOffTheEarthAreBad() throws Exception {
    String line = A.replace("\"Point\"", "\"LineString\"").replace("[127.1,35.8]", "[[1,2],[3,4]]");
    String off = B.replace("[127.1,35.8]", "[968205.81,1758703.88]");
    String swapped = B.replace("[127.1,35.8]", "[35.8,127.1]").replace("\"b\"", "\"c\"");
    ImportReport report = run(places(file("a.ndjson", line + "\n" + off + "\n" + swapped + "\n")));
    assertThat(report.badRows()).isEqualTo(3);
    assertThat(report.problems())
        .extracting(p -> p.reason().en())
        .satisfiesExactly(
            m -> assertThat(m).contains("takes Point, not LineString"),
            m -> assertThat(m).contains("EPSG:5179"),
            m -> assertThat(m).contains("swapped"));
  }
}
