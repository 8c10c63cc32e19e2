package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tries to find vacant houses whose owners have not agreed, by every door there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PrivacyContract {
  private static final String HOUSES = "/api/collections/vacant-houses";

  private Village village;
  private final List<JsonNode> hidden = new ArrayList<>();
  private final Set<String> listed = new TreeSet<>();

  /** Values of staff-only properties of any house, listed or not. */
  private final Set<String> secrets = new TreeSet<>();

  abstract TestDatabase newDatabase();

  @BeforeAll
  void start() throws IOException {
    village = Village.start(newDatabase(), null);
    Layer houses = village.layers().layer("vacant-houses").orElseThrow();
    try (InputStream in = getClass().getResourceAsStream("/maeul/demo/vacant-houses.geojson")) {
      for (JsonNode f : new ObjectMapper().readTree(in).get("features")) {
        if (f.at("/properties/consent").asText().equals("listed")) {
          listed.add(f.get("id").asText());
        } else {
          hidden.add(f);
        }
        for (Property p : houses.properties()) {
          String value = f.path("properties").path(p.name()).asText("");
          if (p.audience() != Audience.PUBLIC
              && p.type() == PropertyType.STRING
              && p.choices().isEmpty()
              && value.length() > 8) {
            secrets.add(value);
          }
        }
      }
    }
    assertThat(hidden).hasSizeGreaterThan(40);
    assertThat(listed).hasSizeGreaterThan(5);
    assertThat(secrets).hasSizeGreaterThan(100);
  }

  @AfterAll
  void stop() {
    if (village != null) {
      village.close();
    }
  }

  @Test
  void notByItsId() {
    for (JsonNode house : hidden) {
      String id = house.get("id").asText();
      for (String format : List.of("json", "html")) {
        HttpResponse<String> answer = village.get(HOUSES + "/items/" + id + "?f=" + format);
        HttpResponse<String> nobody = village.get(HOUSES + "/items/house-nobody?f=" + format);
        assertThat(answer.statusCode()).isEqualTo(404).isEqualTo(nobody.statusCode());
        assertThat(answer.body().replace(id, "house-nobody")).isEqualTo(nobody.body());
      }
      assertThat(village.json(HOUSES + "/items?id=" + encode(id) + "&limit=10").path("features"))
          .isEmpty();
    }
  }

  @Test
  void notByABoxAroundIt() {
    for (JsonNode house : hidden) {
      double x = house.at("/geometry/coordinates/0").asDouble();
      double y = house.at("/geometry/coordinates/1").asDouble();
      String box =
          String.format(Locale.ROOT, "%f,%f,%f,%f", x - 1e-5, y - 1e-5, x + 1e-5, y + 1e-5);
      JsonNode answer = village.json(HOUSES + "/items?bbox=" + box);
      assertThat(answer.get("numberMatched").asInt()).as(box).isZero();
      assertThat(answer.get("features")).isEmpty();
    }
  }

  @Test
  void notByPagingSortingOrCounting() {
    for (String order : List.of("", "&sortby=title", "&sortby=-builtYear,grade", "&sortby=dong")) {
      Set<String> seen = new TreeSet<>();
      for (JsonNode page : village.pages(HOUSES + "/items?limit=1" + order)) {
        assertThat(page.get("numberMatched").asInt()).isEqualTo(listed.size());
        page.get("features").forEach(f -> seen.add(f.get("id").asText()));
      }
      assertThat(seen).as(order).isEqualTo(listed);
    }
    assertThat(village.json(HOUSES + "/items?offset=0&limit=10000").get("features"))
        .hasSize(listed.size());
    assertThat(village.json(HOUSES + "/items?offset=" + listed.size()).get("features")).isEmpty();
  }

  @Test
  void notByAPropertyForStaff() {
    Layer layer = village.layers().layer("vacant-houses").orElseThrow();
    List<Property> staffOnly =
        layer.properties().stream().filter(p -> p.audience() != Audience.PUBLIC).toList();
    assertThat(staffOnly)
        .extracting(Property::name)
        .contains("address", "ownerType", "pnu", "consent");
    for (Property p : staffOnly) {
      for (String query :
          List.of(
              p.name() + "=x",
              "sortby=" + p.name(),
              "sortby=-" + p.name(),
              "properties=" + p.name())) {
        // It ends as the other does: the Korean particle after a name goes by its last letter.
        String none = "noSuchThing" + p.name().substring(p.name().length() - 1);
        HttpResponse<String> answer = village.get(HOUSES + "/items?" + query);
        HttpResponse<String> unknown =
            village.get(HOUSES + "/items?" + query.replace(p.name(), none));
        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        assertThat(answer.body().replace(p.name(), none)).isEqualTo(unknown.body());
      }
    }
    for (String path : List.of("/schema", "/queryables", "/sortables")) {
      JsonNode properties = village.json(HOUSES + path).get("properties");
      staffOnly.forEach(
          p -> assertThat(properties.has(p.name())).as(path + " " + p.name()).isFalse());
    }
    String collection = village.get(HOUSES + "?f=json").body();
    ObjectNode document = (ObjectNode) village.json("/api/openapi?f=json");
    // What planners send of a house is described to anyone, and tells of no house.
    document
        .withObject("/paths")
        .properties()
        .removeIf(path -> path.getKey().startsWith("/houses"));
    String openApi = document.toString();
    for (Property p : staffOnly) {
      if (village.layers().all().stream()
          .filter(l -> l != layer)
          .allMatch(l -> l.property(p.name()).isEmpty())) {
        assertThat(collection).doesNotContain('"' + p.name() + '"');
        assertThat(openApi).doesNotContain('"' + p.name() + '"');
      }
    }
  }

  @Test
  void notByFiltersOnWhatIsPublic() {
    for (JsonNode house : hidden) {
      for (String name : List.of("dong", "title", "builtYear", "grade", "houseType")) {
        JsonNode value = house.at("/properties/" + name);
        if (!value.isMissingNode()) {
          JsonNode answer =
              village.json(HOUSES + "/items?limit=1000&" + name + "=" + encode(value.asText()));
          answer.get("features").forEach(f -> assertThat(listed).contains(f.get("id").asText()));
        }
      }
    }
  }

  @Test
  void notBySearch() {
    for (JsonNode house : hidden) {
      for (String name : List.of("title", "address", "roadAddress", "managementNumber", "pnu")) {
        String text = house.at("/properties/" + name).asText("");
        if (!text.isEmpty()) {
          String q = encode(text);
          village
              .json("/api/search?limit=100&q=" + q)
              .get("features")
              .forEach(
                  f -> {
                    if (f.at("/properties/layer").asText().equals("vacant-houses")) {
                      assertThat(listed).contains(f.get("id").asText());
                    }
                  });
          assertThat(village.json(HOUSES + "/items?q=" + q).get("features"))
              .allMatch(f -> listed.contains(f.get("id").asText()));
        }
      }
    }
  }

  /** Whoever takes the listed houses away from what is published learns of no few hidden ones. */
  @Test
  void notByTheSummary() {
    // Five in all, three of them hidden: the count alone would be shown.
    List<String> added = List.of("listed-a", "listed-b");
    added.forEach(
        id ->
            PlannedHouses.add(
                village,
                id,
                127.143,
                35.808,
                Map.of(
                    "evidence",
                    "confirmed",
                    "consent",
                    "listed",
                    "dong",
                    "서서학동",
                    "grade",
                    "reuse")));
    try {
      checkSummary();
    } finally {
      PlannedHouses.remove(village, added);
    }
  }

  private void checkSummary() {
    JsonNode summary = village.json(HOUSES + "/summary");
    JsonNode listed = village.json(HOUSES + "/summary?by=dong,grade");
    long shown = 0;
    for (JsonNode group : summary.get("groups")) {
      JsonNode seen = of(listed.get("groups"), group.get("value"));
      checkCount(group, seen, 5);
      shown += group.get("count").asLong(0);
      long withheld = 0;
      for (JsonNode cell : group.path("cells")) {
        checkCount(cell, of(seen.path("cells"), cell.get("value")), 0);
        withheld += cell.get("count").isNull() ? 1 : 0;
      }
      assertThat(withheld).as("all or none: %s", group).isIn(0L, (long) group.path("cells").size());
    }
    assertThat(summary.get("publishedTotal").asLong()).isEqualTo(shown);
    assertThat(summary.get("groups")).anyMatch(g -> g.get("count").isNull());
    assertThat(village.get(HOUSES + "/summary?dong=" + encode("노송동")).statusCode()).isEqualTo(400);
    assertThat(village.get(HOUSES + "/summary?bbox=127,35,128,36").statusCode()).isEqualTo(400);
  }

  private static JsonNode of(JsonNode counts, JsonNode value) {
    for (JsonNode one : counts) {
      if (one.get("value").equals(value)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  private static void checkCount(JsonNode published, JsonNode listed, int least) {
    if (published.get("count").isNull()) {
      assertThat(published.get("suppressed").asBoolean()).isTrue();
    } else {
      long hidden = published.get("count").asLong() - listed.path("count").asLong(0);
      assertThat(hidden == 0 && least == 0 || hidden >= 5)
          .as("%d of %s", hidden, published)
          .isTrue();
    }
  }

  /** Everything that can be reached by links, and what no link leads to. */
  @Test
  void nothingThatIsServedTellsASecret() {
    List<String> paths =
        new ArrayList<>(List.of("/", "/config.json", "/api?f=html", "/api/openapi?f=json"));
    for (Layer layer : village.listed()) {
      String items = "/api/collections/" + layer.id() + "/items";
      for (String format : List.of("json", "html")) {
        paths.add("/api/collections/" + layer.id() + "?f=" + format);
        paths.add(items + "?limit=1000&f=" + format);
        for (JsonNode f : village.json(items + "?limit=1000").get("features")) {
          paths.add(items + "/" + encode(f.get("id").asText()) + "?f=" + format);
        }
      }
    }
    paths.addAll(tiles());
    for (String path : paths) {
      HttpResponse<String> answer = village.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      for (String secret : secrets) {
        assertThat(answer.body().contains(secret)).as("%s tells %s", path, secret).isFalse();
      }
      for (JsonNode house : hidden) {
        String title = house.at("/properties/title").asText("");
        assertThat(answer.body().contains(title)).as("%s names %s", path, title).isFalse();
      }
    }
  }

  /** A layer of which the public sees nothing is no layer to it, and no word of it is told. */
  @Test
  void whatHappenedToAHouseIsNobodysBusiness() throws IOException {
    String events = "/api/collections/house-events";
    for (String path :
        List.of(
            "",
            "/items",
            "/items/event-persimmon-contact",
            "/schema",
            "/summary?by=kind",
            "/tiles/WebMercatorQuad/0/0/0")) {
      HttpResponse<String> answer = village.get(events + path);
      HttpResponse<String> none = village.get("/api/collections/house-nothing" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body().replace("house-events", "house-nothing"))
          .as(path)
          .isEqualTo(none.body());
    }
    assertThat(village.get("/api/collections").body()).doesNotContain("house-events");
    assertThat(village.get("/api/search?q=" + encode("소유자와 첫 통화")).body())
        .doesNotContain("event-persimmon");
    assertThat(village.layers().layer("house-events").orElseThrow().viewFor(Audience.STAFF).empty())
        .as("nor of staff who are no planners")
        .isTrue();
    try (InputStream in = getClass().getResourceAsStream("/maeul/demo/house-events.geojson")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .as("the demo content has what is looked for")
          .contains("소유자와 첫 통화", "event-persimmon-contact");
    }
  }

  /** What tells of tiles, and tiles of far and near zooms in both forms. */
  private List<String> tiles() {
    List<String> paths = new ArrayList<>();
    for (Layer layer : village.listed()) {
      String tileset = "/api/collections/" + layer.id() + "/tiles/WebMercatorQuad";
      paths.addAll(List.of(tileset, tileset + "?f=tilejson", tileset + "?f=html"));
      for (JsonNode l : village.json(tileset).get("tileMatrixSetLimits")) {
        int zoom = l.get("tileMatrix").asInt();
        boolean isNear = zoom == 15 && layer.id().equals("vacant-houses");
        if (zoom != 0 && zoom != 12 && !isNear) {
          continue;
        }
        int east = Math.min(l.get("maxTileCol").asInt(), l.get("minTileCol").asInt() + 20);
        int south = Math.min(l.get("maxTileRow").asInt(), l.get("minTileRow").asInt() + 20);
        for (int row = l.get("minTileRow").asInt(); row <= south; row++) {
          for (int column = l.get("minTileCol").asInt(); column <= east; column++) {
            String tile = tileset + "/" + zoom + "/" + row + "/" + column;
            paths.addAll(List.of(tile, tile + "?f=geojson"));
          }
        }
      }
    }
    return paths;
  }

  @Test
  void notByCountingTiles() {
    JsonNode world = village.json(HOUSES + "/tiles/WebMercatorQuad/0/0/0?f=geojson");
    long sum = 0;
    for (JsonNode f : world.get("features")) {
      sum += f.at("/properties/count").asLong(1);
    }
    assertThat(sum).isLessThanOrEqualTo(listed.size());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
