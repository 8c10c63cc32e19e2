package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What each route answers as JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiRoutesTest {
  private static final String STORIES = "/api/collections/stories";
  private Village village;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
  }

  @AfterAll
  void close() {
    village.close();
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(n -> n.path(field).asText())
        .toList();
  }

  private List<String> ids(String query) throws Exception {
    return texts(village.json(STORIES + "/items" + query).path("features"), "id");
  }

  @Test
  void landingLinksToEverything() throws Exception {
    JsonNode json = village.json("/api");
    assertThat(texts(json.path("links"), "rel"))
        .containsExactly(
            "self",
            "alternate",
            "service-desc",
            "service-doc",
            "conformance",
            "data",
            "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes");
    assertThat(texts(json.path("links"), "href"))
        .allMatch(h -> h.startsWith(village.base() + "/api"));
  }

  @Test
  void conformanceNamesTheClasses() throws Exception {
    assertThat(village.json("/api/conformance").path("conformsTo").toString())
        .contains("ogcapi-features-1/1.0/conf/core", "conf/oas30", "conf/geojson", "conf/html")
        .contains("ogcapi-features-5/1.0/conf/schemas");
  }

  @Test
  void collectionsListWhatThePublicMayKnowOfInOrder() throws Exception {
    JsonNode json = village.json("/api/collections");
    assertThat(texts(json.path("collections"), "id"))
        .containsExactly("stories", "trails", "vacant-houses", "conversions", "districts");
  }

  @Test
  void collectionSaysWhatThePageNeeds() throws Exception {
    JsonNode json = village.json(STORIES);
    JsonNode maeul = json.path("maeul");
    assertThat(json.path("itemType").asText()).isEqualTo("feature");
    assertThat(maeul.path("titles").toString()).isEqualTo("{\"ko\":\"마을이야기\",\"en\":\"Stories\"}");
    assertThat(maeul.path("count").asInt()).isEqualTo(3);
    assertThat(maeul.path("revision").asInt()).isEqualTo(1);
    assertThat(maeul.path("geometry").asText()).isEqualTo("point");
    assertThat(maeul.path("roles").path("title").asText()).isEqualTo("title");
    assertThat(maeul.path("translations").path("text").asText()).isEqualTo("textEn");
    JsonNode refs = village.json("/api/collections/conversions").path("maeul").path("refs");
    assertThat(refs.toString()).isEqualTo("{\"houseId\":\"vacant-houses\"}");
  }

  @Test
  void extentHoldsEveryItem() throws Exception {
    JsonNode box = village.json(STORIES).path("extent").path("spatial").path("bbox").path(0);
    for (JsonNode f : village.json(STORIES + "/items").path("features")) {
      // read with 32 bits, as libraries do
      double x = f.path("geometry").path("coordinates").path(0).floatValue();
      double y = f.path("geometry").path("coordinates").path(1).floatValue();
      assertThat(x).isBetween(box.path(0).asDouble(), box.path(2).asDouble());
      assertThat(y).isBetween(box.path(1).asDouble(), box.path(3).asDouble());
    }
  }

  @Test
  void timesAreToldFromTheFirstToTheLast() throws Exception {
    assertThat(village.json(STORIES).at("/extent/temporal/interval").toString())
        .isEqualTo("[[\"1930-01-01T00:00:00Z\",\"2018-05-01T00:00:00Z\"]]");
  }

  @Test
  void itemsComeWithCountsAndLinksLast() throws Exception {
    HttpResponse<String> response = village.get(STORIES + "/items?limit=2");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/geo+json");
    JsonNode json = Village.JSON.readTree(response.body());
    List<String> members = new ArrayList<>();
    json.fieldNames().forEachRemaining(members::add);
    assertThat(members)
        .containsExactly(
            "type", "features", "numberMatched", "numberReturned", "timeStamp", "links");
    assertThat(json.path("numberMatched").asInt()).isEqualTo(3);
    assertThat(json.path("numberReturned").asInt()).isEqualTo(2);
  }

  @Test
  void nextLinksLeadThroughEveryItemOnce() throws Exception {
    List<String> seen = new ArrayList<>();
    String next = STORIES + "/items?limit=1&sortby=-year";
    while (next != null) {
      JsonNode page = village.json(next);
      seen.addAll(texts(page.path("features"), "id"));
      next = null;
      for (JsonNode link : page.path("links")) {
        next = link.path("rel").asText().equals("next") ? link.path("href").asText() : next;
      }
    }
    assertThat(seen).containsExactly("angel", "pond", "a/b c?#%");
  }

  @Test
  void itemsAreFiltered() throws Exception {
    assertThat(ids("?bbox=127.158,35.82,127.159,35.83")).containsExactly("angel");
    assertThat(ids("?bbox=127.158,35.82,-5,127.159,35.83,100")).containsExactly("angel");
    assertThat(ids("?bbox=170,-10,-170,60")).isEmpty();
    assertThat(ids("?datetime=1999-01-01/2001-01-01")).containsExactly("angel");
    assertThat(ids("?datetime=../1950-01-01T00:00:00Z")).containsExactly("pond");
    assertThat(ids("?datetime=2000-04-03")).containsExactly("angel");
    assertThat(ids("?datetime=2000-04-02/P2D")).containsExactly("angel");
    assertThat(ids("?datetime=2000-04-01/P2D")).isEmpty();
    assertThat(ids("?datetime=P2D/2000-04-04")).containsExactly("angel");
    assertThat(ids("?datetime=P1D/2000-04-04")).isEmpty();
    assertThat(ids("?datetime=1999-01-01T00:00:00Z/P1Y3M3DT12H31M12.5S")).containsExactly("angel");
    assertThat(ids("?datetime=2000-04-03/PT0.0001S")).containsExactly("angel");
    assertThat(ids("?datetime=2000-04-03/P0D")).containsExactly("angel");
    assertThat(ids("?theme=place")).containsExactly("a/b c?#%", "pond");
    assertThat(ids("?theme=place,giving")).hasSize(3);
    assertThat(ids("?tags=%EC%B2%9C%EC%82%AC")).containsExactly("angel");
    assertThat(ids("?id=pond,angel")).containsExactly("angel", "pond");
    assertThat(ids("?year=1930")).containsExactly("pond");
    assertThat(ids("?since=2000-04-03")).containsExactly("angel");
    assertThat(ids("?q=%EB%B0%A9%EC%A3%BD")).containsExactly("pond");
    assertThat(ids("?q=+&limit=99999999999999999999")).hasSize(3);
    assertThat(ids("?sortby=+title,-id&limit=1")).hasSize(1);
    assertThat(ids("?offset=2")).containsExactly("pond");
    assertThat(ids("?crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84")).hasSize(3);
  }

  @Test
  void propertiesAreChosen() throws Exception {
    JsonNode one =
        village.json(STORIES + "/items?id=angel&properties=year,title").path("features").path(0);
    assertThat(one.path("properties").toString())
        .isEqualTo("{\"year\":2000,\"title\":\"얼굴 없는 천사\"}");
    JsonNode none = village.json(STORIES + "/items?id=angel&properties=").path("features").path(0);
    assertThat(none.path("properties")).isEmpty();
  }

  @Test
  void itemCarriesItsMarkdownRenderedAndHarmless() throws Exception {
    JsonNode json = village.json(STORIES + "/items/angel");
    assertThat(json.path("type").asText()).isEqualTo("Feature");
    assertThat(json.path("properties").has("memo")).isFalse();
    assertThat(json.path("html").path("text").asText())
        .contains(
            "<strong>12월</strong>",
            "<h2>기념관</h2>",
            "https://www.jeonju.go.kr",
            "nofollow",
            "noopener")
        .doesNotContain("<script", "<img", "javascript:");
    assertThat(texts(json.path("links"), "rel")).contains("self", "alternate", "collection");
  }

  @Test
  void itemsWithOddIdsHaveAddresses() throws Exception {
    assertThat(village.json(STORIES + "/items/a%2Fb%20c%3F%23%25").path("id").asText())
        .isEqualTo("a/b c?#%");
  }

  @Test
  void schemaIsTheLayerFileAsFarAsItIsPublic() throws Exception {
    HttpResponse<String> response = village.get(STORIES + "/schema?lang=en");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/schema+json");
    JsonNode schema = Village.JSON.readTree(response.body());
    JsonNode properties = schema.path("properties");
    assertThat(schema.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(properties.path("id").path("x-ogc-role").asText()).isEqualTo("id");
    assertThat(properties.path("location").path("x-ogc-role").asText())
        .isEqualTo("primary-geometry");
    assertThat(properties.path("theme").path("oneOf").path(0).path("title").asText())
        .isEqualTo("Giving");
    assertThat(properties.path("title").path("title").asText()).isEqualTo("Title");
    assertThat(response.body()).doesNotContain("memo", "x-maeul-audience", "x-maeul-import");
  }

  @Test
  void sortablesHoldNoLists() throws Exception {
    JsonNode sortables = village.json(STORIES + "/sortables").path("properties");
    JsonNode queryables = village.json(STORIES + "/queryables").path("properties");
    assertThat(sortables.has("tags")).isFalse();
    assertThat(queryables.has("tags")).isTrue();
    assertThat(sortables.has("location")).isFalse();
    assertThat(queryables.has("location")).isTrue();
  }

  @Test
  void summaryKeepsSmallCountsBack() throws Exception {
    JsonNode json = village.json("/api/collections/vacant-houses/summary");
    assertThat(json.toString())
        .isEqualTo(
            "{\"layer\":\"vacant-houses\",\"by\":[\"dong\",\"grade\"],\"suppressBelow\":5,"
                + "\"asOf\":\"2026-11-30\",\"renewed\":\"week\",\"nextRenewal\":\"2026-12-07\",\"groups\":["
                + "{\"value\":\"노송동\",\"title\":\"노송동\",\"count\":24,\"cells\":["
                + "{\"value\":\"reuse\",\"title\":\"활용대상\",\"count\":24},"
                + "{\"value\":\"clear\",\"title\":\"정비대상\",\"count\":null,\"suppressed\":true}]},"
                + "{\"value\":null,\"title\":\"그 밖이거나 모름\",\"count\":null,\"suppressed\":true}],"
                + "\"publishedTotal\":24,\"suppressedGroups\":1}");
    assertThat(village.get(STORIES + "/summary").statusCode()).isEqualTo(404);
  }

  @Test
  void searchLooksThroughAllLayers() throws Exception {
    JsonNode json = village.json("/api/search?q=%EC%B2%9C%EC%82%AC");
    assertThat(texts(json.path("features"), "id")).containsExactly("angel", "angel-way");
    JsonNode first = json.path("features").path(0);
    assertThat(first.path("properties").toString())
        .isEqualTo(
            "{\"layer\":\"stories\",\"layerTitle\":\"마을이야기\",\"title\":\"얼굴 없는 천사\",\"address\":\"인봉1길 54\"}");
    assertThat(village.json("/api/search?q=%EC%B2%9C%EC%82%AC&limit=1").path("features"))
        .hasSize(1);
    assertThat(village.json("/api/search?q=").path("features")).isEmpty();
    assertThat(village.json("/api/search?q=%EC%96%BC%EA%B5%B4&lang=en").toString())
        .contains("The faceless angel");
  }

  @Test
  void configTellsThePageWhatItNeeds() throws Exception {
    JsonNode json = village.json("/config.json");
    assertThat(json.path("version").asText()).isEqualTo("1.2.3-test");
    assertThat(json.path("basemap").path("maxZoom").asInt()).isEqualTo(19);
    assertThat(json.path("home").path("bbox")).hasSize(4);
  }

  @Test
  void healthIsOfTheProcessAndOfTheDatabase() throws Exception {
    try (Village ill = new Village()) {
      assertThat(ill.get("/health/ready").statusCode()).isEqualTo(200);
      ill.store.away = true;
      assertThat(ill.get("/health/live").statusCode()).isEqualTo(200);
      HttpResponse<String> away = ill.get("/health/ready");
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).hasValue("5");
    }
  }

  @Test
  void readinessTellsWhichLayersAreBeingIndexed() throws Exception {
    assertThat(village.json("/health/ready").toString()).isEqualTo("{\"status\":\"ready\"}");
    try (Village large = new Village()) {
      large.store.unindexed = Set.of("trails", "stories");
      HttpResponse<String> answer = large.get("/health/ready");
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode json = Village.JSON.readTree(answer.body());
      assertThat(json.path("status").asText()).isEqualTo("ready");
      assertThat(json.path("indexing").toString()).isEqualTo("[\"stories\",\"trails\"]");
      assertThat(json.at("/note/ko").asText()).contains("검색 색인");
      assertThat(json.at("/note/en").asText()).contains("search indexes");
    }
  }

  @Test
  void addressesAreOfThePublicUrlWhereThereIsOne() throws Exception {
    try (Village behindProxy =
        new Village(java.util.Map.of("MAEUL_PUBLIC_URL", "https://maeul.example/map/"))) {
      JsonNode json =
          behindProxy.json("/api/collections/stories/items", "X-Forwarded-Host", "evil.example");
      assertThat(texts(json.path("links"), "href"))
          .allMatch(h -> h.startsWith("https://maeul.example/map/api/collections/stories"));
      assertThat(behindProxy.json("/api/openapi").path("servers").path(0).path("url").asText())
          .isEqualTo("https://maeul.example/map/api");
    }
  }
}
