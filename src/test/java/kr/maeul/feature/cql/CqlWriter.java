package kr.maeul.feature.cql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.feature.cql.parse.Operator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes trees as CQL2 text and JSON, so that tests can read them back. */
public final class CqlWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CqlWriter() {}

  /** A filter in CQL2 text as CQL2 JSON. */
  public static String jsonOf(String text) throws CqlException {
    return json(CqlLanguage.TEXT.parse(text).root());
  }

  static String text(Cql node) {
    if (node instanceof Cql.Property p) {
      return '"' + p.name().replace("\"", "\"\"") + '"';
    }
    if (node instanceof Cql.Text t) {
      return quote(t.value());
    }
    if (node instanceof Cql.Number n) {
      return n.value().toString();
    }
    if (node instanceof Cql.Truth t) {
      return t.value() ? "TRUE" : "false";
    }
    if (node instanceof Cql.Day d) {
      return "DATE('" + d.value() + "')";
    }
    if (node instanceof Cql.Moment m) {
      return "Timestamp('" + m.value() + "')";
    }
    if (node instanceof Cql.Interval i) {
      return "INTERVAL(" + end(i.start()) + ", " + end(i.end()) + ")";
    }
    if (node instanceof Cql.Shape s) {
      return s.geometry().toText();
    }
    if (node instanceof Cql.Bounds b) {
      return "BBOX(" + b.minX() + "," + b.minY() + "," + b.maxX() + "," + b.maxY() + ")";
    }
    if (node instanceof Cql.Array a) {
      return list(a.members());
    }
    if (node instanceof Cql.Function f) {
      return f.name() + list(f.arguments());
    }
    Cql.Operation o = (Cql.Operation) node;
    List<Cql> a = o.arguments();
    String name = o.operator().text();
    return switch (o.operator().kind()) {
      case LOGICAL ->
          o.operator() == Operator.NOT
              ? "(NOT " + text(a.get(0)) + ")"
              : a.stream()
                  .map(CqlWriter::text)
                  .collect(Collectors.joining(" " + name + " ", "(", ")"));
      case COMPARISON, ARITHMETIC -> "(" + text(a.get(0)) + " " + name + " " + text(a.get(1)) + ")";
      case PREDICATE ->
          switch (o.operator()) {
            case LIKE, IN -> "(" + text(a.get(0)) + " " + name + " " + text(a.get(1)) + ")";
            case BETWEEN ->
                "("
                    + text(a.get(0))
                    + " BETWEEN "
                    + text(a.get(1))
                    + " AND "
                    + text(a.get(2))
                    + ")";
            default -> "(" + text(a.get(0)) + " IS NULL)";
          };
      default -> name + list(a);
    };
  }

  private static String list(List<Cql> nodes) {
    return nodes.stream().map(CqlWriter::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String quote(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  private static String end(Cql end) {
    if (end instanceof Cql.Day d) {
      return "'" + d.value() + "'";
    }
    if (end instanceof Cql.Moment m) {
      return "'" + m.value() + "'";
    }
    return end instanceof Cql.Open ? "'..'" : text(end);
  }

  static String json(Cql node) {
    try {
      return new ObjectMapper().writeValueAsString(node(node));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode node(Cql node) {
    ObjectNode object = JSON.objectNode();
    if (node instanceof Cql.Property p) {
      return object.put("property", p.name());
    }
    if (node instanceof Cql.Text t) {
      return JSON.textNode(t.value());
    }
    if (node instanceof Cql.Number n) {
      return JSON.numberNode(n.value());
    }
    if (node instanceof Cql.Truth t) {
      return JSON.booleanNode(t.value());
    }
    if (node instanceof Cql.Day d) {
      return object.put("date", d.value().toString());
    }
    if (node instanceof Cql.Moment m) {
      return object.put("timestamp", m.value().toString());
    }
    if (node instanceof Cql.Interval i) {
      object.putArray("interval").add(jsonEnd(i.start())).add(jsonEnd(i.end()));
      return object;
    }
    if (node instanceof Cql.Shape s) {
      return geometry(s.geometry());
    }
    if (node instanceof Cql.Bounds b) {
      object.putArray("bbox").add(b.minX()).add(b.minY()).add(b.maxX()).add(b.maxY());
      return object;
    }
    if (node instanceof Cql.Array a) {
      return array(a.members());
    }
    if (node instanceof Cql.Function f) {
      return object.put("op", f.name()).set("args", array(f.arguments()));
    }
    Cql.Operation o = (Cql.Operation) node;
    return object.put("op", o.operator().json()).set("args", array(o.arguments()));
  }

  private static ArrayNode array(List<Cql> nodes) {
    ArrayNode array = JSON.arrayNode();
    nodes.forEach(n -> array.add(node(n)));
    return array;
  }

  private static JsonNode jsonEnd(Cql end) {
    if (end instanceof Cql.Open) {
      return JSON.textNode("..");
    }
    JsonNode node = node(end);
    return node.has("date")
        ? node.get("date")
        : node.has("timestamp") ? node.get("timestamp") : node;
  }

  private static ObjectNode geometry(Geometry g) {
    ObjectNode object = JSON.objectNode().put("type", g.getGeometryType());
    if (g.getGeometryType().equals("GeometryCollection")) {
      ArrayNode parts = object.putArray("geometries");
      for (int i = 0; i < g.getNumGeometries(); i++) {
        parts.add(geometry(g.getGeometryN(i)));
      }
      return object;
    }
    return object.set("coordinates", coordinates(g));
  }

  private static ArrayNode coordinates(Geometry g) {
    ArrayNode array = JSON.arrayNode();
    if (g instanceof Point p) {
      return position(p.getCoordinate());
    }
    if (g instanceof LineString l) {
      for (Coordinate c : l.getCoordinates()) {
        array.add(position(c));
      }
    } else if (g instanceof Polygon p) {
      array.add(coordinates(p.getExteriorRing()));
      for (int i = 0; i < p.getNumInteriorRing(); i++) {
        array.add(coordinates(p.getInteriorRingN(i)));
      }
    } else {
      for (int i = 0; i < g.getNumGeometries(); i++) {
        array.add(coordinates(g.getGeometryN(i)));
      }
    }
    return array;
  }

  private static ArrayNode position(Coordinate c) {
    return JSON.arrayNode().add(BigDecimal.valueOf(c.x)).add(BigDecimal.valueOf(c.y));
  }
}
