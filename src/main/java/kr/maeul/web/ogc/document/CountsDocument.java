package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kr.maeul.geo.HexGrid;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.store.Grouping;
import kr.maeul.store.Tally;
import kr.maeul.web.ogc.query.SummaryRequest;
import org.locationtech.jts.geom.Coordinate;

/** Counts of the rows that the caller may see, as JSON or, for hexagons, as GeoJSON. */
public final class CountsDocument {
  private static final Text NO_VALUE = new Text("값 없음", "No value");
  private static final Text NO_AREA = new Text("구역 밖", "Outside of all areas");
  private static final Text NO_PLACE = new Text("위치 없음", "No place");
  private static final double DEGREE_DECIMALS = 1e7;

  private final SummaryRequest asked;
  private final Lang lang;

  public CountsDocument(SummaryRequest asked, Lang lang) {
    this.asked = asked;
    this.lang = lang;
  }

  /** One group: all of its tallies together, and each of them. */
  private record Group(Tally all, List<Tally> cells) {}

  /**
   * @param matched how many rows the filters let through
   */
  public ObjectNode json(Layer layer, List<Tally> tallies, long matched) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("layer", layer.id());
    ArrayNode by = json.putArray("by").add(asked.byName);
    Optional.ofNullable(asked.second).ifPresent(p -> by.add(p.name()));
    json.set("measure", measure());
    ArrayNode groups = json.putArray("groups");
    for (Group group : groups(tallies)) {
      ObjectNode node = groups.addObject();
      node.put("value", group.all.value()).put("title", title(group.all));
      if (asked.by instanceof Grouping.Hexagon h && group.all.value() != null) {
        position(node.putArray("centre"), h.grid().centre(group.all.value()));
      }
      put(node, group);
    }
    return json.put("numberMatched", matched).put("numberReturned", groups.size());
  }

  /** The hexagons that hold anything; rows without a place are a feature without a geometry. */
  public ObjectNode geoJson(HexGrid grid, List<Tally> tallies, long matched) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "FeatureCollection");
    ArrayNode features = json.putArray("features");
    for (Group group : groups(tallies)) {
      String cell = group.all.value();
      ObjectNode feature = features.addObject().put("type", "Feature");
      if (cell == null) {
        feature.putNull("geometry");
      } else {
        ObjectNode geometry = feature.put("id", cell).putObject("geometry");
        ArrayNode ring = geometry.put("type", "Polygon").putArray("coordinates").addArray();
        for (Coordinate corner : grid.corners(cell)) {
          position(ring.addArray(), corner);
        }
      }
      put(feature.putObject("properties"), group);
    }
    json.put("numberMatched", matched).put("numberReturned", features.size());
    json.set("measure", measure());
    return json;
  }

  private ObjectNode measure() {
    ObjectNode measure = JsonNodeFactory.instance.objectNode();
    measure.put("function", asked.function.name().toLowerCase(Locale.ROOT));
    if (asked.measured != null) {
      measure.put("property", asked.measured.name());
      measure.put("title", asked.measured.title().in(lang));
      if (asked.measured.unit() != null) {
        measure.put("unit", asked.measured.unit());
      }
    }
    return measure;
  }

  private static List<Group> groups(List<Tally> tallies) {
    Map<String, List<Tally>> byValue = new LinkedHashMap<>();
    tallies.forEach(t -> byValue.computeIfAbsent(t.value(), v -> new ArrayList<>()).add(t));
    Comparator<String> order = Comparator.nullsLast(Comparator.naturalOrder());
    List<Group> groups = new ArrayList<>();
    for (List<Tally> cells : byValue.values()) {
      cells.sort(Comparator.comparing(Tally::count).reversed().thenComparing(Tally::second, order));
      groups.add(new Group(cells.stream().reduce(Tally::plus).orElseThrow(), cells));
    }
    groups.sort(
        Comparator.comparing((Group g) -> g.all.count())
            .reversed()
            .thenComparing(g -> g.all.value(), order));
    return groups;
  }

  private void put(ObjectNode node, Group group) {
    measured(node, group.all);
    if (asked.second != null) {
      ArrayNode cells = node.putArray("cells");
      for (Tally t : group.cells) {
        ObjectNode cell = cells.addObject();
        cell.put("value", t.second()).put("title", title(asked.second, t.second()));
        measured(cell, t);
      }
    }
  }

  private void measured(ObjectNode node, Tally t) {
    node.put("count", t.count());
    if (asked.measured == null) {
      return;
    }
    if (t.valued() == 0) {
      node.putNull("measured");
      return;
    }
    node.put(
        "measured",
        switch (asked.function) {
          case COUNT -> t.count();
          case SUM -> t.sum();
          case MIN -> t.least();
          case MAX -> t.greatest();
          case MEAN -> t.sum() / t.valued();
        });
  }

  private String title(Tally t) {
    if (asked.by instanceof Grouping.Value v) {
      return title(v.property(), t.value());
    }
    if (t.value() == null) {
      return (asked.by instanceof Grouping.Area ? NO_AREA : NO_PLACE).in(lang);
    }
    String own = lang == Lang.EN && t.titleEn() != null ? t.titleEn() : t.title();
    return own == null ? t.value() : own;
  }

  private String title(Property property, String value) {
    return value == null
        ? NO_VALUE.in(lang)
        : property.choice(value).map(c -> c.title().in(lang)).orElse(value);
  }

  private static void position(ArrayNode into, Coordinate c) {
    into.add(Math.round(c.x * DEGREE_DECIMALS) / DEGREE_DECIMALS);
    into.add(Math.round(c.y * DEGREE_DECIMALS) / DEGREE_DECIMALS);
  }
}
