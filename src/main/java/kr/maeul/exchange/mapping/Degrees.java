package kr.maeul.exchange.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.exchange.row.InvalidValueException;

/**
 * Reads a coordinate: a plain number, or degrees, minutes and seconds such as {@code
 * 127°08'52.8"E}.
 */
public final class Degrees {
  private static final Pattern PLAIN =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,12}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?");
  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]{1,30})?");
  private static final Pattern PARTS =
      Pattern.compile(
          "([NSEW동서남북])?\\s*(?:[위경]?)\\s*([+-]?[0-9]{1,3})\\s*[°º˚도:\\s]\\s*"
              + "(?:([0-9]{1,2}(?:\\.[0-9]{1,20})?)\\s*(?:['′’‘분:\\s]|$)\\s*)?"
              + "(?:([0-9]{1,2}(?:\\.[0-9]{1,20})?)\\s*(?:[\"″”초]|''|′′)?\\s*)?([NSEWnsew])?");

  private Degrees() {}

  /** Whether there is nothing in the cell, or a dash for nothing. */
  public static boolean isBlank(String cell) {
    String text = plain(cell);
    return text.isEmpty() || text.equals("-");
  }

  /** Whether the cell says that there is no place, in one way or another. */
  public static boolean isZeroOrBlank(String cell) {
    if (isBlank(cell)) {
      return true;
    }
    try {
      return read(cell) == 0;
    } catch (InvalidValueException e) {
      return false;
    }
  }

  /** Without what cannot be seen, and with digits of full width as plain ones. */
  private static String plain(String cell) {
    StringBuilder text = new StringBuilder(cell.length());
    cell.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .map(c -> c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : Character.isSpaceChar(c) ? ' ' : c)
        .forEach(text::appendCodePoint);
    return text.toString().strip();
  }

  /**
   * The number.
   *
   * @throws InvalidValueException if it is none
   */
  public static double read(String cell) throws InvalidValueException {
    String text = plain(cell);
    if (PLAIN.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    if (THOUSANDS.matcher(text).matches()) {
      return Double.parseDouble(text.replace(",", ""));
    }
    Matcher m = PARTS.matcher(text);
    if (!m.matches()) {
      throw new InvalidValueException(
          "좌표가 아닙니다: " + ValueReader.quote(text), ValueReader.quote(text) + " is not a coordinate");
    }
    double minutes = m.group(3) == null ? 0 : Double.parseDouble(m.group(3));
    double seconds = m.group(4) == null ? 0 : Double.parseDouble(m.group(4));
    if (minutes >= 60 || seconds >= 60) {
      throw new InvalidValueException(
          "분과 초는 60보다 작아야 합니다: " + ValueReader.quote(text),
          ValueReader.quote(text) + ": minutes and seconds are below 60");
    }
    double degrees = Double.parseDouble(m.group(2));
    boolean negative =
        m.group(2).startsWith("-") || isSouthOrWest(m.group(1)) || isSouthOrWest(m.group(5));
    double size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
    return negative ? -size : size;
  }

  private static boolean isSouthOrWest(String letter) {
    return letter != null && "SWsw남서".contains(letter);
  }
}
