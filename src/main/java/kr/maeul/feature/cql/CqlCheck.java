package kr.maeul.feature.cql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlTree;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Geometry;

/**
 * Turns a tree into a condition, or says why it makes no sense for the layer. What the view hides
 * does not exist here. For one filter.
 */
public final class CqlCheck {
  private final CrsTransform crs;
  private final CqlTree tree;
  private final CqlTerms terms;
  private final CqlCasts casts;

  public CqlCheck(View view, CrsTransform crs, CqlTree tree, CqlCasts casts) {
    this.crs = crs;
    this.tree = tree;
    this.casts = casts;
    this.terms = new CqlTerms(view, tree);
  }

  public Condition condition() throws CqlException {
    return condition(tree.root());
  }

  private Condition condition(Cql node) throws CqlException {
    if (!(node instanceof Cql.Operation o) || !isCondition(o.operator())) {
      return truth(node);
    }
    List<Cql> a = o.arguments();
    return switch (o.operator()) {
      case AND -> new Condition.All(conditions(a));
      case OR -> new Condition.Any(conditions(a));
      case NOT -> new Condition.Not(condition(a.get(0)));
      case LIKE -> like(a.get(0), a.get(1));
      case BETWEEN -> between(a);
      case IN -> in(a.get(0), ((Cql.Array) a.get(1)).members());
      case IS_NULL -> missing(a.get(0));
      default ->
          switch (o.operator().kind()) {
            case COMPARISON -> compare(o.operator(), a.get(0), a.get(1));
            case SPATIAL -> spatial(o.operator(), a.get(0), a.get(1));
            case TEMPORAL -> temporal(o.operator(), a.get(0), a.get(1));
            default -> lists(o.operator(), a.get(0), a.get(1));
          };
    };
  }

  private static boolean isCondition(Operator operator) {
    return operator.kind() != Operator.Kind.FOLD && operator.kind() != Operator.Kind.ARITHMETIC;
  }

  private List<Condition> conditions(List<Cql> nodes) throws CqlException {
    List<Condition> all = new ArrayList<>();
    for (Cql node : nodes) {
      all.add(condition(node));
    }
    return all;
  }

  private Condition truth(Cql node) throws CqlException {
    Term term = terms.term(node);
    if (term.type() != ValueType.TRUTH) {
      throw terms.mistake(
          node,
          "여기에는 조건이 필요한데 " + term.type().named().ko() + "입니다. =, < 같은 비교를 쓰세요.",
          "a condition is wanted here, and this is "
              + term.type().named().en()
              + "; compare it by =, < or the like");
    }
    return term instanceof Term.Literal literal
        ? new Condition.Constant((Boolean) literal.value())
        : new Condition.Holds(term);
  }

  private Condition compare(Operator how, Cql left, Cql right) throws CqlException {
    return compare(how, terms.term(left), terms.term(right), right);
  }

  /**
   * @param blame the node to point at where the types do not fit
   */
  private Condition compare(Operator how, Term first, Term second, Cql blame) throws CqlException {
    Term a = casts.beside(first, second.type());
    Term b = casts.beside(second, first.type());
    ValueType left = a.type();
    ValueType right = b.type();
    if (left == ValueType.LIST
        || left == ValueType.GEOMETRY
        || right == ValueType.LIST
        || right == ValueType.GEOMETRY) {
      throw terms.mistake(
          blame,
          "도형은 S_INTERSECTS 같은 공간 함수로, 목록은 A_CONTAINS 같은 목록 함수로 비교하세요.",
          "compare geometries by a spatial function such as S_INTERSECTS and lists by a list"
              + " function such as A_CONTAINS");
    }
    if (left.isNumeric() && right.isNumeric()) {
      return left == right
          ? new Condition.Compares(how, a, b)
          : new Condition.Compares(how, CqlTerms.asNumber(a), CqlTerms.asNumber(b));
    }
    if (left.isTemporal() && right.isTemporal()) {
      return CqlTimes.compare(how, a, b);
    }
    if (left != right) {
      throw terms.mistake(
          blame,
          "서로 비교할 수 없습니다: "
              + Particle.AND.after(left.named().ko())
              + " "
              + right.named().ko()
              + "."
              + hint(left, right).ko(),
          left.named().en()
              + " and "
              + right.named().en()
              + " cannot be compared"
              + hint(left, right).en());
    }
    return new Condition.Compares(how, a, b);
  }

  private static Text hint(ValueType a, ValueType b) {
    boolean text = a == ValueType.TEXT || b == ValueType.TEXT;
    if (text && (a == ValueType.DAY || b == ValueType.DAY)) {
      return new Text(" 날짜는 DATE('2026-03-01')처럼 쓰세요.", "; write a date as DATE('2026-03-01')");
    }
    if (text && (a == ValueType.MOMENT || b == ValueType.MOMENT)) {
      return new Text(
          " 시각은 TIMESTAMP('2026-03-01T09:30:00Z')처럼 쓰세요.",
          "; write a timestamp as TIMESTAMP('2026-03-01T09:30:00Z')");
    }
    if (text && (a.isNumeric() || b.isNumeric())) {
      return new Text(" 수는 따옴표 없이 쓰세요.", "; write a number without quotes");
    }
    return Text.EMPTY;
  }

  private Condition like(Cql text, Cql pattern) throws CqlException {
    return new Condition.Like(terms.text(text, "LIKE"), pattern(pattern));
  }

  private Term pattern(Cql node) throws CqlException {
    if (node instanceof Cql.Text text) {
      return new Term.Literal(ValueType.TEXT, plainEscapes(text.value()));
    }
    if (node instanceof Cql.Operation o && o.operator().kind() == Operator.Kind.FOLD) {
      return new Term.Folded(o.operator(), pattern(o.arguments().get(0)));
    }
    throw terms.mistake(
        node,
        "LIKE의 무늬는 작은따옴표로 묶은 글이어야 합니다 (CASEI, ACCENTI로 감싸도 됩니다).",
        "the pattern of LIKE is a text in single quotes, perhaps within CASEI or ACCENTI");
  }

  /** A backslash that escapes nothing stands for itself; databases would refuse it. */
  private static String plainEscapes(String pattern) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      plain.append(c);
      if (c == '\\') {
        char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : ' ';
        if (next == '%' || next == '_' || next == '\\') {
          plain.append(next);
          i++;
        } else {
          plain.append('\\');
        }
      }
    }
    return plain.toString();
  }

  private Condition between(List<Cql> a) throws CqlException {
    Term value = terms.term(a.get(0));
    return new Condition.All(
        List.of(
            compare(Operator.GE, value, terms.term(a.get(1)), a.get(1)),
            compare(Operator.LE, value, terms.term(a.get(2)), a.get(2))));
  }

  private Condition in(Cql node, List<Cql> members) throws CqlException {
    Term value = terms.term(node);
    List<Condition> each = new ArrayList<>();
    List<Term> others = new ArrayList<>();
    for (Cql member : members) {
      Condition equal = compare(Operator.EQ, value, terms.term(member), member);
      each.add(equal);
      if (equal instanceof Condition.Compares c && c.left().equals(value)) {
        others.add(c.right());
      }
    }
    boolean sameType = others.size() == each.size() && !others.isEmpty();
    return sameType ? new Condition.In(value, others) : new Condition.Any(each);
  }

  private Condition missing(Cql node) throws CqlException {
    if (node instanceof Cql.Operation o && isCondition(o.operator())) {
      return new Condition.Undecided(condition(node));
    }
    if (node instanceof Cql.Shape || node instanceof Cql.Bounds || node instanceof Cql.Array) {
      return new Condition.Constant(false);
    }
    Term term = terms.term(node);
    return term instanceof Term.Literal
        ? new Condition.Constant(false)
        : new Condition.Missing(term);
  }

  private Condition spatial(Operator how, Cql left, Cql right) throws CqlException {
    Geometry a = geometry(left, how);
    Geometry b = geometry(right, how);
    if (a != null && b != null) {
      return new Condition.Constant(CqlGeometry.relate(how, a, b));
    }
    if (a == null && b == null) {
      boolean self =
          switch (how) {
            case S_INTERSECTS, S_EQUALS, S_WITHIN, S_CONTAINS -> true;
            default -> false;
          };
      return new Condition.WherePresent(new Term.Place(), self);
    }
    return a == null
        ? new Condition.Spatial(how, b)
        : new Condition.Spatial(
            how == Operator.S_WITHIN
                ? Operator.S_CONTAINS
                : how == Operator.S_CONTAINS ? Operator.S_WITHIN : how,
            a);
  }

  /** The literal, or null for the feature's own geometry. */
  private Geometry geometry(Cql node, Operator how) throws CqlException {
    Geometry literal = null;
    if (node instanceof Cql.Shape shape) {
      literal = CqlGeometry.of(shape, crs, tree.place(node));
    } else if (node instanceof Cql.Bounds bounds) {
      literal = CqlGeometry.of(bounds, crs, tree.place(node));
    } else {
      Term term = terms.term(node);
      if (!(term instanceof Term.Place)) {
        throw terms.wrongType(node, term, how.text(), ValueType.GEOMETRY);
      }
    }
    if (how != Operator.S_INTERSECTS
        && how != Operator.S_DISJOINT
        && literal != null
        && literal.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION)) {
      throw terms.mistake(
          node,
          how.text() + "에는 종류가 섞인 모음을 쓸 수 없습니다. 점, 선, 면 가운데 하나로 쓰거나 S_INTERSECTS를 쓰세요.",
          how.text()
              + " does not take a collection of different kinds; use points, lines or areas, or"
              + " S_INTERSECTS");
    }
    return literal;
  }

  private Condition temporal(Operator how, Cql left, Cql right) throws CqlException {
    return CqlTimes.condition(how, span(left, how), span(right, how));
  }

  private CqlTimes.Span span(Cql node, Operator how) throws CqlException {
    if (node instanceof Cql.Interval interval) {
      return new CqlTimes.Span(end(interval.start(), -1, how), end(interval.end(), 1, how), false);
    }
    if (CqlTimes.wantsIntervals(how)) {
      throw terms.mistake(
          node,
          Particle.TOPIC.after(how.text())
              + " INTERVAL끼리만 비교합니다. 한 시점은 T_AFTER, T_BEFORE, T_INTERSECTS로 비교하세요.",
          how.text()
              + " compares an INTERVAL to an INTERVAL; compare an instant by T_AFTER, T_BEFORE or"
              + " T_INTERSECTS");
    }
    CqlTimes.End instant = end(node, 0, how);
    return new CqlTimes.Span(instant, instant, true);
  }

  private CqlTimes.End end(Cql node, int infinity, Operator how) throws CqlException {
    if (node instanceof Cql.Open) {
      return new CqlTimes.End(null, infinity);
    }
    Term term = terms.term(node);
    if (!term.type().isTemporal()) {
      throw terms.wrongType(node, term, how.text(), ValueType.DAY);
    }
    return new CqlTimes.End(term, 0);
  }

  private Condition lists(Operator how, Cql left, Cql right) throws CqlException {
    if (left instanceof Cql.Array a
        && right instanceof Cql.Array b
        && isConstant(a)
        && isConstant(b)) {
      return new Condition.Constant(
          relate(how, new HashSet<>(a.members()), new HashSet<>(b.members())));
    }
    return new Condition.Lists(how, members(left, how), members(right, how));
  }

  private static boolean isConstant(Cql.Array array) {
    return array.members().stream()
        .allMatch(
            m ->
                !(m instanceof Cql.Property
                        || m instanceof Cql.Operation
                        || m instanceof Cql.Function
                        || m instanceof Cql.Interval)
                    && (!(m instanceof Cql.Array nested) || isConstant(nested)));
  }

  private static boolean relate(Operator how, Set<Cql> a, Set<Cql> b) {
    return switch (how) {
      case A_EQUALS -> a.equals(b);
      case A_CONTAINS -> a.containsAll(b);
      case A_CONTAINEDBY -> b.containsAll(a);
      default -> a.stream().anyMatch(b::contains);
    };
  }

  private Condition.Members members(Cql node, Operator how) throws CqlException {
    if (node instanceof Cql.Array array) {
      List<Term> texts = new ArrayList<>();
      for (Cql member : array.members()) {
        texts.add(terms.text(member, how.text()));
      }
      return new Condition.ListAs(texts);
    }
    Term term = terms.term(node);
    if (term instanceof Term.Of of && term.type() == ValueType.LIST) {
      return new Condition.ListOf(of.property());
    }
    throw terms.wrongType(node, term, how.text(), ValueType.LIST);
  }
}
