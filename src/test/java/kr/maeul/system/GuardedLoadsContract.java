package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRefusedException;
import org.junit.jupiter.api.Test;

/**
 * What a load must be asked for, or may not do at all, since it would change what a person said of
 * a house: it goes to another house, or comes onto the map again. On each database.
 */
abstract class GuardedLoadsContract extends LoadedHouses {
  private static final View PUBLIC = HOUSES.viewFor(Audience.PUBLIC);
  private static final String LOT = "5211112000191010003";

  /** Without an id of its own: known by the parcel. */
  private static ImportRequest.Builder byParcel(String text, LoadMode mode) {
    return request("lots.csv", text, mode).idFrom(List.of());
  }

  private String wing(String id) {
    return String.valueOf(house(id).properties().get("buildingWing"));
  }

  @Test
  void housesOnOneLotStayThemselvesInWhateverOrderAFileHasThem() throws Exception {
    String header = "PNU,동명,집이름,방 수\n";
    String a = LOT + ",가동,하나,1\n";
    String b = LOT + ",나동,둘,2\n";
    run(byParcel(header + a + b, LoadMode.MERGE));
    edit(LOT, Map.of("consent", "listed"));
    assertThat(wing(LOT + ":2")).isEqualTo("나동");
    for (LoadMode mode : List.of(LoadMode.MERGE, LoadMode.UPSERT, LoadMode.REPLACE)) {
      run(byParcel(header + b.replace(",2\n", ",5\n") + a, mode));
      assertThat(List.of(wing(LOT), wing(LOT + ":2"))).as("%s", mode).containsExactly("가동", "나동");
      assertThat(house(LOT + ":2").properties()).containsEntry("rooms", 5L);
      assertThat(house(LOT).properties()).containsEntry("consent", "listed");
      run(byParcel(header + a + b, mode));
    }
    // One of them alone, and one that was not there.
    run(byParcel(header + b.replace(",2\n", ",7\n"), LoadMode.MERGE));
    assertThat(house(LOT + ":2").properties()).containsEntry("rooms", 7L);
    run(byParcel(header + LOT + ",다동,셋,3\n" + b + a, LoadMode.MERGE));
    assertThat(table().keySet()).containsExactly(LOT, LOT + ":2", LOT + ":3");
    assertThat(wing(LOT + ":3")).isEqualTo("다동");
    assertThat(wing(LOT)).isEqualTo("가동");
  }

  @Test
  void whichHouseOfALotIsMeantIsNotGuessed() throws Exception {
    String header = "PNU,집이름,방 수\n";
    run(byParcel(header + LOT + ",하나,1\n" + LOT + ",둘,2\n", LoadMode.MERGE));
    Map<String, Map<String, String>> before = table();
    // No word of which one, another name than either, and a third beside two that nothing tells.
    for (String rows : List.of(",,9\n", ",셋,9\n", ",,9\n" + LOT + ",,8\n" + LOT + ",,7\n")) {
      ImportReport report = runWithBad(byParcel(header + LOT + rows, LoadMode.MERGE));
      assertThat(report.badRows()).as(rows).isEqualTo(report.rows());
      assertThat(report.problems())
          .extracting(RowProblem::reason)
          .allMatch(t -> t.ko().contains("--id-from pnu,동명") && t.ko().contains(LOT + ":2"));
      assertThat(table()).isEqualTo(before);
    }
    ImportReport replaced =
        runWithBad(byParcel(header + LOT + ",,9\n5211112000191010009,넷,4\n", LoadMode.REPLACE));
    assertThat(table().keySet()).as("spared").contains(LOT, LOT + ":2");
    assertThat(replaced.badRows()).isPositive();
    // By their names, in whatever order; and by the order of the file where nothing is said at all.
    run(byParcel(header + LOT + ",둘,4\n" + LOT + ",하나,3\n", LoadMode.MERGE));
    assertThat(house(LOT).properties()).containsEntry("rooms", 3L);
    run(byParcel(header + LOT + ",,5\n" + LOT + ",,6\n", LoadMode.MERGE));
    assertThat(house(LOT).properties()).containsEntry("rooms", 5L);
  }

  @Test
  void whatAPersonHidTakesAYesToBeShownAgain() throws Exception {
    String header = "관리번호,집이름,동의여부,공개 보류\n";
    String all = header + "1,하나,동의·공개,\n2,둘,동의·공개,\n3,셋,동의·공개,\n4,넷,,\n5,다섯,미동의,\n6,여섯,동의·공개,\n";
    assertThat(run(csv("a.csv", all)).effects().toBeAllowed()).as("new ones").isZero();
    edit("1", Map.of("consent", "refused"));
    edit("2", Map.of("visibility", "private"));
    edit("3", Map.of("consent", "none"));
    remove("6");
    assertThat(shown()).isEmpty();
    String listed = all.replace("4,넷,,", "4,넷,동의·공개,").replace("미동의", "동의·공개");
    for (LoadMode mode : List.of(LoadMode.UPSERT, LoadMode.REPLACE)) {
      ImportReport refused = run(request("b.csv", listed, mode));
      assertThat(refused.committed()).isFalse();
      assertThat(refused.effects().shown()).isEqualTo(6);
      assertThat(refused.effects().firstShownAgain())
          .as("whoever was asked for the first time is counted only")
          .containsExactlyInAnyOrder("1", "2", "3", "5", "6");
      assertThat(refused.refusal().ko()).contains("--allow-showing 5");
    }
    ImportReport merged = run(csv("b.csv", listed).overwrites(Set.of("consent")));
    assertThat(merged.refusal().ko()).contains("--allow-showing 3");
    assertThat(run(csv("b.csv", listed).overwrites(Set.of("consent")).allowShowing(3)).committed())
        .isTrue();
    assertThat(shown()).containsExactly("1", "3", "4", "5");
  }

  @Test
  void aStoryThatWasTakenDownTakesAYesToo() throws Exception {
    Layer stories = LAYERS.layer("stories").orElseThrow();
    database.inTransaction(tx -> tx.handle().execute("DELETE FROM \"stories\""));
    View all = stories.viewFor(Audience.PLANNER);
    for (String status : List.of("taken-down", "draft")) {
      Feature story =
          new Feature(status, null, Map.of("title", status, "text", "예시", "status", status));
      database.inTransaction(tx -> edits.create(tx, all, story, PLANNER));
    }
    try (var load = store.load(stories, LoadMode.UPSERT)) {
      for (String id : List.of("taken-down", "draft", "new")) {
        load.add(
            1, new Feature(id, null, Map.of("title", id, "text", "예시", "status", "published")));
      }
      assertThat(load.conflicts(1)).isEmpty();
      load.plan(Set.of(), FeatureLoad.Listener.NOBODY);
      assertThat(load.effects(9).shown()).isEqualTo(3);
      assertThat(load.effects(9).firstShownAgain()).containsExactly("taken-down");
    }
  }

  @Test
  void undoingALoadTellsOfEachEndOfAConsentThatGoesWithIt() throws Exception {
    run(csv("a.csv", "관리번호,집이름,동의여부,철회일,동의기한\n1,하나,동의·공개,,\n2,둘,동의·공개,,2999-05-01\n"));
    ImportReport ends = run(csv("b.csv", "관리번호,철회일,동의기한\n1,2999-01-01,\n2,,2999-03-01\n"));
    assertThat(counted(ends, RowNote.Kind.WITHDRAWN)).containsExactlyInAnyOrder("철회일 1", "동의기한 1");
    assertThat(shown()).containsExactly("1", "2");
    long number = ends.result().number();
    FeatureLoads.Undone preview = loads.preview(number, PLANNER, 10);
    assertThat(preview.effects().shown()).isZero();
    assertThat(preview.effects().firstEndsGone()).containsExactlyInAnyOrder("1", "2");
    assertThatThrownBy(() -> loads.undo(number, PLANNER, 10, 1))
        .isInstanceOfSatisfying(
            LoadRefusedException.class,
            e -> assertThat(e.reason().ko()).contains("2개에서", "--allow-showing 2"));
    loads.undo(number, PLANNER, 10, 2);
    assertThat(house("1").properties()).doesNotContainKey("consentWithdrawn");
  }

  @Test
  void aMergeTakesALastDayThatIsNewOrEarlierAndNoLaterOne() throws Exception {
    run(
        csv(
            "a.csv",
            "관리번호,집이름,동의여부,동의기한\n1,하나,동의·공개,\n2,둘,동의·공개,2999-05-01\n3,셋,동의·공개,2024-01-01\n"));
    ImportReport report =
        run(csv("b.csv", "관리번호,동의기한\n1,2024-02-01\n2,2024-03-01\n3,2999-01-01\n"));
    assertThat(counted(report, RowNote.Kind.WITHDRAWN)).containsExactly("동의기한 2");
    assertThat(kept(report)).containsExactly("동의기한 1");
    assertThat(shown()).isEmpty();
    edit("1", Map.of("consentUntil", LocalDate.of(2999, 1, 1)));
    run(csv("b.csv", "관리번호,동의기한\n1,2024-02-01\n"));
    assertThat(shown()).as("the very day that somebody put off by hand").containsExactly("1");
  }

  @Test
  void aHiddenHouseDoesNotComeAgainAsANewOne() throws Exception {
    String header = "관리번호,집이름,PNU,동명,동의여부,철회일\n";
    run(csv("a.csv", header + "K-1,하나," + LOT + ",가동,동의·공개,2024-01-01\nK-2,둘,,,미동의,\n"));
    String again = header + "K-1,하나," + LOT + ",가동,동의·공개,\nK-2,둘 집,,,동의·공개,\n";
    ImportReport refused = run(csv("b.csv", again).idFrom(List.of()));
    assertThat(refused.committed()).isFalse();
    assertThat(refused.effects().shownAgain()).isEqualTo(2);
    assertThat(refused.effects().firstShownAgain()).anyMatch(i -> i.equals(LOT + " = K-1"));
    assertThat(refused.refusal().en()).contains("= K-2", "--allow-showing 2");
    String other = header + "K-9,셋," + LOT + ",나동,동의·공개,\n";
    ImportReport neighbour = run(csv("c.csv", other).idFrom(List.of()));
    assertThat(neighbour.committed()).as("another house of the lot").isTrue();
  }

  @Test
  void aFileThatSaysNoWhileTheMapGoesOnShowingIsTold() throws Exception {
    String header = "관리번호,집이름,동의여부,공개 보류\n";
    run(csv("a.csv", header + "1,하나,동의·공개,\n2,둘,동의·공개,\n3,셋,미동의,\n4,넷,동의·공개,\n"));
    edit("4", Map.of("consentWithdrawn", LocalDate.of(2024, 1, 1)));
    String no = "관리번호,동의여부\n1,미동의\n2,\n3,미동의\n4,미동의\n";
    ImportReport report = run(csv("b.csv", no).dryRun(true));
    assertThat(report.remarks().toString())
        .contains("파일은 미동의인데 공개 지도에는 남는 것: 1 (1).")
        .contains("although the file says Refused: 1 (1).");
    assertThat(run(csv("b.csv", no.replace("1,미동의", "1,"))).remarks().toString())
        .doesNotContain("공개 지도에는 남는 것");
    assertThat(shown()).containsExactly("1", "2");
    run(request("c.csv", header + "1,하나,미동의,\n", LoadMode.UPSERT));
    assertThat(shown()).as("a whole row says it").containsExactly("2");
  }

  @Test
  void whoAskedNotToBeContactedIsNotContacted() throws Exception {
    run(csv("a.csv", "관리번호,집이름\n1,하나\n2,둘\n3,셋\n"));
    edit("1", Map.of("doNotContact", true));
    edit("2", Map.of("doNotContact", false));
    String text = "관리번호,집이름,연락거부\n1,하나,N\n2,둘,Y\n3,셋,N\n";
    ImportReport report = run(csv("b.csv", text));
    assertThat(kept(report)).containsExactly("연락거부 1");
    assertThat(counted(report, RowNote.Kind.WITHDRAWN)).containsExactly("연락거부 1");
    for (LoadMode mode : List.of(LoadMode.UPSERT, LoadMode.REPLACE)) {
      ImportReport whole = run(request("c.csv", text.replace(",Y", ",N"), mode));
      assertThat(kept(whole)).as("%s", mode).contains("연락거부 2");
      assertThat(house("1").properties()).containsEntry("doNotContact", true);
      assertThat(house("2").properties()).containsEntry("doNotContact", true);
      assertThat(house("3").properties()).containsEntry("doNotContact", false);
    }
    run(request("d.csv", text, LoadMode.UPSERT).overwrites(Set.of("doNotContact")));
    assertThat(house("1").properties()).containsEntry("doNotContact", false);
  }

  @Test
  void undoingALoadTellsOfWhatOwnersAskedFor() throws Exception {
    run(csv("a.csv", "관리번호,집이름,동의여부,동의기한\n1,하나,동의·공개,\n2,둘,,\n3,셋,,\n"));
    String asked = "관리번호,동의기한,연락거부\n1,2999-03-01,Y\n2,,Y\n3,,Y\n";
    long number = run(csv("b.csv", asked)).result().number();
    onRecord("3");
    FeatureLoads.Undone preview = loads.preview(number, PLANNER, 10);
    assertThat(preview.effects().firstEndsGone()).containsExactly("1");
    assertThat(preview.effects().firstLifted())
        .as("either thing of a house is named")
        .extracting(FeatureLoad.Lifted::id, l -> l.rights().get(0).ko())
        .containsExactlyInAnyOrder(tuple("1", "연락하지 않음"), tuple("2", "연락하지 않음"));
    assertThat(preview.left())
        .extracting(FeatureLoads.Left::id, FeatureLoads.Left::properties)
        .containsExactly(tuple("3", List.of("doNotContact")));
    for (List<Long> yes : List.of(List.of(0L, 2L), List.of(2L, 0L), List.of(1L, 1L))) {
      assertThatThrownBy(() -> loads.undo(number, PLANNER, 10, yes.get(0), yes.get(1)))
          .isInstanceOfSatisfying(
              LoadRefusedException.class,
              e -> {
                assertThat(e.reason().ko())
                    .contains("1개에서 동의를 끝내는 날", "2개에서 소유자가 밝힌 뜻", "2 (연락하지 않음)")
                    .contains(
                        "maeul loads undo " + number + " --allow-showing 1 --allow-lifting 2");
                assertThat(e.reason().en()).contains("1 (Do not contact)");
              });
    }
    assertThat(house("1").properties()).containsEntry("doNotContact", true);
    loads.undo(number, PLANNER, 10, 1, 2);
    assertThat(house("1").properties()).doesNotContainKeys("doNotContact", "consentUntil");
    assertThat(house("2").properties()).doesNotContainKey("doNotContact");
    assertThat(house("3").properties())
        .as("what the owner's record says")
        .containsEntry("doNotContact", true);

    // No file takes that away either, be it named, and a house that comes anew has it.
    String not = "관리번호,집이름,연락거부\n3,셋,N\n4,넷,N\n";
    run(request("c.csv", not, LoadMode.UPSERT).overwrites(Set.of("doNotContact")));
    assertThat(house("3").properties()).containsEntry("doNotContact", true);
    assertThat(house("4").properties()).containsEntry("doNotContact", false);
    remove("3");
    ImportReport again = run(request("d.csv", not, LoadMode.UPSERT));
    assertThat(house("3").properties()).containsEntry("doNotContact", true);
    assertThat(kept(again)).containsExactly("연락거부 1");
    execute("DELETE FROM \"maeul_house_owner\"");
  }

  @Test
  void whatAnOwnerAskedForComesBackFromTheBin() throws Exception {
    String bare = "관리번호,집이름\n1,하나\n";
    String no = "관리번호,집이름,연락거부\n1,하나,N\n";
    run(csv("a.csv", no.replace(",N", ",Y") + "2,둘,N\n"));
    for (LoadMode mode : List.of(LoadMode.UPSERT, LoadMode.REPLACE, LoadMode.INSERT)) {
      for (String text : List.of(bare, no)) {
        remove("1");
        String more = mode == LoadMode.REPLACE ? "2,둘" + (text.equals(no) ? ",N\n" : "\n") : "";
        ImportReport again = run(request("b.csv", text + more, mode));
        assertThat(again.committed()).as("%s of %s", mode, text).isTrue();
        assertThat(kept(again)).containsExactly((text.equals(no) ? "연락거부" : "연락하지 않음") + " 1");
        assertThat(house("1").properties()).containsEntry("doNotContact", true);
        assertThat(house("2").properties().get("doNotContact")).isNotEqualTo(true);
      }
    }
    execute("DELETE FROM \"stories\""); // that name a house in other tests
    // A load's own bin, where all that there was is in it, and where the file's word is to count.
    for (LoadMode mode : List.of(LoadMode.MERGE, LoadMode.UPSERT)) {
      empty();
      long number = run(request("c.csv", no.replace(",N", ",Y"), mode)).result().number();
      assertThat(loads.undo(number, PLANNER, 10).left()).isEmpty();
      assertThat(kept(run(request("d.csv", no, mode)))).containsExactly("연락거부 1");
      assertThat(house("1").properties()).containsEntry("doNotContact", true);
      remove("1");
    }
    run(request("e.csv", no, LoadMode.UPSERT).overwrites(Set.of("doNotContact")));
    assertThat(house("1").properties()).containsEntry("doNotContact", false);
  }

  /** An owner's record that says that they are not to be contacted. */
  private void onRecord(String house) {
    execute(
        "INSERT INTO \"maeul_house_owner\" (\"house\", \"do_not_contact_since\", \"author\","
            + " \"changed_at\", \"version\") VALUES ('"
            + house
            + "', DATE '2024-01-01', '예시', TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00+00', 1)");
  }

  @Test
  void wholeRowsTellWhatGoesForWantOfAColumnAndKeepUploads() throws Exception {
    String photo = "0123456789abcdef0123456789abcdef";
    run(csv("a.csv", "관리번호,집이름\n1,하나\n2,둘\n"));
    edit(
        "1",
        Map.of("photos", List.of(photo), "cover", "/media/" + photo + "/small", "staffNote", "예시"));
    String bare = "관리번호,집이름\n1,하나\n2,둘\n";
    ImportReport report =
        run(request("b.csv", bare, LoadMode.UPSERT).reportFile(folder.resolve("r.csv")));
    assertThat(counted(report, RowNote.Kind.WIPED)).containsExactly("표지 그림 1", "내부 메모 1");
    assertThat(kept(report)).contains("올린 사진 1");
    assertThat(house("1").properties())
        .containsEntry("photos", List.of(photo))
        .doesNotContainKey("staffNote");
    assertThat(Files.readString(folder.resolve("r.csv"))).contains("지움").contains("예시, id 1");

    // A file gives nobody the photo of another, nor its address, however that is written.
    String named = "관리번호,집이름,올린 사진,사진\n";
    for (String row :
        List.of(
            "2,둘," + photo + ",",
            "2,둘,,/media/" + photo + "/small",
            "2,둘,,https://map.example.org:8443/media/" + photo + "/small",
            "2,둘,,/%6dedia/" + photo + "/small",
            "9,아홉," + photo + ",")) {
      for (LoadMode mode : List.of(LoadMode.MERGE, LoadMode.UPSERT, LoadMode.REPLACE)) {
        ImportReport refused =
            runWithBad(
                request("c.csv", named + row + "\n3,셋,,/covers/house.svg\n", mode).dryRun(true));
        assertThat(refused.badRows()).as(row).isEqualTo(1);
        assertThat(refused.problems().get(0).reason().ko()).contains("이미 있는 사진");
      }
    }
    String own = named + "1,하나," + photo + ",/media/" + photo + "/small\n";
    assertThat(run(csv("d.csv", own)).result().updated()).isEqualTo(1);
  }

  @Test
  void whatIsKeptBesideAHouseIsCounted() throws Exception {
    run(csv("a.csv", "관리번호,집이름\n1,하나\n2,둘\n"));
    Layer stories = LAYERS.layer("stories").orElseThrow();
    View all = stories.viewFor(Audience.PLANNER);
    database.inTransaction(tx -> tx.handle().execute("DELETE FROM \"stories\""));
    for (String id : List.of("s-1", "s-2")) {
      Map<String, Object> values = Map.of("title", "예시", "text", "예시", "houseId", "1");
      database.inTransaction(tx -> edits.create(tx, all, new Feature(id, null, values), PLANNER));
    }
    assertThat(loads.uses("vacant-houses", "1"))
        .containsExactly(new FeatureLoads.Use(stories.title(), 2));
    assertThat(loads.uses("vacant-houses", "2")).isEmpty();
  }

  @Test
  void whatKeepsARowBackIsNotLeftBlank() throws Exception {
    String text = "관리번호,집이름,동의여부,공개 보류,방 수\n1,하나,동의·공개,보류?,\n2,둘,동의·공개,,많음\n";
    ImportReport report = runWithBad(csv("a.csv", text).blankBad(true));
    assertThat(report.badRows()).isEqualTo(1);
    assertThat(report.problems()).extracting(RowProblem::column).containsExactly("공개 보류");
    assertThat(shown()).containsExactly("2");
  }

  /** Ids of the houses that everyone sees. */
  private List<String> shown() {
    return table().keySet().stream().filter(id -> store.one(PUBLIC, id).isPresent()).toList();
  }
}
