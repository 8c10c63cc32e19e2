package kr.maeul.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.View;
import kr.maeul.store.edit.Author;
import kr.maeul.store.sql.SqlFeatureEdits;
import org.locationtech.jts.geom.Coordinate;

/** Made-up vacant houses in 노송동, and a layer file in which an owner can be left alone. */
final class PlannedHouses {
  private static final String LAYER = "vacant-houses";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Author AUTHOR = new Author(null, "시험", null);

  private PlannedHouses() {}

  /** The bundled layer with {@code doNotContact}, in a folder of its own. */
  static Path layerWithDoNotContact(Path folder) throws IOException {
    ObjectNode file =
        (ObjectNode) JSON.readTree(Path.of("data/layers/" + LAYER + ".schema.json").toFile());
    ObjectNode properties = (ObjectNode) file.path("properties");
    if (!properties.has("doNotContact")) {
      properties
          .putObject("doNotContact")
          .put("type", "boolean")
          .put("title", "연락 금지")
          .put("x-maeul-en", "Do not contact")
          .put("x-maeul-audience", "staff");
    }
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve(LAYER + ".schema.json").toFile(), file);
    return folder;
  }

  /** Adds one. */
  static void add(Village village, String id, double lon, double lat, Map<String, Object> values) {
    View view = village.layers().layer(LAYER).orElseThrow().viewFor(Audience.PLANNER);
    SqlFeatureEdits edits =
        new SqlFeatureEdits(village.opened(), village.layers(), Clock.systemUTC());
    var place = GeoJsonGeometry.FACTORY.createPoint(new Coordinate(lon, lat));
    village
        .opened()
        .inTransaction(tx -> edits.create(tx, view, new Feature(id, place, values), AUTHOR));
  }

  /** Has a story of a house. */
  static void story(Village village, String id, String house) {
    View view = village.layers().layer("stories").orElseThrow().viewFor(Audience.PLANNER);
    SqlFeatureEdits edits =
        new SqlFeatureEdits(village.opened(), village.layers(), Clock.systemUTC());
    Map<String, Object> values = Map.of("title", "예시", "text", "예시", "houseId", house);
    village
        .opened()
        .inTransaction(tx -> edits.create(tx, view, new Feature(id, null, values), AUTHOR));
  }

  /** Takes some away again. */
  static void remove(Village village, List<String> ids) {
    remove(village, LAYER, ids);
  }

  static void remove(Village village, String layer, List<String> ids) {
    View view = village.layers().layer(layer).orElseThrow().viewFor(Audience.PLANNER);
    SqlFeatureEdits edits =
        new SqlFeatureEdits(village.opened(), village.layers(), Clock.systemUTC());
    village
        .opened()
        .inTransaction(
            tx -> {
              ids.forEach(id -> edits.remove(tx, view, id, null, AUTHOR));
              return null;
            });
  }

  /** Adds many, the same each time. */
  static void addMany(Village village, int number) {
    Random random = new Random(5);
    List<String> stages =
        List.of(
            "not-started",
            "not-started",
            "not-started",
            "owner-contacted",
            "negotiating",
            "agreed",
            "design",
            "works",
            "occupied",
            "stopped");
    for (int i = 0; i < number; i++) {
      Map<String, Object> values = new HashMap<>();
      values.put("title", "시험 집 %02d (예시)".formatted(i));
      values.put("dong", List.of("노송동", "노송동", "풍남동", "중앙동").get(random.nextInt(4)));
      values.put("address", "중노송동 예시 %d-%d".formatted(100 + random.nextInt(800), i));
      values.put("evidence", List.of("presumed", "reported", "confirmed").get(random.nextInt(3)));
      values.put("consent", "none");
      if (random.nextInt(8) > 0) {
        values.put("grade", List.of("reuse", "manage", "clear").get(random.nextInt(3)));
      }
      if (random.nextInt(12) > 0) {
        values.put("followUp", stages.get(random.nextInt(stages.size())));
      }
      values.put("surveyYear", 2021L + random.nextInt(5));
      values.put("example", true);
      add(
          village,
          "many-%03d".formatted(i),
          127.1495 + random.nextDouble() * 0.012,
          35.8195 + random.nextDouble() * 0.008,
          values);
    }
  }
}
