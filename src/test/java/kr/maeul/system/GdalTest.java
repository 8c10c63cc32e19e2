package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.layer.Layer;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GDAL's OGC API driver, which QGIS uses too, reads every layer. */
class GdalTest {
  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() {
    if (!Tool.isInstalled("ogr2ogr")) {
      Tool.missing("GDAL is not tested: install gdal-bin");
    }
    village = Village.start(TestDatabase.h2gis(directory.resolve("data")), null);
  }

  @AfterAll
  static void stop() {
    if (village != null) {
      village.close();
    }
  }

  @Test
  void ogrinfoListsEveryLayer() {
    String list = Tool.run(Map.of(), "ogrinfo", "-ro", "OAPIF:" + village.url("/api"));
    for (Layer layer : village.layers().all()) {
      assertThat(list).contains(": " + layer.id() + " (title: " + layer.title().ko() + ")");
    }
  }

  @Test
  void ogr2ogrCopiesEveryLayerWithTheCountTheApiReports() throws IOException {
    for (Layer layer : village.layers().all()) {
      long reported =
          village
              .json("/api/collections/" + layer.id() + "/items?limit=1")
              .get("numberMatched")
              .asLong();
      Path copy = directory.resolve(layer.id() + ".geojson");
      Tool.run(
          Map.of(),
          "ogr2ogr",
          "-f",
          "GeoJSON",
          copy.toString(),
          "OAPIF:" + village.url("/api"),
          layer.id(),
          "-oo",
          "PAGE_SIZE=7",
          "-oo",
          "INITIAL_REQUEST_PAGE_SIZE=3");
      JsonNode copied = new ObjectMapper().readTree(Files.readString(copy));
      Set<String> ids = new TreeSet<>();
      copied
          .get("features")
          .forEach(f -> ids.add(f.path("id").asText() + f.path("properties").path("id").asText()));
      assertThat(copied.get("features").size()).as(layer.id()).isEqualTo((int) reported);
      assertThat(ids).as(layer.id() + ": each once").hasSize((int) reported);
    }
  }

  /** PROJ's cs2cs takes and gives the axes in the order of the EPSG registry, as answers do. */
  @ParameterizedTest
  @ValueSource(ints = {5179, 5181, 5186, 3857})
  void answersInOtherSystemsAreWhatProjGives(int epsg) throws IOException {
    if (!Tool.isInstalled("cs2cs")) {
      Tool.missing("Axis orders are not compared with PROJ: install proj-bin");
    }
    String items = "/api/collections/facilities/items?limit=1000&crs=";
    String registry = "http://www.opengis.net/def/crs/EPSG/0/";
    StringBuilder input = new StringBuilder();
    for (JsonNode f : village.json(items + registry + 4326).get("features")) {
      JsonNode c = f.at("/geometry/coordinates");
      input.append(c.get(0)).append(' ').append(c.get(1)).append('\n');
    }
    Path file = directory.resolve("latitudes-longitudes.txt");
    Files.writeString(file, input);
    String[] lines =
        Tool.run(Map.of(), "cs2cs", "-f", "%.3f", "EPSG:4326", "EPSG:" + epsg, file.toString())
            .split("\n");
    int i = 0;
    for (JsonNode f : village.json(items + registry + epsg).get("features")) {
      String[] expected = lines[i++].trim().split("\\s+");
      JsonNode c = f.at("/geometry/coordinates");
      for (int axis = 0; axis < 2; axis++) {
        assertThat(c.get(axis).asDouble())
            .as(f.toString())
            .isCloseTo(Double.parseDouble(expected[axis]), within(0.01));
      }
    }
    assertThat(i).isPositive().isEqualTo(lines.length);
  }

  @Test
  void theSpatialFilterIsPushedDown() {
    String output =
        Tool.run(
            Map.of("CPL_DEBUG", "OAPIF,HTTP"),
            "ogrinfo",
            "-ro",
            "-so",
            "-spat",
            "127.15",
            "35.82",
            "127.16",
            "35.83",
            "OAPIF:" + village.url("/api"),
            "stories");
    long expected =
        village
            .json("/api/collections/stories/items?bbox=127.15,35.82,127.16,35.83")
            .get("numberMatched")
            .asLong();
    assertThat(output).contains("bbox=").contains("Feature Count: " + expected);
    assertThat(expected).isPositive();
  }
}
