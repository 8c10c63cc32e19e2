package kr.maeul.feature.cql.parse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * A CQL2 expression as it was written, in text or in JSON: the same expression gives equal trees.
 * Nothing is looked up yet, so a name may be unknown and a comparison senseless. Immutable but for
 * the geometries in it, which nobody may change.
 *
 * <p>What can be said in two ways is said in one here: {@code a NOT LIKE b} is {@code NOT (a LIKE
 * b)}, {@code -a} is {@code -1 * a}, numbers have no trailing zeros, heights are dropped.
 */
public sealed interface Cql {

  /** The value of a property, of the id or of the geometry. */
  record Property(String name) implements Cql {}

  /** A character literal; escapes are resolved. */
  record Text(String value) implements Cql {}

  /**
   * A number.
   *
   * @param value without trailing zeros
   */
  record Number(BigDecimal value) implements Cql {
    public Number {
      value = value.stripTrailingZeros();
    }
  }

  /** TRUE or FALSE. */
  record Truth(boolean value) implements Cql {}

  /** A day. */
  record Day(LocalDate value) implements Cql {}

  /**
   * A moment.
   *
   * @param value cut to microseconds, which is what both databases keep
   */
  record Moment(Instant value) implements Cql {
    public Moment {
      value = value.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /** The {@code '..'} of an interval without a start or without an end. */
  record Open() implements Cql {}

  /**
   * An interval; both ends belong to it.
   *
   * @param start a day, a moment, a property, a function, or {@link Open}
   * @param end likewise
   */
  record Interval(Cql start, Cql end) implements Cql {}

  /**
   * A geometry literal.
   *
   * @param geometry not empty, x and y as written: in the filter's reference system and axis order
   */
  record Shape(Geometry geometry) implements Cql {}

  /**
   * A BBOX literal in the filter's reference system and axis order. Across the date line when
   * {@code minX > maxX}.
   */
  record Bounds(double minX, double minY, double maxX, double maxY) implements Cql {
    /** Minus zero is zero: records compare doubles bit by bit. */
    public Bounds {
      minX += 0.0;
      minY += 0.0;
      maxX += 0.0;
      maxY += 0.0;
    }
  }

  /** A list of values. */
  record Array(List<Cql> members) implements Cql {
    public Array {
      members = List.copyOf(members);
    }
  }

  /** One of CQL2's own operators or predicates with its arguments. */
  record Operation(Operator operator, List<Cql> arguments) implements Cql {
    public Operation {
      arguments = List.copyOf(arguments);
    }

    public Operation(Operator operator, Cql... arguments) {
      this(operator, List.of(arguments));
    }
  }

  /** Any other function. */
  record Function(String name, List<Cql> arguments) implements Cql {
    public Function {
      arguments = List.copyOf(arguments);
    }
  }
}
