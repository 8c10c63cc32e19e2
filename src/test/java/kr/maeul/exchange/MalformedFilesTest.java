package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.exchange.row.TextEncoding;
import kr.maeul.parts.Thorough;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedFilesTest extends ImportCase {
  private static final String POINT =
      "\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.1,35.8]}";
  private static final String FEATURE =
      "{\"type\":\"Feature\"," + POINT + ",\"properties\":{\"name\":\"가\"}}";

  /** More than a feature may have. */
  private static final int HUGE = Thorough.count(30_000_000, 100_000_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "이름,경도,위도\\n가,127.1,35.8\\n\"나,127.1,35.8\\n다,127.1,35.8\\n | 따옴표 | quote",
        "이름,경도,위도\\n가,127.1,35.8\\n\"나\"x,127.1,35.8\\n | 따옴표 | quote",
        "\\n\\n | 빈 파일 | empty",
        "이름,주소\\n가,나\\n | 경도와 위도 | longitude",
        "이름,경도\\n가,127\\n | 한 열만 | only one",
        "무엇,어디,위도,경도2\\n가,나,1,2\\n | 한 열만 | only one",
        "[{\"type\":\"Feature\"}] | 객체로 시작 | array",
        "{\"type\":\"FeatureCollection\",\"features\":[ | 끊겼는지 | cut off",
        "{\"type\":\"FeatureCollection\",\"features\":[FEATURE,{\"type\":\"Fea | 끊겼는지 | cut off",
        "{\"type\":\"FeatureCollection\",\"features\":[FEATURE] | 끊겼는지 | cut off",
        "{\"type\":\"FeatureCollection\",\"features\":[FEATURE]} x | 끊겼는지 | cut off",
        "{\"type\":\"FeatureCollection\",\"features\":[FEATURE]} [] | 다른 내용 | more after",
        "{\"type\":\"Topology\",\"objects\":{}} | TopoJSON | mapshaper",
        "{\"features\":[FEATURE]} | FeatureCollection도 | neither",
        "{\"type\":\"FeatureCollection\",\"features\":[FEATURE],\"features\":[]} | 두 번 | twice",
        "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::5186\"}},\"features\":[]} | --crs EPSG:5186 | --crs EPSG:5186",
        "{\"type\":\"FeatureCollection\",\"features\":[FEATURE],\"crs\":{\"properties\":{\"name\":\"EPSG:27700\"}}} | 좌표계 | crs",
      })
  void isRefusedAsAWhole(String text, String ko, String en) throws Exception {
    InvalidFileException e =
        refused(places(file("x.dat", text.replace("\\n", "\n").replace("FEATURE", FEATURE))));
    assertThat(e.reason().ko()).contains(ko).doesNotContainPattern("[a-z]{2,} [a-z]{2,} [a-z]{2,}");
    assertThat(e.reason().en()).containsIgnoringCase(en);
  }

  @Test
  void aBrokenFileIsRefusedEvenWhereBadRowsAreSkipped() throws Exception {
    DataFile file =
        file("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + FEATURE + ",");
    assertThat(refused(places(file).skipBad(true)).reason().en()).contains("Line 1");
  }

  @Test
  void tellsTheLineOfATruncatedDocument() throws Exception {
    DataFile file =
        file(
            "a.geojson",
            "{\"type\":\"FeatureCollection\",\n\"features\":[\n" + FEATURE + ",\n{\"type\":");
    assertThat(refused(places(file)).reason().en()).contains("Line 4");
  }

  @Test
  void shortAndLongRowsAreBad() throws Exception {
    ImportReport report =
        run(places("이름,주소,경도,위도\n가,나,127.1,35.8\n가,나,127.1\n가,나,다,127.1,35.8\n라,마,127.1,35.8,,\n"));
    assertThat(report.badRows()).isEqualTo(2);
    assertThat(report.problems()).extracting(RowProblem::place).containsExactly(3L, 4L);
    assertThat(stored()).isEmpty();
  }

  @Test
  void textThatIsNoText() throws Exception {
    byte[] cut = "이름,경도,위도\n가,127,35\n나".getBytes(StandardCharsets.UTF_8);
    DataFile utf8 =
        DataFile.of(
            Files.write(folder.resolve("cut.csv"), java.util.Arrays.copyOf(cut, cut.length - 1)));
    assertThat(refused(places(utf8)).reason().ko()).contains("3번째 줄", "끊겼습니다");
    DataFile neither =
        DataFile.of(
            Files.write(
                folder.resolve("x.csv"),
                new byte[] {'a', ',', 'b', '\n', (byte) 0xFF, (byte) 0xFF, '\n'}));
    assertThat(refused(places(neither)).reason().en()).contains("neither UTF-8 (line 2)");
  }

  @Test
  void headersThatExcelMangled() throws Exception {
    String twice = new String("이름들,경도값,위도값".getBytes(StandardCharsets.UTF_8), TextEncoding.CP949);
    for (String header : List.of(twice, "??,??,???", "\uFFFD\uFFFD,경도,위도")) {
      DataFile file = file("a.csv", header + "\n가,127.1,35.8\n");
      assertThat(refused(places(file)).reason().ko()).as(header).contains("깨져");
    }
  }

  @Test
  void otherKindsOfFile() throws Exception {
    for (byte[] head :
        List.of(
            new byte[] {'P', 'K', 3, 4, 0},
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0},
            new byte[] {0, 0, 0x27, 0x0A})) {
      InvalidFileException e =
          refused(places(DataFile.of(Files.write(folder.resolve("a.csv"), head))));
      assertThat(e.reason().en()).containsAnyOf("Excel", "shapefile");
    }
  }

  @Test
  void aLayerOfAreasTakesNoCsv() throws Exception {
    InvalidFileException e =
        refused(into("areas", file("a.csv", "name,lon,lat\na,1,2\n"), LoadMode.INSERT));
    assertThat(e.reason().en()).contains("takes MultiPolygon", "GeoJSON");
  }

  @Test
  void depthAndLengthOfNumbersAreBounded() throws Exception {
    String deep = FEATURE.replace("\"가\"", "[".repeat(200) + "]".repeat(200));
    String wide = FEATURE.replace("127.1", "1".repeat(2000));
    ImportReport report = run(places(file("a.ndjson", deep + "\n" + wide + "\n" + FEATURE + "\n")));
    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.problems()).extracting(RowProblem::place).containsExactly(1L, 2L);
    refused(
        places(file("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + deep + "]}")));
  }

  /** A feature of many megabytes is passed over: a row of the report, and hardly any memory. */
  @Test
  void aHugeLineIsOneBadRow() throws Exception {
    DataFile file =
        huge(
            "{\"type\":\"Feature\",\"properties\":{\"name\":\"",
            "\"}}\n" + FEATURE + "\n",
            "a.ndjson");
    isOneRowTooLarge(file);
  }

  @Test
  void aHugeFeatureOfADocumentIsOneBadRow() throws Exception {
    String head =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"coordinates\":[0";
    DataFile file = repeated(head, ",[1,2]", "]}}," + FEATURE + "]}", "a.geojson");
    isOneRowTooLarge(file);
  }

  @Test
  void aHugeTextOrCellEndsTheImport() throws Exception {
    String head =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"";
    refused(places(huge(head, "\"}}]}", "a.geojson")));
    refused(places(huge("이름,경도,위도\n\"", "\",127.1,35.8\n", "a.csv")));
  }

  private void isOneRowTooLarge(DataFile file) throws Exception {
    ImportReport report = run(places(file).skipBad(true));
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.reason().en()).contains("16 MiB"));
    assertThat(stored()).hasSize(1);
  }

  private static DataFile huge(String head, String tail, String name) {
    return repeated(head, "x".repeat(1000), tail, name);
  }

  private static DataFile repeated(String head, String part, String tail, String name) {
    byte[] block = part.repeat(10_000).getBytes(StandardCharsets.UTF_8);
    DataFile.Opener opener =
        () ->
            new SequenceInputStream(
                Collections.enumeration(
                    List.of(
                        bytes(head), new Repeated(block, HUGE / block.length + 1), bytes(tail))));
    return new DataFile(name, -1, opener);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same bytes again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] block;
    private int left;
    private int at;

    Repeated(byte[] block, int times) {
      this.block = block;
      this.left = times;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int off, int len) {
      if (at == block.length) {
        at = 0;
        left--;
      }
      if (left <= 0) {
        return -1;
      }
      int n = Math.min(len, block.length - at);
      System.arraycopy(block, at, to, off, n);
      at += n;
      return n;
    }
  }
}
