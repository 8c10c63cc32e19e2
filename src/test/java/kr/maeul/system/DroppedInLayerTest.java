package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Layer;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;

/**
 * A layer that is nothing but a file in {@code MAEUL_LAYERS_DIR} is in API, HTML, map, list and
 * legend.
 */
class DroppedInLayerTest {
  private static final String WELLS =
      """
      { "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "old-wells", "title": "옛 우물", "x-maeul-en": "Old wells", "type": "object",
        "x-maeul-accent": "#1d5f8a", "x-maeul-symbol": "hexagon", "x-maeul-view": "sites",
        "required": ["location"],
        "properties": {
          "location": { "format": "geometry-point", "x-ogc-role": "primary-geometry" },
          "name": { "type": "string", "title": "이름", "x-maeul-en": "Name", "x-maeul-role": "title" },
          "depthMetres": { "type": "number", "title": "깊이", "x-maeul-en": "Depth", "x-ogc-unit": "m" },
          "keeper": { "type": "string", "title": "지킴이", "x-maeul-audience": "staff" } } }
      """;

  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() throws IOException {
    Path layers = Files.createDirectories(directory.resolve("layers"));
    Files.writeString(layers.resolve("old-wells.schema.json"), WELLS);
    village = Village.start(TestDatabase.h2gisWithDemo(directory.resolve("data")), layers);
    Layer wells = village.layers().layer("old-wells").orElseThrow();
    try (FeatureLoad load = village.store().load(wells, LoadMode.INSERT)) {
      var point = GeoJsonGeometry.FACTORY.createPoint(new Coordinate(127.155, 35.8235));
      load.add(
          1,
          new Feature(
              "w1", point, Map.of("name", "느티나무 우물", "depthMetres", 6.5, "keeper", "비밀 지킴이")));
      load.conflicts(1);
      load.commit();
    }
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @Test
  void isInTheApi() {
    JsonNode collections = village.json("/api/collections?f=json").get("collections");
    assertThat(collections).anyMatch(c -> c.get("id").asText().equals("old-wells"));
    JsonNode items = village.json("/api/collections/old-wells/items?depthMetres=6.5");
    assertThat(items.at("/features/0/properties/name").asText()).isEqualTo("느티나무 우물");
    assertThat(items.toString()).doesNotContain("지킴이");
    assertThat(
            village
                .json("/api/collections/old-wells/schema")
                .at("/properties/depthMetres/x-ogc-unit")
                .asText())
        .isEqualTo("m");
    assertThat(village.json("/api/search?q=%E3%84%B4%E3%85%8C").get("features"))
        .anyMatch(f -> f.at("/properties/layer").asText().equals("old-wells"));
    assertThat(village.get("/api/openapi?f=json").body()).contains("/collections/old-wells/items");
  }

  @Test
  void isInTheHtml() {
    assertThat(village.get("/api/collections?f=html").body()).contains("옛 우물");
    assertThat(village.get("/api/collections/old-wells/items/w1?f=html&lang=ko").body())
        .contains("느티나무 우물", "깊이", "6.5");
    assertThat(village.get("/api/collections/old-wells/items/w1?f=html&lang=en").body())
        .contains("Depth");
  }

  @Tag("browser")
  @Test
  void isOnThePage() {
    try (Browser browser = Browser.open(360, 740, List.of())) {
      Page page = browser.page();
      page.navigate(village.url("/"));
      page.locator("[data-view=layers]").click();
      page.getByText("옛 우물").first().waitFor();
      page.locator("[data-view=sites]").click(); // beside the layers that come with the service
      page.locator("#list [data-feature='old-wells/w1']").waitFor();
      page.navigate(village.url("/?item=old-wells/w1"));
      page.getByText("느티나무 우물").first().waitFor();
      page.getByText("6.5").first().waitFor();
      browser.assertNoErrors();
    }
  }
}
