package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.feature.Feature;
import kr.maeul.parts.Part;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Files that municipalities have published; they are not part of the product, so these tests skip
 * where there are none.
 */
@Tag("municipal-files")
class RealFilesTest extends ImportCase {

  private static DataFile shared(String name) throws IOException {
    return DataFile.of(Part.shared().resolve("data").resolve(name));
  }

  @Test
  void dongsOfJeonjuTwiceTheSame() throws Exception {
    DataFile file = shared("boundaries/jeonju_dongs_2021.geojson");
    ImportReport first = run(into("areas", file, LoadMode.UPSERT).idFrom(List.of("adm_cd2")));
    assertThat(first.problems()).isEmpty();
    assertThat(first.result().inserted()).isEqualTo(35);
    Map<String, Feature> before = Map.copyOf(store.features("areas"));
    ImportReport second = run(into("areas", file, LoadMode.UPSERT).idFrom(List.of("adm_cd2")));
    assertThat(second.result().inserted()).isZero();
    assertThat(second.result().unchanged()).isEqualTo(35);
    assertThat(store.features("areas")).isEqualTo(before);
    assertThat(before.get("4511165000").properties().get("name")).asString().endsWith("동서학동");
    assertThat(second.columns())
        .extracting(c -> c.header() + " " + c.valuesLost())
        .contains("OBJECTID 35", "sggnm 35");
  }

  @Test
  void sheltersWithRowsThatStandTwice() throws Exception {
    DataFile file = shared("tables/jeonju_shelters_2018_utf8bom.csv");
    var columns = List.of("쉼터명", "소재지도로명주소", "시설면적", "위도", "경도");
    ImportReport bare = run(into("places", file, LoadMode.UPSERT).idFrom(columns));
    assertThat(bare.committed()).as("rows that are alike are refused").isFalse();
    for (int time = 0; time < 2; time++) {
      ImportReport report =
          run(
              into("places", file, LoadMode.UPSERT)
                  .idFrom(List.of("쉼터명", "소재지도로명주소", "#"))
                  .fixed(Map.of("kind", "무더위쉼터")));
      assertThat(report.problems()).isEmpty();
      assertThat(report.result().inserted() + report.result().unchanged()).isEqualTo(462);
    }
    assertThat(store.features("places")).hasSize(462);
    Feature one = store.features("places").get("송정경로당:전라북도_전주시_완산구_성지산2길_21-5");
    assertThat(one.properties())
        .containsEntry("area", 128.0)
        .containsEntry("people", 32L)
        .containsEntry("kind", "shelter");
    assertThat(one.geometry().getCoordinate().x).isEqualTo(127.117498);
  }

  @Test
  void mealFacilitiesInCp949() throws Exception {
    DataFile file = shared("tables/yeongcheon_meal_facilities_cp949.csv");
    for (int time = 0; time < 2; time++) {
      ImportReport report = run(into("places", file, LoadMode.UPSERT).idFrom(List.of("연번")));
      assertThat(report.problems()).isEmpty();
      assertThat(report.format()).isEqualTo("CSV, CP949, \",\"");
    }
    assertThat(store.features("places")).hasSize(159);
    assertThat(store.features("places").get("1").properties()).containsEntry("name", "영천희망원");
  }
}
