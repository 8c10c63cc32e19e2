package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.tile.MvtReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles over HTTP, and what tells of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TilesTest {
  private static final String SET = "/api/tileMatrixSets/WebMercatorQuad";
  private static final String TILES = "/api/collections/stories/tiles";
  private static final String TILESET = TILES + "/WebMercatorQuad";
  private static final String WORLD = TILESET + "/0/0/0";
  private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
  private Village village;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
  }

  @AfterAll
  void close() {
    village.close();
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private static List<String> links(JsonNode json, String rel) {
    List<String> hrefs = new ArrayList<>();
    for (JsonNode link : json.path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        hrefs.add(link.path("href").asText());
      }
    }
    return hrefs;
  }

  @Test
  void theWayLeadsFromTheLandingPageToATile() throws Exception {
    JsonNode landing = village.json("/api");
    JsonNode sets = village.json(links(landing, REL + "tiling-schemes").get(0));
    assertThat(sets.path("tileMatrixSets").path(0).path("id").asText())
        .isEqualTo("WebMercatorQuad");
    assertThat(links(sets.path("tileMatrixSets").path(0), "item").get(0)).endsWith(SET);
    JsonNode collection = village.json("/api/collections/stories");
    JsonNode tilesets = village.json(links(collection, REL + "tilesets-vector").get(0));
    JsonNode listed = tilesets.path("tilesets").path(0);
    assertThat(listed.path("dataType").asText()).isEqualTo("vector");
    assertThat(listed.path("tileMatrixSetURI").asText())
        .isEqualTo("http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
    JsonNode tileset = village.json(links(listed, "self").get(0));
    String template = links(tileset, "item").get(0);
    String tile =
        template.replace("{tileMatrix}", "0").replace("{tileRow}", "0").replace("{tileCol}", "0");
    assertThat(type(village.get(tile))).isEqualTo("application/vnd.mapbox-vector-tile");
    JsonNode scheme = village.json(links(tileset, REL + "tiling-scheme").get(0));
    assertThat(scheme.path("id").asText()).isEqualTo("WebMercatorQuad");
  }

  @Test
  void theMatrixSetIsTheRegisteredOne() throws Exception {
    JsonNode set = village.json(SET);
    assertThat(set.path("crs").asText()).isEqualTo("http://www.opengis.net/def/crs/EPSG/0/3857");
    assertThat(set.path("tileMatrices").size()).isEqualTo(25);
    JsonNode first = set.path("tileMatrices").path(0);
    assertThat(first.path("scaleDenominator").asDouble()).isEqualTo(559082264.028717, within(1e-5));
    assertThat(first.path("cellSize").asDouble()).isEqualTo(156543.033928041, within(1e-8));
    assertThat(first.path("pointOfOrigin").toString())
        .isEqualTo("[-2.0037508342789244E7,2.0037508342789244E7]");
    assertThat(first.path("id").isTextual()).isTrue();
    JsonNode last = set.path("tileMatrices").path(24);
    assertThat(last.path("scaleDenominator").asDouble()).isEqualTo(33.3238997477002, within(1e-10));
    assertThat(last.path("matrixWidth").asLong()).isEqualTo(1L << 24);
  }

  private static org.assertj.core.data.Offset<Double> within(double by) {
    return org.assertj.core.api.Assertions.within(by);
  }

  @Test
  void theTilesetSaysWhatIsInIt() throws Exception {
    JsonNode tileset = village.json(TILESET);
    assertThat(tileset.path("tileMatrixSetLimits").size()).isEqualTo(25);
    assertThat(tileset.path("tileMatrixSetLimits").path(0).toString())
        .isEqualTo(
            "{\"tileMatrix\":\"0\",\"minTileRow\":0,\"maxTileRow\":0,\"minTileCol\":0,\"maxTileCol\":0}");
    JsonNode layer = tileset.path("layers").path(0);
    assertThat(layer.path("id").asText()).isEqualTo("stories");
    assertThat(layer.path("geometryType").asText()).isEqualTo("Point");
    JsonNode properties = layer.path("propertiesSchema").path("properties");
    assertThat(properties.path("title").path("type").asText()).isEqualTo("string");
    assertThat(properties.has("count_place")).isTrue();
    assertThat(tileset.path("boundingBox").path("lowerLeft").size()).isEqualTo(2);
    assertThat(tileset.path("centerPoint").path("coordinates").size()).isEqualTo(2);
  }

  @Test
  void tileJsonLeadsToTheSameTiles() throws Exception {
    HttpResponse<String> response = village.get(TILESET + "?f=tilejson");
    assertThat(type(response)).isEqualTo("application/vnd.mapbox.tile+json");
    assertThat(type(village.get(TILESET, "Accept", "application/vnd.mapbox.tile+json")))
        .isEqualTo("application/vnd.mapbox.tile+json");
    JsonNode json = Village.JSON.readTree(response.body());
    assertThat(json.path("tilejson").asText()).isEqualTo("3.0.0");
    assertThat(json.path("bounds").size()).isEqualTo(4);
    assertThat(json.path("vector_layers").path(0).path("id").asText()).isEqualTo("stories");
    assertThat(json.path("vector_layers").path(0).path("fields").path("title").asText())
        .isEqualTo("String");
    String tile = json.path("tiles").path(0).asText();
    assertThat(village.get(tile.replace("{z}", "0").replace("{y}", "0").replace("{x}", "0")).body())
        .isEqualTo(village.get(WORLD).body());
  }

  @Test
  void theCornersOfItsBoundsHaveTiles() throws Exception {
    JsonNode bounds = village.json(TILESET + "?f=tilejson").path("bounds");
    for (int corner = 0; corner < 4; corner++) {
      double longitude = bounds.path(corner % 2 * 2).asDouble();
      double latitude = Math.toRadians(bounds.path(corner / 2 * 2 + 1).asDouble());
      for (int zoom = 0; zoom <= 24; zoom++) {
        double all = Math.pow(2, zoom);
        long column = (long) ((longitude + 180) / 360 * all);
        double y = Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI;
        long row = (long) ((1 - y) / 2 * all);
        assertThat(village.get(TILESET + "/" + zoom + "/" + row + "/" + column).statusCode())
            .as("corner %d, zoom %d", corner, zoom)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void limitsAreWhereTheTilesAre() throws Exception {
    for (JsonNode l : village.json(TILESET).path("tileMatrixSetLimits")) {
      int zoom = l.path("tileMatrix").asInt();
      if (zoom > 14) {
        break;
      }
      int count = 0;
      for (int row = l.path("minTileRow").asInt(); row <= l.path("maxTileRow").asInt(); row++) {
        for (int c = l.path("minTileCol").asInt(); c <= l.path("maxTileCol").asInt(); c++) {
          HttpResponse<byte[]> tile = village.bytes(TILESET + "/" + zoom + "/" + row + "/" + c);
          assertThat(tile.statusCode()).isEqualTo(200);
          assertThat(type(tile)).isEqualTo("application/vnd.mapbox-vector-tile");
          count += MvtReader.read(tile.body()).stream().mapToInt(x -> x.features().size()).sum();
        }
      }
      assertThat(count).as("zoom %d", zoom).isEqualTo(3);
      if (zoom > 0) {
        String beside = "/" + l.path("minTileRow").asInt() + "/";
        int outside = (l.path("maxTileCol").asInt() + 1) % (1 << zoom);
        assertThat(village.get(TILESET + "/" + zoom + beside + outside).statusCode())
            .as("outside the limits of zoom %d", zoom)
            .isEqualTo(404);
      }
    }
  }

  @Test
  void aTileHoldsWhatItemsHold() throws Exception {
    MvtReader.Layer layer = MvtReader.read(village.bytes(WORLD).body()).get(0);
    JsonNode items = village.json("/api/collections/stories/items");
    JsonNode asJson = village.json(WORLD + "?f=geojson");
    assertThat(layer.features()).hasSize(items.path("features").size());
    for (JsonNode item : items.path("features")) {
      String id = item.path("id").asText();
      MvtReader.Drawn drawn =
          layer.features().stream()
              .filter(f -> id.equals(f.properties().get("id")))
              .findFirst()
              .orElseThrow();
      List<String> names = new ArrayList<>();
      item.path("properties").fieldNames().forEachRemaining(names::add);
      names.add("id");
      assertThat(drawn.properties().keySet()).containsExactlyInAnyOrderElementsOf(names);
      for (JsonNode f : asJson.path("features")) {
        if (f.path("id").asText().equals(id)) {
          assertThat(f.path("properties")).isEqualTo(item.path("properties"));
          assertThat(f.path("geometry")).isEqualTo(item.path("geometry"));
        }
      }
    }
    assertThat(asJson.path("features").size()).isEqualTo(layer.features().size());
  }

  @Test
  void hiddenThingsAreInNoTile() throws Exception {
    HttpResponse<String> houses =
        village.get("/api/collections/vacant-houses/tiles/WebMercatorQuad/0/0/0?f=geojson");
    JsonNode items = village.json("/api/collections/vacant-houses/items?limit=1000");
    assertThat(houses.statusCode()).isEqualTo(200);
    assertThat(Village.JSON.readTree(houses.body()).path("features").size())
        .isEqualTo(items.path("numberMatched").asInt());
    assertThat(village.get("/api/collections/ledger/tiles").statusCode()).isEqualTo(404);
    assertThat(village.get("/api/collections/ledger/tiles/WebMercatorQuad/0/0/0").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/vnd.mapbox-vector-tile",
        "application/vnd.mapbox-vector-tile | application/vnd.mapbox-vector-tile",
        "application/geo+json | application/geo+json",
        "application/json | application/geo+json",
        "text/html,*/*;q=0.1 | application/vnd.mapbox-vector-tile",
        "text/html | application/problem+json",
      })
  void theTileIsInTheFormThatTheCallerLikesBest(String accept, String type) throws Exception {
    HttpResponse<String> response = village.get(WORLD, "Accept", accept);
    if (accept.equals("text/html")) {
      assertThat(response.statusCode()).isEqualTo(406);
    } else {
      assertThat(type(response)).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/25/0/0",
        "/-1/0/0",
        "/0/1/0",
        "/0/0/1",
        "/3/8/0",
        "/3/0/8",
        "/3/2147483647/2147483647",
        "/3/99999999999999999999/0",
        "/x/0/0",
        "/0/y/0",
        "/0/0/0.5",
        "/00/0/0",
        "/0/0/0x"
      })
  void tilesThatThereAreNotAreNotFound(String tile) throws Exception {
    HttpResponse<String> response = village.get(TILESET + tile);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(type(response)).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/tileMatrixSets/WorldCRS84Quad, 404",
    "/api/collections/stories/tiles/WorldCRS84Quad, 404",
    "/api/collections/stories/tiles/WorldCRS84Quad/0/0/0, 404",
    "/api/collections/nope/tiles, 404",
    "/api/collections/nope/tiles/WebMercatorQuad, 404",
    "/api/collections/nope/tiles/WebMercatorQuad/0/0/0, 404",
    "/api/tileMatrixSets?x=1, 400",
    "/api/tileMatrixSets/WebMercatorQuad?x=1, 400",
    "/api/collections/stories/tiles?x=1, 400",
    "/api/collections/stories/tiles?f=mvt, 400",
    "/api/collections/stories/tiles/WebMercatorQuad?f=mvt, 400",
    "/api/collections/stories/tiles/WebMercatorQuad/0/0/0?f=json, 400",
    "/api/collections/stories/tiles/WebMercatorQuad/0/0/0?datetime=2020-01-01, 400",
  })
  void refusals(String path, int status) throws Exception {
    HttpResponse<String> response = village.get(path);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(type(response)).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/tileMatrixSets", SET, TILES, TILESET})
  void everythingButTilesIsAPageAsWell(String path) throws Exception {
    for (String query : List.of("?f=html", "?f=html&lang=en")) {
      HttpResponse<String> response = village.get(path + query);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(type(response)).startsWith("text/html");
      assertThat(response.body()).contains("<h1>");
    }
  }

  @Test
  void aWriteMakesTheTagOld() throws Exception {
    try (Village other = new Village()) {
      String tag = other.get(WORLD).headers().firstValue("ETag").orElseThrow();
      assertThat(other.get(WORLD, "If-None-Match", tag).statusCode()).isEqualTo(304);
      other.store.put(other.layer("stories"), List.of());
      HttpResponse<byte[]> empty = other.bytes(WORLD, "If-None-Match", tag);
      assertThat(empty.statusCode()).isEqualTo(200);
      assertThat(type(empty)).isEqualTo("application/vnd.mapbox-vector-tile");
      assertThat(empty.body()).isEmpty();
    }
  }
}
