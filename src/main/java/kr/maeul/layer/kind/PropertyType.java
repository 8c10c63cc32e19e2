package kr.maeul.layer.kind;

/**
 * What values a property holds, and as which Java type they travel between a file, a store and an
 * answer.
 */
public enum PropertyType {
  /** {@link String}. */
  STRING,
  /** {@link Long}. */
  INTEGER,
  /** {@link Double}, finite. */
  NUMBER,
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link java.time.LocalDate}. */
  DATE,
  /** {@link java.time.OffsetDateTime}, answered in UTC. */
  DATE_TIME,
  /** {@code List<String>}, in order. */
  STRING_LIST;

  /** Whether values can be put in order, so that {@code sortby} may name the property. */
  public boolean isSortable() {
    return this != STRING_LIST;
  }

  public boolean isTemporal() {
    return this == DATE || this == DATE_TIME;
  }

  public boolean isNumeric() {
    return this == INTEGER || this == NUMBER;
  }
}
