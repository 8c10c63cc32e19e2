package kr.maeul.feature.cql;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import kr.maeul.feature.Feature;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.geo.Box;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Layer;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.IntersectionMatrix;

/**
 * What a filter says of a feature, worked out as plainly as possible from the tree as it was
 * written: no types beforehand, no SQL. Answers null for unknown. Trusts the filter to make sense.
 */
public final class CqlOracle {
  private static final Object BEFORE_ALL = "-∞";
  private static final Object AFTER_ALL = "∞";

  private final Layer layer;
  private final Feature feature;

  private CqlOracle(Layer layer, Feature feature) {
    this.layer = layer;
    this.feature = feature;
  }

  /** Whether the feature matches: the filter is true of it. */
  public static boolean matches(Layer layer, Feature feature, Cql filter) {
    return Boolean.TRUE.equals(new CqlOracle(layer, feature).value(filter));
  }

  /** Whether the feature matches a filter in CQL2 text. */
  public static boolean matches(Layer layer, Feature feature, String text) throws CqlException {
    return matches(layer, feature, CqlLanguage.TEXT.parse(text).root());
  }

  private Object value(Cql node) {
    if (node instanceof Cql.Property p) {
      return property(p.name());
    }
    if (node instanceof Cql.Text t) {
      return t.value();
    }
    if (node instanceof Cql.Number n) {
      return number(n.value());
    }
    if (node instanceof Cql.Truth t) {
      return t.value();
    }
    if (node instanceof Cql.Day d) {
      return d.value();
    }
    if (node instanceof Cql.Moment m) {
      return m.value();
    }
    if (node instanceof Cql.Shape s) {
      return s.geometry();
    }
    if (node instanceof Cql.Bounds b) {
      Geometry[] boxes =
          new Box(b.minX(), b.minY(), b.maxX(), b.maxY())
              .split().stream().map(CqlOracle::area).toArray(Geometry[]::new);
      return GeoJsonGeometry.FACTORY.buildGeometry(List.of(boxes));
    }
    if (node instanceof Cql.Array a) {
      return a.members().stream().map(this::value).toList();
    }
    if (node instanceof Cql.Function f) {
      String text = (String) value(f.arguments().get(0));
      return text == null
          ? null
          : switch (f.name()) {
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            default -> (long) text.codePointCount(0, text.length());
          };
    }
    return operation((Cql.Operation) node);
  }

  private static Geometry area(Box b) {
    return GeoJsonGeometry.FACTORY.toGeometry(
        new Envelope(b.west(), b.east(), b.south(), b.north()));
  }

  private Object property(String name) {
    if (name.equals(layer.idName())) {
      return feature.id();
    }
    if (name.equals(layer.geometry().name())) {
      return feature.geometry();
    }
    Object value = feature.properties().get(name);
    return value instanceof OffsetDateTime t ? t.toInstant() : value;
  }

  private static Object number(BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      return value.doubleValue();
    }
  }

  private Object operation(Cql.Operation o) {
    List<Cql> a = o.arguments();
    Operator how = o.operator();
    return switch (how) {
      case AND -> {
        Boolean all = true;
        for (Cql part : a) {
          all = and(all, (Boolean) value(part));
        }
        yield all;
      }
      case OR -> {
        Boolean none = true;
        for (Cql part : a) {
          none = and(none, not((Boolean) value(part)));
        }
        yield not(none);
      }
      case NOT -> not((Boolean) value(a.get(0)));
      case LIKE -> like((String) value(a.get(0)), (String) value(a.get(1)));
      case BETWEEN ->
          and(
              test(value(a.get(0)), value(a.get(1)), c -> c >= 0),
              test(value(a.get(0)), value(a.get(2)), c -> c <= 0));
      case IN -> {
        Boolean none = true;
        for (Object member : (List<?>) listOf(a.get(1))) {
          none = and(none, test(value(a.get(0)), member, c -> c != 0));
        }
        yield not(none);
      }
      case IS_NULL -> value(a.get(0)) == null;
      case EQ -> test(value(a.get(0)), value(a.get(1)), c -> c == 0);
      case NE -> test(value(a.get(0)), value(a.get(1)), c -> c != 0);
      case LT -> test(value(a.get(0)), value(a.get(1)), c -> c < 0);
      case GT -> test(value(a.get(0)), value(a.get(1)), c -> c > 0);
      case LE -> test(value(a.get(0)), value(a.get(1)), c -> c <= 0);
      case GE -> test(value(a.get(0)), value(a.get(1)), c -> c >= 0);
      case CASEI -> casei((String) value(a.get(0)));
      case ACCENTI -> accenti((String) value(a.get(0)));
      default ->
          switch (how.kind()) {
            case ARITHMETIC -> reckon(how, (Number) value(a.get(0)), (Number) value(a.get(1)));
            case SPATIAL -> relate(how, (Geometry) value(a.get(0)), (Geometry) value(a.get(1)));
            case TEMPORAL -> temporal(how, a.get(0), a.get(1));
            default -> lists(how, listOf(a.get(0)), listOf(a.get(1)));
          };
    };
  }

  /** As a list that may hold nulls. */
  private List<?> listOf(Cql node) {
    return node instanceof Cql.Array array
        ? Arrays.asList(array.members().stream().map(this::value).toArray())
        : (List<?>) value(node);
  }

  private static Boolean not(Boolean a) {
    return a == null ? null : (Boolean) !a;
  }

  private static Boolean and(Boolean a, Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    return a == null || b == null ? null : (Boolean) true;
  }

  private static Boolean test(Object a, Object b, IntPredicate wanted) {
    return a == null || b == null ? null : (Boolean) wanted.test(compare(a, b));
  }

  private static int compare(Object a, Object b) {
    if (a == b) {
      return 0;
    }
    if (a == BEFORE_ALL || b == AFTER_ALL) {
      return -1;
    }
    if (a == AFTER_ALL || b == BEFORE_ALL) {
      return 1;
    }
    if (a instanceof String s) {
      return Arrays.compare(s.codePoints().toArray(), ((String) b).codePoints().toArray());
    }
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Number x) {
      double p = x.doubleValue();
      double q = ((Number) b).doubleValue();
      return p < q ? -1 : p > q ? 1 : 0;
    }
    if (a instanceof Boolean x) {
      return Boolean.compare(x, (Boolean) b);
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return x.compareTo(y);
    }
    return day(a).compareTo(day(b));
  }

  private static LocalDate day(Object a) {
    return a instanceof Instant i ? i.atOffset(ZoneOffset.UTC).toLocalDate() : (LocalDate) a;
  }

  private static Boolean like(String text, String pattern) {
    if (text == null || pattern == null) {
      return null;
    }
    StringBuilder regex = new StringBuilder();
    int[] p = pattern.codePoints().toArray();
    for (int i = 0; i < p.length; i++) {
      if (p[i] == '\\' && i + 1 < p.length && "%_\\".indexOf(p[i + 1]) >= 0) {
        regex.append(Pattern.quote(Character.toString(p[++i])));
      } else if (p[i] == '%') {
        regex.append(".*");
      } else if (p[i] == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(Character.toString(p[i])));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  private static String casei(String text) {
    return text == null
        ? null
        : text.toLowerCase(Locale.ROOT)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT)
            .replace("ς", "σ");
  }

  private static String accenti(String text) {
    return text == null
        ? null
        : Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("[\\u0300-\\u036f]", ""),
                Normalizer.Form.NFC)
            .replace('ø', 'o')
            .replace('Ø', 'O');
  }

  private static Double reckon(Operator how, Number left, Number right) {
    if (left == null || right == null) {
      return null;
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    for (double v : new double[] {a, b}) {
      if (v != 0 && !(Math.abs(v) >= 1e-150 && Math.abs(v) <= 1e150)) {
        return null;
      }
    }
    double result =
        switch (how) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDE -> a / b;
          case MODULO -> a - b * trunc(a / b);
          case DIV -> trunc(a / b);
          default -> Math.pow(a, b);
        };
    if (how == Operator.POWER && a != 0 && Math.abs(b * Math.log(Math.abs(a))) > 690) {
      return null;
    }
    return Double.isFinite(result) ? (Double) result : null;
  }

  private static double trunc(double v) {
    return v < 0 ? -Math.floor(-v) : Math.floor(v);
  }

  private static Boolean relate(Operator how, Geometry a, Geometry b) {
    if (a == null || b == null) {
      return null;
    }
    boolean collection = isCollection(a) || isCollection(b);
    if (how == Operator.S_INTERSECTS || how == Operator.S_DISJOINT) {
      return (a.distance(b) == 0) == (how == Operator.S_INTERSECTS);
    }
    if (collection && a == b) {
      return how == Operator.S_EQUALS || how == Operator.S_WITHIN || how == Operator.S_CONTAINS;
    }
    if (collection) {
      return a.getEnvelopeInternal().intersects(b.getEnvelopeInternal()) ? null : (Boolean) false;
    }
    IntersectionMatrix m = a.relate(b);
    int da = a.getDimension();
    int db = b.getDimension();
    return switch (how) {
      case S_EQUALS -> m.isEquals(da, db);
      case S_TOUCHES -> m.isTouches(da, db);
      case S_WITHIN -> m.isWithin();
      case S_OVERLAPS -> m.isOverlaps(da, db);
      case S_CROSSES -> m.isCrosses(da, db);
      default -> m.isContains();
    };
  }

  private static boolean isCollection(Geometry g) {
    return g.getGeometryType().equals("GeometryCollection");
  }

  private Object end(Cql node, Object open) {
    return node instanceof Cql.Open ? open : value(node);
  }

  private Boolean temporal(Operator how, Cql left, Cql right) {
    Object s1 = left instanceof Cql.Interval i ? end(i.start(), BEFORE_ALL) : value(left);
    Object e1 = left instanceof Cql.Interval i ? end(i.end(), AFTER_ALL) : value(left);
    Object s2 = right instanceof Cql.Interval i ? end(i.start(), BEFORE_ALL) : value(right);
    Object e2 = right instanceof Cql.Interval i ? end(i.end(), AFTER_ALL) : value(right);
    Boolean after = test(s1, e2, c -> c > 0);
    Boolean before = test(e1, s2, c -> c < 0);
    Boolean connected = and(not(after), not(before));
    Boolean startsBefore = test(s1, s2, c -> c < 0);
    Boolean startsAfter = test(s1, s2, c -> c > 0);
    Boolean startsWith = test(s1, s2, c -> c == 0);
    Boolean endsBefore = test(e1, e2, c -> c < 0);
    Boolean endsAfter = test(e1, e2, c -> c > 0);
    Boolean endsWith = test(e1, e2, c -> c == 0);
    return switch (how) {
      case T_AFTER -> after;
      case T_BEFORE -> before;
      case T_DISJOINT -> not(connected);
      case T_INTERSECTS -> connected;
      case T_EQUALS -> and(startsWith, endsWith);
      case T_CONTAINS -> and(startsBefore, endsAfter);
      case T_DURING -> and(startsAfter, endsBefore);
      case T_FINISHEDBY -> and(startsBefore, endsWith);
      case T_FINISHES -> and(startsAfter, endsWith);
      case T_MEETS -> test(e1, s2, c -> c == 0);
      case T_METBY -> test(s1, e2, c -> c == 0);
      case T_OVERLAPS -> and(and(startsBefore, endsBefore), test(e1, s2, c -> c > 0));
      case T_OVERLAPPEDBY -> and(and(startsAfter, endsAfter), test(s1, e2, c -> c < 0));
      case T_STARTEDBY -> and(startsWith, endsAfter);
      default -> and(startsWith, endsBefore);
    };
  }

  private static Boolean lists(Operator how, List<?> left, List<?> right) {
    if (left == null || right == null || left.contains(null) || right.contains(null)) {
      return null;
    }
    Set<?> a = new HashSet<>(left);
    Set<?> b = new HashSet<>(right);
    return switch (how) {
      case A_EQUALS -> a.equals(b);
      case A_CONTAINS -> a.containsAll(b);
      case A_CONTAINEDBY -> b.containsAll(a);
      default -> a.stream().anyMatch(b::contains);
    };
  }
}
