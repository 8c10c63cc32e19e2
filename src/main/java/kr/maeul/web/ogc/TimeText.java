package kr.maeul.web.ogc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import kr.maeul.feature.TimeInterval;
import kr.maeul.layer.Particle;

/**
 * Reads {@code datetime}: an instant of RFC 3339, a date (the whole day, UTC), or an interval of
 * them. {@code ..} or nothing leaves one end of an interval open.
 */
final class TimeText {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

  private TimeText() {}

  static TimeInterval parse(String text) throws BadValueException {
    String[] ends = text.split("/", -1);
    if (ends.length > 2) {
      throw malformed(text);
    }
    if (ends.length == 1) {
      return moment(text);
    }
    Instant start = isOpen(ends[0]) ? null : moment(ends[0]).start();
    Instant end = isOpen(ends[1]) ? null : moment(ends[1]).end();
    if (start == null && end == null) {
      throw new BadValueException("기간의 한쪽 끝은 있어야 합니다.", "one end of the interval must be given");
    }
    if (start != null && end != null && start.isAfter(end)) {
      throw new BadValueException("기간의 시작이 끝보다 늦습니다.", "the interval ends before it starts");
    }
    return new TimeInterval(start, end);
  }

  private static boolean isOpen(String end) {
    return end.isEmpty() || end.equals("..");
  }

  private static TimeInterval moment(String text) throws BadValueException {
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
      // told below: there is no such day or hour
    }
    throw malformed(text);
  }

  private static BadValueException malformed(String text) {
    String given = BadValueException.quote(text);
    return new BadValueException(
        Particle.TOPIC.after(given)
            + " 시각이 아닙니다. 예: 2018-02-12T23:20:50Z, 2018-02-12, 2018-01-01/2018-12-31, ../2018-12-31",
        given
            + " is not a time; examples: 2018-02-12T23:20:50Z, 2018-02-12, 2018-01-01/2018-12-31, ../2018-12-31");
  }
}
