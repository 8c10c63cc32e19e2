package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.fixture.Town;
import kr.maeul.people.identity.Role;

/**
 * What everyone may see refers to what they may not: a story and a conversion to a house, a trail
 * to a draft. Beside each stands a twin that refers to nothing, or to what is shown alone; whoever
 * may not see the other end cannot tell the two apart.
 */
final class HiddenReferences {
  private static final double LON = 127.1467;
  private static final double LAT = 35.8189;
  private static final String TITLE = "가리키는 것";

  private final Town town;
  private final Town.Who both;
  private final String house;
  private final String draft;
  private final List<Pair> pairs = new ArrayList<>();
  private final String shown;

  /** Two features that differ in a reference alone. */
  private record Pair(
      String layer, String property, String hidden, boolean isList, String one, String twin) {
    String items() {
      return "/api/collections/" + layer + "/items";
    }
  }

  /**
   * @param house id of one that is not listed
   * @param draft id of a story that is not published
   */
  HiddenReferences(Town town, String house, String draft) {
    this.town = town;
    this.house = house;
    this.draft = draft;
    this.both = town.signedIn("both", Role.STAFF, Role.PLANNER);
    this.shown = create("stories", null, "title", TITLE + " 길", "status", "published");
    pairs.add(pair("stories", "houseId", house, false, "title", TITLE, "status", "published"));
    pairs.add(pair("conversions", "houseId", house, false, "title", TITLE));
    pairs.add(pair("trails", "storyIds", draft, true, "title", TITLE));
  }

  private Pair pair(
      String layer, String property, String hidden, boolean isList, String... values) {
    List<String> ids = new ArrayList<>();
    for (boolean refers : List.of(true, false)) {
      ObjectNode reference = Town.object();
      if (isList) {
        var list = reference.putArray(property).add(shown);
        if (refers) {
          list.insert(0, hidden);
        }
      } else if (refers) {
        reference.put(property, hidden);
      }
      ids.add(create(layer, reference, values));
    }
    return new Pair(layer, property, hidden, isList, ids.get(0), ids.get(1));
  }

  private String create(String layer, ObjectNode reference, String... values) {
    ObjectNode feature = Town.feature(null, LON, LAT, values);
    if (layer.equals("trails")) {
      ObjectNode line = feature.putObject("geometry").put("type", "LineString");
      var positions = line.putArray("coordinates");
      positions.addArray().add(LON).add(LAT);
      positions.addArray().add(LON + 0.01).add(LAT + 0.01);
    }
    if (reference != null) {
      ((ObjectNode) feature.get("properties")).setAll(reference);
    }
    String path = "/api/collections/" + layer + "/items";
    String where = town.json(both, "POST", path, feature).expect(201).header("Location");
    return where.substring(where.lastIndexOf('/') + 1);
  }

  /** Nothing that any route answers about the layers that refer has the id in it. */
  void areInNoAnswer(Town.Who stranger, Town.Who staff) {
    for (Pair pair : pairs) {
      List<Town.Who> all = new ArrayList<>(List.of(stranger));
      if (pair.hidden.equals(house)) {
        all.add(staff);
      }
      List<String> paths = addresses(pair);
      assertThat(paths).hasSizeGreaterThan(20);
      int told = 0;
      for (String path : paths) {
        told += town.get(both, path).text().contains(pair.hidden) ? 1 : 0;
        for (Town.Who who : all) {
          Town.Answer answer = town.get(who, path);
          assertThat(answer.status()).as("%s %s", who, path).isLessThan(500);
          assertThat(answer.text().contains(pair.hidden))
              .as("%s %s tells %s", who, path, pair.property)
              .isFalse();
        }
      }
      assertThat(told).as("whoever may sees it: %s", pair).isGreaterThan(6);
    }
  }

  private List<String> addresses(Pair pair) {
    List<String> paths = new ArrayList<>();
    for (Endpoint route : town.server.routes()) {
      if (route.method != HandlerType.GET || !route.path.contains("{layer}")) {
        continue;
      }
      String path =
          route
              .path
              .replace("{layer}", pair.layer)
              .replace("{id}", pair.one)
              .replace("{tileMatrixSet}", "WebMercatorQuad");
      if (path.contains("{zoom}")) {
        for (int zoom : List.of(12, 16)) {
          paths.add(LeaksContract.tile(path, zoom, LON, LAT) + "?f=mvt");
          paths.add(LeaksContract.tile(path, zoom, LON, LAT) + "?f=geojson");
        }
      } else {
        for (String form : List.of("json", "html", "csv")) {
          paths.add(path + "?f=" + form);
        }
        for (String rest :
            List.of(
                "sortby=" + pair.property,
                "properties=" + pair.property,
                "by=" + pair.property,
                "by=year," + pair.property,
                "near=" + LON + "," + LAT + "&radius=500")) {
          if (path.endsWith("/items") || path.endsWith("/summary")) {
            paths.add(path + "?" + rest);
          }
        }
      }
    }
    paths.add("/api/search?q=" + encode(TITLE));
    paths.add("/api/bin");
    return paths;
  }

  /** No question tells the two apart. */
  void areNotToBeAsked(Town.Who stranger, Town.Who staff) {
    for (Pair pair : pairs) {
      List<Town.Who> all = new ArrayList<>(List.of(stranger));
      if (pair.hidden.equals(house)) {
        all.add(staff);
      }
      for (String question : questions(pair)) {
        String path = pair.items() + "?limit=1000&" + question;
        Set<String> found = found(both, path);
        boolean apart = found.contains(pair.one) != found.contains(pair.twin);
        assertThat(apart || question.startsWith("sortby")).as("planner: %s", path).isTrue();
        for (Town.Who who : all) {
          Set<String> theirs = found(who, path);
          assertThat(theirs.contains(pair.one))
              .as("%s %s", who, path)
              .isEqualTo(theirs.contains(pair.twin));
        }
      }
      String sum = "/api/collections/" + pair.layer + "/summary?by=";
      if (!pair.isList) {
        for (JsonNode group : town.get(Town.NOBODY, sum + pair.property).json().get("groups")) {
          assertThat(group.get("value").asText()).isNotEqualTo(pair.hidden);
        }
      }
    }
  }

  private Set<String> found(Town.Who who, String path) {
    Set<String> ids = new TreeSet<>();
    JsonNode answer = town.get(who, path).expect(200).json();
    answer.get("features").forEach(f -> ids.add(f.get("id").asText()));
    assertThat(answer.get("numberMatched").asInt()).as(path).isEqualTo(ids.size());
    return ids;
  }

  private static List<String> questions(Pair pair) {
    List<String> filters =
        pair.isList
            ? List.of(
                "A_CONTAINS(REF, ('ID'))",
                "A_OVERLAPS(REF, ('ID'))",
                "NOT A_OVERLAPS(REF, ('ID'))",
                "A_EQUALS(REF, ('ID'))")
            : List.of(
                "REF = 'ID'",
                "REF IN ('ID', 'x')",
                "REF <> 'x'",
                "NOT (REF = 'x')",
                "REF LIKE '%'",
                "REF >= ''",
                "REF BETWEEN '' AND '~'",
                "CASEI(REF) = CASEI('ID')",
                "REF IS NULL",
                "NOT (REF IS NULL)",
                "REF = 'x' OR REF = 'ID'");
    List<String> questions = new ArrayList<>();
    for (String filter : filters.subList(0, filters.size() - (pair.isList ? 1 : 0))) {
      questions.add(
          "filter=" + encode(filter.replace("REF", pair.property).replace("ID", pair.hidden)));
    }
    questions.add(pair.property + "=" + encode(pair.hidden));
    if (!pair.isList) {
      questions.add("sortby=" + pair.property);
    }
    return questions;
  }

  /** Whoever writes without seeing the reference leaves it where it is. */
  void stayWhenOthersWrite(Town.Who staff) {
    for (Pair pair : pairs.subList(0, 2)) {
      String path = pair.items() + "/" + pair.one;
      Town.Answer seen = town.get(staff, path).expect(200);
      assertThat(seen.json().path("properties").has(pair.property)).isFalse();
      ObjectNode whole = (ObjectNode) seen.json();
      whole.remove(List.of("links", "timeStamp"));
      ((ObjectNode) whole.get("properties")).put("title", TITLE + " 고침");
      String tag = seen.header("ETag");
      send(staff, "PUT", path, whole, tag).expect(204);
      Town.Answer again = town.get(staff, path).expect(200);
      ObjectNode patch = Town.object();
      patch.putObject("properties").put("title", TITLE).putNull(pair.property);
      send(staff, "PATCH", path, patch, again.header("ETag")).expect(204);
      assertThat(town.get(both, path).json().at("/properties/" + pair.property).asText())
          .as("%s after a PUT and a PATCH", pair)
          .isEqualTo(pair.hidden);
      String history = town.get(staff, path + "/history").expect(200).text();
      assertThat(history).contains("고침").doesNotContain(pair.hidden);
      assertThat(town.get(both, path + "/history").text()).contains(pair.hidden);
      ObjectNode away = Town.object();
      away.putObject("properties").putNull(pair.property);
      String held = town.get(both, path).header("ETag");
      send(both, "PATCH", path, away, held).expect(204);
      assertThat(town.get(both, path).json().path("properties").has(pair.property)).isFalse();
      assertThat(town.get(staff, path + "/history").text()).doesNotContain(pair.hidden);
      away.withObject("/properties").put(pair.property, pair.hidden);
      send(both, "PATCH", path, away, town.get(both, path).header("ETag")).expect(204);
    }
  }

  private Town.Answer send(Town.Who who, String method, String path, ObjectNode body, String tag) {
    String type = method.equals("PUT") ? "application/geo+json" : "application/merge-patch+json";
    return town.json(who, method, path, body, "Content-Type", type, "If-Match", tag);
  }

  /** A house that is listed is told from the next request on, and no longer once it is not. */
  void comeAndGoWithWhatTheyReferTo() {
    String house =
        create("vacant-houses", null, "evidence", "confirmed", "consent", "none", "dong", "노송동");
    Pair pair = pair("stories", "houseId", house, false, "title", "집", "status", "published");
    Map<String, String> before = new LinkedHashMap<>();
    String tile =
        LeaksContract.tile(
            "/api/collections/stories/tiles/WebMercatorQuad/{zoom}/{row}/{column}", 16, LON, LAT);
    List<String> paths =
        List.of(
            pair.items() + "?limit=1000",
            pair.items() + "?" + pair.property + "=" + encode(house),
            pair.items() + "/" + pair.one,
            tile + "?f=mvt",
            tile + "?f=geojson");
    paths.forEach(p -> before.put(p, told(p, house, false, null)));
    consent(house, "listed");
    Map<String, String> listed = new LinkedHashMap<>();
    before.forEach((path, tag) -> listed.put(path, told(path, house, true, tag)));
    consent(house, "none");
    listed.forEach((path, tag) -> told(path, house, false, tag));
  }

  /** Asks as a browser does that has an answer already, and nobody else. */
  private String told(String path, String house, boolean isTold, String tag) {
    Town.Answer answer =
        tag == null
            ? town.get(Town.NOBODY, path)
            : town.get(Town.NOBODY, path, "If-None-Match", tag);
    answer.expect(200);
    String text = answer.text();
    boolean isAsked = path.contains(house);
    boolean has = isAsked ? answer.json().get("numberMatched").asInt() > 0 : text.contains(house);
    assertThat(has).as(path).isEqualTo(isTold);
    return answer.header("ETag");
  }

  private void consent(String house, String consent) {
    String path = "/api/collections/vacant-houses/items/" + house;
    ObjectNode patch = Town.object();
    patch.putObject("properties").put("consent", consent);
    send(both, "PATCH", path, patch, town.get(both, path).expect(200).header("ETag")).expect(204);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
