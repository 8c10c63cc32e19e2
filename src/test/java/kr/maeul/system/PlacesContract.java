package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Layer;
import kr.maeul.parts.Seed;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Reference systems, nearness, containment and counts over HTTP, on the demo content. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlacesContract {
  private static final String ITEMS = "/api/collections/facilities/items";
  private static final String HOUSES = "/api/collections/vacant-houses";
  private static final String HALL = "127.148,35.8243";

  private Village village;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void start() {
    village = Village.start(newDatabase(), null);
    add("facilities", "golden-1", 127.14801122677846, 35.82430626863803);
    add("facilities", "golden-2", 127.158363, 35.824363);
    add("school-coops", "london", -0.1, 51.5);
    add("school-coops", "nowhere", null);
  }

  private void add(String layerId, String id, double lon, double lat) {
    add(layerId, id, GeoJsonGeometry.FACTORY.createPoint(new Coordinate(lon, lat)));
  }

  private void add(String layerId, String id, Geometry place) {
    Layer layer = village.layers().layer(layerId).orElseThrow();
    try (FeatureLoad load = village.store().load(layer, LoadMode.INSERT)) {
      load.add(1, new Feature(id, place, Map.of()));
      load.conflicts(1);
      load.commit();
    }
  }

  @AfterAll
  void stop() {
    if (village != null) {
      village.close();
    }
  }

  // ---- reference systems ----

  /** Easting and northing as PROJ has them; the answer has them in the order of the registry. */
  @ParameterizedTest
  @CsvSource({
    "5179, 968205.81, 1758703.88, 969140.88, 1758706.86, true",
    "5181, 213374.78, 258560.25, 214310.19, 258568.01, true",
    "5186, 213374.78, 358560.25, 214310.19, 358568.01, true",
    "5174, 213302.26, 258253.40, 214237.68, 258261.14, true",
    "2097, 213563.42, 258253.80, 214498.83, 258261.57, true",
    "3857, 14154051.87, 4276473.04, 14155204.22, 4276480.83, false",
    "4326, 127.14801122677846, 35.82430626863803, 127.158363, 35.824363, true",
  })
  void goldenValuesHoldOverHttp(
      int epsg, double x1, double y1, double x2, double y2, boolean northFirst) {
    String uri = "http://www.opengis.net/def/crs/EPSG/0/" + epsg;
    for (String name : List.of(uri, "%5BEPSG:" + epsg + "%5D", "EPSG:" + epsg)) {
      String path = ITEMS + "?id=golden-1,golden-2&crs=" + name;
      HttpResponse<String> answer = village.get(path, "Accept", "application/geo+json");
      assertThat(answer.headers().firstValue("Content-Crs")).hasValue("<" + uri + ">");
      JsonNode features = village.json(path).get("features");
      double tolerance = epsg == 4326 ? 1e-6 : 0.1;
      check(features.get(0), x1, y1, northFirst, tolerance);
      check(features.get(1), x2, y2, northFirst, tolerance);
      JsonNode item = village.json(ITEMS + "/golden-2?crs=" + name);
      check(item, x2, y2, northFirst, tolerance);
      assertThat(
              village
                  .get(ITEMS + "/golden-2?f=json&crs=" + name)
                  .headers()
                  .firstValue("Content-Crs"))
          .hasValue("<" + uri + ">");
    }
  }

  private static void check(JsonNode f, double x, double y, boolean northFirst, double tolerance) {
    JsonNode c = f.at("/geometry/coordinates");
    assertThat(c.get(northFirst ? 1 : 0).asDouble()).isCloseTo(x, within(tolerance));
    assertThat(c.get(northFirst ? 0 : 1).asDouble()).isCloseTo(y, within(tolerance));
  }

  @Test
  void theStoredSystemIsTheDefaultAndIsNamed() {
    String crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    for (String path : List.of(ITEMS + "?f=json", ITEMS + "/golden-1?f=json")) {
      assertThat(village.get(path).headers().firstValue("Content-Crs")).hasValue("<" + crs84 + ">");
    }
    JsonNode collection = village.json("/api/collections/facilities");
    assertThat(collection.get("storageCrs").asText()).isEqualTo(crs84);
    List<String> listed = new ArrayList<>();
    collection.get("crs").forEach(n -> listed.add(n.asText()));
    assertThat(listed).hasSize(8).startsWith(crs84);
    for (String uri : listed) {
      assertThat(village.json(ITEMS + "?limit=1&crs=" + uri).get("features")).hasSize(1);
    }
    assertThat(village.json("/api/conformance").toString())
        .contains("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
    HttpResponse<String> unknown =
        village.get(ITEMS + "?lang=en&crs=http://www.opengis.net/def/crs/EPSG/0/27700");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains(listed);
  }

  /**
   * A box of the system holds just those whose coordinates in the system are inside. On its very
   * edge (a rounded coordinate, the two centimetres of {@code Projection.toLonLat}) either is
   * right.
   */
  @ParameterizedTest
  @EnumSource(Crs.class)
  void boxesInASystemHoldWhatHasCoordinatesInThem(Crs crs) {
    Seed seed = Seed.of("boxes");
    Random random = seed.random();
    Map<String, double[]> all = new TreeMap<>();
    for (JsonNode f : village.json(ITEMS + "?limit=1000&crs=" + crs.uri()).get("features")) {
      JsonNode c = f.at("/geometry/coordinates");
      all.put(f.get("id").asText(), new double[] {c.get(0).asDouble(), c.get(1).asDouble()});
    }
    double unit = crs.isLonLat() ? 0.01 : 1000;
    double edge = crs.isLonLat() ? 1e-7 : 0.03;
    List<double[]> places = List.copyOf(all.values());
    for (int i = 0; i < 25; i++) {
      double[] at = places.get(random.nextInt(places.size()));
      double big = random.nextInt(5) == 0 && !crs.isLonLat() ? 200 : 1;
      double a = at[0] - random.nextDouble() * unit * big;
      double b = at[1] - random.nextDouble() * unit;
      double c = at[0] + random.nextDouble() * unit * big;
      double d = at[1] + random.nextDouble() * unit;
      String box = String.format(Locale.ROOT, "%.8f,%.8f,%.8f,%.8f", a, b, c, d);
      Envelope drawn = new Envelope(a, c, b, d);
      Envelope inner = new Envelope(a + edge, c - edge, b + edge, d - edge);
      Envelope outer = new Envelope(drawn);
      outer.expandBy(edge);
      List<String> found = ids(ITEMS + "?limit=1000&bbox=" + box + "&bbox-crs=" + crs.uri());
      TreeSet<String> expected = new TreeSet<>();
      all.forEach(
          (id, p) -> {
            boolean onTheEdge = !inner.contains(p[0], p[1]) && outer.contains(p[0], p[1]);
            if (onTheEdge ? found.contains(id) : drawn.contains(p[0], p[1])) {
              expected.add(id);
            }
          });
      assertThat(new TreeSet<>(found)).as("seed %s, %s %s", seed, crs, box).isEqualTo(expected);
    }
  }

  /** What a layer says of itself, and the corners of what it serves, find all of it again. */
  @ParameterizedTest
  @EnumSource(Crs.class)
  void theOwnExtentInASystemHoldsEverything(Crs crs) throws Exception {
    CrsRegistry registry = new CrsRegistry();
    for (String layer : List.of("stories", "facilities", "vacant-houses", "trails", "districts")) {
      String items = "/api/collections/" + layer + "/items?properties=&limit=10000";
      JsonNode all = village.json(items + "&crs=" + crs.uri());
      Envelope read = new Envelope();
      all.get("features").forEach(f -> positions(f.at("/geometry/coordinates"), read));
      JsonNode said = village.json("/api/collections/" + layer).at("/extent/spatial/bbox/0");
      Envelope moved = new Envelope();
      for (int[] corner : new int[][] {{0, 1}, {2, 1}, {2, 3}, {0, 3}}) {
        double longitude = said.get(corner[0]).asDouble();
        double latitude = said.get(corner[1]).asDouble();
        Coordinate c = registry.fromLonLat(crs, longitude, latitude);
        moved.expandToInclude(crs.isNorthFirst() ? new Coordinate(c.y, c.x) : c);
      }
      for (Envelope box :
          crs.isLonLat() || crs == Crs.EPSG_3857 ? List.of(read, moved) : List.of(read)) {
        String bbox =
            box.getMinX() + "," + box.getMinY() + "," + box.getMaxX() + "," + box.getMaxY();
        JsonNode found = village.json(items + "&bbox=" + bbox + "&bbox-crs=" + crs.uri());
        assertThat(found.get("numberMatched"))
            .as(layer + " " + bbox)
            .isEqualTo(all.get("numberMatched"));
        assertThat(found.get("numberReturned")).isEqualTo(all.get("numberMatched"));
      }
    }
  }

  private static void positions(JsonNode coordinates, Envelope into) {
    if (coordinates.path(0).isNumber()) {
      into.expandToInclude(coordinates.get(0).asDouble(), coordinates.get(1).asDouble());
    } else {
      coordinates.forEach(part -> positions(part, into));
    }
  }

  /** OGC API – Features, requirement fc-bbox-response: what has no place is in every box. */
  @ParameterizedTest
  @EnumSource(Crs.class)
  void aBoxFindsWhatIsNowhereAsWell(Crs crs) {
    String coops = "/api/collections/school-coops/items";
    String box =
        crs.isLonLat()
            ? "bbox=30,30,40,40"
            : crs == Crs.EPSG_5179
                ? "bbox=1900000,1100000,1900100,1100100"
                : "bbox=400000,400000,400100,400100";
    String asked = coops + "?" + box + "&bbox-crs=" + crs.uri();
    assertThat(ids(asked)).containsExactly("nowhere");
    assertThat(village.json(asked).get("numberMatched").asInt()).isEqualTo(1);
    // where the system does not reach: far away, or its axes taken for each other
    for (String away :
        crs.isLonLat()
            ? List.<String>of()
            : List.of("1012700,1757000,1014600,1769000", "1e8,1e8,2e8,2e8")) {
      assertThat(ids(coops + "?bbox=" + away + "&bbox-crs=" + crs.uri()))
          .as(away)
          .containsExactly("nowhere");
    }
    String korea = coops + "?limit=2&bbox=120,28,135,45";
    List<String> paged = pages(korea).stream().map(f -> f.get("id").asText()).toList();
    assertThat(paged).contains("nowhere").doesNotContain("london").doesNotHaveDuplicates();
    assertThat(village.json(korea).get("numberMatched").asInt()).isEqualTo(paged.size());
    assertThat(ids(coops + "?limit=100&bbox=170,-80,-170,80")).containsExactly("nowhere");
    // near, within and a spatial filter ask for a place, with a box and without
    for (String other :
        List.of(
            "near=" + HALL,
            "within=facilities/golden-2&radius=90000",
            "filter=" + "S_INTERSECTS(location,BBOX(120,28,135,45))")) {
      assertThat(ids(coops + "?limit=100&" + other)).isNotEmpty().doesNotContain("nowhere");
      assertThat(ids(korea.replace("limit=2", "limit=100") + "&" + other))
          .doesNotContain("nowhere");
    }
    JsonNode byDistrict =
        village.json("/api/collections/school-coops/summary?by=in:districts&bbox=120,28,135,45");
    assertThat(byDistrict.toString()).isNotEmpty();
    int counted = 0;
    for (JsonNode group : byDistrict.get("groups")) {
      counted += group.get("count").asInt();
    }
    assertThat(counted).isEqualTo(paged.size());
  }

  @Test
  void whereASystemDoesNotReachIsAProblemAndNeverANumber() {
    String coops = "/api/collections/school-coops/items";
    for (String path : List.of(coops, coops + "/london")) {
      HttpResponse<String> answer =
          village.get(path + "?lang=en&crs=http://www.opengis.net/def/crs/EPSG/0/5186");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("EPSG:5186 does not reach");
      assertThat(village.get(path + "?crs=http://www.opengis.net/def/crs/EPSG/0/3857").statusCode())
          .isEqualTo(200);
    }
    String korea = coops + "?bbox=120,28,135,45&crs=http://www.opengis.net/def/crs/EPSG/0/5186";
    assertThat(ids(korea)).isNotEmpty().doesNotContain("london");
  }

  // ---- near ----

  @Test
  void nearestComeFirstAndTellHowFar() {
    List<JsonNode> all = pages(ITEMS + "?limit=4&near=" + HALL);
    assertThat(all).hasSize(village.json(ITEMS).get("numberMatched").asInt());
    List<Double> metres = all.stream().map(PlacesContract::metres).toList();
    assertThat(metres).isSorted();
    assertThat(all.get(0).get("id").asText()).isIn("golden-1", "jeonju-city-hall");
    assertThat(new TreeSet<>(all.stream().map(f -> f.get("id").asText()).toList()))
        .hasSize(all.size());
    double radius = metres.get(6) + 0.01;
    JsonNode around = village.json(ITEMS + "?near=" + HALL + "&radius=" + radius + "&limit=3");
    assertThat(around.get("numberMatched").asInt()).isEqualTo(7);
    assertThat(around.get("features")).hasSize(3);
    JsonNode lean = village.json(ITEMS + "?properties=&limit=1&near=" + HALL);
    assertThat(lean.at("/features/0/properties").size()).isEqualTo(1);
    assertThat(village.get(ITEMS + "?f=html&near=" + HALL).statusCode()).isEqualTo(200);
    assertThat(village.json(ITEMS).at("/features/0/properties").has("distanceMetres")).isFalse();
  }

  @Test
  void nearGoesWithFiltersAndWithOtherFeatures() {
    JsonNode hospital =
        village.json("/api/collections/network-members/items/old-pine-bakery").get("geometry");
    String here =
        hospital.at("/coordinates/0").asText() + "," + hospital.at("/coordinates/1").asText();
    List<String> byPlace = ids(ITEMS + "?near=" + here + "&radius=100000&kind=shelter,school");
    List<String> byId =
        ids(ITEMS + "?near=network-members/old-pine-bakery&radius=100000&kind=shelter,school");
    assertThat(byId).isEqualTo(byPlace);
    for (JsonNode f : pages(ITEMS + "?near=regeneration-sites/nosong-testbed&limit=5")) {
      boolean isInside =
          ids(ITEMS + "?limit=1000&within=regeneration-sites/nosong-testbed")
              .contains(f.get("id").asText());
      assertThat(metres(f) == 0).as(f.toString()).isEqualTo(isInside);
    }
    JsonNode sites = village.json("/api/collections/regeneration-sites/items?near=" + HALL);
    assertThat(metres(sites.at("/features/0"))).isZero();
  }

  @Test
  void anAnswerAgesWithTheFeatureThatItIsNearTo() {
    String path = ITEMS + "?f=json&near=conversions/anchor";
    add("conversions", "anchor", 127.15, 35.82);
    String before = village.get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(village.get(path).headers().firstValue("ETag")).hasValue(before);
    add("conversions", "another", 127.15, 35.82);
    assertThat(village.get(path).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(before);
  }

  // ---- within ----

  @Test
  void withinIsOneAddress() {
    List<String> inside =
        ids("/api/collections/stories/items?limit=1000&within=regeneration-sites/nosong-testbed");
    assertThat(inside).isNotEmpty();
    List<String> around =
        ids(
            "/api/collections/stories/items?limit=1000&within=regeneration-sites/nosong-testbed&radius=500");
    assertThat(around).containsAll(inside).hasSizeGreaterThan(inside.size());
    List<String> houses =
        ids(HOUSES + "/items?limit=1000&within=network-members/old-pine-bakery&radius=300");
    List<String> same =
        ids(HOUSES + "/items?limit=1000&near=network-members/old-pine-bakery&radius=300");
    assertThat(new TreeSet<>(houses)).isEqualTo(new TreeSet<>(same));
    assertThat(ids(ITEMS + "?within=facilities/golden-2")).contains("golden-2");
  }

  @Test
  void whatIsHiddenAnswersAsWhatNeverWas() {
    for (String query :
        List.of("near=%s", "near=%s&radius=50", "within=%s", "within=%s&radius=50&lang=en")) {
      for (String path : List.of(ITEMS + "?", HOUSES + "/summary?by=dong&")) {
        if (path.contains("summary") && query.startsWith("near")) {
          continue;
        }
        String unknown = answer(path + query.formatted("vacant-houses/house-nobody"));
        assertThat(unknown).startsWith("400");
        int hidden = 0;
        for (JsonNode id : hiddenHouses()) {
          String asked = answer(path + query.formatted("vacant-houses/" + id.asText()));
          assertThat(asked.replace(id.asText(), "house-nobody")).isEqualTo(unknown);
          hidden++;
        }
        assertThat(hidden).isGreaterThan(40);
      }
    }
  }

  private List<JsonNode> hiddenHouses() {
    List<String> listed = ids(HOUSES + "/items?limit=1000");
    List<JsonNode> hidden = new ArrayList<>();
    try (var in = getClass().getResourceAsStream("/maeul/demo/vacant-houses.geojson")) {
      for (JsonNode f :
          new com.fasterxml.jackson.databind.ObjectMapper().readTree(in).get("features")) {
        if (!listed.contains(f.get("id").asText())) {
          hidden.add(f.get("id"));
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return hidden;
  }

  // ---- summaries ----

  @Test
  void groupsCountWhatTheCallerSeesAndNothingElse() {
    long visible = village.json(HOUSES + "/items").get("numberMatched").asLong();
    for (String by :
        List.of("dong", "grade", "dong,grade", "in:districts", "hex:500", "hex:500,grade")) {
      JsonNode counts = village.json(HOUSES + "/summary?by=" + by);
      long sum = 0;
      for (JsonNode group : counts.get("groups")) {
        sum += group.get("count").asLong();
        long cells = 0;
        for (JsonNode cell : group.path("cells")) {
          cells += cell.get("count").asLong();
        }
        if (by.contains(",")) {
          assertThat(cells).isEqualTo(group.get("count").asLong());
        }
      }
      assertThat(counts.get("numberMatched").asLong()).isEqualTo(visible);
      assertThat(sum).as(by).isGreaterThanOrEqualTo(visible);
      assertThat(village.get(HOUSES + "/summary?f=html&by=" + by).statusCode()).isEqualTo(200);
    }
    assertThat(village.json(HOUSES + "/summary").get("publishedTotal").asLong())
        .isGreaterThan(visible);
  }

  @Test
  void measuresAreOverTheSameRowsAsTheItems() {
    Map<String, List<Double>> areas = new LinkedHashMap<>();
    for (JsonNode f : village.json(HOUSES + "/items?limit=1000&rooms=2,3").get("features")) {
      List<Double> group =
          areas.computeIfAbsent(f.at("/properties/dong").asText(), k -> new ArrayList<>());
      if (f.at("/properties/floorAreaSquareMetres").isNumber()) {
        group.add(f.at("/properties/floorAreaSquareMetres").asDouble());
      }
    }
    assertThat(areas).isNotEmpty();
    for (String function : List.of("sum", "min", "max", "mean")) {
      JsonNode counts =
          village.json(
              HOUSES + "/summary?rooms=2,3&by=dong&measure=" + function + ":floorAreaSquareMetres");
      assertThat(counts.at("/measure/unit").asText()).isEqualTo("m2");
      assertThat(counts.get("groups")).hasSize(areas.size());
      for (JsonNode group : counts.get("groups")) {
        var values =
            areas.get(group.get("value").asText()).stream().mapToDouble(d -> d).summaryStatistics();
        double expected =
            switch (function) {
              case "sum" -> values.getSum();
              case "min" -> values.getMin();
              case "max" -> values.getMax();
              default -> values.getAverage();
            };
        assertThat(group.get("measured").asDouble()).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void hexagonsAreGeoJsonToo() throws Exception {
    HttpResponse<String> answer =
        village.get("/api/collections/facilities/summary?by=hex:300&f=geojson");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/geo+json");
    JsonNode cells = new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body());
    long sum = 0;
    for (JsonNode cell : cells.get("features")) {
      assertThat(GeoJsonGeometry.read(cell.get("geometry")).isValid()).isTrue();
      sum += cell.at("/properties/count").asLong();
    }
    assertThat(sum).isEqualTo(village.json(ITEMS).get("numberMatched").asLong());
    JsonNode within =
        village.json(
            "/api/collections/facilities/summary?by=kind&within=facilities/golden-2&radius=300");
    assertThat(within.get("numberMatched").asLong())
        .isEqualTo(ids(ITEMS + "?limit=1000&near=facilities/golden-2&radius=300").size());
  }

  @Test
  void summariesSayWhatIsAllowed() {
    Map<String, String> refused = new LinkedHashMap<>();
    refused.put("by=nope", "grade");
    refused.put("by=", "empty");
    refused.put("by=dong,nope", "grade");
    refused.put("by=dong,grade,rooms", "two");
    refused.put("by=dong,dong", "twice");
    refused.put("by=dong,in:districts", "grade");
    refused.put("by=in:stories", "districts");
    refused.put("by=in:", "districts");
    refused.put("by=hex:49", "50");
    refused.put("by=hex:x", "number");
    refused.put("by=hex:1e9", "100000");
    refused.put("by=floorAreaSquareMetres", "hex:");
    refused.put("by=dong&measure=sum", "floorAreaSquareMetres");
    refused.put("by=dong&measure=sum:dong", "floorAreaSquareMetres");
    refused.put("by=dong&measure=median:rooms", "rooms");
    refused.put("measure=count", "by");
    refused.put("dong=x", "by");
    refused.put("bbox=127,35,128,36", "by");
    refused.put("f=geojson", "by");
    refused.put("by=dong&f=geojson", "hex");
    refused.put("by=dong&near=127,35", "by, measure");
    refused.put("by=dong&limit=1", "by, measure");
    refused.put("by=dong&sortby=dong", "by, measure");
    refused.forEach(
        (query, told) -> {
          HttpResponse<String> answer = village.get(HOUSES + "/summary?lang=en&" + query);
          assertThat(answer.statusCode()).as(query + answer.body()).isEqualTo(400);
          assertThat(answer.body()).as(query).contains(told);
        });
    for (String hidden : List.of("consent", "ownerType", "legalDong", "remodellingCostWon")) {
      for (String query :
          List.of("by=%s", "by=dong,%s", "by=dong&measure=sum:%s", "by=dong&%s=x")) {
        String path = HOUSES + "/summary?lang=en&" + query;
        assertThat(answer(path.formatted(hidden)).replace(hidden, "zzzz"))
            .startsWith("400")
            .isEqualTo(answer(path.formatted("zzzz")));
      }
    }
    assertThat(village.get("/api/collections/stories/summary").statusCode()).isEqualTo(404);
  }

  // ---- building blocks ----

  private static double metres(JsonNode feature) {
    return feature.at("/properties/distanceMetres").asDouble(-1);
  }

  private String answer(String path) {
    HttpResponse<String> answer = village.get(path);
    return answer.statusCode() + answer.body();
  }

  private List<String> ids(String path) {
    List<String> ids = new ArrayList<>();
    village.json(path).get("features").forEach(f -> ids.add(f.get("id").asText()));
    return ids;
  }

  private List<JsonNode> pages(String path) {
    List<JsonNode> all = new ArrayList<>();
    village.pages(path).forEach(page -> page.get("features").forEach(all::add));
    return all;
  }
}
