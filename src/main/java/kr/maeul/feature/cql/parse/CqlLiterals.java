package kr.maeul.feature.cql.parse;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import kr.maeul.layer.text.NoCharacter;

/** Literals that CQL2 text and CQL2 JSON write the same way. Stateless. */
public final class CqlLiterals {
  private static final int LONGEST_QUOTE = 40;
  private static final int LARGEST_EXPONENT = 10_000;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9}\\d*)?([Zz]|[+-]\\d\\d:\\d\\d)");

  private CqlLiterals() {}

  /** Text that every database can hold: without U+0000 and without half a surrogate pair. */
  static Cql.Text text(String value, CqlPlace place) throws CqlException {
    if (NoCharacter.isIn(value)) {
      throw new CqlException(
          place,
          "글자가 깨져 있습니다 (U+0000 또는 짝 없는 서로게이트). UTF-8로 다시 보내세요.",
          "the text holds U+0000 or half a surrogate pair; send it again as UTF-8");
    }
    return new Cql.Text(value);
  }

  static Cql.Number number(String digits, CqlPlace place) throws CqlException {
    if (digits.length() <= CqlTree.LONGEST_NUMBER) {
      try {
        BigDecimal value = new BigDecimal(digits);
        if (Math.abs((long) value.scale()) <= LARGEST_EXPONENT) {
          return new Cql.Number(value);
        }
      } catch (NumberFormatException e) {
        // Refused below: its exponent is out of all bounds.
      }
    }
    throw new CqlException(
        place,
        "수가 너무 길거나 큽니다: " + shorten(digits),
        "the number " + shorten(digits) + " is too long or too large");
  }

  /** A day as RFC 3339 writes it. */
  static Cql.Day day(String value, CqlPlace place) throws CqlException {
    try {
      if (DAY.matcher(value).matches()) {
        return new Cql.Day(LocalDate.parse(value));
      }
    } catch (DateTimeException e) {
      // Refused below: there is no such day.
    }
    throw new CqlException(
        place,
        "날짜가 아닙니다: '" + shorten(value) + "'. '2026-03-01'처럼 쓰세요.",
        "'" + shorten(value) + "' is not a date; write it as '2026-03-01'");
  }

  /** A moment as RFC 3339 writes it; CQL2 wants UTC, other offsets are understood. */
  static Cql.Moment moment(String value, CqlPlace place) throws CqlException {
    try {
      if (MOMENT.matcher(value).matches()) {
        return new Cql.Moment(OffsetDateTime.parse(cutToNanos(value)).toInstant());
      }
    } catch (DateTimeException e) {
      // Refused below: there is no such moment.
    }
    throw new CqlException(
        place,
        "시각이 아닙니다: '" + shorten(value) + "'. '2026-03-01T09:30:00Z'처럼 UTC로 쓰세요.",
        "'" + shorten(value) + "' is not a timestamp; write it in UTC as '2026-03-01T09:30:00Z'");
  }

  private static String cutToNanos(String value) {
    return value.replaceFirst("(\\.\\d{9})\\d+", "$1");
  }

  /** An end of an interval: a day, a moment, or {@code ..}. */
  public static Cql end(String value, CqlPlace place) throws CqlException {
    if (value.equals("..")) {
      return new Cql.Open();
    }
    return value.length() <= 10 ? day(value, place) : moment(value, place);
  }

  /**
   * A BBOX literal.
   *
   * @param numbers 4, or 6 with heights, which are dropped
   */
  static Cql.Bounds bounds(double[] numbers, CqlPlace place) throws CqlException {
    if (numbers.length == 4) {
      return bounds(numbers[0], numbers[1], numbers[2], numbers[3], place);
    }
    if (numbers.length == 6) {
      return bounds(numbers[0], numbers[1], numbers[3], numbers[4], place);
    }
    throw new CqlException(
        place,
        "BBOX에는 수가 4개(높이가 있으면 6개) 필요합니다. 받은 것: " + numbers.length + "개",
        "a BBOX takes 4 numbers, or 6 with heights, not " + numbers.length);
  }

  private static Cql.Bounds bounds(
      double minX, double minY, double maxX, double maxY, CqlPlace place) throws CqlException {
    if (!Double.isFinite(minX + minY + maxX + maxY)) {
      throw new CqlException(place, "BBOX의 수가 너무 큽니다.", "a number of the BBOX is too large");
    }
    return new Cql.Bounds(minX, minY, maxX, maxY);
  }

  /** What a message shows of something that was written. */
  public static String shorten(String value) {
    return value.codePointCount(0, value.length()) <= LONGEST_QUOTE
        ? value
        : value.substring(0, value.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }
}
