package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.feature.Feature;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.load.LoadMode;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** What offices do to tables, and what must come of it: understood, or told row by row. */
class TableHabitsTest extends ImportCase {
  private static final String HEADER = "연번,이름,주소,면적,이용인원,개소일,경도,위도\n";

  /** A workbook of one sheet, made by hand. */
  private DataFile book(Consumer<XSSFWorkbook> maker) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      maker.accept(book);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      book.write(bytes);
      return DataFile.of(Files.write(folder.resolve("표.xlsx"), bytes.toByteArray()));
    }
  }

  /** Rows of texts, numbers, and null for no cell. */
  private static Sheet sheet(XSSFWorkbook book, String name, Object[]... rows) {
    Sheet sheet = book.createSheet(name);
    for (int r = 0; r < rows.length; r++) {
      Row row = sheet.createRow(r);
      for (int c = 0; c < rows[r].length; c++) {
        if (rows[r][c] instanceof Number n) {
          row.createCell(c).setCellValue(n.doubleValue());
        } else if (rows[r][c] != null) {
          row.createCell(c).setCellValue(rows[r][c].toString());
        }
      }
    }
    return sheet;
  }

  private static Object[] row(Object... cells) {
    return cells;
  }

  private static List<String> told(ImportReport report, RowNote.Kind kind) {
    return report.notes().stream()
        .map(ImportReport.NoteCount::first)
        .filter(n -> n.kind() == kind)
        .map(n -> n.place() + " " + n.column() + " " + n.reason().ko())
        .toList();
  }

  private Map<String, Object> stored(String name) {
    return stored().stream()
        .filter(f -> name.equals(f.properties().get("name")))
        .findFirst()
        .orElseThrow()
        .properties();
  }

  @Test
  void totalsAndFootnotesAreLeftOutAndTold() throws Exception {
    ImportReport report =
        run(
            places(
                HEADER
                    + "1,감나무집,노송동 1,10,3,,127.1,35.8\n2,합계,노송동 2,12,4,,127.2,35.9\n"
                    + "소계,,,22,7,,,\n평균,,,11,3.5,,,\n※ 자료: 예시과\n작성자: 예시,,,,,,,\n3,,,,,,,\n"));
    assertThat(stored()).extracting(f -> f.properties().get("name")).containsExactly("감나무집", "합계");
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.problems()).isEmpty();
    assertThat(told(report, RowNote.Kind.LEFT_OUT))
        .extracting(s -> s.substring(0, 1))
        .containsExactly("4", "5", "6", "8");
    assertThat(told(report, RowNote.Kind.CHECK))
        .as("a record that is called as totals are is told, not lost")
        .singleElement()
        .asString()
        .startsWith("3 이름");
    ImportReport bad = run(places(HEADER + "1,합계,노송동 1,10,셋,,127.1,35.8\n"));
    assertThat(bad.problems()).hasSize(1);
    assertThat(told(bad, RowNote.Kind.CHECK)).as("what is refused is told once").isEmpty();
  }

  @Test
  void everyRowThatIsLeftOutStandsInTheReport() throws Exception {
    Path report = folder.resolve("report.csv");
    run(
        places(HEADER + "1,가,노송동 1,10,3,,127.1,35.8\n소계,,,10,3,,,\n소계,,,10,3,,,\n")
            .reportFile(report));
    assertThat(Files.readString(report)).contains("3,연번,뺌,", "4,연번,뺌,", "left out");
  }

  @Test
  void aMergedValueHoldsForAllRowsOfItsRange() throws Exception {
    ImportReport report =
        run(
            places(
                book(
                    book -> {
                      Sheet sheet =
                          sheet(
                              book,
                              "표",
                              row("시설", null, "위치", null, "주소"),
                              row("이름", "종류", "경도", "위도", null),
                              row("가", "학교", 127.1, 35.8, "노송동"),
                              row("나", null, 127.1, 35.8, null),
                              row("다", null, 127.1, 35.8, null),
                              row("라", null, 127.1, 35.8, null),
                              row("합계", null, null, null, null));
                      sheet.addMergedRegion(CellRangeAddress.valueOf("A1:B1"));
                      sheet.addMergedRegion(CellRangeAddress.valueOf("C1:D1"));
                      sheet.addMergedRegion(CellRangeAddress.valueOf("E1:E2"));
                      sheet.addMergedRegion(CellRangeAddress.valueOf("B3:B4"));
                      sheet.addMergedRegion(CellRangeAddress.valueOf("E3:E7"));
                    })));
    assertThat(report.problems()).isEmpty();
    assertThat(stored())
        .extracting(f -> f.properties().get("name") + " " + f.properties().get("kind"))
        .containsExactly("가 school", "나 school", "다 null", "라 null");
    assertThat(stored())
        .allSatisfy(f -> assertThat(f.properties()).containsEntry("address", "노송동"));
    assertThat(told(report, RowNote.Kind.CHANGED)).hasSize(2).allMatch(s -> s.startsWith("4 "));
    assertThat(told(report, RowNote.Kind.LEFT_OUT)).singleElement().asString().startsWith("7 이름");
  }

  @Test
  void tablesOneBelowTheOtherAreReadEachByItsHeader() throws Exception {
    ImportReport report =
        run(
            places(
                book(
                    book -> {
                      Sheet sheet =
                          sheet(
                              book,
                              "표",
                              row("시설 현황", null, null, "(단위: 평)"),
                              row("이름", "면적", "종류", "경도", "위도"),
                              row("가", 10, "학교", 127.1, 35.8),
                              row("나", 20, null, 127.2, 35.8),
                              row(),
                              row("풍남동"),
                              row("이름", "주소", "종류", "이용인원", "위도", "경도"),
                              row("다", "노송동 1", "의원", 5, 35.9, 127.3),
                              row("라", null, null, 6, 35.9, 127.4));
                      sheet.addMergedRegion(CellRangeAddress.valueOf("C3:C4"));
                      sheet.addMergedRegion(CellRangeAddress.valueOf("B8:B9"));
                    })));
    assertThat(report.problems()).isEmpty();
    assertThat(stored("가")).containsEntry("area", 33.06).containsEntry("kind", "school");
    assertThat(stored("나")).containsEntry("area", 66.12).containsEntry("kind", "school");
    assertThat(stored("다")).containsEntry("kind", "clinic").containsEntry("people", 5L);
    assertThat(stored("라")).containsEntry("address", "노송동 1").containsEntry("people", 6L);
    assertThat(told(report, RowNote.Kind.LEFT_OUT))
        .hasSize(1)
        .allMatch(s -> s.startsWith("1  머리글 위에"));
    assertThat(told(report, RowNote.Kind.CHECK))
        .anyMatch(s -> s.startsWith("0 면적 표 위에 적힌 단위로 읽습니다: 평"))
        .anyMatch(s -> s.contains("다른 표의 머리글"));
  }

  @Test
  void aNameThatIsMergedOverRowsIsToldToo() throws Exception {
    ImportReport report =
        run(
            places(
                book(
                    book ->
                        sheet(
                                book,
                                "표",
                                row("연번", "이름", "경도", "위도"),
                                row(1, "가", 127.1, 35.8),
                                row(null, "나", 127.2, 35.8))
                            .addMergedRegion(CellRangeAddress.valueOf("A2:A3")))));
    assertThat(told(report, RowNote.Kind.CHECK)).singleElement().asString().contains("한 기록");
    assertThat(stored()).hasSize(2);
  }

  @Test
  void formulasWithoutASavedValueAreNamedByTheirCell() throws Exception {
    byte[] bytes =
        Workbook.of(
            List.of(
                List.of("이름", "경도", "위도", "이용인원", "주소"),
                List.of(
                    "가",
                    Workbook.number("127.1"),
                    Workbook.number("35.8"),
                    new Workbook.Raw("n", "0", "<f>10+10</f><v></v>"),
                    new Workbook.Raw("str", "0", "<f>IF(A1=\"\",\"x\",\"\")</f><v></v>")),
                List.of(
                    new Workbook.Raw("n", "0", "<f>A5</f>"),
                    new Workbook.Raw("n", "0", "<f>B5</f><v/>"),
                    Workbook.number("35.8"))));
    ImportReport report =
        run(places(DataFile.of(Files.write(folder.resolve("a.xlsx"), bytes))).skipBad(true));
    assertThat(only().properties()).containsOnlyKeys("name");
    assertThat(told(report, RowNote.Kind.LEFT_BLANK))
        .as("a text that a formula left empty is a value")
        .hasSize(3)
        .anyMatch(s -> s.startsWith("2 이용인원 D2 칸의 수식에 저장된 값이 없습니다"))
        .anyMatch(s -> s.startsWith("3 이름 A3"))
        .anyMatch(s -> s.startsWith("3 경도 B3"));
    assertThat(report.badRows()).isEqualTo(1);
  }

  @Test
  void whatAFormulaGaveIsReadByItsKind() throws Exception {
    byte[] bytes =
        Workbook.of(
            List.of(
                List.of("이름", "경도", "위도", "개소일", "확인시각", "운영", "주소"),
                List.of(
                    "가",
                    Workbook.number("127.1"),
                    Workbook.number("35.8"),
                    new Workbook.Raw("n", "1", "<f>DATE(2024,1,2)</f><v>45293</v>"),
                    new Workbook.Raw("n", "1", "<f>NOW()</f><v>45293.5</v>"),
                    new Workbook.Raw("b", "0", "<f>1=1</f><v>1</v>"),
                    Workbook.formula("TEXT(7,\"000\")", "007"))));
    ImportReport report = run(places(DataFile.of(Files.write(folder.resolve("a.xlsx"), bytes))));
    assertThat(report.problems()).isEmpty();
    assertThat(report.notesInAll()).isZero();
    assertThat(only().properties()).containsEntry("open", true).containsEntry("address", "007");
    assertThat(only().properties().get("since")).hasToString("2024-01-02");
    assertThat(only().properties().get("seen")).hasToString("2024-01-02T03:00Z");
  }

  @Test
  void datesOfKoreanExcelAndOf1904() throws Exception {
    DataFile file =
        book(
            book -> {
              book.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
              Sheet sheet =
                  sheet(
                      book,
                      "표",
                      row("이름", "경도", "위도", "개소일", "확인시각"),
                      row("가", 127.1, 35.8, 43831, 43831),
                      row("나", 127.1, 35.8, 43831, null));
              CellStyle korean = book.createCellStyle();
              korean.setDataFormat((short) 31);
              sheet.getRow(1).getCell(3).setCellStyle(korean);
              sheet.getRow(1).getCell(4).setCellStyle(korean);
            });
    ImportReport report = run(places(file));
    assertThat(report.problems()).isEmpty();
    assertThat(stored("가").get("since")).hasToString("2024-01-02");
    assertThat(stored("가").get("seen")).hasToString("2024-01-01T15:00Z");
    assertThat(stored("나").get("since")).as("a bare number").hasToString("2024-01-02");
    assertThat(told(report, RowNote.Kind.CHANGED).toString())
        .contains("2 확인시각 시각이 없어 그날 0시로", "3 개소일 엑셀 날짜 일련번호라");
    assertThat(told(report, RowNote.Kind.CHANGED)).hasSize(2);
  }

  @Test
  void errorsOfExcelAreBlankAndTold() throws Exception {
    DataFile file =
        book(
            book -> {
              Sheet sheet =
                  sheet(book, "표", row("이름", "경도", "위도", "이용인원", "주소"), row("가", 127.1, 35.8));
              sheet.getRow(1).createCell(3).setCellErrorValue(FormulaError.NA.getCode());
              Cell formula = sheet.getRow(1).createCell(4);
              formula.setCellFormula("1/0");
              formula.setCellErrorValue(FormulaError.DIV0.getCode());
            });
    ImportReport report = run(places(file));
    assertThat(only().properties()).containsOnlyKeys("name");
    assertThat(told(report, RowNote.Kind.LEFT_BLANK))
        .anyMatch(s -> s.contains("#N/A"))
        .anyMatch(s -> s.contains("#DIV/0!"));
  }

  @Test
  void hiddenRowsAndColumnsAreTakenAndTold() throws Exception {
    DataFile file =
        book(
            book -> {
              Sheet sheet =
                  sheet(
                      book,
                      "표",
                      row("이름", "경도", "위도", "주소"),
                      row("가", 127.1, 35.8, "노송동"),
                      row("나", 127.1, 35.8, "중앙동"));
              sheet.getRow(2).setZeroHeight(true);
              sheet.setColumnHidden(3, true);
            });
    ImportReport report = run(places(file));
    assertThat(stored()).hasSize(2);
    assertThat(told(report, RowNote.Kind.CHECK))
        .anyMatch(s -> s.startsWith("3 ") && s.contains("숨긴 행"))
        .anyMatch(s -> s.startsWith("0 주소") && s.contains("숨긴 열"));
  }

  @Test
  void theSheetThatFitsIsTakenAndTheOthersAreTold() throws Exception {
    DataFile file =
        book(
            book -> {
              sheet(book, "표지", row("빈집 실태조사 결과"), row("2024. 12."));
              sheet(book, "노송동", row("이름", "경도", "위도"), row("가", 127.1, 35.8));
              sheet(book, "중앙동", row("이름", "경도", "위도"), row("나", 127.1, 35.8));
              sheet(book, "옛것", row("이름", "경도", "위도"), row("다", 127.1, 35.8));
              book.setSheetHidden(3, true);
            });
    ImportReport report = run(places(file));
    assertThat(report.format()).isEqualTo("XLSX, \"노송동\"");
    assertThat(only().properties()).containsEntry("name", "가");
    assertThat(told(report, RowNote.Kind.CHECK))
        .singleElement()
        .asString()
        .contains("\"중앙동\"", "--sheet");
    assertThat(told(report, RowNote.Kind.LEFT_OUT))
        .anyMatch(s -> s.contains("\"표지\""))
        .anyMatch(s -> s.contains("\"옛것\""));
    for (String wanted : List.of("중앙동", "3")) {
      assertThat(run(places(file).sheet(wanted)).format()).contains("중앙동");
    }
    assertThat(run(places(file).sheet("옛것").dryRun(true)).rows()).isEqualTo(1);
    InvalidFileException none =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            InvalidFileException.class, () -> run(places(file).sheet("5")));
    assertThat(none.reason().ko()).contains("\"표지\", \"노송동\", \"중앙동\"");
  }

  @Test
  void aSheetOfATextFileIsRefused() throws Exception {
    assertThat(refused(places(HEADER).sheet("1")).reason().en()).contains("--sheet");
  }

  @Test
  void charactersThatNobodySees() throws Exception {
    run(
        places(
            "\u200B이름,주소,면적,이용인원,개소일,경도\u00A0,위도\n"
                + "\uFEFF가\u00A0나,중노송동 １２-３,\u00A01,234.5\u00A0㎡".replace("1,2", "12")
                + ",１２,２０２４-０１-０２,１２７.１,\u00A035.8\n"));
    assertThat(only().properties())
        .containsEntry("name", "가 나")
        .containsEntry("address", "중노송동 12-3")
        .containsEntry("area", 1234.5)
        .containsEntry("people", 12L);
    assertThat(only().properties().get("since")).hasToString("2024-01-02");
    assertThat((Object) only().geometry()).hasToString("POINT (127.1 35.8)");
  }

  @Test
  void areasInPyeongBecomeSquareMetresAndAreTold() throws Exception {
    ImportReport report =
        run(places("이름,면적(평),경도,위도\n가,15.0,127.1,35.8\n나,10평,127.1,35.8\n다,33㎡,127.1,35.8\n"));
    assertThat(stored())
        .extracting(f -> f.properties().get("area"))
        .containsExactly(49.59, 33.06, 33.0);
    assertThat(told(report, RowNote.Kind.CHANGED)).hasSize(2).allMatch(s -> s.contains("3.3058"));
    ImportReport other = run(places("이름,면적(ha),경도,위도\n라,15,127.1,35.8\n"));
    assertThat(other.problems()).singleElement().extracting(RowProblem::column).isEqualTo("면적(ha)");
  }

  @Test
  void datesAsPeopleWriteThem() throws Exception {
    ImportReport report =
        run(
            places(
                    "이름,개소일,경도,위도\n가,19.3.5,127.1,35.8\n나,2023.12.31.,127.1,35.8\n다,45293,127.1,35.8\n라,2019.3,127.1,35.8\n")
                .blankBad(true));
    assertThat(stored("가").get("since")).hasToString("2019-03-05");
    assertThat(stored("나").get("since")).hasToString("2023-12-31");
    assertThat(stored("다").get("since")).hasToString("2024-01-02");
    assertThat(stored("라")).as("no day is made up").doesNotContainKey("since");
    assertThat(told(report, RowNote.Kind.CHANGED)).hasSize(2);
    assertThat(told(report, RowNote.Kind.LEFT_BLANK)).singleElement().asString().contains("2019.3");
  }

  @Test
  void zerosThatExcelTookOffAreBack() throws Exception {
    DataFile file =
        book(
            book -> {
              Sheet sheet =
                  sheet(
                      book,
                      "표",
                      row("시설명", "전화번호", "우편번호", "번호", "경도", "위도"),
                      row("가", 632815114, 4524, 7, 127.1, 35.8),
                      row("나", "=\"0632815114\"", "54980", "8", 127.1, 35.8));
              CellStyle zeros = book.createCellStyle();
              zeros.setDataFormat(book.createDataFormat().getFormat("0000"));
              sheet.getRow(1).getCell(3).setCellStyle(zeros);
            });
    ImportReport report = run(intoBundled("facilities", file));
    assertThat(report.problems()).isEmpty();
    List<Feature> all = List.copyOf(store.features("facilities").values());
    assertThat(all.get(0).properties())
        .containsEntry("phone", "0632815114")
        .containsEntry("postcode", "04524")
        .containsEntry("serialNumber", "0007");
    assertThat(all.get(1).properties()).containsEntry("phone", "0632815114");
    assertThat(told(report, RowNote.Kind.CHANGED)).hasSize(2).allMatch(s -> s.contains("0을 되살렸"));
  }

  private ImportRequest.Builder intoBundled(String layer, DataFile file) {
    return ImportRequest.of(
        new LayerFiles().readBundled().catalog().layer(layer).orElseThrow(), file, LoadMode.INSERT);
  }

  @Test
  void longNumbersThatLostDigitsAreNoCodes() throws Exception {
    ImportReport report =
        run(places("이름,주소,경도,위도\n가,5.21111E+18,127.1,35.8\n나,1E+3,127.1,35.8\n").skipBad(true));
    assertThat(report.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.place()).isEqualTo(2));
    assertThat(only().properties()).containsEntry("address", "1E+3");
  }

  @Test
  void badRowsComeBackAsTheyWere() throws Exception {
    Path bad = folder.resolve("bad.csv");
    String rows = "이름,주소,면적,경도,위도\n-나,=063,x,127.1,35.8\n'-다,+82-63-0,x,127.1,35.8\n";
    run(places(rows).skipBad(true).badRows(bad));
    String mended = Files.readString(bad).replace(",x,", ",12,");
    assertThat(mended).contains("'-나,'=063,12,", "''-다,'+82-63-0,");
    ImportReport report = run(places(file("mended.csv", mended)));
    assertThat(report.problems()).isEmpty();
    assertThat(report.columns()).as("what was added is no column of the file").isEmpty();
    assertThat(stored("-나")).containsEntry("address", "=063");
    assertThat(stored("-다")).as("as the first file meant it").containsEntry("address", "+82-63-0");
  }

  @Test
  void aFileOfWhichNothingIsKnownNeedsAYes() throws Exception {
    String unknown = "무엇,어디,경도,위도\n가,나,127.1,35.8\n";
    InvalidFileException e = refused(intoBundled("facilities", file("a.csv", unknown)));
    assertThat(e.reason().ko()).contains("무엇, 어디", "시설명", "--without-title");
    InvalidFileException nameless =
        refused(intoBundled("districts", file("b.geojson", area("\"sgg\":\"52111\""))));
    assertThat(nameless.reason().en()).contains("--without-title");
    assertThat(store.features("districts")).isEmpty();
    run(intoBundled("districts", file("b.geojson", area("\"sgg\":\"52111\""))).withoutTitle(true));
    assertThat(store.features("districts")).hasSize(1);
    run(intoBundled("districts", file("c.geojson", area("\"행정동\":\"노송동\""))));
    assertThat(store.features("districts")).hasSize(2);
  }

  private static String area(String properties) {
    return "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
        + properties
        + "},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[127,35],[127.1,35],[127.1,35.1],[127,35]]]]}}]}";
  }

  @Test
  void anIdIsMadeOfWhatWasComputed() throws Exception {
    String csv =
        "연번,읍면동코드,시군구코드,토지구분,본번,부번,빈집등급,지번주소\n"
            + "1,11200,45111,일반,101,3,활용대상,전주시 완산구 중노송동 101-3\n"
            + "2,11200,45111,산,12,0,활용대상,전주시 완산구 중노송동 산 12\n";
    ImportReport report =
        run(intoBundled("vacant-houses", file("a.csv", csv)).idFrom(List.of("pnu")));
    assertThat(report.problems()).isEmpty();
    assertThat(store.features("vacant-houses"))
        .containsOnlyKeys("5211111200101010003", "5211111200200120000");
    assertThat(report.columns())
        .anySatisfy(
            c -> {
              assertThat(c.header()).isEqualTo("연번");
              assertThat(c.reason().ko()).contains("관리번호나 id로 쓰지 않습니다");
            });
    ImportReport without =
        run(
            intoBundled("vacant-houses", file("b.csv", "지번주소,빈집등급\n노송동,활용대상\n"))
                .idFrom(List.of("필지고유번호")));
    assertThat(without.problems()).singleElement().extracting(RowProblem::column).isEqualTo("id");
  }

  @Test
  void aSerialNumberAsIdIsTold() throws Exception {
    String csv = HEADER + "1,가,노송동,1,1,,127.1,35.8\n";
    assertThat(told(run(places(csv).idFrom(List.of("연번"))), RowNote.Kind.CHECK))
        .singleElement()
        .asString()
        .contains("--id-prefix");
    ImportReport prefixed = run(places(csv).idFrom(List.of("연번")).idPrefix("2024"));
    assertThat(told(prefixed, RowNote.Kind.CHECK)).isEmpty();
  }

  @Test
  void groupsCountByColumnAndOutcome() throws Exception {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < 500; i++) {
      csv.append(i).append(",가,나,").append(i).append("평,x").append(i).append(",,127.1,35.8\n");
    }
    ImportReport report = run(places(csv.toString()));
    assertThat(report.groups())
        .extracting(g -> g.outcome().en() + " " + g.column() + " " + g.rows())
        .containsExactly("refused 이용인원 500", "changed 면적 500");
    assertThat(report.groups().get(0).examples()).hasSize(ImportReport.MOST_EXAMPLES);
    assertThat(report.groups().get(0).examples().get(0).place()).isEqualTo(2);
  }

  @Test
  void valuesWithoutAColumnNameAreTold() throws Exception {
    DataFile file =
        book(
            book ->
                sheet(
                    book,
                    "표",
                    row("이름", null, "경도", "위도"),
                    row("가", "남는 값", 127.1, 35.8, null, "옆에 적은 말")));
    ImportReport report = run(places(file));
    assertThat(only().properties()).containsOnlyKeys("name");
    assertThat(told(report, RowNote.Kind.LEFT_OUT))
        .extracting(s -> s.substring(0, 3))
        .containsExactly("2 B", "2 F");
  }

  @Test
  void aUnitInTheNameOfAGeoJsonPropertyCountsToo() throws Exception {
    String feature =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.1,35.8]},"
            + "\"properties\":{\"name\":\"가\",\"면적(평)\":10}}\n";
    ImportReport report = run(places(file("a.ndjson", feature)));
    assertThat(only().properties()).containsEntry("area", 33.06);
    assertThat(told(report, RowNote.Kind.CHANGED)).hasSize(1);
  }

  @Test
  void otherKindsOfWorkbookAreNamed() throws Exception {
    ByteArrayOutputStream old = new ByteArrayOutputStream();
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      book.createSheet("표").createRow(0).createCell(0).setCellValue("이름");
      book.write(old);
    }
    assertThat(refused(places(bytes("a.xls", old.toByteArray()))).reason().ko())
        .contains("옛 엑셀(xls)");
    try (POIFSFileSystem files = new POIFSFileSystem();
        XSSFWorkbook book = new XSSFWorkbook()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
      encryptor.confirmPassword("예시");
      book.createSheet("표");
      try (OutputStream out = encryptor.getDataStream(files)) {
        book.write(out);
      }
      ByteArrayOutputStream locked = new ByteArrayOutputStream();
      files.writeFilesystem(locked);
      assertThat(refused(places(bytes("a.xlsx", locked.toByteArray()))).reason().ko())
          .contains("암호가 걸린");
    }
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(open)) {
      zip.putNextEntry(new ZipEntry("mimetype"));
      zip.write("application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertThat(refused(places(bytes("a.ods", open.toByteArray()))).reason().en()).contains("ods");
    byte[] page = "<html><table><tr><td>이름</table>".getBytes(StandardCharsets.UTF_8);
    assertThat(refused(places(bytes("빈집.xls", page))).reason().ko()).contains("웹 페이지");
  }

  private DataFile bytes(String name, byte[] content) throws IOException {
    return DataFile.of(Files.write(folder.resolve(name), content));
  }
}
