package kr.maeul.feature.cql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.layer.Property;

/**
 * Makes of a condition on what is on record one on what can come to be known: true of a feature of
 * which it will be true whatever is found out, false of one of which it will never be, and unknown
 * of all others. Where one property stands in it twice it may be unknown without need, and is never
 * true or false without reason. Stateless.
 */
public final class OnceKnown {
  private final Map<String, List<Object>> undetermined;

  private OnceKnown(Map<String, List<Object>> undetermined) {
    this.undetermined = undetermined;
  }

  /**
   * The condition once more is known.
   *
   * @param undetermined by the name of a property, values that it has on record where it may turn
   *     out to be another: texts or booleans. Without a value it may turn out to be any
   */
  public static Condition of(Condition condition, Map<String, List<Object>> undetermined) {
    return new OnceKnown(undetermined).of(condition);
  }

  /** True where the condition is true or unknown, and never unknown itself. */
  public static Condition notFalse(Condition condition) {
    return new Condition.Any(List.of(condition, new Condition.Undecided(condition)));
  }

  private Condition of(Condition condition) {
    if (condition instanceof Condition.All c) {
      return new Condition.All(c.parts().stream().map(this::of).toList());
    }
    if (condition instanceof Condition.Any c) {
      return new Condition.Any(c.parts().stream().map(this::of).toList());
    }
    if (condition instanceof Condition.Not c) {
      return new Condition.Not(of(c.part()));
    }
    if (condition instanceof Condition.Missing c) {
      return new Condition.WherePresent(c.term(), false); // what is missing may be found or not
    }
    if (condition instanceof Condition.Undecided c) {
      Condition part = of(c.part());
      return new Condition.All(List.of(part, new Condition.Not(part))); // false once it is decided
    }
    Condition once = condition;
    for (Property property : properties(condition)) {
      List<Object> values = undetermined.getOrDefault(property.name(), List.of());
      if (!values.isEmpty()) {
        ValueType type = ValueType.of(property.type());
        List<Term> literals = new ArrayList<>();
        values.forEach(v -> literals.add(new Term.Literal(type, v)));
        once = new Condition.UnknownWhere(new Condition.In(new Term.Of(property), literals), once);
      }
    }
    return once;
  }

  private static Set<Property> properties(Condition condition) {
    Set<Property> all = new LinkedHashSet<>();
    if (condition instanceof Condition.Holds c) {
      add(all, c.truth());
    } else if (condition instanceof Condition.Compares c) {
      add(all, c.left());
      add(all, c.right());
    } else if (condition instanceof Condition.In c) {
      add(all, c.value());
      c.others().forEach(other -> add(all, other));
    } else if (condition instanceof Condition.Like c) {
      add(all, c.text());
    } else if (condition instanceof Condition.Lists c) {
      for (Condition.Members members : List.of(c.left(), c.right())) {
        if (members instanceof Condition.ListAs l) {
          l.texts().forEach(text -> add(all, text));
        }
      }
    }
    return all;
  }

  private static void add(Set<Property> all, Term term) {
    if (term instanceof Term.Of t) {
      all.add(t.property());
    } else if (term instanceof Term.AsNumber t) {
      add(all, t.integer());
    } else if (term instanceof Term.DayOf t) {
      add(all, t.moment());
    } else if (term instanceof Term.Folded t) {
      add(all, t.text());
    } else if (term instanceof Term.Reckoned t) {
      add(all, t.left());
      add(all, t.right());
    } else if (term instanceof Term.Called t) {
      add(all, t.argument());
    }
  }
}
