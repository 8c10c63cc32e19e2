package kr.maeul.exchange.row;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits bytes at a separator without ever holding more than the longest record allowed: the rest
 * of a longer one is read and forgotten. For one thread.
 */
public final class BoundedRecords implements Closeable {
  public static final int RECORD_SEPARATOR = 0x1E;

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final int separator;
  private final int most;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int end;
  private byte[] held = new byte[0];
  private int heldLength;
  private byte[] bytes;
  private int start;
  private int length;
  private long line = 1;
  private long newlines;
  private boolean tooLong;

  public BoundedRecords(InputStream in, int separator, int most) {
    this.in = in;
    this.separator = separator;
    this.most = most;
  }

  /** Moves to the next record; false at the end. */
  public boolean next() throws IOException {
    line = 1 + newlines;
    heldLength = 0;
    tooLong = false;
    boolean any = false;
    while (true) {
      if (at == end) {
        end = Math.max(in.read(chunk, 0, CHUNK), 0);
        at = 0;
        if (end == 0) {
          use(held, 0, heldLength);
          return any;
        }
      }
      any = true;
      int from = at;
      while (at < end && chunk[at] != separator) {
        newlines += chunk[at] == '\n' ? 1 : 0;
        at++;
      }
      if (at < end) {
        newlines += separator == '\n' ? 1 : 0;
        at++;
        if (heldLength == 0 && !tooLong) {
          use(chunk, from, at - 1 - from);
        } else {
          hold(from, at - 1);
          use(held, 0, heldLength);
        }
        return true;
      }
      hold(from, at);
    }
  }

  private void hold(int from, int until) {
    int n = until - from;
    if (tooLong || heldLength + n > most) {
      tooLong = true;
      held = new byte[0];
      heldLength = 0;
      return;
    }
    if (heldLength + n > held.length) {
      held = Arrays.copyOf(held, Math.min(most, Math.max(heldLength + n, held.length * 2)));
    }
    System.arraycopy(chunk, from, held, heldLength, n);
    heldLength += n;
  }

  private void use(byte[] array, int from, int n) {
    bytes = array;
    start = from;
    length = n;
  }

  /** The line on which the record begins, from 1. */
  public long line() {
    return line;
  }

  public boolean isTooLong() {
    return tooLong;
  }

  public boolean isBlank() {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Valid, from {@link #start}, until the next call of {@link #next}. */
  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  public int length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
