package kr.maeul.feature.cql;

import java.util.Objects;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.Property;

/**
 * Something that has a value for a feature, or none. Made by {@link CqlCheck} of what callers ask,
 * so its types fit and its properties are those of a view. Immutable.
 */
public sealed interface Term {

  ValueType type();

  /** The feature's id. */
  record Id() implements Term {
    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }
  }

  /** The feature's geometry. */
  record Place() implements Term {
    @Override
    public ValueType type() {
      return ValueType.GEOMETRY;
    }
  }

  /** A visible property. */
  record Of(Property property) implements Term {
    @Override
    public ValueType type() {
      return ValueType.of(property.type());
    }
  }

  /**
   * A value.
   *
   * @param value of the type's Java class, never null
   */
  record Literal(ValueType type, Object value) implements Term {
    public Literal {
      Objects.requireNonNull(value);
    }
  }

  /** An integer as a double. */
  record AsNumber(Term integer) implements Term {
    @Override
    public ValueType type() {
      return ValueType.NUMBER;
    }
  }

  /** The day of a moment in UTC. */
  record DayOf(Term moment) implements Term {
    @Override
    public ValueType type() {
      return ValueType.DAY;
    }
  }

  /**
   * Text without regard to case ({@link Operator#CASEI}) or to accents ({@link Operator#ACCENTI}).
   *
   * <p>CASEI: lower, upper and lower case again, each by Unicode's full mappings, then σ for ς;
   * that is full case folding but for ı, which counts as i. ACCENTI: decomposed (NFD), without
   * U+0300 to U+036F, composed again (NFC), with the stroke taken from ø, ł, đ, ħ and ŧ.
   */
  record Folded(Operator how, Term text) implements Term {
    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }
  }

  /**
   * Arithmetic on doubles. Without a value where an operand has none or is not 0 and not between
   * {@link #LEAST} and {@link #MOST} in size, where the divisor is 0, and where a power is not real
   * or larger than e<sup>{@value #MOST_EXPONENT}</sup> or smaller than its inverse. So no database
   * ever overflows.
   *
   * @param how an arithmetic operator; {@code %} and {@code div} cut towards zero
   * @param left a {@link ValueType#NUMBER}
   * @param right likewise
   */
  record Reckoned(Operator how, Term left, Term right) implements Term {
    /** Smallest operand in size, other than 0. */
    public static final double LEAST = 1e-150;

    /** Largest operand in size. */
    public static final double MOST = 1e150;

    /** Largest natural logarithm of a power, in size. */
    public static final int MOST_EXPONENT = 690;

    @Override
    public ValueType type() {
      return ValueType.NUMBER;
    }
  }

  /** A function of one argument. */
  record Called(CqlFunction function, Term argument) implements Term {
    @Override
    public ValueType type() {
      return function.result();
    }
  }
}
