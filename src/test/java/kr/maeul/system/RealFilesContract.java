package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.Progress;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.parts.Part;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Municipal files, which are not part of the product, go into the bundled layers, twice with the
 * same result.
 */
@Tag("municipal-files")
@WithStore
abstract class RealFilesContract {
  private static final Path SHARED = Part.shared().resolve("data");
  private static final LayerCatalog LAYERS = LayerSets.BUNDLED;
  private static final long DISTRICTS = 35;
  private static final long SHELTERS = 462;
  private static final long MEALS = 159;

  @Given private SqlFeatureStore store;

  @Test
  void loadTwiceWithTheSameResult() throws Exception {
    loadTwice(
        store, List.of("adm_cd2"), List.of("쉼터명", "소재지도로명주소", "#"), List.of("연번"), "yeongcheon");
    View districts = layer("districts").viewFor(Audience.PUBLIC);
    View facilities = layer("facilities").viewFor(Audience.PUBLIC);
    assertThat(store.state(districts).count()).isEqualTo(DISTRICTS);
    assertThat(store.state(facilities).count()).isEqualTo(SHELTERS + MEALS);
    assertThat(store.search(facilities, "송정경로당", 5)).isNotEmpty();
  }

  @Test
  void loadWithoutBeingToldWhatTheIdIs() throws Exception {
    loadTwice(store, List.of(), List.of(), List.of(), "");
  }

  private static Layer layer(String id) {
    return LAYERS.layer(id).orElseThrow();
  }

  /** Loads the three files, each with the columns of its id, and then once more. */
  private static void loadTwice(
      SqlFeatureStore store,
      List<String> districtIds,
      List<String> shelterIds,
      List<String> mealIds,
      String mealPrefix)
      throws Exception {
    Importer importer = new Importer(store, new CrsRegistry());
    Layer facilities = layer("facilities");
    for (boolean isNew : List.of(true, false)) {
      ImportRequest districts =
          request(layer("districts"), "boundaries/jeonju_dongs_2021.geojson", districtIds, "");
      check(importer, districts, DISTRICTS, isNew);
      ImportRequest shelters =
          request(facilities, "tables/jeonju_shelters_2018_utf8bom.csv", shelterIds, "");
      check(importer, shelters, SHELTERS, isNew);
      ImportRequest meals =
          request(facilities, "tables/yeongcheon_meal_facilities_cp949.csv", mealIds, mealPrefix);
      check(importer, meals, MEALS, isNew);
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

  private static void check(Importer importer, ImportRequest request, long rows, boolean isNew)
      throws Exception {
    ImportReport report = importer.run(request, Progress.NONE);
    assertThat(report.problems()).isEmpty();
    assertThat(report.result().inserted()).isEqualTo(isNew ? rows : 0);
    assertThat(report.result().unchanged()).isEqualTo(isNew ? 0 : rows);
  }
}
