package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.Test;

/**
 * A house that somebody keeps hidden does not come onto the map under another id without a yes,
 * however the file writes it. On each database.
 */
abstract class HiddenTwinsContract extends LoadedHouses {
  private static final View PUBLIC = HOUSES.viewFor(Audience.PUBLIC);
  private static final String LOT = "5211112000107000000";
  private static final String HEADER = "관리번호,PNU,지번주소,도로명주소,동명,호명,집이름,동의여부,철회일,경도,위도\n";

  private static final String HIDDEN =
      HEADER
          + "W-1,"
          + LOT
          + ",,,1,101,하나,동의·공개,2024-01-01,,\n"
          + "W-2,,전주시 완산구 중노송동 810-3,,,,물왕집,미동의,,127.15,35.82\n"
          + "W-3,,전주시 완산구 중노송동 산12-3,,,,산집,미동의,,,\n"
          + "W-4,,,전주시 완산구 인봉남로 45-1 (중노송동),,,길집,미동의,,,\n";

  /** New under another number, or under none. */
  private long asked(String row, boolean isByParcel) throws Exception {
    ImportRequest.Builder request = csv("b.csv", HEADER + row + "\n").dryRun(true);
    return run(isByParcel ? request.idFrom(List.of()) : request).effects().shownAgain();
  }

  @Test
  void howeverItsUnitIsWritten() throws Exception {
    run(csv("a.csv", HIDDEN));
    for (String unit :
        List.of(
            "1동,102호:101호",
            "1,101호",
            "제1동,제101호",
            "01,0101",
            "1.0,101.0",
            ",1동 101호",
            ",1-101",
            "１,101",
            ",")) {
      String one = unit.contains(":") ? "1동,101호" : unit;
      assertThat(asked("N-1," + LOT + ",,," + one + ",새집,동의·공개,,,", false)).as(one).isEqualTo(1);
      assertThat(asked("," + LOT + ",,," + one + ",새집,동의·공개,,,", true)).as(one).isEqualTo(1);
    }
    assertThat(asked("N-1," + LOT + ",,,1동,102호,새집,동의·공개,,,", false)).as("next door").isZero();
    assertThat(asked("N-1," + LOT + ",,,1동,102호,하나,동의·공개,,,", false)).as("its title").isEqualTo(1);
    assertThat(asked("W-1," + LOT + ",,,1동,102호,새집,동의·공개,,,", true)).as("its number").isEqualTo(1);
  }

  @Test
  void howeverItsAddressIsWritten() throws Exception {
    run(csv("a.csv", HIDDEN));
    for (String address :
        List.of(
            "전북특별자치도 전주시 완산구 중노송동 810-3,",
            "중노송동 810-3,",
            "전라북도 전주시 완산구 중노송동 810-3번지,",
            "중노송동 810번지 3호,",
            "전주시완산구중노송동810-3,",
            "중노송동 산 12-3번지,",
            "전북 전주시 완산구 중노송동 산12-3,",
            ",인봉남로 45-1",
            ",전북특별자치도 전주시 완산구 인봉남로45-1",
            "인봉남로 45-1 (중노송동),")) {
      assertThat(asked("N-1,," + address + ",,,새집,동의·공개,,,", false)).as(address).isEqualTo(1);
    }
    for (String address : List.of("중노송동 810-4,", "중노송동 12-3,", ",인봉남로 45", "서노송동 810-3,")) {
      assertThat(asked("N-1,," + address + ",,,새집,동의·공개,,,", false)).as(address).isZero();
    }
    assertThat(asked("N-1,,,,,,물왕집,동의·공개,,127.1501,35.8201", false)).as("place").isEqualTo(1);
    assertThat(asked("N-1,,,,,,새집,동의·공개,,127.15,35.82", false)).as("same place").isEqualTo(1);
    assertThat(asked("N-1,,,,,,물왕집,동의·공개,,127.16,35.82", false)).as("far away").isZero();
  }

  @Test
  void howeverAPersonHidIt() throws Exception {
    String all = "";
    String again = "";
    for (int n = 1; n <= 6; n++) {
      all += "M-" + n + ",,중노송동 " + n + ",,,,집" + n + ",동의·공개,,,\n";
      again += "N-" + n + ",,중노송동 " + n + ",,,,집" + n + ",동의·공개,,,\n";
    }
    run(csv("a.csv", HEADER + all));
    edit("M-1", Map.of("consent", "none"));
    edit("M-2", Map.of("consent", "negotiating"));
    edit("M-3", Map.of("visibility", "private"));
    edit("M-4", Map.of("consent", "refused"));
    remove("M-5");
    ImportReport report = run(csv("b.csv", HEADER + again));
    assertThat(report.effects().firstShownAgain())
        .containsExactly("N-1 = M-1", "N-2 = M-2", "N-3 = M-3", "N-4 = M-4", "N-5 = M-5");
    assertThat(report.refusal().ko()).contains("--allow-showing 5");
  }

  @Test
  void whatWasRemovedByHandIsNotTakenForAnotherHouseOfItsLot() throws Exception {
    run(byParcel("," + LOT + ",,,,,하나,동의·공개,,,\n"));
    remove(LOT);
    ImportReport report =
        run(byParcel("," + LOT + ",,,,,둘,동의·공개,,,\n," + LOT + ",,,,,하나,동의·공개,,,\n"));
    assertThat(report.refusal().ko()).as("on the same lot").contains("--allow-showing 1");
    assertThat(report.effects().firstShownAgain()).containsExactly(LOT + ":2 = " + LOT);
    assertThat(kept(report)).as("하나 stays removed").hasSize(1);
  }

  @Test
  void whatTheFileItselfKeepsHidden() throws Exception {
    String rows = "A-1,,풍남동3가 1-1,,,,집,동의·공개,2024-01-01,,\nA-2,,풍남동3가 1-1,,,,,동의·공개,,,\n";
    ImportReport report = run(csv("a.csv", HEADER + rows));
    assertThat(report.effects().firstShownAgain()).containsExactly("A-2 = A-1");
    assertThat(run(csv("a.csv", HEADER + rows).allowShowing(1)).committed()).isTrue();
    assertThat(table().keySet().stream().filter(id -> store.one(PUBLIC, id).isPresent()))
        .containsExactly("A-2");
  }

  @Test
  void howeverOneFileSaysWhereItIsAndTheOtherWhere() throws Exception {
    String hidden =
        "R-1,,,전북특별자치도 전주시 완산구 인봉2길 3,,,,미동의,,127.1513,35.8213\n"
            + "R-2,,전주시 완산구 중앙동1가 9-1,,,,,미동의,,,\n"
            + "R-3,,,전주시 완산구 문화5길 91,,,,미동의,,,\n"
            + "R-4,,중노송동 971-2,,,,,미동의,,,\n"
            + "R-5,,중노송동 810-3,,,,,미동의,,127.16,35.83\n";
    run(csv("a.csv", HEADER + hidden));
    assertThat(asked("N-1,,중노송동 77,,,,,동의·공개,,127.1513,35.8213", false)).isEqualTo(1);
    assertThat(asked("N-1," + LOT + ",,,,,,동의·공개,,127.1513,35.8213", false)).isEqualTo(1);
    assertThat(asked("N-1,,전주시 완산구 중앙동 1가 9-1,,,,,동의·공개,,,", false)).isEqualTo(1);
    assertThat(asked("N-1,,,문화 5길 91,,,,동의·공개,,,", false)).isEqualTo(1);
    assertThat(asked("N-1,,\"중노송동 970, 971-2\",,,,,동의·공개,,,", false)).isEqualTo(1);
    assertThat(asked("N-1,,중노송동 811-3,,,,,동의·공개,,127.16,35.83", false))
        .as("another lot of a place that many have")
        .isZero();
    String byName = "관리번호,법정동,본번,부번,동의여부\nN-1,중노송동,0810,0003,동의·공개\n";
    assertThat(run(csv("b.csv", byName).dryRun(true)).effects().shownAgain()).isEqualTo(1);
  }

  @Test
  void inTwoStepsToo() throws Exception {
    run(csv("a.csv", HEADER + "T-1,,교동 91,,,,쌍집,미동의,,,\n"));
    String twin = HEADER + "T-2,,교동 91,,,,쌍집,,,,\n";
    assertThat(run(csv("b.csv", twin)).effects().toBeAllowed()).as("nobody sees it").isZero();
    ImportReport report = run(request("c.csv", twin.replace("쌍집,,", "쌍집,동의·공개,"), LoadMode.UPSERT));
    assertThat(report.effects().firstShownAgain()).containsExactly("T-2 = T-1");
  }

  @Test
  void whatIsWithdrawnUnderAnotherIdIsTold() throws Exception {
    run(csv("a.csv", HEADER + "S-1,,중노송동 860-2,,,,보이는집,동의·공개,,,\nS-2,,교동 1,,,,,동의·공개,,,\n"));
    ImportReport report =
        run(
            csv(
                "b.csv",
                HEADER + "H-1,,중노송동 860-2,,,,,동의·공개,2024-01-01,,\nH-2,,교동 2,,,,,미동의,,,\n"));
    assertThat(report.committed()).isTrue();
    assertThat(report.remarks())
        .extracting(Text::ko)
        .anyMatch(t -> t.contains("1 (S-1 = H-1)") && t.contains("공개 지도에 남습니다"));
  }

  @Test
  void aStoryThatWasTakenDownUnderAnotherId() throws Exception {
    Layer stories = LAYERS.layer("stories").orElseThrow();
    String header = "id,제목,상태,경도,위도\n";
    load(
        stories,
        header + "st1,우물 이야기,taken-down,127.15,35.82\nst2,다리 이야기,published,127.16,35.82\n");
    ImportReport report =
        load(
            stories,
            header + "st1x,우물 이야기,published,127.15,35.82\nst3,다른 이야기,published,127.15,35.82\n");
    assertThat(report.effects().firstShownAgain()).containsExactly("st1x = st1");
  }

  private ImportReport load(Layer layer, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DataFile file = new DataFile("s.csv", bytes.length, () -> new ByteArrayInputStream(bytes));
    return run(ImportRequest.of(layer, file, LoadMode.MERGE));
  }

  private static ImportRequest.Builder byParcel(String rows) {
    return request("lots.csv", HEADER + rows, LoadMode.MERGE).idFrom(List.of());
  }
}
