package kr.maeul.exchange.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.exchange.read.workbook.Days;
import kr.maeul.exchange.row.InvalidValueException;
import kr.maeul.layer.text.Text;

/**
 * Dates and times as people write them in Korea. A time without an offset is Korean time. A year or
 * a month alone is no day, and no day is made up for it.
 */
final class KoreanTimeReader {
  private static final ZoneOffset KOREA = ZoneOffset.ofHours(9);
  private static final String YEAR = "(?<year>[0-9]{4}|['’‘`]?[0-9]{2})";
  private static final String TIME =
      "(?:(?<half>오전|오후|새벽|아침|저녁)\\s*)?(?<h>[0-9]{1,2})"
          + "(?::(?<min>[0-9]{2})(?::(?<s>[0-9]{2})(?:\\.[0-9]+)?)?"
          + "|\\s*시(?:\\s*(?<min2>[0-9]{1,2})\\s*분|\\s*(?<halfPast>반))?)"
          + "(?:\\s*(?<ampm>[AaPp][Mm]))?";
  private static final Text MIDNIGHT =
      new Text(
          "시각이 없어 그날 0시로 넣었습니다. 시각이 있으면 적어 주세요 (예: 2024-01-02 19:00).",
          "has no time of day, so midnight was taken; write it where there is one (such as 2024-01-02 19:00)");
  private static final Pattern DATE =
      Pattern.compile(
          YEAR
              + "(?:\\s*[-./]\\s*(?<m1>[0-9]{1,2})\\s*[-./]\\s*(?<d1>[0-9]{1,2})\\s*\\.?"
              + "|\\s*년\\s*(?<m2>[0-9]{1,2})\\s*월\\s*(?<d2>[0-9]{1,2})\\s*일?)"
              + "(?:\\s*\\(?[월화수목금토일](?:요일)?\\)?)?"
              + "(?:(?:\\s+|T|(?<=[일)요])(?=[오새아저]))"
              + TIME
              + ")?");
  private static final Pattern ONLY_TIME = Pattern.compile(TIME);
  private static final Pattern NO_YEAR =
      Pattern.compile(
          "(?:0?[1-9]|1[0-2])\\s*(?:[-./]|월)\\s*(?:0?[1-9]|[12][0-9]|3[01])\\s*(?:일|\\.)?"
              + "(?:\\s*\\(?[월화수목금토일](?:요일)?\\)?)?(?:\\s*"
              + TIME
              + ")?");
  private static final Pattern COMPACT =
      Pattern.compile("(?<year>[0-9]{4})(?<m1>[0-9]{2})(?<d1>[0-9]{2})");
  private static final Pattern MONTH =
      Pattern.compile(
          YEAR
              + "\\s*(?:[-./]\\s*(?<m1>[0-9]{1,2})\\s*\\.?월?|년\\s*(?<m2>[0-9]{1,2})\\s*월)"
              + "|(?<y6>[0-9]{4})(?<m3>0[1-9]|1[0-2])");
  private static final Pattern ONLY_YEAR = Pattern.compile("(?:19|20)[0-9]{2}\\s*(?:년|\\.)?");
  private static final Pattern EXCEL_SERIAL = Pattern.compile("[1-6]\\d{4}(\\.\\d+)?");
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?<from>.*?)\\s*(?:[~∼〜～–—]|부터|(?<=\\s)-(?=\\s))\\s*(?<to>.*?)"
              + "\\s*(?:까지)?\\s*(?:\\([^()]*[년월일]간?\\))?");
  private static final Set<String> MORNING = Set.of("오전", "새벽", "아침");
  private static final Set<String> EVENING = Set.of("오후", "저녁");
  private static final int NOON = 12;
  private static final Consumer<Text> NOBODY = text -> {};

  private KoreanTimeReader() {}

  static LocalDate date(String text) throws InvalidValueException {
    return date(text, NOBODY);
  }

  /**
   * A day.
   *
   * @param remark called where something had to be guessed
   */
  static LocalDate date(String text, Consumer<Text> remark) throws InvalidValueException {
    Matcher m = match(text);
    if (m == null) {
      return LocalDate.parse(serial(text, remark).substring(0, 10));
    }
    if (group(m, "h") != null && !time(m, text).equals(LocalTime.MIDNIGHT)) {
      throw new InvalidValueException(
          "날짜만 있어야 하는데 시각이 있습니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + " has a time of day where there is only a date");
    }
    return day(m, text, remark);
  }

  /**
   * The last day of a period ({@code 2024-01-01~2024-12-31}, {@code 2024.1.1.부터 12.31.까지}), or a
   * day alone.
   *
   * @param remark called with which day of a period was taken
   */
  static LocalDate lastDay(String text, Consumer<Text> remark) throws InvalidValueException {
    Matcher period = PERIOD.matcher(text);
    if (!period.matches()) {
      return date(text.replaceFirst("\\s*까지$", ""), remark);
    }
    String from = period.group("from");
    String to = period.group("to");
    if (to.isBlank()) {
      throw new InvalidValueException(
          "끝나는 날이 없습니다: " + ValueReader.quote(text) + " (예: 2024-01-01~2024-12-31)",
          ValueReader.quote(text)
              + " does not say on which day it ends (such as 2024-01-01~2024-12-31)");
    }
    LocalDate first = from.isBlank() ? null : date(from);
    boolean isOfThatYear = first != null && NO_YEAR.matcher(to).matches();
    LocalDate last = date(isOfThatYear ? first.getYear() + "." + to : to, remark);
    if (first != null && last.isBefore(first)) {
      throw new InvalidValueException(
          "끝나는 날이 시작하는 날보다 앞섭니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + " ends before it begins");
    }
    remark.accept(
        new Text(
            "기간의 마지막 날을 넣었습니다 (" + text + " → " + last + ").",
            "the last day of the period was taken (" + text + " → " + last + ")"));
    return last;
  }

  static String instant(String text) throws InvalidValueException {
    return instant(text, NOBODY);
  }

  /** As in JSON Schema's {@code date-time}. */
  static String instant(String text, Consumer<Text> remark) throws InvalidValueException {
    OffsetDateTime instant;
    try {
      instant = OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      Matcher m = match(text);
      if (m == null) {
        String day = serial(text, remark);
        if (day.length() == 10) {
          remark.accept(MIDNIGHT);
        }
        instant =
            java.time.LocalDateTime.parse(day.length() == 10 ? day + "T00:00" : day)
                .atOffset(KOREA);
      } else {
        boolean isTimed = group(m, "h") != null;
        LocalTime time = isTimed ? time(m, text) : LocalTime.MIDNIGHT;
        instant = OffsetDateTime.of(day(m, text, remark), time, KOREA);
        if (!isTimed) {
          remark.accept(MIDNIGHT);
        }
      }
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant);
  }

  /** The year of a day, a month or a year, as far as the text is one. */
  static Integer year(String text) {
    for (Pattern p : new Pattern[] {DATE, COMPACT, MONTH}) {
      Matcher m = p.matcher(text);
      if (m.matches()) {
        String year = group(m, "year");
        return fullYear(year == null ? group(m, "y6") : year);
      }
    }
    return ONLY_YEAR.matcher(text).matches() ? Integer.valueOf(text.substring(0, 4)) : null;
  }

  /** {@code 2019-03} of {@code 2019.3}, {@code '19.3월} and their like, or of a day; else null. */
  static String month(String text) {
    for (Pattern p : new Pattern[] {COMPACT, MONTH, DATE}) {
      Matcher m = p.matcher(text);
      if (m.matches()) {
        String year = group(m, "year");
        int month = Integer.parseInt(first(m, "m1", "m2", "m3"));
        boolean exists = month >= 1 && month <= 12;
        return exists
            ? "%04d-%02d".formatted(fullYear(year == null ? group(m, "y6") : year), month)
            : null;
      }
    }
    return null;
  }

  /** The match; null where the text may be a serial number of Excel. */
  private static Matcher match(String text) throws InvalidValueException {
    for (Pattern p : new Pattern[] {DATE, COMPACT}) {
      Matcher m = p.matcher(text);
      if (m.matches()) {
        return m;
      }
    }
    if (EXCEL_SERIAL.matcher(text).matches()) {
      return null;
    }
    if (NO_YEAR.matcher(text).matches()) {
      throw new InvalidValueException(
          "연도가 없어 날짜로 넣을 수 없습니다: " + ValueReader.quote(text) + ". 연도를 지어내지 않습니다 (예: 2024-01-02).",
          ValueReader.quote(text) + " has no year; none is made up (such as 2024-01-02)");
    }
    if (ONLY_TIME.matcher(text).matches()) {
      throw new InvalidValueException(
          "날짜 없이 시각만 있습니다: " + ValueReader.quote(text) + " (예: 2024-01-02 19:00)",
          ValueReader.quote(text) + " is a time of day without a date (such as 2024-01-02 19:00)");
    }
    if (MONTH.matcher(text).matches() || ONLY_YEAR.matcher(text).matches()) {
      throw new InvalidValueException(
          "날(일)이 없어 날짜로 넣을 수 없습니다: " + ValueReader.quote(text) + ". 날을 지어내지 않습니다.",
          ValueReader.quote(text) + " has no day; none is made up");
    }
    throw new InvalidValueException(
        "날짜가 아닙니다: " + ValueReader.quote(text) + " (예: 2024-01-02)",
        ValueReader.quote(text) + " is not a date (such as 2024-01-02)");
  }

  private static String serial(String text, Consumer<Text> remark) throws InvalidValueException {
    String day = new Days(false).text(new java.math.BigDecimal(text));
    if (day == null) {
      throw new InvalidValueException(
          "날짜가 아닙니다: " + ValueReader.quote(text), ValueReader.quote(text) + " is not a date");
    }
    remark.accept(
        new Text(
            "엑셀 날짜 일련번호라 날짜로 바꾸었습니다: " + text + " → " + day,
            "a serial number of Excel, made a date: " + text + " → " + day));
    return day;
  }

  private static LocalDate day(Matcher m, String text, Consumer<Text> remark)
      throws InvalidValueException {
    String year = m.group("year");
    try {
      LocalDate day =
          LocalDate.of(
              fullYear(year),
              Integer.parseInt(first(m, "m1", "m2")),
              Integer.parseInt(first(m, "d1", "d2")));
      if (year.length() < 4) {
        remark.accept(
            new Text(
                "두 자리 연도를 읽었습니다: " + text + " → " + day,
                "a year of two digits: " + text + " → " + day));
      }
      return day;
    } catch (DateTimeException e) {
      throw new InvalidValueException(
          "없는 날짜입니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + " is a day that does not exist");
    }
  }

  /** Two digits mean the latest such year that is not after next year. */
  private static int fullYear(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    int year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    int next = Year.now(KOREA).getValue() + 1;
    int century = next - next % 100;
    return century + year <= next ? century + year : century - 100 + year;
  }

  private static LocalTime time(Matcher m, String text) throws InvalidValueException {
    try {
      String half = m.group("half") == null ? "" : m.group("half");
      String ampm = m.group("ampm") == null ? "" : m.group("ampm").toLowerCase(Locale.ROOT);
      boolean isMorning = MORNING.contains(half) || ampm.equals("am");
      boolean isEvening = EVENING.contains(half) || ampm.equals("pm");
      int hour = Integer.parseInt(m.group("h"));
      boolean isOf12 = isMorning != isEvening && hour <= NOON;
      if (isMorning && (isEvening || hour > NOON)) {
        throw new DateTimeException(text);
      }
      String minute = m.group("min") == null ? m.group("min2") : m.group("min");
      return LocalTime.of(
          isOf12 ? hour % NOON + (isEvening ? NOON : 0) : hour,
          m.group("halfPast") != null ? 30 : minute == null ? 0 : Integer.parseInt(minute),
          m.group("s") == null ? 0 : Integer.parseInt(m.group("s")));
    } catch (DateTimeException e) {
      throw new InvalidValueException(
          "없는 시각입니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + " is a time that does not exist");
    }
  }

  private static String first(Matcher m, String... names) {
    for (String name : names) {
      String found = group(m, name);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalStateException(m.pattern().pattern());
  }

  /** Null where the pattern has no such group, or it did not match. */
  private static String group(Matcher m, String name) {
    return m.pattern().pattern().contains("(?<" + name + ">") ? m.group(name) : null;
  }
}
