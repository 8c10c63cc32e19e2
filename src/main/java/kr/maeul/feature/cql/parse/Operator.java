package kr.maeul.feature.cql.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators and predicates of CQL2 itself, with their names in CQL2 JSON. */
public enum Operator {
  AND("and", Kind.LOGICAL, 2, Integer.MAX_VALUE),
  OR("or", Kind.LOGICAL, 2, Integer.MAX_VALUE),
  NOT("not", Kind.LOGICAL, 1, 1),

  EQ("=", Kind.COMPARISON, 2, 2),
  NE("<>", Kind.COMPARISON, 2, 2),
  LT("<", Kind.COMPARISON, 2, 2),
  GT(">", Kind.COMPARISON, 2, 2),
  LE("<=", Kind.COMPARISON, 2, 2),
  GE(">=", Kind.COMPARISON, 2, 2),

  LIKE("like", Kind.PREDICATE, 2, 2),
  BETWEEN("between", Kind.PREDICATE, 3, 3),
  IN("in", Kind.PREDICATE, 2, 2),
  IS_NULL("isNull", Kind.PREDICATE, 1, 1),

  CASEI("casei", Kind.FOLD, 1, 1),
  ACCENTI("accenti", Kind.FOLD, 1, 1),

  PLUS("+", Kind.ARITHMETIC, 2, 2),
  MINUS("-", Kind.ARITHMETIC, 2, 2),
  TIMES("*", Kind.ARITHMETIC, 2, 2),
  DIVIDE("/", Kind.ARITHMETIC, 2, 2),
  MODULO("%", Kind.ARITHMETIC, 2, 2),
  DIV("div", Kind.ARITHMETIC, 2, 2),
  POWER("^", Kind.ARITHMETIC, 2, 2),

  S_INTERSECTS("s_intersects", Kind.SPATIAL, 2, 2),
  S_EQUALS("s_equals", Kind.SPATIAL, 2, 2),
  S_DISJOINT("s_disjoint", Kind.SPATIAL, 2, 2),
  S_TOUCHES("s_touches", Kind.SPATIAL, 2, 2),
  S_WITHIN("s_within", Kind.SPATIAL, 2, 2),
  S_OVERLAPS("s_overlaps", Kind.SPATIAL, 2, 2),
  S_CROSSES("s_crosses", Kind.SPATIAL, 2, 2),
  S_CONTAINS("s_contains", Kind.SPATIAL, 2, 2),

  T_AFTER("t_after", Kind.TEMPORAL, 2, 2),
  T_BEFORE("t_before", Kind.TEMPORAL, 2, 2),
  T_CONTAINS("t_contains", Kind.TEMPORAL, 2, 2),
  T_DISJOINT("t_disjoint", Kind.TEMPORAL, 2, 2),
  T_DURING("t_during", Kind.TEMPORAL, 2, 2),
  T_EQUALS("t_equals", Kind.TEMPORAL, 2, 2),
  T_FINISHEDBY("t_finishedBy", Kind.TEMPORAL, 2, 2),
  T_FINISHES("t_finishes", Kind.TEMPORAL, 2, 2),
  T_INTERSECTS("t_intersects", Kind.TEMPORAL, 2, 2),
  T_MEETS("t_meets", Kind.TEMPORAL, 2, 2),
  T_METBY("t_metBy", Kind.TEMPORAL, 2, 2),
  T_OVERLAPPEDBY("t_overlappedBy", Kind.TEMPORAL, 2, 2),
  T_OVERLAPS("t_overlaps", Kind.TEMPORAL, 2, 2),
  T_STARTEDBY("t_startedBy", Kind.TEMPORAL, 2, 2),
  T_STARTS("t_starts", Kind.TEMPORAL, 2, 2),

  A_EQUALS("a_equals", Kind.ARRAY, 2, 2),
  A_CONTAINS("a_contains", Kind.ARRAY, 2, 2),
  A_CONTAINEDBY("a_containedBy", Kind.ARRAY, 2, 2),
  A_OVERLAPS("a_overlaps", Kind.ARRAY, 2, 2);

  /** What an operator takes and gives. */
  public enum Kind {
    /** Conditions → condition. */
    LOGICAL,
    /** Two values that can be compared → condition. */
    COMPARISON,
    /** Values → condition. */
    PREDICATE,
    /** Text → text. */
    FOLD,
    /** Numbers → number. */
    ARITHMETIC,
    /** Geometries → condition. */
    SPATIAL,
    /** Days, moments or intervals → condition. */
    TEMPORAL,
    /** Lists → condition. */
    ARRAY
  }

  private static final Map<String, Operator> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toMap(o -> o.json.toLowerCase(Locale.ROOT), Function.identity()));

  private final String json;
  private final Kind kind;
  private final int least;
  private final int most;

  Operator(String json, Kind kind, int least, int most) {
    this.json = json;
    this.kind = kind;
    this.least = least;
    this.most = most;
  }

  /** The value of {@code op} in CQL2 JSON. */
  public String json() {
    return json;
  }

  public Kind kind() {
    return kind;
  }

  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  public int least() {
    return least;
  }

  /** How it is written in CQL2 text, and in messages. */
  public String text() {
    return this == IS_NULL ? "IS NULL" : json.toUpperCase(Locale.ROOT);
  }

  /** Whether CQL2 text writes it as a call, such as {@code T_AFTER(a, b)}. */
  boolean isCall() {
    return switch (kind) {
      case FOLD, SPATIAL, TEMPORAL, ARRAY -> true;
      default -> false;
    };
  }

  /** The operator of that name, in upper or lower case. */
  static Optional<Operator> ofName(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }
}
