package kr.maeul.web.finder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kr.maeul.feature.cql.Condition;
import kr.maeul.feature.cql.Term;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;
import kr.maeul.layer.text.UnitNames;

/**
 * A condition as people say it, as far as it is of the kinds that the finder's page makes. What of
 * it may not be told is left out with a word. Stateless but for that.
 */
final class ConditionWords {
  static final Text UNTOLD = new Text("(적지 않음)", "(not told)");

  private final Predicate<Property> isTold;

  /**
   * @param isTold whether values that are asked of a property may be told
   */
  ConditionWords(Predicate<Property> isTold) {
    this.isTold = isTold;
  }

  /** Conditions that must all hold; empty where some of it cannot be said in words. */
  Optional<List<Text>> say(Condition condition) {
    if (condition instanceof Condition.All all && range(all).isEmpty()) {
      List<Text> words = new ArrayList<>();
      for (Condition part : all.parts()) {
        Optional<List<Text>> its = say(part);
        if (its.isEmpty()) {
          return Optional.empty();
        }
        words.addAll(its.get());
      }
      return Optional.of(words);
    }
    return one(condition).map(List::of);
  }

  private Optional<Text> one(Condition condition) {
    if (condition instanceof Condition.All c) {
      return range(c).or(() -> joined(c.parts(), " 그리고 ", " and "));
    }
    if (condition instanceof Condition.Any c) {
      return joined(c.parts(), " 또는 ", " or ");
    }
    if (condition instanceof Condition.Compares c) {
      return compared(c);
    }
    if (condition instanceof Condition.In c) {
      return property(c.value()).flatMap(p -> values(p, c.others()).map(v -> named(p, v)));
    }
    if (condition instanceof Condition.Lists c
        && c.how() == Operator.A_OVERLAPS
        && c.left() instanceof Condition.ListOf list
        && c.right() instanceof Condition.ListAs texts) {
      return values(list.property(), texts.texts()).map(v -> named(list.property(), v));
    }
    if (condition instanceof Condition.Holds c) {
      return property(c.truth()).map(p -> named(p, said(p, true)));
    }
    if (condition instanceof Condition.Missing c) {
      return property(c.term()).map(p -> named(p, new Text("모름", "not known")));
    }
    if (condition instanceof Condition.Not not) {
      return not(not.part());
    }
    return Optional.empty();
  }

  private Optional<Text> not(Condition part) {
    if (part instanceof Condition.Holds c) {
      return property(c.truth()).map(p -> named(p, said(p, false)));
    }
    if (part instanceof Condition.Missing c) {
      return property(c.term()).map(p -> named(p, new Text("앎", "known")));
    }
    return one(part).map(t -> new Text("아닌 것: " + t.ko(), "not: " + t.en()));
  }

  private Optional<Text> joined(List<Condition> parts, String ko, String en) {
    List<Text> all = new ArrayList<>();
    for (Condition part : parts) {
      Optional<Text> its = one(part);
      if (its.isEmpty()) {
        return Optional.empty();
      }
      boolean isOfSeveral = part instanceof Condition.Any || part instanceof Condition.All;
      Text t = its.get();
      all.add(isOfSeveral && range(part).isEmpty() ? bracketed(t) : t);
    }
    return Optional.of(
        new Text(
            String.join(ko, all.stream().map(Text::ko).toList()),
            String.join(en, all.stream().map(Text::en).toList())));
  }

  private static Text bracketed(Text t) {
    return new Text("(" + t.ko() + ")", "(" + t.en() + ")");
  }

  /** From and to of one property. */
  private Optional<Text> range(Condition condition) {
    if (condition instanceof Condition.All all
        && all.parts().size() == 2
        && all.parts().get(0) instanceof Condition.Compares from
        && all.parts().get(1) instanceof Condition.Compares to
        && from.how() == Operator.GE
        && to.how() == Operator.LE
        && property(from.left()).equals(property(to.left()))
        && from.right() instanceof Term.Literal least
        && to.right() instanceof Term.Literal most) {
      return property(from.left())
          .map(
              p -> {
                Text a = said(p, least.value());
                Text b = said(p, most.value());
                return named(p, new Text(a.ko() + " ~ " + b.ko(), a.en() + " to " + b.en()));
              });
    }
    return Optional.empty();
  }

  private Optional<Text> compared(Condition.Compares c) {
    if (!(c.right() instanceof Term.Literal literal)) {
      return Optional.empty();
    }
    return property(c.left())
        .map(
            p -> {
              Text v = said(p, literal.value());
              return switch (c.how()) {
                case GE -> named(p, new Text(v.ko() + " 이상", "at least " + v.en()));
                case LE -> named(p, new Text(v.ko() + " 이하", "at most " + v.en()));
                case GT -> named(p, new Text(v.ko() + " 초과", "more than " + v.en()));
                case LT -> named(p, new Text(v.ko() + " 미만", "less than " + v.en()));
                case NE -> named(p, new Text(v.ko() + " 아님", "not " + v.en()));
                default -> named(p, v);
              };
            });
  }

  private static Optional<Property> property(Term term) {
    if (term instanceof Term.AsNumber t) {
      return property(t.integer());
    }
    return term instanceof Term.Of t ? Optional.of(t.property()) : Optional.empty();
  }

  private Optional<Text> values(Property property, List<Term> terms) {
    List<Text> all = new ArrayList<>();
    for (Term term : terms) {
      if (!(term instanceof Term.Literal literal)) {
        return Optional.empty();
      }
      all.add(said(property, literal.value()));
    }
    return Optional.of(
        new Text(
            String.join(", ", all.stream().map(Text::ko).distinct().toList()),
            String.join(", ", all.stream().map(Text::en).distinct().toList())));
  }

  private static Text named(Property p, Text value) {
    return new Text(p.title().ko() + ": " + value.ko(), p.title().en() + ": " + value.en());
  }

  private Text said(Property p, Object value) {
    if (value instanceof Boolean yes) {
      return yes ? new Text("예", "yes") : new Text("아니요", "no");
    }
    if (value instanceof Number n) {
      String number = new BigDecimal(n.toString()).stripTrailingZeros().toPlainString();
      Text unit = p.unit() == null ? Text.EMPTY : UnitNames.written(p.unit());
      return new Text(number + unit.ko(), number + unit.en());
    }
    String text = String.valueOf(value);
    boolean isWord = p.type() == PropertyType.STRING || p.type() == PropertyType.STRING_LIST;
    return p.choice(text)
        .map(Choice::title)
        .orElse(isWord && !isTold.test(p) ? UNTOLD : new Text(text, text));
  }
}
