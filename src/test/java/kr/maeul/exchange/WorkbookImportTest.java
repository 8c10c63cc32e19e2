package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.feature.Feature;
import org.junit.jupiter.api.Test;

class WorkbookImportTest extends ImportCase {
  private static final List<String> HEADER =
      List.of("이름", "경도", "위도", "이용가능인원수", "개소일", "면적", "코드");

  private DataFile workbook(byte[] bytes) throws IOException {
    return DataFile.of(Files.write(folder.resolve("시설.xlsx"), bytes));
  }

  private DataFile workbook(List<?>... rows) throws IOException {
    return workbook(Workbook.of(List.of(rows)));
  }

  @Test
  void readsTextsNumbersDatesAndSavedFormulas() throws Exception {
    ImportReport report =
        run(
            places(
                workbook(
                    HEADER,
                    List.of(
                        "경로당 <하나> & 둘",
                        Workbook.number("127.15"),
                        Workbook.number("35.82"),
                        Workbook.number("1.2E2"),
                        Workbook.date(45296),
                        Workbook.number("62.400000000000006"),
                        Workbook.formula("CONCATENATE(\"A\",1)", "A7")))));
    assertThat(report.format()).startsWith("XLSX").contains("빈집");
    assertThat(report.problems()).isEmpty();
    Feature place = only();
    assertThat(place.properties())
        .containsEntry("name", "경로당 <하나> & 둘")
        .containsEntry("people", 120L)
        .containsEntry("area", 62.4)
        .as("a formula is what was saved with it")
        .containsEntry("code", "A7");
    assertThat(place.properties().get("since")).hasToString("2024-01-05");
  }

  @Test
  void rowsKeepTheirNumbersAndMayBeShort() throws Exception {
    ImportReport report =
        run(
            places(
                    workbook(
                        HEADER,
                        List.of("가", "127.1", "35.8"),
                        List.of(),
                        List.of("나", "127.1", "35.8", "많음")))
                .skipBad(true));
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.problems()).singleElement();
    assertThat(report.problems().get(0).place()).isEqualTo(4);
    assertThat(report.problems().get(0).column()).isEqualTo("이용가능인원수");
  }

  @Test
  void aNumberThatLostDigitsIsNoCode() throws Exception {
    ImportReport report =
        run(
            places(
                workbook(
                    List.of("이름", "경도", "위도", "코드"),
                    List.of("가", "127.1", "35.8", Workbook.number("5211112000100120000")))));
    assertThat(report.problems()).singleElement();
    assertThat(report.problems().get(0).column()).isEqualTo("코드");
  }

  @Test
  void aZipThatIsNoWorkbookIsRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("places.csv"));
      zip.closeEntry();
    }
    assertThat(refused(places(workbook(bytes.toByteArray()))).reason().en()).contains("zip file");
  }

  @Test
  void aBrokenOneIsRefused() throws Exception {
    byte[] whole = Workbook.of(List.of(HEADER, List.of("가", "127.1", "35.8")));
    for (int length : new int[] {4, 100, whole.length / 2, whole.length - 10}) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThat(refused(places(workbook(cut))).reason().ko()).contains("xlsx");
    }
  }

  @Test
  void whatUnpacksToTooMuchIsRefused() throws Exception {
    byte[] texts = Workbook.blownUp("xl/sharedStrings.xml", 65);
    assertThat(texts.length).as("the file itself is small").isLessThan(1 << 18);
    assertThat(refused(places(workbook(texts))).reason().en()).contains("unpacks to more");
    byte[] other = Workbook.blownUp("xl/theme/theme1.xml", 17);
    assertThat(refused(places(workbook(other))).reason().en()).contains("unpacks to more");
  }

  @Test
  void aCellBeyondTheLastColumnIsRefused() throws Exception {
    for (String name : List.of("r=\"ZZZZZZ1\"", "r='ABCD9'", "r = \"AAAAAAAA1\"")) {
      byte[] file = Workbook.ofSheet("<row r=\"1\"><c " + name + "><v>1</v></c></row>", "");
      assertThat(refused(places(workbook(file))).reason().en()).contains("no sheet has room");
    }
    byte[] wide = Workbook.ofSheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", "");
    assertThat(refused(places(workbook(wide))).reason().en()).contains("columns");
  }

  @Test
  void entitiesAreNotResolved() throws Exception {
    String secret = Files.writeString(folder.resolve("secret.txt"), "비밀").toUri().toString();
    String prolog =
        "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x SYSTEM \""
            + secret
            + "\">]>";
    for (String entity : List.of("&b;", "&x;")) {
      byte[] file =
          Workbook.ofSheet(
              "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>이름" + entity + "</t></is></c></row>",
              prolog);
      InvalidFileException e = refused(places(workbook(file)));
      assertThat(e.reason().ko()).doesNotContain("비밀", "aaaa");
    }
  }
}
