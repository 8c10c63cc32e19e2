package kr.maeul.store.sql.dialect;

import java.util.List;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.cql.CqlFunction;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.kind.GeometryType;
import org.locationtech.jts.geom.Geometry;

/**
 * What one database says differently from the other in CQL2 filters. An expression that is handed
 * over is added once, but for the lists of an {@link Operator#A_EQUALS}, so that nesting does not
 * multiply. Stateless.
 */
public interface CqlDialect {

  /** A piece of SQL with its bound values. */
  interface Part {
    void addTo(Sql sql);
  }

  /** A text, compared by code point wherever it stands. */
  void text(Sql sql, String value);

  /** A comparison of texts by code point. */
  void compareTexts(Sql sql, Operator how, Part left, Part right);

  /** A condition that a text matches a pattern whose escape character is a backslash. */
  void like(Sql sql, Part text, Part pattern);

  /** {@link kr.maeul.feature.cql.Term.Folded}. */
  void fold(Sql sql, Operator how, Part text);

  void call(Sql sql, CqlFunction function, Part text);

  /** {@link kr.maeul.feature.cql.Term.Reckoned}, of two expressions of type double precision. */
  void reckon(Sql sql, Operator how, Part left, Part right);

  /**
   * A condition on a geometry column that an index helps with.
   *
   * @param how any spatial operator but {@link Operator#S_DISJOINT}
   */
  void relate(Sql sql, Operator how, String column, GeometryType type, Geometry other);

  /** A list of texts. */
  void list(Sql sql, List<Part> texts);

  /** A condition on two lists of texts, taken as sets. */
  void compareLists(Sql sql, Operator how, Part left, Part right);
}
