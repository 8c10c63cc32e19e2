package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.Progress;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.feature.Feature;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.publishing.BinSweep;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.load.LoadRefusedException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/**
 * A survey, what people did with its houses, and the next survey: nothing of it is lost, and each
 * load can be taken back. On each database.
 */
abstract class LoadsContract extends LoadedHouses {
  private static final Path SURVEYS =
      Path.of(System.getenv().getOrDefault("MAEUL_TEST_SHARED", "../shared"))
          .resolve("data/municipal");
  private static final String FIRST =
      """
      관리번호,집이름,지번주소,연면적,방 수,건축연도,빈집등급,등급산정일자,비고,동의여부
      1,하나,중노송동 9101,50.5,2,1970,2등급,2019-10-15,잡초 무성,
      2,둘,중노송동 9102,60,3,1971,3등급,2019-10-15,,
      3,셋,중노송동 9103,70,4,1972,1등급,2019-10-15,,
      4,넷,중노송동 9104,80,5,1973,4등급,2019-10-15,,
      """;
  private static final String SECOND =
      """
      관리번호,집이름,지번주소,연면적,방 수,건축연도,빈집등급,비고,동의여부,조사년도
      1,,중노송동 9101,55.5,,1970,관리대상,지붕 무너짐,미동의,2024
      2,둘,중노송동 9102,61,7,1981,등외,,,2024
      3,셋,중노송동 9103,70,4,1972,1등급,,,
      5,다섯,중노송동 9105,90,6,1974,정비대상,,,2024
      """;

  @Test
  void whatPeopleKeepStaysWhateverTheNextSurveySays() throws Exception {
    run(csv("first.csv", FIRST));
    edit("1", Map.of("followUp", "agreed", "consent", "agreed", "leaseYears", 5L, "rooms", 9L));
    edit("1", Map.of("evidence", "confirmed", "floorAreaSquareMetres", 52.25));
    pin("1", 127.155, 35.824);
    edit("2", Map.of("staffNote", "열쇠는 통장 댁", "builtYear", 1975L));
    ImportReport report = run(csv("second.csv", SECOND).reportFile(folder.resolve("r.csv")));
    assertThat(report.result().inserted()).isEqualTo(1);
    assertThat(report.result().updated()).isEqualTo(2);
    assertThat(report.result().unchanged()).as("house 3 says the same").isEqualTo(1);

    Map<String, Object> one = house("1").properties();
    assertThat(one)
        .containsEntry("followUp", "agreed")
        .containsEntry("consent", "agreed")
        .containsEntry("leaseYears", 5L)
        .containsEntry("rooms", 9L)
        .containsEntry("evidence", "confirmed")
        .containsEntry("floorAreaSquareMetres", 52.25)
        .containsEntry("title", "하나")
        .containsEntry("staffNote", "잡초 무성");
    assertThat(one)
        .as("what nobody changed is as the survey says")
        .containsEntry("gradeRaw", "관리대상")
        .containsEntry("gradeScheme", "UNIFIED3")
        .containsEntry("grade", "manage")
        .containsEntry("surveyYear", 2024L);
    assertThat(house("1").geometry().getCoordinate()).isEqualTo(new Coordinate(127.155, 35.824));
    assertThat(house("2").properties())
        .containsEntry("builtYear", 1975L)
        .containsEntry("staffNote", "열쇠는 통장 댁")
        .containsEntry("floorAreaSquareMetres", 61.0)
        .as("a grade goes with the text from which it was derived")
        .containsEntry("gradeRaw", "등외")
        .doesNotContainKeys("grade", "gradeScheme");
    assertThat(house("4").properties()).as("not in the file").containsEntry("rooms", 5L);
    assertThat(kept(report)).containsExactlyInAnyOrder("연면적 1", "동의여부 1", "비고 1", "건축연도 1");
    assertThat(Files.readString(folder.resolve("r.csv")))
        .contains("2,연면적,있던 값 그대로 둠")
        .contains("파일: 55.5, 지금: 52.25")
        .contains("파일: 미동의, 지금: 동의");
    assertThat(report.result().kept()).isEqualTo(4);

    LoadRecord load = loads.list("vacant-houses", 1).get(0);
    assertThat(load.number()).isEqualTo(report.result().number());
    assertThat(load.file()).isEqualTo("second.csv");
    assertThat(load.mode()).isEqualTo("merge");
    assertThat(revisionsOf(load.number())).containsExactlyInAnyOrder("1 CHANGED", "2 CHANGED");
    Revision noted = edits.history(ALL, "1", 1).get(0);
    assertThat(noted.before().properties()).containsEntry("gradeRaw", "2등급");
    assertThat(noted.after().properties()).containsEntry("gradeRaw", "관리대상");
    assertThat(noted.author().reason()).contains(load.number() + "번", "second.csv");
  }

  @Test
  void anEditStaysThroughEveryLaterSurveyUntilItIsOverwrittenExpressly() throws Exception {
    run(csv("first.csv", FIRST));
    edit("2", Map.of("builtYear", 1975L));
    run(csv("second.csv", SECOND));
    ImportReport third = run(csv("third.csv", "관리번호,건축연도,연면적\n2,1982,62\n"));
    assertThat(house("2").properties())
        .containsEntry("builtYear", 1975L)
        .containsEntry("floorAreaSquareMetres", 62.0);
    assertThat(kept(third)).containsExactly("건축연도 1");
    ImportReport said =
        run(csv("third.csv", "관리번호,건축연도\n2,1982\n").overwrites(Set.of("builtYear")));
    assertThat(house("2").properties()).containsEntry("builtYear", 1982L);
    assertThat(kept(said)).isEmpty();
    ImportReport next = run(csv("fourth.csv", "관리번호,건축연도\n2,1983\n"));
    assertThat(house("2").properties()).as("nobody's any more").containsEntry("builtYear", 1983L);
    assertThat(loads.undo(next.result().number(), PLANNER, 10).leftFeatures()).isZero();
    assertThat(loads.undo(said.result().number(), PLANNER, 10).leftFeatures()).isZero();
    assertThat(house("2").properties()).containsEntry("builtYear", 1975L);
    run(csv("third.csv", "관리번호,건축연도\n2,1982\n"));
    assertThat(house("2").properties())
        .as("what came back is somebody's again")
        .containsEntry("builtYear", 1975L);
    edit("2", Map.of("builtYear", 1971L));
    run(csv("third.csv", "관리번호,건축연도\n2,1982\n"));
    assertThat(house("2").properties())
        .as("whoever changed it back has let go of it")
        .containsEntry("builtYear", 1982L);
  }

  @Test
  void evidenceDoesNotFallBack() throws Exception {
    run(
        csv("first.csv", FIRST)
            .fixed(Map.of("evidence", "reported", "evidenceDate", "2023-03-01")));
    ImportReport nothing = run(csv("a.csv", "관리번호,방 수\n1,3\n"));
    assertThat(house("1").properties())
        .as("a default is for new houses")
        .containsEntry("evidence", "reported");
    assertThat(kept(nothing)).isEmpty();
    ImportReport back =
        run(
            csv("b.csv", "관리번호,조사일자\n1,2024-03-01\n2,2024-03-01\n")
                .fixed(Map.of("evidence", "presumed")));
    assertThat(house("1").properties())
        .containsEntry("evidence", "reported")
        .as("its date stays with it")
        .containsEntry("evidenceDate", LocalDate.of(2023, 3, 1));
    assertThat(kept(back)).containsExactlyInAnyOrder("확인 상태 2", "조사일자 2");
    assertThat(back.result().unchanged()).isEqualTo(2);
    run(csv("c.csv", "관리번호\n1\n").fixed(Map.of("evidence", "confirmed")));
    assertThat(house("1").properties())
        .containsEntry("evidence", "confirmed")
        .as("the date was that of the report")
        .doesNotContainKey("evidenceDate");
    run(
        csv("d.csv", "관리번호\n1\n")
            .fixed(Map.of("evidence", "presumed"))
            .overwrites(Set.of("evidence")));
    assertThat(house("1").properties()).containsEntry("evidence", "presumed");
  }

  @Test
  void whatSaysMoreAboutAValueMovesWithItAlone() throws Exception {
    run(
        csv(
            "a.csv",
            "관리번호,집이름,확인 상태,판정근거,조사일자,빈집등급,등급산정일자\n"
                + "1,하나,신고,주민 알림,2023-03-01,활용대상,2023-07-01\n"
                + "2,둘,확정,현장 조사,2023-03-01,관리대상,2023-07-01\n"
                + "3,셋,확정,,,,\n"));
    edit("2", Map.of("evidence", "lifted", "gradeRaw", "정비대상", "grade", "clear"));
    String survey = "관리번호,조사일자,등급산정일자\n1,2024-03-01,2024-07-01\n2,2024-03-01,\n3,2024-03-01,\n";
    ImportReport silent = run(csv("b.csv", survey).reportFile(folder.resolve("r.csv")));
    assertThat(silent.result().unchanged()).as("says nothing of what it dates").isEqualTo(3);
    assertThat(house("1").properties())
        .containsEntry("evidence", "reported")
        .containsEntry("evidenceSource", "주민 알림")
        .containsEntry("evidenceDate", LocalDate.of(2023, 3, 1))
        .containsEntry("gradeDate", LocalDate.of(2023, 7, 1));
    assertThat(house("3").properties()).doesNotContainKey("evidenceDate");
    assertThat(kept(silent)).containsExactlyInAnyOrder("조사일자 3", "등급산정일자 1");
    assertThat(silent.result().kept()).isEqualTo(4);
    assertThat(Files.readString(folder.resolve("r.csv")))
        .contains("함께 바뀌어야 할 \"\"확인 상태\"\" 값이 파일에 없거나 쓰이지 않아")
        .contains("파일: 2024-03-01, 지금: 2023-03-01, id 1")
        .contains("파일: 2024-03-01, 지금: 비어 있음, id 3");

    ImportReport said =
        run(
            csv(
                "c.csv",
                "관리번호,확인 상태,조사일자,빈집등급\n"
                    + "1,신고,2024-04-01,\n2,확정,2024-04-01,활용대상\n3,확정,2024-04-01,\n"));
    assertThat(house("1").properties())
        .as("the same once more, on another day: the source was that of the day before")
        .doesNotContainKey("evidenceSource")
        .containsEntry("evidenceDate", LocalDate.of(2024, 4, 1));
    assertThat(cleared(said)).containsExactly("확인 근거 1");
    assertThat(house("2").properties())
        .as("what somebody changed stays with what says more about it, or came of its text")
        .containsEntry("evidence", "lifted")
        .containsEntry("evidenceDate", LocalDate.of(2023, 3, 1))
        .containsEntry("gradeRaw", "정비대상")
        .containsEntry("grade", "clear");
    assertThat(house("3").properties()).containsEntry("evidenceDate", LocalDate.of(2024, 4, 1));
    assertThat(kept(said)).containsExactlyInAnyOrder("확인 상태 1", "조사일자 1", "빈집등급 1", "등급 1");

    run(csv("d.csv", "관리번호,조사일자\n1,2024-05-01\n").overwrites(Set.of("evidenceDate")));
    assertThat(house("1").properties()).containsEntry("evidenceDate", LocalDate.of(2024, 5, 1));
    run(csv("e.csv", "관리번호,확인 상태,조사일자\n1,확정,2024-06-01\n"));
    assertThat(house("1").properties())
        .as("another value brings its own date, and leaves the source of the old one behind")
        .containsEntry("evidence", "confirmed")
        .containsEntry("evidenceDate", LocalDate.of(2024, 6, 1))
        .doesNotContainKey("evidenceSource");
  }

  @Test
  void aClaimIsNotPutTogetherFromTwoFiles() throws Exception {
    run(
        csv(
                "2019.csv",
                "관리번호,집이름,조사일자,빈집등급,등급산정일자,빈집점수\n"
                    + "1,하나,2019-06-30,2등급,2019-10-15,40\n"
                    + "2,둘,2019-06-30,활용대상,2019-10-15,30\n"
                    + "3,셋,2019-06-30,활용대상,2019-10-15,31\n"
                    + "4,넷,2019-06-30,정비대상,2019-10-15,90\n")
            .fixed(Map.of("evidence", "confirmed", "evidenceSource", "2019년 실태조사")));
    edit("4", Map.of("evidenceSource", "통장 확인"));
    Map<String, Map<String, String>> before = table();
    ImportReport next =
        run(
            csv(
                    "2024.csv",
                    "관리번호,조사일자,빈집등급,등급산정일자,방 수\n"
                        + "1,2024-05-20,2등급,2024-06-01,3\n"
                        + "2,2019-06-30,활용대상,,4\n"
                        + "3,2024-05-20,관리대상,,\n"
                        + "4,2024-05-20,,,7\n")
                .fixed(Map.of("evidence", "confirmed"))
                .reportFile(folder.resolve("r.csv")));
    assertThat(house("1").properties())
        .as("a new date, and nobody says by whom")
        .containsEntry("evidence", "confirmed")
        .containsEntry("evidenceDate", LocalDate.of(2024, 5, 20))
        .doesNotContainKey("evidenceSource")
        .containsEntry("gradeRaw", "2등급")
        .containsEntry("gradeDate", LocalDate.of(2024, 6, 1))
        .doesNotContainKey("gradeScore")
        .as("which of the schemes 2등급 is of, the date before said")
        .doesNotContainKeys("gradeScheme", "grade");
    assertThat(house("2").properties())
        .as("the claim of before once more, and nothing new of it")
        .containsEntry("evidenceSource", "2019년 실태조사")
        .containsEntry("evidenceDate", LocalDate.of(2019, 6, 30))
        .containsEntry("gradeDate", LocalDate.of(2019, 10, 15))
        .containsEntry("gradeScore", 30L)
        .containsEntry("rooms", 4L);
    assertThat(house("3").properties())
        .as("another grade leaves date and score of the old one behind")
        .containsEntry("grade", "manage")
        .doesNotContainKeys("gradeDate", "gradeScore", "evidenceSource");
    assertThat(house("4").properties())
        .as("no other date beside what somebody put right")
        .containsEntry("evidenceSource", "통장 확인")
        .containsEntry("evidenceDate", LocalDate.of(2019, 6, 30))
        .containsEntry("gradeScore", 90L)
        .containsEntry("rooms", 7L);
    assertThat(cleared(next)).containsExactlyInAnyOrder("확인 근거 2", "빈집 점수 2", "등급산정일자 1");
    assertThat(next.groups().toString())
        .contains("--set evidenceSource=…", "--set gradeScore=…", "--set gradeDate=…");
    assertThat(kept(next)).containsExactly("조사일자 1");
    assertThat(Files.readString(folder.resolve("r.csv")))
        .contains("지난 값: 2019년 실태조사, id 1")
        .contains("it was: 40")
        .contains("한 묶음인 값을 사람이 고쳐 두어")
        .doesNotContain("id 2");
    ImportReport source =
        run(
            csv("source.csv", "관리번호\n2\n")
                .fixed(Map.of("evidence", "confirmed", "evidenceSource", "2020년 확인점검")));
    assertThat(house("2").properties())
        .as("a new source without a date")
        .containsEntry("evidenceSource", "2020년 확인점검")
        .doesNotContainKey("evidenceDate");
    assertThat(cleared(source)).containsExactly("확인일 1");
    loads.undo(source.result().number(), PLANNER, 10);
    loads.undo(next.result().number(), PLANNER, 10);
    assertThat(table()).as("to the last value").isEqualTo(before);
  }

  @Test
  void aReplaceTakesNothingAwayThatIsInTheFileThoughItsRowIsBad() throws Exception {
    run(csv("first.csv", FIRST));
    Map<String, Map<String, String>> before = table();
    String bad = FIRST.replace("60,3,1971", "예순,3,1971").replace("70,4", "71,4");
    ImportReport report = runWithBad(request("bad.csv", bad, LoadMode.REPLACE));
    assertThat(report.badRows()).isEqualTo(1);
    assertThat(report.result().deleted()).isZero();
    assertThat(report.result().updated()).isEqualTo(1);
    assertThat(table()).containsOnlyKeys("1", "2", "3", "4");
    assertThat(table().get("2")).isEqualTo(before.get("2"));
    assertThat(report.remarks().toString()).contains("2 (3번째 줄)", "2 (line 3)", "1 feature stays");
    assertThat(report.result().kept()).isEqualTo(1);

    String few = bad.lines().limit(4).reduce("", (a, b) -> a + b + "\n");
    ImportReport gone = runWithBad(request("few.csv", few, LoadMode.REPLACE).allowDeleting(1));
    assertThat(gone.result().deleted()).isEqualTo(1);
    assertThat(table()).as("what the file does not have goes").containsOnlyKeys("1", "2", "3");
    loads.undo(gone.result().number(), PLANNER, 10);

    String nameless = bad.replace("\n2,둘", "\n,둘");
    ImportReport refused = runWithBad(request("nameless.csv", nameless, LoadMode.REPLACE));
    assertThat(refused.committed()).isFalse();
    assertThat(refused.refusal().ko()).contains("3번째 줄", "4개 가운데 1개", "--allow-deleting 1");
    assertThat(refused.refusal().en()).contains("line 3", "Mend the rows", "--allow-deleting 1");
    assertThat(table()).hasSize(4);
    String more = nameless + "2,둘,중노송동 9102,60,3,1971,3등급,2019-10-15,,\n";
    assertThat(runWithBad(request("more.csv", more, LoadMode.REPLACE)).committed())
        .as("nothing would go that the bad row may be about")
        .isTrue();
    ImportReport said =
        runWithBad(request("nameless.csv", nameless, LoadMode.REPLACE).allowDeleting(1));
    assertThat(said.result().deleted()).isEqualTo(1);
    assertThat(table()).containsOnlyKeys("1", "3", "4");
  }

  @Test
  void badRowsCountForTheIdsOfThoseAfterThem() throws Exception {
    String lots =
        "집이름,시군구코드,읍면동코드,토지구분,본번,부번,연면적\n"
            + "앞집,52111,11200,1,568,1,50\n"
            + "뒷집,52111,11200,1,568,1,60\n"
            + "옆집,52111,11200,1,569,0,70\n";
    run(request("a.csv", lots, LoadMode.MERGE).idFrom(List.of()));
    Map<String, Map<String, String>> before = table();
    assertThat(before).hasSize(3).containsKey("5211111200105680001:2");
    String bad = lots.replace("50\n", "쉰\n").replace("60\n", "61\n");
    for (List<String> idFrom : List.of(List.<String>of(), List.of("pnu", "#"))) {
      ImportReport report = runWithBad(request("b.csv", bad, LoadMode.REPLACE).idFrom(idFrom));
      assertThat(report.result().deleted()).as(idFrom.toString()).isZero();
      assertThat(report.remarks().toString()).contains("5211111200105680001 (2번째 줄)");
      assertThat(house("5211111200105680001").properties()).containsEntry("title", "앞집");
      assertThat(house("5211111200105680001:2").properties())
          .containsEntry("title", "뒷집")
          .containsEntry("floorAreaSquareMetres", 61.0);
      String lost = bad.replace("앞집,52111,11200,1,568,1,", "앞집,52111,11200,1,둘,1,");
      assertThat(runWithBad(request("c.csv", lost, LoadMode.REPLACE).idFrom(idFrom)).committed())
          .as("of which lot the bad row is cannot be read")
          .isFalse();
    }
  }

  @Test
  void takingALoadBackLeavesWhatWasDoneSince() throws Exception {
    run(csv("first.csv", FIRST));
    Map<String, Map<String, String>> before = table();
    long second = run(csv("second.csv", SECOND)).result().number();
    assertThat(table()).isNotEqualTo(before);
    FeatureLoads.Undone preview = loads.preview(second, PLANNER, 10);
    assertThat(preview.result().deleted()).isEqualTo(1);
    assertThat(preview.result().updated()).isEqualTo(2);
    assertThat(loads.list(null, 10)).as("a preview does nothing").hasSize(2);
    long undo = loads.undo(second, PLANNER, 10).result().number();
    assertThat(table()).as("to the last value").isEqualTo(before);
    assertThat(loads.one(second).orElseThrow().undoneBy()).isEqualTo(undo);
    assertThat(loads.one(undo).orElseThrow().undoes()).isEqualTo(second);
    assertThat(edits.bin(List.of(ALL), Instant.EPOCH, 10))
        .extracting(Revision::id)
        .containsExactly("5");
    assertThatThrownBy(() -> loads.undo(second, PLANNER, 10))
        .isInstanceOf(LoadRefusedException.class);
    loads.undo(undo, PLANNER, 10);
    assertThat(house("5").properties()).containsEntry("rooms", 6L);

    empty();
    long bare = run(csv("first.csv", FIRST)).result().number();
    loads.undo(run(csv("second.csv", SECOND)).result().number(), PLANNER, 10);
    FeatureLoads.Undone all = loads.undo(bare, PLANNER, 10);
    assertThat(all.left()).as("what was taken back is no work").isEmpty();
    assertThat(table()).isEmpty();

    empty();
    run(csv("first.csv", FIRST));
    long again = run(csv("second.csv", SECOND)).result().number();
    edit("1", Map.of("floorAreaSquareMetres", 57.0, "followUp", "negotiating"));
    edit("5", Map.of("rooms", 8L));
    remove("2");
    FeatureLoads.Undone undone = loads.undo(again, PLANNER, 10);
    assertThat(undone.leftFeatures()).isEqualTo(3);
    assertThat(undone.left())
        .containsExactlyInAnyOrder(
            new FeatureLoads.Left(
                "1", FeatureLoads.Reason.EDITED, List.of("floorAreaSquareMetres"), null),
            new FeatureLoads.Left("2", FeatureLoads.Reason.REMOVED, List.of(), null),
            new FeatureLoads.Left("5", FeatureLoads.Reason.EDITED, List.of(), null));
    assertThat(undone.later()).as("people did that").isEmpty();
    assertThatThrownBy(() -> loads.undo(again, PLANNER, 10))
        .isInstanceOfSatisfying(
            LoadRefusedException.class,
            e ->
                assertThat(e.reason().en())
                    .contains("(3) people changed or removed since")
                    .contains("maeul loads undo " + undone.result().number()));
    assertThat(house("1").properties())
        .containsEntry("floorAreaSquareMetres", 57.0)
        .containsEntry("followUp", "negotiating")
        .containsEntry("gradeRaw", "2등급")
        .containsEntry("grade", "reuse")
        .doesNotContainKey("surveyYear");
    assertThat(house("5").properties()).containsEntry("rooms", 8L);
  }

  @Test
  void aReplaceGoesThroughTheBinAndComesBack() throws Exception {
    run(csv("first.csv", FIRST));
    edit("4", Map.of("followUp", "works"));
    Map<String, Map<String, String>> before = table();
    String one = FIRST.lines().limit(2).reduce("", (a, b) -> a + b + "\n");
    ImportReport refused = run(request("one.csv", one, LoadMode.REPLACE));
    assertThat(refused.committed()).isFalse();
    assertThat(refused.refusal().ko()).contains("4개 가운데 3개");
    assertThat(table()).isEqualTo(before);
    String header = FIRST.lines().limit(1).reduce("", (a, b) -> a + b + "\n");
    for (LoadMode mode : LoadMode.values()) {
      ImportReport nothing = run(request("none.csv", header, mode).allowDeleting(100));
      assertThat(nothing.committed()).as(mode + " of a header alone").isFalse();
      assertThat(nothing.refusal().en()).contains("no record").doesNotContain("--allow-deleting");
      assertThat(table()).isEqualTo(before);
    }
    ImportReport said = run(request("one.csv", one, LoadMode.REPLACE).allowDeleting(3));
    assertThat(said.result().deleted()).isEqualTo(3);
    assertThat(said.result().unchanged()).isEqualTo(1);
    assertThat(revisionsOf(said.result().number()))
        .containsExactlyInAnyOrder("2 REMOVED", "3 REMOVED", "4 REMOVED");
    assertThat(edits.bin(List.of(ALL), Instant.EPOCH, 10)).hasSize(3);
    loads.undo(said.result().number(), PLANNER, 10);
    assertThat(table()).isEqualTo(before);

    ImportReport whole = run(request("second.csv", SECOND, LoadMode.UPSERT));
    assertThat(house("1").properties()).as("a whole row").doesNotContainKeys("title", "gradeDate");
    assertThat(revisionsOf(whole.result().number())).hasSize(3);
    loads.undo(whole.result().number(), PLANNER, 10);
    assertThat(table()).isEqualTo(before);
  }

  @Test
  void undoingTellsWhatALaterLoadTookAwayAndWhatComesBack() throws Exception {
    long first = run(csv("first.csv", FIRST)).result().number();
    String two = FIRST.lines().limit(3).reduce("", (a, b) -> a + b + "\n");
    long second = run(request("two.csv", two, LoadMode.REPLACE).allowDeleting(2)).result().number();
    FeatureLoads.Undone undone = loads.undo(first, PLANNER, 10);
    assertThat(undone.result().deleted()).isEqualTo(2);
    assertThat(undone.left())
        .containsExactlyInAnyOrder(
            new FeatureLoads.Left("3", FeatureLoads.Reason.REMOVED, List.of(), second),
            new FeatureLoads.Left("4", FeatureLoads.Reason.REMOVED, List.of(), second));
    assertThat(undone.ofUndone()).isZero();
    assertThat(loads.preview(second, PLANNER, 10).ofUndone()).isEqualTo(2);
    FeatureLoads.Undone back = loads.undo(second, PLANNER, 10);
    assertThat(back.result().inserted()).isEqualTo(2);
    assertThat(back.ofUndone()).as("rows of a load that is undone").isEqualTo(2);
    assertThat(table()).containsOnlyKeys("3", "4");
    assertThat(loads.undo(undone.result().number(), PLANNER, 10).ofUndone())
        .as("what it brings back is no more undone then")
        .isZero();
    assertThat(table()).hasSize(4);
  }

  @Test
  void loadsTakenBackInTheWrongOrderAreTakenBackToTheEnd() throws Exception {
    String before = "관리번호,집이름,방 수\n0,영,1\n1,하나,1\n6,여섯,1\n";
    run(csv("before.csv", before));
    Map<String, Map<String, String>> atFirst = table();
    long first = run(csv("first.csv", FIRST + "6,여섯,중노송동 9106,90,3,,,,,\n")).result().number();
    edit("3", Map.of("rooms", 9L));
    edit("6", Map.of("rooms", 8L));
    long second = run(csv("second.csv", SECOND)).result().number();
    FeatureLoads.Undone preview = loads.preview(first, PLANNER, 10);
    assertThat(preview.later()).containsExactly(new FeatureLoads.Share(second, 2));
    FeatureLoads.Undone wrong = loads.undo(first, PLANNER, 10);
    assertThat(wrong.later()).containsExactly(new FeatureLoads.Share(second, 2));
    assertThat(wrong.left())
        .as("what people did comes first, and no load is blamed for it")
        .extracting(FeatureLoads.Left::id, FeatureLoads.Left::by)
        .containsExactlyInAnyOrder(
            tuple("3", null), tuple("6", null), tuple("1", second), tuple("2", second));
    assertThat(wrong.left().subList(0, 2)).allSatisfy(l -> assertThat(l.by()).isNull());
    assertThat(table()).doesNotContainKey("4");
    assertThatThrownBy(() -> loads.undo(first, PLANNER, 10))
        .isInstanceOfSatisfying(
            LoadRefusedException.class,
            e ->
                assertThat(e.reason().ko())
                    .contains("먼저 maeul loads undo " + second, "그다음 maeul loads undo " + first));

    edit("1", Map.of("builtYear", 1999L));
    FeatureLoads.Undone then = loads.undo(second, PLANNER, 10);
    assertThat(then.more())
        .as("what the first undoing had to leave")
        .containsExactly(new FeatureLoads.Share(first, 2));
    FeatureLoads.Undone rest = loads.undo(first, PLANNER, 10);
    assertThat(rest.earlier()).containsExactly(wrong.result().number());
    assertThat(rest.result().deleted()).as("house 2").isEqualTo(1);
    assertThat(table()).as("3 and 6 people worked on").containsOnlyKeys("0", "1", "3", "6");
    assertThat(house("1").properties())
        .containsEntry("builtYear", 1999L)
        .containsEntry("rooms", 1L)
        .doesNotContainKeys("gradeRaw", "floorAreaSquareMetres");
    assertThat(house("6").properties()).containsEntry("rooms", 8L);
    assertThat(table().get("0")).isEqualTo(atFirst.get("0"));
    assertThatThrownBy(() -> loads.undo(first, PLANNER, 10))
        .isInstanceOfSatisfying(
            LoadRefusedException.class,
            e -> assertThat(e.reason().en()).contains("people changed or removed since"));

    loads.undo(rest.result().number(), PLANNER, 10);
    FeatureLoads.Undone redone = loads.undo(wrong.result().number(), PLANNER, 10);
    assertThat(table()).containsOnlyKeys("0", "1", "2", "3", "4", "6");
    assertThat(house("2").properties()).containsEntry("gradeRaw", "3등급");
    assertThatThrownBy(() -> loads.undo(first, PLANNER, 10))
        .isInstanceOfSatisfying(
            LoadRefusedException.class,
            e -> assertThat(e.reason().en()).contains("came back by load"));
    assertThat(redone.left())
        .containsExactly(
            new FeatureLoads.Left("1", FeatureLoads.Reason.EDITED, List.of("builtYear"), null));
  }

  @Test
  void whatALaterLoadBroughtAgainIsLeftAndTheLoadNamed() throws Exception {
    run(csv("first.csv", FIRST));
    Map<String, Map<String, String>> before = table();
    String two = FIRST.lines().limit(3).reduce("", (a, b) -> a + b + "\n");
    long without =
        run(request("two.csv", two, LoadMode.REPLACE).allowDeleting(2)).result().number();
    long again = run(csv("again.csv", "관리번호,집이름\n3,또 셋\n")).result().number();
    FeatureLoads.Undone undone = loads.undo(without, PLANNER, 10);
    assertThat(undone.left())
        .containsExactly(
            new FeatureLoads.Left("3", FeatureLoads.Reason.THERE_AGAIN, List.of(), again));
    assertThat(undone.later()).containsExactly(new FeatureLoads.Share(again, 1));
    assertThat(loads.undo(again, PLANNER, 10).more())
        .containsExactly(new FeatureLoads.Share(without, 1));
    loads.undo(without, PLANNER, 10);
    assertThat(table()).as("to the last value").isEqualTo(before);
  }

  @Test
  void onlyWhatHasNoPlaceAfterwardsIsWithoutOne() throws Exception {
    run(csv("first.csv", FIRST));
    pin("1", 127.15, 35.82);
    ImportReport report = run(csv("second.csv", SECOND));
    assertThat(report.result().updated()).isEqualTo(2);
    assertThat(report.withoutPlace()).as("one of four has its pin").isEqualTo(3);
    ImportReport again = run(csv("second.csv", SECOND).dryRun(true));
    assertThat(again.withoutPlace()).isEqualTo(3);
  }

  @Test
  void whatLacksMoreThanItsIdChangesWhatIsThere() throws Exception {
    Layer facilities = LAYERS.layer("facilities").orElseThrow();
    View view = facilities.viewFor(Audience.PLANNER);
    store.load(facilities, LoadMode.REPLACE).commit();
    String whole = "관리번호,시설명,경도,위도\na,하나,127.1,35.8\nb,둘,127.2,35.8\n";
    run(into(facilities, whole).headers(Map.of("관리번호", "id")));
    String part = "관리번호,전화번호\na,063-000-0000\nc,063-000-0001\n";
    ImportReport report =
        new Importer(store, new CrsRegistry())
            .run(
                into(facilities, part).headers(Map.of("관리번호", "id")).skipBad(true).build(),
                Progress.NONE);
    assertThat(report.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.place()).isEqualTo(3));
    assertThat(report.result().updated()).isEqualTo(1);
    assertThat(store.one(view, "a").orElseThrow().values().values()).contains("하나", "063-000-0000");
    assertThat(store.count(view, List.of())).isEqualTo(2);
  }

  private static ImportRequest.Builder into(Layer layer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DataFile file = new DataFile("a.csv", bytes.length, () -> new ByteArrayInputStream(bytes));
    return ImportRequest.of(layer, file, LoadMode.MERGE);
  }

  @Test
  void whatSomebodyTookAwayStaysInTheBin() throws Exception {
    run(csv("first.csv", FIRST));
    remove("3");
    ImportReport next = run(csv("second.csv", SECOND));
    assertThat(table()).doesNotContainKey("3").containsKey("5");
    assertThat(next.notes().toString()).contains("휴지통");
    assertThat(next.result().kept()).isPositive();
    assertThat(edits.bin(List.of(ALL), Instant.EPOCH, 10)).hasSize(1);
    ImportReport expressly = run(request("second.csv", SECOND, LoadMode.UPSERT));
    assertThat(table()).containsKey("3");
    // What a load took away, a load may bring back.
    loads.undo(expressly.result().number(), PLANNER, 10);
  }

  @Test
  void theBinForgetsAndUndoingSaysSo() throws Exception {
    run(csv("first.csv", FIRST));
    long none =
        run(request("none.csv", "관리번호,집이름\n9,아홉\n", LoadMode.REPLACE).allowDeleting(4))
            .result()
            .number();
    edits.sweep(Clock.systemUTC().instant().plus(BinSweep.KEPT));
    FeatureLoads.Undone undone = loads.undo(none, PLANNER, 10);
    assertThat(undone.result().inserted()).isZero();
    assertThat(undone.leftFeatures()).isEqualTo(4);
    assertThat(undone.left())
        .containsExactly(
            new FeatureLoads.Left(null, FeatureLoads.Reason.FORGOTTEN, List.of(), null));
  }

  @Test
  void aHouseKnowsTheLoadsThatTouchedIt() throws Exception {
    long first = run(csv("first.csv", FIRST)).result().number();
    long second = run(csv("second.csv", SECOND)).result().number();
    long undo = loads.undo(second, PLANNER, 10).result().number();
    List<FeatureLoads.Touch> touches = loads.touching("vacant-houses", "1");
    assertThat(touches).extracting(t -> t.load().number()).containsExactly(first, second, undo);
    assertThat(touches)
        .extracting(FeatureLoads.Touch::kind)
        .containsExactly(Revision.Kind.CREATED, Revision.Kind.CHANGED, Revision.Kind.RESTORED);
    assertThat(touches.get(1).properties())
        .contains("gradeRaw", "surveyYear")
        .doesNotContain("title");
    assertThat(loads.touching("vacant-houses", "3")).hasSize(1);
  }

  @Test
  void twoRealSurveysWithWhatPeopleDidBetweenThem() throws Exception {
    Path survey2019 = SURVEYS.resolve("survey_2019_admin_layout.xlsx");
    Path survey2024 = SURVEYS.resolve("survey_2024_second_cp949.csv");
    Assumptions.assumeTrue(Files.exists(survey2019), "the shared surveys are not here");
    run(
        ImportRequest.of(HOUSES, DataFile.of(survey2019), LoadMode.MERGE)
            .blankBad(true)
            .skipBad(true));
    assertThat(table()).hasSize(3120);
    ImportRequest.Builder next =
        ImportRequest.of(HOUSES, DataFile.of(survey2024), LoadMode.MERGE)
            .blankBad(true)
            .skipBad(true);
    Map<String, Map<String, String>> surveyed = table();
    ImportReport tried = runWithBad(next);
    assertThat(tried.badRows()).as("one of several on a lot, and which one?").isPositive();
    assertThat(tried.problems()).allMatch(p -> p.reason().en().contains("houses on its lot"));
    long trial = tried.result().number();
    List<String> changed = revisionsOf(trial).stream().map(r -> r.split(" ")[0]).sorted().toList();
    loads.undo(trial, PLANNER, 10);
    assertThat(table()).isEqualTo(surveyed);

    Map<String, Feature> edited = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      String id = changed.get(i * (changed.size() / 20));
      Map<String, Object> values = new HashMap<>();
      values.put("followUp", i % 2 == 0 ? "negotiating" : "agreed");
      values.put("consent", "listed");
      values.put("consentDate", LocalDate.of(2023, 5, 1 + i));
      values.put("leaseYears", 5L + i);
      values.put("rooms", 2L + i % 4);
      values.put("staffNote", "전화로 확인 " + i);
      values.put("evidence", "confirmed");
      values.put("floorAreaSquareMetres", 33.25 + i);
      boolean isReuse = "reuse".equals(house(id).properties().get("grade"));
      values.put("grade", isReuse ? "clear" : "reuse");
      edit(id, values);
      pin(id, 127.15 + i / 1000.0, 35.82);
      edited.put(id, house(id));
    }
    Map<String, Map<String, String>> before = table();
    ImportReport report = runWithBad(next);
    assertThat(report.result().inserted()).isGreaterThan(100);
    assertThat(revisionsOf(report.result().number()))
        .as("a revision for every changed row")
        .hasSize((int) report.result().updated());
    Map<String, Map<String, String>> after = table();
    long different =
        before.keySet().stream().filter(id -> !before.get(id).equals(after.get(id))).count();
    assertThat(different).isEqualTo(report.result().updated());
    edited.forEach(
        (id, was) -> {
          Feature now = house(id);
          assertThat((Object) now.geometry()).as(id).isEqualTo(was.geometry());
          for (String name :
              List.of(
                  "followUp",
                  "consent",
                  "consentDate",
                  "leaseYears",
                  "rooms",
                  "staffNote",
                  "evidence",
                  "floorAreaSquareMetres",
                  "grade")) {
            assertThat(now.properties()).containsEntry(name, was.properties().get(name));
          }
          assertThat(now.properties()).containsEntry("surveyYear", 2024L);
        });
    FeatureLoads.Undone undone = loads.undo(report.result().number(), PLANNER, 10);
    assertThat(undone.leftFeatures()).isZero();
    assertThat(table()).as("to the last value").isEqualTo(before);
    loads.undo(undone.result().number(), PLANNER, 10);
    assertThat(table()).isEqualTo(after);
  }
}
