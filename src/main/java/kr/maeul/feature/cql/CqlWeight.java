package kr.maeul.feature.cql;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlPlace;
import kr.maeul.feature.cql.parse.Operator;

/**
 * How much work a condition is for each feature that it is asked of, in multiples of a comparison
 * of two numbers. Measured on both databases and rounded: what matters is that a text without
 * regard to case costs a hundred times as much. For one condition.
 */
public final class CqlWeight {
  /**
   * The most that one filter may weigh. Sixty thousand features are then asked in about ten
   * seconds.
   */
  public static final int MOST = 3_000;

  private static final int LIKE = 20;
  private static final int WILDCARD = 10;
  private static final int MOST_WILDCARDS = 5;
  private static final int CASEI = 80;
  private static final int ACCENTI = 150;
  private static final int FUNCTION = 30;
  private static final int ARITHMETIC = 10;
  private static final int SPATIAL = 60;
  private static final int POSITIONS_OF_ONE = 40;
  private static final int LIST = 10;
  private static final int VALUES_OF_ONE = 5;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> weights = new TreeMap<>();
  private int all;

  private CqlWeight() {}

  /** What a condition weighs. */
  public static int of(Condition condition) {
    CqlWeight weight = new CqlWeight();
    weight.add(condition);
    return weight.all;
  }

  /**
   * @throws CqlException if it weighs too much; says what does
   */
  public static void check(Condition condition) throws CqlException {
    CqlWeight weight = new CqlWeight();
    weight.add(condition);
    if (weight.all > MOST) {
      String heaviest = weight.heaviest();
      throw new CqlException(
          CqlPlace.WHOLE,
          "필터가 너무 무겁습니다: 부담 "
              + weight.all
              + ", 최대 "
              + MOST
              + ". 가장 무거운 것은 "
              + heaviest
              + "입니다. 조건을 줄이거나 나누어 물어보세요.",
          "the filter is too much work: it weighs "
              + weight.all
              + ", and the most is "
              + MOST
              + "; heaviest is "
              + heaviest
              + "; use fewer of them, or ask in parts");
    }
  }

  /** The three kinds of terms that weigh most, each with how often it stands there. */
  private String heaviest() {
    return weights.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(3)
        .map(e -> counts.get(e.getKey()) + " × " + e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private void count(String kind, int weight) {
    counts.merge(kind, 1, Integer::sum);
    weights.merge(kind, weight, Integer::sum);
    all += weight;
  }

  private void add(Condition condition) {
    if (condition instanceof Condition.All c) {
      c.parts().forEach(this::add);
    } else if (condition instanceof Condition.Any c) {
      c.parts().forEach(this::add);
    } else if (condition instanceof Condition.Not c) {
      add(c.part());
    } else if (condition instanceof Condition.Undecided c) {
      add(c.part());
    } else if (condition instanceof Condition.UnknownWhere c) {
      add(c.other());
      add(c.part());
    } else if (condition instanceof Condition.Holds c) {
      add(c.truth());
    } else if (condition instanceof Condition.Compares c) {
      count(c.how().text(), 1);
      add(c.left());
      add(c.right());
    } else if (condition instanceof Condition.In c) {
      count("IN", 1 + c.others().size() / VALUES_OF_ONE);
      add(c.value());
      c.others().forEach(this::add);
    } else if (condition instanceof Condition.Like c) {
      count("LIKE", LIKE + WILDCARD * Math.min(MOST_WILDCARDS, wildcards(c.pattern())));
      add(c.text()); // the pattern is the same for all features
    } else if (condition instanceof Condition.Missing c) {
      count("IS NULL", 1);
      add(c.term());
    } else if (condition instanceof Condition.Spatial c) {
      count(c.how().text(), SPATIAL + c.other().getNumPoints() / POSITIONS_OF_ONE);
    } else if (condition instanceof Condition.Lists c) {
      count(c.how().text(), LIST);
      for (Condition.Members members : List.of(c.left(), c.right())) {
        if (members instanceof Condition.ListAs l) {
          l.texts().forEach(this::add);
        }
      }
    }
  }

  private void add(Term term) {
    if (isConstant(term)) {
      return; // worked out once, not for each feature
    }
    if (term instanceof Term.Folded t) {
      count(t.how().text(), t.how() == Operator.CASEI ? CASEI : ACCENTI);
      add(t.text());
    } else if (term instanceof Term.Called t) {
      count(t.function().word(), FUNCTION);
      add(t.argument());
    } else if (term instanceof Term.Reckoned t) {
      count(t.how().text(), ARITHMETIC);
      add(t.left());
      add(t.right());
    } else if (term instanceof Term.AsNumber t) {
      add(t.integer());
    } else if (term instanceof Term.DayOf t) {
      add(t.moment());
    }
  }

  private static boolean isConstant(Term term) {
    return term instanceof Term.Literal || term instanceof Term.Folded f && isConstant(f.text());
  }

  /** Each is looked for in what is left of the text, so that many are not much more than few. */
  private static int wildcards(Term pattern) {
    if (pattern instanceof Term.Folded folded) {
      return wildcards(folded.text());
    }
    String text = pattern instanceof Term.Literal l ? (String) l.value() : "";
    return (int) text.chars().filter(c -> c == '%').count();
  }
}
