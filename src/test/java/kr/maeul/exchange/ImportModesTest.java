package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.exchange.row.TextEncoding;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.Test;

class ImportModesTest extends ImportCase {
  private static final String TWO = "관리번호,이름,경도,위도\n1,가,127.1,35.8\n2,나,127.2,35.9\n";
  private static final String ONE_BAD = TWO + "3,다,,\n4,라,127.3,35.7\n";

  private DataFile two() throws Exception {
    return file("두 곳.csv", TWO);
  }

  @Test
  void insertRefusesIdsThatAreThere() throws Exception {
    run(places(two()));
    ImportReport report = run(places(file("b.csv", TWO + "3,다,127,35\n")));
    assertThat(report.committed()).isFalse();
    assertThat(report.badRows()).isEqualTo(2);
    assertThat(report.problems()).extracting(RowProblem::place).containsExactly(2L, 3L);
    assertThat(report.problems().get(0).reason().ko()).contains("이미 있는 id", "merge");
    assertThat(stored()).hasSize(2);
  }

  @Test
  void insertGivesIdsWhereThereAreNone() throws Exception {
    run(places("이름,경도,위도\n가,127.1,35.8\n나,127.1,35.8\n"));
    assertThat(stored()).hasSize(2);
  }

  @Test
  void upsertReplacesAndAdds() throws Exception {
    run(places(two()));
    ImportReport report =
        run(
            into(
                "places",
                file("b.csv", "관리번호,이름,경도,위도\n2,바뀜,127,35\n3,새,127,35\n"),
                LoadMode.UPSERT));
    assertThat(report.result().updated()).isEqualTo(1);
    assertThat(report.result().inserted()).isEqualTo(1);
    assertThat(store.features("places").get("2").properties()).containsEntry("name", "바뀜");
  }

  @Test
  void rowsWithoutIdsAreKnownByTheirContent() throws Exception {
    String rows = "이름,경도,위도\n가,127,35\n나,127,35\n가,127,35\n가,128,35\n";
    ImportReport first = run(into("places", file("a.csv", rows), LoadMode.UPSERT));
    assertThat(first.idsFromContent()).isEqualTo(4);
    assertThat(first.result().inserted()).isEqualTo(4);
    ImportReport again = run(into("places", file("a.csv", rows), LoadMode.UPSERT));
    assertThat(again.result().inserted()).isZero();
    assertThat(again.result().unchanged()).isEqualTo(4);
    String feature =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127,35]},\"properties\":{\"name\":\"나\"}}\n";
    ImportReport same = run(into("places", file("a.ndjson", feature), LoadMode.UPSERT));
    assertThat(same.result().unchanged()).isEqualTo(1);
    assertThat(store.features("places")).hasSize(4);
  }

  @Test
  void replaceRemovesTheRest() throws Exception {
    run(places(two()));
    ImportReport report =
        run(
            into("places", file("b.csv", "관리번호,이름,경도,위도\n9,새,127,35\n"), LoadMode.REPLACE)
                .allowDeleting(2));
    assertThat(report.result().deleted()).isEqualTo(2);
    assertThat(store.features("places")).containsOnlyKeys("9");
  }

  @Test
  void replaceByAlmostNothingIsRefusedUnlessSaid() throws Exception {
    StringBuilder twenty = new StringBuilder("관리번호,이름,경도,위도\n");
    for (int i = 1; i <= 20; i++) {
      twenty.append(i).append(",곳 ").append(i).append(",127,35\n");
    }
    run(places(file("a.csv", twenty.toString())));
    String header = twenty.substring(0, twenty.indexOf("1,"));
    String bad = header + "1,가,동경,북위\n2,나,동경,북위\n";
    String few = twenty.substring(0, twenty.indexOf("\n18,") + 1); // 3 of 20 are gone
    ImportReport refused = run(into("places", file("b.csv", few), LoadMode.REPLACE).skipBad(true));
    assertThat(refused.committed()).isFalse();
    assertThat(refused.refusal().en())
        .contains("3 of the layer's 20 features", "--allow-deleting 3");
    assertThat(stored()).hasSize(20);
    String empty = "{\"type\":\"FeatureCollection\",\"features\":[]}";
    for (LoadMode mode : LoadMode.values()) {
      for (DataFile nothing :
          List.of(file("b.csv", header), file("c.csv", bad), file("d.geojson", empty))) {
        ImportReport report = run(into("places", nothing, mode).skipBad(true).allowDeleting(100));
        assertThat(report.committed()).as(mode + " " + nothing.name()).isFalse();
        assertThat(report.refusal().en())
            .startsWith(nothing.name().equals("c.csv") ? "No row" : "There is nothing")
            .doesNotContain("--allow-deleting");
        assertThat(stored()).hasSize(20);
      }
    }
    String most = twenty.substring(0, twenty.indexOf("\n19,") + 1); // a tenth is gone
    assertThat(run(into("places", file("b.csv", most), LoadMode.REPLACE)).committed()).isTrue();
    String one = twenty.substring(0, twenty.indexOf("\n2,") + 1);
    ImportReport said = run(into("places", file("b.csv", one), LoadMode.REPLACE).allowDeleting(17));
    assertThat(said.result().deleted()).isEqualTo(17);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void replaceKeepsWhatABadFeatureOfGeoJsonIsAbout() throws Exception {
    String feature =
        "{\"type\":\"Feature\",\"id\":%s,\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,35.8]},"
            + "\"properties\":{\"name\":\"곳 %s\",\"people\":%s}}\n";
    String good = "";
    for (int i = 1; i <= 3; i++) {
      good += feature.formatted(i, "127.1", i, i);
    }
    run(into("places", file("a.ndjson", good), LoadMode.REPLACE));
    String bad =
        feature.formatted(1, "127.1", 1, "\"많음\"")
            + feature.formatted(2, "\"동경\"", 2, 2)
            + feature.formatted(3, "127.1", 3, 3);
    ImportReport report =
        run(into("places", file("b.ndjson", bad), LoadMode.REPLACE).skipBad(true));
    assertThat(report.badRows()).isEqualTo(2);
    assertThat(report.result().deleted()).isZero();
    assertThat(store.features("places")).containsOnlyKeys("1", "2", "3");
    assertThat(report.remarks().toString()).contains("1 (1번째 줄), 2 (2번째 줄)");
    String broken = bad.replaceFirst("\"id\":1", "\"id\":1,,");
    ImportReport refused =
        run(into("places", file("c.ndjson", broken), LoadMode.REPLACE).skipBad(true));
    assertThat(refused.committed()).isFalse();
    assertThat(refused.refusal().en()).contains("may be about any feature");
    assertThat(stored()).hasSize(3);
  }

  @Test
  void mergeWritesWhatTheFileSays() throws Exception {
    run(places(file("a.csv", "관리번호,이름,주소,경도,위도\n1,가,옛길 1,127,35\n2,나,옛길 2,127,35\n")));
    ImportReport report =
        run(into("places", file("b.csv", "관리번호,이름,주소\n1,바뀜,\n2,,새길 2\n"), LoadMode.MERGE));
    assertThat(report.problems()).as("no location is said, and none is needed").isEmpty();
    assertThat(report.result().updated()).isEqualTo(2);
    assertThat(store.features("places").get("1").properties())
        .containsEntry("name", "바뀜")
        .containsEntry("address", "옛길 1");
    assertThat(store.features("places").get("2").properties())
        .containsEntry("name", "나")
        .containsEntry("address", "새길 2");
    ImportReport bad =
        run(into("places", file("c.csv", "관리번호,이름,주소\n1,,새길 1\n3,새,\n"), LoadMode.MERGE));
    assertThat(bad.problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.place()).isEqualTo(3);
              assertThat(p.reason().en()).contains("none of id 3 to change");
            });
    assertThat(bad.committed()).isFalse();
  }

  @Test
  void oneBadRowKeepsOutAll() throws Exception {
    ImportReport report = run(into("places", file("a.csv", ONE_BAD), LoadMode.REPLACE));
    assertThat(report.rows()).isEqualTo(4);
    assertThat(report.badRows()).isEqualTo(1);
    assertThat(report.committed()).isFalse();
    assertThat(stored()).isEmpty();
  }

  @Test
  void skipBadKeepsTheOthers() throws Exception {
    ImportReport report = run(places(file("a.csv", ONE_BAD)).skipBad(true));
    assertThat(report.committed()).isTrue();
    assertThat(store.features("places")).containsOnlyKeys("1", "2", "4");
  }

  @Test
  void skipBadMakesNoLoadOfNothing() throws Exception {
    String bad = "관리번호,이름,경도,위도\n1,가,동경,북위\n";
    for (LoadMode mode : LoadMode.values()) {
      ImportReport report = run(into("places", file("b.csv", bad), mode).skipBad(true));
      assertThat(report.committed()).as(mode.name()).isFalse();
      assertThat(report.refusal().ko()).contains("하나도 없습니다");
    }
    assertThat(stored()).isEmpty();
  }

  /** Also where there is nothing to lose: who loads the wrong sheet is to hear of it. */
  @Test
  void aFileOfNoRecordIsNoLoad() throws Exception {
    List<String> nothing =
        List.of(
            "{\"type\":\"FeatureCollection\",\"features\":[]}",
            "관리번호,이름,경도,위도\n",
            "관리번호,이름,경도,위도\n합계,,,\n");
    for (LoadMode mode : LoadMode.values()) {
      for (String text : nothing) {
        String name = text.startsWith("{") ? "a.geojson" : "a.csv";
        ImportReport report =
            run(into("places", file(name, text), mode).skipBad(true).allowDeleting(5));
        assertThat(report.committed()).as(mode + text).isFalse();
        assertThat(report.refusal().ko()).as(mode + text).contains("하나도 없습니다", "머리글만");
        assertThat(report.refusal().en()).contains("nothing to import");
      }
    }
  }

  @Test
  void dryRunKeepsNothingAndFindsTheSame() throws Exception {
    run(places(two()));
    ImportReport report = run(places(file("a.csv", ONE_BAD)).dryRun(true).skipBad(true));
    assertThat(report.committed()).isFalse();
    assertThat(report.badRows()).isEqualTo(3);
    assertThat(stored()).hasSize(2);
  }

  @Test
  void anIdThatStandsTwiceIsBadWhereItStandsAgain() throws Exception {
    ImportReport report = run(places(file("a.csv", TWO + "1,다시,127,35\n")).skipBad(true));
    assertThat(report.problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.place()).isEqualTo(4);
              assertThat(p.reason().ko()).contains("2번째 줄");
            });
    assertThat(store.features("places").get("1").properties()).containsEntry("name", "가");
  }

  @Test
  void rowsThatAreAlikeAreCounted() throws Exception {
    String alike = "이름,경도,위도\n가,127,35\n가,127,35\n나,127,35\n가,127,35\n";
    run(into("places", file("a.csv", alike), LoadMode.UPSERT).idFrom(List.of("이름", "#")));
    assertThat(store.features("places")).containsOnlyKeys("가", "가:2", "나", "가:3");
  }

  @Test
  void reportsTheFirstHundredAndCountsAll() throws Exception {
    StringBuilder text = new StringBuilder("이름,경도,위도\n");
    text.append("가,,\n".repeat(250));
    ImportReport report = run(places(text.toString()));
    assertThat(report.badRows()).isEqualTo(250);
    assertThat(report.problems()).hasSize(ImportReport.MOST_PROBLEMS);
  }

  @Test
  void badRowsOfACsvFileOpenInExcelAndDoNoHarm() throws Exception {
    Path bad = folder.resolve("잘못된 행.csv");
    String text =
        "관리번호,이름,주소,경도,위도\n1,가,\"=HYPERLINK(\"\"http://x\"\")\",,\n2,나,+82-63-1,,\n3,다,-12.5,,\n5,마,@x,127.1,35.8\n5,바,-x,127.1,35.8\n6,사,나,1\n7,아,나,1,2,3\n";
    ImportReport report = run(places(file("a.csv", text, TextEncoding.CP949)).badRows(bad));
    assertThat(report.badRows()).isEqualTo(6);
    List<String> lines = Files.readAllLines(bad, StandardCharsets.UTF_8);
    assertThat(lines.get(0)).isEqualTo("\uFEFF관리번호,이름,주소,경도,위도,줄,오류,error");
    assertThat(lines.get(1))
        .startsWith("1,가,\"'=HYPERLINK(\"\"http://x\"\")\",,,2,")
        .contains("위치가 없습니다", "has no geometry");
    assertThat(lines.get(2)).startsWith("2,나,'+82-63-1,");
    assertThat(lines.get(3)).startsWith("3,다,-12.5,");
    assertThat(lines.get(4)).startsWith("6,사,나,1,,7,");
    assertThat(lines.get(5)).startsWith("7,아,나,1,\"2,3\",8,");
    assertThat(lines.get(6)).startsWith("5,바,'-x,127.1,35.8,6,").contains("5번째 줄");
    assertThat(lines).hasSize(7);
  }

  @Test
  void mendedBadRowsCanBeImportedAgain() throws Exception {
    Path bad = folder.resolve("bad.csv");
    run(places(file("a.csv", ONE_BAD)).skipBad(true).badRows(bad));
    String mended = Files.readString(bad).replace("3,다,,", "3,다,127.5,35.5");
    ImportReport report = run(places(file("mended.csv", mended)));
    assertThat(report.problems()).isEmpty();
    assertThat(store.features("places")).hasSize(4).containsKey("3");
  }

  @Test
  void badRowsOfGeoJsonAreLinesWithReasons() throws Exception {
    Path bad = folder.resolve("bad.ndjson");
    String text =
        "{\"type\":\"Feature\",\"id\":\"x\",\"geometry\":null,\"properties\":{\"시설명\":\"가\",\"폭\":1}}\nnot json\n"
            + "{\"type\":\"Feature\",\"id\":\"y\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{\"name\":\"나\"}}\n"
                .repeat(2);
    run(places(file("a.ndjson", text)).badRows(bad));
    List<String> lines = Files.readAllLines(bad);
    assertThat(lines).hasSize(3);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.at("/properties/시설명").asText()).isEqualTo("가");
    assertThat(first.at("/errors/0/ko").asText()).contains("위치");
    assertThat(first.at("/line").asInt()).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(lines.get(2)).at("/errors/0/en").asText())
        .contains("line 3");
  }

  @Test
  void noBadRowsMakeNoFile() throws Exception {
    Path bad = folder.resolve("bad.csv");
    run(places(two()).badRows(bad));
    assertThat(bad).doesNotExist();
  }
}
