package kr.maeul.feature.cql.parse;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.feature.cql.parse.CqlGrammarParser.CoordinateContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.GeometryContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.LineTextContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.PolygonTextContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.PositionContext;
import kr.maeul.geo.GeoJsonGeometry;
import org.antlr.v4.runtime.ParserRuleContext;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Geometries of WKT that the grammar has recognised. Heights are dropped. Stateless. */
final class CqlWkt {
  private static final GeometryFactory FACTORY = GeoJsonGeometry.FACTORY;

  private CqlWkt() {}

  static Geometry geometry(GeometryContext c) throws CqlException {
    if (c instanceof CqlGrammarParser.PointContext g) {
      return FACTORY.createPoint(coordinate(g.pointText().position()));
    }
    if (c instanceof CqlGrammarParser.LineContext g) {
      return line(g.lineText());
    }
    if (c instanceof CqlGrammarParser.PolygonContext g) {
      return polygon(g.polygonText());
    }
    if (c instanceof CqlGrammarParser.MultiPointContext g) {
      List<Point> points = new ArrayList<>();
      for (var member : g.member()) {
        PositionContext p =
            member.position() != null ? member.position() : member.pointText().position();
        points.add(FACTORY.createPoint(coordinate(p)));
      }
      return FACTORY.createMultiPoint(points.toArray(Point[]::new));
    }
    if (c instanceof CqlGrammarParser.MultiLineContext g) {
      List<LineString> lines = new ArrayList<>();
      for (LineTextContext line : g.lineText()) {
        lines.add(line(line));
      }
      return FACTORY.createMultiLineString(lines.toArray(LineString[]::new));
    }
    if (c instanceof CqlGrammarParser.MultiPolygonContext g) {
      List<Polygon> polygons = new ArrayList<>();
      for (PolygonTextContext polygon : g.polygonText()) {
        polygons.add(polygon(polygon));
      }
      return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }
    if (c instanceof CqlGrammarParser.CollectionContext g) {
      List<Geometry> parts = new ArrayList<>();
      for (GeometryContext part : g.geometry()) {
        if (part instanceof CqlGrammarParser.CollectionContext) {
          throw mistake(part, "모음 안에 모음을 넣을 수 없습니다.", "a collection holds no collection");
        }
        parts.add(geometry(part));
      }
      return FACTORY.createGeometryCollection(parts.toArray(Geometry[]::new));
    }
    throw mistake(
        c,
        "빈 도형(EMPTY)은 비교할 수 없습니다. 위치가 없는 것은 IS NULL로 찾으세요.",
        "an EMPTY geometry cannot be compared; find what has no place by IS NULL");
  }

  private static LineString line(LineTextContext c) throws CqlException {
    if (c.position().size() < 2) {
      throw mistake(c, "선에는 점이 둘 이상 필요합니다.", "a line has at least two positions");
    }
    return FACTORY.createLineString(coordinates(c));
  }

  private static Polygon polygon(PolygonTextContext c) throws CqlException {
    List<LinearRing> rings = new ArrayList<>();
    for (LineTextContext ring : c.lineText()) {
      Coordinate[] coordinates = coordinates(ring);
      if (coordinates.length < 4 || !coordinates[0].equals2D(coordinates[coordinates.length - 1])) {
        throw mistake(
            ring,
            "다각형의 테두리는 점이 넷 이상이고 첫 점과 끝 점이 같아야 합니다.",
            "a ring has at least four positions, and its last one equals its first");
      }
      rings.add(FACTORY.createLinearRing(coordinates));
    }
    LinearRing[] holes = rings.subList(1, rings.size()).toArray(LinearRing[]::new);
    return FACTORY.createPolygon(rings.get(0), holes);
  }

  private static Coordinate[] coordinates(LineTextContext c) throws CqlException {
    List<Coordinate> all = new ArrayList<>();
    for (PositionContext p : c.position()) {
      all.add(coordinate(p));
    }
    return all.toArray(Coordinate[]::new);
  }

  private static Coordinate coordinate(PositionContext c) throws CqlException {
    return new Coordinate(number(c.coordinate(0)), number(c.coordinate(1)));
  }

  private static double number(CoordinateContext c) throws CqlException {
    double value = Double.parseDouble(c.NUMBER().getText());
    if (!Double.isFinite(value)) {
      throw mistake(c, "좌표가 너무 큽니다.", "the coordinate is too large");
    }
    return c.MINUS() == null ? value : -value;
  }

  private static CqlException mistake(ParserRuleContext c, String ko, String en) {
    return new CqlException(CqlText.place(c.getStart()), ko, en);
  }
}
