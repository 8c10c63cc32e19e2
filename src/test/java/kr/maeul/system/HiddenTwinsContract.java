package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.layer.Audience;
import kr.maeul.layer.View;
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

  private static ImportRequest.Builder byParcel(String rows) {
    return request("lots.csv", HEADER + rows, LoadMode.MERGE).idFrom(List.of());
  }
}
