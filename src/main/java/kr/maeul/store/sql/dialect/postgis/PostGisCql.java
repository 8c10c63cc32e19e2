package kr.maeul.store.sql.dialect.postgis;

import java.util.List;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.cql.CqlFunction;
import kr.maeul.feature.cql.Term;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.store.sql.dialect.CqlDialect;
import org.locationtech.jts.geom.Geometry;

/**
 * CQL2 on PostgreSQL. Every text has collation "C", so that it compares by code point; upper and
 * lower case are ICU's, since "C" knows those of ASCII only.
 */
final class PostGisCql implements CqlDialect {
  private static final String C = " COLLATE \"C\"";
  private static final String ICU = " COLLATE \"und-x-icu\"";

  private final PostGis dialect;

  PostGisCql(PostGis dialect) {
    this.dialect = dialect;
  }

  @Override
  public void text(Sql sql, String value) {
    sql.add("(CAST(").bind(value).add(" AS text)" + C + ")");
  }

  @Override
  public void compareTexts(Sql sql, Operator how, Part left, Part right) {
    left.addTo(sql);
    sql.add(" " + how.json() + " ");
    right.addTo(sql);
  }

  @Override
  public void like(Sql sql, Part text, Part pattern) {
    text.addTo(sql);
    sql.add(" LIKE ");
    pattern.addTo(sql);
    sql.add(" ESCAPE E'\\\\'");
  }

  @Override
  public void fold(Sql sql, Operator how, Part text) {
    if (how == Operator.CASEI) {
      sql.add("(translate(lower(upper(lower(");
      text.addTo(sql);
      sql.add(ICU + "))), 'ς', 'σ')" + C + ")");
    } else {
      sql.add("(translate(normalize(regexp_replace(normalize(");
      text.addTo(sql);
      sql.add(
          C + ", NFD), '[\\u0300-\\u036f]', '', 'g'), NFC), 'øØłŁđĐħĦŧŦ', 'oOlLdDhHtT')" + C + ")");
    }
  }

  @Override
  public void call(Sql sql, CqlFunction function, Part text) {
    switch (function) {
      case LOWER, UPPER -> {
        sql.add("(" + function.word() + "(");
        text.addTo(sql);
        sql.add(ICU + ")" + C + ")");
      }
      case LENGTH -> {
        sql.add("CAST(length(");
        text.addTo(sql);
        sql.add(") AS bigint)");
      }
    }
  }

  /**
   * PostgreSQL raises errors for overflow, underflow and powers that are not real, so operands are
   * looked at first. OFFSET 0 keeps them from being worked out once for each look, and constants
   * from being reckoned with before any look.
   */
  @Override
  public void reckon(Sql sql, Operator how, Part left, Part right) {
    sql.add("(SELECT CASE WHEN " + inRange("a") + " AND " + inRange("b") + " THEN ");
    sql.add(
        switch (how) {
          case PLUS -> "a + b";
          case MINUS -> "a - b";
          case TIMES -> "a * b";
          case DIVIDE -> "a / nullif(b, 0)";
          case MODULO -> "a - b * trunc(a / nullif(b, 0))";
          case DIV -> "trunc(a / nullif(b, 0))";
          case POWER ->
              "CASE WHEN a = 0 THEN CASE WHEN b > 0 THEN 0 WHEN b = 0 THEN 1 END"
                  + " WHEN a < 0 AND b <> trunc(b) OR abs(b * ln(abs(a))) > "
                  + Term.Reckoned.MOST_EXPONENT
                  + " THEN NULL ELSE power(a, b) END";
          default -> throw new IllegalArgumentException(how.name());
        });
    sql.add(" END FROM (SELECT ");
    left.addTo(sql);
    sql.add(" AS a, ");
    right.addTo(sql);
    sql.add(" AS b OFFSET 0) AS operands)");
  }

  private static String inRange(String name) {
    return "("
        + name
        + " = 0 OR abs("
        + name
        + ") BETWEEN "
        + Term.Reckoned.LEAST
        + " AND "
        + Term.Reckoned.MOST
        + ")";
  }

  /**
   * PostGIS gives up on areas that cross themselves, so they are mended. It does not relate
   * collections, and its prepared lines overlook points in them, so those are asked for their
   * distance.
   */
  @Override
  public void relate(Sql sql, Operator how, String column, GeometryType type, Geometry other) {
    boolean mayBeArea = type.dimension() != 0 && type.dimension() != 1;
    String valid =
        mayBeArea
            ? "CASE WHEN ST_IsValid(%1$s) THEN %1$s ELSE ST_MakeValid(%1$s) END".formatted(column)
            : column;
    sql.add("(" + column + " && ");
    dialect.bindGeometry(sql, other);
    sql.add(" AND ");
    if (type == GeometryType.ANY) {
      sql.add("CASE WHEN GeometryType(" + column + ") = 'GEOMETRYCOLLECTION' THEN ");
      if (how == Operator.S_INTERSECTS) {
        sql.add("ST_Distance(" + column + ", ");
        dialect.bindGeometry(sql, other);
        sql.add(") = 0");
      } else {
        sql.add("NULL");
      }
      sql.add(" ELSE ");
    }
    sql.add(function(how) + "(" + valid + ", ");
    dialect.bindGeometry(sql, other);
    sql.add(type == GeometryType.ANY ? ") END)" : "))");
  }

  private static String function(Operator how) {
    return switch (how) {
      case S_INTERSECTS -> "ST_Intersects";
      case S_EQUALS -> "ST_Equals";
      case S_TOUCHES -> "ST_Touches";
      case S_WITHIN -> "ST_Within";
      case S_OVERLAPS -> "ST_Overlaps";
      case S_CROSSES -> "ST_Crosses";
      case S_CONTAINS -> "ST_Contains";
      default -> throw new IllegalArgumentException(how.name());
    };
  }

  @Override
  public void list(Sql sql, List<Part> texts) {
    String comma = "ARRAY[";
    for (Part text : texts) {
      sql.add(comma);
      text.addTo(sql);
      comma = ", ";
    }
    sql.add(texts.isEmpty() ? "ARRAY[]::text[]" : "]::text[]");
  }

  @Override
  public void compareLists(Sql sql, Operator how, Part left, Part right) {
    if (how == Operator.A_EQUALS) {
      compareLists(sql, Operator.A_CONTAINS, left, right);
      sql.add(" AND ");
      compareLists(sql, Operator.A_CONTAINEDBY, left, right);
      return;
    }
    left.addTo(sql);
    sql.add(how == Operator.A_CONTAINS ? " @> " : how == Operator.A_CONTAINEDBY ? " <@ " : " && ");
    right.addTo(sql);
  }
}
