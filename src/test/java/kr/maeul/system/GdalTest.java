package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.layer.Layer;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GDAL's OGC API driver, which QGIS uses too, reads every layer. */
@Tag("gdal")
class GdalTest {
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
  void ogrinfoListsEveryLayer() {
    String list = Tool.run(Map.of(), "ogrinfo", "-ro", "OAPIF:" + village.url("/api"));
    for (Layer layer : village.listed()) {
      assertThat(list).contains(": " + layer.id() + " (title: " + layer.title().ko() + ")");
    }
  }

  @Test
  void ogr2ogrCopiesEveryLayerWithTheCountTheApiReports() throws IOException {
    for (Layer layer : village.listed()) {
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
  @Tag("proj")
  @ParameterizedTest
  @ValueSource(ints = {5179, 5181, 5186, 3857})
  void answersInOtherSystemsAreWhatProjGives(int epsg) throws IOException {
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

  /**
   * What {@code -where} says goes to the service as a whole, and finds what the API's own filter
   * finds and what GDAL finds in a copy.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "stories        | theme = 'angel'            | theme = 'angel'",
        "stories        | theme <> 'angel'           | theme <> 'angel'",
        "vacant-houses  | grade = 'reuse' AND builtYear >= 1970 | grade = 'reuse' AND builtYear >= 1970",
        "vacant-houses  | builtYear < 1970           | builtYear < 1970",
        "vacant-houses  | builtYear <= 1970          | builtYear <= 1970",
        "vacant-houses  | builtYear > 1970           | builtYear > 1970",
        "vacant-houses  | builtYear BETWEEN 1965 AND 1979 | builtYear BETWEEN 1965 AND 1979",
        "vacant-houses  | floorAreaSquareMetres > 55.5 | floorAreaSquareMetres > 55.5",
        "vacant-houses  | NOT (rooms = 3)            | rooms <> 3",
        "vacant-houses  | waterConnected = 1         | waterConnected",
        "vacant-houses  | waterConnected <> 1        | NOT waterConnected",
        "stories        | title LIKE '%노송%'        | title LIKE '%노송%'",
        "stories        | titleEn ILIKE '%NOSONG%'   | CASEI(titleEn) LIKE CASEI('%nosong%')",
        "stories        | titleEn NOT LIKE 'The %'   | titleEn NOT LIKE 'The %'",
        "stories        | theme = 'angel' OR theme = 'arts' | theme IN ('angel', 'arts')",
        "stories        | address IS NULL            | address IS NULL",
        "stories        | \"from\" >= '2014-01-01' | from >= DATE('2014-01-01')",
        "stories        | \"from\" < '2014-01-01'  | from < DATE('2014-01-01')",
        "programmes     | startsAt > '2027-01-01'    | startsAt > TIMESTAMP('2027-01-01T00:00:00Z')",
        "programmes     | startsAt <= '2026/12/16 10:00:00' | startsAt <= TIMESTAMP('2026-12-16T10:00:00Z')",
      })
  void conditionsArePushedDown(String layer, String where, String filter) {
    String items = "/api/collections/" + layer + "/items?limit=1000&";
    long all = matched(items);
    long expected = matched(items + "filter=" + encode(filter));
    assertThat(expected).isPositive().isLessThan(all);
    String output = ogrinfo(layer, "-where", where);
    assertThat(output)
        .contains("filter=", "&filter-lang=cql-text", "Feature Count: " + expected + "\n")
        .doesNotContain("client side");
    String copy = directory.resolve(layer + "-copy.geojson").toString();
    Tool.run(Map.of(), "ogr2ogr", "-f", "GeoJSON", copy, "OAPIF:" + village.url("/api"), layer);
    assertThat(Tool.run(Map.of(), "ogrinfo", "-ro", "-al", "-so", "-where", where, copy))
        .contains("Feature Count: " + expected + "\n");

    long there = placed(items + "bbox=127.15,35.82,127.16,35.83&filter=" + encode(filter));
    assertThat(ogrinfo(layer, "-where", where, "-spat", "127.15", "35.82", "127.16", "35.83"))
        .contains("bbox=", "&filter-lang=cql-text", "Feature Count: " + there + "\n");
  }

  /** GDAL sends neither lists nor reckoning; it asks for everything and looks itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "theme IN ('angel', 'arts') | theme IN ('angel', 'arts')",
        "year + 1 > 1970            | year + 1 > 1970",
        "id = 'angel-of-nosong'     | id = 'angel-of-nosong'",
      })
  void whatIsNotPushedDownIsFoundToo(String where, String filter) {
    long expected = matched("/api/collections/stories/items?filter=" + encode(filter));
    assertThat(expected).isPositive();
    assertThat(ogrinfo("stories", "-where", where))
        .contains("Feature Count: " + expected + "\n")
        .doesNotContain("filter=");
  }

  private static String ogrinfo(String layer, String... options) {
    List<String> command = new ArrayList<>(List.of("ogrinfo", "-ro", "-so"));
    command.addAll(List.of(options));
    command.addAll(List.of("OAPIF:" + village.url("/api"), layer));
    return Tool.run(Map.of("CPL_DEBUG", "OAPIF,HTTP"), command.toArray(String[]::new));
  }

  private static long matched(String path) {
    return village.json(path).get("numberMatched").asLong();
  }

  /** In a box there is what has no place as well, which GDAL does not show. */
  private static long placed(String path) {
    long count = 0;
    for (JsonNode feature : village.json(path).get("features")) {
      count += feature.get("geometry").isNull() ? 0 : 1;
    }
    return count;
  }

  private static String encode(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  @Test
  void theSpatialFilterIsPushedDown() {
    String output = ogrinfo("stories", "-spat", "127.15", "35.82", "127.16", "35.83");
    long expected =
        placed("/api/collections/stories/items?limit=1000&bbox=127.15,35.82,127.16,35.83");
    assertThat(output).contains("bbox=").contains("Feature Count: " + expected);
    assertThat(expected).isPositive();
  }
}
