package kr.maeul.exchange.read.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;

/**
 * Dates of a workbook: numbers that count days, in a format that shows dates.
 *
 * @param countsFrom1904 whether day 0 is 1904-01-01, else day 1 is 1900-01-01
 */
public record Days(boolean countsFrom1904) {
  /** Formats without a pattern in the file, those of Korean Excel (27 to 58) among them. */
  private static final Set<Integer> FORMATS =
      Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58);

  /** What a number must be added to that counts from 1904, to count from 1900. */
  public static final int FROM_1904 = 1462;

  private static final long SECONDS_A_DAY = 86_400;

  /** Whether a format shows a date. Elapsed times such as {@code [h]:mm} are none. */
  public static boolean isDate(Integer format, String pattern) {
    if (format != null && FORMATS.contains(format)) {
      return true;
    }
    if (pattern == null) {
      return false;
    }
    String letters =
        pattern.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
    return letters.contains("yy") || letters.contains("d") && letters.contains("m");
  }

  /**
   * {@code 2024-01-02}, or {@code 2024-01-02T03:04} where there is a time of day; null where the
   * number is no day.
   */
  public String text(BigDecimal number) {
    double days = number.doubleValue() + (countsFrom1904 ? FROM_1904 : 0);
    if (days < 1 || days >= 2_958_466) {
      return null;
    }
    long whole = (long) Math.floor(days);
    long seconds = Math.round((days - whole) * SECONDS_A_DAY);
    // Excel counts a 1900-02-29 that never was.
    LocalDate day = LocalDate.of(1899, 12, 30).plusDays(whole < 61 ? whole + 1 : whole);
    LocalDateTime time = LocalDateTime.of(day, LocalTime.MIDNIGHT).plusSeconds(seconds);
    boolean isDay = time.toLocalTime().equals(LocalTime.MIDNIGHT);
    return isDay ? time.toLocalDate().toString() : time.toString();
  }
}
