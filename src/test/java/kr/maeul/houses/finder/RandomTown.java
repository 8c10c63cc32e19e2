package kr.maeul.houses.finder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Houses, places and profiles as they never were, of one seed. Places lie on a coarse grid, so that
 * several share one, and values are few, so that houses are equal. For one thread.
 */
final class RandomTown {
  static final double WEST = 127.15;
  static final double SOUTH = 35.82;

  /** About 22 m north and 18 m east. */
  private static final double STEP = 0.0002;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ASKED =
      List.of(
          "rooms",
          "floorAreaSquareMetres",
          "roadWidthMetres",
          "leaseYears",
          "structure",
          "grade",
          "consent",
          "stepFree",
          "waterConnected",
          "unlicensed");
  private static final List<String> EVIDENCE =
      List.of("presumed", "reported", "confirmed", "confirmed", "confirmed", "lifted");

  /** Filters of sources, and what they mean. */
  static final Map<String, Predicate<Feature>> FILTERS =
      Map.of(
          "", f -> true,
          "kind = 'bus-stop'", f -> "bus-stop".equals(f.properties().get("kind")),
          "kind IN ('shop', 'clinic')",
              f -> List.of("shop", "clinic").contains(f.properties().getOrDefault("kind", "")),
          "capacity >= 10", f -> f.properties().get("capacity") instanceof Long n && n >= 10,
          "kind = 'other'", f -> "other".equals(f.properties().get("kind")));

  private static final List<String> HOUSE_FILTERS = List.of("");
  private static final List<String> FACILITY_FILTERS =
      List.of(
          "",
          "kind = 'bus-stop'",
          "kind IN ('shop', 'clinic')",
          "capacity >= 10",
          "kind = 'other'");

  final Random random;

  /** Of its own, so that a town is the same whatever is known of whether its houses are vacant. */
  private final Random vacancy;

  /** Likewise. */
  private final Random ends;

  private final LayerCatalog layers;

  RandomTown(LayerCatalog layers, long seed) {
    this.layers = layers;
    this.random = new Random(seed);
    this.vacancy = new Random(seed + 1);
    this.ends = new Random(seed + 2);
  }

  /** Nothing is of the kind "other": so that some sources have no features. */
  Map<String, List<Feature>> features(int houses, int places) {
    Map<String, List<Feature>> all = new HashMap<>();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < houses; i++) {
      features.add(house("h" + String.format("%04d", i)));
    }
    Collections.shuffle(features, random);
    all.put("vacant-houses", features);
    features = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("name", "곳 " + i);
      values.put("kind", List.of("bus-stop", "shop", "clinic", "park").get(random.nextInt(4)));
      if (random.nextBoolean()) {
        values.put("capacity", (long) random.nextInt(20));
      }
      features.add(new Feature("f" + String.format("%04d", i), point(), values));
    }
    all.put("facilities", features);
    all.put("regeneration-sites", areas("s", 6, "title"));
    return all;
  }

  private List<Feature> areas(String prefix, int count, String name) {
    List<Feature> areas = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Polygon box = box();
      areas.add(
          new Feature(
              prefix + i,
              GeoJsonGeometry.FACTORY.createMultiPolygon(new Polygon[] {box}),
              Map.of(name, "구역 " + i)));
    }
    return areas;
  }

  Geometry point() {
    return GeoJsonGeometry.FACTORY.createPoint(
        new Coordinate(WEST + STEP * random.nextInt(60), SOUTH + STEP * random.nextInt(60)));
  }

  /** A box whose edges may go through places. */
  Polygon box() {
    double west = WEST + STEP * random.nextInt(50);
    double south = SOUTH + STEP * random.nextInt(50);
    return (Polygon)
        GeoJsonGeometry.FACTORY.toGeometry(
            new Envelope(
                west,
                west + STEP * (1 + random.nextInt(30)),
                south,
                south + STEP * (1 + random.nextInt(30))));
  }

  private Feature house(String id) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("evidence", EVIDENCE.get(vacancy.nextInt(EVIDENCE.size())));
    Layer layer = layers.layer("vacant-houses").orElseThrow();
    for (String name : ASKED) {
      Property p = layer.property(name).orElseThrow();
      if (random.nextInt(4) > 0) {
        values.put(name, value(p));
      }
    }
    LocalDate today = LocalDate.now(TownZone.ID);
    for (String end : List.of("consentUntil", "consentWithdrawn")) {
      if (ends.nextInt(3) == 0) {
        values.put(end, today.plusDays(ends.nextInt(5) - 2));
      }
    }
    return new Feature(id, random.nextInt(12) == 0 ? null : point(), values);
  }

  private Object value(Property p) {
    if (!p.choices().isEmpty()) {
      return p.choices().get(random.nextInt(p.choices().size())).value();
    }
    return p.type() == PropertyType.BOOLEAN
        ? (Object) random.nextBoolean()
        : p.type() == PropertyType.INTEGER
            ? (Object) (long) random.nextInt(7)
            : (Object) (random.nextInt(24) / 4.0);
  }

  /** A profile's file. */
  ObjectNode profile(String id) {
    ObjectNode file = JSON.createObjectNode();
    file.put("format", 1).put("id", id).put("layer", "vacant-houses");
    text(file.putObject("title"), id);
    file.put("minimumCompleteness", List.of(0.25, 0.5, 0.75, 1.0).get(random.nextInt(4)));
    file.put("walkMetres", random.nextInt(3) * 40).put("capacity", "rooms");
    ArrayNode gates = file.putArray("gates");
    for (int i = 0; i < random.nextInt(4); i++) {
      ObjectNode gate = gates.addObject().put("id", "g" + i);
      text(gate.putObject("title"), "gate " + i);
      gate.put("kind", random.nextBoolean() ? "exclude" : "conditional");
      for (int t = 0; t <= random.nextInt(2); t++) {
        test(gate.withArray("when").addObject());
      }
    }
    if (vacancy.nextInt(3) == 0) {
      ObjectNode gate = gates.addObject().put("id", "vacant").put("kind", "exclude");
      text(gate.putObject("title"), "no longer vacant");
      gate.putArray("when").addObject().put("property", "evidence").putArray("in").add("lifted");
    }
    ArrayNode criteria = file.putArray("criteria");
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      ObjectNode c = criteria.addObject().put("id", "c" + i);
      text(c.putObject("title"), "criterion " + i);
      c.put("weight", i == 0 ? 10 : random.nextInt(5) * 5);
      rated(c);
    }
    if (vacancy.nextInt(4) == 0) {
      ObjectNode c = criteria.addObject().put("id", "evidence").put("weight", 10);
      text(c.putObject("title"), "vacancy");
      c.put("property", "evidence").putObject("choices").put("presumed", 0.25).put("reported", 0.5);
      c.withObject("choices").put("confirmed", 1).putNull("lifted");
    }
    return file;
  }

  private static void text(ObjectNode node, String text) {
    node.put("ko", text).put("en", text);
  }

  /** Puts a fact; answers its values, or none where it is a number. */
  private List<String> fact(ObjectNode node) {
    switch (random.nextInt(5)) {
      case 0 -> source(node.putObject("nearest"));
      case 1 ->
          source(node.putObject("count")).put("radiusMetres", 20 + random.nextInt(10) * 11.11);
      case 2 -> {
        node.putObject("inside").put("layer", "regeneration-sites");
        return List.of("false", "true");
      }
      default -> {
        String name = ASKED.get(random.nextInt(ASKED.size()));
        node.put("property", name);
        Property p = layers.layer("vacant-houses").orElseThrow().property(name).orElseThrow();
        return p.type() == PropertyType.BOOLEAN
            ? List.of("false", "true")
            : p.choices().stream().map(Choice::value).toList();
      }
    }
    return List.of();
  }

  private ObjectNode source(ObjectNode node) {
    boolean isOwn = random.nextInt(4) == 0;
    boolean isArea = !isOwn && random.nextInt(5) == 0;
    node.put("layer", isOwn ? "vacant-houses" : isArea ? "regeneration-sites" : "facilities");
    List<String> filters = isOwn || isArea ? HOUSE_FILTERS : FACILITY_FILTERS;
    String filter = filters.get(random.nextInt(filters.size()));
    return filter.isEmpty() ? node : node.put("filter", filter);
  }

  private void rated(ObjectNode c) {
    List<String> values = fact(c);
    if (!values.isEmpty()) {
      ObjectNode choices = c.putObject("choices");
      for (int i = 0; i < values.size(); i++) {
        if (i > 0 && random.nextInt(5) == 0) {
          choices.putNull(values.get(i));
        } else {
          choices.put(values.get(i), random.nextInt(5) / 4.0);
        }
      }
      return;
    }
    ArrayNode scale = c.putArray("scale");
    double number = random.nextInt(3);
    int points = 1 + random.nextInt(4);
    boolean wasStep = false;
    for (int i = 0; i < points; i++) {
      scale.addArray().add(number).add(random.nextInt(5) / 4.0);
      boolean isStep = !wasStep && random.nextInt(4) == 0;
      number += isStep ? 0 : 1 + random.nextInt(4) * (c.has("nearest") ? 40 : 1);
      wasStep = isStep;
    }
  }

  private void test(ObjectNode test) {
    List<String> values = fact(test);
    if (values.isEmpty()) {
      test.put(random.nextBoolean() ? "atLeast" : "atMost", random.nextInt(6));
    } else {
      boolean isTruth = values.contains("true");
      String value = values.get(random.nextInt(values.size()));
      if (isTruth) {
        test.putArray("in").add(value.equals("true"));
      } else {
        test.putArray("in").add(value);
      }
    }
  }
}
