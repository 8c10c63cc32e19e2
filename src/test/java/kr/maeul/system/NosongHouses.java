package kr.maeul.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.Progress;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Layer;
import kr.maeul.parts.Part;
import kr.maeul.store.load.LoadMode;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * Made-up vacant houses in the outline of Nosong-dong, and what they are near to: the real shelters
 * where the files are, made-up ones elsewhere. The same ones at every run.
 */
final class NosongHouses {
  static final int HOW_MANY = 200;
  private static final long SEED = 20_260_315;
  private static final Path SHARED = Part.shared().resolve("data");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final Envelope RECTANGLE = new Envelope(127.1440, 127.1660, 35.8180, 35.8290);

  private final Village village;
  private final Path folder;
  private final Random random = new Random(SEED);

  private NosongHouses(Village village, Path folder) {
    this.village = village;
    this.folder = folder;
  }

  /**
   * Puts them in the place of all houses that there are, and the facilities beside what is there.
   */
  static void into(Village village, Path folder) {
    NosongHouses houses = new NosongHouses(village, folder);
    try {
      houses.load("vacant-houses", houses.houses(), LoadMode.REPLACE);
      houses.load("facilities", houses.facilities(), LoadMode.UPSERT);
      houses.shelters();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidFileException e) {
      throw new IllegalStateException(e);
    }
  }

  private ArrayNode houses() throws IOException {
    Geometry outline = outline();
    ArrayNode features = JSON.createArrayNode();
    for (int n = 1; n <= HOW_MANY; n++) {
      ObjectNode house = feature(features, "h-%03d".formatted(n), placeIn(outline));
      house.put("title", "예시 빈집 " + n).put("example", true);
      house.put("address", "전주시 완산구 중노송동 " + (100 + n) + "-" + (1 + random.nextInt(9)));
      house.put("dong", "노송동");
      house.put("evidence", n % 40 == 0 ? "lifted" : one("presumed", "reported", "confirmed"));
      if (n % 17 == 0) {
        continue; // nobody has been there yet
      }
      known(house, "grade", one("reuse", "reuse", "manage", "manage", "clear"));
      known(house, "structure", one("timber", "brick", "block", "reinforced-concrete"));
      known(house, "consent", one("none", "negotiating", "agreed", "agreed", "refused"));
      known(house, "followUp", one("not-started", "owner-contacted", "negotiating", "agreed"));
      number(house, "leaseYears", 1, 12, 0.6);
      number(house, "roadWidthMetres", 1, 8, 0.8);
      number(house, "floorAreaSquareMetres", 28, 130, 0.8);
      number(house, "siteAreaSquareMetres", 40, 240, 0.8);
      number(house, "rooms", 1, 6, 0.7);
      number(house, "builtYear", 1955, 2004, 0.8);
      number(house, "remodellingCostWon", 12_000_000, 70_000_000, 0.4);
      number(house, "slopePercent", 0, 18, 0.4);
      flag(house, "stepFree", 0.3);
      flag(house, "waterConnected", 0.7);
      flag(house, "sewerConnected", 0.7);
      flag(house, "electricityConnected", 0.7);
      flag(house, "gasConnected", 0.5);
      house.put("unlicensed", random.nextDouble() < 0.12);
      house.put("demolitionNeeded", random.nextDouble() < 0.04);
    }
    return features;
  }

  private ArrayNode facilities() {
    ArrayNode features = JSON.createArrayNode();
    String[] kinds = {"bus-stop", "bus-stop", "bus-stop", "shop", "clinic", "public-office"};
    for (int n = 0; n < 60; n++) {
      String kind = kinds[n % kinds.length];
      feature(features, "made-up-" + n, placeIn(SHAPES.toGeometry(RECTANGLE)))
          .put("name", "예시 시설 " + n)
          .put("kind", kind)
          .put("example", true);
    }
    feature(features, "made-up-university", new Coordinate(127.1500, 35.8300))
        .put("name", "예시 대학")
        .put("kind", "university")
        .put("example", true);
    return features;
  }

  /** 462 real ones, or as many others. */
  private void shelters() throws IOException, InvalidFileException {
    Path file = SHARED.resolve("tables/jeonju_shelters_2018_utf8bom.csv");
    Layer layer = village.layers().layer("facilities").orElseThrow();
    if (Files.exists(file)) {
      run(
          ImportRequest.of(layer, DataFile.of(file), LoadMode.UPSERT)
              .idFrom(List.of("쉼터명", "소재지도로명주소", "#"))
              .fixed(Map.of())
              .build());
      return;
    }
    ArrayNode features = JSON.createArrayNode();
    for (int n = 0; n < 462; n++) {
      feature(features, "shelter-" + n, placeIn(SHAPES.toGeometry(RECTANGLE)))
          .put("name", "예시 쉼터 " + n)
          .put("kind", "shelter");
    }
    load("facilities", features, LoadMode.UPSERT);
  }

  private static ObjectNode feature(ArrayNode features, String id, Coordinate at) {
    ObjectNode feature = features.addObject().put("type", "Feature").put("id", id);
    feature.putObject("geometry").put("type", "Point").putArray("coordinates").add(at.x).add(at.y);
    return feature.putObject("properties");
  }

  private void load(String layer, ArrayNode features, LoadMode mode)
      throws IOException, InvalidFileException {
    Path file = folder.resolve("made-up-" + layer + "-" + features.size() + ".geojson");
    ObjectNode all = JSON.createObjectNode().put("type", "FeatureCollection");
    all.set("features", features);
    Files.write(file, JSON.writeValueAsBytes(all));
    Layer to = village.layers().layer(layer).orElseThrow();
    run(
        ImportRequest.of(to, DataFile.of(file), mode)
            .allowDeleting(Long.MAX_VALUE)
            .allowDeletingInUse(Long.MAX_VALUE)
            .build());
  }

  private void run(ImportRequest request) throws IOException, InvalidFileException {
    ImportReport report =
        new Importer(village.store(), new CrsRegistry()).run(request, Progress.NONE);
    if (!report.problems().isEmpty() || report.refusal() != null) {
      throw new IllegalStateException(report.toString());
    }
  }

  private Geometry outline() throws IOException {
    Path file = SHARED.resolve("boundaries/jeonju_dongs_2021.geojson");
    if (!Files.exists(file)) {
      return SHAPES.toGeometry(RECTANGLE);
    }
    for (JsonNode dong : JSON.readTree(file.toFile()).get("features")) {
      if (dong.at("/properties/adm_nm").asText().endsWith("노송동")) {
        JsonNode rings = dong.at("/geometry/coordinates");
        JsonNode ring =
            dong.at("/geometry/type").asText().equals("Polygon")
                ? rings.get(0)
                : rings.get(0).get(0);
        Coordinate[] corners = new Coordinate[ring.size()];
        for (int i = 0; i < corners.length; i++) {
          corners[i] = new Coordinate(ring.get(i).get(0).asDouble(), ring.get(i).get(1).asDouble());
        }
        return SHAPES.createPolygon(corners);
      }
    }
    throw new IllegalStateException("no Nosong-dong in " + file);
  }

  private Coordinate placeIn(Geometry outline) {
    Envelope box = outline.getEnvelopeInternal();
    while (true) {
      Coordinate at =
          new Coordinate(
              box.getMinX() + random.nextDouble() * box.getWidth(),
              box.getMinY() + random.nextDouble() * box.getHeight());
      if (((Polygon) outline).contains(SHAPES.createPoint(at))) {
        return at;
      }
    }
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void known(ObjectNode house, String name, String value) {
    if (random.nextDouble() < 0.85) {
      house.put(name, value);
    }
  }

  private void number(ObjectNode house, String name, int from, int to, double share) {
    if (random.nextDouble() < share) {
      house.put(name, from + random.nextInt(to - from));
    }
  }

  private void flag(ObjectNode house, String name, double share) {
    if (random.nextDouble() < share) {
      house.put(name, random.nextDouble() < 0.7);
    }
  }
}
