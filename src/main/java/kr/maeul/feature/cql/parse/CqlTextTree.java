package kr.maeul.feature.cql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kr.maeul.feature.cql.parse.CqlGrammarParser.AtomContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.ConjunctionContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.ExpressionContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.FactorContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.NegationContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.PowerContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.PredicateContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.ProductContext;
import kr.maeul.feature.cql.parse.CqlGrammarParser.SumContext;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Makes a tree of what the grammar has recognised. For one filter. */
final class CqlTextTree {
  private static final Map<Character, Character> CONTROLS =
      Map.of('a', '\u0007', 'b', '\b', 't', '\t', 'n', '\n', 'v', '\u000b', 'f', '\f', 'r', '\r');

  private final CqlTree tree = new CqlTree();
  private final CqlLanguage language;

  CqlTextTree(CqlLanguage language) {
    this.language = language;
  }

  CqlTree build(CqlGrammarParser.FilterContext filter) throws CqlException {
    return tree.finish(expression(filter.expression()));
  }

  private Cql expression(ExpressionContext c) throws CqlException {
    List<Cql> parts = new ArrayList<>();
    for (ConjunctionContext part : c.conjunction()) {
      parts.add(conjunction(part));
    }
    return parts.size() == 1 ? parts.get(0) : operation(c, Operator.OR, parts);
  }

  private Cql conjunction(ConjunctionContext c) throws CqlException {
    List<Cql> parts = new ArrayList<>();
    for (NegationContext part : c.negation()) {
      parts.add(negation(part));
    }
    return parts.size() == 1 ? parts.get(0) : operation(c, Operator.AND, parts);
  }

  private Cql negation(NegationContext c) throws CqlException {
    Cql node = predicate(c.predicate());
    for (int i = 0; i < c.NOT().size(); i++) {
      node = operation(c, Operator.NOT, List.of(node));
    }
    return node;
  }

  private Cql predicate(PredicateContext c) throws CqlException {
    Cql first = sum(c.sum());
    if (c.tail() instanceof CqlGrammarParser.CompareTailContext t) {
      Operator operator = Operator.ofName(t.comparison.getText()).orElseThrow();
      return operation(c, operator, List.of(first, sum(t.sum())));
    }
    if (c.tail() instanceof CqlGrammarParser.LikeTailContext t) {
      return unless(c, t.NOT(), Operator.LIKE, like(t, first, sum(t.sum())));
    }
    if (c.tail() instanceof CqlGrammarParser.BetweenTailContext t) {
      List<Cql> arguments = List.of(first, sum(t.sum(0)), sum(t.sum(1)));
      return unless(c, t.NOT(), Operator.BETWEEN, arguments);
    }
    if (c.tail() instanceof CqlGrammarParser.InTailContext t) {
      return unless(c, t.NOT(), Operator.IN, List.of(first, array(t, t.expression())));
    }
    if (c.tail() instanceof CqlGrammarParser.NullTailContext t) {
      return unless(c, t.NOT(), Operator.IS_NULL, List.of(first));
    }
    return first;
  }

  private List<Cql> like(CqlGrammarParser.LikeTailContext c, Cql text, Cql pattern)
      throws CqlException {
    if (language == CqlLanguage.OLD_TEXT && pattern instanceof Cql.Text t) {
      pattern = tree.add(new Cql.Text(t.value().replace("\\", "\\\\")), tree.place(t));
    }
    if (c.ILIKE() == null) {
      return List.of(text, pattern);
    }
    if (language != CqlLanguage.OLD_TEXT) {
      throw new CqlException(
          CqlText.place(c.ILIKE().getSymbol()),
          "CQL2에는 ILIKE가 없습니다. CASEI(이름) LIKE CASEI('무늬%')처럼 쓰세요.",
          "ILIKE is not CQL2; write it as CASEI(name) LIKE CASEI('pattern%')");
    }
    return List.of(
        operation(c, Operator.CASEI, List.of(text)),
        operation(c, Operator.CASEI, List.of(pattern)));
  }

  private Cql unless(ParserRuleContext c, Object not, Operator operator, List<Cql> arguments)
      throws CqlException {
    Cql node = operation(c, operator, arguments);
    return not == null ? node : operation(c, Operator.NOT, List.of(node));
  }

  private Cql sum(SumContext c) throws CqlException {
    Cql node = product(c.product(0));
    for (int i = 1; i < c.product().size(); i++) {
      node = binary(c, 2 * i - 1, node, product(c.product(i)));
    }
    return node;
  }

  private Cql product(ProductContext c) throws CqlException {
    Cql node = power(c.power(0));
    for (int i = 1; i < c.power().size(); i++) {
      node = binary(c, 2 * i - 1, node, power(c.power(i)));
    }
    return node;
  }

  private Cql power(PowerContext c) throws CqlException {
    Cql node = factor(c.factor(0));
    return c.factor().size() == 1 ? node : binary(c, 1, node, factor(c.factor(1)));
  }

  private Cql binary(ParserRuleContext c, int sign, Cql left, Cql right) throws CqlException {
    Operator operator = Operator.ofName(c.getChild(sign).getText()).orElseThrow();
    return operation(c, operator, List.of(left, right));
  }

  private Cql factor(FactorContext c) throws CqlException {
    if (c.atom() instanceof CqlGrammarParser.NumberContext n) {
      String sign = c.MINUS() == null ? "" : "-";
      return tree.add(CqlLiterals.number(sign + n.getText(), place(c)), place(c));
    }
    Cql node = atom(c.atom());
    if (c.MINUS() == null) {
      return node;
    }
    Cql minus = tree.add(CqlLiterals.number("-1", place(c)), place(c));
    return operation(c, Operator.TIMES, List.of(minus, node));
  }

  private Cql atom(AtomContext c) throws CqlException {
    if (c instanceof CqlGrammarParser.StringContext s) {
      return tree.add(CqlLiterals.text(unescape(s.getText()), place(c)), place(c));
    }
    if (c instanceof CqlGrammarParser.TruthContext t) {
      return tree.add(new Cql.Truth(t.TRUE() != null), place(c));
    }
    if (c instanceof CqlGrammarParser.ShapeContext s) {
      return tree.add(new Cql.Shape(CqlWkt.geometry(s.geometry())), place(c));
    }
    if (c instanceof CqlGrammarParser.CallContext call) {
      return call(call);
    }
    if (c instanceof CqlGrammarParser.PropertyContext p) {
      String text = p.getText();
      String name =
          p.QUOTED() == null ? text : text.substring(1, text.length() - 1).replace("\"\"", "\"");
      return tree.add(new Cql.Property(CqlLiterals.text(name, place(c)).value()), place(c));
    }
    if (c instanceof CqlGrammarParser.NumberContext n) {
      return tree.add(CqlLiterals.number(n.getText(), place(c)), place(c));
    }
    List<ExpressionContext> inside = ((CqlGrammarParser.ParenthesesContext) c).expression();
    return inside.size() == 1 ? expression(inside.get(0)) : array(c, inside);
  }

  private Cql call(CqlGrammarParser.CallContext c) throws CqlException {
    String name = c.name().getText();
    Operator operator = Operator.ofName(name).filter(Operator::isCall).orElse(null);
    List<Cql> arguments = new ArrayList<>();
    for (ExpressionContext argument : c.expression()) {
      arguments.add(
          operator != null && operator.kind() == Operator.Kind.ARRAY
              ? list(argument)
              : expression(argument));
    }
    if (operator != null) {
      return operation(c, operator, arguments);
    }
    Cql node =
        switch (name.toUpperCase(Locale.ROOT)) {
          case "DATE" -> CqlLiterals.day(onlyText(c, name, arguments), place(c));
          case "TIMESTAMP" -> CqlLiterals.moment(onlyText(c, name, arguments), place(c));
          case "INTERVAL" -> interval(c, arguments);
          case "BBOX" -> bounds(c, arguments);
          default -> new Cql.Function(name, arguments);
        };
    return tree.add(node, place(c));
  }

  /** An argument where a list is wanted: parentheses around a single value make one as well. */
  private Cql list(ExpressionContext c) throws CqlException {
    ParserRuleContext inner = c;
    while (inner.getChildCount() == 1 && inner.getChild(0) instanceof ParserRuleContext child) {
      inner = child;
    }
    return inner instanceof CqlGrammarParser.ParenthesesContext p
        ? array(p, p.expression())
        : expression(c);
  }

  private Cql array(ParserRuleContext c, List<ExpressionContext> members) throws CqlException {
    List<Cql> nodes = new ArrayList<>();
    for (ExpressionContext member : members) {
      nodes.add(expression(member));
    }
    return tree.add(new Cql.Array(nodes), place(c));
  }

  private static String onlyText(ParserRuleContext c, String name, List<Cql> arguments)
      throws CqlException {
    if (arguments.size() == 1 && arguments.get(0) instanceof Cql.Text text) {
      return text.value();
    }
    throw new CqlException(
        place(c),
        name + "에는 작은따옴표로 묶은 날짜나 시각 하나가 필요합니다.",
        name + " takes one date or time in single quotes");
  }

  private Cql interval(ParserRuleContext c, List<Cql> arguments) throws CqlException {
    if (arguments.size() != 2) {
      throw new CqlException(
          place(c),
          "INTERVAL에는 처음과 끝, 두 가지가 필요합니다. 열린 끝은 '..'로 쓰세요.",
          "INTERVAL takes a start and an end; write '..' where it is open");
    }
    return new Cql.Interval(end(arguments.get(0)), end(arguments.get(1)));
  }

  private Cql end(Cql argument) throws CqlException {
    CqlPlace place = tree.place(argument);
    return argument instanceof Cql.Text text
        ? tree.add(CqlLiterals.end(text.value(), place), place)
        : argument;
  }

  private static Cql bounds(ParserRuleContext c, List<Cql> arguments) throws CqlException {
    double[] numbers = new double[arguments.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(arguments.get(i) instanceof Cql.Number number)) {
        throw new CqlException(
            place(c), "BBOX에는 수만 쓸 수 있습니다.", "a BBOX is made of numbers and nothing else");
      }
      numbers[i] = number.value().doubleValue();
    }
    return CqlLiterals.bounds(numbers, place(c));
  }

  private Cql operation(ParserRuleContext c, Operator operator, List<Cql> arguments)
      throws CqlException {
    if (!operator.takes(arguments.size())) {
      throw new CqlException(
          place(c),
          operator.text() + "에 넘긴 것이 " + arguments.size() + "개입니다 (필요: " + operator.least() + "개).",
          operator.text() + " takes " + operator.least() + " arguments, not " + arguments.size());
    }
    return tree.add(new Cql.Operation(operator, arguments), place(c));
  }

  /**
   * A backslash stands before a quotation mark, a backslash or the letter of a control character.
   * Before anything else it stays, so that {@code \%} reaches LIKE.
   */
  private String unescape(String quoted) {
    if (language == CqlLanguage.OLD_TEXT) {
      return quoted.substring(1, quoted.length() - 1).replace("''", "'");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < quoted.length() - 1; i++) {
      char c = quoted.charAt(i);
      char next = quoted.charAt(i + 1);
      if (c == '\'') {
        text.append(c);
        i++;
      } else if (c == '\\' && (next == '\'' || next == '\\' || CONTROLS.containsKey(next))) {
        text.append(CONTROLS.getOrDefault(next, next));
        i++;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static CqlPlace place(ParserRuleContext c) {
    Token token = c.getStart();
    return CqlText.place(token);
  }
}
