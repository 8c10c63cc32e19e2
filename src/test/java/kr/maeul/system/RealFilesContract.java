package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.DataFile;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.ImportRequest;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.Progress;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.LayerFiles;
import kr.maeul.parts.Part;
import kr.maeul.store.LoadMode;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Municipal files, which are not part of the product, go into the bundled layers, twice with the
 * same result.
 */
@Tag("municipal-files")
abstract class RealFilesContract {
  private static final Path SHARED = Part.shared().resolve("data");

  abstract TestDatabase newDatabase();

  @Test
  void loadTwiceWithTheSameResult() throws Exception {
    LayerCatalog layers = new LayerFiles().readBundled().catalog();
    try (TestDatabase database = newDatabase();
        SqlFeatureStore store =
            SqlFeatureStore.open(database.settings(), database.directory(), layers)) {
      Importer importer = new Importer(store, new CrsRegistry());
      Layer districts = layers.layer("districts").orElseThrow();
      Layer facilities = layers.layer("facilities").orElseThrow();
      for (int time = 0; time < 2; time++) {
        long before = time == 0 ? 0 : Long.MAX_VALUE;
        check(
            importer,
            request(districts, "boundaries/jeonju_dongs_2021.geojson", List.of("adm_cd2"), ""),
            35,
            before);
        check(
            importer,
            request(
                facilities,
                "tables/jeonju_shelters_2018_utf8bom.csv",
                List.of("쉼터명", "소재지도로명주소", "#"),
                ""),
            462,
            before);
        check(
            importer,
            request(
                facilities,
                "tables/yeongcheon_meal_facilities_cp949.csv",
                List.of("연번"),
                "yeongcheon"),
            159,
            before);
      }
      assertThat(store.state(districts.viewFor(Audience.PUBLIC)).count()).isEqualTo(35);
      assertThat(store.state(facilities.viewFor(Audience.PUBLIC)).count()).isEqualTo(462 + 159);
      assertThat(store.search(facilities.viewFor(Audience.PUBLIC), "송정경로당", 5)).isNotEmpty();
    }
  }

  @Test
  void loadWithoutBeingToldWhatTheIdIs() throws Exception {
    LayerCatalog layers = new LayerFiles().readBundled().catalog();
    try (TestDatabase database = newDatabase();
        SqlFeatureStore store =
            SqlFeatureStore.open(database.settings(), database.directory(), layers)) {
      Importer importer = new Importer(store, new CrsRegistry());
      Layer districts = layers.layer("districts").orElseThrow();
      Layer facilities = layers.layer("facilities").orElseThrow();
      for (int time = 0; time < 2; time++) {
        long before = time == 0 ? 0 : Long.MAX_VALUE;
        check(
            importer,
            request(districts, "boundaries/jeonju_dongs_2021.geojson", List.of(), ""),
            35,
            before);
        check(
            importer,
            request(facilities, "tables/jeonju_shelters_2018_utf8bom.csv", List.of(), ""),
            462,
            before);
        check(
            importer,
            request(facilities, "tables/yeongcheon_meal_facilities_cp949.csv", List.of(), ""),
            159,
            before);
      }
    }
  }

  private static ImportRequest request(Layer layer, String file, List<String> idFrom, String prefix)
      throws Exception {
    return ImportRequest.of(layer, DataFile.of(SHARED.resolve(file)), LoadMode.UPSERT)
        .idFrom(idFrom)
        .idPrefix(prefix)
        .fixed(Map.of())
        .build();
  }

  private static void check(Importer importer, ImportRequest request, long rows, long before)
      throws Exception {
    ImportReport report = importer.run(request, Progress.NONE);
    assertThat(report.problems()).isEmpty();
    assertThat(report.result().inserted()).isEqualTo(before == 0 ? rows : 0);
    assertThat(report.result().unchanged()).isEqualTo(before == 0 ? 0 : rows);
  }
}
