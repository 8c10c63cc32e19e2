package kr.maeul.feature.cql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import kr.maeul.feature.cql.parse.Operator;

/**
 * The temporal predicates, as comparisons of starts and ends. An instant is an interval whose start
 * and end are the same; an open end is before or after everything and equal to another open end.
 * Stateless.
 */
final class CqlTimes {
  private CqlTimes() {}

  /**
   * An end of an interval.
   *
   * @param term a day or a moment, or null where it is open
   * @param infinity -1 for an open start, 1 for an open end, else 0
   */
  record End(Term term, int infinity) {}

  /**
   * An interval or an instant.
   *
   * @param instant whether start and end are one
   */
  record Span(End start, End end, boolean instant) {}

  /** Whether the standard knows the predicate for intervals only. */
  static boolean wantsIntervals(Operator how) {
    return switch (how) {
      case T_AFTER, T_BEFORE, T_DISJOINT, T_EQUALS, T_INTERSECTS -> false;
      default -> true;
    };
  }

  static Condition condition(Operator how, Span a, Span b) {
    End aStart = a.start();
    End aEnd = a.end();
    End bStart = b.start();
    End bEnd = b.end();
    return switch (how) {
      case T_AFTER -> gt(aStart, bEnd);
      case T_BEFORE -> lt(aEnd, bStart);
      case T_DISJOINT -> new Condition.Any(List.of(lt(aEnd, bStart), gt(aStart, bEnd)));
      case T_INTERSECTS ->
          new Condition.Not(new Condition.Any(List.of(lt(aEnd, bStart), gt(aStart, bEnd))));
      case T_EQUALS -> all(eq(aStart, bStart), eq(aEnd, bEnd));
      case T_CONTAINS -> all(lt(aStart, bStart), gt(aEnd, bEnd));
      case T_DURING -> all(gt(aStart, bStart), lt(aEnd, bEnd));
      case T_FINISHEDBY -> all(lt(aStart, bStart), eq(aEnd, bEnd));
      case T_FINISHES -> all(gt(aStart, bStart), eq(aEnd, bEnd));
      case T_MEETS -> eq(aEnd, bStart);
      case T_METBY -> eq(aStart, bEnd);
      case T_OVERLAPS -> all(lt(aStart, bStart), gt(aEnd, bStart), lt(aEnd, bEnd));
      case T_OVERLAPPEDBY -> all(gt(aStart, bStart), lt(aStart, bEnd), gt(aEnd, bEnd));
      case T_STARTEDBY -> all(eq(aStart, bStart), gt(aEnd, bEnd));
      case T_STARTS -> all(eq(aStart, bStart), lt(aEnd, bEnd));
      default -> throw new IllegalArgumentException(how.name());
    };
  }

  private static Condition all(Condition... parts) {
    return new Condition.All(Stream.of(parts).distinct().toList());
  }

  private static Condition lt(End a, End b) {
    return compare(Operator.LT, a, b);
  }

  private static Condition gt(End a, End b) {
    return compare(Operator.GT, a, b);
  }

  private static Condition eq(End a, End b) {
    return compare(Operator.EQ, a, b);
  }

  private static Condition compare(Operator how, End a, End b) {
    if (a.term() != null && b.term() != null) {
      return compare(how, a.term(), b.term());
    }
    int sign = Integer.signum(a.infinity() - b.infinity());
    boolean value =
        switch (how) {
          case LT -> sign < 0;
          case GT -> sign > 0;
          default -> sign == 0;
        };
    Term present = a.term() == null ? b.term() : a.term();
    return present == null || present instanceof Term.Literal
        ? new Condition.Constant(value)
        : new Condition.WherePresent(present, value);
  }

  /** Compares days and moments; a day and a moment are compared as days in UTC. */
  static Condition compare(Operator how, Term a, Term b) {
    if (a.type() == b.type()) {
      return new Condition.Compares(how, a, b);
    }
    return new Condition.Compares(how, day(a), day(b));
  }

  private static Term day(Term term) {
    if (term.type() == ValueType.DAY) {
      return term;
    }
    if (term instanceof Term.Literal literal) {
      Instant moment = (Instant) literal.value();
      return new Term.Literal(ValueType.DAY, moment.atOffset(ZoneOffset.UTC).toLocalDate());
    }
    return new Term.DayOf(term);
  }
}
