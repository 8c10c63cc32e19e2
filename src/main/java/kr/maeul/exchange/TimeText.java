package kr.maeul.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as people write them in Korea. A time without an offset is Korean time. */
final class TimeText {
  private static final ZoneOffset KOREA = ZoneOffset.ofHours(9);
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(?:\\s*[-./]\\s*(\\d{1,2})\\s*[-./]\\s*(\\d{1,2})\\.?|\\s*년\\s*(\\d{1,2})\\s*월\\s*(\\d{1,2})\\s*일|(\\d{2})(\\d{2}))"
              + "(?:(?:\\s+|T)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?");
  private static final Pattern EXCEL_SERIAL = Pattern.compile("[1-6]\\d{4}(\\.\\d+)?");

  private TimeText() {}

  static LocalDate date(String text) throws BadValueException {
    Matcher m = match(text);
    if (m.group(8) != null && !time(m, text).equals(LocalTime.MIDNIGHT)) {
      throw new BadValueException(
          "날짜만 있어야 하는데 시각이 있습니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + " has a time of day where there is only a date");
    }
    return day(m, text);
  }

  /** As in JSON Schema's {@code date-time}. */
  static String instant(String text) throws BadValueException {
    OffsetDateTime instant;
    try {
      instant = OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      Matcher m = match(text);
      LocalTime time = m.group(8) == null ? LocalTime.MIDNIGHT : time(m, text);
      instant = OffsetDateTime.of(day(m, text), time, KOREA);
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant);
  }

  private static Matcher match(String text) throws BadValueException {
    Matcher m = DATE.matcher(text);
    if (m.matches()) {
      return m;
    }
    if (EXCEL_SERIAL.matcher(text).matches()) {
      throw new BadValueException(
          "엑셀 날짜 일련번호로 보입니다: "
              + ValueReader.quote(text)
              + ". 엑셀에서 셀 서식을 날짜(2024-01-02)로 바꾸어 저장하세요.",
          ValueReader.quote(text)
              + " looks like an Excel serial date; format the cells as dates (2024-01-02) and save again");
    }
    throw new BadValueException(
        "날짜가 아닙니다: " + ValueReader.quote(text) + " (예: 2024-01-02)",
        ValueReader.quote(text) + " is not a date (such as 2024-01-02)");
  }

  private static LocalDate day(Matcher m, String text) throws BadValueException {
    int group = m.group(2) != null ? 2 : m.group(4) != null ? 4 : 6;
    try {
      return LocalDate.of(
          Integer.parseInt(m.group(1)),
          Integer.parseInt(m.group(group)),
          Integer.parseInt(m.group(group + 1)));
    } catch (DateTimeException e) {
      throw new BadValueException(
          "없는 날짜입니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + " is a day that does not exist");
    }
  }

  private static LocalTime time(Matcher m, String text) throws BadValueException {
    try {
      return LocalTime.of(
          Integer.parseInt(m.group(8)),
          Integer.parseInt(m.group(9)),
          m.group(10) == null ? 0 : Integer.parseInt(m.group(10)));
    } catch (DateTimeException e) {
      throw new BadValueException(
          "없는 시각입니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + " is a time that does not exist");
    }
  }
}
