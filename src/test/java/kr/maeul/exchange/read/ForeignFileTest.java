package kr.maeul.exchange.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kr.maeul.layer.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFileTest {
  private static final String COMPOUND = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1....";

  private static Text latin(String text, String name) {
    return ForeignFile.of(text.getBytes(StandardCharsets.ISO_8859_1), name);
  }

  private static String wide(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  }

  @Test
  void filesOfTheCompoundFormat() {
    assertThat(latin(COMPOUND + wide("Workbook"), "a.xls").en()).contains("old Excel", "xlsx");
    assertThat(latin(COMPOUND + wide("EncryptedPackage"), "a.xlsx").ko()).contains("암호가 걸린");
    assertThat(latin(COMPOUND + wide("HwpSummaryInformation"), "a.hwp").ko()).contains("한글(hwp)");
    assertThat(latin(COMPOUND + wide("WordDocument"), "a.doc").en()).contains("Word");
    assertThat(latin(COMPOUND, "a.xls").en()).contains("old Excel", "hwp");
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7, PDF",
    "<html><body><table>, HTML",
    "' <!DOCTYPE HTML><title>', HTML",
    "<table border=1><tr>, HTML",
    "<?xml version='1.0'?><kml xmlns=''>, KML",
    "<?xml version='1.0'?><gpx>, GPX",
    "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>, 2003",
    "<?xml version='1.0'?><a>, XML",
    "Rar!, archive",
    "GIF89a, picture",
    "RIFFxxxxWEBP, picture",
  })
  void filesThatBeginWith(String head, String en) {
    Text named = latin(head, "a.xls");
    assertThat(named).as(head).isNotNull();
    assertThat(named.en()).contains(en);
    assertThat(named.ko()).isNotBlank();
  }

  @Test
  void aWebPageUnderTheNameOfAWorkbook() {
    byte[] page = "<html><meta charset=euc-kr>빈집".getBytes(Charset.forName("x-windows-949"));
    assertThat(ForeignFile.of(page, "빈집현황.xls").ko()).contains("이름은 엑셀이지만 웹 페이지", "xlsx");
    assertThat(ForeignFile.of(page, "a.html").ko()).doesNotContain("이름은");
    byte[] marked = "\uFEFF<html>".getBytes(StandardCharsets.UTF_8);
    assertThat(ForeignFile.of(marked, "a").en()).contains("HTML");
  }

  @Test
  void databasesAndPictures() {
    byte[] head = new byte[100];
    System.arraycopy("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII), 0, head, 0, 16);
    assertThat(ForeignFile.of(head, "a.db").en()).contains("SQLite");
    System.arraycopy("GPKG".getBytes(StandardCharsets.US_ASCII), 0, head, 68, 4);
    assertThat(ForeignFile.of(head, "a.gpkg").en()).contains("GeoPackage");
    assertThat(ForeignFile.of(new byte[] {0, 0, 0x27, 0x0A}, "a.shp").en()).contains("shapefile");
    assertThat(ForeignFile.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, "a").en())
        .contains("picture");
    assertThat(latin("\0\0\0\u0018ftypheic", "a.heic").en()).contains("picture");
  }

  @Test
  void dbaseTables() {
    byte[] head = new byte[200];
    byte[] fields = {3, 124, 5, 20, 2, 0, 0, 0, 97, 0};
    System.arraycopy(fields, 0, head, 0, fields.length);
    head[96] = '\r';
    assertThat(ForeignFile.of(head, "빈집.dbf").en()).contains("dBASE");
    head[96] = 0;
    assertThat(ForeignFile.of(head, "a.csv")).isNull();
  }

  @Test
  void tablesAndGeoJsonAreNoneOfThese() {
    for (String text : List.of("이름,경도\n가,1\n", "{\"type\":\"Feature\"}", "", "RI", "PDF,1")) {
      assertThat(ForeignFile.of(text.getBytes(StandardCharsets.UTF_8), "a.csv")).as(text).isNull();
    }
  }

  @Test
  void filesOfTheZipFormat() {
    assertThat(ForeignFile.ofZip(List.of("xl/workbook.bin"), "").en()).contains("xlsb");
    assertThat(
            ForeignFile.ofZip(
                    List.of("content.xml"), "application/vnd.oasis.opendocument.spreadsheet")
                .en())
        .contains("ods");
    assertThat(ForeignFile.ofZip(List.of("Contents/content.hpf"), "").en()).contains("hwpx");
    assertThat(ForeignFile.ofZip(List.of("word/document.xml"), "").en()).contains("Word");
    assertThat(ForeignFile.ofZip(List.of("빈집.SHP", "빈집.dbf"), "").en()).contains("shapefile");
    assertThat(ForeignFile.ofZip(List.of("doc.kml"), "").en()).contains("KML");
    assertThat(ForeignFile.ofZip(List.of("a.csv"), "").en()).contains("zip file");
  }

  @Test
  void jsonThatIsNoGeoJson() {
    assertThat(ForeignFile.ofJson(List.of("objects"), "Topology").en()).contains("TopoJSON");
    assertThat(ForeignFile.ofJson(List.of("geometryType", "features"), "").en()).contains("Esri");
    assertThat(ForeignFile.ofJson(List.of("data"), "").en()).contains("neither", "CSV");
  }
}
