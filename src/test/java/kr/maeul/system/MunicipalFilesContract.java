package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.Progress;
import kr.maeul.exchange.Workbook;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The layouts in which municipalities give away their vacant houses, with rows that are made up, go
 * into the bundled layer. On each database.
 */
@WithStore
abstract class MunicipalFilesContract {
  private static final Charset CP949 = Charset.forName("x-windows-949");

  @TempDir Path folder;
  private final Layer houses = LayerSets.BUNDLED.layer("vacant-houses").orElseThrow();
  @Given private SqlFeatureStore store;

  @Test
  void theAdministrativeLayout() throws Exception {
    Path report = folder.resolve("report.csv");
    Path bad = folder.resolve("bad.csv");
    ImportReport strict =
        run(into(file("administrative.csv")).skipBad(true).badRows(bad).reportFile(report));
    assertThat(strict.problems())
        .extracting(p -> p.place() + " " + p.column())
        .as("lines are those of the file, header and title counted")
        .containsExactlyInAnyOrder("17 건축 연도", "18 무허가여부", "18 주택유형");
    assertThat(strict.badRows()).isEqualTo(2);
    assertThat(Files.readString(bad)).contains("칠십년대").contains("근린생활시설");
    Map<String, Map<String, Object>> rows = byName("buildingName");
    assertThat(rows).hasSize(14).doesNotContainKeys("예시13", "예시14");
    checkAdministrative(rows);
    assertThat(Files.readString(report))
        .startsWith("\uFEFF줄,열,결과,까닭,result,reason")
        .contains("17,건축")
        .contains("6,읍면동코드,바꾸어 넣음")
        .contains("8,필지고유번호,비워 둠")
        .as("owners are named nowhere")
        .doesNotContain("예시 소유자", "예시 연락처");
  }

  @Test
  void theAdministrativeLayoutAsAWorkbook() throws Exception {
    List<List<String>> cells = new ArrayList<>();
    try (var csv =
        de.siegmar.fastcsv.reader.CsvReader.builder()
            .skipEmptyLines(false)
            .ofCsvRecord(text("administrative.csv", StandardCharsets.UTF_8).substring(1))) {
      csv.forEach(r -> cells.add(r.getFields()));
    }
    byte[] book = Workbook.of(cells);
    DataFile file = new DataFile("빈집.xlsx", book.length, () -> new ByteArrayInputStream(book));
    ImportReport report = run(into(file).blankBad(true));
    assertThat(report.format()).startsWith("XLSX");
    assertThat(report.badRows()).isZero();
    Map<String, Map<String, Object>> rows = byName("buildingName");
    assertThat(rows).hasSize(16);
    checkAdministrative(rows);
    assertThat(rows.get("예시13"))
        .as("what cannot be read is left blank, and the row is kept")
        .doesNotContainKey("builtYear")
        .containsEntry("pnu", "5211112000191130001");
    assertThat(rows.get("예시14"))
        .doesNotContainKeys("houseType", "unlicensed")
        .containsEntry("grade", "clear");
    assertThat(notes(report, RowNote.Kind.LEFT_BLANK)).anyMatch(n -> n.startsWith("주택유형"));
  }

  private void checkAdministrative(Map<String, Map<String, Object>> rows) {
    assertThat(rows.get("예시01"))
        .containsEntry("grade", "reuse")
        .containsEntry("gradeScheme", "UNIFIED3")
        .containsEntry("gradeRaw", "1등급(활용대상)")
        .containsEntry("pnu", "5211112000191010003")
        .containsEntry("lotMain", "9101")
        .containsEntry("lotSub", "3")
        .containsEntry("lotKind", "일반")
        .containsEntry("roadAddress", "전북특별자치도 전주시 완산구 예시로 301")
        .containsEntry("address", "전북특별자치도 전주시 완산구 중노송동 9101-3")
        .containsEntry("legalDong", "중노송동")
        .containsEntry("dong", "노송동")
        .containsEntry("evidence", "presumed")
        .containsEntry("houseType", "detached")
        .containsEntry("siteAreaSquareMetres", 1128.5)
        .containsEntry("builtYear", 1974L)
        .containsEntry("unlicensed", false);
    assertThat(rows.get("예시02"))
        .as("a mountain lot, and codes of before 2024-01-18")
        .containsEntry("pnu", "5211112000200120003")
        .containsEntry("legalDongCode", "5211112000")
        .containsEntry("districtCode", "52111")
        .containsEntry("lotKind", "산")
        .containsEntry("grade", "clear")
        .containsEntry("gradeScheme", "URBAN4")
        .containsEntry("demolitionNeeded", true)
        .containsEntry("address", "전북특별자치도 전주시 완산구 중노송동 산 12-3");
    assertThat(rows.get("예시03"))
        .containsEntry("pnu", "5211112100102250000")
        .containsEntry("gradeScheme", "RURAL2")
        .containsEntry("grade", "clear")
        .containsEntry("floorAreaSquareMetres", 120.4)
        .containsEntry("address", "전북특별자치도 전주시 완산구 남노송동 225");
    assertThat(rows.get("예시04"))
        .as("urban or unified is not said; nor is the lot")
        .doesNotContainKeys("grade", "gradeScheme", "pnu")
        .containsEntry("gradeRaw", "2등급");
    assertThat(rows.get("예시05"))
        .as("the code of an administrative dong makes no parcel number")
        .doesNotContainKeys("pnu", "grade")
        .containsEntry("gradeRaw", "등외")
        .containsEntry("dong", "노송동");
    assertThat(rows.get("예시06"))
        .doesNotContainKeys("grade", "gradeScheme")
        .containsEntry("gradeRaw", "선정제외")
        .containsEntry("unlicensed", true)
        .containsEntry("address", "전북특별자치도 전주시 완산구 중노송동 9106");
    assertThat(rows.get("예시07"))
        .doesNotContainKeys("grade")
        .containsEntry("gradeRaw", "0")
        .containsEntry("pnu", "5211112000191070012");
    assertThat(rows.get("예시08")).doesNotContainKeys("grade", "gradeRaw", "unlicensed");
    assertThat(rows.get("예시09"))
        .containsEntry("grade", "reuse")
        .doesNotContainKey("gradeScheme")
        .containsEntry("gradeRaw", "(을)1등급")
        .containsEntry("pnu", "5211114700105680001");
    assertThat(rows.get("예시10"))
        .containsEntry("grade", "manage")
        .containsEntry("gradeScheme", "UNIFIED3")
        .containsEntry("pnu", "5211112000200030000");
    assertThat(rows.get("예시11")).doesNotContainKey("grade").containsEntry("gradeScheme", "RURAL2");
    assertThat(rows.get("예시12")).doesNotContainKey("grade").containsEntry("gradeRaw", "특급");
    assertThat(rows.get("예시15"))
        .as("kind of lot and address disagree")
        .doesNotContainKey("pnu")
        .containsEntry("grade", "reuse");
    assertThat(rows.get("예시16"))
        .containsEntry("pnu", "5211310300191160001")
        .containsEntry("grade", "clear")
        .containsEntry("legalDong", "효자동1가")
        .doesNotContainKey("dong");
    rows.values()
        .forEach(
            row -> {
              assertThat(row).as("never invented").containsEntry("place", false);
              assertThat(row.toString()).doesNotContain("예시 소유자", "예시 연락처");
            });
  }

  @Test
  void theReportOfTheAdministrativeLayoutSaysWhatWasDone() throws Exception {
    ImportReport report = run(into(file("administrative.csv")).blankBad(true));
    assertThat(report.withoutPlace()).isEqualTo(16);
    assertThat(report.withoutPlaceButArea()).isEqualTo(15);
    assertThat(report.columns())
        .filteredOn(c -> c.reason().ko().contains("소유자 기록"))
        .extracting(c -> c.header() + " " + c.valuesLost())
        .containsExactlyInAnyOrder("소유자 성명 2", "소유자 연락처 1");
    assertThat(notes(report, RowNote.Kind.CHANGED))
        .anyMatch(n -> n.contains("52…"))
        .anyMatch(n -> n.contains("전북특별자치도"));
    assertThat(notes(report, RowNote.Kind.LEFT_BLANK))
        .anyMatch(n -> n.startsWith("빈집등급") && n.contains("도시 4등급인지"))
        .anyMatch(n -> n.contains("등급이 없다는 뜻"))
        .anyMatch(n -> n.startsWith("읍면동:") && n.contains("행정동을 알 수 없어"));
    assertThat(notes(report, RowNote.Kind.CHECK))
        .anyMatch(n -> n.contains("\"특급\""))
        .anyMatch(n -> n.startsWith("읍면동코드") && n.contains("행정동 코드"))
        .anyMatch(n -> n.startsWith("토지구분") && n.contains("서로 다릅니다"));
    assertThat(report.notes())
        .filteredOn(n -> n.first().reason().ko().contains("등급이 없다는 뜻"))
        .singleElement()
        .satisfies(n -> assertThat(n.rows()).as("등외, 선정제외, 0").isEqualTo(3));
  }

  @Test
  void theOpenFileOfACity() throws Exception {
    ImportReport report = run(into(file("city-a.csv")).skipBad(true));
    assertThat(report.format()).contains("CP949");
    assertThat(report.problems())
        .extracting(p -> p.place() + " " + p.column())
        .containsExactlyInAnyOrder("14 빈집판정일자", "15 빈집점수");
    Map<String, Map<String, Object>> rows = byName("managementNumber");
    assertThat(rows).hasSize(12);
    assertThat(rows.get("A-예시-12").get("gradeDate"))
        .as("a serial number of Excel is a day, and told")
        .hasToString("2022-05-10");
    assertThat(notes(report, RowNote.Kind.CHANGED)).anyMatch(n -> n.contains("일련번호"));
    assertThat(rows.get("A-예시-01"))
        .containsEntry("evidence", "confirmed")
        .containsEntry("grade", "reuse")
        .containsEntry("gradeScheme", "URBAN4")
        .containsEntry("gradeScore", 25L)
        .containsEntry("dong", "노송동")
        .containsEntry("legalDong", "중노송동")
        .containsEntry("zoning", "제2종일반주거지역")
        .containsKey("evidenceSource");
    assertThat(rows.get("A-예시-01").get("evidenceDate")).hasToString("2022-03-02");
    for (String number : List.of("A-예시-02", "A-예시-03", "A-예시-04")) {
      assertThat(rows.get(number).get("gradeDate")).hasToString("2022-05-10");
    }
    assertThat(grades(rows))
        .containsEntry("A-예시-02", "URBAN4 reuse")
        .containsEntry("A-예시-03", "URBAN4 manage")
        .containsEntry("A-예시-04", "URBAN4 clear")
        .containsEntry("A-예시-05", "null null")
        .containsEntry("A-예시-06", "UNIFIED3 clear")
        .containsEntry("A-예시-07", "URBAN4 reuse")
        .containsEntry("A-예시-08", "null null")
        .containsEntry("A-예시-09", "null null")
        .containsEntry("A-예시-10", "null null")
        .containsEntry("A-예시-11", "RURAL2 clear");
    assertThat(rows.get("A-예시-09")).containsEntry("evidence", "presumed");
    assertThat(notes(report, RowNote.Kind.CHECK)).anyMatch(n -> n.contains("기본값"));
    assertThat(report.withoutPlace()).isEqualTo(12);
  }

  @Test
  void whoKnowsTheSchemeSaysIt() throws Exception {
    run(into(file("city-a.csv")).fixed(Map.of("gradeScheme", "UNIFIED3")).blankBad(true));
    Map<String, String> grades = grades(byName("managementNumber"));
    assertThat(grades)
        .containsEntry("A-예시-01", "UNIFIED3 reuse")
        .containsEntry("A-예시-02", "UNIFIED3 manage")
        .containsEntry("A-예시-03", "UNIFIED3 clear")
        .containsEntry("A-예시-05", "UNIFIED3 clear");
  }

  @Test
  void theOpenFileOfACounty() throws Exception {
    ImportReport report =
        run(into(file("county-b.csv")).blankBad(true).headers(Map.of("연번", "managementNumber")));
    Map<String, Map<String, Object>> rows = byName("managementNumber");
    assertThat(rows).hasSize(7);
    assertThat(rows.get("1"))
        .containsEntry("consent", "agreed")
        .containsEntry("grade", "reuse")
        .doesNotContainKey("gradeScheme")
        .containsEntry("address", "전북특별자치도 예시군 보기면 견본리")
        .containsEntry("surveyYear", 2023L)
        .containsEntry("department", "예시과");
    assertThat(rows.get("1").get("asOf")).hasToString("2024-07-01");
    assertThat(rows.get("2"))
        .containsEntry("consent", "refused")
        .containsEntry("grade", "clear")
        .containsEntry("address", "전북특별자치도 예시군 보기면 견본리");
    assertThat(rows.get("3")).doesNotContainKey("consent");
    assertThat(rows.get("4"))
        .containsEntry("consent", "agreed")
        .containsEntry("houseType", "other")
        .containsEntry("address", "예시군 보기면 표본리");
    assertThat(rows.get("5")).containsEntry("consent", "negotiating").doesNotContainKey("grade");
    assertThat(rows.get("6")).containsEntry("consent", "refused").doesNotContainKey("grade");
    assertThat(rows.get("7")).doesNotContainKey("consent");
    assertThat(notes(report, RowNote.Kind.CHECK)).anyMatch(n -> n.contains("반반형"));
    assertThat(notes(report, RowNote.Kind.LEFT_BLANK)).anyMatch(n -> n.contains("글쎄"));
    assertThat(store.state(houses.viewFor(Audience.PUBLIC)).count())
        .as("consent to a use is no consent to be listed")
        .isZero();
  }

  @Test
  void givenParcelNumbersAreCheckedAndTakenApart() throws Exception {
    ImportReport report =
        run(
            into(csv(
                    """
                        관리번호,PNU,지번주소
                        1,4511112000200120003,중노송동 산 12-3
                        2,5211112000191010003,중노송동 9999
                        3,521111200019101000,중노송동 9101-3
                        4,5.21111E+18,
                        5,5211112000391010003,
                        6,52111-12000-1-9101-0003,
                        """))
                .blankBad(true));
    Map<String, Map<String, Object>> rows = byName("managementNumber");
    assertThat(rows.get("1"))
        .containsEntry("pnu", "5211112000200120003")
        .containsEntry("lotKind", "산")
        .containsEntry("lotMain", "12")
        .containsEntry("legalDongCode", "5211112000");
    assertThat(rows.get("2")).containsEntry("pnu", "5211112000191010003");
    assertThat(rows.get("6")).containsEntry("pnu", "5211112000191010003");
    for (String number : List.of("3", "4", "5")) {
      assertThat(rows.get(number)).as(number).doesNotContainKeys("pnu", "lotMain");
    }
    assertThat(notes(report, RowNote.Kind.CHECK)).anyMatch(n -> n.contains("지번주소와 다릅니다"));
    assertThat(notes(report, RowNote.Kind.LEFT_BLANK))
        .anyMatch(n -> n.contains("엑셀이"))
        .anyMatch(n -> n.contains("521111200019101000"));
  }

  @Test
  void theCodesOfTheBuildingRegisterAreNotThoseOfParcels() throws Exception {
    String header = "관리번호,읍면동코드,토지구분,본번,부번,지번주소\n";
    run(
        into(
            csv(
                header
                    + "1,5211112000,0,9101,3,중노송동 9101-3\n"
                    + "2,5211112000,1,12,3,중노송동 산 12-3\n"
                    + "3,5211112000,1,14,0,\n"
                    + "4,5211112000,2,15,0,\n")));
    Map<String, Map<String, Object>> rows = byName("managementNumber");
    assertThat(rows.get("1")).containsEntry("pnu", "5211112000191010003");
    assertThat(rows.get("2")).containsEntry("pnu", "5211112000200120003");
    assertThat(rows.get("3")).as("1 is mountain here").containsEntry("pnu", "5211112000200140000");
    assertThat(rows.get("4")).as("a block has no lot").doesNotContainKey("pnu");

    run(
        into(
            csv(
                header
                    + "5,5211112000,0,9101,3,\n6,5211112000,1,12,3,\n7,5211112000,1,13,0,중노송동 13\n")));
    rows = byName("managementNumber");
    assertThat(rows.get("5")).containsEntry("pnu", "5211112000191010003");
    assertThat(rows.get("7")).containsEntry("pnu", "5211112000100130000");
    assertThat(rows.get("6"))
        .as("a row with an address shows that 1 is general land in this file")
        .containsEntry("pnu", "5211112000100120003");

    ImportReport unsure = run(into(csv(header + "8,5211112000,0,9101,3,\n9,5211112000,1,12,3,\n")));
    rows = byName("managementNumber");
    assertThat(rows.get("9")).as("nothing tells").doesNotContainKey("pnu");
    assertThat(notes(unsure, RowNote.Kind.CHECK)).anyMatch(n -> n.contains("건축물대장"));
  }

  @Test
  void aFileOfOnlyRegistersAndOwnersLosesNothingSilently() throws Exception {
    ImportReport report = run(into(csv("관리번호,소유자명,소유자연락처,전화번호(휴대)\n1,예시 소유자,예시 연락처,\n")));
    assertThat(report.columns())
        .extracting(ImportReport.LostColumn::header)
        .containsExactly("소유자명", "소유자연락처", "전화번호(휴대)");
    assertThat(report.columns().get(0).valuesLost()).isEqualTo(1);
    assertThat(report.columns().get(0).reason().en()).contains("encrypted");
    assertThat(byName("managementNumber").toString()).doesNotContain("예시 소유자");
  }

  private ImportReport run(ImportRequest.Builder request) throws Exception {
    return new Importer(store, new CrsRegistry()).run(request.build(), Progress.NONE);
  }

  private ImportRequest.Builder into(DataFile file) {
    return ImportRequest.of(houses, file, LoadMode.INSERT);
  }

  private DataFile csv(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new DataFile("빈집.csv", bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private static DataFile file(String name) {
    return new DataFile(
        name, -1, () -> MunicipalFilesContract.class.getResourceAsStream("/municipal/" + name));
  }

  private static String text(String name, Charset charset) throws IOException {
    try (InputStream in = file(name).opener().open()) {
      return new String(in.readAllBytes(), charset);
    }
  }

  private static List<String> notes(ImportReport report, RowNote.Kind kind) {
    return report.notes().stream()
        .filter(n -> n.first().kind() == kind)
        .map(n -> n.first().column() + ": " + n.first().reason().ko())
        .toList();
  }

  private static Map<String, String> grades(Map<String, Map<String, Object>> rows) {
    return rows.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> e.getValue().get("gradeScheme") + " " + e.getValue().get("grade")));
  }

  /** All rows, by a property; {@code place} says whether there is a location. */
  private Map<String, Map<String, Object>> byName(String key) {
    View view = houses.viewFor(Audience.PLANNER);
    Map<String, Map<String, Object>> rows = new HashMap<>();
    try (FeatureCursor c =
        store.find(view, FeatureQuery.of(List.of(), 1000).properties(view.properties()))) {
      while (c.next()) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < c.properties().size(); i++) {
          if (c.value(i) != null) {
            row.put(c.properties().get(i).name(), c.value(i));
          }
        }
        row.put("place", c.geometryWkb() != null);
        rows.put(String.valueOf(row.get(key)), row);
      }
    }
    return rows;
  }
}
