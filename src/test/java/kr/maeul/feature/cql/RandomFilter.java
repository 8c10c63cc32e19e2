package kr.maeul.feature.cql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kr.maeul.feature.Feature;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.geo.GeoJsonGeometry;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Random features of the layer {@code plots}, and random filters that make sense for it. */
public final class RandomFilter {
  private static final GeometryFactory FACTORY = GeoJsonGeometry.FACTORY;
  private static final int GRID = 5;

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "b",
          "ab",
          "aB",
          "Ab%",
          "a_b",
          "a\\b",
          "100%",
          "é",
          "e\u0301",
          "É",
          "E",
          "Straße",
          "STRASSE",
          "ẞ",
          "οδος",
          "ΟΔΟΣ",
          "οδοσ",
          "Ø",
          "o",
          "가",
          "각",
          "\u1100\u1161",
          "한글",
          "😀",
          "\uFFFD",
          "\uE000",
          "😀b",
          "_",
          "%",
          "\\",
          "'",
          " a",
          "a ",
          "İ",
          "i",
          "ﬁ",
          "fi",
          "Å");

  private static final List<String> PATTERNS =
      List.of(
          "%",
          "_", "", "a%", "%b", "a_b", "_b", "%\\%", "a\\_b", "a\\\\b", "a\\b", "%\\", "\\a%", "É%",
          "%e%", "STRA%", "%ΔΟΣ", "😀_", "__", "_%_", "가%", "%%a%%", "\\%", "\\\\");

  private static final List<Operator> COMPARISONS =
      List.of(Operator.EQ, Operator.NE, Operator.LT, Operator.GT, Operator.LE, Operator.GE);

  private final Random random;

  public RandomFilter(Random random) {
    this.random = random;
  }

  /** A feature of the layer; each value is missing now and then. */
  public Feature feature(String id) {
    Map<String, Object> v = new HashMap<>();
    maybe(v, "name", () -> pick(TEXTS));
    maybe(v, "memo", () -> pick(TEXTS));
    maybe(v, "kind", () -> pick(List.of("field", "yard")));
    maybe(v, "families", this::whole);
    maybe(v, "people", this::whole);
    maybe(v, "areaSquareMetres", this::real);
    maybe(v, "depthMetres", this::real);
    maybe(v, "fenced", random::nextBoolean);
    maybe(v, "planted", random::nextBoolean);
    maybe(v, "since", () -> day(1));
    maybe(v, "until", () -> day(1));
    maybe(v, "opened", () -> moment(1).atOffset(ZoneOffset.UTC));
    maybe(v, "closed", () -> moment(1).atOffset(ZoneOffset.UTC));
    maybe(v, "tags", () -> Stream.generate(this::member).limit(random.nextInt(4)).toList());
    maybe(v, "crops", () -> Stream.generate(this::member).limit(random.nextInt(4)).toList());
    return new Feature(id, random.nextInt(6) == 0 ? null : geometry(true), v);
  }

  private void maybe(Map<String, Object> values, String name, Supplier<Object> value) {
    if (random.nextInt(4) > 0) {
      values.put(name, value.get());
    }
  }

  /** A filter in CQL2 text. */
  public static String text(Cql filter) {
    return CqlWriter.text(filter);
  }

  /** A filter in CQL2 JSON. */
  public static String json(Cql filter) {
    return CqlWriter.json(filter);
  }

  /** The conditions that a condition joins by AND, OR, NOT or IS NULL. */
  public static List<Cql> conditionsIn(Cql filter) {
    boolean joins =
        filter instanceof Cql.Operation o
            && (o.operator().kind() == Operator.Kind.LOGICAL
                || o.operator() == Operator.IS_NULL
                    && o.arguments().get(0) instanceof Cql.Operation inner
                    && inner.operator().kind() != Operator.Kind.ARITHMETIC
                    && inner.operator().kind() != Operator.Kind.FOLD);
    return joins ? ((Cql.Operation) filter).arguments() : List.of();
  }

  /** A condition that is at most so many operators deep. */
  public Cql condition(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      return switch (random.nextInt(7)) {
        case 0, 1 -> op(Operator.AND, conditions(2 + random.nextInt(2), depth));
        case 2, 3 -> op(Operator.OR, conditions(2 + random.nextInt(2), depth));
        case 4, 5 -> op(Operator.NOT, conditions(1, depth));
        default -> op(Operator.IS_NULL, conditions(1, depth));
      };
    }
    return switch (random.nextInt(16)) {
      case 0 -> new Cql.Truth(random.nextBoolean());
      case 1, 2 -> op(pick(COMPARISONS), text(2), text(2));
      case 3, 4 -> op(pick(COMPARISONS), number(3), number(2));
      case 5 -> op(pick(COMPARISONS), time(), time());
      case 6 -> op(pick(COMPARISONS), truth(), truth());
      case 7 -> op(Operator.LIKE, text(2), pattern());
      case 8 -> between();
      case 9 -> in();
      case 10 -> op(Operator.IS_NULL, pick(List.of(text(1), number(2), time(), property("shape"))));
      case 11, 12 -> spatial();
      case 13, 14 -> temporal();
      default -> op(pick(operators(Operator.Kind.ARRAY)), list(), list());
    };
  }

  private List<Cql> conditions(int n, int depth) {
    return Stream.generate(() -> condition(depth - 1)).limit(n).toList();
  }

  private Cql between() {
    return switch (random.nextInt(4)) {
      case 0 -> op(Operator.BETWEEN, number(1), number(1), number(1));
      case 1 -> op(Operator.BETWEEN, time(), time(), time());
      case 2 -> op(Operator.BETWEEN, truth(), truth(), truth());
      default -> op(Operator.BETWEEN, text(1), text(1), text(1));
    };
  }

  private Cql in() {
    Supplier<Cql> value = pick(List.of(() -> text(1), () -> number(1), this::time, this::truth));
    List<Cql> members = Stream.generate(value).limit(1 + random.nextInt(4)).toList();
    return op(Operator.IN, value.get(), new Cql.Array(members));
  }

  private Cql spatial() {
    Operator how = pick(operators(Operator.Kind.SPATIAL));
    boolean collections = how == Operator.S_INTERSECTS || how == Operator.S_DISJOINT;
    Cql place = property("shape");
    Cql other = random.nextInt(12) == 0 ? place : literal(collections);
    Cql first = random.nextInt(12) == 0 ? literal(collections) : place;
    return random.nextBoolean() ? op(how, first, other) : op(how, other, first);
  }

  private Cql literal(boolean collections) {
    if (random.nextInt(5) == 0) {
      int x = random.nextInt(GRID);
      int y = random.nextInt(GRID);
      boolean across = random.nextInt(4) == 0;
      return new Cql.Bounds(
          across ? x + 2 : x, y, across ? x : x + random.nextInt(3), y + random.nextInt(3));
    }
    return new Cql.Shape(geometry(collections));
  }

  private Cql temporal() {
    Operator how = pick(operators(Operator.Kind.TEMPORAL));
    return op(how, span(how), span(how));
  }

  private Cql span(Operator how) {
    return CqlTimes.wantsIntervals(how) || random.nextBoolean()
        ? new Cql.Interval(end(), end())
        : time();
  }

  private Cql end() {
    return random.nextInt(5) == 0 ? new Cql.Open() : time();
  }

  private Cql time() {
    return switch (random.nextInt(4)) {
      case 0 -> new Cql.Day(day(0));
      case 1 -> new Cql.Moment(moment(0));
      case 2 -> property(pick(List.of("since", "until")));
      default -> property(pick(List.of("opened", "closed")));
    };
  }

  private Cql text(int depth) {
    if (depth > 0 && random.nextInt(2) == 0) {
      return switch (random.nextInt(5)) {
        case 0 -> op(Operator.ACCENTI, text(depth - 1));
        case 1 -> new Cql.Function("lower", List.of(text(depth - 1)));
        case 2 -> new Cql.Function("upper", List.of(text(depth - 1)));
        default -> op(Operator.CASEI, text(depth - 1));
      };
    }
    return random.nextBoolean()
        ? new Cql.Text(pick(TEXTS))
        : property(pick(List.of("name", "memo", "kind", "id")));
  }

  private Cql pattern() {
    Cql pattern = new Cql.Text(pick(PATTERNS));
    if (random.nextInt(3) == 0) {
      pattern = op(Operator.CASEI, pattern);
    }
    return random.nextInt(3) == 0 ? op(Operator.ACCENTI, pattern) : pattern;
  }

  private Cql number(int depth) {
    if (depth > 0 && random.nextInt(2) == 0) {
      return random.nextInt(6) == 0
          ? new Cql.Function("length", List.of(text(1)))
          : op(pick(operators(Operator.Kind.ARITHMETIC)), number(depth - 1), number(depth - 1));
    }
    return switch (random.nextInt(4)) {
      case 0 -> new Cql.Number(BigDecimal.valueOf(whole()));
      case 1 -> new Cql.Number(new BigDecimal(Double.toString(real())));
      case 2 -> property(pick(List.of("families", "people")));
      default -> property(pick(List.of("areaSquareMetres", "depthMetres")));
    };
  }

  private Cql truth() {
    return random.nextBoolean()
        ? new Cql.Truth(random.nextBoolean())
        : property(pick(List.of("fenced", "planted")));
  }

  private Cql list() {
    if (random.nextBoolean()) {
      return property(pick(List.of("tags", "crops")));
    }
    List<Cql> members = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.add(random.nextInt(4) == 0 ? text(1) : new Cql.Text(member()));
    }
    return new Cql.Array(members);
  }

  private String member() {
    return pick(List.of("a", "b", "가", "😀", "A", ""));
  }

  private Long whole() {
    return random.nextInt(12) == 0
        ? pick(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 9_007_199_254_740_993L))
        : (Long) (long) (random.nextInt(7) - 3);
  }

  private Double real() {
    return random.nextInt(12) == 0
        ? pick(List.of(1e200, -1e200, 1e-200, 1e150, 5e-324, 9007199254740992.0))
        : (Double) ((random.nextInt(13) - 6) / 2.0);
  }

  /**
   * @param first the earliest year; the store does not take the year 0
   */
  private LocalDate day(int first) {
    return random.nextInt(20) == 0
        ? LocalDate.of(random.nextBoolean() ? first : 9999, 1, 1)
        : LocalDate.of(2020, 2, 28).plusDays(random.nextInt(4));
  }

  private Instant moment(int first) {
    Instant start = day(first).atStartOfDay().toInstant(ZoneOffset.UTC);
    return switch (random.nextInt(3)) {
      case 0 -> start;
      case 1 -> start.plusSeconds(43_200);
      default -> start.plusNanos(86_399_999_999_000L);
    };
  }

  private Geometry geometry(boolean collections) {
    while (true) {
      Geometry g =
          switch (random.nextInt(collections ? 10 : 9)) {
            case 0, 1 -> FACTORY.createPoint(coordinate());
            case 2, 3 -> line();
            case 4, 5 -> polygon();
            case 6 -> FACTORY.createMultiPointFromCoords(coordinates(1 + random.nextInt(3)));
            case 7 -> FACTORY.createMultiLineString(new LineString[] {line(), line()});
            case 8 -> FACTORY.createMultiPolygon(new Polygon[] {polygon(), polygon()});
            default ->
                FACTORY.createGeometryCollection(
                    new Geometry[] {FACTORY.createPoint(coordinate()), line()});
          };
      if (g.isValid()) {
        return g;
      }
    }
  }

  private LineString line() {
    return FACTORY.createLineString(coordinates(2 + random.nextInt(2)));
  }

  private Polygon polygon() {
    Coordinate[] ring = coordinates(4 + random.nextInt(2));
    ring[ring.length - 1] = ring[0].copy();
    return FACTORY.createPolygon(ring);
  }

  private Coordinate[] coordinates(int n) {
    return Stream.generate(this::coordinate).limit(n).toArray(Coordinate[]::new);
  }

  private Coordinate coordinate() {
    return new Coordinate(random.nextInt(GRID), random.nextInt(GRID));
  }

  private static Cql property(String name) {
    return new Cql.Property(name);
  }

  private static Cql op(Operator operator, List<Cql> arguments) {
    return new Cql.Operation(operator, arguments);
  }

  private static Cql op(Operator operator, Cql... arguments) {
    return new Cql.Operation(operator, arguments);
  }

  private static List<Operator> operators(Operator.Kind kind) {
    return Stream.of(Operator.values()).filter(o -> o.kind() == kind).toList();
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
