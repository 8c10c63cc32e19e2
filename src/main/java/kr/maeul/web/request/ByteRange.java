package kr.maeul.web.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an answer (RFC 9110 §14). One range is understood; of several, which players do not ask
 * for, none is.
 *
 * @param from first byte
 * @param length 0 where the range lies beyond the end
 */
public record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

  /**
   * @param header the header {@code Range}, or null
   * @param size of the whole
   * @return null where the whole is wanted
   */
  public static ByteRange of(String header, long size) {
    Matcher range = header == null ? null : ONE.matcher(header.strip());
    if (range == null || !range.matches() || header.strip().equals("bytes=-")) {
      return null;
    }
    if (range.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(range.group(2)));
      return new ByteRange(size - last, last);
    }
    long from = Long.parseLong(range.group(1));
    long to = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
    if (to < from && !range.group(2).isEmpty()) {
      return null;
    }
    return from >= size
        ? new ByteRange(from, 0)
        : new ByteRange(from, Math.min(to, size - 1) - from + 1);
  }

  /** The header {@code Content-Range}. */
  public String header(long size) {
    return length == 0
        ? "bytes */" + size
        : "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
