package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CQL2 over HTTP: the same answers as by other parameters, and refusals that say where. */
class FilterTest {
  private static final String STORIES = "/api/collections/stories/items?limit=1000&";
  private static final String HOUSES = "/api/collections/vacant-houses/items?limit=1000&";

  @TempDir static Path directory;
  private static Village village;

  @BeforeAll
  static void start() {
    village = Village.start(TestDatabase.h2gisWithDemo(directory), null);
  }

  @AfterAll
  static void stop() {
    village.close();
  }

  @Test
  void answersAsTheOtherParametersDo() {
    assertThat(ids(STORIES, "filter=" + of("theme = 'angel'")))
        .isEqualTo(ids(STORIES, "theme=angel"))
        .isNotEmpty();
    assertThat(ids(STORIES, "filter=" + of("theme IN ('angel','arts')")))
        .isEqualTo(ids(STORIES, "theme=angel,arts"));
    assertThat(
            ids(STORIES, "filter=" + of("S_INTERSECTS(location, BBOX(127.15,35.82,127.16,35.83))")))
        .isEqualTo(placed(STORIES, "bbox=127.15,35.82,127.16,35.83"))
        .isNotEmpty();
    assertThat(
            ids(STORIES, "filter=" + of("year >= 2000 AND NOT theme = 'angel'") + "&theme=angel"))
        .isEmpty();
  }

  @Test
  void takesJsonToo() {
    String json = "{\"op\":\"=\",\"args\":[{\"property\":\"theme\"},\"angel\"]}";
    assertThat(ids(STORIES, "filter-lang=cql2-json&filter=" + of(json)))
        .isEqualTo(ids(STORIES, "theme=angel"));
  }

  @Test
  void takesGeometriesInOtherReferenceSystems() {
    String filter = of("S_DWITHIN(location, POINT(0 0), 1)");
    assertThat(village.get(STORIES + "filter=" + filter).statusCode()).isEqualTo(400);
    Set<String> expected = placed(STORIES, "bbox=127.1580,35.8240,127.1590,35.8245");
    assertThat(expected).isNotEmpty();
    String latLon =
        of(
            "S_INTERSECTS(location, POLYGON((35.8240 127.1580, 35.8240 127.1590, 35.8245 127.1590, 35.8245 127.1580, 35.8240 127.1580)))");
    assertThat(
            ids(STORIES, "filter-crs=http://www.opengis.net/def/crs/EPSG/0/4326&filter=" + latLon))
        .isEqualTo(expected);
    // 358500 to 358620 north, 214250 to 214380 east: around the community centre
    String grid =
        of(
            "S_INTERSECTS(location, POLYGON((358500 214250, 358500 214380, 358620 214380, 358620 214250, 358500 214250)))");
    assertThat(ids(STORIES, "filter-crs=http://www.opengis.net/def/crs/EPSG/0/5186&filter=" + grid))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theme =",
        "theme = 'angel",
        "nothing = 1",
        "theme = 5",
        "((((((",
        "S_INTERSECTS(location, POINT(999 999))",
        "T_AFTER(title, DATE('2000-01-01'))",
        "year = 1; drop table stories",
        "frobnicate(year) = 1",
        "{}"
      })
  void refusesWithTheReasonAndThePlace(String filter) {
    HttpResponse<String> answer = village.get(STORIES + "filter=" + of(filter));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"parameter\":\"filter\"");
  }

  @Test
  void cannotNameWhatIsHidden() {
    for (String filter :
        new String[] {"roadAddress LIKE '%'", "consent = 'none'", "address IS NULL", "pnu <> ''"}) {
      String name = filter.split(" ")[0];
      HttpResponse<String> hidden = village.get(HOUSES + "filter=" + of(filter));
      HttpResponse<String> unknown =
          village.get(HOUSES + "filter=" + of(filter.replace(name, "x".repeat(name.length()))));
      assertThat(hidden.statusCode()).isEqualTo(400);
      assertThat(hidden.body().replace(name, "x".repeat(name.length()))).isEqualTo(unknown.body());
    }
    Set<String> all = ids(HOUSES, "");
    assertThat(ids(HOUSES, "filter=" + of("NOT (title = '') OR title IS NULL"))).isEqualTo(all);
    assertThat(ids(HOUSES, "filter=" + of("S_INTERSECTS(location, BBOX(-180,-90,180,90))")))
        .isEqualTo(all);
  }

  @Test
  void pagesKeepTheFilter() {
    Set<String> seen = new TreeSet<>();
    List<JsonNode> pages =
        village.pages("/api/collections/stories/items?limit=3&filter=" + of("year > 1900"));
    pages.forEach(p -> p.get("features").forEach(f -> seen.add(f.get("id").asText())));
    int matched = pages.get(pages.size() - 1).get("numberMatched").asInt();
    assertThat(seen).hasSize(matched).isNotEmpty();
  }

  private static Set<String> ids(String items, String query) {
    Set<String> ids = new TreeSet<>();
    village.json(items + query).get("features").forEach(f -> ids.add(f.get("id").asText()));
    return ids;
  }

  /** In a box there is what has no place as well. */
  private static Set<String> placed(String items, String query) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode feature : village.json(items + query).get("features")) {
      if (!feature.get("geometry").isNull()) {
        ids.add(feature.get("id").asText());
      }
    }
    return ids;
  }

  private static String of(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }
}
