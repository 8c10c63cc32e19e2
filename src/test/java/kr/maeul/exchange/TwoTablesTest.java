package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.feature.Feature;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.Test;

/** What stands above a header: other tables, titles, units. Nothing of it is lost in silence. */
class TwoTablesTest extends ImportCase {
  private static final String BETTER = "시설명,주소,위도,경도,이용인원\n";

  private List<String> names() {
    return stored().stream().map(f -> (String) f.properties().get("name")).toList();
  }

  private void empty() {
    store.load(layers.layer("places").orElseThrow(), LoadMode.REPLACE).commit();
  }

  /** The rows with a place each, which the layer needs. */
  private static String placed(String rows) {
    return rows.lines()
            .map(
                l ->
                    l.isBlank()
                        ? l
                        : l.startsWith("이름") || l.startsWith("종류")
                            ? l + ",위도,경도"
                            : l.startsWith("단위") || l.startsWith("※") ? l : l + ",35.8,127.1")
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private Feature called(String name) {
    return stored().stream()
        .filter(f -> name.equals(f.properties().get("name")))
        .findFirst()
        .orElseThrow();
  }

  private List<String> told(ImportRequest.Builder request)
      throws IOException, InvalidFileException {
    Path report = folder.resolve("report.csv");
    assertThat(run(request.reportFile(report)).problems()).isEmpty();
    return Files.readAllLines(report).stream().skip(1).toList();
  }

  @Test
  void bothTablesAreReadHoweverManyRowsTheUpperOneHas() throws Exception {
    for (int rows = 1; rows <= 14; rows++) {
      empty();
      StringBuilder text = new StringBuilder("시설명,위도,경도,,\n");
      for (int i = 1; i <= rows; i++) {
        text.append("위").append(i).append(",35.8,127.").append(i).append(",,\n");
      }
      text.append(",,,,\n").append(BETTER).append("아래,인봉2길 3,35.9,127.2,12\n");
      ImportReport report = run(places(text.toString()).skipBad(true));
      assertThat(report.badRows() + stored().size()).as("of %s rows", rows).isEqualTo(rows + 1);
      assertThat(names()).as("of %s rows", rows).contains("위1");
      if (rows <= 9) {
        assertThat(report.problems()).isEmpty();
        assertThat(called("위1").geometry().getCoordinate().x).isEqualTo(127.1);
        assertThat(called("아래").properties())
            .containsEntry("address", "인봉2길 3")
            .containsEntry("people", 12L);
        assertThat(called("아래").geometry().getCoordinate().y).isEqualTo(35.9);
      }
    }
  }

  @Test
  void tablesSideBySideAreReadBlockByBlock() throws Exception {
    String text =
        "시설 목록,,,,,,\n시설명,위도,경도,,시설명,위도,경도\n"
            + "가,35.81,127.11,,나,35.82,127.12\n,,,,,,\n다,35.83,127.13,,,,\n,,,,라,35.84,127.14\n";
    ImportReport report = run(places(text).reportFile(folder.resolve("r.csv")));
    assertThat(report.problems()).isEmpty();
    assertThat(report.columns()).as("no column is lost").isEmpty();
    assertThat(report.rows()).isEqualTo(4);
    assertThat(names()).containsExactly("가", "나", "다", "라");
    assertThat(called("나").geometry().getCoordinate().x).isEqualTo(127.12);
    assertThat(called("라").geometry().getCoordinate().y).isEqualTo(35.84);
    assertThat(report.groups().stream().flatMap(g -> g.examples().stream()).toList().toString())
        .contains("한 줄에서 기록을 2개까지", "side by side 2 times");

    empty();
    String three = "연번,시설명,위도,경도,연번,시설명,위도,경도,연번,시설명,위도,경도\n";
    ImportReport bad =
        run(
            places(
                    three
                        + "1,가,35.8,127.1,2,나,북위,127.2,3,다,35.9,127.3\n4,라,35.8,127.1,,,,,5,마,35.9,동경\n")
                .skipBad(true)
                .badRows(folder.resolve("bad.csv")));
    assertThat(names()).containsExactly("가", "다", "라");
    assertThat(bad.problems()).extracting(RowProblem::place).containsExactly(2L, 3L);
    assertThat(Files.readAllLines(folder.resolve("bad.csv")))
        .hasSize(3)
        .satisfies(
            lines -> assertThat(lines.get(1)).contains("2,나,북위,127.2").doesNotContain("127.1,"))
        .satisfies(lines -> assertThat(lines.get(2)).contains("5,마,35.9,동경"));

    ImportReport both = run(places("시설명,위도,경도,,시설명,위도,경도\n가,북위,127.1,,나,북위,127.1\n").skipBad(true));
    assertThat(both.groups())
        .filteredOn(ImportReport.Group::isRefusal)
        .as("records are counted, not lines")
        .extracting(ImportReport.Group::rows)
        .containsExactly(2L);

    empty();
    String ids = "관리번호,시설명,위도,경도,관리번호,시설명,위도,경도\n";
    ImportReport twice =
        run(
            places(ids + "1,가,35.8,127.1,1,나,35.8,127.1\n2,다,35.8,127.1,1,라,35.8,127.1\n")
                .skipBad(true)
                .badRows(folder.resolve("bad.csv")));
    assertThat(names()).containsExactly("가", "다");
    assertThat(twice.badRows()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("bad.csv")))
        .contains("1,나", "1,라")
        .doesNotContain("2,다");

    empty();
    assertThat(run(places("시설명,위도,경도,,시설명,위도,경도\n가,35.8,127.1\n")).problems())
        .as("a line that is cut off")
        .hasSize(1);
    refused(places("시설명,위도,경도,시설명,위도,경도,주소\n가,35.8,127.1,나,35.9,127.2,인봉2길 3\n"))
        .reason()
        .ko()
        .contains("나란히");
    ImportReport lone =
        run(places("시설명,위도,경도,전화,위도\n가,35.8,127.1,,35.9\n").reportFile(folder.resolve("r.csv")));
    assertThat(lone.columns().toString()).contains("먼저 위치가", "came first for the place");
  }

  @Test
  void aSecondBlockInAnotherOrderOrOtherWordsLoadsNothing() throws Exception {
    for (String header :
        List.of(
            "시설명,위도,경도,,시설명,경도,위도",
            "시설명,도로명주소,위도,경도,,이름,주소,위도,경도",
            "이름,면적,주소,,주소,이름,면적",
            "이름,면적,주소,주소,이름,면적",
            "이름,면적,주소,,코드,,주소,이름")) {
      assertThatThrownBy(() -> run(places(header + "\n가,35.8,127.1,,나,127.1,35.8,,\n")))
          .as(header)
          .isInstanceOfSatisfying(
              InvalidFileException.class, e -> assertThat(e.reason().ko()).contains("나란히"));
      assertThat(stored()).isEmpty();
    }
    run(places("시설명,위도,경도,,전화번호,이용인원\n가,35.8,127.1,,063-1,2\n"));
    assertThat(names()).as("a blank column within one table").containsExactly("가");
  }

  @Test
  void blocksSideBySideKeepTheirMergedCells() throws Exception {
    List<List<String>> rows =
        List.of(
            List.of("시설명", "주소", "위도", "경도", "", "시설명", "주소", "위도", "경도"),
            List.of("가", "앞길", "35.81", "127.11", "", "나", "뒷길", "35.82", "127.12"),
            List.of("다", "", "35.83", "127.13", "", "라", "", "35.84", "127.14"),
            List.of("", "", "", "", "", "마", "옆길", "35.85", "127.15"));
    byte[] book = Workbook.merged(rows, "B2:B3", "G2:G3");
    Path file = Files.write(folder.resolve("b.xlsx"), book);
    run(places(DataFile.of(file)).reportFile(folder.resolve("r.csv")));
    assertThat(
            stored().stream()
                .map(f -> f.properties().get("name") + " " + f.properties().get("address")))
        .containsExactly("가 앞길", "나 뒷길", "다 앞길", "라 뒷길", "마 옆길");
    assertThat(Files.readString(folder.resolve("r.csv"))).contains("3,주소,바꾸어 넣음");
  }

  @Test
  void aReplaceDeletesNoRowOfTheUpperTable() throws Exception {
    String two = "시설명,위도,경도\n가,35.8,127.1\n나,35.8,127.2\n\n" + BETTER + "다,인봉2길 3,35.9,127.2,12\n";
    run(into("places", file("a.csv", two), LoadMode.REPLACE));
    ImportReport again = run(into("places", file("b.csv", two), LoadMode.REPLACE));
    assertThat(again.result().deleted()).isZero();
    assertThat(again.result().unchanged()).isEqualTo(3);
  }

  @Test
  void columnsThatOnlyTheUpperTableHasAreRead() throws Exception {
    List<String> told =
        told(
            places(
                "쉼터명,위도,경도,종류,이용인원\n가,35.8,127.1,학교,7\n"
                    + "\n2. 그 밖의 곳\n시설명,주소,면적,위도,경도,이용인원\n나,인봉2길 3,20,35.9,127.2,12\n"));
    assertThat(called("가").properties())
        .containsEntry("kind", "school")
        .containsEntry("people", 7L);
    assertThat(called("나").properties())
        .doesNotContainKey("kind")
        .containsEntry("area", 20.0)
        .containsEntry("people", 12L);
    assertThat(told)
        .anyMatch(l -> l.startsWith("1,,확인 필요,\"다른 표의 머리글"))
        .anyMatch(l -> l.startsWith("4,,뺌,") && l.contains("2. 그 밖의 곳"));
  }

  @Test
  void aTitleBetweenIsNoRecord() throws Exception {
    List<String> told =
        told(places("이름,위도,경도,\n가,35.8,127.1,\n,,,\n풍남동,,,\n이름,위도,경도,\n나,35.9,127.2,\n"));
    assertThat(names()).containsExactlyInAnyOrder("가", "나");
    assertThat(told)
        .anyMatch(l -> l.startsWith("4,,뺌,") && l.contains("풍남동"))
        .anyMatch(l -> l.startsWith("5,이름,뺌,"));
  }

  @Test
  void aLaterHeaderHoldsForTheRowsBelowIt() throws Exception {
    run(places(placed("이름,주소,코드\n가,노송동 1,A1\n이름,코드,주소\n나,A2,노송동 2\n")));
    assertThat(called("나").properties())
        .containsEntry("address", "노송동 2")
        .containsEntry("code", "A2");
  }

  @Test
  void rowsOfAHeaderThatCannotBeReadAlongAreRefused() throws Exception {
    ImportReport report =
        run(
            places(placed("이름,주소\n" + "가,노송동 1\n".repeat(12) + "이름,꼬리표\n나,빈집\n다,빈집\n"))
                .skipBad(true)
                .idFrom(List.of("이름", "#")));
    assertThat(names()).hasSize(12).containsOnly("가");
    assertThat(report.problems()).extracting(RowProblem::place).containsExactly(15L, 16L);
    assertThat(report.problems().get(0).reason().ko()).contains("어느 머리글");
    empty();
    // Places of another kind, and a list that names nothing.
    for (String upper : List.of("시설명,X좌표,Y좌표\n가,1,2\n", placed("종류,이용인원\n학교,7\n"))) {
      ImportReport refused = run(places(upper + "\n" + BETTER + "나,노송동 1,35.8,127.1,3\n"));
      assertThat(refused.problems()).as(upper).extracting(RowProblem::place).containsExactly(2L);
      assertThat(refused.committed()).isFalse();
    }
  }

  @Test
  void recordsAboveTheOnlyHeaderAreRefused() throws Exception {
    Path bad = folder.resolve("bad.csv");
    ImportReport report =
        run(
            places("가,35.8,127.1\n나,노송동 105-1,\n시설명,위도,경도\n다,35.9,127.2\n")
                .skipBad(true)
                .badRows(bad));
    assertThat(names()).containsExactly("다");
    assertThat(report.problems()).extracting(RowProblem::place).containsExactly(1L, 2L);
    assertThat(Files.readString(bad)).contains("가,35.8,127.1,1,");
  }

  @Test
  void titlesAreToldAndNoRecords() throws Exception {
    List<String> told =
        told(
            places(
                "2024년 시설 현황,,,,,\n\n담당자,홍길동,063-000-0000,,,\n총 2개소,,기준일: 2024-05-01,,,\n"
                    + "name,address,lat,,,\n이름,주소,면적,이용인원,위도,경도\n가,노송동 1,10,3,35.8,127.1\n"));
    assertThat(names()).contains("가");
    assertThat(told)
        .anyMatch(l -> l.startsWith("1,,뺌,") && l.contains("2024년 시설 현황"))
        .anyMatch(l -> l.startsWith("3,,뺌,") && l.contains("홍길동"))
        .anyMatch(l -> l.startsWith("4,,뺌,") && l.contains("날짜는 쓰지 않았습니다"))
        .anyMatch(l -> l.startsWith("5,,뺌,"));
    empty();
    assertThat(told(places("이름,위도,경도\nname,lat,lon\n가,35.8,127.1\n")))
        .as("a header in two languages")
        .anyMatch(l -> l.startsWith("2,,뺌,"));
    assertThat(names()).containsExactly("가");
  }

  @Test
  void theUnitOfATitleHoldsWhereNoOtherIsSaid() throws Exception {
    String rows = placed("이름,면적,이용인원\n가,15,3\n나,15㎡,4\n");
    for (String title :
        List.of("시설 현황 (단위: 평)", "[단위 : 개, 평]", "시설 현황(평)", "단위,평", "기준일: 2024-05-01,단위: 평")) {
      empty();
      List<String> told = told(places(title + ",\n" + rows));
      assertThat(called("가").properties())
          .as(title)
          .containsEntry("area", 49.59)
          .containsEntry("people", 3L);
      assertThat(called("나").properties()).as(title).containsEntry("area", 15.0);
      assertThat(told)
          .as(title)
          .anyMatch(l -> l.startsWith(",면적,확인 필요,") && l.contains("표 위에 적힌 단위"))
          .anyMatch(l -> l.startsWith("3,면적,바꾸어 넣음,"));
    }
    for (String same : List.of("단위: ㎡", "(단위: 명, m2)", "시설 현황 (A)", "1등급 (가)")) {
      empty();
      run(places(same + ",\n" + rows));
      assertThat(called("가").properties()).as(same).containsEntry("area", 15.0);
    }
    empty();
    run(places(placed("단위: 평,\n이름,면적(㎡)\n가,15\n")));
    assertThat(called("가").properties()).as("the column's own").containsEntry("area", 15.0);
  }

  @Test
  void aUnitThatIsNotReadIsRefused() throws Exception {
    for (String title : List.of("단위: 천㎡", "(단위: ha)", "단위: 1,000㎡", "단위: 평 / ㎡")) {
      Path bad = folder.resolve("bad.csv");
      ImportReport report =
          run(places(title + ",\n" + placed("이름,면적\n가,15\n나,15㎡\n")).badRows(bad));
      assertThat(report.problems()).as(title).extracting(RowProblem::place).containsExactly(3L);
      assertThat(report.problems().get(0).column()).isEqualTo("면적");
      assertThat(stored()).isEmpty();
      ImportReport back = run(places(DataFile.of(bad)));
      assertThat(back.badRows()).as("the file of bad rows says the unit too").isEqualTo(1);
    }
    ImportReport below = run(places(placed("이름,면적\n가,15\n" + "나,16\n".repeat(12) + "※ 단위: 평,\n")));
    assertThat(below.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.reason().ko()).contains("표 아래에"));
    assertThat(stored()).isEmpty();
  }
}
