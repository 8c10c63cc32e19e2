package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad.InUse;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.FeatureLoads.Left;
import kr.maeul.store.load.FeatureLoads.Reason;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What loads may not do in silence: put a house on the public map whose owner took the consent
 * back, wipe what people keep, or take a house away beside which something is kept. On each
 * database.
 */
abstract class RightsInLoadsContract extends LoadedHouses {
  private static final View PUBLIC = HOUSES.viewFor(Audience.PUBLIC);
  private static final LocalDate DAY = LocalDate.of(2024, 2, 1);
  private static final String LISTED =
      """
      관리번호,집이름,동의여부,철회일,방 수
      1,하나,동의·공개,,1
      2,둘,동의·공개,2024-02-01,2
      3,셋,동의·공개,,3
      4,넷,동의,,4
      """;

  @BeforeEach
  void emptyRooms() {
    for (String table :
        List.of(
            "maeul_shortlist_house",
            "maeul_shortlist",
            "maeul_house_owner",
            "maeul_house_contact",
            "maeul_submission",
            "stories",
            "trails")) {
      execute("DELETE FROM \"" + table + "\"");
    }
  }

  @Test
  void wholeRowsWipeNothingThatPeopleKeepAndThatTheFileHasNoColumnOf() throws Exception {
    ImportReport first = run(request("a.csv", LISTED, LoadMode.UPSERT));
    assertThat(first.effects().shown()).isEqualTo(2);
    assertThat(first.effects().shownAgain()).isZero();
    edit("1", Map.of("visibility", "private", "followUp", "agreed", "leaseYears", 5L));
    edit("1", Map.of("doNotContact", true, "evidence", "confirmed", "evidenceSource", "현장"));
    assertThat(shown()).containsExactly("3");
    String bare = "관리번호,집이름,방 수\n1,하나,8\n2,둘,2\n3,셋,3\n4,넷,4\n";
    for (LoadMode mode : List.of(LoadMode.UPSERT, LoadMode.REPLACE)) {
      Map<String, Map<String, String>> before = table();
      ImportReport report = run(request("b.csv", bare, mode).reportFile(folder.resolve("r.csv")));
      assertThat(shown()).as(mode.toString()).containsExactly("3");
      assertThat(report.effects().shown()).isZero();
      assertThat(house("1").properties())
          .containsEntry("visibility", "private")
          .containsEntry("followUp", "agreed")
          .containsEntry("leaseYears", 5L)
          .containsEntry("doNotContact", true)
          .containsEntry("consent", "listed")
          .as("nobody said that it is presumed")
          .containsEntry("evidence", "confirmed")
          .containsEntry("evidenceSource", "현장")
          .containsEntry("rooms", 8L);
      assertThat(house("2").properties()).containsEntry("consentWithdrawn", DAY);
      assertThat(kept(report)).contains("동의 철회일 1", "소유자 동의 4", "연락하지 않음 1");
      assertThat(Files.readString(folder.resolve("r.csv")))
          .contains("파일에 그 열이 없어")
          .contains("파일: 비어 있음, 지금: 2024-02-01, id 2");
      loads.undo(report.result().number(), PLANNER, 10);
      assertThat(table()).isEqualTo(before);
    }
    String dated = bare.replace("방 수", "조사일자").replaceAll(",[0-9]\n", ",2025-01-01\n");
    run(request("c.csv", dated, LoadMode.UPSERT));
    assertThat(house("1").properties())
        .as("whose day it is, nobody said")
        .containsEntry("evidence", "confirmed")
        .containsEntry("evidenceSource", "현장")
        .doesNotContainKey("evidenceDate");
    run(request("d.csv", dated, LoadMode.UPSERT).fixed(Map.of("evidence", "lifted")));
    assertThat(house("1").properties())
        .containsEntry("evidence", "lifted")
        .containsEntry("evidenceDate", LocalDate.of(2025, 1, 1))
        .doesNotContainKey("evidenceSource");
    run(request("b.csv", bare, LoadMode.UPSERT).overwrites(Set.of("leaseYears")));
    assertThat(house("1").properties()).doesNotContainKey("leaseYears");
  }

  @Test
  void noFileRemovesAWithdrawalOrPutsItOff() throws Exception {
    run(request("a.csv", LISTED, LoadMode.UPSERT));
    for (LoadMode mode : List.of(LoadMode.MERGE, LoadMode.UPSERT, LoadMode.REPLACE)) {
      for (String day : List.of("", "2024-03-01", "2999-01-01")) {
        String text = LISTED.replace("2024-02-01", day);
        ImportReport report = run(request("b.csv", text, mode));
        assertThat(house("2").properties())
            .as(mode + " " + day)
            .containsEntry("consentWithdrawn", DAY);
        assertThat(shown()).containsExactly("1", "3");
        boolean isMergedBlank = mode == LoadMode.MERGE && day.isEmpty();
        assertThat(kept(report)).hasSize(isMergedBlank ? 0 : 1);
      }
    }
    String none = LISTED.replace("2024-02-01", "");
    for (LoadMode mode : List.of(LoadMode.UPSERT, LoadMode.REPLACE)) {
      ImportReport refused =
          run(request("c.csv", none, mode).overwrites(Set.of("consentWithdrawn")));
      assertThat(refused.committed()).isFalse();
      assertThat(refused.effects().shown()).isEqualTo(1);
      assertThat(refused.effects().firstShownAgain()).containsExactly("2");
      assertThat(refused.refusal().ko()).contains("1개가 공개 지도에 다시", "--allow-showing 1");
      assertThat(refused.refusal().en()).contains("withdrawn", ": 2.", "--allow-showing 1");
      assertThat(shown()).containsExactly("1", "3");
    }
    ImportReport said =
        run(
            request("c.csv", none, LoadMode.UPSERT)
                .overwrites(Set.of("consentWithdrawn"))
                .allowShowing(1));
    assertThat(said.committed()).isTrue();
    assertThat(shown()).containsExactly("1", "2", "3");
    ImportReport over =
        run(
            csv("d.csv", "관리번호,동의기한\n1,2024-01-01\n2,2999-01-01\n")
                .overwrites(Set.of("consentUntil")));
    assertThat(over.effects().shown()).isZero();
    assertThat(shown()).containsExactly("2", "3");
    ImportReport longer =
        run(
            csv("e.csv", "관리번호,동의기한\n1,2999-01-01\n")
                .overwrites(Set.of("consentUntil"))
                .dryRun(true));
    assertThat(longer.refusal().en()).contains("run out", ": 1.");
    ImportReport listed = run(csv("f.csv", "관리번호,동의여부\n4,동의·공개\n").overwrites(Set.of("consent")));
    assertThat(listed.committed()).as("what was agreed to was no listing").isFalse();
    assertThat(listed.effects().firstShownAgain()).containsExactly("4");
  }

  @Test
  void aMergeTakesAWithdrawalThatIsNewOrEarlier() throws Exception {
    run(request("a.csv", LISTED, LoadMode.MERGE));
    edit("1", Map.of("consentScope", "위치만"));
    String text = "관리번호,철회일\n1,2024-05-01\n2,2024-01-15\n3,2024-06-01\n4,2999-01-01\n";
    ImportReport report = run(csv("b.csv", text).reportFile(folder.resolve("r.csv")));
    assertThat(shown()).isEmpty();
    assertThat(counted(report, RowNote.Kind.WITHDRAWN)).containsExactly("철회일 4");
    assertThat(report.groups().get(0).rows()).isEqualTo(4);
    assertThat(house("2").properties()).containsEntry("consentWithdrawn", DAY.minusDays(17));
    assertThat(Files.readString(folder.resolve("r.csv")))
        .contains("파일: 2024-01-15, 전: 2024-02-01, id 2")
        .contains("파일: 2024-05-01, 전: 비어 있음, id 1");

    // Somebody has a new consent of the owner of house 1, and puts another day of house 3 right.
    clear("1", "consentWithdrawn");
    edit("3", Map.of("consentWithdrawn", LocalDate.of(2024, 7, 1)));
    ImportReport again = run(csv("b.csv", text));
    assertThat(shown()).as("the very withdrawal that was taken away by hand").containsExactly("1");
    assertThat(house("3").properties())
        .as("what somebody put right is not what the file said before")
        .containsEntry("consentWithdrawn", LocalDate.of(2024, 7, 1));
    assertThat(counted(again, RowNote.Kind.WITHDRAWN)).isEmpty();
    ImportReport other = run(csv("c.csv", "관리번호,철회일\n1,2024-08-01\n"));
    assertThat(counted(other, RowNote.Kind.WITHDRAWN)).containsExactly("철회일 1");
    assertThat(shown()).isEmpty();

    long number = other.result().number();
    FeatureLoads.Undone preview = loads.preview(number, PLANNER, 10);
    assertThat(preview.effects().firstShownAgain()).containsExactly("1");
    assertThatThrownBy(() -> loads.undo(number, PLANNER, 10))
        .isInstanceOfSatisfying(
            LoadRefusedException.class,
            e -> assertThat(e.reason().ko()).contains("--allow-showing 1"));
    assertThat(shown()).isEmpty();
    assertThat(loads.undo(number, PLANNER, 10, 1).effects().shown()).isEqualTo(1);
    assertThat(shown()).containsExactly("1");
  }

  @Test
  void whatComesBackFromTheBinComesBackWithdrawn() throws Exception {
    run(request("a.csv", LISTED, LoadMode.MERGE));
    remove("2");
    String none = LISTED.replace("2024-02-01", "");
    ImportReport refused = run(request("b.csv", none, LoadMode.UPSERT));
    assertThat(refused.committed()).isFalse();
    assertThat(refused.effects().firstShownAgain()).containsExactly("2");
    assertThat(run(request("b.csv", none, LoadMode.UPSERT).allowShowing(1)).committed()).isTrue();
  }

  @Test
  void whatIsKeptBesideAHouseHoldsItAgainstUndoAndReplace() throws Exception {
    long first = run(csv("a.csv", LISTED)).result().number();
    keepBeside();
    Map<String, Map<String, String>> before = table();
    String one = "관리번호,집이름\n9,아홉\n";
    ImportReport refused = run(request("one.csv", one, LoadMode.REPLACE).allowDeleting(4));
    assertThat(refused.committed()).isFalse();
    assertThat(refused.effects().inUse()).isEqualTo(3);
    assertThat(refused.effects().firstInUse())
        .extracting(InUse::id, u -> u.by().stream().map(Text::ko).sorted().toList())
        .containsExactly(
            tuple("1", List.of("소유자 기록", "연락 기록")),
            tuple("2", List.of("마을이야기", "후보지 목록")),
            tuple("3", List.of("보내 온 글")));
    assertThat(refused.refusal().ko()).contains("2 (", "--allow-deleting-in-use 3");
    assertThat(refused.refusal().en()).contains("record of the owner", "Village stories");
    assertThat(table()).isEqualTo(before);

    FeatureLoads.Undone undone = loads.undo(first, PLANNER, 2);
    assertThat(undone.result().deleted()).isEqualTo(1);
    assertThat(undone.leftFeatures()).isEqualTo(3);
    assertThat(undone.left()).extracting(Left::reason).containsOnly(Reason.IN_USE);
    assertThat(undone.left().get(0).uses()).isNotEmpty();
    assertThat(table()).containsOnlyKeys("1", "2", "3");

    ImportReport said =
        run(request("one.csv", one, LoadMode.REPLACE).allowDeleting(3).allowDeletingInUse(3));
    assertThat(said.result().deleted()).isEqualTo(3);
    // Nothing is kept beside them any more: what is left of the first load can be taken back.
    loads.undo(said.result().number(), PLANNER, 10, 0);
    emptyRooms();
    assertThat(loads.undo(first, PLANNER, 10).result().deleted()).isEqualTo(3);
    assertThat(table()).isEmpty();
  }

  @Test
  void membersOfListsAreReferencesToo() throws Exception {
    Layer stories = LAYERS.layer("stories").orElseThrow();
    Layer trails = LAYERS.layer("trails").orElseThrow();
    create(stories, "s-1", Map.of("title", "예시 하나", "body", "예시", "status", "draft"));
    create(stories, "s-2", Map.of("title", "예시 둘", "body", "예시", "status", "draft"));
    create(trails, "t-1", Map.of("title", "예시 길", "storyIds", List.of("s-2", "s-0")));
    try (var load = store.load(stories, LoadMode.REPLACE)) {
      load.conflicts(1);
      load.plan(Set.of(), new kr.maeul.store.load.FeatureLoad.Listener() {});
      assertThat(load.effects(10).firstInUse()).extracting(InUse::id).containsExactly("s-2");
    }
  }

  @Test
  void anOlderFileAfterANewerOneIsTold() throws Exception {
    String survey = "관리번호,집이름,확인 상태,판정근거,조사일자\n";
    run(csv("2024.csv", survey + "1,하나,확정,2024 조사,2024-05-01\n2,둘,확정,2024 조사,2024-05-01\n"));
    edit("2", Map.of("evidenceSource", "통장 확인"));
    String old = survey + "1,하나,확정,2019 조사,2019-05-01\n2,둘,확정,2019 조사,2019-05-01\n";
    ImportReport report = run(csv("2019.csv", old).reportFile(folder.resolve("r.csv")));
    assertThat(report.remarks().toString())
        .contains("\"확인일\"이 레이어에 있는 것보다 앞선 행 2개: 파일대로 바꾼 것 1, 있던 값을 둔 것 1")
        .contains("older in the file than in the layer in 2 rows: taken 1, left as it is 1");
    assertThat(Files.readString(folder.resolve("r.csv")))
        .contains("2,조사일자,확인 필요")
        .contains("파일: 2019-05-01, 전: 2024-05-01, id 1");
    assertThat(run(csv("2019.csv", old)).remarks().toString()).contains("앞선 행 1개: 파일대로 바꾼 것 0");
  }

  @Test
  void aSourceAndItsDayAreOneClaim() throws Exception {
    String header = "관리번호,집이름,출처,기준일\n";
    run(csv("a.csv", header + "1,하나,전주시 현황,2023-01-01\n2,둘,전주시 현황,2023-01-01\n3,셋,,\n"));
    ImportReport day = run(csv("b.csv", "관리번호,기준일\n1,2024-01-01\n3,2024-01-01\n"));
    assertThat(house("1").properties())
        .as("whose day it is, nobody said")
        .containsEntry("asOf", LocalDate.of(2023, 1, 1));
    assertThat(house("3").properties()).containsEntry("asOf", LocalDate.of(2024, 1, 1));
    assertThat(kept(day)).containsExactly("기준일 1");
    ImportReport source = run(csv("c.csv", "관리번호,출처\n1,한국부동산원\n2,전주시 현황\n"));
    assertThat(house("1").properties()).containsEntry("source", "한국부동산원").doesNotContainKey("asOf");
    assertThat(house("2").properties()).containsEntry("asOf", LocalDate.of(2023, 1, 1));
    assertThat(cleared(source)).containsExactly("기준일 1");
    run(csv("d.csv", "관리번호,출처,기준일\n1,한국부동산원,2024-06-01\n"));
    assertThat(house("1").properties()).containsEntry("asOf", LocalDate.of(2024, 6, 1));
  }

  /** What other rooms and layers keep: of houses 1, 2 and 3, and what is over of 4. */
  private void keepBeside() {
    String at = "TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00+00'";
    execute(
        "INSERT INTO \"maeul_house_owner\" (\"house\", \"author\", \"changed_at\", \"version\")"
            + " VALUES ('1', '예시', "
            + at
            + ", 1)");
    execute(
        "INSERT INTO \"maeul_house_contact\" (\"id\", \"house\", \"kind\", \"day\", \"author\","
            + " \"at\") VALUES ('c', '1', 'contact', DATE '2024-01-01', '예시', "
            + at
            + ")");
    for (String list : List.of("l", "gone")) {
      String removed = list.equals("gone") ? at : "NULL";
      execute(
          "INSERT INTO \"maeul_shortlist\" (\"id\", \"name\", \"note\", \"author\","
              + " \"created_at\", \"changed_at\", \"version\", \"removed_at\") VALUES ('"
              + list
              + "', '예시', '', '예시', "
              + at
              + ", "
              + at
              + ", 1, "
              + removed
              + ")");
      execute(
          "INSERT INTO \"maeul_shortlist_house\" (\"shortlist_id\", \"position\", \"house\","
              + " \"note\") VALUES ('"
              + list
              + "', 1, '"
              + (list.equals("gone") ? "4" : "2")
              + "', '')");
    }
    for (String state : List.of("approved", "refused")) {
      execute(
          "INSERT INTO \"maeul_submission\" (\"id\", \"kind\", \"layer\", \"feature_id\","
              + " \"state\", \"received_at\", \"changed_at\") VALUES ('"
              + state
              + "', 'vacancy', 'vacant-houses', '"
              + (state.equals("refused") ? "4" : "3")
              + "', '"
              + state
              + "', "
              + at
              + ", "
              + at
              + ")");
    }
    create(
        LAYERS.layer("stories").orElseThrow(),
        "s",
        Map.of("title", "예시", "body", "예시", "status", "draft", "houseId", "2"));
  }

  private void create(Layer layer, String id, Map<String, Object> values) {
    View view = layer.viewFor(Audience.PLANNER);
    database.inTransaction(tx -> edits.create(tx, view, new Feature(id, null, values), PLANNER));
  }

  private void clear(String id, String property) {
    Map<String, Object> values = new HashMap<>(house(id).properties());
    values.remove(property);
    write(new Feature(id, house(id).geometry(), values));
  }

  /** Ids of the houses that everyone sees. */
  private List<String> shown() {
    return table().keySet().stream().filter(id -> store.one(PUBLIC, id).isPresent()).toList();
  }
}
