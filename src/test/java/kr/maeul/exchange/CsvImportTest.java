package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.mapping.Degrees;
import kr.maeul.exchange.row.InvalidValueException;
import kr.maeul.exchange.row.TextEncoding;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.layer.text.NoCharacter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvImportTest extends ImportCase {

  @ParameterizedTest
  @CsvSource({
    "UTF-8, '', 'CSV, UTF-8, \",\"'",
    "UTF-8, '\uFEFF', 'CSV, UTF-8 BOM, \",\"'",
    "x-windows-949, '', 'CSV, CP949, \",\"'",
    "UTF-16LE, '\uFEFF', 'CSV, UTF-16LE BOM, \",\"'",
  })
  void findsTheEncoding(String charset, String bom, String format) throws Exception {
    String text = bom + "시설명,경도,위도\r\n뷁똠방각하 경로당,127.15,35.82\r\n";
    ImportReport report = run(places(file("시설_목록(최종).csv", text, Charset.forName(charset))));
    assertThat(report.format()).isEqualTo(format);
    assertThat(only().properties()).containsEntry("name", "뷁똠방각하 경로당");
  }

  @Test
  void decidesTheEncodingOverTheWholeFile() throws Exception {
    StringBuilder text = new StringBuilder("name,lon,lat\n");
    text.append("plain,127.1,35.8\n".repeat(20_000)).append("한글,127.1,35.8\n");
    ImportReport report = run(places(file("a.csv", text.toString(), TextEncoding.CP949)));
    assertThat(report.format()).startsWith("CSV, CP949");
    assertThat(stored().get(20_000).properties()).containsEntry("name", "한글");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void findsTheSeparator(String s) throws Exception {
    run(
        places(
            String.join(s, "이름", "경도", "위도")
                + "\n"
                + String.join(s, "\"가, 나; 다\"", "127.1", "35.8")));
    assertThat(only().properties()).containsEntry("name", "가, 나; 다");
  }

  @Test
  void whatIsNoCharacterMakesARowBad() throws Exception {
    ImportReport report = run(places("이름,경도,위도\n가\0나,127.1,35.8\n다,127.2,35.8"));
    assertThat(report.problems()).hasSize(1);
    assertThat(report.problems().get(0).reason()).isEqualTo(NoCharacter.REFUSED);
  }

  @Test
  void readsWhatPeopleWrite() throws Exception {
    run(
        places(
            """
            이름,종류,면적(㎡),이용인원,운영,개소일,확인시각,꼬리표,코드,경도,위도
            우리 의원,의원,"1,234.5㎡",12명,예,2024년 1월 2일,2024.1.2 13:05,쉼; 물 |책,A12,127.15,35.82
            """));
    Feature f = only();
    assertThat(f.properties())
        .containsEntry("kind", "clinic")
        .containsEntry("area", 1234.5)
        .containsEntry("people", 12L)
        .containsEntry("open", true)
        .containsEntry("tags", List.of("쉼", "물", "책"))
        .containsEntry("code", "A12");
    assertThat(f.properties().get("since")).hasToString("2024-01-02");
    assertThat(f.properties().get("seen")).hasToString("2024-01-02T04:05Z");
    assertThat((Object) f.geometry()).hasToString("POINT (127.15 35.82)");
  }

  @Test
  void blankCellsAreAbsent() throws Exception {
    run(places("이름,종류,면적,이용인원,개소일,주소,경도,위도\n가,,-, ,,,127.1,35.8\n,,,,,,,\n"));
    assertThat(only().properties()).containsOnlyKeys("name");
  }

  @Test
  void theBetterColumnWinsAndTheOtherFillsItsBlanks() throws Exception {
    ImportReport report =
        run(
            places(
                "소재지지번주소,쉼터명,소재지도로명주소,담당자,경도,위도\n지번 1,가,도로 1,홍,127.1,35.8\n지번 2,나,,,127.1,35.8\n"));
    assertThat(stored())
        .extracting(f -> f.properties().get("address"))
        .containsExactly("도로 1", "지번 2");
    assertThat(report.columns())
        .extracting(c -> c.header() + " " + c.valuesLost())
        .containsExactlyInAnyOrder("소재지지번주소 1", "담당자 1");
  }

  @Test
  void mapsAndSetsByHand() throws Exception {
    ImportReport report =
        run(
            places("상호,시설명,비고,경도,위도\n가게,본점,메모,127.1,35.8\n")
                .headers(Map.of("상호", "name", "시설명", ""))
                .fixed(Map.of("kind", "학교", "since", "20240102")));
    assertThat(only().properties()).containsEntry("name", "가게").containsEntry("kind", "school");
    assertThat(report.columns())
        .extracting(ImportReport.LostColumn::header)
        .containsExactly("시설명", "비고");
  }

  @ParameterizedTest
  @CsvSource({
    "경도, 위도",
    "lon, lat",
    "Longitude, LATITUDE",
    "lng, lat",
    "x, y",
    "X좌표, Y좌표",
    "경도(WGS84), 위도(WGS84)",
    "wgs84 경도, wgs84 위도",
  })
  void knowsTheUsualNamesOfCoordinates(String lon, String lat) throws Exception {
    run(places("이름," + lat + "," + lon + "\n가,35.8,127.1\n"));
    assertThat((Object) only().geometry()).hasToString("POINT (127.1 35.8)");
  }

  @Test
  void takesCoordinatesFromNamedColumns() throws Exception {
    run(places("이름,가로,세로,경도,위도\n가,127.1,35.8,1,2\n").place(List.of("가로"), List.of("세로")));
    assertThat((Object) only().geometry()).hasToString("POINT (127.1 35.8)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127°08'52.8\"E",
        "127도 8분 52.8초",
        "동경 127° 08′ 52.8″",
        "127:08:52.8",
        "127 8 52.8",
        "127.148"
      })
  void readsDegreesMinutesSeconds(String text) throws Exception {
    assertThat(Degrees.read(text)).isCloseTo(127.148, within(1e-9));
  }

  @Test
  void readsSouthAndWestAndRefusesTheRest() throws Exception {
    assertThat(Degrees.read("35°49'S")).isCloseTo(-35.81666667, within(1e-8));
    assertThat(Degrees.read("-35 49 0")).isCloseTo(-35.81666667, within(1e-8));
    for (String bad :
        List.of("", "127°60'0\"", "전주", "127°08'52.8\"E 35", "1e999999", "0x10", "127,15")) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Degrees.read(bad)))
          .as(bad)
          .isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void readsDegreesMinutesSecondsInThreeColumns() throws Exception {
    run(places("이름,경도_도,경도_분,경도_초,위도_도,위도_분,위도_초\n가,127,8,52.8,35,49,30\n"));
    assertThat(only().geometry().getCoordinate().x).isCloseTo(127.148, within(1e-9));
    assertThat(only().geometry().getCoordinate().y).isCloseTo(35.825, within(1e-9));
  }

  @Test
  void bringsProjectedCoordinatesToDegrees() throws Exception {
    run(places("이름,X좌표,Y좌표\n시청,\"213,374.78\",358560.25\n").crs(Crs.EPSG_5186));
    assertThat(only().geometry().getCoordinate().x).isCloseTo(127.148011, within(1e-6));
    assertThat(only().geometry().getSRID()).isEqualTo(4326);
  }

  @Test
  void everyMistakeOfEveryRowIsTold() throws Exception {
    ImportReport report =
        run(
            places(
                """
                이름,종류,면적,이용인원,운영,개소일,코드,경도,위도
                가,찻집,넓음,1.5,글쎄,2024-02-30,a,127.1,35.8
                나,,12ha,,,2019.3,,213374,358560
                ,,,,,,B1,동쪽,35.8
                """));
    assertThat(report.committed()).isFalse();
    assertThat(report.badRows()).isEqualTo(3);
    assertThat(report.problems())
        .extracting(p -> p.place() + " " + p.column())
        .contains("2 종류", "2 면적", "2 이용인원", "2 운영", "2 개소일", "3 면적", "3 개소일", "4 경도");
    assertThat(report.problems()).anySatisfy(p -> assertThat(p.reason().ko()).contains("날을 지어내지"));
    assertThat(report.problems()).allSatisfy(p -> assertThat(p.reason().en()).isNotBlank());
  }

  @Test
  void mistakesThatTheLayerFindsNameTheColumn() throws Exception {
    ImportReport report =
        run(
            places(
                "시설명,코드,경도,위도\n"
                    + "가".repeat(41)
                    + ",a,127.1,35.8\n나,A1,213374,358560\n,A1,127.1,35.8\n"));
    assertThat(report.problems())
        .extracting(p -> p.place() + " " + p.column())
        .containsExactlyInAnyOrder("2 시설명", "2 코드", "3 경도, 위도", "4 시설명");
    assertThat(report.problems())
        .anySatisfy(p -> assertThat(p.reason().ko()).contains("EPSG:5186"));
  }

  @Test
  void aRowWithBrokenCharactersIsBad() throws Exception {
    ImportReport report =
        run(places(file("a.csv", "이름,경도,위도\n가\uFFFD,127.1,35.8\n", StandardCharsets.UTF_8)));
    assertThat(report.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.reason().ko()).contains("깨진 글자"));
  }
}
