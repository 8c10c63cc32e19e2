package kr.maeul.store.sql.statement;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.cql.Condition;
import kr.maeul.feature.cql.Term;
import kr.maeul.feature.cql.ValueType;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.sql.dialect.CqlDialect;
import kr.maeul.store.sql.dialect.CqlDialect.Part;
import kr.maeul.store.sql.dialect.Dialect;

/**
 * CQL2 conditions as SQL. Every value is bound; SQL's own three values are those of CQL2. Nothing
 * here may raise an error for a row, whatever is in it. For one statement.
 */
final class CqlSql {
  private final CqlDialect dialect;
  private final FilterSql filters;
  private final Layer layer;
  private final Sql sql;

  CqlSql(CqlDialect dialect, FilterSql filters, Layer layer, Sql sql) {
    this.dialect = dialect;
    this.filters = filters;
    this.layer = layer;
    this.sql = sql;
  }

  /** Adds the condition, in parentheses where it needs them. */
  void add(Condition condition) {
    if (condition instanceof Condition.Constant c) {
      sql.add(c.value() ? "1=1" : "1=0");
    } else if (condition instanceof Condition.All c) {
      join(c.parts(), " AND ");
    } else if (condition instanceof Condition.Any c) {
      join(c.parts(), " OR ");
    } else if (condition instanceof Condition.Not c) {
      sql.add("NOT (");
      add(c.part());
      sql.add(")");
    } else if (condition instanceof Condition.Holds c) {
      term(c.truth()).addTo(sql);
    } else if (condition instanceof Condition.Compares c) {
      compare(c.how(), c.left(), c.right());
    } else if (condition instanceof Condition.In c) {
      in(c);
    } else if (condition instanceof Condition.Like c) {
      sql.add("(");
      dialect.like(sql, term(c.text()), term(c.pattern()));
      sql.add(")");
    } else if (condition instanceof Condition.Missing c) {
      sql.add("(");
      term(c.term()).addTo(sql);
      sql.add(" IS NULL)");
    } else if (condition instanceof Condition.Undecided c) {
      sql.add("((");
      add(c.part());
      sql.add(") IS NULL)");
    } else if (condition instanceof Condition.WherePresent c) {
      sql.add("CASE WHEN ");
      term(c.term()).addTo(sql);
      sql.add(" IS NULL THEN NULL ELSE " + (c.value() ? "TRUE" : "FALSE") + " END");
    } else if (condition instanceof Condition.UnknownWhere c) {
      sql.add("CASE WHEN ");
      add(c.other());
      sql.add(" THEN NULL ELSE (");
      add(c.part());
      sql.add(") END");
    } else if (condition instanceof Condition.Spatial c) {
      spatial(c);
    } else if (condition instanceof Condition.Lists c) {
      lists(c);
    } else {
      throw new IllegalArgumentException("no SQL for " + condition);
    }
  }

  private void join(List<Condition> parts, String word) {
    String before = "(";
    for (Condition part : parts) {
      sql.add(before);
      add(part);
      before = word;
    }
    sql.add(")");
  }

  private void compare(Operator how, Term left, Term right) {
    sql.add("(");
    if (left.type() == ValueType.TEXT) {
      dialect.compareTexts(sql, how, term(left), term(right));
    } else {
      term(left).addTo(sql);
      sql.add(" " + how.json() + " ");
      term(right).addTo(sql);
    }
    sql.add(")");
  }

  private void in(Condition.In c) {
    sql.add("(");
    term(c.value()).addTo(sql);
    String before = " IN (";
    for (Term other : c.others()) {
      sql.add(before);
      term(other).addTo(sql);
      before = ", ";
    }
    sql.add("))");
  }

  private void spatial(Condition.Spatial c) {
    boolean disjoint = c.how() == Operator.S_DISJOINT;
    sql.add(disjoint ? "NOT " : "");
    Operator how = disjoint ? Operator.S_INTERSECTS : c.how();
    dialect.relate(sql, how, Dialect.geometry(layer), layer.geometry().type(), c.other());
  }

  /** Databases take a missing member for one that equals nothing; here it makes all unknown. */
  private void lists(Condition.Lists c) {
    String before = "CASE WHEN ";
    for (Condition.Members members : List.of(c.left(), c.right())) {
      for (Term text : members instanceof Condition.ListAs l ? l.texts() : List.<Term>of()) {
        if (!(text instanceof Term.Literal)) {
          sql.add(before);
          term(text).addTo(sql);
          sql.add(" IS NULL");
          before = " OR ";
        }
      }
    }
    boolean guarded = before.equals(" OR ");
    sql.add(guarded ? " THEN NULL ELSE (" : "(");
    dialect.compareLists(sql, c.how(), members(c.left()), members(c.right()));
    sql.add(guarded ? ") END" : ")");
  }

  private Part members(Condition.Members members) {
    if (members instanceof Condition.ListOf l) {
      return s -> s.add(column(l.property()));
    }
    List<Part> texts = ((Condition.ListAs) members).texts().stream().map(this::term).toList();
    return s -> dialect.list(s, texts);
  }

  private Part term(Term term) {
    if (term instanceof Term.Id) {
      return s -> s.add("\"id\"");
    }
    if (term instanceof Term.Place) {
      return s -> s.add(Dialect.geometry(layer));
    }
    if (term instanceof Term.Of t) {
      return s -> s.add(column(t.property()));
    }
    if (term instanceof Term.Literal t) {
      return s -> literal(s, t);
    }
    if (term instanceof Term.AsNumber t) {
      return s -> wrap(s, "CAST(", term(t.integer()), " AS DOUBLE PRECISION)");
    }
    if (term instanceof Term.DayOf t) {
      return s -> wrap(s, "CAST((", term(t.moment()), ") AT TIME ZONE 'UTC' AS DATE)");
    }
    if (term instanceof Term.Folded t) {
      return s -> dialect.fold(s, t.how(), term(t.text()));
    }
    if (term instanceof Term.Reckoned t) {
      return s -> dialect.reckon(s, t.how(), term(t.left()), term(t.right()));
    }
    Term.Called t = (Term.Called) term;
    return s -> dialect.call(s, t.function(), term(t.argument()));
  }

  private static void wrap(Sql sql, String before, Part part, String after) {
    sql.add(before);
    part.addTo(sql);
    sql.add(after);
  }

  private void literal(Sql s, Term.Literal literal) {
    if (literal.type() == ValueType.TEXT) {
      dialect.text(s, (String) literal.value());
      return;
    }
    Object value =
        literal.value() instanceof Instant i ? i.atOffset(ZoneOffset.UTC) : literal.value();
    s.add("CAST(").bind(value).add(" AS " + sqlType(literal.type()) + ")");
  }

  /** These both databases call by the same names. */
  private static String sqlType(ValueType type) {
    return switch (type) {
      case INTEGER -> "BIGINT";
      case NUMBER -> "DOUBLE PRECISION";
      case TRUTH -> "BOOLEAN";
      case DAY -> "DATE";
      case MOMENT -> "TIMESTAMP WITH TIME ZONE";
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  private String column(Property property) {
    return filters.column(property);
  }
}
