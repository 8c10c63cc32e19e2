package kr.maeul.store.sql.dialect.h2;

import java.util.List;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.cql.CqlFunction;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.store.sql.dialect.CqlDialect;
import org.locationtech.jts.geom.Geometry;

/** CQL2 on H2: what SQL cannot say, {@link H2Functions} do. */
final class H2GisCql implements CqlDialect {
  private final H2Gis dialect;

  H2GisCql(H2Gis dialect) {
    this.dialect = dialect;
  }

  @Override
  public void text(Sql sql, String value) {
    sql.add("CAST(").bind(value).add(" AS CHARACTER VARYING)");
  }

  /** H2 orders text by UTF-16 unit; as UTF-8 it is in order of code points. */
  @Override
  public void compareTexts(Sql sql, Operator how, Part left, Part right) {
    boolean ordered = how != Operator.EQ && how != Operator.NE;
    sql.add(ordered ? "STRINGTOUTF8(" : "(");
    left.addTo(sql);
    sql.add(") " + how.json() + (ordered ? " STRINGTOUTF8(" : " ("));
    right.addTo(sql);
    sql.add(")");
  }

  @Override
  public void like(Sql sql, Part text, Part pattern) {
    call(sql, "LIKE", text, pattern);
  }

  @Override
  public void fold(Sql sql, Operator how, Part text) {
    call(sql, how.name(), text);
  }

  @Override
  public void call(Sql sql, CqlFunction function, Part text) {
    call(sql, function.name(), text);
  }

  @Override
  public void reckon(Sql sql, Operator how, Part left, Part right) {
    call(sql, "RECKON", name(how), left, right);
  }

  @Override
  public void relate(Sql sql, Operator how, String column, GeometryType type, Geometry other) {
    Part literal = s -> dialect.bindGeometry(s, other);
    sql.add("(" + column + " && ");
    literal.addTo(sql);
    sql.add(" AND ");
    call(sql, "RELATE", name(how), s -> s.add(column), literal);
    sql.add(")");
  }

  @Override
  public void list(Sql sql, List<Part> texts) {
    String comma = "CAST(ARRAY[";
    for (Part text : texts) {
      sql.add(comma);
      text.addTo(sql);
      comma = ", ";
    }
    sql.add(texts.isEmpty() ? "CAST(ARRAY[]" : "]").add(" AS CHARACTER VARYING ARRAY)");
  }

  @Override
  public void compareLists(Sql sql, Operator how, Part left, Part right) {
    call(sql, "LISTS", name(how), left, right);
  }

  private static Part name(Operator how) {
    return s -> s.add(Sql.literal(how.name()));
  }

  private static void call(Sql sql, String function, Part... arguments) {
    String comma = H2Functions.PREFIX + function + "(";
    for (Part argument : arguments) {
      sql.add(comma);
      argument.addTo(sql);
      comma = ", ";
    }
    sql.add(")");
  }
}
