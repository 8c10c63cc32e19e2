package kr.maeul.feature.cql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.geo.GeoJsonGeometry;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Random trees that can be written and read, whether or not they make sense. */
final class RandomCql {
  private static final GeometryFactory FACTORY = GeoJsonGeometry.FACTORY;
  private static final List<String> NAMES =
      List.of(
          "name", "eo:cloud_cover", "a.b", "한글 이름", "and", "say \"hi\"", "😀", "date", "Z", "x-y");
  private static final List<String> TEXTS =
      List.of(
          "",
          "it's",
          "back\\slash",
          "\\",
          "'",
          "a%b_c",
          "\\%",
          "줄\n바꿈\t탭",
          "한글 😀",
          "\"",
          "--",
          "?");

  private final Random random;

  RandomCql(Random random) {
    this.random = random;
  }

  Cql tree(int depth) {
    Operator[] operators = Operator.values();
    Operator operator = pick(List.of(operators));
    if (depth == 0 || random.nextInt(6) == 0) {
      return leaf();
    }
    if (random.nextInt(10) == 0) {
      return new Cql.Function(
          pick(List.of("Buffer", "lower", "ns:f.x")), trees(random.nextInt(3), depth));
    }
    if (random.nextInt(12) == 0) {
      return new Cql.Interval(end(), end());
    }
    List<Cql> arguments =
        switch (operator.kind()) {
          case LOGICAL ->
              operator == Operator.NOT ? trees(1, depth) : trees(2 + random.nextInt(3), depth);
          case ARRAY -> Stream.generate(() -> list(depth)).limit(2).toList();
          default ->
              operator == Operator.IN
                  ? List.of(tree(depth - 1), new Cql.Array(trees(1 + random.nextInt(3), depth)))
                  : trees(operator.least(), depth);
        };
    return new Cql.Operation(operator, arguments);
  }

  private Cql list(int depth) {
    return random.nextBoolean()
        ? new Cql.Property(pick(NAMES))
        : new Cql.Array(trees(random.nextInt(4), depth));
  }

  private List<Cql> trees(int n, int depth) {
    List<Cql> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(tree(depth - 1));
    }
    return all;
  }

  private Cql leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> new Cql.Property(pick(NAMES));
      case 1 -> new Cql.Text(pick(TEXTS));
      case 2 ->
          new Cql.Number(BigDecimal.valueOf(random.nextInt(2001) - 1000, random.nextInt(30) - 10));
      case 3 -> new Cql.Truth(random.nextBoolean());
      case 4 -> day();
      case 5 -> moment();
      case 6 -> new Cql.Bounds(number(), -3, number(), 4.5);
      default -> new Cql.Shape(geometry(true));
    };
  }

  private Cql day() {
    return new Cql.Day(
        LocalDate.of(random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28)));
  }

  private Cql moment() {
    return new Cql.Moment(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
  }

  private Cql end() {
    return switch (random.nextInt(4)) {
      case 0 -> day();
      case 1 -> moment();
      case 2 -> new Cql.Open();
      default -> new Cql.Property(pick(NAMES));
    };
  }

  private Geometry geometry(boolean collections) {
    return switch (random.nextInt(collections ? 7 : 6)) {
      case 0 -> FACTORY.createPoint(coordinate());
      case 1 -> FACTORY.createLineString(coordinates(2 + random.nextInt(3)));
      case 2 -> polygon();
      case 3 -> FACTORY.createMultiPointFromCoords(coordinates(1 + random.nextInt(3)));
      case 4 ->
          FACTORY.createMultiLineString(
              many(() -> FACTORY.createLineString(coordinates(2)))
                  .toArray(org.locationtech.jts.geom.LineString[]::new));
      case 5 ->
          FACTORY.createMultiPolygon(
              many(this::polygon).toArray(org.locationtech.jts.geom.Polygon[]::new));
      default ->
          FACTORY.createGeometryCollection(many(() -> geometry(false)).toArray(Geometry[]::new));
    };
  }

  private <T> List<T> many(Supplier<T> one) {
    return Stream.generate(one).limit(1 + random.nextInt(3)).toList();
  }

  private org.locationtech.jts.geom.Polygon polygon() {
    Coordinate[] ring = coordinates(4);
    ring[3] = ring[0].copy();
    return FACTORY.createPolygon(ring);
  }

  private Coordinate[] coordinates(int n) {
    return Stream.generate(this::coordinate).limit(n).toArray(Coordinate[]::new);
  }

  private Coordinate coordinate() {
    return new Coordinate(number(), number());
  }

  private double number() {
    return random.nextInt(5) == 0 ? random.nextInt(99_999) / 1024.0 : random.nextInt(21) - 10;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
