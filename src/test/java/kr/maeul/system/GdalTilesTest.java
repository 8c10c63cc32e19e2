package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kr.maeul.layer.Layer;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GDAL's reader of vector tiles, which QGIS uses too, reads the tiles of every layer. */
@Tag("gdal")
class GdalTilesTest {
  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() {
    village = Village.start(TestDatabase.h2gisWithDemo(directory.resolve("data")), null);
  }

  @AfterAll
  static void stop() {
    if (village != null) {
      village.close();
    }
  }

  @Test
  void ogrinfoFindsInATileWhatTheApiSaysIsThere() throws IOException {
    int read = 0;
    for (Layer layer : village.layers().all()) {
      String tileset = "/api/collections/" + layer.id() + "/tiles/WebMercatorQuad";
      if (village.get(tileset).statusCode() != 200) {
        continue; // not for the public
      }
      for (JsonNode limits : village.json(tileset).path("tileMatrixSetLimits")) {
        int zoom = limits.path("tileMatrix").asInt();
        if (zoom % 6 != 0 || zoom > 18) {
          continue;
        }
        String tile =
            "/" + zoom + "/" + limits.path("minTileRow") + "/" + limits.path("minTileCol");
        int expected = village.json(tileset + tile + "?f=geojson").path("features").size();
        if (expected == 0) {
          continue;
        }
        Path file = directory.resolve(layer.id() + "-" + zoom + ".pbf");
        try (InputStream in = URI.create(village.url(tileset + tile)).toURL().openStream()) {
          Files.copy(in, file);
        }
        String info = Tool.run(Map.of(), "ogrinfo", "-ro", "-al", "-so", "MVT:" + file);
        assertThat(info)
            .as(layer.id() + tile)
            .contains("Layer name: " + layer.id(), "Feature Count: " + expected)
            .doesNotContain("ERROR", "Warning");
        read++;
      }
    }
    assertThat(read).isGreaterThan(20);
  }
}
