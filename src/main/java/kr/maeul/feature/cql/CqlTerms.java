package kr.maeul.feature.cql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLiterals;
import kr.maeul.feature.cql.parse.CqlTree;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Particle;

/** Gives the values of a filter their types, by what a view shows. For one filter. */
final class CqlTerms {
  private final View view;
  private final CqlTree tree;

  CqlTerms(View view, CqlTree tree) {
    this.view = view;
    this.tree = tree;
  }

  /** The typed term of a node that is not a condition, a list literal or an interval. */
  Term term(Cql node) throws CqlException {
    if (node instanceof Cql.Property p) {
      return property(p);
    }
    if (node instanceof Cql.Text t) {
      return new Term.Literal(ValueType.TEXT, t.value());
    }
    if (node instanceof Cql.Number n) {
      return number(n.value());
    }
    if (node instanceof Cql.Truth t) {
      return new Term.Literal(ValueType.TRUTH, t.value());
    }
    Optional<Term> time = time(node);
    if (time.isPresent()) {
      return time.get();
    }
    if (node instanceof Cql.Function f) {
      return function(f);
    }
    if (node instanceof Cql.Operation o && o.operator().kind() == Operator.Kind.FOLD) {
      return new Term.Folded(o.operator(), text(o.arguments().get(0), o.operator().text()));
    }
    if (node instanceof Cql.Operation o && o.operator().kind() == Operator.Kind.ARITHMETIC) {
      Term left = operand(o.arguments().get(0), o.operator());
      return new Term.Reckoned(o.operator(), left, operand(o.arguments().get(1), o.operator()));
    }
    if (node instanceof Cql.Operation o) {
      throw mistake(
          node,
          "조건(" + o.operator().text() + ")은 값으로 쓸 수 없습니다. AND, OR, NOT으로 이으세요.",
          "a condition (" + o.operator().text() + ") is not a value; join it by AND, OR, NOT");
    }
    if (node instanceof Cql.Shape || node instanceof Cql.Bounds) {
      throw mistake(
          node,
          "도형은 S_INTERSECTS 같은 공간 함수로만 비교할 수 있습니다.",
          "a geometry can only be compared by a spatial function such as S_INTERSECTS");
    }
    if (node instanceof Cql.Interval) {
      throw mistake(
          node,
          "INTERVAL은 T_INTERSECTS 같은 시간 함수에서만 쓸 수 있습니다.",
          "an INTERVAL can only stand in a temporal function such as T_INTERSECTS");
    }
    throw mistake(
        node,
        "목록은 IN과 A_CONTAINS 같은 목록 함수에서만 쓸 수 있습니다.",
        "a list can only stand in IN or in a list function such as A_CONTAINS");
  }

  /** The term of a day or a moment. */
  static Optional<Term> time(Cql node) {
    if (node instanceof Cql.Day d) {
      return Optional.of(new Term.Literal(ValueType.DAY, d.value()));
    }
    return node instanceof Cql.Moment m
        ? Optional.of(new Term.Literal(ValueType.MOMENT, m.value()))
        : Optional.empty();
  }

  private static Term number(BigDecimal value) {
    try {
      return new Term.Literal(ValueType.INTEGER, value.longValueExact());
    } catch (ArithmeticException e) {
      return new Term.Literal(ValueType.NUMBER, value.doubleValue());
    }
  }

  private Term property(Cql.Property node) throws CqlException {
    Optional<Property> property = view.property(node.name());
    if (property.isPresent()) {
      return new Term.Of(property.get());
    }
    if (node.name().equals(view.layer().idName())) {
      return new Term.Id();
    }
    if (node.name().equals(view.layer().geometry().name())) {
      return new Term.Place();
    }
    String name = CqlLiterals.shorten(node.name());
    String names = String.join(", ", names());
    throw mistake(
        node,
        "\"" + name + "\"이라는 속성이 없습니다. 쓸 수 있는 속성: " + names,
        "there is no property \"" + name + "\"; there are " + names);
  }

  /** What the view lets one ask for: id, geometry, visible properties. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(view.layer().idName());
    names.add(view.layer().geometry().name());
    view.properties().forEach(p -> names.add(p.name()));
    return names;
  }

  private Term function(Cql.Function node) throws CqlException {
    CqlFunction function = CqlFunction.ofName(node.name()).orElse(null);
    if (function == null) {
      String name = CqlLiterals.shorten(node.name());
      throw mistake(
          node,
          "\"" + name + "\"이라는 함수가 없습니다. 쓸 수 있는 함수: " + CqlFunction.words(),
          "there is no function \"" + name + "\"; there are " + CqlFunction.words());
    }
    if (node.arguments().size() != 1) {
      throw mistake(
          node,
          function.word() + "에는 글 하나만 넘길 수 있습니다.",
          function.word() + " takes one text, not " + node.arguments().size() + " arguments");
    }
    return new Term.Called(function, text(node.arguments().get(0), function.word()));
  }

  /** A text, for whatever wants one. */
  Term text(Cql node, String wanting) throws CqlException {
    Term term = term(node);
    if (term.type() != ValueType.TEXT) {
      throw wrongType(node, term, wanting, ValueType.TEXT);
    }
    return term;
  }

  private Term operand(Cql node, Operator operator) throws CqlException {
    Term term = term(node);
    if (!term.type().isNumeric()) {
      throw wrongType(node, term, operator.text(), ValueType.NUMBER);
    }
    return asNumber(term);
  }

  static Term asNumber(Term term) {
    if (term.type() == ValueType.NUMBER) {
      return term;
    }
    return term instanceof Term.Literal l
        ? new Term.Literal(ValueType.NUMBER, ((Long) l.value()).doubleValue())
        : new Term.AsNumber(term);
  }

  CqlException wrongType(Cql node, Term term, String wanting, ValueType wanted) {
    return mistake(
        node,
        wanting
            + "에는 "
            + Particle.SUBJECT.after(wanted.named().ko())
            + " 필요한데 "
            + term.type().named().ko()
            + "입니다.",
        wanting + " takes " + wanted.named().en() + ", and this is " + term.type().named().en());
  }

  CqlException mistake(Cql node, String ko, String en) {
    return new CqlException(tree.place(node), ko, en);
  }
}
