package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.layer.Audience;
import kr.maeul.layer.View;
import kr.maeul.store.load.LoadMode;
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
}
