package kr.maeul.store.sql.dialect.h2;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.cql.Term;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.geo.near.GeodesicDistance;
import org.h2gis.api.Function;
import org.h2gis.functions.factory.H2GISFunctions;
import org.h2gis.functions.spatial.predicates.ST_Intersects;
import org.h2gis.functions.spatial.properties.ST_Dimension;
import org.h2gis.functions.spatial.properties.ST_IsEmpty;
import org.h2gis.functions.spatial.properties.ST_PointOnSurface;
import org.h2gis.functions.spatial.properties.ST_X;
import org.h2gis.functions.spatial.properties.ST_XMax;
import org.h2gis.functions.spatial.properties.ST_XMin;
import org.h2gis.functions.spatial.properties.ST_Y;
import org.h2gis.functions.spatial.properties.ST_YMax;
import org.h2gis.functions.spatial.properties.ST_YMin;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * Functions that queries need and H2 lacks; H2 calls them by their names in SQL, for every row.
 * Public for H2's sake alone. Stateless. A null argument makes the answer null.
 */
public final class H2Functions {
  static final String PREFIX = "MAEUL_";

  private static final List<String> NAMES =
      List.of(
          "CASEI",
          "ACCENTI",
          "LOWER",
          "UPPER",
          "LENGTH",
          "LIKE",
          "RECKON",
          "RELATE",
          "LISTS",
          "MEMBERS",
          "DISTANCE");

  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");
  private static final String STROKED = "øØłŁđĐħĦŧŦ";
  private static final String PLAIN = "oOlLdDhHtT";

  private H2Functions() {}

  /** What of H2GIS the queries use: all of it would be in the way of every change of a table. */
  private static List<Function> ofH2Gis() {
    return List.of(
        new ST_Dimension(),
        new ST_Intersects(),
        new ST_IsEmpty(),
        new ST_PointOnSurface(),
        new ST_X(),
        new ST_XMax(),
        new ST_XMin(),
        new ST_Y(),
        new ST_YMax(),
        new ST_YMin());
  }

  /**
   * Makes the functions known to a database: those of H2GIS that it has not yet, and ours in place
   * of those of an earlier version.
   */
  static void register(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement()) {
      Set<String> there = new HashSet<>();
      try (ResultSet r =
          s.executeQuery(
              "SELECT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES WHERE LEFT(ROUTINE_NAME, 3) = 'ST_'")) {
        while (r.next()) {
          there.add(r.getString(1));
        }
      }
      for (Function function : ofH2Gis()) {
        if (!there.contains(H2GISFunctions.getAlias(function).toUpperCase(Locale.ROOT))) {
          H2GISFunctions.registerFunction(s, function, "");
        }
      }
      for (String name : NAMES) {
        s.execute("DROP ALIAS IF EXISTS " + PREFIX + name);
        s.execute(
            "CREATE FORCE ALIAS "
                + PREFIX
                + name
                + " DETERMINISTIC FOR "
                + Sql.literal(H2Functions.class.getName() + "." + name.toLowerCase(Locale.ROOT)));
      }
      H2First.register(s);
    }
  }

  public static String casei(String text) {
    return text == null ? null : lower(upper(lower(text))).replace('ς', 'σ');
  }

  public static String accenti(String text) {
    if (text == null) {
      return null;
    }
    String bare = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    StringBuilder plain = new StringBuilder(Normalizer.normalize(bare, Normalizer.Form.NFC));
    for (int i = 0; i < plain.length(); i++) {
      int stroked = STROKED.indexOf(plain.charAt(i));
      if (stroked >= 0) {
        plain.setCharAt(i, PLAIN.charAt(stroked));
      }
    }
    return plain.toString();
  }

  public static String lower(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  public static String upper(String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  public static Long length(String text) {
    return text == null ? null : (long) text.codePointCount(0, text.length());
  }

  /** LIKE by code point, in time that grows with the text times the pattern at worst. */
  public static Boolean like(String text, String pattern) {
    if (text == null || pattern == null) {
      return null;
    }
    int[] t = text.codePoints().toArray();
    int[] p = pattern.codePoints().toArray();
    int ti = 0;
    int pi = 0;
    int afterWildcard = -1;
    int retry = 0;
    while (ti < t.length) {
      if (pi < p.length && p[pi] == '%') {
        afterWildcard = ++pi;
        retry = ti;
        continue;
      }
      boolean escaped = pi < p.length && p[pi] == '\\';
      int at = escaped ? pi + 1 : pi;
      if (at < p.length && (p[at] == t[ti] || p[at] == '_' && !escaped)) {
        pi = at + 1;
        ti++;
      } else if (afterWildcard >= 0) {
        pi = afterWildcard;
        ti = ++retry;
      } else {
        return false;
      }
    }
    while (pi < p.length && p[pi] == '%') {
      pi++;
    }
    return pi == p.length;
  }

  /** {@link Term.Reckoned}. */
  public static Double reckon(String how, Double a, Double b) {
    if (a == null || b == null || !isInRange(a) || !isInRange(b)) {
      return null;
    }
    return switch (Operator.valueOf(how)) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDE -> b == 0 ? null : (Double) (a / b);
      case MODULO -> b == 0 ? null : (Double) (a - b * cut(a / b));
      case DIV -> b == 0 ? null : (Double) cut(a / b);
      case POWER -> power(a, b);
      default -> throw new IllegalArgumentException(how);
    };
  }

  private static boolean isInRange(double v) {
    double size = Math.abs(v);
    return v == 0 || size >= Term.Reckoned.LEAST && size <= Term.Reckoned.MOST;
  }

  private static double cut(double v) {
    return v < 0 ? Math.ceil(v) : Math.floor(v);
  }

  private static Double power(double a, double b) {
    if (a == 0) {
      return b < 0 ? null : (Double) (b == 0 ? 1.0 : 0.0);
    }
    boolean unreal = a < 0 && b != cut(b);
    return unreal || Math.abs(b * Math.log(Math.abs(a))) > Term.Reckoned.MOST_EXPONENT
        ? null
        : (Double) Math.pow(a, b);
  }

  /**
   * {@link kr.maeul.feature.cql.Condition.Spatial}; null too where a geometry is too broken to
   * tell.
   */
  public static Boolean relate(String how, Geometry stored, Geometry other) {
    if (stored == null || other == null) {
      return null;
    }
    Operator operator = Operator.valueOf(how);
    boolean collection = stored.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
    if (collection && operator != Operator.S_INTERSECTS) {
      return null;
    }
    try {
      boolean asItIs = stored.getDimension() < 2 || stored.isValid();
      Geometry a = asItIs ? stored : GeometryFixer.fix(stored);
      return switch (operator) {
        case S_INTERSECTS -> a.intersects(other);
        case S_EQUALS -> a.equalsTopo(other);
        case S_TOUCHES -> a.touches(other);
        case S_WITHIN -> a.within(other);
        case S_OVERLAPS -> a.overlaps(other);
        case S_CROSSES -> a.crosses(other);
        case S_CONTAINS -> a.contains(other);
        default -> throw new IllegalArgumentException(how);
      };
    } catch (TopologyException e) {
      return null;
    }
  }

  /** Metres between two geometries, or null where there is nothing to measure. */
  public static Double distance(Geometry a, Geometry b) {
    if (a == null || b == null) {
      return null;
    }
    double metres = GeodesicDistance.between(a, b);
    return Double.isNaN(metres) ? null : (Double) metres;
  }

  /** The members of a list that stand in another one, in their order; null where none does. */
  public static String[] members(String[] list, String[] shown) {
    if (list == null || shown == null) {
      return null;
    }
    Set<String> ids = new HashSet<>(Arrays.asList(shown));
    String[] members = Arrays.stream(list).filter(ids::contains).toArray(String[]::new);
    return members.length == 0 ? null : members;
  }

  /** How two lists, taken as sets, are to each other. */
  public static Boolean lists(String how, String[] left, String[] right) {
    if (left == null || right == null) {
      return null;
    }
    Set<String> a = new HashSet<>(Arrays.asList(left));
    Set<String> b = new HashSet<>(Arrays.asList(right));
    return switch (Operator.valueOf(how)) {
      case A_EQUALS -> a.equals(b);
      case A_CONTAINS -> a.containsAll(b);
      case A_CONTAINEDBY -> b.containsAll(a);
      case A_OVERLAPS -> a.stream().anyMatch(b::contains);
      default -> throw new IllegalArgumentException(how);
    };
  }
}
