package kr.maeul.web.ogc.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.feature.TimeInterval;
import kr.maeul.layer.text.Particle;
import kr.maeul.web.contract.InvalidParameterException;

/**
 * Reads {@code datetime}: an instant of RFC 3339, a date (the whole day, UTC), or an interval of
 * them. {@code ..} or nothing leaves one end of an interval open; a duration of ISO 8601 ({@code
 * P2D}) counts from the other end.
 */
final class DatetimeReader {
  private static final int LAST_YEAR = 9999;
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

  private static final Pattern DURATION =
      Pattern.compile(
          "P(?=\\d|T\\d)(?<date>(\\d{1,6}Y)?(\\d{1,6}M)?(\\d{1,6}W)?(\\d{1,6}D)?)"
              + "(?<time>T(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,9})?S)?)?");

  private DatetimeReader() {}

  static TimeInterval parse(String text) throws InvalidParameterException {
    String[] ends = text.split("/", -1);
    if (ends.length > 2) {
      throw malformed(text);
    }
    if (ends.length == 1) {
      return moment(text);
    }
    if (isDuration(ends[0]) != isDuration(ends[1])) {
      return isDuration(ends[1])
          ? lasting(ends[0], ends[1], 1, text)
          : lasting(ends[1], ends[0], -1, text);
    }
    Instant start = isOpen(ends[0]) ? null : moment(ends[0]).start();
    Instant end = isOpen(ends[1]) ? null : moment(ends[1]).end();
    if (start == null && end == null) {
      throw new InvalidParameterException(
          "기간의 한쪽 끝은 있어야 합니다.", "one end of the interval must be given");
    }
    if (start != null && end != null && start.isAfter(end)) {
      throw new InvalidParameterException(
          "기간의 시작이 끝보다 늦습니다.", "the interval ends before it starts");
    }
    return new TimeInterval(start, end);
  }

  private static boolean isOpen(String end) {
    return end.isEmpty() || end.equals("..");
  }

  private static boolean isDuration(String end) {
    return DURATION.matcher(end.toUpperCase(Locale.ROOT)).matches();
  }

  /**
   * So long from a moment on, or up to it. Days are whole ones: two from the 14th are the 14th and
   * the 15th.
   *
   * @param sign 1 onward, -1 back
   */
  private static TimeInterval lasting(String from, String duration, int sign, String whole)
      throws InvalidParameterException {
    TimeInterval moment = moment(from);
    boolean isOfDays = !moment.start().equals(moment.end()) && !duration.matches(".*[Tt].*");
    Instant near = sign > 0 ? moment.start() : moment.end();
    Instant far;
    try {
      far = moved(near, duration, sign);
    } catch (DateTimeException | ArithmeticException e) {
      throw malformed(whole);
    }
    if (far.equals(near)) {
      return moment;
    }
    Instant last = isOfDays ? far.minusMillis(sign) : far;
    return sign > 0 ? new TimeInterval(near, last) : new TimeInterval(last, near);
  }

  private static Instant moved(Instant from, String duration, int sign) {
    Matcher parts = DURATION.matcher(duration.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new DateTimeException(duration);
    }
    String date = parts.group("date");
    String time = parts.group("time");
    Period days = date.isEmpty() ? Period.ZERO : Period.parse("P" + date);
    Duration hours = time == null ? Duration.ZERO : Duration.parse("P" + time);
    OffsetDateTime to =
        from.atOffset(ZoneOffset.UTC).plus(days.multipliedBy(sign)).plus(hours.multipliedBy(sign));
    if (to.getYear() < 0 || to.getYear() > LAST_YEAR) {
      throw new DateTimeException(duration);
    }
    return to.toInstant();
  }

  private static TimeInterval moment(String text) throws InvalidParameterException {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      if (DATE.matcher(upper).matches()) {
        LocalDate day = LocalDate.parse(upper);
        return new TimeInterval(
            day.atStartOfDay(ZoneOffset.UTC).toInstant(),
            day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1));
      }
      if (INSTANT.matcher(upper).matches()) {
        Instant instant = OffsetDateTime.parse(upper).toInstant();
        return new TimeInterval(instant, instant);
      }
    } catch (DateTimeParseException e) {
      // reported below: there is no such day or hour
    }
    throw malformed(text);
  }

  private static InvalidParameterException malformed(String text) {
    String given = InvalidParameterException.quote(text);
    return new InvalidParameterException(
        Particle.TOPIC.after(given)
            + " 시각이 아닙니다. 예: 2018-02-12T23:20:50Z, 2018-02-12, 2018-01-01/2018-12-31, ../2018-12-31",
        given
            + " is not a time; examples: 2018-02-12T23:20:50Z, 2018-02-12, 2018-01-01/2018-12-31, ../2018-12-31");
  }
}
