package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The layers and the demo content of the product, served from the embedded database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoOnH2GisTest {
  private SqlFeatureStore store;
  private LayerCatalog layers;
  private Village village;

  @BeforeAll
  void open(@TempDir Path directory) throws Exception {
    layers = new LayerFiles().read(Path.of("data/layers")).catalog();
    TestDatabase database = TestDatabase.h2gis(directory);
    store = SqlFeatureStore.open(database.settings(), directory, layers);
    for (Layer layer : layers.all()) {
      Path file = Path.of("data/demo", layer.id() + ".geojson");
      if (Files.exists(file)) {
        List<Feature> features =
            Village.parse(layer, Village.JSON.readTree(file.toFile()).path("features"));
        try (FeatureLoad load = store.load(layer, LoadMode.REPLACE)) {
          for (int i = 0; i < features.size(); i++) {
            load.add(i, features.get(i));
          }
          load.conflicts(1);
          load.commit();
        }
      }
    }
    village = new Village(Map.of(), layers, store);
  }

  @AfterAll
  void close() {
    village.close();
    store.close();
  }

  @Test
  void everythingThatIsLinkedAnswers() throws Exception {
    List<String> pages = new Crawler(village).pages("/api?f=html");
    assertThat(pages.stream().filter(p -> p.contains("/items/")).count()).isGreaterThan(50);
    assertThat(new Crawler(village).data("/api")).hasSizeGreaterThan(100);
  }

  /**
   * As the official suite for Features reads a layer's times: both ends have to be instants, and
   * parts of what lies between them are asked for, by a duration too.
   */
  @Test
  void timesOfALayerHaveTwoEnds() throws Exception {
    List<String> timed = new ArrayList<>();
    for (JsonNode collection : village.json("/api/collections").path("collections")) {
      JsonNode temporal = collection.path("extent").path("temporal");
      if (!temporal.isMissingNode()) {
        timed.add(collection.path("id").asText());
        Instant from = Instant.parse(temporal.at("/interval/0/0").asText());
        Instant until = Instant.parse(temporal.at("/interval/0/1").asText());
        Instant quarter = from.plus(Duration.between(from, until).dividedBy(4));
        String day = quarter.toString().substring(0, 10);
        for (String datetime :
            List.of(from.toString(), quarter + "/" + until, day + "/P2D", day + "/P1M")) {
          String items = "/api/collections/" + collection.path("id").asText() + "/items";
          assertThat(village.get(items + "?datetime=" + datetime).statusCode())
              .as(items + datetime)
              .isEqualTo(200);
        }
      }
    }
    assertThat(timed)
        .contains("residents-councils", "programmes") // everything in them has ended, or will
        .doesNotContain("stories", "regeneration-sites"); // some goes on
  }

  @Test
  void everyLayerCanBeAskedByEveryParameterThatItNames() throws Exception {
    for (JsonNode collection : village.json("/api/collections").path("collections")) {
      String path = "/api/collections/" + collection.path("id").asText();
      List<String> queries = new ArrayList<>();
      queries.add("bbox=127.1,35.8,127.2,35.9");
      queries.add("bbox=170,-80,-170,80");
      queries.add("datetime=2010-01-01/..");
      queries.add("q=%EB%85%B8%EC%86%A1");
      queries.add("q=%E3%84%B4%E3%85%85%E3%84%B7");
      queries.add("properties=");
      village
          .json(path + "/sortables")
          .path("properties")
          .fieldNames()
          .forEachRemaining(name -> queries.add("limit=3&sortby=-" + name));
      JsonNode properties = village.json(path + "/queryables").path("properties");
      properties
          .properties()
          .forEach(
              p -> {
                String value = anyValue(p.getValue());
                if (value != null) {
                  queries.add(p.getKey() + "=" + value);
                }
              });
      for (String query : queries) {
        HttpResponse<String> response = village.get(path + "/items?" + query);
        assertThat(response.statusCode())
            .as("%s?%s %s", path, query, response.body())
            .isEqualTo(200);
        sumOverPagesIsExact(path + "/items?" + query);
      }
    }
  }

  private void sumOverPagesIsExact(String query) throws Exception {
    long sum = 0;
    long matched = -1;
    String next = query;
    while (next != null) {
      JsonNode page = village.json(next);
      sum += page.path("numberReturned").asLong();
      matched = page.path("numberMatched").asLong();
      next = null;
      for (JsonNode link : page.path("links")) {
        next = link.path("rel").asText().equals("next") ? link.path("href").asText() : next;
      }
    }
    assertThat(sum).as(query).isEqualTo(matched);
  }

  private static String anyValue(JsonNode schema) {
    JsonNode one = schema.path("type").asText().equals("array") ? schema.path("items") : schema;
    if (one.has("oneOf")) {
      return one.path("oneOf").path(0).path("const").asText();
    }
    return switch (one.path("type").asText() + one.path("format").asText()) {
      case "stringdate" -> "2019-01-01";
      case "stringdate-time" -> "2019-01-01T00:00:00Z";
      case "integer", "number" -> "1";
      case "boolean" -> "true";
      default -> one.path("format").asText().startsWith("geometry") ? null : "x";
    };
  }
}
