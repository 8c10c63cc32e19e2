package kr.maeul.feature.cql;

import java.util.List;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.Property;
import org.locationtech.jts.geom.Geometry;

/**
 * A filter that has been checked: true, false or – where a value is missing – unknown for each
 * feature, as in SQL. A feature matches where it is true. Made by {@link CqlCheck} and {@link
 * OnceKnown} of what callers ask. Immutable but for the geometries in it, which nobody may change.
 */
public sealed interface Condition {

  /** Always so. */
  record Constant(boolean value) implements Condition {}

  /** All of these. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Any of these. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** Not so. Unknown stays unknown. */
  record Not(Condition part) implements Condition {}

  /** A {@link ValueType#TRUTH} is true. */
  record Holds(Term truth) implements Condition {}

  /**
   * A comparison.
   *
   * @param how one of the comparison operators
   * @param left of the same type as {@code right}, neither a list nor a geometry
   */
  record Compares(Operator how, Term left, Term right) implements Condition {}

  /** The value equals one of the others, all of its type. */
  record In(Term value, List<Term> others) implements Condition {
    public In {
      others = List.copyOf(others);
    }
  }

  /**
   * The whole text matches a pattern: {@code %} is any text, {@code _} any character (code point).
   *
   * @param pattern a literal, perhaps folded, in which every backslash stands before {@code %},
   *     {@code _} or a backslash and takes its meaning away
   */
  record Like(Term text, Term pattern) implements Condition {}

  /** The term has no value. Never unknown. */
  record Missing(Term term) implements Condition {}

  /** The condition is unknown. Never unknown itself. */
  record Undecided(Condition part) implements Condition {}

  /** A known answer, but for features that have no value here, where it is unknown. */
  record WherePresent(Term term, boolean value) implements Condition {}

  /** The part, but for features of which the other is true, where it is unknown. */
  record UnknownWhere(Condition other, Condition part) implements Condition {}

  /**
   * How the feature's geometry lies to another.
   *
   * <p>A feature's geometry that is a collection and whose box meets the other's can only be asked
   * whether they intersect; all else is unknown, since databases do not compare collections.
   *
   * @param how a spatial operator whose first operand is the feature's geometry
   * @param other not empty, valid, longitude and latitude; a collection only for {@link
   *     Operator#S_INTERSECTS} and {@link Operator#S_DISJOINT}
   */
  record Spatial(Operator how, Geometry other) implements Condition {}

  /** How two lists of texts, taken as sets, are to each other; unknown where a text is missing. */
  record Lists(Operator how, Members left, Members right) implements Condition {}

  /** A list of texts. */
  sealed interface Members {}

  /** The list that a property holds. */
  record ListOf(Property property) implements Members {}

  /** A list of terms, each a {@link ValueType#TEXT}. */
  record ListAs(List<Term> texts) implements Members {
    public ListAs {
      texts = List.copyOf(texts);
    }
  }
}
