package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.Progress;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.cql.CqlOracle;
import kr.maeul.feature.cql.CqlWriter;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.parts.Part;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.io.WKBReader;

/**
 * The tables of the CQL2 standard's abstract tests: predicates over three layers of Natural Earth,
 * and how many features each finds. Neither is ours to copy, so both stand beside the repository:
 * {@code data/natural-earth} with a GeoJSON file a layer ({@code ne_110m_….json}) and {@code
 * predicates.tsv} with layer, number and predicate in each line.
 */
@Tag("natural-earth")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NaturalEarthContract {
  private static final Path LAYERS = Path.of("src/test/resources/natural-earth-layers");

  private static final Path DATA = Part.shared().resolve("data/natural-earth");

  private final Map<String, List<Feature>> features = new HashMap<>();
  private Village village;

  /** A line of the table. */
  private record Line(String layer, int expected, String predicate) {}

  abstract TestDatabase newDatabase();

  @BeforeAll
  void load() throws Exception {
    village = Village.start(newDatabase(), LAYERS);
    for (Map.Entry<String, Integer> e :
        Map.of(
                "ne_110m_populated_places_simple", 243,
                "ne_110m_admin_0_countries", 177,
                "ne_110m_rivers_lake_centerlines", 13)
            .entrySet()) {
      Layer layer = village.layers().layer(id(e.getKey())).orElseThrow();
      ImportRequest request =
          ImportRequest.of(layer, DataFile.of(DATA.resolve(e.getKey() + ".json")), LoadMode.INSERT)
              .build();
      ImportReport report =
          new Importer(village.store(), new CrsRegistry()).run(request, Progress.NONE);
      assertThat(report.problems()).isEmpty();
      assertThat(report.result().inserted()).isEqualTo(e.getValue().longValue());
      features.put(layer.id(), stored(layer));
    }
  }

  private List<Feature> stored(Layer layer) throws Exception {
    View view = layer.viewFor(Audience.PUBLIC);
    List<Feature> all = new ArrayList<>();
    FeatureQuery everything = FeatureQuery.of(List.of(), 10_000).properties(view.properties());
    try (FeatureCursor c = village.store().find(view, everything)) {
      while (c.next()) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Property> properties = c.properties();
        for (int i = 0; i < properties.size(); i++) {
          if (c.value(i) != null) {
            values.put(properties.get(i).name(), c.value(i));
          }
        }
        all.add(new Feature(c.id(), new WKBReader().read(c.geometryWkb()), values));
      }
    }
    return all;
  }

  @AfterAll
  void stop() {
    if (village != null) {
      village.close();
    }
  }

  @Test
  void everyPredicateFindsAsManyAsTheStandardSays() throws Exception {
    List<Line> table = table();
    assertThat(table).hasSizeGreaterThan(300);
    List<String> wrong = new ArrayList<>();
    for (Line line : table) {
      Layer layer = village.layers().layer(line.layer()).orElseThrow();
      int naive = 0;
      for (Feature f : features.get(line.layer())) {
        naive += CqlOracle.matches(layer, f, line.predicate()) ? 1 : 0;
      }
      String text = count(line.layer(), "filter=" + encode(line.predicate()));
      String json =
          count(
              line.layer(),
              "filter-lang=cql2-json&filter=" + encode(CqlWriter.jsonOf(line.predicate())));
      String expected = Integer.toString(line.expected());
      if (!text.equals(expected) || !json.equals(expected) || naive != line.expected()) {
        wrong.add(line + ": text " + text + ", JSON " + json + ", naive " + naive);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private String count(String layer, String query) {
    HttpResponse<String> answer =
        village.get("/api/collections/" + layer + "/items?f=json&limit=1&" + query);
    return answer.statusCode() == 200
        ? answer.body().replaceAll("(?s).*\"numberMatched\":(\\d+).*", "$1")
        : answer.body();
  }

  private static List<Line> table() throws IOException {
    List<Line> table = new ArrayList<>();
    for (String line : Files.readAllLines(DATA.resolve("predicates.tsv"))) {
      String[] cells = line.split("\t", 3);
      table.add(new Line(id(cells[0]), Integer.parseInt(cells[1]), cells[2]));
    }
    return table;
  }

  /** Layers of ours have hyphens in their ids. */
  private static String id(String name) {
    return name.replace('_', '-');
  }

  private static String encode(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }
}
